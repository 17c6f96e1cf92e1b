"""What other programs may ask: one endpoint, ``/ask``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.events import api

from qa.answer import Answer
from qa.chat.conversation import MOST_TURNS
from qa.chat.handlers import Handlers
from qa.chat.opening import Desk
from qa.chat.startup import Loading, Ready
from qa.chat.status import sentence
from qa.question import LONGEST_QUESTION
from qa.render import answer_record
from settings import UserError

_AT_ONCE = 4
"""So many questions of other programs are worked on or wait for the search; others queue up."""
_POLL_S = 60.0


class AskError(UserError):
    """What a program sent cannot be asked, or the search could not be made ready."""


def add_api(handlers: Handlers) -> None:
    """Add ``/ask`` to the page that is being built, the only endpoint that others are told of."""
    api(asker(handlers), api_name="ask", concurrency_limit=_AT_ONCE)


def asker(
    handlers: Handlers,
) -> Callable[[str, list[str] | None, list[str] | None], dict[str, Any]]:
    """The function behind ``/ask``, which may be sent anything; its errors are ``gr.Error``s."""

    def ask(
        question: str, history: list[str] | None = None, organisations: list[str] | None = None
    ) -> dict[str, Any]:
        """Ask a question; waits until the search is ready.

        Args:
            question: The question, in Norwegian or English.
            history: Questions asked before it, first one first; a follow-up is made whole.
            organisations: Ids of those to ask where the question names none; None for all.

        Returns:
            The answer: its text, its excerpts with their places, who was found and who is silent.
        """
        try:
            earlier, chosen = _list(history, "history"), _list(organisations, "organisations")
            desk = _desk(handlers)
            answer = desk.answer(_text(question, "question"), earlier, chosen)
            return answer_record(_whole(answer, desk), desk.library)
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from None

    return ask


def _list(value: object, name: str) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST_TURNS:
        raise AskError(f"'{name}' has to be a list of at most {MOST_TURNS} texts, or null.")
    return [_text(item, name) for item in value]


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_QUESTION:
        raise AskError(f"'{name}' takes texts of at most {LONGEST_QUESTION} characters.")
    return value


def _desk(handlers: Handlers) -> Desk:
    state = handlers.startup.state
    while isinstance(state, Loading):
        state = handlers.startup.wait(_POLL_S)
    if not isinstance(state, Ready):
        raise AskError(sentence(state, handlers.texts))
    return state.value


def _whole(answer: Answer, desk: Desk) -> Answer:
    """The answer with its summary, where a chat model is set."""
    if desk.summarise is not None:
        *_, answer = desk.summarise(answer)
    return answer
