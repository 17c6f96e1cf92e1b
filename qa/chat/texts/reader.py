"""The words of the source reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderTexts:
    """The source reader's own words.

    Attributes:
        nowhere: Said where an address leads to no place in the documents.
        excerpts: Name of the ways from one excerpt of an answer or table to the next.
        position: Which of them is shown; ``{number}`` and ``{count}`` are filled in on the page.
        previous_keys, next_keys: What the buttons do, and by which keys.
        citation: A quotation with its source, as it is copied.
        copied, not_copied: What came of copying.
    """

    name: str
    heading: str
    empty: str
    nowhere: str
    documents_heading: str
    all_documents: str
    back_to_answer: str
    contents: str
    footnotes: str
    recipient: str
    reference: str
    date_not_stated: str
    title_not_printed: str
    whole_document: str
    excerpts: str
    previous: str
    previous_keys: str
    next: str
    next_keys: str
    position: str
    copy_citation: str
    copy_address: str
    copied: str
    not_copied: str
    citation: str
    title: str


BOKMAL = ReaderTexts(
    name="Kildeleser",
    heading="Kilder",
    empty=(
        "Her leser du kildene. Trykk på et nummer i et svar, så åpnes dokumentet med utdraget "
        "merket. Du kan også åpne et dokument fra listen."
    ),
    nowhere="Adressen peker på et sted som ikke finnes i dokumentene; velg et dokument fra listen.",
    documents_heading="Dokumentene",
    all_documents="Alle dokumentene",
    back_to_answer="Tilbake til svaret",
    contents="Innhold",
    footnotes="Fotnoter",
    recipient="til {recipient}",
    reference="ref. {reference}",
    date_not_stated="kilden oppgir ikke dato",
    title_not_printed="tittelen er beskrivende, kilden har ingen",
    whole_document="Hele dokumentet",
    excerpts="Utdragene",
    previous="Forrige utdrag",
    previous_keys="Forrige utdrag (Alt + pil opp)",
    next="Neste utdrag",
    next_keys="Neste utdrag (Alt + pil ned)",
    position="{number} av {count}",
    copy_citation="Kopier sitat med kilde",
    copy_address="Kopier adresse",
    copied="Kopiert",
    not_copied="Nettleseren tillater ikke kopiering; merk teksten og kopier den selv.",
    citation="«{quotation}» ({source})",
    title="«{title}»",
)

NYNORSK = ReaderTexts(
    name="Kjeldelesar",
    heading="Kjelder",
    empty=(
        "Her les du kjeldene. Trykk på eit nummer i eit svar, så blir dokumentet opna med utdraget "
        "merkt. Du kan òg opne eit dokument frå lista."
    ),
    nowhere="Adressa peikar på ein stad som ikkje finst i dokumenta; vel eit dokument frå lista.",
    documents_heading="Dokumenta",
    all_documents="Alle dokumenta",
    back_to_answer="Tilbake til svaret",
    contents="Innhald",
    footnotes="Fotnotar",
    recipient="til {recipient}",
    reference="ref. {reference}",
    date_not_stated="kjelda oppgjev ikkje dato",
    title_not_printed="tittelen er skildrande, kjelda har ingen",
    whole_document="Heile dokumentet",
    excerpts="Utdraga",
    previous="Førre utdrag",
    previous_keys="Førre utdrag (Alt + pil opp)",
    next="Neste utdrag",
    next_keys="Neste utdrag (Alt + pil ned)",
    position="{number} av {count}",
    copy_citation="Kopier sitat med kjelde",
    copy_address="Kopier adresse",
    copied="Kopiert",
    not_copied="Nettlesaren tillèt ikkje kopiering; merk teksten og kopier han sjølv.",
    citation="«{quotation}» ({source})",
    title="«{title}»",
)

ENGLISH = ReaderTexts(
    name="Source reader",
    heading="Sources",
    empty=(
        "This is where you read the sources. Press a number in an answer, and the document opens "
        "with the excerpt marked. You can also open a document from the list."
    ),
    nowhere="The address leads to no place in the documents; choose a document from the list.",
    documents_heading="The documents",
    all_documents="All documents",
    back_to_answer="Back to the answer",
    contents="Contents",
    footnotes="Footnotes",
    recipient="to {recipient}",
    reference="ref. {reference}",
    date_not_stated="the source states no date",
    title_not_printed="the title is descriptive, the source has none",
    whole_document="The whole document",
    excerpts="The excerpts",
    previous="Previous excerpt",
    previous_keys="Previous excerpt (Alt + arrow up)",
    next="Next excerpt",
    next_keys="Next excerpt (Alt + arrow down)",
    position="{number} of {count}",
    copy_citation="Copy quotation with source",
    copy_address="Copy address",
    copied="Copied",
    not_copied="The browser does not allow copying; select the text and copy it yourself.",
    citation="“{quotation}” ({source})",
    title="“{title}”",
)
