"""Serving the page on this machine."""

from __future__ import annotations

import errno
import logging
import os
import re
import socket

import fastapi
import gradio as gr
import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.chat.look import STYLE, theme
from settings import UserError

_LOOPBACK = ("127.0.0.1", "localhost")
# Gradio's page needs inline and evaluated scripts; what it may fetch is this server's alone.
_CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_PREVIEW_META = re.compile(rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>")


class ServerError(UserError):
    """The page cannot be served at the address."""


def listen(host: str, port: int) -> socket.socket:
    """Take the address.

    Args:
        host: Name or address of this machine.
        port: 0 to 65535; 0 takes any free one.

    Raises:
        ServerError: The port is taken or not allowed, or the host is not this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError:
        raise ServerError(f"The host '{host}' is unknown; use 127.0.0.1.") from None
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise ServerError(_refusal(host, port, error)) from None
    return listener


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken; stop the program that uses it, or choose another "
            "port with --port."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by this user; choose one above 1023 with --port."
    return f"The address {host} is not one of this machine's; use --host 127.0.0.1."


def address_of(listener: socket.socket) -> str:
    """The address to open in a browser, such as ``http://127.0.0.1:7860``."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(page: gr.Blocks, listener: socket.socket, language: str) -> None:
    """Serve the page until the person stops it with Ctrl-C."""
    try:
        make_server(build_app(page, listener.getsockname()[0], language)).run(sockets=[listener])
    except KeyboardInterrupt:
        return


def make_server(app: fastapi.FastAPI) -> uvicorn.Server:
    """A server that ends quietly within about a second, also while pages are open."""
    return _Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # The streams to open pages never end by themselves; that they are cut off is no error.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def build_app(page: gr.Blocks, host: str, language: str) -> fastapi.FastAPI:
    """The page as a web application that asks for nothing outside this machine.

    Args:
        page: The page.
        host: The address it is served at; at a loopback address, requests that a foreign name was
            made to lead here are refused (DNS rebinding).
        language: BCP 47 tag of the page's language.
    """
    app = fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(PageMiddleware, language=language)
    if host in _LOOPBACK:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(_LOOPBACK))
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=1,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
        css=STYLE,
    )
    return app


class PageMiddleware:
    """Gives the page its language and all responses their security headers.

    Gradio marks its page as English and picks its own words by the browser's language, which knows
    bokmål as ``nb`` only.

    Args:
        app: The application.
        language: BCP 47 tag of the page's language.
    """

    def __init__(self, app: ASGIApp, language: str) -> None:
        self.app = app
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and mend the response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        rewrite = scope["method"] == "GET" and scope["path"] == "/"
        if rewrite:
            plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            scope = {**scope, "headers": plain}
        await self.app(scope, receive, _Sender(send, self.language if rewrite else None).send)


class _Sender:
    """Sends one response with the security headers and, for the page, the language."""

    def __init__(self, send: Send, language: str | None) -> None:
        self._send = send
        self._language = language
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = _CONTENT_POLICY
            headers["Referrer-Policy"] = "no-referrer"
            headers["X-Content-Type-Options"] = "nosniff"
            html = Headers(scope=message).get("content-type", "").startswith("text/html")
            if self._language and html:
                self._start = message
                return
        if self._start is None or self._language is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = in_language(self._body, self._language)
        MutableHeaders(scope=self._start)["Content-Length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def in_language(html: bytes, language: str) -> bytes:
    """Gradio's page, marked as written in a language and without its own preview."""
    tag = language.encode("ascii")
    script = (
        b"<script>for (const [key, value] of [['language', '%s'], ['languages', ['%s']]]) "
        b"Object.defineProperty(navigator, key, { get: () => value });</script>" % (tag, tag)
    )
    html = html.replace(b'lang="en"', b'lang="%s"' % tag, 1)
    return _PREVIEW_META.sub(b"", html.replace(b"<head>", b"<head>" + script, 1))
