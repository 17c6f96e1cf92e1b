"""Score answer records, anybody's, against a question set.

An unanswered question scores zero. Figures are means over the questions that are no variants, or
shares of all their citations or sentences, with 95 % bootstrap intervals.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.library import Library, load_library
from evals.intervals import Confidence, Estimate, Sample, clusters_of, estimate_auroc, estimate_mean
from evals.letters import SourceTexts
from evals.measure import NO_ANSWER, Measured, Meter, Record
from evals.metrics import MEANINGS
from evals.metrics.citations import failure_bound
from evals.metrics.latency import stage_percentiles
from evals.metrics.ranking import ranking_measures
from evals.metrics.strength import LabelledSentence, load_labels, strength_right
from evals.records import read_records
from evals.testset import VARIANTS, EvalQuestion, load_questions
from settings import Settings, UserError

__all__ = ["Estimate", "Scores", "clusters_of", "in_words", "read_records", "score_answers"]


class ScoreError(UserError):
    """Answer records that do not belong to the questions."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that was measured.

    Attributes:
        per_question: Question id → metric → value, for the metrics that the question has.
        summary: Metric → estimate over the questions that are no variants; then "Robustness" per
            kind of variant and "Latency" per stage.
        groups: "type=single", "lang=nn", "org=actis", "paraphrase=true", "false_premise=true" →
            metric → estimate over the questions of that group that are no variants;
            "variant=en" and so on → metric → estimate over these variants.
    """

    per_question: Mapping[str, Mapping[str, float]]
    summary: Mapping[str, Estimate]
    groups: Mapping[str, Mapping[str, Estimate]]


def score_answers(
    questions: Sequence[EvalQuestion],
    records: Sequence[Record],
    library: Library,
    *,
    labels: Sequence[LabelledSentence] = (),
    seed: int = 0,
) -> Scores:
    """Score answer records by the definitions in ``evals.metrics``.

    Args:
        questions: What was asked, variants included.
        records: The answers, in any order; a question without one scores zero.
        library: The documents that gold and citations point to.
        labels: Sentences labelled by hand, for StrengthRight.
        seed: Of the bootstrap.

    Raises:
        ScoreError: Two records have the same id, or one has the id of no question.
    """
    given = _by_id(records, questions)
    measured = _measure_all(questions, given, library)
    clusters = clusters_of(questions, library)
    confidences = {
        question.id: _confidence(question, given.get(question.id), clusters[question.id])
        for question in questions
    }

    def estimate(group: Sequence[EvalQuestion]) -> dict[str, Estimate]:
        return _estimates(
            [(measured[q.id], clusters[q.id], confidences[q.id]) for q in group], seed
        )

    originals = [question for question in questions if question.variant_of is None]
    summary = estimate(originals)
    summary |= _strength(labels, library, seed)
    summary |= _robustness(questions, measured, clusters, seed)
    summary |= _latency([given[q.id]["timings_ms"] for q in originals if q.id in given])
    return Scores(
        per_question={
            identifier: {name: part.value for name, part in values.items()}
            for identifier, values in measured.items()
        },
        summary=summary,
        groups={name: estimate(group) for name, group in _groups(questions, library)},
    )


def _by_id(records: Sequence[Record], questions: Sequence[EvalQuestion]) -> dict[str, Record]:
    known = {question.id for question in questions}
    given: dict[str, Record] = {}
    for record in records:
        identifier = record["id"]
        if identifier not in known:
            raise ScoreError(
                f"An answer has the id {identifier!r}, which no question has; score it against "
                "the question set that was asked."
            )
        if identifier in given:
            raise ScoreError(f"Two answers have the id '{identifier}'; keep one.")
        given[identifier] = record
    return given


def _measure_all(
    questions: Sequence[EvalQuestion], given: Mapping[str, Record], library: Library
) -> dict[str, dict[str, Measured]]:
    meter = Meter(library)
    measured: dict[str, dict[str, Measured]] = {}
    rankings: dict[str, tuple[int, Sequence[str]]] = {}
    for question in questions:
        record = given.get(question.id, NO_ANSWER)
        measured[question.id] = meter.measure(question, record)
        if question.answerable:
            names = meter.names_in_order(question, record)
            rankings[question.id] = (len(question.gold), names)
    for identifier, values in ranking_measures(rankings).items():
        measured[identifier] |= {name: Measured(value) for name, value in values.items()}
    for question in questions:
        original = measured.get(question.variant_of or "", {})
        if question.answerable and "CitRecall" in original:
            change = measured[question.id]["CitRecall"].value - original["CitRecall"].value
            measured[question.id]["Robustness"] = Measured(change)
    return measured


def _confidence(question: EvalQuestion, record: Record | None, cluster: str) -> Confidence:
    """The confidence of an answer; of none, the wrong extreme."""
    worst = float(not question.answerable)
    value = worst if record is None else float(record["confidence"])
    return Confidence(value, question.answerable, cluster)


def _estimates(
    parts: Sequence[tuple[Mapping[str, Measured], str, Confidence]], seed: int
) -> dict[str, Estimate]:
    """Every metric that some question of the group has, in the order of ``MEANINGS``."""
    estimates: dict[str, Estimate] = {}
    for name in MEANINGS:
        samples = [
            Sample(values[name].value, values[name].weight, cluster)
            for values, cluster, _ in parts
            if name in values
        ]
        if name == "AUROC":
            estimate = estimate_auroc([confidence for _, _, confidence in parts], seed=seed)
        else:
            estimate = estimate_mean(samples, seed=seed)
        if name == "Verbatim" and estimate.mean == 1.0:
            # Resampling no failures gives none; the rule of three says how many there may be.
            estimate = Estimate(1.0, 1.0 - failure_bound(estimate.n), 1.0, estimate.n)
        if estimate.mean is not None:
            estimates[name] = estimate
    return estimates


def _groups(
    questions: Sequence[EvalQuestion], library: Library
) -> Iterator[tuple[str, list[EvalQuestion]]]:
    """The groups that have members, in a fixed order."""
    originals = [question for question in questions if question.variant_of is None]
    tests: list[tuple[str, Sequence[str], Callable[[EvalQuestion, str], bool]]] = [
        ("type", list(dict.fromkeys(q.type for q in originals)), lambda q, v: q.type == v),
        ("lang", list(dict.fromkeys(q.lang for q in originals)), lambda q, v: q.lang == v),
        ("org", [o.id for o in library.catalogue.organisations], lambda q, v: v in q.orgs),
        ("paraphrase", ["true", "false"], lambda q, v: q.paraphrase == (v == "true")),
        ("false_premise", ["true"], lambda q, _: q.false_premise),
    ]
    for key, values, belongs in tests:
        for value in values:
            members = [question for question in originals if belongs(question, value)]
            if members:
                yield f"{key}={value}", members
    for variant in VARIANTS:
        members = [question for question in questions if question.variant == variant]
        if members:
            yield f"variant={variant}", members


def _robustness(
    questions: Sequence[EvalQuestion],
    measured: Mapping[str, Mapping[str, Measured]],
    clusters: Mapping[str, str],
    seed: int,
) -> dict[str, Estimate]:
    """CitRecall of variants minus that of their originals, per kind; ``n`` counts pairs."""
    estimates: dict[str, Estimate] = {}
    for variant in VARIANTS:
        samples = [
            Sample(measured[q.id]["Robustness"].value, 1.0, clusters[q.id])
            for q in questions
            if q.variant == variant and "Robustness" in measured[q.id]
        ]
        if samples:
            estimates[f"Robustness {variant}"] = estimate_mean(samples, seed=seed)
    return estimates


def _strength(
    labels: Sequence[LabelledSentence], library: Library, seed: int
) -> dict[str, Estimate]:
    texts = SourceTexts(library)
    samples = [
        Sample(float(strength_right(label, library, texts)), 1.0, f"{label.doc} {number}")
        for number, label in enumerate(labels)
    ]
    return {"StrengthRight": estimate_mean(samples, seed=seed)} if samples else {}


def _latency(timings: Sequence[Mapping[str, float]]) -> dict[str, Estimate]:
    """Milliseconds, without interval: they say more about the machine than about the answers."""
    return {
        f"Latency {stage} p{percentile}": Estimate(
            value, None, None, sum(stage in timing for timing in timings)
        )
        for stage, percentiles in stage_percentiles(timings).items()
        for percentile, value in percentiles.items()
    }


def in_words(scores: Scores) -> str:
    """The summary as a table for a terminal, one metric a line."""
    lines = [f"{'metric':24} {'mean':>9}  {'95 % interval':>17}  {'n':>5}"]
    for name, estimate in scores.summary.items():
        digits = 1 if name.startswith("Latency") else 3
        mean = "–" if estimate.mean is None else f"{estimate.mean:.{digits}f}"
        interval = ""
        if estimate.low is not None and estimate.high is not None:
            interval = f"{estimate.low:.{digits}f} to {estimate.high:.{digits}f}"
        lines.append(f"{name:24} {mean:>9}  {interval:>17}  {estimate.n:>5}")
    verbatim = scores.summary.get("Verbatim")
    if verbatim and verbatim.mean == 1.0:
        bound = failure_bound(verbatim.n)
        lines.append(
            f"No citation of {verbatim.n} fails Verbatim: with 95 % confidence at most "
            f"3/{verbatim.n} = {bound:.4f} of them do."
        )
    return "\n".join(lines) + "\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--questions", type=Path, required=True, help="question set")
    parser.add_argument("--answers", type=Path, required=True, help="answer records")
    parser.add_argument("--labels", type=Path, help="labelled sentences, for StrengthRight")
    parser.add_argument("--seed", type=int, default=0, help="of the bootstrap (default: 0)")
    parser.add_argument("--json", action="store_true", help="print every figure as JSON")


def run_command(options: argparse.Namespace) -> int:
    """Run the command: print the figures."""
    library = load_library(Settings.from_environment().documents_dir)
    questions = load_questions(options.questions, library)
    records: list[dict[str, Any]] = read_records(options.answers)
    labels = load_labels(options.labels, library) if options.labels else ()
    scores = score_answers(questions, records, library, labels=labels, seed=options.seed)
    if options.json:
        sys.stdout.write(json.dumps(asdict(scores), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(in_words(scores))
    return 0
