"""Opening what answers questions: the index, the pipeline over it, and the chat model if set."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.library import Library
from qa.answer import Answer
from qa.chat.startup import Report
from qa.generate import stop_summary, summarise
from qa.render import render_markdown
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


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are answered.

    Attributes:
        library: The documents.
        answer: Question, earlier questions and ids of organisations (() for all) → the answer,
            without a summary. Questions are answered one at a time. Raises UserError for an
            unusable question or an unknown id.
        summarise: The answer → the same with its summary as that grows, the last one complete;
            ``None`` where no chat model is set. A chat model is waited for by each person alone.
    """

    library: Library
    answer: Callable[[str, Sequence[str], Sequence[str]], Answer]
    summarise: Callable[[Answer], Iterator[Answer]] | None

    def reply(self, question: str, history: Sequence[str]) -> Iterator[Stage]:
        """The answer as it grows, rendered; the last stage is complete.

        Raises:
            UserError: The question is unusable.
        """
        render = partial(render_markdown, library=self.library)
        answer = self.answer(question, history, ())
        if self.summarise is not None:
            for grown in self.summarise(answer):
                yield Stage(render(grown), render(stop_summary(grown)))
                answer = grown
        yield Stage(render(answer))


def open_desk(library: Library, settings: Settings, report: Report) -> Desk:
    """Open the index, building it where needed, and the chat model that the settings name.

    The machine-learning libraries are imported here, when they are needed, since that alone takes
    several seconds.

    Raises:
        UserError: The index or the chat model cannot be opened; the sentence says what to do.
    """
    from embeddings.index import open_index
    from qa.chatmodel import open_chat_model
    from qa.pipeline import answer_question

    chat_model = open_chat_model(settings)
    index = open_index(library, settings, report=report)
    # The model is loaded with its first text; nobody's first question should wait for that.
    index.embedder.encode_query("Klar?")
    turn = threading.Lock()

    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        with turn:
            return answer_question(question, index, history=history, organisations=organisations)

    if chat_model is None:
        return Desk(library, answer, None)
    known = library.catalogue.organisations
    return Desk(library, answer, partial(summarise, organisations=known, model=chat_model))
