"""A run for a reader: one page that stands alone, opens without a network and holds everything.

All text that comes from questions, answers and documents is escaped by the template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.library import Library
from evals.finished import FinishedRun
from evals.metrics import MEANINGS
from evals.metrics.citations import failure_bound
from evals.metrics.latency import stage_percentiles
from evals.pictures import BarGroup, abstention_curve, bars, latency_histogram
from evals.refusals import curve, rates_as_decided
from evals.score import Estimate
from evals.testset import LANGUAGES, TYPES, VARIANTS, EvalQuestion
from evals.views import QuestionView, view_questions

_HERE = Path(__file__).resolve().parent
_SHOWN_IN_BARS = ("CitRecall", "CitPrecision", "R@5", "Refusal")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a table of figures."""

    name: str
    estimate: Estimate
    meaning: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its title."""

    title: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that went alike."""

    anchor: str
    title: str
    meaning: str
    views: tuple[QuestionView, ...]
    folded: bool = False


def render_report(
    run: FinishedRun,
    questions: Sequence[EvalQuestion],
    records: Sequence[Mapping[str, Any]],
    library: Library,
) -> str:
    """Render the report of a run as HTML.

    Args:
        run: Its settings and figures.
        questions: The questions that were asked.
        records: Their answer records, in any order.
        library: The documents.
    """
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    asked = [question for question in questions if question.variant_of is None]
    originals = {question.id for question in asked}
    types = [type_ for type_ in TYPES if any(q.type == type_ for q in questions)]
    return environment.get_template("report_template.html").render(
        title=f"{run.settings['questions']['file']}: are the citations right?",
        style=Markup((_HERE / "report_style.css").read_text(encoding="utf-8")),  # noqa: S704
        settings=run.settings,
        settings_rows=list(_flat(run.settings)),
        asked=len(asked),
        variants=len(questions) - len(asked),
        types=types,
        figures=list(_figures(run.scores.summary)),
        bound=_verbatim_bound(run.scores.summary),
        pictures=list(_pictures(run.scores.groups, types, library)),
        group_figures=[
            FigureRow(name, estimate, group=group)
            for group, estimates in run.scores.groups.items()
            for name, estimate in estimates.items()
        ],
        abstention=_abstention(asked, records),
        latency=_latency([record for record in records if record["id"] in originals]),
        sections=_sections(view_questions(questions, records, run.scores.per_question, library)),
    )


def _figures(summary: Mapping[str, Estimate]) -> Iterator[FigureRow]:
    """The rows of the main table; time has a table of its own."""
    for name, estimate in summary.items():
        kind = name.removeprefix("Robustness ")
        if kind != name:
            meaning = f"CitRecall of the variants of the kind {kind!r} minus their originals'."
            yield FigureRow(name, estimate, meaning)
        elif not name.startswith("Latency "):
            yield FigureRow(name, estimate, MEANINGS[name])


def _verbatim_bound(summary: Mapping[str, Estimate]) -> str:
    verbatim = summary.get("Verbatim")
    if verbatim is None or verbatim.mean != 1.0:
        return ""
    return (
        f"No citation of {verbatim.n} fails Verbatim: with 95 % confidence at most 3/{verbatim.n} "
        f"= {failure_bound(verbatim.n):.4f} of them do."
    )


def _pictures(
    groups: Mapping[str, Mapping[str, Estimate]], types: Sequence[str], library: Library
) -> Iterator[Picture]:
    organisations = [organisation.id for organisation in library.catalogue.organisations]
    for title, prefix, members in (
        ("By type", "type", types),
        ("By language", "lang", LANGUAGES),
        ("By organisation", "org", organisations),
        ("Variants, by kind", "variant", VARIANTS),
    ):
        rows = [(member, groups.get(f"{prefix}={member}")) for member in members]
        drawn = [
            BarGroup(member, tuple(estimates.get(name) for name in _SHOWN_IN_BARS))
            for member, estimates in rows
            if estimates
        ]
        if drawn:
            described = f"{title}: {', '.join(_SHOWN_IN_BARS)} with 95 % intervals; table below."
            yield Picture(title, _markup(bars(described, _SHOWN_IN_BARS, drawn)))


@dataclass(frozen=True, slots=True)
class _Abstention:
    svg: Markup
    words: str


def _abstention(
    asked: Sequence[EvalQuestion], records: Sequence[Mapping[str, Any]]
) -> _Abstention | None:
    answerable = {question.id: question.answerable for question in asked}
    given = [record for record in records if record["id"] in answerable]
    confidences = [(answerable[r["id"]], float(r["confidence"])) for r in given]
    decided = [(answerable[r["id"]], bool(r["answered"])) for r in given]
    points = curve(confidences)
    now = rates_as_decided(decided)
    if points is None or now is None:
        return None
    words = (
        f"Of the unanswerable questions {_percent(now.right)} were refused, and of the answerable "
        f"{_percent(now.false)} as well. The curve shows what other thresholds on the confidence "
        "give."
    )
    return _Abstention(_markup(abstention_curve(words, points, now)), words)


@dataclass(frozen=True, slots=True)
class _Latency:
    svg: Markup
    words: str
    stages: Mapping[str, Mapping[int, float]]


def _latency(records: Sequence[Mapping[str, Any]]) -> _Latency | None:
    stages = stage_percentiles(record["timings_ms"] for record in records)
    if "total" not in stages:
        return None
    total = stages["total"]
    spent = [float(r["timings_ms"]["total"]) for r in records if "total" in r["timings_ms"]]
    words = (
        f"Half of the questions took under {total[50]:.0f} ms, {_percent(0.95)} under "
        f"{total[95]:.0f} ms; the model computes on one thread."
    )
    svg = latency_histogram(words, spent, {f"p{p}": value for p, value in total.items()})
    return _Latency(_markup(svg), words, stages)


def _sections(views: Sequence[QuestionView]) -> list[Section]:
    def those(outcome: str) -> tuple[QuestionView, ...]:
        return tuple(v for v in views if v.outcome == outcome and v.question.variant_of is None)

    variants = tuple(view for view in views if view.question.variant_of is not None)
    sections = [
        Section(
            "misses",
            "Misses",
            "Nothing of the gold is cited, or what the documents do not say was answered.",
            those("miss"),
        ),
        Section(
            "partly",
            "Partly right",
            "Some of the gold is cited, or an organisation is wrongly called silent or found.",
            those("partly"),
        ),
        Section(
            "right",
            "Right",
            "All of the gold is cited, or what the documents do not say was refused.",
            those("right"),
            folded=True,
        ),
        Section(
            "variants",
            "Variants",
            "The same questions otherwise put, misses first; not in the main figures.",
            variants,
            folded=True,
        ),
    ]
    return [section for section in sections if section.views]


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\u00a0%"


def _flat(settings: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", "–" if value is None else str(value)


def _markup(svg: str) -> Markup:
    """A drawing of ``evals.pictures``, which escapes what it writes."""
    return Markup(svg)  # noqa: S704
