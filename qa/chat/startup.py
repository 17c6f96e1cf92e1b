"""Opening the index in the background, so that the page can be used at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from embeddings.steps import Report, Step
from settings import UserError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loading:
    """Not ready yet.

    Attributes:
        step: What is being done; ``None`` before the opener's first report.
        fraction: How much of it is done, 0 to 1.
    """

    step: Step | None = None
    fraction: float = 0.0


@dataclass(frozen=True, slots=True)
class Ready(Generic[T]):
    """Opened."""

    value: T


@dataclass(frozen=True, slots=True)
class Failed:
    """Not opened.

    Attributes:
        reason: The sentence for the person, or ``None`` after an error that is nobody's input;
            its traceback stands on standard error.
    """

    reason: str | None


class Startup(Generic[T]):
    """Opens something slow in a background thread and tells how far it has come.

    Args:
        opener: Does the work; it is given a function to report each step to.
    """

    def __init__(self, opener: Callable[[Report], T]) -> None:
        self._opener = opener
        self._changed = threading.Condition()
        self._state: Loading | Ready[T] | Failed = Loading()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> Loading | Ready[T] | Failed:
        """What is known now."""
        with self._changed:
            return self._state

    def start(self) -> None:
        """Begin opening; does nothing while that is under way or once it has succeeded."""
        with self._changed:
            if isinstance(self._state, Ready) or (self._thread and self._thread.is_alive()):
                return
            self._state = Loading()
            self._thread = threading.Thread(target=self._run, name="startup", daemon=True)
            self._thread.start()

    def wait(self, seconds: float) -> Loading | Ready[T] | Failed:
        """Wait until it is opened or has failed, ``seconds`` at most, and return the state."""
        with self._changed:
            self._changed.wait_for(lambda: not isinstance(self._state, Loading), seconds)
            return self._state

    def _run(self) -> None:
        outcome: Ready[T] | Failed = Failed(None)
        try:
            outcome = Ready(self._opener(self._report))
        except UserError as error:
            outcome = Failed(str(error))
        finally:
            self._settle(outcome)

    def _report(self, step: Step, fraction: float) -> None:
        self._settle(Loading(step, min(max(fraction, 0.0), 1.0)))

    def _settle(self, state: Loading | Ready[T] | Failed) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()
