"""Blocks → blocks: what columns, pages and extraction broke or fused, as a person reads it.

Where ``corpus.blocks`` reads the layout, the rules here read the words: whether a sentence runs on
from one block into the next, what a number in front counts, which words open a list. No rule knows
a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from corpus.blocks import (
    CANNOT_END,
    ENDS_SENTENCE,
    HYPHENS,
    NUMBERED,
    BlockKind,
    RawBlock,
    may_be_heading,
)

_LONGEST_LEAD_IN = 300

_OPENS_QUOTATION = re.compile(r"[«“”\"]")
_FOOTNOTE_MARK = re.compile(r"(?<=[^\W\d_])[.,;»”)]{0,2}(\d{1,2})(?![\w)-]|[.,:]\d)")

# Words that continue a sentence however they are written, so that no fused bullet starts there.
_CANNOT_OPEN = frozenset("som at og eller men der hvor slik for samt å".split())
_MODAL = re.compile(r"\b(?:skal|må|bør|kan|vil|burde|skulle|måtte)\b")


def repair_blocks(blocks: Sequence[RawBlock], *, find_headings: bool) -> list[RawBlock]:
    """Make blocks whole, part fused ones, and tell footnotes, lead-ins and quotations.

    Args:
        blocks: The blocks of one source, as they stand on the page.
        find_headings: Whether a short line that stands alone may be a heading.
    """
    blocks = _number_items(blocks)
    blocks = _find_footnotes(blocks)
    blocks = _join_broken(blocks)
    if find_headings:
        blocks = _find_standing_headings(blocks)
    blocks = _find_lead_ins(blocks)
    blocks = _split_fused_items(blocks)
    return [_find_quotation(block) for block in blocks]


def _number_items(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Tell numbered items and footnotes: paragraphs that count 1., 2., 3. from the front."""
    numbered: list[RawBlock] = []
    for block in blocks:
        match = NUMBERED.match(block.texts[0])
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
    """Numbers of one or two digits glued to the words before them; group 1 is the digits."""
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
            above = _last_running(settled)
            marks.update(match[1] for match in footnote_marks(block.text))
            if block.text.endswith(":"):
                expected = "1"
            elif above is None or not _runs_on(settled[above], block):
                expected = ""
            settled.append(block)
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
    if end.endswith(HYPHENS):
        return True
    if ENDS_SENTENCE.search(end):
        return False
    last_word = end.rsplit(maxsplit=1)[-1].lower()
    return below.text[:1].islower() or end.endswith(",") or last_word in CANNOT_END


def _find_standing_headings(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Tell unmarked headings that stand alone: one short line that no sentence ends."""
    found: list[RawBlock] = []
    for index, block in enumerate(blocks):
        alone = (
            block.kind is BlockKind.PARAGRAPH
            and len(block.texts) == 1
            and index + 1 < len(blocks)
            and may_be_heading(block.text)
        )
        found.append(replace(block, kind=BlockKind.HEADING, level=1) if alone else block)
    return found


def _find_lead_ins(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Tell the words that open a list, whether or not extraction took them for a heading."""
    found: list[RawBlock] = []
    for block, below in zip_longest(blocks, blocks[1:]):
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
    A numbered item is what its number says and stays whole.
    """
    small = {word for block in blocks for word in re.findall(r"\b[a-zæøå]\w*", block.text)}
    return [part for block in blocks for part in _split_item(block, small)]


def _split_item(block: RawBlock, small: set[str]) -> list[RawBlock]:
    if block.kind is not BlockKind.ITEM or block.number:
        return [block]
    text = block.text
    for match in re.finditer(r"(?<=[^\W\d_]) (?=[A-ZÆØÅ])", text):
        word = re.match(r"\w+", text[match.end() :])
        opener = word[0].lower() if word else ""
        if opener not in small or opener in _CANNOT_OPEN:
            continue
        before, after = text[: match.start()], text[match.end() :]
        last_word = before.rsplit(maxsplit=1)[-1].lower()
        if last_word in CANNOT_END or not (_MODAL.search(before) and _MODAL.search(after)):
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
