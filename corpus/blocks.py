"""Lines → blocks: the headings, paragraphs, list items and footnotes that a person sees.

Extraction leaves paragraphs broken over columns and pages, headings without marks and footnotes in
the middle of sentences. The rules here read layout (short lines, blank lines, marks) and the way a
sentence runs on; no rule knows a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from corpus.lines import Line

# A line is broken on purpose where the next word would have fitted into this share of the measure.
_EASY_FIT = 0.85
_LONGEST_HEADING = 120
_MOST_HEADING_LINES = 3
_LONGEST_LEAD_IN = 300

_ENDS_SENTENCE = re.compile(r"[.!?:;…][»”\"')\]]*$")
_NUMBERED = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_OPENS_QUOTATION = re.compile(r"[«“”\"]")
_FOOTNOTE_MARK = re.compile(r"(?<=[^\W\d_])\)?(\d{1,2})(?![\w)-])")

# Words after which a Norwegian sentence cannot end, so that a block ending in one runs on.
_CANNOT_END = frozenset(
    "i på av til fra for med om mot ved hos over under etter før mellom blant uten innen innenfor "
    "gjennom langs rundt bak og eller men at som hvis dersom når fordi en et ei er skal må bør kan "
    "vil har blir å ein eit frå utan".split()
)
# Words that continue a sentence however they are written, so that no fused bullet starts there.
_CANNOT_OPEN = frozenset("som at og eller men der hvor slik for samt å".split())
_MODAL = re.compile(r"\b(?:skal|må|bør|kan|vil|burde|skulle|måtte)\b")


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


def build_blocks(lines: Sequence[Line], title: str) -> list[RawBlock]:
    """Group lines into blocks.

    Args:
        lines: The lines of one source.
        title: The title that the source prints, or "" where it prints none. What stands above the
            title is letterhead.
    """
    marked_headings = any(line.heading for line in lines)
    measure = _measure(lines)
    blocks = list(_group(lines, measure))
    blocks = _find_title(blocks, title)
    if not marked_headings:
        blocks = [part for block in blocks for part in _split_off_heading(block, measure)]
    blocks = _number_items(blocks)
    blocks = _find_footnotes(blocks)
    blocks = _join_broken(blocks)
    if not marked_headings:
        blocks = _find_standing_headings(blocks)
    blocks = _find_lead_ins(blocks)
    blocks = _split_fused_items(blocks)
    return [_find_quotation(block) for block in blocks]


def letters(text: str) -> str:
    """Lower-case letters of the text, everything else left out."""
    return "".join(char for char in text.lower() if char.isalpha())


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
    if not (_ENDS_SENTENCE.search(above) and line.text[:1].isupper()):
        return True
    if line.listed and not current.marked_lines:
        return False
    return not (above.endswith(".") and _breaks_early(above, line.text, measure))


def _find_title(blocks: Sequence[RawBlock], title: str) -> list[RawBlock]:
    """Tell the printed title, which may run over several lines, and the letterhead above it."""
    wanted = letters(title)
    if not wanted:
        return list(blocks)
    for index, block in enumerate(blocks):
        for count in range(1, min(len(block.texts), _MOST_HEADING_LINES) + 1):
            if letters(" ".join(block.texts[:count])) != wanted:
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
        if _ENDS_SENTENCE.search(line) or not _breaks_early(line, below, measure):
            return [block]
        if below[:1].isupper() and _may_be_heading(" ".join(block.texts[:count])):
            head, rest = _cut(block, count)
            return [replace(head, kind=BlockKind.HEADING, level=1), *([rest] if rest else [])]
    return [block]


def _may_be_heading(text: str) -> bool:
    last_word = text.rsplit(maxsplit=1)[-1].lower()
    return (
        len(text) <= _LONGEST_HEADING
        and text[:1].isupper()
        and not _ENDS_SENTENCE.search(text)
        and not text.endswith((",", "-"))
        and last_word not in _CANNOT_END
    )


def _number_items(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Tell numbered items and footnotes: paragraphs that count 1., 2., 3. from the front."""
    numbered: list[RawBlock] = []
    for block in blocks:
        match = _NUMBERED.match(block.texts[0])
        if block.kind is not BlockKind.PARAGRAPH or not match:
            numbered.append(block)
            continue
        start, end = block.spans[0]
        numbered.append(
            replace(
                block,
                number=match[1],
                mark=(start, start + match.end()),
                spans=((start + match.end(), end), *block.spans[1:]),
                texts=(block.texts[0][match.end() :], *block.texts[1:]),
            )
        )
    return numbered


def footnote_marks(text: str) -> list[re.Match[str]]:
    """Numbers of one or two digits glued to the word before them; group 1 is the digits."""
    return list(_FOOTNOTE_MARK.finditer(text))


