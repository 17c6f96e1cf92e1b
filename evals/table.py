"""Figures as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evals.score import Estimate


def table(figures: Mapping[str, Estimate]) -> Iterator[str]:
    """The lines of a table: metric, mean, 95 % interval, n."""
    width = max((len(name) for name in figures), default=0)
    yield f"{'':{width}}   mean     95 % interval     n"
    for name, estimate in figures.items():
        mean = "–" if estimate.mean is None else f"{estimate.mean:.3f}"
        interval = "–"
        if estimate.low is not None and estimate.high is not None:
            interval = f"{estimate.low:.3f} to {estimate.high:.3f}"
        yield f"{name:{width}}  {mean:>5}  {interval:>16}  {estimate.n:>4}"
