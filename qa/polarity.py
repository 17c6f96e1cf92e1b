"""Whether a sentence denies what its excerpts deny, and only that.

"Støtter" and "støtter ikke" share every word but one, so what is said of a word is compared part by
part: a text is cut into sentences and these at contrasts ("men"), additions (", og") and "uten",
and each part denies or does not. Texts that are not all in Bokmål are compared by English gloss.

This is a necessary condition: a sentence that passes may still turn its source round in words that
are not in these tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.sentences import split_sentences
from embeddings.gloss import default_glosser
from embeddings.language import Language, detect_language
from embeddings.lexical import gloss_terms, norwegian_terms

_WORD = re.compile(r"\w+")
_CUT = re.compile(
    r"[;:]\s+|\s[–—]\s|,?\s+(?=(?:men|but|mens|medan|while|whereas)\s)|,\s+(?=(?:og|and)\s)"
    r"|\s+(?=(?:uten|utan|without)\s)",
    re.IGNORECASE,
)
# "Uten tvang" denies "tvang" and not what is said after it.
_WITHOUT = re.compile(r"(?:uten|utan|without)\s", re.IGNORECASE)
_AFTER_WITHOUT = re.compile(
    r"\s+(?=(?:må|skal|bør|kan|vil|er|har|blir|og|must|shall|should|can|may|will|is|are|and)\s)",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\b(?:ikke|ikkje|not) (?:bare|berre|kun|minst|only|just|merely|least)\b", re.IGNORECASE
)
_DENIALS = re.compile(
    r"\b(?:ikke|ikkje|ingen|inga|inkje|intet|ingenting|aldri|verken|korkje|hverken|uten|utan"
    r"|not|cannot|none|nothing|nobody|never|neither|nor|without"
    r"|i ?mot|motset\w*|motsatte|avvis\w*|fraråd\w*|frarår|nekt(?:e|er|es|et|a|ar)"
    r"|against|oppos(?:e|es|ed|ing)|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing))\b|n['’]t\b",
    re.IGNORECASE,
)
# In Nynorsk, "no" is "now".
_ENGLISH_DENIAL = re.compile(r"\bno\b", re.IGNORECASE)
# By these a summary may say in another way what its source denies.
_SOFT_DENIALS = re.compile(
    r"\b(?:avskaff\w*|fjern(?:e|es|a|er|ar)|avvikl\w*|stans\w*|stopp\w*|slutt\w*|forby\w*|forbud\w*"
    r"|forbod\w*|hindr\w*|unngå\w*|nei|kritisk\w*|skeptisk\w*|u(?:e|ei)nige?|advar\w*|åtvar\w*"
    r"|bekymr\w*|uheldig\w*|negativ\w*|slippe|sleppe"
    r"|abolish\w*|remov\w*|end(?:s|ed|ing)?|ban(?:s|ned)?|prohibit\w*|prevent\w*|avoid\w*"
    r"|critical|s[ck]eptical|disagree\w*|warn\w*|concerned|negative)\b",
    re.IGNORECASE,
)
# Words of position go with whatever is denied or not, and say little by themselves.
_STANCES = frozenset(
    "støtte støtter støttar foreslå foreslår føreslår ønske ønsker ønskjer kreve krever krev "
    "anbefale anbefaler tilrår tilrå enig enige einig einige positiv positive "
    "support supports propose proposes want wants demand demands recommend recommends agree agrees "
    "positive".split()
)
_WEAK = frozenset(
    "alle andre annen bare berre ble bli blir bør både da de dem den denne dere der det dette "
    "disse eller enn er et for fordi får få gi gir gjør gjøre gjer gjere ha har hos i ikke inn jeg "
    "kan man med meiner mellom men mene mener mens mer meir mye mykje må når nå oss over også samt "
    "seg selv seier sier sin sine sitt skal slik som så til under ut vi viktig vil vår våre være "
    "vere vært vore å all also and any are as at ask asks be been but by can could did do does for "
    "from had has have he his how if important in into is it its many may more most much must not "
    "of on only or other our out over people said say says shall she should so some such than that "
    "the their them then there these they think thinks this those to under up us very was we were "
    "what when where which while who will with would you".split()
)


class PolarityFault(StrEnum):
    """How a sentence departs from what its excerpts deny."""

    ADDED = "added"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a text.

    Attributes:
        terms: Its terms, words of position left out.
        stances: The terms of its words of position.
        denies: Whether it denies.
        softly: Its words that may stand for a denial.
    """

    terms: frozenset[str]
    stances: frozenset[str]
    denies: bool
    softly: frozenset[str]


