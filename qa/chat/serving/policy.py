"""What a browser may do with the page, and the page made fit for it."""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from embeddings.language import Language
from qa.chat.serving.dispatch import route_of

# Gradio compiles the scripts of its components in the browser, hence 'unsafe-eval', and styles its
# elements one by one. Inline scripts run only with the response's nonce, so that none that came
# with a text does, nor an event handler in markup, nor a javascript: link.
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'none'; frame-src 'none'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Nothing to other sites; "no-referrer" would also hide from this one where a form comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# What holds answers or a person's name is kept by no cache.
_UNCACHED = ("text/html", "application/json")

_FOREIGN = re.compile(
    rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>|<link rel=\"manifest\"[^>]*>"
)
_SCRIPT = re.compile(rb"<script(?=[\s>])")
# Gradio picks its own words by the browser's language, knows bokmål as "nb" alone and no nynorsk,
# and marks the page as written in what it picked.
_GRADIO_LANGUAGES: dict[Language, str] = {"nb": "nb", "nn": "nb", "en": "en"}
_IN_LANGUAGE = """<script>
for (const [key, value] of [['language', '{own}'], ['languages', ['{own}']]])
  Object.defineProperty(navigator, key, {{ get: () => value }});
new MutationObserver(() => {{
  if (document.documentElement.lang !== '{language}') document.documentElement.lang = '{language}';
}}).observe(document.documentElement, {{ attributeFilter: ['lang'] }});
</script>"""


class PolicyMiddleware:
    """Gives all responses their security headers, and the page its language and its nonce.

    Args:
        app: The application; its requests are dispatched by language.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and mend the response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        language, path = route_of(scope)
        sender = _Sender(send, nonce)
        if scope["method"] == "GET" and not path:
            plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            scope = {**scope, "headers": plain}
            sender = _PageSender(send, nonce, language, scope["root_path"])
        await self.app(scope, receive, sender.send)


class _Sender:
    """Sends a response with the security headers."""

    def __init__(self, send: Send, nonce: str) -> None:
        self._send = send
        self._nonce = nonce

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._mark(MutableHeaders(scope=message))
        await self._send(message)

    def _mark(self, headers: MutableHeaders) -> None:
        headers["Content-Security-Policy"] = _POLICY.format(nonce=self._nonce)
        headers.update(_HEADERS)
        if headers.get("content-type", "").startswith(_UNCACHED):
            headers["Cache-Control"] = "no-store"


class _PageSender(_Sender):
    """Sends the page, which Gradio renders whole, as it is to be."""

    def __init__(self, send: Send, nonce: str, language: Language, root: str) -> None:
        super().__init__(send, nonce)
        self._language = language
        self._root = root
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        headers = MutableHeaders(scope=self._start)
        if headers.get("content-type", "").startswith("text/html"):
            self._body = fit(self._body, self._language, self._root, self._nonce)
            headers["Content-Length"] = str(len(self._body))
        await super().send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})


def fit(html: bytes, language: Language, root: str, nonce: str) -> bytes:
    """Gradio's page in a language, found below a path, its scripts allowed by a nonce.

    Gradio marks its page as English, names its own preview picture and a manifest that it does
    not serve, leaves the icon to be looked for outside the path, and finds its parts beside the
    page's address, which is wrong where that lacks its last slash.

    Args:
        html: The page.
        language: BCP 47 tag of the page's language.
        root: The path before every path of the page, such as ``/hmh``, or "".
        nonce: What allows scripts in this one response; of letters, digits, ``-`` and ``_``.
    """
    head = _IN_LANGUAGE.format(language=language, own=_GRADIO_LANGUAGES[language])
    head += f'<link rel="icon" href="{root}/favicon.ico">'
    html = html.replace(b'lang="en"', f'lang="{language}"'.encode(), 1)
    html = html.replace(b'<base href="./"', f'<base href="{root}/"'.encode(), 1)
    html = _FOREIGN.sub(b"", html.replace(b"<head>", b"<head>" + head.encode(), 1))
    return _SCRIPT.sub(f'<script nonce="{nonce}"'.encode(), html)
