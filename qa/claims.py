"""A sentence about numbered excerpts → the first thing in it that the excerpts do not carry.

Every check is a necessary condition. A sentence that passes all of them keeps to the organisations,
numbers, names, quotations, denials and most words of what it cites; that it says the same is for
the reader to see, whom its markers lead to the excerpts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.catalogue import Organisation
from embeddings.language import Language
from qa.answer import Citation
from qa.markers import MARKER, markers
from qa.names import find_names
from qa.numerals import first_foreign_number
from qa.polarity import Comparison, PolarityFault

LONGEST_SENTENCE = 500
"""Longest sentence of a summary, in code points."""

# A sentence of which fewer terms stand in its excerpts is about something else.
_LEAST_SHARED = 1 / 3
_QUOTATION = re.compile(r"«([^«»]*)»|“([^“”]*)”|„([^„“”]*)[“”]|‘([^‘’]*)’|\"([^\"]*)\"")
_QUOTATION_MARKS = frozenset('«»“”„‘"')
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MONTHS = frozenset(
    "januar februar mars april mai juni juli august september oktober november desember "
    "january february july june october december".split()
)
# Each sense of denying has to be in an excerpt, in whichever language.
NEGATIONS = {
    word: sense
    for sense, words in {
        "not": "ikke ikkje not",
        "no": "ingen inga inkje intet ingenting no none nothing nobody",
        "never": "aldri never",
        "neither": "verken korkje hverken neither nor",
        "without": "uten utan without",
    }.items()
    for word in words.split()
}
"""Words that deny, and in what sense, which has to be in an excerpt, in whichever language.

