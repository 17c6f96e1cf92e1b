"""The answer's own words, one table per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.catalogue import SourceDate
from corpus.strength import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What an answer says around the excerpts; ``{name}`` is filled in with ``str.format``."""

    nothing_found: str
    nothing_found_for: str
    searched: str
    silent: str
    guess: str
    understood: str
    line: str
    lines: str
    page: str
    proposal: str
    circa: str
    kinds: Mapping[str, str]
    months: tuple[str, ...]
    strengths: Mapping[Strength, str]


BOKMAL = Wording(
    nothing_found="Jeg finner ingenting i dokumentene som svarer på dette.",
    nothing_found_for="Jeg finner ingenting hos {organisations} som svarer på dette.",
    searched="Gjennomsøkt: {documents}.",
    silent="Sier ingenting jeg finner om dette: {organisations}.",
    guess="«{word}» er forstått som {organisation}. Det er en gjetning.",
    understood="Forstått som: {question}",
    line="linje {lines}",
    lines="linje {lines}",
    page="side {page}",
    proposal="forslag {number}",
    circa="ca. {date}",
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
    strengths=MappingProxyType(
        {
            Strength.DEMANDS: "krever",
            Strength.RECOMMENDS: "anbefaler",
            Strength.SUPPORTS: "støtter",
            Strength.SCEPTICAL: "er skeptisk eller advarer",
            Strength.OPPOSES: "er imot",
            Strength.CONDITIONAL: "stiller vilkår",
            Strength.REPORTS: "gjengir andre",
            Strength.BACKGROUND: "bakgrunn",
        }
    ),
)  # fmt: skip


def year_in_words(date: SourceDate, wording: Wording) -> str:
    """The year, with "ca." where the source does not state it."""
    return str(date.year) if date.stated else wording.circa.format(date=date.year)
