"""The excerpts of an answer under who owns their documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.catalogue import CatalogueEntry, Organisation
from corpus.library import Library
from qa.answer import Answer, Citation


@dataclass(frozen=True, slots=True)
class Group:
    """The excerpts of one organisation, document by document."""

    organisation: Organisation
    documents: Sequence[tuple[CatalogueEntry, Sequence[Citation]]]


def group_excerpts(answer: Answer, library: Library) -> Iterator[Group]:
    """The excerpts, the nearest ones too, by organisation in the order of their numbers."""
    by_document = [
        (library.documents[document_id], tuple(citations))
        for document_id, citations in groupby(answer.citations, lambda c: c.document_id)
    ]
    for organisation, group in groupby(by_document, lambda pair: pair[0].organisation):
        yield Group(organisation, [(document.entry, cited) for document, cited in group])
