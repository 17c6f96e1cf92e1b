"""The organisations as chips to switch on and off."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus.catalogue import Organisation
from corpus.library import Library
from qa.chat.colours import colour_class
from qa.chat.texts import Texts
from qa.wording import year_in_words


def speaking(library: Library) -> Sequence[Organisation]:
    """The organisations that have documents, in the order of the catalogue."""
    return [o for o in library.catalogue.organisations if library.documents_of(o)]


def render_chips(library: Library, texts: Texts) -> str:
    """A checkbox for each organisation, with kind and years of its documents; all are on.

    They can be folded away; then the names of those who are on are still there.
    """
    chips = "".join(_chip(organisation, library, texts) for organisation in speaking(library))
    words = texts.conversation
    names = ", ".join(organisation.short for organisation in speaking(library))
    return (
        f'<details class="hmh-asked" open><summary>{escape(words.asking)} '
        f'<span class="hmh-names">{escape(names)}</span></summary><fieldset class="hmh-chips">'
        f"<legend>{escape(words.organisations)}</legend>{chips}</fieldset></details>"
    )


def _chip(organisation: Organisation, library: Library, texts: Texts) -> str:
    colour = colour_class(library.catalogue, organisation.id)
    return (
        f'<label class="{colour}"><input type="checkbox" value="{escape(organisation.id)}" '
        f'data-name="{escape(organisation.short)}" checked>'
        f"<span>{escape(organisation.short)} "
        f"<small>{escape(_documents(organisation, library, texts))}</small></span></label>"
    )


def _documents(organisation: Organisation, library: Library, texts: Texts) -> str:
    """Kind and years: "høringsinnspill, ca. 2021"."""
    entries = [document.entry for document in library.documents_of(organisation)]
    kinds = list(dict.fromkeys(texts.wording.kinds[entry.kind] for entry in entries))
    kind = kinds[0]
    if len(kinds) > 1:
        kind = texts.conversation.several_documents.format(count=len(entries))
    years = dict.fromkeys(year_in_words(entry.date, texts.wording) for entry in entries)
    return ", ".join((kind, *years))
