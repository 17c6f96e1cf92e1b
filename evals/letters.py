"""Comparing text by its letters, so that line breaks, hyphens and printed numbers do not matter.

A place is an interval of letters of the raw source, without furniture and with footnotes moved out
of the sentences that they interrupt. Digits are no letters and are compared apart: a quotation
with another number in it has no place.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from corpus.library import Library
from corpus.reading import Document

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip

Place = tuple[int, int]
"""An interval of letters, end exclusive."""


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Digits that follow each other.

    Attributes:
        digits: The digits.
        furniture: Whether they are a printed line number or a footnote mark, which a quotation
            may hold or leave out.
    """

    digits: str
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Characters:
    """The letters of a text, and the digits that stand between them.

    Attributes:
        letters: The letters, as ``letters`` gives them.
        gaps: Number of letters before a gap → the runs of digits in it, in order; gaps without
            digits are left out.
    """

    letters: str
    gaps: Mapping[int, tuple[DigitRun, ...]]


def letters(text: str) -> str:
    """The letters of a text: composed (NFC), ligatures spelled out, lower case, nothing else."""
    return read_characters(text).letters


def read_characters(text: str) -> Characters:
    """Part a text into its letters and its runs of digits."""
    return _read((char, False, offset) for offset, char in enumerate(text))[0]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The letters of one document's source, and the way there from its reading text.

    Attributes:
        document: The document.
        characters: Letters and digits of the source without furniture, footnotes moved.
        positions: For each code point of the reading text, how many letters of the source stand
            before it.
    """

    document: Document
    characters: Characters
    positions: tuple[int, ...]

    def place(self, start: int, end: int) -> Place | None:
        """The place of ``document.text[start:end]``; ``None`` where that is no slice of it."""
        if not 0 <= start < end <= len(self.positions):
            return None
        last = self.document.text[end - 1]
        return self.positions[start], self.positions[end - 1] + _letter_count(last)

    def span(self, place: Place) -> tuple[int, int]:
        """The code points of the reading text from a place's first letter to its last."""
        start = bisect_right(self.positions, place[0]) - 1
        return start, bisect_right(self.positions, place[1] - 1)

    def places(self, quote: str) -> tuple[Place, ...]:
        """Every place where a quotation's letters and digits occur, in order.

        A quotation without letters has empty places, one without letters and digits none.
        """
        return tuple(_find(read_characters(quote), self.characters))


class SourceTexts:
    """The source texts of a library, each made when it is first asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made: dict[str, SourceText] = {}

    def get(self, document_id: str) -> SourceText | None:
        """The source text of a document, or ``None`` where there is no such document."""
        document = self._library.documents.get(document_id)
        if document is None:
            return None
        if document_id not in self._made:
            self._made[document_id] = read_source_text(document)
        return self._made[document_id]


def read_source_text(document: Document) -> SourceText:
    """Take the letters of a document's source, and count them along its reading text."""
    characters, before = _read(_source_characters(document))
    positions: list[int] = []
    inside, last_offset = 0, -1
    for index, char in enumerate(document.text):
        offset = document.origin.raw_offset(index)
        # A ligature of the source is several letters of the reading text.
        inside = inside if offset == last_offset else 0
        positions.append(before[offset] + inside)
        inside += _letter_count(char)
        last_offset = offset
    return SourceText(document, characters, tuple(positions))


@cache
def _letter_count(char: str) -> int:
    return len(letters(char))


def _source_characters(document: Document) -> Iterator[tuple[str, bool, int]]:
    """Each character of the source, whether it is furniture, and its raw offset.

    Footnotes that interrupt a sentence come last, as they do in the reading text.
    """
    raw = document.origin.source.text
    furniture = {offset for r in document.removed for offset in range(r.start, r.end)}
    notes: list[int] = []
    for block in document.blocks:
        if block.displaced:
            mark = len(f"{block.number}. ") if block.number else 0
            start = document.origin.raw_offset(block.start - mark)
            notes.extend(range(start, document.origin.raw_offset(block.end - 1) + 1))
    moved = set(notes)
    for offset in chain((o for o in range(len(raw)) if o not in moved), notes):
        yield raw[offset], offset in furniture, offset


def _read(characters: Iterable[tuple[str, bool, int]]) -> tuple[Characters, dict[int, int]]:
    """Letters and digits, and the number of letters before each offset."""
    clusters: list[str] = []
    gaps: dict[int, list[DigitRun]] = {}
    before: dict[int, int] = {}
    running: DigitRun | None = None
    last_offset = -1
    for char, furniture, offset in characters:
        before[offset] = len(clusters)
        above, running = running if offset == last_offset + 1 else None, None
        last_offset = offset
        if char.isdecimal():
            runs = gaps.setdefault(len(clusters), [])
            running = DigitRun(char, furniture)
            if above and above.furniture == furniture:
                running = DigitRun(above.digits + char, furniture)
                runs.pop()
            runs.append(running)
        elif not furniture:
            for part in _LIGATURES.get(char, char):
                if part.isalpha():
                    clusters.append(part)
                elif unicodedata.combining(part) and clusters:
                    # An accent belongs to the letter before it, whatever stands in between.
                    clusters[-1] += part
    text = "".join(_letter(cluster) for cluster in clusters)
    return Characters(text, {at: tuple(runs) for at, runs in gaps.items()}), before


def _letter(cluster: str) -> str:
    if cluster.isascii():
        return cluster.lower()
    return next(c for c in unicodedata.normalize("NFC", cluster).lower() if c.isalpha())


def _find(quote: Characters, source: Characters) -> Iterator[Place]:
    length = len(quote.letters)
    if not quote.letters:
        wanted = quote.gaps.get(0, ())
        for gap, runs in source.gaps.items():
            if wanted and any(_fits(part, wanted) for part in _slices(runs)):
                yield gap, gap
        return
    start = source.letters.find(quote.letters)
    while start >= 0:
        if _digits_agree(quote, source, start):
            yield start, start + length
        start = source.letters.find(quote.letters, start + 1)


def _digits_agree(quote: Characters, source: Characters, start: int) -> bool:
    """Whether the same runs of digits stand in the same gaps; furniture may be left out."""
    last = len(quote.letters)
    for gap in range(1, last):
        there = source.gaps.get(start + gap, ())
        if not _fits(there, quote.gaps.get(gap, ())):
            return False
    before = source.gaps.get(start, ())
    after = source.gaps.get(start + last, ())
    return any(
        _fits(before[cut:], quote.gaps.get(0, ())) for cut in range(len(before) + 1)
    ) and any(_fits(after[:cut], quote.gaps.get(last, ())) for cut in range(len(after) + 1))


def _fits(there: Sequence[DigitRun], wanted: Sequence[DigitRun]) -> bool:
    """Whether the wanted runs are those that stand there, furniture left out or not."""
    if not there:
        return not wanted
    if wanted and wanted[0].digits == there[0].digits and _fits(there[1:], wanted[1:]):
        return True
    return there[0].furniture and _fits(there[1:], wanted)


def _slices(runs: Sequence[DigitRun]) -> Iterator[Sequence[DigitRun]]:
    for start in range(len(runs)):
        for end in range(start + 1, len(runs) + 1):
            yield runs[start:end]
