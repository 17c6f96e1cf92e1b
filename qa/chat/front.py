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


class RootPath:
    """Tells an application the path before its own, whether or not the proxy cuts that off.

    Args:
        app: The application.
        path: What stands before every path in the reader's browser, such as ``/hmh``, or "".
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app = app
        self.path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its path whole."""
        if scope["type"] == "http" and self.path:
            path = scope["path"]
            if not f"{path}/".startswith(f"{self.path}/"):
                path = self.path + path
            elif path == self.path:
                path += "/"
            scope = {**scope, "root_path": self.path, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)
