"""Which language's page a request gets: three applications behind addresses without a language."""

from __future__ import annotations

import re
from typing import cast

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from embeddings.language import Language

LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
DEFAULT_LANGUAGE: Language = "nb"
LANGUAGE_COOKIE = "hmh_language"

# Who reads Danish or Swedish reads bokmål more easily than English.
_UNDERSTOOD: dict[str, Language] = {
    "nb": "nb", "no": "nb", "da": "nb", "sv": "nb", "nn": "nn", "en": "en",
}  # fmt: skip
_RANGE = re.compile(
    r"(?P<language>[a-z]{2})(?:-[a-z0-9-]*)?(?:\s*;\s*q=(?P<weight>0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?",
    re.ASCII | re.IGNORECASE,
)
_PREFIXED = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/.")


def choose_language(chosen: str | None, accept_language: str) -> Language:
    """The language of the page for a request, whose headers may hold anything.

    Args:
        chosen: What the person chose on the page, the cookie ``hmh_language``; it wins.
        accept_language: The browser's wishes with their weights (RFC 9110, 12.5.4).
    """
    for language in LANGUAGES:
        if chosen == language:
            return language
    return _wished(accept_language) or DEFAULT_LANGUAGE


def _wished(header: str) -> Language | None:
    wished: Language | None = None
    most = 0.0
    for part in header.split(","):
        match = _RANGE.fullmatch(part.strip())
        language = _UNDERSTOOD.get(match["language"].lower()) if match else None
        weight = float(match["weight"] or 1) if match else 0.0
        if language and weight > most:
            wished, most = language, weight
    return wished


def route_of(scope: Scope) -> tuple[Language, str]:
    """The language that a dispatched request is for, and the path after it without a slash."""
    _, language, path = scope["path"].removeprefix(scope["root_path"]).split("/", 2)
    return cast("Language", language), path


class Dispatcher:
    """Puts the language before the path of each request: ``/config`` becomes ``/nn/config``.

    The page itself names the language in all that it asks for, so that a page that is open keeps
    working when another language is chosen in another tab.

    Args:
        app: The application, one part of it below ``/nb``, ``/nn`` and ``/en`` each.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to its language's application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        root = scope["root_path"]
        path = scope["path"].removeprefix(root)
        if _PREFIXED.match(path):
            await self.app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        wishes = ",".join(request.headers.getlist("accept-language"))
        language = choose_language(request.cookies.get(LANGUAGE_COOKIE), wishes)

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                marked = MutableHeaders(scope=message)
                marked.add_vary_header("Accept-Language, Cookie")
                if marked.get("content-type", "").startswith("text/html"):
                    marked["Content-Language"] = language
            await send(message)

        path = f"{root}/{language}/{path.removeprefix('/')}"
        scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send_marked)
