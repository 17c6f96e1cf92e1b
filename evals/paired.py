"""Two runs over the same questions: how much they differ, and whether that could be chance.

Intervals are those of ``evals.intervals``. A p value is that of a paired randomisation test
(Smucker, Allan and Carterette, CIKM 2007): how often, in 10,000 rounds, a change at least as large,
either way, comes about where the two runs' values of each question are swapped by the toss of a
coin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evals.intervals import Sample, estimate_mean, resample
from evals.metrics.abstention import win_matrix

_ROUNDS = 10_000
_BATCH = 500
# A sum that equals the observed one but for rounding counts as large.
_ROUNDING = 1e-12

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """How one metric differs between two runs.

    Attributes:
        before: Its value in the first run.
        after: Its value in the second, over the same questions.
        low: Lower end of the 95 % interval of ``after - before``; ``None`` where there are fewer
            than two clusters to resample.
        high: Upper end.
        p: Two-sided p value, above 0 and at most 1.
        n: Number of questions.
    """

    before: float
    after: float
    low: float | None
    high: float | None
    p: float
    n: int

    @property
    def change(self) -> float:
        """``after - before``."""
        return self.after - self.before


def compare_means(
    before: Sequence[float], after: Sequence[float], clusters: Sequence[str], *, seed: int = 0
) -> Difference:
    """Compare the means of two runs over the same n questions, n at least 1.

    Args:
        before: The first run's value for each question.
        after: The second run's, in the same order.
        clusters: The cluster of each question.
        seed: The same seed gives the same result.
    """
    first, second = np.asarray(before, np.float64), np.asarray(after, np.float64)
    changes = second - first
    samples = [
        Sample(float(change), 1, cluster) for change, cluster in zip(changes, clusters, strict=True)
    ]
    interval = estimate_mean(samples, seed=seed)
    rng = np.random.default_rng(seed)
    sums = np.concatenate([(1 - 2 * swaps) @ changes for swaps in _swaps(len(changes), rng)])
    return Difference(
        float(first.mean()),
        float(second.mean()),
        interval.low,
        interval.high,
        _p_value(np.abs(sums), abs(float(changes.sum()))),
        len(changes),
    )


def compare_auroc(
    before: Sequence[float],
    after: Sequence[float],
    answerable: Sequence[bool],
    clusters: Sequence[str],
    *,
    seed: int = 0,
) -> Difference:
    """Compare how well two runs' confidences part answerable from unanswerable questions.

    The value is the area under the ROC curve: the share of the pairs of an answerable and an
    unanswerable question in which the answerable one has the higher confidence, ties counting
    half.

    Args:
        before: The first run's confidence for each of n questions.
        after: The second run's, in the same order.
        answerable: Whether each question is answerable; both kinds have to occur.
        clusters: The cluster of each question.
        seed: The same seed gives the same result.
    """
    kind = np.asarray(answerable, bool)
    runs = np.asarray(before, np.float64), np.asarray(after, np.float64)
    # wins[i][j]: pairs won, the answerable question's value from run i, the other's from run j.
    wins = [[win_matrix(left[kind], right[~kind]) for right in runs] for left in runs]
    gained = wins[1][1] - wins[0][0]
    rng = np.random.default_rng(seed)
    draws = resample(clusters, seed)
    pairs = draws[:, kind].sum(axis=1) * draws[:, ~kind].sum(axis=1)
    shifts = ((draws[:, kind] @ gained) * draws[:, ~kind]).sum(axis=1)
    low, high = np.percentile(shifts[pairs > 0] / pairs[pairs > 0], [2.5, 97.5])
    sums = np.concatenate([_gains(wins, kind, swaps) for swaps in _swaps(len(kind), rng)])
    return Difference(
        float(wins[0][0].mean()),
        float(wins[1][1].mean()),
        float(low),
        float(high),
        _p_value(np.abs(sums), abs(float(gained.sum()))),
        len(kind),
    )


def _gains(wins: Sequence[Sequence[Values]], kind: npt.NDArray[np.bool_], swaps: Values) -> Values:
    """Pairs won by the second run less those won by the first, for each round of swaps.

    A round's first run takes a question's value from run 0 where it is not swapped and from run 1
    where it is, so that the pairs it wins are those of four products.
    """
    taken = (1 - swaps, swaps)

    def won(sides: Sequence[Values]) -> Values:
        found = np.zeros(len(swaps))
        for left in (0, 1):
            for right in (0, 1):
                products = (sides[left][:, kind] @ wins[left][right]) * sides[right][:, ~kind]
                found += products.sum(axis=1)
        return found

    return won(taken[::-1]) - won(taken)


def _swaps(n: int, rng: np.random.Generator) -> Sequence[Values]:
    """For each round and question 1 where the runs are swapped, else 0; in batches of rounds."""
    return [
        rng.integers(0, 2, size=(_BATCH, n)).astype(np.float64) for _ in range(_ROUNDS // _BATCH)
    ]


def _p_value(sizes: Values, observed: float) -> float:
    """The observed labelling counts as a round, so that the p value is never 0."""
    beyond = int(np.count_nonzero(sizes >= observed - _ROUNDING))
    return (beyond + 1) / (len(sizes) + 1)
