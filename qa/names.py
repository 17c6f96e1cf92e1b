"""Names of the catalogue's organisations, where they stand in a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.catalogue import Organisation
from qa.content import SAYING_VERBS, words_of

Span = tuple[int, int]
"""First code point and one past the last."""

# "FOs", "FO's", "Actis'"
_GENITIVE = re.compile(r"['’]?s\b|['’](?!\w)")
_SHORT_NAME = 3
# A compound of this length or more is known where it is written apart ("narkotikapoliti forening").
_LONG_WORD = 10
# A short name that is typed in lower case is a name beside one of these, or where nothing else
# stands on that side: "hva mener fo om", "og fo?", "fo sitt syn", but not "mye bra fo unge".
_BEFORE_A_NAME = frozenset(
    "og eller men mot med hos ifølge ifølgje følge følgje iflg til av fra frå for at om mellom "
    "både vil ville er har går kan skal bør gjør gjer ber enn and or of by from about does do did "
    "is the to than".split()
) | frozenset(SAYING_VERBS)
_AFTER_A_NAME = frozenset(
    "og eller sitt sin sine si om at vil ville går skal bør and or wants says thinks proposes "
    "supports".split()
) | frozenset(SAYING_VERBS)
# "Dario Fo": the last name of a person.
_SURNAME = re.compile(r"\b[A-ZÆØÅ]\w*\s$")


class Role(StrEnum):
    """Why a question names an organisation.

    It is asked; it is left out ("alle unntatt NNPF"); or somebody else is asked about it ("Hva
    mener FO om NNPF?").
    """

    ASKED = "asked"
    LEFT_OUT = "left out"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an organisation, where it stands in a question.

    Attributes:
        start: First code point; of one that is left out, with the words that say so.
        end: One past the last, the genitive's ending included.
        word: The name as it is written, without the genitive's ending.
        organisation: Whose name it is.
        uncertain: Whether it likely means the organisation and not surely.
        genitive: Whether it stands in the genitive: "FOs".
        role: Why it is named.
    """

    start: int
    end: int
    word: str
    organisation: Organisation
    uncertain: bool
    genitive: bool
    role: Role = Role.ASKED

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


def find_names(text: str, organisations: Sequence[Organisation]) -> Iterator[Mention]:
    """Find names in the text, the longest first, so that none is found inside another."""
    names = [
        (name, organisation, uncertain)
        for organisation in organisations
        for uncertain, group in (
            (False, organisation.names),
            (True, organisation.guesses),
        )
        for name in dict.fromkeys(group)
    ]
    taken: list[Span] = []
    for name, organisation, uncertain in sorted(names, key=lambda entry: -len(entry[0])):
        # Names take a genitive ("FOs", "Actis'") and open compounds ("Actis-plattformen").
        pattern = rf"(?<!\w)({_spelled(name)})({_GENITIVE.pattern}|(?!\w))"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            free = all(match.end() <= start or end <= match.start() for start, end in taken)
            if free and _is_name(name, match, text):
                taken.append(match.span())
                yield Mention(*match.span(), match[1], organisation, uncertain, bool(match[2]))


def end_of_genitive(text: str, end: int) -> int:
    """One past the genitive's ending of a name that ends at ``end``; ``end`` if it has none."""
    ending = _GENITIVE.match(text, end)
    return ending.end() if ending else end


def blanked(text: str, spans: Iterable[Span], blank: str = " ") -> str:
    """The text with every character at ``spans`` replaced."""
    kept = list(text)
    for start, end in spans:
        kept[start:end] = blank * (end - start)
    return "".join(kept)


def without_names(text: str, spans: Iterable[Span]) -> str:
    """The text without the names at ``spans``; "" if no letter is left."""
    remaining = " ".join(blanked(text, spans).split())
    return remaining if any(char.isalpha() for char in remaining) else ""


def _spelled(name: str) -> str:
    """Pattern of the ways to write a name: "F.O.", "narkotikapoliti foreningen"."""
    if name.isupper() and name.isalpha():
        dotted = r"\.\s?".join(name)
        return rf"{name}|{dotted}\."
    words = [
        r"[\s-]?".join(word) if word.isalpha() and len(word) >= _LONG_WORD else re.escape(word)
        for word in name.split()
    ]
    return r"\s+".join(words)


def _is_name(name: str, match: re.Match[str], text: str) -> bool:
    """Whether a short name that is not typed in its own capitals stands where a name would."""
    if len(name) > _SHORT_NAME or match[1] in {name, name.upper()}:
        return True
    if match[2] or text[match.end() :].startswith("-"):
        return True
    before, after = words_of(text[: match.start()]), words_of(text[match.end() :])
    if match[1] == match[1].capitalize() and _SURNAME.search(text[: match.start()]):
        return bool(before) and before[-1] in _BEFORE_A_NAME
    return (
        not before
        or not after
        or before[-1] in _BEFORE_A_NAME
        or after[0] in _AFTER_A_NAME
        or text[: match.start()].rstrip()[-1:] in tuple("?!.:,–—-(«\"'")
    )
