"""Lines → blocks, by the layout: headings, paragraphs and list items as they stand on the page.

The rules here read marks, blank lines and short lines; no rule knows a document. What the page
itself broke, such as a paragraph that goes on in the next column, ``corpus.repair`` makes whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from corpus.lines import Line
from corpus.sentences import MONTH

# A line is broken on purpose where the next word would have fitted into this share of the measure.
_EASY_FIT = 0.85
_LONGEST_HEADING = 120
_MOST_HEADING_LINES = 3
# More than this above a line with the words of the title, in characters, is no letterhead.
_LONGEST_LETTERHEAD = 1000

ENDS_SENTENCE = re.compile(r"[.!?:;…][»”\"')\]]*$")
"""Punctuation, closing marks behind it, that ends a sentence or announces what follows."""

CANNOT_END = frozenset(
    "i på av til fra for med om mot ved hos over under etter før mellom blant uten innen innenfor "
    "gjennom langs rundt bak og eller men at som hvis dersom når fordi en et ei er skal må bør kan "
    "vil har blir å ein eit frå utan".split()
)
"""Words after which a Norwegian sentence cannot end, so that a block ending in one runs on."""

NUMBERED = re.compile(rf"(\d{{1,2}})[.)]\s+(?!{MONTH.pattern})(?=.*[^\W_])", MONTH.flags)
"""A number that counts what follows it: an item or a footnote, and no date."""

HYPHENS = ("-", "\u2010", "\u00ad")
"""What divides a word at a line end: hyphens, the soft one among them."""


class BlockKind(StrEnum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    LEAD_IN = "lead_in"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTATION = "quotation"
    FOOTNOTE = "footnote"
    LETTERHEAD = "letterhead"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block, as the raw offsets of its words.

    Attributes:
        kind: What it is.
        spans: Raw offsets of its words, one pair a line.
        texts: The words of each span.
        level: Level of a heading, from 1; 0 for all others.
        number: Printed number of a list item or footnote ("3"), or "".
        mark: Raw offsets of a printed or Markdown list mark, where the block has one.
        displaced: Whether it interrupted a sentence and moves to the end.
    """

    kind: BlockKind
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    level: int = 0
    number: str = ""
    mark: tuple[int, int] | None = None
    displaced: bool = False

    @property
    def text(self) -> str:
        """The words, lines joined by spaces."""
        return " ".join(self.texts)


def group_lines(lines: Sequence[Line], title: str) -> list[RawBlock]:
    """Group lines into blocks by their marks and by how they are set.

    Args:
        lines: The lines of one source.
        title: The title that the source prints, or "" where it prints none. What stands above the
            title is letterhead.
    """
    measure = _measure(lines)
    blocks = _find_title(list(_group(lines, measure)), title)
    if headings_are_marked(lines):
        return blocks
    return [part for block in blocks for part in _split_off_heading(block, measure)]


def headings_are_marked(lines: Sequence[Line]) -> bool:
    """Whether the source marks its headings, so that no line without a mark is one."""
    return any(line.heading for line in lines)


def _measure(lines: Sequence[Line]) -> float:
    """Width to which lines are set, in characters: the 90th percentile of line lengths."""
    lengths = sorted(len(line.text) for line in lines if line.text and not line.contents)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0.0


def _breaks_early(text: str, below: str, measure: float) -> bool:
    """Whether the line ends although the first word of the next would have fitted."""
    first_word = below.split(maxsplit=1)[0] if below else ""
    return len(text) + 1 + len(first_word) <= _EASY_FIT * measure


