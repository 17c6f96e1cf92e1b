"""How a sentence speaks: it demands, recommends, supports, warns and so on.

It is read clause by clause. The first main clause that takes a position decides; if none does, the
sentence finds something wrong, reports what others say, or is background. Where a list item has no
word of its own that says it ("Klageprosessene forenkles"), the words that open the list ("Actis
mener at:") make it a demand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.clauses import split_clauses, unwrap
from corpus.strength_rules import CONDITION, OWN_VOICE, PERMISSION, RULES, Rule, Strength
from corpus.strength_words import ANOTHER

__all__ = ["Reading", "Strength", "explain_strength", "read_strength"]

_SHORTEST_WORD = 6
_NO_POSITION = frozenset({Strength.REPORTS, Strength.BACKGROUND})
_ORGANISATION = re.compile(
    r"\b[A-ZÆØÅ]\w+(?:foreningen|foreninga|forbundet|organisasjonen|partiet|rådet|alliansen)\b"
)
# Not any abbreviation is an organisation, but one that speaks is.
_ABBREVIATION = re.compile(
    r"\b[A-ZÆØÅ]{2,}(?= (?:mener|meiner|skriver|skriv|foreslår|føreslår|krever|krev|anbefaler"
    r"|tilrår|støtter|støttar|ønsker|ønskjer|advarer|åtvarar|frykter|fryktar)\b)"
)
_QUOTATION_WITH_SOURCE = re.compile(r"[«“„\"][^«»]+[»”“\"] \([^()]*\d{4}[^()]*\)\.?")
# "Utvalget er uroet, og krever …": the second clause has the voice of the first.
_SAME_SUBJECT = re.compile(
    r"(?:og|men) (?:krever|krev|ber|vil|ønsker|ønskjer|foreslår|føreslår|anbefaler|tilrår|advarer"
    r"|åtvarar|går|støtter|støttar|mener|meiner|avviser|peker|frykter|fryktar)\b"
)
_UNCONDITIONAL = _NO_POSITION | {Strength.SCEPTICAL}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sentence speaks, and the name of the rule that decides."""

    strength: Strength
    rule: str


def read_strength(
    sentence: str, *, proposed: bool = False, own_names: Sequence[str] = ()
) -> Strength:
    """Read how a sentence speaks.

    Args:
        sentence: One sentence, or a list item of a few sentences.
        proposed: Whether it stands in a list of what the organisation proposes.
        own_names: What the organisation that publishes it is called.
    """
    return explain_strength(sentence, proposed=proposed, own_names=own_names).strength


def explain_strength(
    sentence: str, *, proposed: bool = False, own_names: Sequence[str] = ()
) -> Reading:
    """Read how a sentence speaks, and by which rule; arguments as for ``read_strength``."""
    text = unwrap(sentence)
    if not proposed and text.endswith("?"):
        return Reading(Strength.BACKGROUND, "a question")
    if _QUOTATION_WITH_SOURCE.fullmatch(text):
        return Reading(Strength.REPORTS, "a quotation with its source")
    told: list[Rule] = []
    before = ""
    for clause in split_clauses(_with_voices(text, own_names)):
        main = clause.main
        if _SAME_SUBJECT.match(main):
            if any(rule.strength is Strength.REPORTS for rule in told):
                continue
            if OWN_VOICE.search(before):
                main = f"vi {main.partition(' ')[2]}"
        before = main
        rule = _first_rule(main, clause.whole, proposed=proposed)
        if rule and rule.strength not in _NO_POSITION and not rule.yields:
            return Reading(rule.strength, rule.name)
        told += [rule] if rule else []
    return _without_position(told, proposed=proposed)


def _without_position(told: Sequence[Rule], *, proposed: bool) -> Reading:
    """What a sentence is of which no clause takes a position: what it tells, or else its place."""
    telling = (rule for rule in told if rule.strength is not Strength.BACKGROUND)
    if rule := next(telling, None):
        return Reading(rule.strength, rule.name)
    if proposed:
        return Reading(Strength.DEMANDS, "an item of a list of proposals")
    return Reading(Strength.BACKGROUND, told[0].name if told else "no sign of a position")


def _first_rule(main: str, whole: str, *, proposed: bool) -> Rule | None:
    """The first rule that fits a clause, or what its condition makes of it."""
    conditional = CONDITION.fits(whole, proposed=proposed)
    for rule in RULES:
        if rule.fits(main, proposed=proposed):
            return CONDITION if conditional and rule.strength not in _UNCONDITIONAL else rule
    return PERMISSION if conditional and PERMISSION.fits(main, proposed=proposed) else None


def _with_voices(sentence: str, own_names: Sequence[str]) -> str:
    """The sentence with "vi" for the organisation's names, which stands in the same places.

    Only where these are known can other organisations be told from it; they are marked as such.
    """
    names = [re.escape(name) for name in sorted(own_names, key=len, reverse=True) if name.strip()]
    if not names:
        return _ABBREVIATION.sub("vi", sentence)
    # Short names are abbreviations, and "FO" is not "fo".
    alike = "|".join(name if len(name) < _SHORTEST_WORD else f"(?i:{name})" for name in names)
    own = re.sub(rf"(?<!\w)(?:{alike})(?![\w’'])", "vi", sentence)
    return _ABBREVIATION.sub(ANOTHER, _ORGANISATION.sub(ANOTHER, own))
