"""The login: nothing is open to those who have not logged in, but the way to do so."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from qa.chat.serving.accounts import WAITING_S, Accounts, Admission
from qa.chat.serving.dispatch import route_of
from qa.chat.serving.login_page import render_login, render_logout
from qa.chat.texts import Texts, texts_of

SESSION_COOKIE = "hmh_session"
SESSION_S = 12 * 3600
"""Seconds after which a person has to log in anew."""

_LONGEST_FORM = 10_000


class Sessions:
    """Who is logged in, known by a token in a cookie; forgotten when the program ends.

    Args:
        clock: Seconds from any beginning, never going back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, tuple[str, float]] = {}

    def begin(self, name: str) -> str:
        """Let a person in; returns the token."""
        now = self._clock()
        self._open = {t: (who, end) for t, (who, end) in self._open.items() if end > now}
        token = secrets.token_urlsafe(32)
        self._open[token] = name, now + SESSION_S
        return token

    def end(self, request: HTTPConnection) -> None:
        """Forget who sends the request."""
        self._open.pop(request.cookies.get(SESSION_COOKIE, ""), None)

    def person(self, request: HTTPConnection) -> str | None:
        """The name of who sends the request, or ``None`` for a stranger."""
        name, end = self._open.get(request.cookies.get(SESSION_COOKIE, ""), (None, 0.0))
        return name if end > self._clock() else None


class Login:
    """Lets a request pass if who sends it has logged in, and serves ``/login`` and ``/logout``.

    Args:
        app: The application; its requests are dispatched by language, and those that come from
            the pages of other sites are refused before.
        accounts: Who may log in.
        sessions: Who has.
        is_encrypted: Whether readers come by https, so that the cookie never goes without.
    """

    def __init__(
        self, app: ASGIApp, accounts: Accounts, sessions: Sessions, *, is_encrypted: bool
    ) -> None:
        self.app = app
        self.accounts = accounts
        self.sessions = sessions
        self.is_encrypted = is_encrypted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        respond = self.app
        if scope["type"] == "http":
            request = Request(scope, receive)
            language, path = route_of(scope)
            if path == "login":
                respond = await self._login(request, texts_of(language))
            elif path == "logout":
                respond = self._logout(request, texts_of(language))
            elif self.sessions.person(request) is None:
                respond = _closed(request, path)
        await respond(scope, receive, send)

    async def _login(self, request: Request, texts: Texts) -> Response:
        if request.method == "GET":
            return HTMLResponse(render_login(texts))
        form = await _form(request)
        name = form.get("username", "").strip().lower()
        admission = await run_in_threadpool(self.accounts.admit, name, form.get("password", ""))
        if admission is Admission.ADMITTED:
            response = _admitted(request)
            self._give_cookie(response, request, self.sessions.begin(name), SESSION_S)
            return response
        if admission is Admission.TOO_MANY:
            sentence = texts.login.too_many.format(seconds=round(WAITING_S))
            headers = {"Retry-After": str(round(WAITING_S))}
            return HTMLResponse(render_login(texts, name, sentence), 429, headers)
        return HTMLResponse(render_login(texts, name, texts.login.refused), 401)

    def _logout(self, request: Request, texts: Texts) -> Response:
        if request.method == "GET":
            return HTMLResponse(render_logout(texts))
        self.sessions.end(request)
        response = RedirectResponse(f"{request.scope['root_path']}/login", 303)
        self._give_cookie(response, request, "", 0)
        return response

    def _give_cookie(self, response: Response, request: Request, token: str, seconds: int) -> None:
        # "lax" and not "strict", so that a permanent address in a letter opens for who is logged
        # in; what changes anything is a POST, and those of other sites are refused.
        response.set_cookie(
            SESSION_COOKIE,
            token,
            seconds,
            path=f"{request.scope['root_path']}/",
            secure=self.is_encrypted,
            httponly=True,
            samesite="lax",
        )


def _closed(request: Request, path: str) -> Response:
    """The way to the login for who opens the page, and back to the same place after it."""
    if path:
        return JSONResponse({"detail": "Not authenticated"}, 401)
    return RedirectResponse(f"{request.scope['root_path']}/login{_query(request)}", 303)


def _admitted(request: Request) -> Response:
    """The page for a browser, which asks for HTML, and a plain yes for another program."""
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"{request.scope['root_path']}/{_query(request)}", 303)
    return JSONResponse({"success": True})


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


async def _form(request: Request) -> dict[str, str]:
    """The first value of each field; nothing of a form that is larger than a login's can be."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            return {}
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}
