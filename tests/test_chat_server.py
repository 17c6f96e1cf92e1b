"""The page's server: its address, what it lets the page ask for, and what it is asked for."""

from __future__ import annotations

import re
import socket

import pytest
from server_support import example_pages, request
from starlette.types import ASGIApp

from qa.chat.serving.front import Front, FrontError, FrontMiddleware, parse_front
from qa.chat.serving.policy import fit
from qa.chat.serving.server import ServerError, address_of, build_app, is_within_reach, listen
from qa.chat.texts import BOKMAL


def _app(front: str = "", host: str = "127.0.0.1") -> ASGIApp:
    pages = example_pages()
    return build_app(pages, host, parse_front(front))


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return _app()


def test_the_page_names_no_foreign_preview(app: ASGIApp) -> None:
    page = request(app, "/")
    assert page.status == 200
    assert int(page.headers["content-length"]) == len(page.text.encode())
    assert 'property="og:' not in page.text
    assert 'name="twitter:' not in page.text
    assert BOKMAL.conversation.examples[0] in page.text


def _policy(headers: str) -> dict[str, list[str]]:
    parts = (directive.split() for directive in headers.split("; "))
    return {name: sources for name, *sources in parts}


def test_the_page_may_ask_this_server_only(app: ASGIApp) -> None:
    policy = _policy(request(app, "/").headers["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["connect-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-src"] == policy["object-src"] == policy["frame-ancestors"] == ["'none'"]
    for sources in policy.values():
        assert not any("http" in source or "*" in source for source in sources)


def test_only_the_pages_own_scripts_run(app: ASGIApp) -> None:
    first, second = request(app, "/"), request(app, "/")
    sources = _policy(first.headers["content-security-policy"])["script-src"]
    assert "'unsafe-inline'" not in sources
    (nonce,) = re.findall(r"'nonce-([\w-]{20,})'", " ".join(sources))
    assert nonce not in second.text
    scripts = re.findall(r"<script[^>]*>", first.text)
    assert len(scripts) >= 5
    assert all(f' nonce="{nonce}"' in script for script in scripts)


@pytest.mark.parametrize("path", ["/", "/config", "/theme.css", "/gradio_api/info", "/nothing"])
def test_every_response_is_guarded(app: ASGIApp, path: str) -> None:
    headers = request(app, path).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["permissions-policy"] == "camera=(), geolocation=(), microphone=()"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert (headers.get("cache-control") == "no-store") == (path != "/theme.css")


def test_a_foreign_name_that_leads_here_is_refused(app: ASGIApp) -> None:
    assert request(app, "/", host="evil.example").status == 400
    assert request(app, "/", host="localhost:7860").status == 200


def test_other_sites_may_not_read_what_is_served() -> None:
    got = request(_app(host="192.0.2.1"), "/config", host="hmh:7860", origin="http://evil.example")
    assert got.status == 200
    assert "access-control-allow-origin" not in got.headers


def test_only_the_page_itself_is_changed() -> None:
    html = (
        b'<html lang="en"><head><base href="./" /><meta property="og:x" content="y" />'
        b'<link rel="manifest" href="/manifest.json" />'
        b'<p lang="en">a</p></head><script src="x"></script><scripture>'
    )
    changed = fit(html, "nn", "/hmh", "abc").decode()
    assert changed.startswith('<html lang="nn"><head><script nonce="abc">')
    assert changed.endswith(
        '</script><link rel="icon" href="/hmh/favicon.ico"><base href="/hmh/" />'
        '<p lang="en">a</p></head>'
        '<script nonce="abc" src="x"></script><scripture>'
    )


# --- behind a proxy ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "origin", "path", "host", "is_encrypted"),
    [
        ("", "", "", None, False),
        ("/", "", "", None, False),
        ("/hmh", "", "/hmh", None, False),
        ("/a/b_c/", "", "/a/b_c", None, False),
        ("https://x.example", "https://x.example", "", "x.example", True),
        ("http://x.example:8080/hmh/", "http://x.example:8080", "/hmh", "x.example", False),
        ("https://[2001:db8::1]/hmh", "https://[2001:db8::1]", "/hmh", "2001:db8::1", True),
    ],
)
def test_an_address_behind_a_proxy_is_read(
    written: str, origin: str, path: str, host: str | None, is_encrypted: bool
) -> None:
    front = parse_front(written)
    assert front == Front(origin, path)
    assert (front.host, front.is_encrypted) == (host, is_encrypted)


@pytest.mark.parametrize(
    "written",
    [
        "hmh",
        "//x",
        "/a//b",
        "/a/../b",
        "/å",
        '/"',
        "/a?b",
        "/a#b",
        "/a b",
        "ftp://x/",
        "https:///x",
    ],
)
def test_what_is_no_such_address_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(
        FrontError, match=r"^--root-path is '.*'; write .* https://radgiver\.example"
    ):
        parse_front(written)


@pytest.mark.parametrize("path", ["/", "/hmh", "/hmh/"])
def test_below_a_path_the_page_finds_its_parts_whether_or_not_the_proxy_cuts_it_off(
    path: str,
) -> None:
    page = request(_app("/hmh"), path)
    assert page.status == 200
    assert '<base href="/hmh/"' in page.text
    assert re.findall(r'"root":"([^"]*)"', page.text) == ["http://127.0.0.1:7860/hmh/nb"]


def test_parts_below_a_path_are_found() -> None:
    app = _app("/hmh")
    assert request(app, "/hmh/nn/theme.css").status == 200
    assert request(app, "/nn/theme.css").status == 200
    assert request(app, "/hmhx/nn/theme.css").status == 404


def test_with_a_whole_address_its_host_is_known_and_no_header_is_believed() -> None:
    app = _app("https://x.example/hmh")
    page = request(app, "/", host="x.example", x_forwarded_host="evil.example")
    assert re.findall(r'"root":"([^"]*)"', page.text) == ["https://x.example/hmh/nb"]
    assert request(app, "/", host="y.example").status == 400


def test_a_path_is_put_back_once() -> None:
    seen: list[tuple[str, str]] = []

    async def look(scope: object, receive: object, send: object) -> None:
        seen.append((scope["root_path"], scope["path"]))  # type: ignore[index]
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]

    for path in ("/", "/a", "/hmh", "/hmh/", "/hmh/a", "/hmha"):
        request(FrontMiddleware(look, Front(path="/hmh")), path)
    assert {root for root, _ in seen} == {"/hmh"}
    assert [path for _, path in seen] == [
        "/hmh/", "/hmh/a", "/hmh/", "/hmh/", "/hmh/a", "/hmh/hmha",
    ]  # fmt: skip


# --- the address ------------------------------------------------------------------------------


def test_a_taken_port_is_refused_with_a_remedy() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(ServerError, match=rf"^Port {port} on 127\.0\.0\.1 is taken; .*--port"):
            listen("127.0.0.1", port)


def test_a_host_that_is_not_this_machine_is_refused_with_a_remedy() -> None:
    with pytest.raises(ServerError, match=r"192\.0\.2\.1.*--host 127\.0\.0\.1"):
        listen("192.0.2.1", 0)
    with pytest.raises(ServerError, match=r"'ikke en vert' is unknown"):
        listen("ikke en vert", 0)


def test_whether_other_machines_may_reach_it_is_known() -> None:
    with listen("127.0.0.1", 0) as own, listen("0.0.0.0", 0) as open_to_all:  # noqa: S104
        assert not is_within_reach(own)
        assert is_within_reach(open_to_all)


def test_the_address_is_one_that_a_browser_takes() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address_of(listener))
    if socket.has_ipv6:
        try:
            with listen("::1", 0) as listener:
                assert re.fullmatch(r"http://\[::1\]:\d+", address_of(listener))
        except ServerError:
            pytest.skip("this machine has no IPv6 loopback")
