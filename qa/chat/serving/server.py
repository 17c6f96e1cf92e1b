"""Serving the page on this machine."""

from __future__ import annotations

import errno
import logging
import os
import socket
from collections.abc import Mapping
from ipaddress import ip_address

import fastapi
import gradio as gr
import uvicorn
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from embeddings.language import Language
from qa.chat.look import STYLE, theme
from qa.chat.serving.accounts import Accounts
from qa.chat.serving.dispatch import Dispatcher
from qa.chat.serving.front import DIRECT, Front, FrontMiddleware
from qa.chat.serving.gate import Gate
from qa.chat.serving.login import Login, Sessions
from qa.chat.serving.policy import PolicyMiddleware
from settings import UserError

_LOOPBACK = ("127.0.0.1", "localhost")


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


def is_within_reach(listener: socket.socket) -> bool:
    """Whether other machines may reach the address."""
    return not ip_address(listener.getsockname()[0]).is_loopback


def serve(app: ASGIApp, listener: socket.socket) -> None:
    """Serve the application until the person stops it with Ctrl-C."""
    try:
        make_server(app).run(sockets=[listener])
    except KeyboardInterrupt:
        return


def make_server(app: ASGIApp) -> uvicorn.Server:
    """A server that ends quietly within about a second, also while pages are open."""
    # What a proxy says of itself in its headers is not believed (qa.chat.serving.front).
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_level="warning",
        timeout_graceful_shutdown=1,
        proxy_headers=False,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # The streams to open pages never end by themselves; that they are cut off is no error.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def build_app(
    pages: Mapping[Language, gr.Blocks],
    host: str,
    front: Front = DIRECT,
    accounts: Accounts | None = None,
) -> ASGIApp:
    """The page as a web application that asks for nothing outside this machine.

    Args:
        pages: The page in each language.
        host: The address it is served at; at a loopback address, requests that a foreign name was
            made to lead here are refused (DNS rebinding).
        front: Where people reach it.
        accounts: Who may log in; ``None`` lets everybody in.
    """
    sessions = Sessions() if accounts else None
    app: ASGIApp = _mount(pages, sessions)
    if accounts and sessions:
        app = Login(app, accounts, sessions, is_encrypted=front.is_encrypted)
    app = Gate(app, has_login=accounts is not None)
    app = FrontMiddleware(Dispatcher(PolicyMiddleware(app)), front)
    if host in _LOOPBACK:
        known = [*_LOOPBACK, *filter(None, [front.host])]
        app = TrustedHostMiddleware(app, allowed_hosts=known)
    return app


def _mount(pages: Mapping[Language, gr.Blocks], sessions: Sessions | None) -> fastapi.FastAPI:
    """Each language's page below its language."""
    app = fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    # Without this Gradio adds its own, which lets the pages of all sites read what is served.
    app.add_middleware(CORSMiddleware)
    for language, page in pages.items():
        gr.mount_gradio_app(
            app,
            page,
            path=f"/{language}",
            auth_dependency=sessions.person if sessions else None,
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
