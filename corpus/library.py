"""The documents that are searched, as one immutable whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from corpus.catalogue import Catalogue, Organisation, load_catalogue
from corpus.passages import Passage, build_passages
from corpus.reading import Document, read_document
from corpus.sources import read_source

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Library:
    """All documents and their passages.

    Attributes:
        catalogue: The facts about organisations and documents.
        documents: Document id → document, in the order of the catalogue.
        passages: The passages of all documents, in document order.
    """

    catalogue: Catalogue
    documents: Mapping[str, Document]
    passages: tuple[Passage, ...]

    @cached_property
    def content_hash(self) -> str:
        """SHA-256, in hexadecimal, over the documents' ids, owners and reading texts."""
        digest = hashlib.sha256()
        for document in self.documents.values():
            for part in (document.id, document.organisation.id, document.text):
                encoded = part.encode()
                digest.update(len(encoded).to_bytes(8, "big") + encoded)
        return digest.hexdigest()

    @cached_property
    def years(self) -> frozenset[int]:
        """The years, 1900 to 2099, that its documents are from or mention."""
        dated = {entry.date.year for entry in self.catalogue.entries}
        texts = (document.text for document in self.documents.values())
        return frozenset(dated | {int(year) for text in texts for year in _YEAR.findall(text)})

    @cached_property
    def passages_by_document(self) -> Mapping[str, tuple[Passage, ...]]:
        """Document id → its passages, in document order."""
        grouped: dict[str, list[Passage]] = {document_id: [] for document_id in self.documents}
        for passage in self.passages:
            grouped[passage.document_id].append(passage)
        return MappingProxyType({key: tuple(passages) for key, passages in grouped.items()})

    def documents_of(self, organisation: Organisation) -> tuple[Document, ...]:
        """The documents in which the organisation speaks."""
        return tuple(
            document
            for document in self.documents.values()
            if document.organisation.id == organisation.id
        )


def load_library(folder: Path) -> Library:
    """Read the catalogue in ``folder`` and every document that it lists.

    Raises:
        CatalogueError: The catalogue is missing or wrong.
        SourceError: A document is missing or cannot be read.
    """
    catalogue = load_catalogue(folder)
    documents = {
        entry.id: read_document(entry, read_source(folder / entry.file))
        for entry in catalogue.entries
    }
    passages = tuple(p for document in documents.values() for p in build_passages(document))
    return Library(catalogue, MappingProxyType(documents), passages)
