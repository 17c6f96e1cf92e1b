"""Raw text → reading text: the source as a person reads it, every code point with its origin.

Furniture goes: printed line numbers, tables of contents, letterhead and footnote marks, each
counted. Words broken at line ends are joined, paragraphs broken over columns and pages are whole
again, and a footnote that interrupts a sentence moves to the end. No other letter or digit is lost,
added or moved; ``corpus.verify`` proves it for each document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.blocks import HYPHENS, BlockKind, RawBlock, group_lines, headings_are_marked
from corpus.catalogue import CatalogueEntry, Organisation
from corpus.lines import Line, scan_lines
from corpus.origin import Chars, OriginMap, trace_origins
from corpus.repair import footnote_marks, repair_blocks
from corpus.sources import RawSource

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_SOFT_HYPHEN = "\u00ad"
_INVISIBLE = frozenset(f"{_SOFT_HYPHEN}\u200b\u200c\u200d\u2060\ufeff")
_BOLD = re.compile(r"\*\*|__")
_SPACED_LETTERS = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?: (?=[.,:;])|(?!\S))")
_LONGEST_WORD = 500  # longer than any web address
# Before one of these a hyphen at a line end belongs to the word: "helse-" / "og sosialfaglig".
_SUSPENDING = frozenset(("og", "eller", "til", "samt", "men", "og/eller"))


class Furniture(StrEnum):
    """What is on the page and is not part of the text."""

    LINE_NUMBER = "printed line numbers"
    CONTENTS = "table of contents"
    LETTERHEAD = "letterhead"
    FOOTNOTE_MARK = "footnote marks"


@dataclass(frozen=True, slots=True)
class Removed:
    """Furniture at raw offsets ``start`` to ``end``."""

    kind: Furniture
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the reading text, ``document.text[start:end]`` without its list mark.

    A ``displaced`` footnote interrupted a sentence and stands at the end, below no heading.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    number: str = ""
    displaced: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is read, searched and cited.

    Attributes:
        entry: The catalogue's facts about it.
        text: The reading text; all offsets in the product are code points of it.
        origin: The way back to the source.
        blocks: Its blocks in order.
        removed: The furniture that was left out.
    """

    entry: CatalogueEntry
    text: str
    origin: OriginMap
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]

    @property
    def id(self) -> str:
        """The catalogue's document id."""
        return self.entry.id

    @property
    def organisation(self) -> Organisation:
        """Who speaks in it."""
        return self.entry.organisation


def read_document(entry: CatalogueEntry, source: RawSource) -> Document:
    """Make the reading text of a source."""
    lines = scan_lines(source)
    raw_blocks = repair_blocks(
        group_lines(lines, entry.title if entry.title_printed else ""),
        find_headings=not headings_are_marked(lines),
    )
    removed = _removed_with_lines(lines)
    notes = Counter(block.number for block in raw_blocks if block.kind is BlockKind.FOOTNOTE)
    words = _unbroken_words(raw_blocks)
    shown: list[tuple[RawBlock, Chars]] = []
    for block in raw_blocks:
        if block.kind in {BlockKind.LETTERHEAD, BlockKind.CONTENTS}:
            kind = Furniture[block.kind.name]
            removed.extend(Removed(kind, start, end) for start, end in block.spans)
            continue
        marks = _take_footnote_marks(block, notes)
        removed.extend(marks)
        chars = _block_chars(block, source, marks, words)
        if chars:
            shown.append((block, chars))
    shown.sort(key=lambda pair: pair[0].displaced)
    text, blocks = _set_out(shown)
    return Document(
        entry=entry,
        text="".join(char for char, _ in text),
        origin=trace_origins(text, lines, source),
        blocks=blocks,
        removed=tuple(sorted(removed, key=lambda r: r.start)),
    )


def _removed_with_lines(lines: Iterable[Line]) -> list[Removed]:
    return [
        Removed(Furniture.LINE_NUMBER, *line.margin)
        for line in lines
        if line.margin_number is not None
    ]


def _take_footnote_marks(block: RawBlock, notes: Counter[str]) -> list[Removed]:
    """The block's marks of footnotes that the document has; each note is marked once."""
    taken: list[Removed] = []
    if block.kind is BlockKind.FOOTNOTE:
        return taken
    for (start, _), text in zip(block.spans, block.texts, strict=True):
        for match in footnote_marks(text):
            if notes[match[1]]:
                notes[match[1]] -= 1
                at = start + match.start(1)
                taken.append(Removed(Furniture.FOOTNOTE_MARK, at, at + len(match[1])))
    return taken


