"""Opening what answers questions: the index, the pipeline over it, and the chat model if set."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.library import Library
from embeddings.steps import Report, Step
from qa.answer import Answer
from settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are answered.

    Attributes:
        library: The documents that are asked.
        answer: Question, earlier questions and ids of the organisations asked (() for all) → the
            answer. Raises UserError for an unusable question.
        summarise: Adds a chat model's summary to an answer, which is yielded as it grows, the last
            one complete; ``None`` where no chat model is set.
    """

    library: Library
    answer: Callable[[str, Sequence[str], Sequence[str]], Answer]
    summarise: Callable[[Answer], Iterator[Answer]] | None = None


def open_desk(library: Library, settings: Settings, report: Report) -> Desk:
    """Open the index, building it where needed, and the chat model that the settings name.

    The machine-learning libraries are imported here, when they are needed, since that alone takes
    several seconds. Questions are answered one at a time; a chat model is waited for by each
    person alone.

    Raises:
        UserError: The index or the chat model cannot be opened; the sentence says what to do.
    """
    from embeddings.index import open_index
    from qa.chatmodel import open_chat_model
    from qa.generate import summarise
    from qa.pipeline import answer_question

    chat_model = open_chat_model(settings)
    index = open_index(library, settings, report=report)
    report(Step.LOADING, 0.0)
    # The model is loaded with its first text; nobody's first question should wait for that.
    index.embedder.encode_query("Klar?")
    one_at_a_time = threading.Lock()

    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        with one_at_a_time:
            return answer_question(question, index, history=history, organisations=organisations)

    if chat_model is None:
        return Desk(library, answer)
    return Desk(
        library, answer, lambda a: summarise(a, library.catalogue.organisations, chat_model)
    )
