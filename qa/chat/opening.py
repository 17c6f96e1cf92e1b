"""Opening what answers questions: the index, and the pipeline over it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from corpus.library import Library
from qa.chat.startup import Report
from settings import Settings

Reply = Callable[[str, Sequence[str]], str]
"""Question and earlier questions → answer as Markdown, safe to render.

Raises UserError for an unusable question.
"""


def open_replies(library: Library, settings: Settings, report: Report) -> Reply:
    """Open the index, building it where needed.

    The machine-learning libraries are imported here, when they are needed, since that alone takes
    several seconds. Questions are answered one at a time.

    Raises:
        UserError: The index cannot be opened; the sentence says what to do.
    """
    from embeddings.index import open_index
    from qa.pipeline import answer_question
    from qa.render import render_markdown

    index = open_index(library, settings, report=report)
    # The model is loaded with its first text; nobody's first question should wait for that.
    index.embedder.encode_query("Klar?")
    turn = threading.Lock()

    def reply(question: str, history: Sequence[str]) -> str:
        with turn:
            return render_markdown(answer_question(question, index, history=history), library)

    return reply
