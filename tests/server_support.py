"""Asking a web application for something, without a network or over a real one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import gradio as gr
import httpx
from chat_examples import make_library
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from corpus.library import Library
from embeddings.language import Language
from embeddings.steps import Report
from qa.chat.handlers import Handlers
from qa.chat.opening import Desk
from qa.chat.page import build_page
from qa.chat.serving.dispatch import LANGUAGES
from qa.chat.serving.server import address_of, listen, make_server
from qa.chat.startup import Startup
from qa.chat.texts import texts_of
from qa.chat.workplace import Workplace
from settings import Settings


@dataclass(frozen=True, slots=True)
class Got:
    """A response; of a header that is there twice, the last."""

    status: int
    headers: Mapping[str, str]
    text: str


def request(app: ASGIApp, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Got:
    """Ask an application. Underscores in the names of ``headers`` stand for hyphens."""
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    path, _, query = path.partition("?")
    named = {"host": "127.0.0.1:7860", "accept-encoding": "br, gzip"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": query.encode(), "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 7860),
        "headers": [(k.encode(), v.encode("latin-1")) for k, v in named.items()], "state": {},
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    start, *rest = sent
    got = {k.decode().lower(): v.decode() for k, v in start["headers"]}  # type: ignore[attr-defined]
    text = b"".join(part.get("body", b"") for part in rest)  # type: ignore[misc]
    return Got(int(str(start["status"])), got, text.decode("utf-8", "replace"))


def pages_over(library: Library, startup: Startup[Desk]) -> dict[Language, gr.Blocks]:
    """The page in each language; what is judged there is kept in a folder of its own."""
    workplace = Workplace(Settings(data_dir=Path(mkdtemp())), library, startup)
    return {language: build_page(Handlers(workplace, texts_of(language))) for language in LANGUAGES}


@cache
def example_pages() -> dict[Language, gr.Blocks]:
    """The page over the hand-made library, its search never ready; not to be changed."""
    return pages_over(make_library(), Startup(_never))


def _never(report: Report) -> Desk:
    raise NotImplementedError


def proxy(target: str, prefix: str) -> ASGIApp:
    """A reverse proxy that serves an address below a path, which it cuts off."""
    client = httpx.AsyncClient(timeout=None)  # noqa: S113

    async def forward(asked: Request) -> StreamingResponse:
        url = httpx.URL(
            f"{target}/{asked.path_params['path'].lstrip('/')}", query=asked.url.query.encode()
        )
        request = client.build_request(
            asked.method, url, headers=asked.headers.raw, content=await asked.body()
        )
        answer = await client.send(request, stream=True)
        return StreamingResponse(
            answer.aiter_raw(),
            answer.status_code,
            answer.headers,
            background=BackgroundTask(answer.aclose),
        )

    return Starlette(routes=[Route(f"{prefix}{{path:path}}", forward, methods=["GET", "POST"])])


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The address at which an application is served from a thread."""
    listener = listen("127.0.0.1", 0)
    server = make_server(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield address_of(listener)
    finally:
        server.should_exit = True
        thread.join(30)
