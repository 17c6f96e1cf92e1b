"""Every quotation is checked against its source before it is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from corpus.library import Library
from corpus.reading import Document
from qa.answer import Citation


class CitationError(Exception):
    """A citation that its source does not carry: a fault of the program, never shown as a quote."""


def check_citations(citations: Iterable[Citation], library: Library) -> None:
    """Check that each quotation is a slice of its document, and the document its organisation's.

    Raises:
        CitationError: A quotation is not where it says, a letter or digit of it is not in the raw
            source in that order, its document belongs to another organisation, or the numbers do
            not count from 1.
    """
    for expected, citation in enumerate(citations, 1):
        document = library.documents.get(citation.document_id)
        if document is None:
            raise CitationError(f"[{citation.number}] cites an unknown document")
        if citation.number != expected:
            raise CitationError(f"[{citation.number}] should be number {expected}")
        if document.organisation.id != citation.organisation_id:
            raise CitationError(f"[{citation.number}] gives an organisation another's words")
        if not citation.quote or document.text[citation.start : citation.end] != citation.quote:
            raise CitationError(f"[{citation.number}] is not what the document says there")
        if not _stands_in_source(document, citation):
            raise CitationError(f"[{citation.number}] has characters that its source has not")


def _stands_in_source(document: Document, citation: Citation) -> bool:
    """Whether each letter and digit leads back to the same character, in rising order."""
    raw = document.origin.source.text
    last = -1
    for offset in range(citation.start, citation.end):
        char = document.text[offset]
        if not char.isalnum():
            continue
        at = document.origin.raw_offset(offset)
        if at < last or not _is_written(char, raw[at : at + 3]):
            return False
        last = at
    return True


def _is_written(char: str, raw: str) -> bool:
    """Whether raw text begins with the character: as it is, in its parts, or in a ligature."""
    return unicodedata.normalize("NFC", raw).startswith(char) or (
        char in unicodedata.normalize("NFKC", raw[:1])
    )
