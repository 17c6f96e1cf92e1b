"""The organisations as chips to switch on and off."""

from __future__ import annotations

from corpus.catalogue import Organisation
from corpus.library import Library
from qa.chat.texts import Texts
from qa.wording import year_in_words


def chips(library: Library, texts: Texts) -> list[tuple[str, str]]:
    """What each chip says, with kind and years of the documents, and the organisation's id."""
    return [
        (_label(organisation, library, texts), organisation.id)
        for organisation in library.catalogue.organisations
        if library.documents_of(organisation)
    ]


def _label(organisation: Organisation, library: Library, texts: Texts) -> str:
    entries = [document.entry for document in library.documents_of(organisation)]
    kinds = dict.fromkeys(texts.wording.kinds[entry.kind] for entry in entries)
    words = texts.conversation
    several = words.several_documents.format(count=len(entries))
    years = dict.fromkeys(year_in_words(entry.date, texts.wording) for entry in entries)
    return words.organisation.format(
        name=organisation.short,
        kind=next(iter(kinds)) if len(kinds) == 1 else several,
        years=", ".join(years),
    )