def _unbroken_words(blocks: Iterable[RawBlock]) -> set[str]:
    """Words, hyphens included, that stand whole within a line somewhere in the document."""
    return {
        word.lower()
        for block in blocks
        for text in block.texts
        for word in re.findall(r"\w+(?:-\w+)*", text)
    }


def _block_chars(
    block: RawBlock, source: RawSource, marks: Sequence[Removed], words: set[str]
) -> Chars:
    """The words of a block on one line."""
    dropped = {offset for mark in marks for offset in range(mark.start, mark.end)}
    chars: Chars = []
    above = 0
    for start, end in block.spans:
        line = _line_chars(source, start, end, dropped)
        if chars and line:
            if source.text[above - 1] == _SOFT_HYPHEN:
                # Invisible everywhere else, it is printed where it ends a line.
                chars.append(("-", above - 1))
            _join(chars, line, words)
        chars.extend(line)
        above = end
    return chars


def _line_chars(source: RawSource, start: int, end: int, dropped: set[int]) -> Chars:
    """The visible characters of a line, composed (NFC), ligatures spelled out, spaces single."""
    raw = source.text[start:end]
    skipped = set(dropped)
    if source.markdown:
        skipped.update(start + i for m in _BOLD.finditer(raw) for i in range(m.start(), m.end()))
    for match in _SPACED_LETTERS.finditer(raw):
        skipped.update(start + i for i in range(match.start(), match.end()) if raw[i] == " ")
    chars: Chars = []
    for offset, char in enumerate(raw, start):
        if offset in skipped or char in _INVISIBLE:
            continue
        if char.isspace() or unicodedata.category(char) == "Cc":
            if chars and chars[-1][0] != " ":
                chars.append((" ", offset))
        elif unicodedata.combining(char) and chars:
            last, at = chars.pop()
            chars.extend((c, at) for c in unicodedata.normalize("NFC", last + char))
        else:
            spelled = _LIGATURES.get(char) or unicodedata.normalize("NFC", char)
            chars.extend((c, offset) for c in spelled)
    while chars and chars[-1][0] == " ":
        chars.pop()
    return chars


def _join(above: Chars, below: Chars, words: set[str]) -> None:
    """Close the gap between two lines: by a space, by nothing, or by taking out a hyphen."""
    head = "".join(char for char, _ in above[-_LONGEST_WORD:]).rsplit(" ", 1)[-1]
    tail = "".join(char for char, _ in below[:_LONGEST_WORD]).split(" ", 1)[0]
    gap = above[-1][1] + 1
    if "://" in head or head.startswith("www."):
        if not head.endswith(("/", *HYPHENS)):
            above.append((" ", gap))
        return
    if not head.endswith(HYPHENS) or head in HYPHENS or tail.lower() in _SUSPENDING:
        above.append((" ", gap))
    elif not _hyphen_belongs(head[:-1], tail, words):
        above.pop()


def _hyphen_belongs(head: str, tail: str, words: set[str]) -> bool:
    """Whether a hyphen at a line end is part of the word."""
    if not tail[:1].islower():
        return True
    before = re.search(r"\w+(?:-\w+)*$", head)
    after = re.match(r"\w+(?:-\w+)*", tail)
    if not before or not after:
        return True
    stem = before[0]
    if f"{stem}{after[0]}".lower() in words:
        return False
    if f"{stem}-{after[0]}".lower() in words:
        return True
    last = stem.rsplit("-", 1)[-1]
    # No Norwegian word is divided after its first letter, so "e-" is the whole first part.
    return last.isdigit() or last.isupper() or len(last) == 1


def _set_out(shown: Sequence[tuple[RawBlock, Chars]]) -> tuple[Chars, tuple[Block, ...]]:
    """Put the blocks one below the other: items on lines of their own, others with a gap."""
    chars: Chars = []
    blocks: list[Block] = []
    above: BlockKind | None = None
    for block, words in shown:
        at = block.mark[0] if block.mark else words[0][1]
        if chars:
            together = above is BlockKind.ITEM and block.kind is BlockKind.ITEM
            chars.extend((char, at) for char in ("\n" if together else "\n\n"))
        if block.number:
            chars.extend((char, at + i) for i, char in enumerate(f"{block.number}."))
            chars.append((" ", at + len(block.number) + 1))
        elif block.kind is BlockKind.ITEM:
            chars.extend((char, at) for char in "• ")
        start = len(chars)
        chars.extend(words)
        blocks.append(
            Block(block.kind, start, len(chars), block.level, block.number, block.displaced)
        )
        above = block.kind
    return chars, tuple(blocks)
