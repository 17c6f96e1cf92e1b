"""Means with 95 % bootstrap intervals, resampled by cluster.

Questions on the same chapter, and the variants of one question, go right or wrong together; drawing
them one by one would make the intervals too narrow (Field and Welsh 2007, "Bootstrapping clustered
data"). The ends are the percentiles 2.5 and 97.5 of the resampled means (Efron 1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.library import Library
from evals.letters import SourceTexts
from evals.metrics.abstention import auroc, win_matrix
from evals.testset import EvalQuestion

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % bootstrap interval.

    Attributes:
        mean: The mean or share; ``None`` where there is nothing to average.
        low: Lower end; ``None`` where there are fewer than two clusters to resample.
        high: Upper end.
        n: What is averaged over: questions, or for shares of citations or sentences their number.
    """

    mean: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One question's part of a mean.

    Attributes:
        value: Its value.
        weight: How much it counts: 1, or the number of citations of which ``value`` is a share.
        cluster: The cluster that it is resampled with.
    """

    value: float
    weight: float
    cluster: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure an answer was, and whether its question can be answered at all."""

    value: float
    answerable: bool
    cluster: str


def clusters_of(questions: Sequence[EvalQuestion], library: Library) -> dict[str, str]:
    """The cluster of each question: the chapter of its first gold quotation.

    A variant belongs to its original's cluster. A question without gold is a cluster of its own,
    with its variants.

    Args:
        questions: Questions whose gold occurs in the library.
        library: The documents.

    Returns:
        Question id → cluster.
    """
    texts = SourceTexts(library)
    by_id = {question.id: question for question in questions}
    clusters: dict[str, str] = {}
    for question in questions:
        root = by_id.get(question.variant_of or "", question)
        clusters[question.id] = _chapter(root, library, texts) or f"question {root.id}"
    return clusters


def _chapter(question: EvalQuestion, library: Library, texts: SourceTexts) -> str:
    source = texts.get(question.gold[0].doc) if question.gold else None
    places = source.places(question.gold[0].quote) if source else ()
    if source is None or not places:
        return ""
    start, _ = source.span(places[0])
    for passage in library.passages:
        if passage.document_id == source.document.id and passage.start <= start < passage.end:
            return " / ".join((passage.document_id, *passage.section))
    return source.document.id


def estimate_mean(samples: Sequence[Sample], *, seed: int) -> Estimate:
    """The weighted mean and its interval; ``n`` is the sum of the weights."""
    weighed = [sample for sample in samples if sample.weight]
    if not weighed:
        return Estimate(None, None, None, 0)
    weights = np.array([sample.weight for sample in weighed])
    sums = np.array([sample.value for sample in weighed]) * weights
    members = _members([sample.cluster for sample in weighed])
    mean = float(sums.sum() / weights.sum())
    count = round(float(weights.sum()))
    if members.max() == 0:
        return Estimate(mean, None, None, count)
    drawn = _draws(int(members.max()) + 1, seed)
    means = (drawn @ np.bincount(members, sums)) / (drawn @ np.bincount(members, weights))
    return Estimate(mean, *_ends(means, mean), count)


def estimate_auroc(confidences: Sequence[Confidence], *, seed: int) -> Estimate:
    """The AUROC of the confidence and its interval; ``n`` counts the questions of both kinds."""
    given = sorted(confidences, key=lambda confidence: not confidence.answerable)
    high = [confidence.value for confidence in given if confidence.answerable]
    low = [confidence.value for confidence in given if not confidence.answerable]
    area = auroc(high, low)
    clusters = [confidence.cluster for confidence in given]
    if area is None or len(set(clusters)) < 2:
        return Estimate(area, None, None, len(given))
    drawn = resample(clusters, seed)
    of_high, of_low = drawn[:, : len(high)], drawn[:, len(high) :]
    won = ((of_high @ win_matrix(high, low)) * of_low).sum(axis=1)
    pairs = of_high.sum(axis=1) * of_low.sum(axis=1)
    areas = won[pairs > 0] / pairs[pairs > 0]
    return Estimate(area, *_ends(areas, area), len(given))


def resample(clusters: Sequence[str], seed: int) -> NDArray[np.float64]:
    """How often each of n questions is drawn with its cluster, shape (RESAMPLES, n)."""
    members = _members(clusters)
    return _draws(int(members.max()) + 1, seed)[:, members]


def _members(clusters: Sequence[str]) -> NDArray[np.intp]:
    """Index of each cluster among the distinct ones, in the order of their first member."""
    index = {cluster: i for i, cluster in enumerate(dict.fromkeys(clusters))}
    return np.array([index[cluster] for cluster in clusters], np.intp)


@lru_cache(maxsize=8)
def _draws(clusters: int, seed: int) -> NDArray[np.float64]:
    """How often each cluster is drawn: shape (RESAMPLES, clusters), each row adds up to it."""
    generator = np.random.default_rng((seed, clusters))
    shares = np.full(clusters, 1 / clusters)
    return generator.multinomial(clusters, shares, size=RESAMPLES).astype(np.float64)


def _ends(resampled: NDArray[np.float64], mean: float) -> tuple[float, float]:
    """The percentiles 2.5 and 97.5, widened to the mean where rounding leaves it outside."""
    low, high = (float(end) for end in np.percentile(resampled, (2.5, 97.5)))
    return min(low, mean), max(high, mean)
