"""What may be asked of the server: what the page and other programs need, and nothing else.

Gradio offers much more: uploads, files, a proxy, component servers, monitoring, deep links, an
editor. This product uses none of it, so it is closed by a list of what is open.

That an action of the page is "private" means that no other program is told of it and none can call
it by its name. It is no protection: the page itself calls its actions by number through the queue,
and so can whoever may open the page. Each action therefore takes whatever is sent to it for
hostile, and where not everybody may ask, there is a login (``qa.chat.serving.login``).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from qa.chat.serving.dispatch import route_of

_OPEN = re.compile(
    r"GET (?:|config|favicon\.ico|theme\.css|(?:assets|static)/.+"
    r"|gradio_api/(?:info|startup-events|queue/data|heartbeat/[^/]+|call/ask/[^/]+))"
    r"|POST gradio_api/(?:queue/join|run/predict|cancel|reset|call/ask)"
)
_LOGIN = re.compile(r"(?:GET|POST) log(?:in|out)")


class Gate:
    """Refuses what is not on the list, and what the page of another site sends.

    Args:
        app: The application; its requests are dispatched by language.
        has_login: Whether there is a login.
    """

    def __init__(self, app: ASGIApp, *, has_login: bool = False) -> None:
        self.app = app
        self.has_login = has_login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        respond = self.app
        if scope["type"] == "http":
            wanted = f"{scope['method']} {route_of(scope)[1]}"
            if not (_OPEN.fullmatch(wanted) or (self.has_login and _LOGIN.fullmatch(wanted))):
                respond = JSONResponse({"detail": "Not found"}, 404)
            elif scope["method"] == "POST" and _is_foreign(Headers(scope=scope)):
                respond = JSONResponse({"detail": "Refused: sent by another site's page"}, 403)
        await respond(scope, receive, send)


def _is_foreign(headers: Headers) -> bool:
    """Whether a browser says that it sends this for another site; other programs say nothing."""
    if "origin" not in headers:
        return False
    sender = _host(headers["origin"])
    return sender is None or sender != _host(f"//{headers.get('host')}")


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
