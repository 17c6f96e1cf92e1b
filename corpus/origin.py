"""The way back from a reading text to its source: raw offset, page and printed line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.lines import Line
from corpus.sources import RawSource

Chars = list[tuple[str, int]]
"""Characters of the reading text, each with its raw offset."""


@dataclass(frozen=True, slots=True)
class OriginMap:
    """Where each code point of a reading text stands in its source.

    Attributes:
        starts: Reading offsets at which runs of code points begin that follow each other in the
            source as well.
        raw_starts: The raw offset of each run's first code point.
        line_starts: Raw offsets at which the source's lines begin.
        line_labels: First and last printed number of each of these lines; ``None`` where the line
            has no number.
        source: The source itself.
    """

    starts: tuple[int, ...]
    raw_starts: tuple[int, ...]
    line_starts: tuple[int, ...]
    line_labels: tuple[tuple[int, int] | None, ...]
    source: RawSource

    def raw_offset(self, offset: int) -> int:
        """Raw offset of a code point; one put in between words leads to where it was put in."""
        run = bisect_right(self.starts, offset) - 1
        return self.raw_starts[run] + offset - self.starts[run]

    def lines(self, start: int, end: int) -> str | None:
        """Printed line numbers that the span touches: "775", "775-777" or ``None``."""
        labels = [label for index in self._lines(start, end) if (label := self.line_labels[index])]
        if not labels:
            return None
        first = min(label[0] for label in labels)
        last = max(label[1] for label in labels)
        return str(first) if first == last else f"{first}-{last}"

    def page(self, offset: int) -> int | None:
        """The page of the source, from 1, or ``None`` where the source has no page marks."""
        return self.source.page(self.raw_offset(offset))

    def _lines(self, start: int, end: int) -> Iterator[int]:
        """Indices of the source's lines that the span touches, run by run."""
        run = bisect_right(self.starts, start)
        while start < end:
            stop = min(end, self.starts[run]) if run < len(self.starts) else end
            yield from range(self._line(start), self._line(stop - 1) + 1)
            start, run = stop, run + 1

    def _line(self, offset: int) -> int:
        return bisect_right(self.line_starts, self.raw_offset(offset)) - 1


def trace_origins(chars: Chars, lines: Sequence[Line], source: RawSource) -> OriginMap:
    """Make the map of a reading text that is put together from these characters."""
    starts: list[int] = []
    raw_starts: list[int] = []
    for index, (_, offset) in enumerate(chars):
        if not starts or offset != raw_starts[-1] + index - starts[-1]:
            starts.append(index)
            raw_starts.append(offset)
    return OriginMap(
        starts=tuple(starts),
        raw_starts=tuple(raw_starts),
        line_starts=tuple(line.start for line in lines),
        line_labels=_line_labels(lines),
        source=source,
    )


def _line_labels(lines: Sequence[Line]) -> tuple[tuple[int, int] | None, ...]:
    """Printed numbers of each line.

    Where, between two blank lines, some numbers stand alone and some words stand without a number,
    extraction has misplaced them: every line there is labelled with the whole range.
    """
    labels: list[tuple[int, int] | None] = [
        None if line.margin_number is None else (line.margin_number, line.margin_number)
        for line in lines
    ]
    group: list[int] = []
    for index, line in enumerate(lines):
        if not line.blank:
            group.append(index)
        if line.blank or index == len(lines) - 1:
            numbers = [n for i in group if (n := lines[i].margin_number) is not None]
            orphans = any(lines[i].margin_number is not None and not lines[i].text for i in group)
            if orphans and any(lines[i].margin_number is None for i in group):
                for i in group:
                    labels[i] = (min(numbers), max(numbers))
            group = []
    return tuple(labels)
