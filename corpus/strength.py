"""How a sentence speaks: it demands, recommends, supports, warns and so on.

The rules stand in one table and the first that matches decides. They read the sentence's own words;
where a list item has no verb that says it ("Klageprosessene forenkles"), the words that open the
list ("Actis mener at:") make it a demand.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Strength(StrEnum):
    """How a sentence speaks of what it names."""

    DEMANDS = "demands"
    RECOMMENDS = "recommends"
    SUPPORTS = "supports"
    SCEPTICAL = "sceptical"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    REPORTS = "reports"
    BACKGROUND = "background"


_RULES: tuple[tuple[Strength, re.Pattern[str]], ...] = tuple(
    (strength, re.compile(pattern, re.IGNORECASE))
    for strength, pattern in (
        (Strength.DEMANDS, r"\bStortinget ber regjering[ea]n?\b"),
        (
            Strength.REPORTS,
            r"^(?:ifølge|i følge)\b"
            r"|\b(?:rapport\w*|forskning\w*|undersøkels\w*|erfaring\w*|tall\w*|beregning\w*|funn\w*)"
            r"(?: \S+){0,8} (?:viser|tyder|tilsier|anslår|oppgir|konkludere\w*)\b"
            r"|\b(?:utvalget|regjeringen|Stortinget|flertall\w*)(?: \S+){0,4} "
            r"(?:gikk|gjekk|stemte|vedtok|lovet|har vedtatt|har varslet)\b"
            r"|\b(?:ble|blei) det (?:vedtatt|lagt frem|innført)\b",
        ),
        (
            Strength.OPPOSES,
            r"\b(?:er|går|stemmer) (?:i ?mot|imot)\b|\bmotsetter\b|\bavviser\b|\bønsker ikke\b"
            r"|\bstøtter ikke\b",
        ),
        (
            Strength.SCEPTICAL,
            r"\b(?:skeptisk\w*|bekymret|bekymra|bekymringsfull\w*|bekymrer|advarer|åtvarar"
            r"|betenkelig\w*|uheldig\w*)\b",
        ),
        (
            Strength.CONDITIONAL,
            r"\b(?:dersom|hvis|viss|såfremt|under forutsetning av|forutsetter)\b(?=.*"
            r"\b(?:må|skal|bør|kan|vil)\b)|\b(?:må|skal|bør|kan|vil)\b.*"
            r"\b(?:dersom|hvis|viss|såfremt|forutsatt at|under forutsetning av)\b",
        ),
        (
            Strength.SUPPORTS,
            r"\b(?:støtter|støttar|stiller oss bak|er positive? til"
            r"|er (?:i stor grad )?enige? i)\b",
        ),
        (Strength.DEMANDS, r"\b(?:må|skal|krever|krev|pålegges|trenger vi)\b"),
        (
            Strength.RECOMMENDS,
            r"\b(?:bør|burde|anbefaler|tilrår|foreslår|føreslår|ønsker|ønskjer|går inn for)\b"
            r"|\b(?:er|fremstår|framstår)(?: \S+){0,4} "
            r"(?:viktig\w*|nødvendig|avgjørende|behov for)\b",
        ),
    )
)


def read_strength(sentence: str, *, proposed: bool = False) -> Strength:
    """Read how a sentence speaks.

    Args:
        sentence: One sentence, or a list item of a few sentences.
        proposed: Whether it stands in a list of what the organisation proposes.
    """
    for strength, pattern in _RULES:
        if pattern.search(sentence):
            return strength
    return Strength.DEMANDS if proposed else Strength.BACKGROUND
