"""What may be asked of the server, and what is closed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from server_support import example_pages, request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from qa.chat.serving.gate import Gate
from qa.chat.serving.server import build_app
from settings import Settings


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return build_app(example_pages(), "127.0.0.1")


@pytest.mark.parametrize("prefix", ["", "/nn"])
@pytest.mark.parametrize(
    "asked",
    [
        "POST /gradio_api/upload", "GET /gradio_api/upload_progress?upload_id=x",
        "POST /gradio_api/component_server", "GET /gradio_api/proxy=https://evil.example/",
        "GET /gradio_api/file=/etc/hostname", "GET /gradio_api/file/etc/hostname",
        "GET /gradio_api/deep_link?session_hash=x", "GET /gradio_api/dev/reload",
        "GET /gradio_api/vibe-code", "POST /gradio_api/vibe-edit", "GET /gradio_api/openapi.json",
        "GET /gradio_api/mcp/sse", "GET /gradio_api/runs", "GET /gradio_api/token",
        "GET /gradio_api/app_id", "POST /gradio_api/process_recording", "GET /gradio_api/user",
        "POST /gradio_api/stream/x", "GET /gradio_api/custom_component/a/client/b/c",
        "GET /monitoring", "GET /monitoring/summary", "GET /docs", "GET /openapi.json",
        "POST /login", "GET /logout", "OPTIONS /config", "PUT /", "POST /config", "GET /svelte/x",
        "GET /gradio_api/info/", "GET /gradio_api/startup-events/x",
    ],
)  # fmt: skip
def test_what_the_page_does_not_need_is_closed(app: ASGIApp, prefix: str, asked: str) -> None:
    method, path = asked.split(" ")
    got = request(app, prefix + path, method)
    assert (got.status, got.text) == (404, '{"detail":"Not found"}')


@pytest.mark.parametrize("path", ["/nn/", "/nb", "/en?x=1", "/nn/nn/config"])
def test_the_page_has_one_address(app: ASGIApp, path: str) -> None:
    assert request(app, path).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/{path}", "/assets/{path}", "/assets/../{path}", "/assets/..%2f..%2f{path}",
        "/static/../../{path}", "/static//{path}", "/nn/assets/..\\..\\{path}",
    ],
)  # fmt: skip
def test_files_of_this_machine_are_out_of_reach(app: ASGIApp, tmp_path: Path, path: str) -> None:
    for secret in (tmp_path / "secret.txt", Settings().documents_dir / "catalogue.toml"):
        if not secret.exists():
            secret.write_text("organisations hemmelig", encoding="utf-8")
        got = request(app, path.format(path=secret))
        assert got.status >= 400
        assert "organisations" not in got.text


def test_no_action_of_the_page_can_be_called_by_its_name() -> None:
    pages = example_pages()
    app = build_app(pages, "127.0.0.1")
    private = {
        str(function.api_name)
        for function in pages["nb"].fns.values()
        if function.api_visibility == "private" and function.api_name
    }
    assert "_ask" in private
    for name in private:
        for route in ("call", "run", "api", "call/v2"):
            assert request(app, f"/gradio_api/{route}/{name}", "POST", b"{}").status == 404


def test_other_programs_are_told_of_one_endpoint() -> None:
    pages = example_pages()
    for page in pages.values():
        public = [f.api_name for f in page.fns.values() if f.api_visibility != "private"]
        assert public == ["ask"]
    app = build_app(pages, "127.0.0.1")
    for query in ("", "?all_endpoints=True", "?serialize=False"):
        told = json.loads(request(app, f"/gradio_api/info{query}").text)
        assert list(told["named_endpoints"]) == ["/ask"]
        assert told["unnamed_endpoints"] == {}


async def _open(scope: object, receive: object, send: object) -> None:
    await PlainTextResponse("open")(scope, receive, send)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        ("http://127.0.0.1:7860", 200),
        ("https://127.0.0.1", 200),
        ("http://evil.example", 403),
        ("http://127.0.0.1.evil.example", 403),
        ("null", 403),
        ("", 403),
        ("http://[::1", 403),
    ],
)
def test_what_another_sites_page_sends_is_refused(origin: str | None, status: int) -> None:
    headers = {} if origin is None else {"origin": origin}
    assert request(Gate(_open), "/nb/gradio_api/queue/join", "POST", **headers).status == status


def test_the_login_is_open_where_there_is_one() -> None:
    for path in ("/nb/login", "/nn/logout"):
        for method in ("GET", "POST"):
            assert request(Gate(_open, has_login=True), path, method).status == 200
            assert request(Gate(_open), path, method).status == 404


@given(st.text(), st.sampled_from(["GET", "POST", "DELETE"]))
def test_no_path_and_no_origin_breaks_it(text: str, method: str) -> None:
    latin = text.encode("utf-8", "replace").decode("latin-1")
    path = text.encode("utf-8", "replace").decode().replace("?", "")
    assert request(Gate(_open), f"/nb/{path}", method, origin=latin).status in {200, 403, 404}
