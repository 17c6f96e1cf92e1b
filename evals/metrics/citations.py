"""Verbatim, CitRecall, CitPrecision and CitHit@1: are the excerpts real, and the right ones?"""

from __future__ import annotations

from collections.abc import Sequence

from evals.letters import SourceText
from evals.metrics.overlap import Excerpt, GoldPlaces, hits_any, holds_half


def is_verbatim(source: SourceText | None, start: int, end: int, quote: str) -> bool:
    """Whether the quotation is that slice of the reading text and stands so in the raw source.

    Args:
        source: The document cited, or ``None`` where there is no such document.
        start: First code point of the reading text.
        end: One past the last.
        quote: What the answer shows.
    """
    return (
        source is not None
        and source.place(start, end) is not None
        and source.document.text[start:end] == quote
        and bool(source.places(quote))
    )


def failure_bound(n: int) -> float:
    """Upper 95 % bound of a failure rate after 0 failures in ``n`` (the rule of three).

    Source: Hanley and Lippman-Hand 1983, "If nothing goes wrong, is everything all right?"
    """
    return min(1.0, 3 / n) if n else 1.0


def citation_recall(gold: Sequence[GoldPlaces], cited: Sequence[Excerpt]) -> float:
    """Share of gold quotations of which half lies in the union of the excerpts; 0 to 1."""
    return sum(holds_half(quote, cited) for quote in gold) / len(gold)


def citation_precision(gold: Sequence[GoldPlaces], cited: Sequence[Excerpt]) -> float:
    """Share of excerpts that hit a gold quotation; 0 without excerpts."""
    return sum(hits_any(excerpt, gold) for excerpt in cited) / len(cited) if cited else 0.0


def first_hits(gold: Sequence[GoldPlaces], excerpts: Sequence[Excerpt]) -> float:
    """1 where the first excerpt hits a gold quotation, otherwise 0: CitHit@1 and Hit@1."""
    return float(bool(excerpts) and hits_any(excerpts[0], gold))
