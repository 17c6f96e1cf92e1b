"""Answers and judgements on the tiny library, made by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from qa_examples import cite

from corpus.library import Library
from qa.answer import Answer, Finding, Status
from qa.feedback import Feedback, Verdict, asked_of, make_feedback

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
HOUSING = "Hva mener de om bolig?"
ROOF = "Fjordforeningen mener at alle må få en bolig."
CARE = "Det er viktig at pasientene får behandling innen 24 timer."


def answer_to(library: Library, question: str = HOUSING) -> Answer:
    """An answer with an excerpt of each organisation: ROOF is 1, CARE is 2."""
    cited = (cite(library, "fjord", ROOF, 1), cite(library, "fjell", CARE, 2))
    findings = tuple(
        Finding(library.documents[c.document_id].organisation, Status.FOUND, (c,), (), c)
        for c in cited
    )
    return Answer(question, question, answered=True, confidence=1.0, findings=findings)


def judge(
    library: Library,
    number: int | None = None,
    verdict: Verdict = Verdict.RIGHT,
    comment: str = "",
    *,
    question: str = HOUSING,
    history: tuple[str, ...] = (),
    organisations: tuple[str, ...] = (),
    person: str = "",
    at: datetime = NOON,
) -> Feedback:
    """A judgement, made as the page makes it."""
    answer = answer_to(library, question)
    asked = asked_of(answer, history, organisations)
    return make_feedback(
        answer, number, verdict, comment, asked=asked, person=person, library=library, at=at
    )
