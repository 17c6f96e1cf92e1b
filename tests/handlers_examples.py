"""What a page does, over answers made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from chat_examples import fleet_answer, fleet_refusal, make_fleet

from corpus.library import Library
from embeddings.steps import Report
from qa.answer import Answer
from qa.chat.conversation import Turn
from qa.chat.handlers import Handlers
from qa.chat.opening import Desk
from qa.chat.startup import Startup
from qa.chat.texts import BOKMAL, Texts
from qa.chat.workplace import Workplace
from qa.problems import Problem, QuestionError
from settings import Settings

TODAY = date(2026, 1, 31)
# The first is answered, the second finds nothing, the third cannot be searched for.
ASKED = (Turn(1, "Hva mener de?", ("ror", "seil")), Turn(2, "Hva med fly?"), Turn(3, "*"))


class Asker:
    """Answers as a test wants, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str], tuple[str, ...]]] = []

    def answer(self, question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        self.asked.append((question, list(history), tuple(organisations)))
        if question == "*":
            raise QuestionError(Problem.NO_WORDS, text=question)
        answer = fleet_refusal() if "fly" in question else fleet_answer()
        return replace(answer, question=question, summary=(), summary_note="")


def make_handlers(
    folder: Path,
    desk: Desk | None = None,
    texts: Texts = BOKMAL,
    library: Library | None = None,
    opener: Callable[[Report], Desk] | None = None,
) -> Handlers:
    """Handlers over a desk that is ready, or over whatever opens one."""
    library = library or make_fleet()
    ready = desk or Desk(library, Asker().answer)
    startup = Startup(opener or (lambda report: ready))
    startup.start()
    if opener is None:
        startup.wait(10)
    settings = Settings(documents_dir=folder, data_dir=folder / "data")
    return Handlers(Workplace(settings, library, startup), texts)
