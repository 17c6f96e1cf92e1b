"""The answer's own words, one table per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.catalogue import SourceDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What an answer says around the excerpts; ``{name}`` is filled in with ``str.format``."""

    nothing_found: str
    nothing_found_for: str
    searched: str
    silent: str
    guess: str
    understood_as: str
    lines: str
    page: str
    item: str
    circa: str
    conjunction: str
    kinds: Mapping[str, str]
    months: tuple[str, ...]


BOKMAL = Wording(
    nothing_found="Jeg finner ingenting i dokumentene som svarer på dette.",
    nothing_found_for="Jeg finner ingenting hos {organisations} som svarer på dette.",
    searched="Gjennomsøkt: {documents}.",
    silent="Hos {organisations} finner jeg ingenting om dette.",
    guess="«{word}» er forstått som {organisation}. Det er en gjetning.",
    understood_as="Forstått som: {question}",
    lines="linje {lines}",
    page="side {page}",
    item="punkt {number}",
    circa="ca. {date}",
    conjunction="og",
    kinds=MappingProxyType(
        {
            "hearing_statement": "høringsinnspill",
            "private_members_motion": "representantforslag",
            "policy_platform": "politisk plattform",
            "article": "artikkel",
        }
    ),
    months=(
        "januar", "februar", "mars", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "desember",
    ),
)  # fmt: skip


def year_in_words(date: SourceDate, wording: Wording) -> str:
    """The year, with "ca." where the source does not state it."""
    return str(date.year) if date.stated else wording.circa.format(date=date.year)
