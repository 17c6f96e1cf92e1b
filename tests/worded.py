"""What the tests of all tables of words share: reading them, and telling the languages apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from string import Formatter

# Bokmål words of which Nynorsk has another form.
BOKMAAL_ONLY = re.compile(
    r"\b(?:jeg|ikke|finner|fra|hos dem|dokumentene|dokumenter|svarer|nevner|sier|noe|noen|de|bygge"
    r"|gjetning|krever|anbefaler|støtter|gjengir|beskriver|rekkefølge|punkter|nærmeste|holdning"
    r"|sted|høringsinnspill|samlingen|kildens?|setninger|setningene|skriver|skrevet|sammendrag\w*"
    r"|henvisning|navn|ble|nøkkelen er|utdragene|finnes|adressen|kommer|hvert|hver|hvem|hva|hvor"
    r"|hvorfor|derfor|tallet|alene|forespørsler|én|uten|benekter|holdt|tegn|inneholder|svarene"
    r"|leser|åpner|bygger|venter|henter|starter|kobler|kjører|vinduet|siden|oppsto|lagret"
    r"|organisasjonene|merket|kjent|velg|grensen|spørsmålene|fotnoter|innhold|visninger|utseende"
    r"|imens|hvilke[nt]?|bare|deres)\b",
    re.IGNORECASE,
)
NORWEGIAN = re.compile(
    r"[æøå]|\b(?:og|eller|er|av|til|ikke|ikkje|linje|(?<!by )side(?! by)|punkt|fra|frå|ca"
    r"|krev\w*|utdrag\w*|setning\w*|dokumenter|dokumenta|dokumentene"
    r"|artikkel|plattform|januar|februar|mars|mai|juni|juli|oktober|desember)\b",
    re.IGNORECASE,
)

ENGLISH = re.compile(
    r"\b(?:the|and|of|is|are|you|your|with|from|this|that|which|not|has|be|does|what|who)\b",
    re.IGNORECASE,
)
# "Paa" and "spoersmaal", or "pa" and "sporsmal"; but "noen", "temaene" and "temaa" are words.
WITHOUT_LETTERS = re.compile(
    r"(?<!tem)aa|(?<!n)oe|(?<!tem)ae"
    r"|\b(?:pa|na|nar|ma|gar|star|sporsmal\w*|sok\w*|horing\w*|apn\w*|kjor\w*)\b",
    re.IGNORECASE,
)


def said(table: object) -> Iterator[tuple[str, str]]:
    """Every text of a table, with the field and key that it stands under."""
    if isinstance(table, str):
        yield "", table
    elif isinstance(table, Mapping):
        yield from _below(table.items())
    elif is_dataclass(table):
        yield from _below((field.name, getattr(table, field.name)) for field in fields(table))
    else:
        assert isinstance(table, tuple)
        yield from _below(enumerate(table))


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def without_placeholders(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


def _below(parts: Iterable[tuple[object, object]]) -> Iterator[tuple[str, str]]:
    for key, part in parts:
        yield from ((f"{key}.{name}".rstrip("."), text) for name, text in said(part))
