"""Answer records held against a question set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.library import Library
from evals.testset import EvalQuestion


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % bootstrap interval.

    Attributes:
        mean: The mean or share; ``None`` where there is nothing to average.
        low: Lower end; ``None`` where no interval can be had.
        high: Upper end.
        n: What is averaged over: questions, or for shares of citations or sentences their number.
    """

    mean: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that was measured.

    Attributes:
        per_question: Question id → metric → value, for the metrics that apply to the question.
        summary: Metric → estimate over the questions that are no variants.
        groups: "type=single", "lang=nn", "org=actis", "paraphrase=true", "variant=en" and so on →
            metric → estimate over the questions of that group; but for "variant=…", these are
            no variants.
    """

    per_question: Mapping[str, Mapping[str, float]]
    summary: Mapping[str, Estimate]
    groups: Mapping[str, Mapping[str, Estimate]]


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read answer records from a JSON Lines file."""
    raise NotImplementedError


def score_answers(
    questions: Sequence[EvalQuestion],
    records: Sequence[Mapping[str, Any]],
    library: Library,
    *,
    seed: int = 0,
) -> Scores:
    """Score answer records by the definitions of the metrics."""
    raise NotImplementedError
