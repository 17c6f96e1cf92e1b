"""Several systems side by side, as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evals.intervals import Estimate


def grid(systems: Mapping[str, Mapping[str, Estimate]]) -> Iterator[str]:
    """The lines of a table: one row a system, one column a metric, intervals below the means.

    Args:
        systems: Name → metric → estimate; all have the metrics of the first one.
    """
    if not systems:
        return
    metrics = list(next(iter(systems.values())))
    width = max(map(len, systems))
    column = max(14, *(len(metric) + 2 for metric in metrics))
    yield " " * width + "".join(f"{metric:>{column}}" for metric in metrics)
    for name, estimates in systems.items():
        cells = [estimates[metric] for metric in metrics]
        yield f"{name:{width}}" + "".join(f"{_mean(cell):>{column}}" for cell in cells)
        yield " " * width + "".join(f"{_interval(cell):>{column}}" for cell in cells)


def _mean(estimate: Estimate) -> str:
    return "–" if estimate.mean is None else f"{estimate.mean:.3f}"


def _interval(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{estimate.low:.3f}–{estimate.high:.3f}"
