"""The words of the source reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderTexts:
    """The source reader's own words."""

    name: str
    heading: str
    empty: str
    documents_heading: str
    all_documents: str
    back_to_answer: str
    contents: str
    footnotes: str
    whole_document: str


BOKMAL = ReaderTexts(
    name="Kildeleser",
    heading="Kilder",
    empty=(
        "Her leser du kildene. Trykk på et nummer i et svar, så åpnes dokumentet med utdraget "
        "merket. Du kan også åpne et dokument fra listen."
    ),
    documents_heading="Dokumentene",
    all_documents="Alle dokumentene",
    back_to_answer="Tilbake til svaret",
    contents="Innhold",
    footnotes="Fotnoter",
    whole_document="Hele dokumentet",
)

NYNORSK = ReaderTexts(
    name="Kjeldelesar",
    heading="Kjelder",
    empty=(
        "Her les du kjeldene. Trykk på eit nummer i eit svar, så blir dokumentet opna med utdraget "
        "merkt. Du kan òg opne eit dokument frå lista."
    ),
    documents_heading="Dokumenta",
    all_documents="Alle dokumenta",
    back_to_answer="Tilbake til svaret",
    contents="Innhald",
    footnotes="Fotnotar",
    whole_document="Heile dokumentet",
)

ENGLISH = ReaderTexts(
    name="Source reader",
    heading="Sources",
    empty=(
        "This is where you read the sources. Press a number in an answer, and the document opens "
        "with the excerpt marked. You can also open a document from the list."
    ),
    documents_heading="The documents",
    all_documents="All documents",
    back_to_answer="Back to the answer",
    contents="Contents",
    footnotes="Footnotes",
    whole_document="The whole document",
)
