"""Raw text → lines, with the marks and the furniture of each line told from its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.sources import RawSource

# A document has printed line numbers when at least this many lines, and this share of all lines,
# carry numbers that count upwards.
_FEWEST_NUMBERED_LINES = 20
_SMALLEST_NUMBERED_SHARE = 0.3
# A margin number stands within so many counts of the one before or after it; a number that the
# sentence itself begins with does not.
_WIDEST_MARGIN_STEP = 3

_LINE = re.compile(r"[^\r\n\f]*")
_HEADING = re.compile(r"\s*(#{1,6})\s+")
_LIST_MARK = re.compile(r"\s*[-*+](?:\s+|$)")
_BULLET = re.compile(r"\s*[•▪‣●◦]\s*")
_MARGIN_NUMBER = re.compile(r"\s*(\d{1,5})(?=\s|$)")
_DOT_LEADER = re.compile(r"\.{4,}\s*\d*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source.

    Attributes:
        start: Raw offset of its first character.
        content: Raw offsets of its words, marks and margin number left out.
        text: The words.
        indent: Spaces before the first mark or word.
        heading: Level of a Markdown heading, 0 for none.
        listed: Whether a Markdown list mark precedes it.
        bullet: Whether a printed bullet precedes it.
        margin_number: Printed line number, or ``None``.
        margin: Raw offsets of that number.
        contents: Whether it is a line of a table of contents.
        page_start: Whether a page begins with it.
    """

    start: int
    content: tuple[int, int]
    text: str
    indent: int
    heading: int = 0
    listed: bool = False
    bullet: bool = False
    margin_number: int | None = None
    margin: tuple[int, int] = (0, 0)
    contents: bool = False
    page_start: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text and self.margin_number is None and not self.contents

    @property
    def starts_item(self) -> bool:
        """Whether its own marks begin a list item.

        Where lines are numbered in the margin, extraction puts a list mark before the number of
        lines that merely continue, so only the printed bullet counts there.
        """
        return self.bullet or (self.listed and self.margin_number is None and bool(self.text))


def scan_lines(source: RawSource) -> list[Line]:
    """Split the source into lines and tell marks and margin numbers from words."""
    spans = _line_spans(source.text)
    numbers = _margin_numbers(source, spans)
    lines = [
        _scan_line(source, start, end, numbers.get(index))
        for index, (start, end) in enumerate(spans)
    ]
    lines = _mark_contents(lines)
    if source.markdown:
        return lines
    return _mark_page_starts(_close_up_double_spacing(lines))


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    position = 0
    while position <= len(text):
        match = _LINE.match(text, position)
        end = match.end() if match else position
        spans.append((position, end))
        position = end + (2 if text[end : end + 2] == "\r\n" else 1)
    return spans


def _scan_line(source: RawSource, start: int, end: int, number: int | None) -> Line:
    raw = source.text[start:end]
    indent = len(raw) - len(raw.lstrip())
    position, heading, listed = 0, 0, False
    if source.markdown:
        position, heading, listed = _markdown_marks(raw)
    margin = (start, start)
    if number is not None:
        match = _MARGIN_NUMBER.match(raw, position)
        if match:
            margin = (start + match.start(1), start + match.end(1))
            position = match.end()
    bullet = _BULLET.match(raw, position)
    if bullet:
        position = bullet.end()
    words = raw[position:]
    first = start + position + len(words) - len(words.lstrip())
    text = words.strip()
    return Line(
        start=start,
        content=(first, first + len(text)),
        text=text,
        indent=indent,
        heading=heading,
        listed=listed,
        bullet=bullet is not None,
        margin_number=number,
        margin=margin,
        page_start=start > 0 and start in source.page_starts,
    )


def _markdown_marks(raw: str) -> tuple[int, int, bool]:
    """End of the Markdown marks, heading level (0 for none), whether a list mark is there."""
    heading = _HEADING.match(raw)
    if heading:
        return heading.end(), len(heading[1]), False
    mark = _LIST_MARK.match(raw)
    return (mark.end(), 0, True) if mark else (0, 0, False)


def _margin_numbers(source: RawSource, spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Line index → printed line number, empty where the document has none."""
    candidates: list[tuple[int, int]] = []
    printed = 0
    for index, (start, end) in enumerate(spans):
        raw = source.text[start:end]
        printed += bool(raw.strip())
        position = _markdown_marks(raw)[0] if source.markdown else 0
        match = _MARGIN_NUMBER.match(raw, position)
        if match:
            candidates.append((index, int(match[1])))
    chain = _longest_rising(candidates)
    numbers = {
        index: number
        for position, (index, number) in enumerate(chain)
        if _has_near_neighbour(chain, position)
    }
    if len(numbers) < max(_FEWEST_NUMBERED_LINES, _SMALLEST_NUMBERED_SHARE * printed):
        return {}
    return numbers


def _has_near_neighbour(chain: Sequence[tuple[int, int]], position: int) -> bool:
    number = chain[position][1]
    neighbours = (*chain[max(position - 1, 0) : position], *chain[position + 1 : position + 2])
    return any(abs(number - other) <= _WIDEST_MARGIN_STEP for _, other in neighbours)


def _longest_rising(candidates: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose numbers rise strictly (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    previous: list[int] = []
    for position, (_, number) in enumerate(candidates):
        pile = bisect_left(tops, number)
        previous.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(number)
            piles.append(position)
        else:
            tops[pile] = number
            piles[pile] = position
    chain: list[tuple[int, int]] = []
    position = piles[-1] if piles else -1
    while position >= 0:
        chain.append(candidates[position])
        position = previous[position]
    return chain[::-1]


def _mark_contents(lines: Sequence[Line]) -> list[Line]:
    """Mark dot-leader lines, and the heading right above them, as table of contents."""
    marked = [
        replace(line, contents=True) if _DOT_LEADER.search(line.text) else line for line in lines
    ]
    above = None
    for index, line in enumerate(marked):
        if line.contents:
            if above is not None and marked[above].heading:
                marked[above] = replace(marked[above], contents=True)
            above = None
        elif line.text:
            above = index
    return marked


def _close_up_double_spacing(lines: Sequence[Line]) -> list[Line]:
    """Drop the blank line after every printed line, where the whole document is set so."""
    printed = sum(1 for line in lines if not line.blank)
    touching = sum(1 for line, below in pairwise(lines) if not (line.blank or below.blank))
    if printed < 10 or touching > 0.1 * printed:
        return list(lines)
    kept: list[Line] = []
    for index, line in enumerate(lines):
        single = (
            line.blank
            and 0 < index < len(lines) - 1
            and not lines[index - 1].blank
            and not lines[index + 1].blank
        )
        if not single:
            kept.append(line)
    return kept


def _mark_page_starts(lines: Sequence[Line]) -> list[Line]:
    """Mark lines that extraction set off by one space because a page begins there.

    Only where other lines are not indented; in an indented text the space means nothing.
    """
    printed = [line for line in lines if not line.blank]
    indented = [line for line in printed if line.indent]
    if len(indented) > 0.1 * len(printed):
        return list(lines)
    return [
        replace(line, page_start=True) if line.text and line.indent == 1 else line for line in lines
    ]
