"""Hand-made sources for the tests of the corpus room, and the documents that the product ships."""

from __future__ import annotations

from functools import cache

from corpus.catalogue import CatalogueEntry, Organisation, SourceDate
from corpus.library import Library, load_library
from corpus.passages import Passage, build_passages
from corpus.reading import Document, read_document
from corpus.sources import RawSource
from settings import Settings

FORENINGEN = Organisation(
    id="foreningen", name="Foreningen", short="Foreningen", description="en forening"
)


def source(text: str, *, markdown: bool = False) -> RawSource:
    """The text as it would come from a file, pages told by form feeds."""
    breaks = [offset + 1 for offset, char in enumerate(text) if char == "\f"]
    return RawSource(text, markdown, (0, *breaks) if breaks else ())


def read(text: str, *, markdown: bool = False, title: str = "") -> Document:
    """The text as a document; a title given here is printed in it."""
    entry = CatalogueEntry(
        id="innspill",
        file="innspill.md" if markdown else "innspill.txt",
        organisation=FORENINGEN,
        title=title or "Innspill",
        title_printed=bool(title),
        date=SourceDate("2020-05-01", stated=True),
        kind="hearing_statement",
    )
    return read_document(entry, source(text, markdown=markdown))


def kinds(document: Document) -> list[tuple[str, str]]:
    """Kind and words of every block, in order."""
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def passages_of(text: str, *, markdown: bool = False, title: str = "") -> tuple[Passage, ...]:
    """The passages of the text."""
    return build_passages(read(text, markdown=markdown, title=title))


@cache
def shipped_library() -> Library:
    """The documents that the product ships, read once."""
    return load_library(Settings().documents_dir)
