"""Organisations and years that a question asks for and that the corpus has nothing of.

An organisation is outside only where the question asks for its view: as the subject of a verb of
saying or wanting ("Hva mener Høyre …?"), beside somebody who is asked ("Er FO og Frp enige?"), as
the owner of a view ("Rødt sitt syn"), as a source ("ifølge Legeforeningen") or on its own ("Og
Venstre?"). As a topic ("Hva mener FO om Nav?") it is a word to search for like any other. What
stands there must look like a name: by a capital letter inside the sentence, by its ending
("-foreningen"), or by a list of those that are named by ordinary words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from rapidfuzz.distance import OSA

from corpus.catalogue import Organisation
from qa.answer import Outside, OutsideKind
from qa.content import FUNCTION_WORDS, words_of
from qa.holders import find_holders
from qa.names import Mention, Span, end_of_genitive, find_names
from qa.roles import with_roles

_YEAR = re.compile(r"(?<![\w:/,])(?:19|20)\d\d(?![\w:/]|[.,]\d)")
_NATIONAL = frozenset("norsk norske norges noregs".split())
_BEFORE_A_YEAR = frozenset(
    "i fra frå til siden sidan før etter innen innan år året in since by before after until from "
    "januar februar mars april mai juni juli august september oktober november desember january "
    "february march may june july october december rundt around of".split()
)


def find_outside(
    text: str, organisations: Sequence[Organisation], years: Set[int]
) -> tuple[Outside, ...]:
    """Find what a question asks for that the corpus has nothing of, organisations first.

    Args:
        text: The question.
        organisations: Those of the catalogue.
        years: Those that the documents are from or mention (``Library.years``); where it is empty,
            no year is outside.
    """
    _, spans = read_named(text, organisations)
    found = [Outside(text[start:end], OutsideKind.ORGANISATION) for start, end in spans]
    if years:
        asked = [match for match in _YEAR.finditer(text) if _is_year(match, text)]
        found += [Outside(m[0], OutsideKind.YEAR) for m in asked if int(m[0]) not in years]
    return tuple({outside.word.casefold(): outside for outside in reversed(found)}.values())[::-1]


def read_named(
    text: str, organisations: Sequence[Organisation]
) -> tuple[list[Mention], list[Span]]:
    """Read whom a question names, each in order.

    Returns:
        Mentions of the catalogue's organisations, and where others stand that are asked for their
        view. Who is asked by a name of the catalogue that is inflected, shortened or misspelt
        ("Aktis") is an uncertain mention. Each mention tells why it is made.
    """
    mentions = list(find_names(text, organisations))
    outside: list[Span] = []
    for start, end in find_holders(text, [mention.span for mention in mentions]):
        akin = _akin(text[start:end], organisations)
        if len(akin) == 1:
            word, after = text[start:end], end_of_genitive(text, end)
            mentions.append(Mention(start, after, word, akin[0], True, after > end))
        elif not akin:
            outside.append((start, end))
    return with_roles(sorted(mentions, key=lambda mention: mention.start), text), outside


def _akin(name: str, organisations: Sequence[Organisation]) -> list[Organisation]:
    """The organisations that a name may be one of, inflected, shortened or misspelt."""
    return [
        organisation
        for organisation in organisations
        if any(_resembles(name, known) for known in organisation.names)
    ]


def _resembles(name: str, known: str) -> bool:
    stems = {_stem(word) for word in words_of(name)}
    if stems and stems <= {_stem(word) for word in words_of(known)} - FUNCTION_WORDS:
        return True
    return min(len(name), len(known)) > 4 and OSA.distance(name.lower(), known.lower()) < 2


def _stem(word: str) -> str:
    """The word without its ending, and without the difference of Bokmål and Nynorsk."""
    if word in _NATIONAL:
        return "norsk"
    word = word.replace("foreining", "forening")
    return re.sub(r"(?:ene|en|et|a|s)$", "", word) if len(word) > 4 else word


def _is_year(match: re.Match[str], text: str) -> bool:
    """Whether four digits are a year and no count: not "2000 plasser" or "2000–2500 kroner"."""
    before, after = text[: match.start()].split(), text[match.end() :].split()
    if before and before[-1].lower() in _BEFORE_A_YEAR:
        return True
    follows = after[0].lower() if after else ""
    numbers = [int(n) for n in re.findall(r"\d+", " ".join(after[:2]))]
    return not (follows.isalpha() and follows not in FUNCTION_WORDS) and all(
        1900 <= number < 2100 for number in numbers
    )