@dataclass(slots=True)
class _Open:
    """The block that is being collected."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    indent: int = 0
    level: int = 0
    marked_lines: bool = False

    def close(self) -> RawBlock:
        first = self.lines[0]
        mark = None
        if self.kind is BlockKind.ITEM:
            mark = (first.start + first.indent, first.content[0])
        return RawBlock(
            kind=self.kind,
            spans=tuple(line.content for line in self.lines),
            texts=tuple(line.text for line in self.lines),
            level=self.level,
            mark=mark,
        )


def _group(lines: Sequence[Line], measure: float) -> Iterator[RawBlock]:
    """Collect lines into blocks by their marks and by blank lines."""
    current: _Open | None = None
    for line in lines:
        if line.contents:
            kind = BlockKind.CONTENTS
        elif line.heading and line.text:
            kind = BlockKind.HEADING
        elif line.starts_item:
            kind = BlockKind.ITEM
        else:
            kind = BlockKind.PARAGRAPH
        if not line.text:
            # A printed line number without words is a blank line of the page.
            if current and (line.margin_number is None or not line.listed):
                yield current.close()
                current = None
            continue
        if current and kind is BlockKind.PARAGRAPH and _continues(current, line, measure):
            current.lines.append(line)
            current.marked_lines = line.listed
            continue
        if current:
            yield current.close()
        current = _Open(kind, [line], line.indent, line.heading, line.listed)
        if kind in {BlockKind.HEADING, BlockKind.CONTENTS}:
            yield current.close()
            current = None
    if current:
        yield current.close()


def _continues(current: _Open, line: Line, measure: float) -> bool:
    """Whether a line without a starting mark belongs to the block above it."""
    if line.page_start:
        return False
    above = current.lines[-1].text
    if current.kind is BlockKind.ITEM:
        return not (line.listed and line.indent < current.indent)
    if _counts_on(current, line):
        return False
    if not (ENDS_SENTENCE.search(above) and line.text[:1].isupper()):
        return True
    if line.listed and not current.marked_lines:
        return False
    return not (above.endswith(".") and _breaks_early(above, line.text, measure))


def _counts_on(current: _Open, line: Line) -> bool:
    """Whether the line is the next of a numbered list that has no blank lines between its items."""
    number = NUMBERED.match(line.text)
    if not number:
        return False
    if int(number[1]) == 1:
        return current.lines[-1].text.endswith(":")
    above = NUMBERED.match(current.lines[0].text)
    return above is not None and int(number[1]) == int(above[1]) + 1


def _find_title(blocks: Sequence[RawBlock], title: str) -> list[RawBlock]:
    """Tell the printed title, which may run over several lines, and the letterhead above it."""
    wanted = _letters(title)
    if not wanted:
        return list(blocks)
    printed_above = 0
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.CONTENTS:
            continue
        if printed_above > _LONGEST_LETTERHEAD:
            break
        printed_above += len(block.text)
        for count in range(1, min(len(block.texts), _MOST_HEADING_LINES) + 1):
            if _letters(" ".join(block.texts[:count])) != wanted:
                continue
            head, rest = _cut(block, count)
            above = [
                above
                if above.kind is BlockKind.CONTENTS
                else replace(above, kind=BlockKind.LETTERHEAD)
                for above in blocks[:index]
            ]
            found = replace(head, kind=BlockKind.TITLE, level=0)
            return [*above, found, *([rest] if rest else []), *blocks[index + 1 :]]
    return list(blocks)


def _letters(text: str) -> str:
    """Lower-case letters of the text, everything else left out."""
    return "".join(char for char in text.lower() if char.isalpha())


def _cut(block: RawBlock, count: int) -> tuple[RawBlock, RawBlock | None]:
    """The first ``count`` lines of a block, and the rest if there is any."""
    head = replace(block, spans=block.spans[:count], texts=block.texts[:count])
    if count == len(block.spans):
        return head, None
    return head, replace(block, spans=block.spans[count:], texts=block.texts[count:], mark=None)


def _split_off_heading(block: RawBlock, measure: float) -> list[RawBlock]:
    """Tell an unmarked heading that stands right on top of its paragraph."""
    if block.kind is not BlockKind.PARAGRAPH:
        return [block]
    for count in range(1, min(len(block.texts) - 1, _MOST_HEADING_LINES) + 1):
        line, below = block.texts[count - 1], block.texts[count]
        if ENDS_SENTENCE.search(line) or not _breaks_early(line, below, measure):
            return [block]
        if below[:1].isupper() and may_be_heading(" ".join(block.texts[:count])):
            head, rest = _cut(block, count)
            return [replace(head, kind=BlockKind.HEADING, level=1), *([rest] if rest else [])]
    return [block]


def may_be_heading(text: str) -> bool:
    """Whether the words could be a heading: few, capital first, and no sentence that ends."""
    last_word = text.rsplit(maxsplit=1)[-1].lower()
    return (
        len(text) <= _LONGEST_HEADING
        and text[:1].isupper()
        and not ENDS_SENTENCE.search(text)
        and not text.endswith((",", *HYPHENS))
        and last_word not in CANNOT_END
    )
