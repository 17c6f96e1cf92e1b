"""Proof, for one document, that nothing was lost, added or moved on the way in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from corpus.blocks import BlockKind
from corpus.passages import LONGEST_PARAGRAPH, Passage, PassageKind
from corpus.reading import Document, Furniture

_LIST_MARK = re.compile(r"\s*(?:• |\d+\. )?")


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a document's letters, and the first violations of the invariants.

    Attributes:
        document_id: The document.
        letters_in_source: Letters of the source, furniture included.
        letters_kept: Letters of the reading text.
        removed: Per kind of furniture, letters and digit runs left out.
        sections: Number of headings, the printed title apart.
        passages: Number of passages per kind.
        longest: Code points of the longest passage.
        violations: What is wrong, with its place; empty for a sound document.
    """

    document_id: str
    letters_in_source: int
    letters_kept: int
    removed: dict[Furniture, tuple[int, int]]
    sections: int
    passages: dict[PassageKind, int]
    longest: int
    violations: tuple[str, ...]


def verify(document: Document, passages: Sequence[Passage]) -> Report:
    """Check a document and its passages against its source."""
    raw = document.origin.source.text
    removed: dict[Furniture, tuple[int, int]] = {}
    for piece in document.removed:
        words, runs = removed.get(piece.kind, (0, 0))
        text = raw[piece.start : piece.end]
        removed[piece.kind] = (words + _count_letters(text), runs + len(re.findall(r"\d+", text)))
    return Report(
        document_id=document.id,
        letters_in_source=_count_letters(raw),
        letters_kept=_count_letters(document.text),
        removed=removed,
        sections=sum(block.kind is BlockKind.HEADING for block in document.blocks),
        passages=dict(Counter(passage.kind for passage in passages)),
        longest=max((len(passage.text) for passage in passages), default=0),
        violations=(
            *_lost_or_added(document),
            *_moved(document),
            *_badly_tiled(document, passages),
        ),
    )


def _count_letters(text: str) -> int:
    return sum(char.isalpha() for char in unicodedata.normalize("NFKC", text))


def _lost_or_added(document: Document) -> Iterable[str]:
    """Compare letters and digits of source and reading text, both in the order of the source."""
    raw = document.origin.source.text
    masked = list(raw)
    for piece in document.removed:
        masked[piece.start : piece.end] = " " * (piece.end - piece.start)
    expected = _characters(enumerate(masked))
    kept = _characters(
        sorted(
            (
                (document.origin.raw_offset(offset), char)
                for offset, char in enumerate(document.text)
            ),
            key=itemgetter(0),
        )
    )
    for (raw_offset, wanted), (_, found) in zip(expected, kept, strict=False):
        if wanted != found:
            yield f"{_place(raw, raw_offset)}: the source has '{wanted}', the text '{found}'"
            return
    if len(expected) != len(kept):
        longer, what = (expected, "lost") if len(expected) > len(kept) else (kept, "added")
        raw_offset, char = longer[min(len(expected), len(kept))]
        yield f"{_place(raw, raw_offset)}: '{char}' is {what} in the reading text"


def _characters(pairs: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Letters and digits, ligatures spelled out and accents composed, with their raw offsets.

    An accent belongs to the letter before it, whatever stands in between.
    """
    characters: list[tuple[int, str]] = []
    for offset, char in pairs:
        spelled = unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char
        for part in unicodedata.normalize("NFD", spelled):
            if part.isalnum():
                characters.append((offset, part))
            elif unicodedata.combining(part) and characters:
                at, letter = characters[-1]
                characters[-1] = (at, letter + part)
    return [(offset, unicodedata.normalize("NFC", letter)) for offset, letter in characters]


def _moved(document: Document) -> Iterable[str]:
    """Find text out of the order of the source; displaced footnotes stand at the end."""
    furthest = -1
    notes = {block.start for block in document.blocks if block.kind is BlockKind.FOOTNOTE}
    for block in document.blocks:
        if block.start in notes:
            continue
        for offset in range(block.start, block.end):
            raw_offset = document.origin.raw_offset(offset)
            if raw_offset < furthest:
                place = _place(document.origin.source.text, raw_offset)
                yield f"{place}: the text stands in another order than the source"
                return
            furthest = raw_offset


def _badly_tiled(document: Document, passages: Sequence[Passage]) -> Iterable[str]:
    position = 0
    for passage in (*passages, None):
        start = passage.start if passage else len(document.text)
        between = document.text[position:start]
        if start < position or not _LIST_MARK.fullmatch(between):
            yield f"code point {position} of the reading text: between passages stands {between!r}"
            return
        if passage is None:
            return
        if document.text[passage.start : passage.end] != passage.text or not passage.text.strip():
            yield f"code point {passage.start} of the reading text: the passage is no slice of it"
            return
        if passage.kind is PassageKind.PARAGRAPH and len(passage.text) > LONGEST_PARAGRAPH:
            yield f"code point {passage.start} of the reading text: the passage is too long"
            return
        position = passage.end


def _place(raw: str, offset: int) -> str:
    return f"line {raw.count(chr(10), 0, offset) + 1} of the source"