class Comparison:
    """A sentence beside the excerpts that it cites.

    Args:
        sentence: The sentence, without its markers.
        language: Its language.
        excerpts: What it cites.
        names: Names of organisations, which say nothing of what is denied.
    """

    def __init__(
        self, sentence: str, language: Language, excerpts: Sequence[str], names: Sequence[str]
    ) -> None:
        languages = [detect_language(excerpt) for excerpt in excerpts]
        self._glossed = {language, *languages} != {"nb"}
        self._names = {word for name in names for word in _WORD.findall(name.lower())}
        self._said = list(self._parts(sentence, language))
        self._there = [
            part
            for excerpt, its_language in zip(excerpts, languages, strict=True)
            for part in self._parts(excerpt, its_language)
        ]

    @property
    def shared(self) -> float:
        """How many of the sentence's terms stand in the excerpts, 0 to 1; 1 if it has none."""
        said = {term for part in self._said for term in part.terms}
        there = {term for part in self._there for term in part.terms}
        return len(said & there) / len(said) if said else 1.0

    @property
    def fault(self) -> PolarityFault | None:
        """How the sentence departs from what the excerpts deny."""
        if any(part.denies and not self._is_denied(part) for part in self._said):
            return PolarityFault.ADDED
        # What the excerpts say beside their denial does not stand for it.
        theirs = {word for part in self._there for word in part.softly}
        affirmed = [part for part in self._said if not part.denies and part.softly <= theirs]
        all_denied = all(part.denies for part in self._there)
        if (all_denied and len(affirmed) == len(self._said)) or any(map(self._is_lost, affirmed)):
            return PolarityFault.LOST
        return None

    def _is_denied(self, part: _Part) -> bool:
        """Whether one of the parts that it draws on, those it shares most with, denies too."""
        shares = [len(part.terms & other.terms) for other in self._there]
        most = max(shares, default=0)
        return any(
            other.denies for other, share in zip(self._there, shares, strict=True) if share == most
        )

    def _is_lost(self, part: _Part) -> bool:
        """Whether it affirms what the excerpts speak of in denying parts alone."""
        affirming = [other for other in self._there if not other.denies]
        terms = {term for other in affirming for term in other.terms}
        stances = {stance for other in affirming for stance in other.stances}
        return any(
            other.denies
            and part.terms & other.terms
            and not (part.terms & other.terms <= terms and part.stances & other.stances <= stances)
            for other in self._there
        )

    def _parts(self, text: str, language: Language) -> Iterator[_Part]:
        for start, end in split_sentences(text):
            for piece in _CUT.split(text[start:end]):
                without = _WITHOUT.match(piece.lstrip())
                for part in _AFTER_WITHOUT.split(piece, 1) if without else [piece]:
                    if part.strip():
                        yield self._part(part, language)

    def _part(self, text: str, language: Language) -> _Part:
        own = " ".join(w if w.lower() not in self._names else " " for w in _WORD.findall(text))
        read = default_glosser().gloss(own) if self._glossed and language != "en" else own
        words = [word for word in _WORD.findall(read.lower()) if word not in _WEAK]
        deciding = _NO_DENIAL.sub(" ", text)
        return _Part(
            terms=self._terms(word for word in words if word not in _STANCES),
            stances=self._terms(word for word in words if word in _STANCES),
            denies=bool(_DENIALS.search(deciding))
            or (language == "en" and bool(_ENGLISH_DENIAL.search(deciding))),
            softly=frozenset(word.lower() for word in _SOFT_DENIALS.findall(text)),
        )

    def _terms(self, words: Iterator[str]) -> frozenset[str]:
        analyse = gloss_terms if self._glossed else norwegian_terms
        return frozenset(
            term
            for word in words
            if not (_DENIALS.fullmatch(word) or _SOFT_DENIALS.fullmatch(word))
            for term in analyse(word)
        )
