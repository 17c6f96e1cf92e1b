"""Where people reach the page, if that is not where it is served: behind a proxy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from settings import UserError

_ADDRESS = re.compile(
    r"(?P<origin>https?://(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?)?"
    r"(?P<path>(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)/?",
    re.ASCII,
)

# Gradio would build addresses from what these say.
_TOLD_BY_PROXIES = (b"x-forwarded-host", b"x-forwarded-proto", b"x-gradio-server")


class FrontError(UserError):
    """What is no address of a page."""


@dataclass(frozen=True, slots=True)
class Front:
    """The page's address as its readers write it.

    Attributes:
        origin: Scheme, host and port, such as ``https://radgiver.example``; "" where they are
            those of each request. Nothing that a proxy says of itself in its headers is believed.
        path: What stands before every path, such as ``/hmh``; "" for none.
    """

    origin: str = ""
    path: str = ""

    @property
    def host(self) -> str | None:
        """The host without its port, or ``None`` where it is that of each request."""
        return urlsplit(self.origin).hostname

    @property
    def is_encrypted(self) -> bool:
        """Whether readers are known to come by https."""
        return self.origin.startswith("https:")


DIRECT = Front()
"""No proxy: the page is where it is served."""


def parse_front(written: str) -> Front:
    """Read ``https://radgiver.example/hmh``, or ``/hmh`` alone, or "" for no proxy.

    Raises:
        FrontError: It is none of these.
    """
    match = _ADDRESS.fullmatch(written.strip())
    if not match:
        raise FrontError(
            f"--root-path is '{written}'; write the address that people open, such as "
            "https://radgiver.example/hmh, or its path alone, such as /hmh."
        )
    return Front(match["origin"] or "", match["path"])


class FrontMiddleware:
    """Has every request look as its reader's browser wrote it, whatever the proxy made of it.

    The path is whole whether or not the proxy cuts off what stands before it.

    Args:
        app: The application.
        front: The page's address as its readers write it.
    """

    def __init__(self, app: ASGIApp, front: Front) -> None:
        self.app = app
        self.front = front

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http":
            path = self._whole(scope["path"])
            scope = {**scope, "path": path, "raw_path": path.encode(), "root_path": self.front.path}
            scope["headers"] = [(k, v) for k, v in scope["headers"] if k not in _TOLD_BY_PROXIES]
            if self.front.origin:
                scheme, _, host = self.front.origin.partition("://")
                others = [(k, v) for k, v in scope["headers"] if k != b"host"]
                scope |= {"scheme": scheme, "headers": [*others, (b"host", host.encode())]}
        await self.app(scope, receive, send)

    def _whole(self, path: str) -> str:
        before = self.front.path
        if path == before:
            return f"{path}/"
        return path if path.startswith(f"{before}/") else before + path
