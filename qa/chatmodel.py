"""The optional chat model: opened by its name, and read piece by piece within a time limit.

Any provider of LangChain's ``init_chat_model`` will do. Each provider's package raises errors of
its own, so a request runs as a task of an event loop and its error is read as an outcome. The loop
also ends a request at once, wherever it is, when its time is up or nobody reads on.
"""

from __future__ import annotations

import asyncio
import os
import re
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing
from enum import StrEnum
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from typing import Any, Protocol
from urllib.parse import urlsplit

from settings import Settings, UserError

Message = tuple[str, str]
"""Role ("system", "human" or "ai") and text."""

_TICK_S = 0.5
_FIRST_ERROR_STATUS = 400
_LONGEST_REASON = 200
_PACKAGE = re.compile(r"pip install ([\w-]+)")
# A loopback server needs no key, but the client of OpenAI's interface insists on one.
_NO_KEY = "none"


class ChatModelError(UserError):
    """The chat model of the settings cannot be used; the sentence says what to do."""


class Failure(StrEnum):
    """Why a chat model did not write to the end."""

    SLOW = "slow"
    KEY = "key"
    UNKNOWN_MODEL = "unknown_model"
    BUSY = "busy"
    STATUS = "status"
    BROKEN = "broken"


class WritingError(Exception):
    """The chat model did not write to the end.

    Attributes:
        failure: Why.
        status: The HTTP status that it answered with, if any.
    """

    def __init__(self, failure: Failure, status: int | None = None) -> None:
        super().__init__(failure.value if status is None else f"{failure.value} ({status})")
        self.failure = failure
        self.status = status


class ChatModel(Protocol):
    """What writes a summary."""

    name: str
    seconds: float

    def write(self, messages: Sequence[Message], deadline: float) -> Generator[str, None, None]:
        """Yield what the model writes, piece by piece, and "" about twice a second meanwhile.

        Args:
            messages: What it is told.
            deadline: The time of ``time.monotonic`` at which it has to be done.

        Raises:
            WritingError: It did not write to the end.
        """


class LangChainModel:
    """A chat model behind its provider's LangChain package; safe in several threads.

    Args:
        model: LangChain's model.
        name: Its name in the settings.
        seconds: How long a whole summary may take.
    """

    def __init__(self, model: Any, name: str, seconds: float) -> None:
        self.name = name
        self.seconds = seconds
        self._model = model
        # Connections are kept for the next request, which ties them to one loop.
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="chat-model", daemon=True).start()

    def write(self, messages: Sequence[Message], deadline: float) -> Generator[str, None, None]:
        """Yield what the model writes; see ``ChatModel``. Not reading on ends the request."""
        pieces: SimpleQueue[str | None] = SimpleQueue()
        request = asyncio.run_coroutine_threadsafe(self._request(messages, pieces), self._loop)
        request.add_done_callback(lambda _: pieces.put(None))
        try:
            yield from _until(deadline, pieces)
        finally:
            request.cancel()
        _raise_failure(request)

    async def _request(self, messages: Sequence[Message], pieces: SimpleQueue[str | None]) -> None:
        from langsmith.run_helpers import tracing_context

        task = asyncio.current_task()
        # Excerpts go to the model that the person chose and to no service that watches models.
        with tracing_context(enabled=False):
            async with aclosing(self._model.astream(list(messages))) as chunks:
                async for chunk in chunks:
                    # Python 3.11's wait_for, which LangChain uses, can lose a cancellation.
                    if task is None or task.cancelling():
                        return
                    pieces.put(str(chunk.text))


def _until(deadline: float, pieces: SimpleQueue[str | None]) -> Iterator[str]:
    while True:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise WritingError(Failure.SLOW)
        try:
            piece = pieces.get(timeout=min(remaining, _TICK_S))
        except Empty:
            piece = ""
        if piece is None:
            return
        yield piece


def _raise_failure(request: Future[None]) -> None:
    error = request.exception()
    if error is None:
        return
    status = getattr(error, "status_code", None)
    if not isinstance(status, int) or status < _FIRST_ERROR_STATUS:
        slow = any("timeout" in kind.__name__.lower() for kind in type(error).__mro__)
        raise WritingError(Failure.SLOW if slow else Failure.BROKEN) from error
    known = {
        401: Failure.KEY,
        403: Failure.KEY,
        404: Failure.UNKNOWN_MODEL,
        429: Failure.BUSY,
    }
    raise WritingError(known.get(status, Failure.STATUS), status) from error


def open_chat_model(settings: Settings) -> LangChainModel | None:
    """Open the chat model that the settings name, or return ``None`` where they name none.

    Nothing is sent to it yet. Its provider's package reads the provider's own variables, such as
    ``OPENAI_API_KEY``.

    Raises:
        ChatModelError: LangChain does not know the provider, its package is missing, or it refuses
            what it was given, such as no key.
    """
    if settings.chat_model is None:
        return None
    # LangSmith would be sent every excerpt (tracing), or would pass them on to the model (gateway).
    os.environ.update(
        LANGCHAIN_TRACING_V2="false",
        LANGSMITH_TRACING_V2="false",
        LANGCHAIN_TRACING="false",
        LANGSMITH_TRACING="false",
        LANGCHAIN_HANDLER="",
        LANGSMITH_GATEWAY="false",
    )
    provider, _, name = settings.chat_model.partition(":")
    options: dict[str, Any] = {"timeout": settings.chat_seconds, "max_retries": 0}
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
    model, error = _made(provider, name, options)
    if error and _is_loopback(settings.chat_base_url):
        model, _ = _made(provider, name, options | {"api_key": _NO_KEY})
    if model is None:
        raise _refusal(settings.chat_model, error)
    return LangChainModel(model, settings.chat_model, settings.chat_seconds)


def _made(
    provider: str, name: str, options: Mapping[str, Any]
) -> tuple[Any | None, BaseException | None]:
    """The model, or else the error that LangChain or the provider's package raised."""

    def make() -> Any:
        from langchain.chat_models import init_chat_model

        given = dict(options)
        if provider == "openai" and _is_loopback(options.get("base_url")):
            from openai import DefaultAsyncHttpxClient

            # A proxy of the environment is for what leaves the machine.
            given["http_async_client"] = DefaultAsyncHttpxClient(trust_env=False)
            given["http_socket_options"] = ()
        return init_chat_model(name, model_provider=provider, **given)

    with ThreadPoolExecutor(1) as executor:
        made = executor.submit(make)
    error = made.exception()
    return (None, error) if error else (made.result(), None)


def _is_loopback(address: str | None) -> bool:
    host = urlsplit(address or "").hostname
    if host is None or host == "localhost":
        return host == "localhost"
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _refusal(written: str, error: BaseException | None) -> ChatModelError:
    if isinstance(error, ImportError):
        named = _PACKAGE.search(str(error))
        return ChatModelError(
            f"HMH_CHAT_MODEL is {written}, and the package for it is missing; install it with: "
            f"pip install {named[1] if named else 'langchain'}"
        )
    reason = (str(error).strip().splitlines() or [""])[0].rstrip(".")[:_LONGEST_REASON]
    return ChatModelError(
        f"HMH_CHAT_MODEL is {written}, which cannot be opened ({reason}); README.md says how a "
        "provider and its key are named."
    )
