"""The report's pictures, as SVG that stands inside a page and takes its colours and fonts.

Every picture is drawn as wide as a phone, so that its words can be read there; a page sets several
side by side where there is room.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from evals.score import Estimate

_WIDTH_IN = 4.4
_BAR_IN = 0.17

# Drawn in these colours, which stand for variables of the page's style.
_INK, _FAINT = "#010101", "#020202"
_STRONG = "#030303"
_SERIES = ("#040404", "#050505", "#060606", "#070707")
_VARIABLES = {
    _INK: "var(--ink)",
    _FAINT: "var(--faint)",
    _STRONG: "var(--strong)",
    **{colour: f"var(--series-{i})" for i, colour in enumerate(_SERIES, start=1)},
}
_STYLE = {
    "svg.fonttype": "none",  # words stay words: they can be searched and read aloud
    "font.size": 9,
    "text.color": _INK,
    "axes.edgecolor": _FAINT,
    "axes.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "grid.color": _FAINT,
    "grid.linewidth": 0.5,
    "grid.alpha": 0.6,
    "legend.frameon": False,
}


@dataclass(frozen=True, slots=True)
class BarGroup:
    """One row of a bar chart.

    Attributes:
        label: What the bars are about.
        estimates: One per series, ``None`` where the series says nothing about the row.
    """

    label: str
    estimates: tuple[Estimate | None, ...]


def bars(description: str, series: Sequence[str], groups: Sequence[BarGroup]) -> str:
    """Horizontal bars from 0 to 1 with their intervals and n, one group a row.

    Args:
        description: Read aloud instead of the picture.
        series: Names of the bars in a row, at most four.
        groups: The rows, from the top.
    """
    with _style(description):
        placed, middles, height = _place(groups)
        figure, axes = _canvas(0.9 + _BAR_IN * height)
        for number, name in enumerate(series):
            mine = [(y, estimate) for y, of, estimate in placed if of == number]
            means = [estimate.mean or 0.0 for _, estimate in mine]
            axes.barh([y for y, _ in mine], means, 0.86, color=_SERIES[number], label=name)
        for y, _, estimate in placed:
            if estimate.low is not None and estimate.high is not None:
                axes.plot([estimate.low, estimate.high], [y, y], color=_INK, linewidth=1)
            axes.text(1.1, y, str(estimate.n), ha="right", va="center", fontsize=8)
        axes.text(1.1, -1.6, "n", ha="right", va="center", fontsize=8)
        axes.set_yticks(middles, [group.label for group in groups])
        axes.set_ylim(height - 0.5, -1)
        axes.set_xlim(0, 1)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x")
        figure.legend(loc="outside upper left", ncols=2, fontsize=8.5)
        return _as_svg(figure, description)


def _place(
    groups: Sequence[BarGroup],
) -> tuple[list[tuple[float, int, Estimate]], list[float], float]:
    """Where every bar stands (with the number of its series), every row's middle, and the height.

    Measured in bars from the top. Bars without a mean take no room.
    """
    placed: list[tuple[float, int, Estimate]] = []
    middles = []
    top = 0.0
    for group in groups:
        there = [
            (number, estimate)
            for number, estimate in enumerate(group.estimates)
            if estimate is not None and estimate.mean is not None
        ]
        placed += [(top + i, number, estimate) for i, (number, estimate) in enumerate(there)]
        middles.append(top + (len(there) - 1) / 2)
        top += len(there) + 0.8
    return placed, middles, top


def abstention_curve(
    description: str, curve: Sequence[tuple[float, float]], now: tuple[float, float]
) -> str:
    """Refusals that are right against refusals that are false, over all thresholds.

    Args:
        description: Read aloud instead of the picture.
        curve: Pairs of false-refusal rate and refusal rate, from (0, 0) to (1, 1).
        now: The same pair as the program decides today.
    """
    with _style(description):
        figure, axes = _canvas(3.4)
        axes.plot([0, 1], [0, 1], color=_FAINT, linewidth=1, linestyle="--", label="by chance")
        axes.plot(*zip(*curve, strict=True), color=_STRONG, linewidth=2, label="any threshold")
        axes.plot(*now, "o", color=_INK, markersize=8, label="as decided in this run")
        axes.set_xlabel("answerable questions refused (false)")
        axes.set_ylabel("unanswerable questions refused (right)")
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(-0.02, 1.02)
        axes.grid()
        axes.legend(loc="lower right", fontsize=8.5)
        return _as_svg(figure, description)


def latency_histogram(
    description: str, milliseconds: Sequence[float], marks: Mapping[str, float]
) -> str:
    """How many questions took how long.

    Args:
        description: Read aloud instead of the picture.
        milliseconds: One per question.
        marks: Name → milliseconds at which a line is drawn.
    """
    with _style(description):
        figure, axes = _canvas(3.0)
        axes.hist(milliseconds, bins=min(40, max(5, len(milliseconds) // 4)), color=_SERIES[0])
        for (name, value), style in zip(marks.items(), ("-", "--", ":"), strict=False):
            label = f"{name} {value:.0f} ms"
            axes.axvline(value, color=_INK, linewidth=1.2, linestyle=style, label=label)
        axes.set_xlabel("milliseconds")
        axes.set_ylabel("questions")
        axes.set_xlim(left=0)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        axes.grid(axis="y")
        figure.legend(loc="outside upper left", ncols=3, fontsize=8.5)
        return _as_svg(figure, description)


@contextmanager
def _style(description: str) -> Iterator[None]:
    # The salt makes the ids inside a drawing differ from those of others in the page, and the same
    # drawing the same file.
    parameters: Any = {**_STYLE, "svg.hashsalt": description}
    with mpl.rc_context(parameters):
        yield


def _canvas(height_in: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(_WIDTH_IN, height_in), layout="constrained")
    axes = figure.subplots()
    axes.set_axisbelow(True)
    return figure, axes


def _as_svg(figure: Figure, description: str) -> str:
    """The figure for standing inside a page: no prologue, no ids but those referred to."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    svg = buffer.getvalue()
    body = svg[svg.index(">", svg.index("<svg")) + 1 :]
    body = re.sub(
        r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", body, flags=re.DOTALL
    )
    body = re.sub(r'<g id="[^"]*"', "<g", body).replace("xlink:href", "href")
    body = re.sub(r"'?DejaVu Sans'?[^;\"]*", "inherit", body)
    for colour, variable in _VARIABLES.items():
        body = body.replace(colour, variable)
    box = re.search(r'viewBox="[^"]*"', svg)
    if box is None:
        raise ValueError("matplotlib wrote an SVG without a viewBox")
    label = html.escape(description, quote=True)
    return f'<svg {box[0]} role="img" aria-label="{label}">{body}'
