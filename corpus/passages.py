"""Reading text → passages: the units that are searched and cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.blocks import BlockKind
from corpus.reading import Block, Document
from corpus.sentences import split_sentences

RULES_VERSION = 2
"""Raised when the same sources would give other passages, so that indexes are built anew."""

LONGEST_PARAGRAPH = 900
"""Longest passage of running text, in code points; longer paragraphs are split."""

# Words of a lead-in or heading under which the items of a list are what the organisation proposes.
_PROPOSES = re.compile(
    r"\b(?:mener|meiner|foreslår|føreslår|krever|krev|ønsker|ønskjer|anbefaler|tilrår|ber|vil"
    r"|går inn for|forslag\w*|framlegg\w*|tiltak\w*|prinsipp\w*|krav\w*|mål\w*|anbefaling\w*)\b",
    re.IGNORECASE,
)


class PassageKind(StrEnum):
    """What a passage is in its document."""

    HEADING = "heading"
    LEAD_IN = "lead_in"
    PARAGRAPH = "paragraph"
    PROPOSAL = "proposal"
    QUOTATION = "quotation"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's reading text.

    Attributes:
        document_id: The document it is sliced from.
        start: First code point in the reading text.
        end: One past the last code point.
        text: ``document.text[start:end]``.
        section: Headings above it, outermost first; a heading's own passage names itself.
        kind: What it is.
        lead_in: The words that open the list it stands in ("Actis mener at:"), or "".
        number: Its printed number in a numbered list ("3"), or "".
    """

    document_id: str
    start: int
    end: int
    text: str
    section: tuple[str, ...]
    kind: PassageKind
    lead_in: str = ""
    number: str = ""

    @property
    def id(self) -> str:
        """Identifier by document and offsets, such as ``actis:1200-1310``."""
        return f"{self.document_id}:{self.start}-{self.end}"


def build_passages(document: Document) -> tuple[Passage, ...]:
    """Cut a document into passages.

    The passages tile the reading text: they do not overlap, and between them stand only white
    space and list marks.
    """
    return tuple(_walk(document))


def _walk(document: Document) -> Iterator[Passage]:
    path: list[tuple[int, str]] = []
    lead_in = ""
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            path = [above for above in path if above[0] < block.level] + [(block.level, text)]
        section = tuple(heading for _, heading in path)
        in_list = block.kind is BlockKind.ITEM
        if not in_list:
            lead_in = ""
        if block.displaced:
            section = ()
        heading = section[-1] if section else ""
        kind = _passage_kind(block.kind, lead_in or heading)
        spans: Sequence[tuple[int, int]] = [(block.start, block.end)]
        if kind is PassageKind.PARAGRAPH:
            spans = _split_long(document.text, block)
        for start, end in spans:
            yield Passage(
                document_id=document.id,
                start=start,
                end=end,
                text=document.text[start:end],
                section=section,
                kind=kind,
                lead_in=lead_in,
                number=block.number,
            )
        if block.kind is BlockKind.LEAD_IN:
            lead_in = text
        elif in_list and text.endswith(":"):
            # An umbrella item opens the items below it.
            lead_in = f"{lead_in} {text}".strip()


def _passage_kind(kind: BlockKind, announced_by: str) -> PassageKind:
    if kind is BlockKind.TITLE:
        return PassageKind.HEADING
    if kind is not BlockKind.ITEM:
        return PassageKind(kind.value)
    return PassageKind.PROPOSAL if _PROPOSES.search(announced_by) else PassageKind.PARAGRAPH


def _split_long(text: str, block: Block) -> list[tuple[int, int]]:
    """Split a paragraph between sentences into parts of about equal length."""
    length = block.end - block.start
    if length <= LONGEST_PARAGRAPH:
        return [(block.start, block.end)]
    pieces = [
        piece
        for first, last in split_sentences(text[block.start : block.end])
        for piece in cut_at_space(text, block.start + first, block.start + last, LONGEST_PARAGRAPH)
    ]
    # Fewest parts first; then the smallest limit that still gives as few, which evens them out.
    fewest = _fill(pieces, LONGEST_PARAGRAPH)
    for limit in range(length // len(fewest), LONGEST_PARAGRAPH, 10):
        parts = _fill(pieces, limit)
        if len(parts) == len(fewest):
            return parts
    return fewest


def _fill(pieces: Sequence[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Join pieces, in order, into parts of at most ``limit`` code points where pieces allow it."""
    parts: list[tuple[int, int]] = []
    for start, end in pieces:
        if parts and end - parts[-1][0] <= limit:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def cut_at_space(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut ``text[start:end]`` at white space into spans of at most ``longest`` code points.

    A stretch without white space is cut within a word. The space at a cut is in neither span.
    """
    while end - start > longest:
        space = text.rfind(" ", start + 1, start + longest + 1)
        cut = space if space > start else start + longest
        yield start, cut
        start = cut + (text[cut] == " ")
    yield start, end
