"""A sentence → the main clauses in it, each with its subordinate clauses told apart.

Who demands something says so in a main clause: "De som må vente, får ikke hjelp" demands nothing.
Norwegian shows the boundary: a subordinate clause opens with one of a few words, and where the main
clause goes on after its comma, the finite verb comes next. These words, commas and a short list of
finite verbs are all that is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

HOLE = "◦"
"""What stands in a main clause for each word of a subordinate clause."""

_MODALS = frozenset("må skal bør burde".split())
_FINITE = _MODALS | frozenset(
    "kan vil kunne skulle ville måtte er var har hadde blir ble blei vert finnes finst trenger "
    "treng trengs krever krev kreves støtter støttar mener meiner ønsker ønskjer foreslår føreslår "
    "anbefaler tilrår går gir gjør gjer får bidrar ber synes advarer åtvarar frykter".split()
)
_PRONOUNS = frozenset("jeg eg du han hun ho den det vi man me ein en de dei alle ingen".split())
_ADVERBS = frozenset(
    "ikke ikkje også òg alltid aldri likevel derfor difor fortsatt framleis bare berre gjerne ofte "
    "fremdeles nå no selv sjølv faktisk kun dermed i dag".split()
)
_OPENERS = frozenset(
    "at fordi ettersom når mens medan hvor kor hvordan korleis hvorfor kvifor hva kva hvilke "
    "hvilken hvilket hvem kven hvorvidt dersom hvis viss såfremt såframt idet".split()
)
# These open a subordinate clause after such a word only.
_OPENERS_AFTER = {
    "om": re.compile(
        r"selv|sjølv|som|vurder\w*|spør\w*|utred\w*|avklar\w*|undersøk\w*|avgjør\w*|diskuter\w*"
        r"|tvil\w*|usikker\w*|av"
    ),
    "mindre": re.compile("med"),
    "der": re.compile(r",|[^\W\d]{3,}"),
    "da": re.compile(",?"),
    "siden": re.compile(",?"),
    "enn": re.compile(","),
    "noe": re.compile(","),
    "noko": re.compile(","),
}
# A clause with "at" after one of these is what the speaker claims.
_CLAIMS = re.compile(
    r"\b(?:mener|meiner|understrek\w*|påpek\w*|presiser\w*|fr[ae]mhev\w*|poengter\w*"
    r"|vil si|vil seie|betyr|innebærer|inneber|fordrer|synes|tykkjer|tror|trur|minner|minne"
    r"|(?:vi|me) ser|ser (?:vi|me)|viser (?:\w+ ){0,2}til|konkludere\w* med"
    r"|(?:vår|vårt) (?:\w+ )?er|\w+ (?:vår|vårt) er)(?: (?!er\b)\w+){0,2}$"
)
_BREAK = re.compile(
    r"[;:]\s|\s[–—-]\s|[.!?]+\s+|,\s(?=(?:men|og|for|så|derfor|difor|no[ek]o? (?:vi|me|ingen))\s)"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]*)[»”“\"]")
_PAIRS = {"«": "»", "“": "”", "„": "”“", "”": "”", '"': '"', "(": ")", "[": "]"}
_LONGEST_TERM = 3
# After these a pronoun before its verb opens a main clause, not "system vi skal".
_BEFORE_MAIN = {",", "og", "men", "for", "så", "eller", "at", "noe", "noko"}
# "Fremstår som uklart" has no relative clause.
_SEEMS = frozenset("fremstår framstår virker oppfattes oppleves".split())
# "Dette er løfter som må holdes" demands as "løftene må holdes" does.
_POINTS_AT = (["det", "er"], ["dette", "er"], ["disse", "er"])
_MUST = frozenset(("må", "bør"))
_LONGEST_SUBJECT = 4
_NO_CLAUSE = {"som", "der", "å", "ikke", "ikkje", "bare", "kun", "berre", "forutsatt"}
_RESUMES = frozenset({"men", "så", "derfor", "difor"})
# What looks like a verb in the present, and no plural.
_PRESENT = re.compile(r"\w+(?<!ing)(?<!els)(?<!het)(?<!sjon)(?<!er)(?:er|ar)|\w+te|\w+[yåøi]r")
_INVERTED = frozenset({"det", "vi", "me", "man", "ein"})
# A verb by which the main clause takes a position once more: "mener at … og ber om at …".
_ONCE_MORE = frozenset("ber bed foreslår føreslår anbefaler tilrår advarer åtvarar frykter".split())
_TOKEN = re.compile(r"[^\s,]+|,")


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause.

    Attributes:
        whole: Its words, with those of its subordinate clauses.
        main: The same, with ``HOLE`` for each word of a subordinate clause.
    """

    whole: str
    main: str


