"""What a reader is shown of each question: its gold and its citations, and which of them meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.library import Library
from evals.letters import SourceTexts
from evals.metrics.overlap import Excerpt, GoldPlaces, hits_any, holds_half
from evals.testset import EvalQuestion, Gold

# What a reader wants to know of every question, and what only where something is wrong.
_ALWAYS_SHOWN = ("CitRecall", "CitPrecision", "CitHit@1", "Hit@1", "R@5", "nDCG@10", "SilentRight")
_SHOWN_BELOW_ONE = ("Verbatim", "OrgAttribution", "OrgScope", "TokenSupport")
_OUTCOMES = ("miss", "partly", "right")
_VERDICTS = {
    "miss": "missed",
    "partly": "partly right",
    "right": "right",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of gold or a citation, as it is shown.

    Attributes:
        quote: Its words.
        place: Where it stands, in words.
        outcome: "right" or "miss".
        verdict: The same in words.
    """

    quote: str
    place: str
    outcome: str
    verdict: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its gold and its citations.

    Attributes:
        number: Its position in the report, from 1.
        question: The question.
        outcome: "miss", "partly" or "right".
        verdict: The same in words.
        facts: What kind of question it is.
        understood_as: The question as it was searched, where that differs; else "".
        scores: The metrics that say how it went, each "name value".
        golds: The gold.
        citations: What was cited.
        expected: What a right answer says about organisations.
        reported: What the answer says about them.
    """

    number: int
    question: EvalQuestion
    outcome: str
    verdict: str
    facts: tuple[str, ...]
    understood_as: str
    scores: tuple[str, ...]
    golds: tuple[Shown, ...]
    citations: tuple[Shown, ...]
    expected: tuple[str, ...]
    reported: tuple[str, ...]


def view_questions(
    questions: Sequence[EvalQuestion],
    records: Sequence[Mapping[str, Any]],
    per_question: Mapping[str, Mapping[str, float]],
    library: Library,
) -> list[QuestionView]:
    """Prepare questions for reading, misses first, then by how much of the gold is cited.

    Args:
        questions: The questions that were asked.
        records: Their answer records, one for each, in any order.
        per_question: Question id → metric → value.
        library: The documents.
    """
    by_id = {record["id"]: record for record in records}
    outcomes = {q.id: _outcome(q, by_id[q.id], per_question[q.id]) for q in questions}

    def order(question: EvalQuestion) -> tuple[int, float, float, str]:
        scores = per_question[question.id]
        outcome = _OUTCOMES.index(outcomes[question.id])
        return outcome, scores.get("CitRecall", 0), scores.get("CitPrecision", 0), question.id

    sources = SourceTexts(library)
    return [
        _view(number, q, by_id[q.id], per_question[q.id], outcomes[q.id], sources)
        for number, q in enumerate(sorted(questions, key=order), start=1)
    ]


def _outcome(question: EvalQuestion, record: Mapping[str, Any], scores: Mapping[str, float]) -> str:
    if not question.answerable:
        return "miss" if record["answered"] else "right"
    recall = scores.get("CitRecall", 0.0)
    if recall == 0:
        return "miss"
    return "right" if recall == 1 and scores.get("SilentRight", 1.0) == 1 else "partly"


def _view(
    number: int,
    question: EvalQuestion,
    record: Mapping[str, Any],
    scores: Mapping[str, float],
    outcome: str,
    sources: SourceTexts,
) -> QuestionView:
    marks = [
        question.id,
        question.type,
        question.lang,
        *question.orgs,
        *(["avoids the source's words"] if question.paraphrase else []),
        *(["false premise"] if question.false_premise else []),
        *([f"{question.variant} variant of {question.variant_of}"] if question.variant else []),
        f"confidence {record['confidence']:.2f}",
    ]
    verdict = _VERDICTS[outcome]
    if not question.answerable:
        verdict = "answered, though the documents do not say" if outcome == "miss" else "refused"
    elif not record["answered"]:
        verdict = "refused, though the documents say"
    understood_as = record["understood_as"]
    cited = [_excerpt(citation, sources) for citation in record["citations"]]
    return QuestionView(
        number=number,
        question=question,
        outcome=outcome,
        verdict=verdict,
        facts=tuple(marks),
        understood_as=understood_as if understood_as != question.question else "",
        scores=tuple(
            f"{name} {value:.2f}"
            for name, value in scores.items()
            if name in _ALWAYS_SHOWN or (name in _SHOWN_BELOW_ONE and value < 1)
        ),
        golds=tuple(_gold(gold, record, cited, sources) for gold in question.gold),
        citations=tuple(_citation(c, question, sources) for c in record["citations"]),
        expected=_expected(question),
        reported=_reported(record),
    )


def _gold(
    gold: Gold, record: Mapping[str, Any], cited: Sequence[Excerpt], sources: SourceTexts
) -> Shown:
    places = _gold_places(gold, sources)
    found = holds_half(places, cited)
    ranks = (
        rank
        for rank, result in enumerate(record["retrieved"], start=1)
        if holds_half(places, [_excerpt(result, sources)])
    )
    rank = next(ranks, None)
    retrieved = f"retrieved at rank {rank}" if rank else "not in one of the passages retrieved"
    verdict = "cited" if found else "not cited"
    return Shown(gold.quote, f"{gold.doc} · {retrieved}", "right" if found else "miss", verdict)


def _citation(citation: Mapping[str, Any], question: EvalQuestion, sources: SourceTexts) -> Shown:
    golds = [_gold_places(gold, sources) for gold in question.gold]
    hit = hits_any(_excerpt(citation, sources), golds)
    where = [f"[{citation['number']}] {citation['document']}", *citation["section"]]
    if citation["lines"]:
        word = "lines" if "-" in citation["lines"] else "line"
        where.append(f"{word} {citation['lines']}")
    if citation["page"]:
        where.append(f"page {citation['page']}")
    verdict = "holds gold" if hit else "no gold"
    return Shown(citation["quote"], " · ".join(where), "right" if hit else "miss", verdict)


def _excerpt(slice_: Mapping[str, Any], sources: SourceTexts) -> Excerpt:
    source = sources.get(slice_["document"])
    place = source.place(slice_["start"], slice_["end"]) if source else None
    return Excerpt(slice_["document"], place)


def _gold_places(gold: Gold, sources: SourceTexts) -> GoldPlaces:
    source = sources.get(gold.doc)
    return GoldPlaces(gold.doc, source.places(gold.quote) if source else ())


def _expected(question: EvalQuestion) -> tuple[str, ...]:
    if question.type != "compare":
        return ()
    lines = [f"should be found: {', '.join(question.orgs)}"]
    if question.silent:
        lines.append(f"should be silent: {', '.join(question.silent)}")
    return tuple(lines)


def _reported(record: Mapping[str, Any]) -> tuple[str, ...]:
    lines = []
    for status in ("found", "silent"):
        names = [entry["id"] for entry in record["organisations"] if entry["status"] == status]
        if names:
            lines.append(f"{status}: {', '.join(names)}")
    return tuple(lines)
