"""In which order an answer is shown: side by side where it compares, then who says what where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.catalogue import CatalogueEntry, Organisation
from corpus.library import Library
from qa.answer import Answer, Citation, Finding


@dataclass(frozen=True, slots=True)
class Group:
    """The excerpts of one organisation, document by document, in the order of their numbers."""

    organisation: Organisation
    documents: Sequence[tuple[CatalogueEntry, Sequence[Citation]]]


def grouped(answer: Answer, library: Library) -> Iterator[Group]:
    """The excerpts under who owns their documents, in the order of their numbers."""
    by_document = [
        (library.documents[document_id], tuple(citations))
        for document_id, citations in groupby(answer.citations, lambda c: c.document_id)
    ]
    for organisation, group in groupby(by_document, lambda pair: pair[0].organisation):
        yield Group(organisation, [(document.entry, cited) for document, cited in group])


def compared(answer: Answer) -> Sequence[Finding]:
    """The findings that stand side by side; () unless several organisations were asked about.

    Their sentences stand beside one another and no more: whether they agree is for the reader.
    """
    return answer.findings if answer.answered and len(answer.findings) > 1 else ()