"Ei" is left out: it is an article far more often.
"""
# Words that may open a sentence without standing in an excerpt; any other may be a name.
_OPENERS = frozenset(
    "alle andre at av barn begge bare både da de den denne der dermed derfor dessuten det dette "
    "disse dersom en et ein eit ei for fordi foreningen forslaget forslagene fra frå gjennom her "
    "hos hvis i ifølge ikke ikkje imens ingen men mens med også og om organisasjonen "
    "organisasjonene på samtidig slik som så til tiltak tiltakene ved videre vidare å "
    "a according all also an and as at both but by for from furthermore however if in it likewise "
    "no not of on one only proposals similarly the their these they this to under while with"
    .split()
)  # fmt: skip


class FaultKind(StrEnum):
    """What is wrong with a sentence."""

    UNMARKED = "unmarked"
    UNKNOWN_MARKER = "unknown_marker"
    TOO_LONG = "too_long"
    ORGANISATION = "organisation"
    QUOTATION = "quotation"
    NUMBER = "number"
    NAME = "name"
    NEGATION_ADDED = "negation_added"
    NEGATION_LOST = "negation_lost"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a sentence is not shown as true.

    Attributes:
        kind: What is wrong.
        value: The number, name or quotation that is not in the excerpts, or the marker that leads
            nowhere; otherwise "".
    """

    kind: FaultKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence and what it cites.

    Attributes:
        words: The sentence without its markers.
        cited: The excerpts.
        owners: The organisations that these belong to.
        known: All organisations, with the names alone that surely mean them.
        language: The language of the sentence.
    """

    words: str
    cited: tuple[Citation, ...]
    owners: tuple[Organisation, ...]
    known: tuple[Organisation, ...]
    language: Language

    @property
    def excerpts(self) -> list[str]:
        return [citation.quote for citation in self.cited]


def find_fault(
    sentence: str,
    citations: Mapping[int, Citation],
    organisations: Sequence[Organisation],
    language: Language,
) -> Fault | None:
    """The first thing in a sentence that the excerpts it cites do not carry, or ``None``.

    Args:
        sentence: One sentence with its markers.
        citations: The numbered excerpts that there are.
        organisations: All organisations; a name counts if it surely means one.
        language: The language that the sentence is written in.
    """
    numbers = markers(sentence)
    if not numbers:
        return Fault(FaultKind.UNMARKED)
    unknown = next((number for number in numbers if number not in citations), None)
    if unknown is not None:
        return Fault(FaultKind.UNKNOWN_MARKER, str(unknown))
    if len(sentence) > LONGEST_SENTENCE:
        return Fault(FaultKind.TOO_LONG)
    cited = tuple(citations[number] for number in numbers)
    speaking = {citation.organisation_id for citation in cited}
    claim = _Claim(
        words=unicodedata.normalize("NFC", MARKER.sub("", sentence)),
        cited=cited,
        owners=tuple(o for o in organisations if o.id in speaking),
        known=tuple(replace(o, guesses=()) for o in organisations),
        language=language,
    )
    return next(_faults(claim), None)


def _faults(claim: _Claim) -> Iterator[Fault]:
    named = find_names(_QUOTATION.sub(" ", claim.words), claim.known)
    if {mention.organisation.id for mention in named} != {o.id for o in claim.owners}:
        yield Fault(FaultKind.ORGANISATION)
    quotation = _foreign_quotation(claim)
    if quotation is not None:
        yield Fault(FaultKind.QUOTATION, quotation)
    number = first_foreign_number(claim.words, "\n".join(claim.excerpts), claim.language)
    if number is not None:
        yield Fault(FaultKind.NUMBER, number)
    name = _foreign_name(claim)
    if name is not None:
        yield Fault(FaultKind.NAME, name)
    if not _negations(claim.words) <= _negations(" ".join(claim.excerpts)):
        yield Fault(FaultKind.NEGATION_ADDED)
    comparison = Comparison(claim.words, claim.language, claim.excerpts, _names_of(claim.known))
    if comparison.fault is not None:
        lost = comparison.fault is PolarityFault.LOST
        yield Fault(FaultKind.NEGATION_LOST if lost else FaultKind.NEGATION_ADDED)
    if comparison.shared < _LEAST_SHARED:
        yield Fault(FaultKind.UNRELATED)


def _foreign_quotation(claim: _Claim) -> str | None:
    """The first quotation that is not in an excerpt, white space apart."""
    excerpts = [_squeezed(excerpt) for excerpt in claim.excerpts]
    for groups in _QUOTATION.findall(claim.words):
        quoted = _squeezed("".join(groups))
        # Within word boundaries: «støtte» is no quotation of "støtteordning".
        pattern = re.compile(rf"(?<!\w){re.escape(quoted)}(?!\w)") if quoted else None
        if pattern is None or not any(pattern.search(excerpt) for excerpt in excerpts):
            return quoted
    return next((c for c in _QUOTATION.sub("", claim.words) if c in _QUOTATION_MARKS), None)


def _foreign_name(claim: _Claim) -> str | None:
    """The first name, month or address that is in no excerpt and no name of who speaks there."""
    text = " ".join(claim.excerpts)
    for match in _ADDRESS.finditer(claim.words):
        if match[0].strip("().,") not in text:
            return match[0]
    spoken = " ".join((text, *_names_of(claim.owners)))
    there = {word.lower() for word in _WORD.findall(spoken)}
    opening, *others = [match[0] for match in _WORD.finditer(claim.words)] or [""]
    mentions = list(find_names(claim.words, claim.owners))
    opens_with_name = any(not claim.words[: m.start].strip(' «“„"‘(') for m in mentions)
    if not opens_with_name and opening.lower() not in there | _OPENERS:
        return opening or None
    return next(
        (
            word
            for word in others
            if (word.lower() in MONTHS or any(char.isupper() for char in word))
            and word.lower() not in there
        ),
        None,
    )


def _negations(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return {NEGATIONS[word] for word in words if word in NEGATIONS}


def _names_of(organisations: Sequence[Organisation]) -> list[str]:
    return [name for organisation in organisations for name in organisation.names]


def _squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
