"""Latency: milliseconds per stage. Reported and never asserted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

PERCENTILES = (50, 95)


def stage_percentiles(timings: Iterable[Mapping[str, float]]) -> dict[str, dict[int, float]]:
    """The 50th and 95th percentile of each stage's milliseconds, between neighbours linear.

    Args:
        timings: Stage → milliseconds, for each question.

    Returns:
        Stage → percentile → milliseconds.
    """
    spent: dict[str, list[float]] = {}
    for timing in timings:
        for stage, milliseconds in timing.items():
            spent.setdefault(stage, []).append(milliseconds)
    return {
        stage: {p: float(np.percentile(values, p)) for p in PERCENTILES}
        for stage, values in spent.items()
    }