def _find_footnotes(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Settle what the numbered paragraphs are: footnotes, list items or dates.

    A list begins below words that announce it (":") and counts from 1. A footnote has a mark in
    the text before it. Everything else, such as a date, stays a paragraph with its number.
    """
    marks: set[str] = set()
    settled: list[RawBlock] = []
    expected = ""
    for block in blocks:
        if block.number and block.number == expected:
            settled.append(replace(block, kind=BlockKind.ITEM))
            expected = str(int(block.number) + 1)
        elif block.number and block.number in marks:
            settled.append(replace(block, kind=BlockKind.FOOTNOTE))
            marks.discard(block.number)
        else:
            block = _unnumber(block)
            settled.append(block)
            marks.update(match[1] for match in footnote_marks(block.text))
            expected = "1" if block.text.rstrip().endswith(":") else ""
    return settled


def _unnumber(block: RawBlock) -> RawBlock:
    if not block.number or block.mark is None:
        return block
    start = block.mark[0]
    end = block.spans[0][1]
    gap = block.spans[0][0] - start - len(block.number) - 1
    first = f"{block.number}.{' ' * gap}{block.texts[0]}"
    return replace(
        block,
        number="",
        mark=None,
        spans=((start, end), *block.spans[1:]),
        texts=(first, *block.texts[1:]),
    )


def _join_broken(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Make whole what columns, pages and footnotes broke in the middle of a sentence."""
    joined: list[RawBlock] = []
    for block in blocks:
        above = _last_running(joined)
        if above is not None and _runs_on(joined[above], block):
            for index in range(above + 1, len(joined)):
                joined[index] = replace(joined[index], displaced=True)
            joined[above] = replace(
                joined[above],
                spans=joined[above].spans + block.spans,
                texts=joined[above].texts + block.texts,
            )
        else:
            joined.append(block)
    return joined


def _last_running(blocks: Sequence[RawBlock]) -> int | None:
    """Index of the last block that is not a footnote."""
    for index in range(len(blocks) - 1, -1, -1):
        if blocks[index].kind is not BlockKind.FOOTNOTE:
            return index
    return None


def _runs_on(above: RawBlock, below: RawBlock) -> bool:
    if above.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
        return False
    if below.kind is not BlockKind.PARAGRAPH or below.number:
        return False
    end = above.texts[-1]
    if end.endswith("-"):
        return True
    if _ENDS_SENTENCE.search(end):
        return False
    last_word = end.rsplit(maxsplit=1)[-1].lower()
    return below.text[:1].islower() or end.endswith(",") or last_word in _CANNOT_END


def _find_standing_headings(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Tell unmarked headings that stand alone: one short line that no sentence ends."""
    found: list[RawBlock] = []
    for index, block in enumerate(blocks):
        alone = (
            block.kind is BlockKind.PARAGRAPH
            and len(block.texts) == 1
            and index + 1 < len(blocks)
            and _may_be_heading(block.text)
        )
        found.append(replace(block, kind=BlockKind.HEADING, level=1) if alone else block)
    return found


def _find_lead_ins(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Tell the words that open a list, whether or not extraction took them for a heading."""
    found: list[RawBlock] = []
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        text = block.text.strip().rstrip("*").rstrip()
        opens = (
            block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}
            and below is not None
            and below.kind is BlockKind.ITEM
            and len(text) <= _LONGEST_LEAD_IN
            and (text.endswith(":") or text.lower().endswith(" at"))
            and not re.search(r"[.!?]\s", text)
        )
        found.append(replace(block, kind=BlockKind.LEAD_IN, level=0) if opens else block)
    return found


def _split_fused_items(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Part two list items that extraction ran together.

    The place is a capital letter without a full stop before it, at a word that the document also
    writes small (so it is no name), with a modal verb on both sides (so both are whole claims).
    """
    small = {word for block in blocks for word in re.findall(r"\b[a-zæøå]\w*", block.text)}
    return [part for block in blocks for part in _split_item(block, small)]


def _split_item(block: RawBlock, small: set[str]) -> list[RawBlock]:
    if block.kind is not BlockKind.ITEM:
        return [block]
    text = block.text
    for match in re.finditer(r"(?<=[^\W\d_]) (?=[A-ZÆØÅ])", text):
        word = re.match(r"\w+", text[match.end() :])
        opener = word[0].lower() if word else ""
        if opener not in small or opener in _CANNOT_OPEN:
            continue
        before, after = text[: match.start()], text[match.end() :]
        last_word = before.rsplit(maxsplit=1)[-1].lower()
        if last_word in _CANNOT_END or not (_MODAL.search(before) and _MODAL.search(after)):
            continue
        first, second = _part(block, match.end())
        return [first, *_split_item(second, small)]
    return [block]


def _part(block: RawBlock, at: int) -> tuple[RawBlock, RawBlock]:
    """Part a block at an offset of its joined text."""
    heads: list[tuple[tuple[int, int], str]] = []
    tails: list[tuple[tuple[int, int], str]] = []
    position = 0
    for (start, end), text in zip(block.spans, block.texts, strict=True):
        cut = min(max(at - position, 0), len(text))
        head, tail = text[:cut].rstrip(), text[cut:]
        if head:
            heads.append(((start, start + len(head)), head))
        if tail:
            tails.append(((start + cut, end), tail))
        position += len(text) + 1
    return (
        replace(block, spans=tuple(s for s, _ in heads), texts=tuple(t for _, t in heads)),
        replace(
            block, spans=tuple(s for s, _ in tails), texts=tuple(t for _, t in tails), mark=None
        ),
    )


def _find_quotation(block: RawBlock) -> RawBlock:
    """Tell a paragraph that is a quotation: it opens with its mark and mostly stays inside."""
    text = block.text
    if block.kind is not BlockKind.PARAGRAPH or not _OPENS_QUOTATION.match(text):
        return block
    closing = max(text.rfind(mark) for mark in '»”"')
    if closing < 0.8 * len(text.rsplit("(", 1)[0].rstrip()):
        return block
    return replace(block, kind=BlockKind.QUOTATION)
