"""Reading text and passages → HTML.

The text of what is made is the reading text, code point by code point, escaped, and the text of its
``<mark>`` elements is the stretch asked for, so the page shows nothing that the document does not
say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from corpus.passages import Passage, PassageKind
from qa.chat.citing import Span
from qa.chat.texts import Texts

PART_LENGTH = 3000
"""Code points after which a new part begins. A browser lays out the parts near the window only."""

_RUNNING = frozenset({PassageKind.PARAGRAPH, PassageKind.QUOTATION, PassageKind.FOOTNOTE})
_HELD_TOGETHER = frozenset({PassageKind.PROPOSAL, PassageKind.FOOTNOTE})
_ELEMENTS = {
    PassageKind.LEAD_IN: ("p", "hmh-lead-in"),
    PassageKind.PARAGRAPH: ("p", "hmh-paragraph"),
    PassageKind.PROPOSAL: ("li", "hmh-item"),
    PassageKind.QUOTATION: ("blockquote", "hmh-quotation"),
    PassageKind.FOOTNOTE: ("p", "hmh-footnote"),
}


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the reading text that becomes one element.

    Attributes:
        start: First code point, a list mark included.
        words: First code point after the list mark.
        end: One past the last code point; the white space that follows is part of the block.
        passage: The (first) passage in it.
    """

    start: int
    words: int
    end: int
    passage: Passage


_Part = Sequence[Sequence[_Block]]


class TypesetText:
    """A document's reading text as HTML, made once; what is marked in it changes.

    Making takes time linear in the length of the text. Marking makes the parts anew in which the
    mark lies, and no others.

    Args:
        text: The reading text.
        passages: All its passages, in document order.
        texts: The page's words.
    """

    def __init__(self, text: str, passages: Sequence[Passage], texts: Texts) -> None:
        self._text = text
        self._footnotes = texts.reader.footnotes
        self._parts = _parts(list(_blocks(text, passages)))
        self._unmarked = [self._part(part, None) for part in self._parts]

    def marked(self, span: Span | None) -> str:
        """The whole text; the span, first code point and one past the last, is marked."""
        if not self._parts:
            return _inline(self._text, 0, len(self._text), span)
        if span is None:
            return "".join(self._unmarked)
        return "".join(
            self._part(part, span) if _touches(part, span) else unmarked
            for part, unmarked in zip(self._parts, self._unmarked, strict=True)
        )

    def _part(self, part: _Part, span: Span | None) -> str:
        html = "".join(self._group(group, span) for group in part)
        return f'<div class="hmh-part">{html}</div>'

    def _group(self, blocks: Sequence[_Block], span: Span | None) -> str:
        html = "".join(_element(self._text, block, span) for block in blocks)
        kind = blocks[0].passage.kind
        if kind is PassageKind.PROPOSAL:
            return f'<ul class="hmh-list">{html}</ul>'
        if kind is PassageKind.FOOTNOTE:
            return f'<section aria-label="{escape(self._footnotes)}">{html}</section>'
        return html


def level(heading: Passage) -> int:
    """How deep a heading is nested, 1 to 4."""
    return min(max(len(heading.section), 1), 4)


def _parts(blocks: Sequence[_Block]) -> list[_Part]:
    """Gather blocks into groups that one element holds, and groups into parts."""
    groups = [list(group) for _, group in groupby(blocks, key=_kept_together)]
    return [
        list(part) for _, part in groupby(groups, key=lambda group: group[0].start // PART_LENGTH)
    ]


def _kept_together(block: _Block) -> object:
    """The same for blocks that one element holds: a list, or the footnotes."""
    kind = block.passage.kind
    return kind if kind in _HELD_TOGETHER else block.start


def _touches(part: _Part, span: Span) -> bool:
    return part[0][0].start < span[1] and span[0] < part[-1][-1].end


def _blocks(text: str, passages: Sequence[Passage]) -> Iterator[_Block]:
    """Part the whole text into blocks.

    White space after a passage goes with it, a list mark with the passage after it. Passages of one
    paragraph, between which no line ends, make one block.
    """
    open_block: _Block | None = None
    for passage in passages:
        if open_block is None:
            start = 0
        else:
            between = text[open_block.end : passage.start]
            before = open_block.passage
            runs_on = passage.kind is before.kind and passage.kind in _RUNNING
            if runs_on and not between.strip() and "\n" not in between:
                open_block = _Block(open_block.start, open_block.words, passage.end, before)
                continue
            start = passage.start - len(between.lstrip())
            yield _Block(open_block.start, open_block.words, start, before)
        open_block = _Block(start, passage.start, passage.end, passage)
    if open_block is not None:
        yield _Block(open_block.start, open_block.words, len(text), open_block.passage)


def _element(text: str, block: _Block, span: Span | None) -> str:
    passage = block.passage
    if passage.kind is PassageKind.HEADING:
        name, css = f"h{2 + level(passage)}", "hmh-heading"
    else:
        name, css = _ELEMENTS[passage.kind]
    sign = _inline(text, block.start, block.words, span)
    if sign:
        sign = f'<span class="hmh-sign">{sign}</span>'
        css += " hmh-signed"
    words = _inline(text, block.words, block.end, span)
    return f'<{name} class="{css}">{sign}{words}</{name}>'


def _inline(text: str, start: int, end: int, span: Span | None) -> str:
    """``text[start:end]`` escaped, with the part of it that lies in the span marked."""
    if span is None or span[1] <= start or end <= span[0]:
        return escape(text[start:end])
    first, last = max(start, span[0]), min(end, span[1])
    return (
        f"{escape(text[start:first])}<mark>{escape(text[first:last])}</mark>"
        f"{escape(text[last:end])}"
    )
