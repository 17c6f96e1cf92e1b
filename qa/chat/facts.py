"""The facts about a document, in words."""

from __future__ import annotations

from corpus.catalogue import CatalogueEntry, SourceDate
from qa.chat.texts import Texts


def date_in_words(date: SourceDate, texts: Texts) -> str:
    """The date as precisely as it is known: "17. februar 2015", "april 2024", "ca. 2021"."""
    year, *rest = date.iso.split("-")
    words = year
    if rest:
        month = texts.wording.months[int(rest[0]) - 1]
        words = f"{month} {year}"
        if len(rest) > 1:
            words = texts.wording.date.format(day=int(rest[1]), month=month, year=year)
    return words if date.stated else texts.wording.circa.format(date=words)


def kind_in_words(entry: CatalogueEntry, texts: Texts) -> str:
    """What kind of document it is, such as "Høringsinnspill"."""
    kind = texts.wording.kinds[entry.kind]
    return kind[:1].upper() + kind[1:]


def particulars(entry: CatalogueEntry, texts: Texts) -> tuple[str, ...]:
    """Kind, date, recipient and reference, and what of this the source does not state."""
    facts = [kind_in_words(entry, texts), date_in_words(entry.date, texts)]
    if entry.recipient:
        facts.append(texts.reader.recipient.format(recipient=entry.recipient))
    if entry.reference:
        facts.append(texts.reader.reference.format(reference=entry.reference))
    if not entry.date.stated:
        facts.append(texts.reader.date_not_stated)
    if not entry.title_printed:
        facts.append(texts.reader.title_not_printed)
    return tuple(facts)
