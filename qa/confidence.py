"""How sure it is that the corpus answers a question: a logistic regression."""

from __future__ import annotations

import math

from embeddings.index import Index
from qa.question import Question
from qa.retrieve import Ranking

_SLOPE, _INTERCEPT = 27.7, -9.66
ANSWERED_FROM = 0.3
"""Confidence from which a question counts as answered."""
NEAR_FROM = 0.1
"""Confidence from which the nearest sentences of a question that is refused are shown."""


def read_confidence(question: Question, ranking: Ranking, index: Index) -> float:
    """How sure it is that what was ranked answers the question, 0 to 1."""
    if question.asks_only_outside:
        return 0.0
    closest = max((candidate.closeness for candidate in ranking.candidates), default=-1.0)
    return 1 / (1 + math.exp(-(_SLOPE * closest + _INTERCEPT)))
