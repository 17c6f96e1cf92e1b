"""Opening what answers questions: the index, the pipeline over it, and the chat model if set."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.library import Library
from embeddings.steps import Report, Step
from settings import Settings


@dataclass(frozen=True, slots=True)
class Stage:
    """An answer as far as it has come.

    Attributes:
        reply: Markdown, safe to render.
        if_stopped: The same for a person who waits no longer; ``None`` where it is complete.
    """

    reply: str
    if_stopped: str | None = None


Reply = Callable[[str, Sequence[str]], Iterator[Stage]]
"""Question and earlier questions → the answer as it grows, the last stage complete.

Raises QuestionError for an unusable question.
"""


def open_replies(library: Library, settings: Settings, report: Report) -> Reply:
    """Open the index, building it where needed, and the chat model that the settings name.

    The machine-learning libraries are imported here, when they are needed, since that alone takes
    several seconds. Questions are answered one at a time; a chat model is waited for by each
    person alone.

    Raises:
        UserError: The index or the chat model cannot be opened; the sentence says what to do.
    """
    from embeddings.index import open_index
    from qa.chatmodel import open_chat_model
    from qa.generate import stop_summary, summarise
    from qa.pipeline import answer_question
    from qa.render import render_markdown

    chat_model = open_chat_model(settings)
    index = open_index(library, settings, report=report)
    report(Step.LOADING, 0.0)
    # The model is loaded with its first text; nobody's first question should wait for that.
    index.embedder.encode_query("Klar?")
    organisations = library.catalogue.organisations
    turn = threading.Lock()

    def reply(question: str, history: Sequence[str]) -> Iterator[Stage]:
        with turn:
            answer = answer_question(question, index, history=history)
        if chat_model is None:
            yield Stage(render_markdown(answer, library))
            return
        grown = answer
        for grown in summarise(answer, organisations, chat_model):
            stopped = stop_summary(grown)
            yield Stage(render_markdown(grown, library), render_markdown(stopped, library))
        yield Stage(render_markdown(grown, library))

    return reply
