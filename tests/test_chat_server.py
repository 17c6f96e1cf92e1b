"""The page's server: its address, its language, and what it lets the page ask for."""

from __future__ import annotations

import asyncio
import re
import socket

import pytest
from chat_examples import make_library

from qa.chat.handlers import Handlers
from qa.chat.page import build_page
from qa.chat.server import ServerError, address_of, build_app, in_language, listen
from qa.chat.startup import Startup
from qa.chat.texts import BOKMAL

_HANDLERS = Handlers(make_library(), Startup(lambda report: str), BOKMAL)


def _get(path: str, host: str = "127.0.0.1:7860") -> tuple[int, dict[str, str], str]:
    """Ask the web application for a path, without a network."""
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    app = build_app(build_page(_HANDLERS), "127.0.0.1", "nb")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": b"", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 7860),
        "headers": [(b"host", host.encode()), (b"accept-encoding", b"br, gzip")], "state": {},
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    start, *rest = sent
    headers = {k.decode().lower(): v.decode() for k, v in start["headers"]}  # type: ignore[attr-defined]
    body = b"".join(part.get("body", b"") for part in rest)  # type: ignore[misc]
    return int(str(start["status"])), headers, body.decode("utf-8", "replace")


def test_the_page_is_norwegian_and_names_no_foreign_preview() -> None:
    status, headers, body = _get("/")
    assert status == 200
    assert int(headers["content-length"]) == len(body.encode())
    assert '<html\n\tlang="nb"' in body
    assert re.search(r"<head><script>[^<]*'nb'.*?navigator", body)
    assert 'property="og:' not in body
    assert 'name="twitter:' not in body
    assert BOKMAL.conversation.examples[0] in body


def test_the_page_may_ask_this_server_only() -> None:
    _, headers, _ = _get("/")
    policy = dict(
        directive.split(" ", 1) for directive in headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == policy["connect-src"] == "'self'"
    for sources in policy.values():
        assert "http" not in sources
        assert "*" not in sources


def test_a_foreign_name_that_leads_here_is_refused() -> None:
    assert _get("/", host="evil.example")[0] == 400
    assert _get("/", host="localhost:7860")[0] == 200


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/gradio_api/file=/etc/hostname"])
def test_nothing_else_is_offered(path: str) -> None:
    assert _get(path)[0] in {403, 404}


def test_no_action_of_the_page_is_an_interface_to_other_programs() -> None:
    page = build_page(_HANDLERS)
    assert page.fns
    assert {function.api_visibility for function in page.fns.values()} == {"private"}


def test_only_the_language_and_the_preview_of_the_page_are_changed() -> None:
    html = b'<html lang="en"><head><meta property="og:x" content="y" /><p lang="en">a</p></head>'
    changed = in_language(html, "nb")
    assert changed.startswith(b'<html lang="nb"><head><script>')
    assert changed.endswith(b'</script><p lang="en">a</p></head>')


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


def test_the_address_is_one_that_a_browser_takes() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address_of(listener))
    if socket.has_ipv6:
        try:
            with listen("::1", 0) as listener:
                assert re.fullmatch(r"http://\[::1\]:\d+", address_of(listener))
        except ServerError:
            pytest.skip("this machine has no IPv6 loopback")