def split_clauses(sentence: str) -> tuple[Clause, ...]:
    """Split a sentence, or a few, into main clauses, in order.

    Asides in parentheses and quotations of more than a few words are left out: they are another
    voice, or a remark. White space and marks around the whole change nothing.
    """
    clauses = []
    for part in _parts(_plain(sentence)):
        tokens = _TOKEN.findall(part)
        if tokens:
            main = _Scanner(tokens).main()
            clauses.append(Clause(" ".join(tokens), " ".join(main)))
    return tuple(clauses)


def unwrap(sentence: str) -> str:
    """The sentence with single spaces and without quotation marks or brackets around the whole."""
    text = " ".join(unicodedata.normalize("NFC", sentence).replace("\u00ad", "").split())
    while len(text) > 1 and _is_wrapped(text):
        text = text[1:-1].strip()
    return text


def _is_wrapped(text: str) -> bool:
    opening, closing = text[0], text[-1]
    if closing not in _PAIRS.get(opening, ""):
        return False
    inner = text[1:-1]
    return opening not in inner and closing not in inner


def _plain(sentence: str) -> str:
    text = _ASIDE.sub(" ", _QUOTED.sub(_term_or_gap, unwrap(sentence)))
    return " ".join(text.split()).rstrip(".:;!?… ")


def _term_or_gap(quoted: re.Match[str]) -> str:
    """A word or two in quotation marks are a name or a term; more are another's words."""
    return quoted[1] if len(quoted[1].split()) <= _LONGEST_TERM else "…"


def _parts(text: str) -> list[str]:
    """Cut between main clauses; what opens with a subordinate clause is not cut before it ends."""
    parts: list[str] = []
    start = 0
    for match in _BREAK.finditer(text):
        first = text[start : match.start()].split(" ", 1)[0].lower()
        following = text[match.end() :].split(" ", 2)[:2]
        if match[0].startswith(",") and (first in _OPENERS or _goes_on(following)):
            continue
        parts.append(text[start : match.start()])
        start = match.end()
    return [*parts, text[start:]]


def _goes_on(following: Sequence[str]) -> bool:
    """Whether "og at …", "men som …" continue a subordinate clause."""
    return len(following) == 2 and following[1].lower() in _OPENERS | _NO_CLAUSE


