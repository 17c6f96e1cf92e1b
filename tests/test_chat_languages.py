"""Which language's page a request gets."""

from __future__ import annotations

import ast
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from server_support import example_pages, request
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from embeddings.language import Language
from qa.chat.serving.dispatch import LANGUAGES, Dispatcher, choose_language, route_of
from qa.chat.serving.front import Front, FrontMiddleware
from qa.chat.serving.server import build_app
from qa.chat.texts import texts_of


@pytest.mark.parametrize(
    ("accept_language", "language"),
    [
        ("", "nb"),
        ("nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.6,en;q=0.5", "nb"),
        ("nn-NO,nn;q=0.9,nb;q=0.8,en;q=0.7", "nn"),
        ("no", "nb"),
        ("en-GB", "en"),
        ("EN", "en"),
        ("en;q=0.5, nn;q=0.8", "nn"),
        ("en ; q=0.5 , nn; q=0.4", "en"),
        ("da-DK,da;q=0.9,en;q=0.8", "nb"),
        ("sv,en;q=0.9", "nb"),
        ("de-DE,de;q=0.9,en;q=0.8", "en"),
        ("de", "nb"),
        ("*", "nb"),
        ("en;q=0, nn;q=0.1", "nn"),
        ("en;q=0", "nb"),
        ("en;q=2, nn;q=0.1", "nn"),
        ("en;q=, nn;q=x", "nb"),
        ("eng", "nb"),
    ],
)
def test_the_browsers_wishes_count_by_their_weights(
    accept_language: str, language: Language
) -> None:
    assert choose_language(None, accept_language) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_person_chose_wins(language: Language) -> None:
    assert choose_language(language, "nn;q=0.9,en;q=0.8,nb;q=0.7") == language


@pytest.mark.parametrize("chosen", ["", "NN", "de", "nn ", "<script>"])
def test_a_choice_that_is_none_is_ignored(chosen: str) -> None:
    assert choose_language(chosen, "en") == "en"


@given(st.binary(), st.none() | st.text())
def test_whatever_the_headers_hold_there_is_a_language(accept: bytes, chosen: str | None) -> None:
    assert choose_language(chosen, accept.decode("latin-1")) in LANGUAGES


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    told = f"{scope['root_path']} {scope['path']} {Request(scope).url.path}"
    answer = HTMLResponse if scope["path"].endswith("/") else PlainTextResponse
    await answer(told, headers={"Vary": "Origin"})(scope, receive, send)


@pytest.mark.parametrize(
    ("path", "dispatched"),
    [
        ("/", "/nn/"),
        ("/config", "/nn/config"),
        ("/en/config", "/en/config"),
        ("/en/", "/nn/en/"),
        ("/en", "/nn/en"),
        ("/english/x", "/nn/english/x"),
    ],
)
def test_the_language_is_put_before_a_path_that_has_none(path: str, dispatched: str) -> None:
    got = request(Dispatcher(_echo), path, accept_language="nn")
    assert got.text == f" {dispatched} {dispatched}"


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="?")),
    st.sampled_from(["", "/hmh"]),
)
@example("*", "")
def test_every_path_gets_one_language(path: str, before: str) -> None:
    async def show(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(repr(route_of(scope)))(scope, receive, send)

    app = FrontMiddleware(Dispatcher(show), Front(path=before))
    language, rest = ast.literal_eval(request(app, path, accept_language="en").text)
    assert language in LANGUAGES
    assert path.removeprefix("/").endswith(rest) or path == before


def test_responses_that_depend_on_the_headers_say_so() -> None:
    app = Dispatcher(_echo)
    page = request(app, "/", cookie="a=1; hmh_language=en; b", accept_language="nn")
    assert page.headers["content-language"] == "en"
    assert page.headers["vary"] == "Origin, Accept-Language, Cookie"
    other = request(app, "/config", accept_language="nn")
    assert "content-language" not in other.headers
    assert other.headers["vary"] == "Origin, Accept-Language, Cookie"
    assert request(app, "/en/config").headers["vary"] == "Origin"


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return build_app(example_pages(), "127.0.0.1")


@pytest.mark.parametrize(("language", "gradios"), [("nb", "nb"), ("nn", "nb"), ("en", "en")])
def test_the_page_is_in_its_language(app: ASGIApp, language: Language, gradios: str) -> None:
    page = request(app, "/", accept_language=language)
    assert page.status == 200
    assert page.headers["content-language"] == language
    assert f'<html\n\tlang="{language}"' in page.text
    assert f"['language', '{gradios}'], ['languages', ['{gradios}']]" in page.text
    assert texts_of(language).conversation.examples[0] in page.text
    assert re.findall(r'"root":"([^"]*)"', page.text) == [f"http://127.0.0.1:7860/{language}"]


def test_the_languages_pages_are_alike_but_for_their_words() -> None:
    pages = example_pages()
    shapes = {
        language: (
            [block.get_block_name() for block in page.blocks.values()],
            [(f.api_name, f.api_visibility, len(f.inputs)) for f in page.fns.values()],
        )
        for language, page in pages.items()
    }
    assert shapes["nb"] == shapes["nn"] == shapes["en"]
