"""The login: what is closed without it, and how a person and a program get in and out."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import argon2
import pytest
from chat_examples import Html
from hypothesis import given
from hypothesis import strategies as st
from server_support import Got, example_pages, request
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp

from embeddings.language import Language
from qa.chat.serving.accounts import MOST_FAILURES, Accounts
from qa.chat.serving.front import parse_front
from qa.chat.serving.login import SESSION_S, Sessions
from qa.chat.serving.login_page import _DARK, render_login, render_logout
from qa.chat.serving.server import build_app
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts, texts_of

PASSWORD = "båt ved bryggekanten"
_HASHER = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_HTML = "text/html,application/xhtml+xml"


def _app(front: str = "") -> ASGIApp:
    accounts = Accounts({"kari": _HASHER.hash(PASSWORD), "ola": _HASHER.hash(PASSWORD)})
    pages = example_pages()
    return build_app(pages, "127.0.0.1", parse_front(front), accounts)


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return _app()


def _log_in(
    app: ASGIApp, name: str = "kari", password: str = PASSWORD, at: str = "/login", **headers: str
) -> Got:
    form = urlencode({"username": name, "password": password}).encode()
    return request(app, at, "POST", form, **headers)


def _cookie(got: Got) -> str:
    return got.headers["set-cookie"].partition(";")[0]


@pytest.mark.parametrize(
    "asked",
    [
        "GET /config", "GET /gradio_api/info", "GET /theme.css", "GET /favicon.ico",
        "GET /assets/index.js", "GET /static/x", "GET /nn/config", "GET /en/gradio_api/info",
        "GET /gradio_api/queue/data?session_hash=x", "GET /gradio_api/heartbeat/x",
        "GET /gradio_api/startup-events", "POST /gradio_api/queue/join", "POST /gradio_api/cancel",
        "POST /gradio_api/reset", "POST /gradio_api/run/predict", "POST /gradio_api/call/ask",
        "GET /gradio_api/call/ask/x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cookie", ["", "hmh_session=", "hmh_session=x", "access-token=x"])
def test_nothing_is_open_to_a_stranger(app: ASGIApp, asked: str, cookie: str) -> None:
    method, path = asked.split(" ")
    got = request(app, path, method, cookie=cookie)
    assert (got.status, got.text) == (401, '{"detail":"Not authenticated"}')
    assert got.headers["cache-control"] == "no-store"


def test_a_stranger_is_led_to_the_login_and_from_there_to_the_same_place(app: ASGIApp) -> None:
    got = request(app, "/?doc=actis&start=1&end=2")
    assert (got.status, got.headers["location"]) == (303, "/login?doc=actis&start=1&end=2")
    assert got.text == ""
    got = _log_in(app, at="/login?doc=actis&start=1&end=2", accept=_HTML)
    assert (got.status, got.headers["location"]) == (303, "/?doc=actis&start=1&end=2")
    page = request(app, "/?doc=actis&start=1&end=2", cookie=_cookie(got))
    assert page.status == 200
    assert '"username":"kari"' in page.text


@pytest.mark.parametrize(
    "query", ["//evil.example", "https://evil.example", "next=https://evil.example", "%0d%0aX:y"]
)
def test_a_login_never_leads_elsewhere(app: ASGIApp, query: str) -> None:
    got = _log_in(app, at=f"/login?{query}", accept=_HTML)
    assert got.headers["location"].startswith("/?")
    assert "x" not in got.headers


def test_a_name_may_be_typed_with_capitals(app: ASGIApp) -> None:
    assert _log_in(app, " Kari ").text == '{"success":true}'


def test_another_program_is_told_whether_it_is_in(app: ASGIApp) -> None:
    got = _log_in(app)
    assert (got.status, got.text) == (200, '{"success":true}')
    assert request(app, "/config", cookie=_cookie(got)).status == 200
    assert _log_in(app, password="feil").status == 401


def test_the_cookie_is_for_this_server_alone(app: ASGIApp) -> None:
    parts = _log_in(app).headers["set-cookie"].split("; ")
    assert re.fullmatch(r"hmh_session=[\w-]{43}", parts[0])
    assert {part.lower() for part in parts[1:]} == {
        "httponly", "max-age=43200", "path=/", "samesite=lax",
    }  # fmt: skip
    behind = _log_in(_app("https://x.example/hmh"), host="x.example").headers["set-cookie"]
    assert {"Path=/hmh/", "Secure"} <= set(behind.split("; "))


def test_the_form_of_another_site_is_refused(app: ASGIApp) -> None:
    assert _log_in(app, origin="https://evil.example").status == 403
    assert _log_in(app, origin="http://127.0.0.1:7860").status == 200
    cookie = _cookie(_log_in(app))
    assert request(app, "/logout", "POST", cookie=cookie, origin="null").status == 403
    assert request(app, "/config", cookie=cookie).status == 200


@pytest.mark.parametrize("texts", [BOKMAL, NYNORSK, ENGLISH])
def test_wrong_passwords_are_told_in_the_persons_language(texts: Texts) -> None:
    app = _app()
    language: Language = texts.language
    for _ in range(MOST_FAILURES):
        got = _log_in(app, "ola", "feil", accept_language=language)
        assert got.status == 401
        html = Html(got.text)
        assert html.text_in(css="hmh-alarm") == texts.login.refused
        assert ("html", {"lang": language}) in html.elements
        assert "set-cookie" not in got.headers
    got = _log_in(app, "ola", PASSWORD, accept_language=language)
    assert (got.status, got.headers["retry-after"]) == (429, "30")
    assert texts.login.too_many.format(seconds=30) in got.text
    assert _log_in(app, "kari").status == 200


def test_who_logs_out_is_a_stranger_and_others_stay(app: ASGIApp) -> None:
    kari, ola = _cookie(_log_in(app)), _cookie(_log_in(app, "ola"))
    assert BOKMAL.login.log_out in request(app, "/logout", cookie=kari).text
    assert request(app, "/config", cookie=kari).status == 200
    got = request(app, "/logout", "POST", cookie=kari)
    assert (got.status, got.headers["location"]) == (303, "/login")
    assert "Max-Age=0" in got.headers["set-cookie"]
    assert request(app, "/config", cookie=kari).status == 401
    assert request(app, "/config", cookie=ola).status == 200


@pytest.mark.parametrize(
    "body", [b"", b"username=kari", b"\xff=\xfe", b"username=kari&password=" + b"x" * 20_000]
)
def test_a_form_that_is_none_is_refused(app: ASGIApp, body: bytes) -> None:
    assert request(app, "/login", "POST", body).status == 401


def test_below_a_path_everything_stays_below_it() -> None:
    app = _app("/hmh")
    assert request(app, "/hmh/?doc=fo").headers["location"] == "/hmh/login?doc=fo"
    got = _log_in(app, at="/hmh/login?doc=fo", accept=_HTML)
    assert got.headers["location"] == "/hmh/?doc=fo"
    assert request(app, "/hmh/logout", "POST").headers["location"] == "/hmh/login"


# --- sessions ---------------------------------------------------------------------------------


def _holding(token: str) -> HTTPConnection:
    cookie = f"hmh_session={token}".encode("latin-1")
    return HTTPConnection({"type": "http", "headers": [(b"cookie", cookie)]})


def test_a_session_ends_after_twelve_hours() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    kari = _holding(sessions.begin("kari"))
    now[0] = SESSION_S - 1
    ola = _holding(sessions.begin("ola"))
    assert (sessions.person(kari), sessions.person(ola)) == ("kari", "ola")
    now[0] = SESSION_S
    assert (sessions.person(kari), sessions.person(ola)) == (None, "ola")
    sessions.begin("per")
    assert len(sessions._open) == 2


@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_no_made_up_token_is_anybodys(token: str) -> None:
    sessions = Sessions()
    sessions.begin("kari")
    assert sessions.person(_holding(token)) is None


# --- the pages --------------------------------------------------------------------------------


@given(st.text(), st.text(), st.sampled_from([BOKMAL, NYNORSK, ENGLISH]))
def test_what_is_typed_is_no_markup(name: str, fault: str, texts: Texts) -> None:
    def shape(html: str) -> list[str]:
        return [tag for tag, _ in Html(html).elements]

    assert shape(render_login(texts, name, fault or "x")) == shape(render_login(texts, "a", "x"))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_field_has_its_name(language: Language) -> None:
    texts = texts_of(language)
    elements = Html(render_login(texts)).elements
    fields = [attributes for tag, attributes in elements if tag == "input"]
    labels = [attributes["for"] for tag, attributes in elements if tag == "label"]
    assert [field["id"] for field in fields] == labels == ["username", "password"]
    assert ("form", {"method": "post"}) in Html(render_logout(texts)).elements
    assert texts.login.stay in render_logout(texts)


def test_the_pages_are_dark_where_the_system_is() -> None:
    assert "--hmh-paper:" in _DARK
    assert f"@media (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {_DARK}" in (
        render_login(BOKMAL)
    )
