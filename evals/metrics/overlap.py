"""When an excerpt and a gold quotation are the same evidence: half of either lies in the other.

Everything here is an interval of letters (``evals.letters``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.letters import Place


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words that an answer shows or a search found.

    Attributes:
        document: Id of the document, as it was given.
        place: Where they stand in it; ``None`` where they are no slice of a known document.
    """

    document: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class GoldPlaces:
    """A gold quotation: its document and every place where it occurs there."""

    document: str
    places: tuple[Place, ...]


def holds_half(gold: GoldPlaces, excerpts: Sequence[Excerpt]) -> bool:
    """Whether half of the gold quotation, or more, lies in the union of the excerpts.

    Where it occurs twice, the occurrence that serves best counts.
    """
    shown = [e.place for e in excerpts if e.place and e.document == gold.document]
    return any(2 * _covered(place, shown) >= place[1] - place[0] for place in gold.places)


def hits(excerpt: Excerpt, gold: GoldPlaces) -> bool:
    """Whether the excerpt holds half of the gold quotation or lies half inside it."""
    if excerpt.place is None or excerpt.document != gold.document:
        return False
    length = excerpt.place[1] - excerpt.place[0]
    for start, end in gold.places:
        common = _covered((start, end), [excerpt.place])
        if common and (2 * common >= end - start or 2 * common >= length):
            return True
    return False


def hits_any(excerpt: Excerpt, gold: Sequence[GoldPlaces]) -> bool:
    """Whether the excerpt hits one of the gold quotations."""
    return any(hits(excerpt, quote) for quote in gold)


def _covered(place: Place, shown: Sequence[Place]) -> int:
    """How many letters of the place lie in the union of the intervals."""
    covered, reached = 0, place[0]
    for start, end in sorted(shown):
        start, end = max(start, reached), min(end, place[1])
        if start < end:
            covered += end - start
            reached = end
    return covered
