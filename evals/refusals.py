"""Refusing what the documents do not answer, weighed against refusing what they do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Rates(NamedTuple):
    """Both refusal rates of one way to decide, 0 to 1.

    Attributes:
        false: Of the answerable questions, the share that is refused.
        right: Of the unanswerable questions, the share that is refused.
    """

    false: float
    right: float


def curve(questions: Sequence[tuple[bool, float]]) -> list[Rates] | None:
    """Both rates for every threshold on the confidence, from refusing nothing to refusing all.

    Args:
        questions: For each, whether it is answerable, and the confidence of its answer. A question
            is refused where its confidence lies below the threshold.

    Returns:
        Points in rising order, from (0, 0) to (1, 1); ``None`` without both kinds of questions.
    """
    confidences = {confidence for _, confidence in questions}
    thresholds = [*sorted(confidences), float("inf")]
    points = [
        rates_as_decided([(answerable, c >= threshold) for answerable, c in questions])
        for threshold in thresholds
    ]
    return [point for point in points if point is not None] or None


def rates_as_decided(questions: Sequence[tuple[bool, bool]]) -> Rates | None:
    """Both rates of given decisions.

    Args:
        questions: For each, whether it is answerable, and whether it was answered.

    Returns:
        The rates; ``None`` without both kinds of questions.
    """
    answerable = [answered for is_answerable, answered in questions if is_answerable]
    others = [answered for is_answerable, answered in questions if not is_answerable]
    if not answerable or not others:
        return None
    return Rates(answerable.count(False) / len(answerable), others.count(False) / len(others))