class _Scanner:
    """Reads the words of a part from left to right and leaves out those of subordinate clauses."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._claiming = False
        self._words = [token.lower().strip(".:;!?…»«\"'") for token in tokens]

    def main(self) -> list[str]:
        """The words, with ``HOLE`` for those of subordinate clauses."""
        found: list[str] = []
        place, opened = 0, None
        while place < len(self._words):
            if opened is not None and self._main_goes_on(place, opened):
                opened = None
            if opened is None and self._opens(place):
                opened = place
                if place == 0:
                    found.append(self._tokens[0])
                    place = 1
                    continue
            relative = 0 if opened is not None else self._relative(place)
            width = relative or 1
            hidden = opened is not None or relative
            found += [HOLE if hidden else token for token in self._tokens[place : place + width]]
            place += width
        if opened is not None and not self._has_verb(found[:opened]):
            verb = self._late_verb(opened)
            found[verb:] = self._tokens[verb:]
        return found

    def _has_verb(self, found: Sequence[str]) -> bool:
        """Whether a main clause has its finite verb; what "at" claims is a clause of its own."""
        claim = max((i + 1 for i, word in enumerate(found) if i and word == "at"), default=0)
        words = [token.lower() for token in found[claim:]]
        return any(word in _FINITE or _PRESENT.fullmatch(word) for word in words)

    def _late_verb(self, opened: int) -> int:
        """Where the main clause goes on though no comma shows it; the end if it does not.

        "Tilbud der barn låner utstyr bør få støtte": before "der" the main clause has no verb yet.
        """
        places = range(len(self._words) - 1, opened + _LONGEST_SUBJECT - 1, -1)
        verbs = (place for place in places if self._words[place] in _FINITE)
        verb = next(verbs, len(self._words))
        return verb if self._word(verb - 1) not in _PRONOUNS else len(self._words)

    def _main_goes_on(self, place: int, opened: int) -> bool:
        """Whether a subordinate clause that opened somewhere is over at this word."""
        word, following = self._words[place], self._word(place + 1)
        if word == ",":
            fronted = opened <= 1 and following.endswith("er")
            joined = following == "og" and self._word(place + 2) in _PRONOUNS
            return (
                fronted
                or following in _FINITE
                or following in _RESUMES
                or (joined and self._word(place + 3) in _FINITE)
            )
        if word == "og":
            return following in _ONCE_MORE
        # "Hvilken hjelp man får skal ikke …", "For at det skal lykkes må vi …": the comma is
        # missing, the order of words is not.
        doubled = word in _MODALS and self._words[place - 1] in _FINITE
        return doubled or (opened <= 1 and word in _FINITE and following in _INVERTED)

    def _opens(self, place: int) -> bool:
        word, before = self._words[place], self._word(place - 1)
        if word == "at":
            # "mener at …, og at …": the second says what is claimed as the first does.
            self._claiming = self._claimed(place) or (self._claiming and before == "og")
            return not self._claiming
        after = _OPENERS_AFTER.get(word)
        return word in _OPENERS or (after is not None and bool(after.fullmatch(before)))

    def _relative(self, place: int) -> int:
        """How many words of a relative clause to leave out: those up to its finite verb."""
        end = place
        if self._words[place] == "som" and self._word(place - 1) not in _SEEMS:
            end = self._verb_group(self._subject_end(place + 1))
        elif self._words[place] in _PRONOUNS and self._word(place + 1) in _FINITE:
            after_noun = place > 0 and self._words[place - 1] not in _BEFORE_MAIN
            if after_noun and not self._claimed(place):
                end = self._verb_group(place + 1)
                end += self._word(end) == "er"
        if end > place and self._words[:2] in _POINTS_AT and self._word(end - 1) in _MUST:
            end -= 1
        return end - place

    def _subject_end(self, place: int) -> int:
        """Where the verb of a relative clause stands that may have a subject of its own."""
        first = self._word(place)
        if first in _PRONOUNS or re.fullmatch(r"\w{3,}(?:en|et|ene|a)", first):
            for verb in range(place + 1, place + 1 + _LONGEST_SUBJECT):
                if self._word(verb) in _FINITE:
                    return verb
        return place

    def _verb_group(self, place: int) -> int:
        """One past a verb, the adverbs before it and the modal verbs joined to it."""
        while self._word(place) in _ADVERBS:
            place += 1
        if self._word(place) in _MODALS:
            while self._word(place + 1) in ("og", "eller") and self._word(place + 2) in _MODALS:
                place += 2
        return min(place + 1, len(self._words))

    def _claimed(self, place: int) -> bool:
        """Whether a word of claiming stands shortly before."""
        return bool(_CLAIMS.search(" ".join(self._words[max(place - 5, 0) : place])))

    def _word(self, place: int) -> str:
        return self._words[place] if 0 <= place < len(self._words) else ""
