"""Who is asked: the places of a question where holders of views stand, and the names there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.bodies import (
    BODIES_BY_ENDING,
    ENGLISH_HEADS,
    HOLDERS_OF_VIEWS,
    NAMES_BY_ENDING,
    NOT_BY_ENDING,
    PUBLIC_BODIES,
)
from qa.content import FUNCTION_WORDS, SAYING_VERBS, content_words
from qa.names import Span, blanked

# What a known name is replaced with while the places of names are read.
_MASK = "\0"
_CAPITAL = "A-ZÀ-ÖØ-Þ"


def find_holders(text: str, known: Iterable[Span]) -> list[Span]:
    """Find the names of those who are asked for their view, beside the known names, in order.

    Args:
        text: The question.
        known: Where names stand that are known; these are left out.
    """
    masked = blanked(text, known, _MASK)
    read = _FIRST_LETTER.sub(_lower, masked) if _capitals_tell(text) else _lower(masked)
    spans = {span for place in _places(read) for span in _names_in(read, place)}
    return sorted(
        (start, end)
        for start, end in spans
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)
    )


def _any_of(names: Sequence[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_ENDS = r"(?:['’]?s|['’])?(?![\w\0]|-\w)"
_NORWEGIAN = r"(?:de[nt]\s+)?(?:norske?|norges|noregs|nasjonal\w*)\s+(?:\w+\s+)?"
_WORD_ENDING = (
    rf"(?!(?:{NOT_BY_ENDING})(?:s|en|a)?\b)(?:{_NORWEGIAN}\w*|(?:\w+-\s?og\s+)?[\w-]{{3,40}})"
)
_SMALL_WORDS = "a|an|the|do|does|did|is|are|was|what|which|who|how|why|of|to|by|in|on|and|or|that"
_ENGLISH_NAME = (
    rf"(?:(?!(?:{_SMALL_WORDS})\b)[\w'’]+\s+){{1,3}}?(?:{ENGLISH_HEADS})(?!\w)|"
    rf"(?:{ENGLISH_HEADS})\s+(?:of|for)\s+\w+(?:\s+and\s+\w+)?"
)
_CERTAIN = (
    rf"(?i:(?<!\w)(?:{_any_of(HOLDERS_OF_VIEWS)}|{_WORD_ENDING}(?:{NAMES_BY_ENDING})){_ENDS})"
)
_BODY = (
    rf"(?i:(?<!\w)(?:{_any_of(PUBLIC_BODIES)}|{_WORD_ENDING}(?:{BODIES_BY_ENDING})){_ENDS}"
    rf"|(?<!\w)(?:{_ENGLISH_NAME}){_ENDS})"
)
_PROPER = (
    rf"(?<!\w)(?!(?:NOU|Meld|Prop|Innst|Dok|St|Ot)\b)[{_CAPITAL}][\w'’-]*"
    rf"(?:\s+(?:(?:for|mot|i|av|of|på)\s+)?[{_CAPITAL}][\w'’-]*)*"
    r"(?:\s+(?:kommune|fylkeskommune|universitet|sykehus|sjukehus)(?!\w))?"
)
_THE = (
    r"(?i:(?:(?:partie[nt]e?|partia|organisasjonen|foreningen|den|det|de|the)\s+)?"
    r"(?:(?:norske?|norwegian)\s+)?)"
)
_AND = r"(?i:\s*[,/&]\s*|\s+(?:og|eller|and|or|samt|kontra|vs\.?|versus)\s+)"


def _holders(*names: str) -> str:
    """Pattern of one or several holders of views, known ones among them."""
    one = rf"(?:\0+|{_THE}(?:{'|'.join(names)}))"
    return rf"(?P<who>{one}(?:{_AND}{one}){{0,9}})"


# Beside a verb of saying whatever has a capital letter is a name, and elsewhere not. A public body
# is as likely the topic, and its proposals are.
_NAMED = _holders(_CERTAIN, _BODY, _PROPER)
_CERTAINLY_NAMED, _NAMED_PRIVATELY = _holders(_CERTAIN, _BODY), _holders(_CERTAIN)
_SAYING = rf"(?:{'|'.join(SAYING_VERBS)})"
_WORDS_BETWEEN = rf"(?:(?!(?:at|som|om|that|{_SAYING})\b)[\w-]+\s+){{0,5}}?"
# Not "hvem støtter …": who stands there is not asked, but what.
_OPENING = (
    r"(?i:(?:^|[.?!:;,–—(\"«-]|\b(?:og|men|så|and|but)\b)\s*|"
    rf"\b(?:hva|kva|hvilke[nt]?|hvorfor|kvifor|hvordan|korleis|hvor|kor|når)\s+{_WORDS_BETWEEN})"
)
_STANCE = (
    r"(?i:\s+(?:\w+\s+){0,2}?(?:mot|imot|u?enige?|samde?|usamde?|positive?|negative?|skeptiske?|"
    r"kritiske?|tilhengere?|motstandere?|for(?!\s+(?:dårlig|lite|mye|stor|sv?ak|tre[gi]|sein|få))|"
    r"in\s+favou?r|against|opposed|scepti\w+|skeptic\w+|agree\w*)\b)"
)
_VIEW = (
    r"(?i:syn(?:et)?|synspunkt\w*|holdning\w*|haldning\w*|mening\w*|meining\w*|standpunkt\w*|"
    r"views?|positions?|stances?|opinions?)\b"
)
_PROPOSAL = (
    r"(?i:forslag\w*|framlegg\w*|\w*politikk\w*|krav\w*|innspill\w*|proposals?|polic(?:y|ies))\b"
)

# Where the subject of a question stands: Norwegian verbs go before it, English ones around it.
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_OPENING}(?i:{_SAYING})\s+{_NAMED}",
        rf"{_OPENING}(?i:vil|ville|går|gjør|gjer|ber)\s+{_CERTAINLY_NAMED}",
        rf"{_OPENING}(?i:er|is|are)\s+{_CERTAINLY_NAMED}{_STANCE}",
        rf"{_OPENING}(?i:har)\s+{_CERTAINLY_NAMED}(?i:\s+(?:no[ek]\w*|e[nit]n?)\s)",
        rf"(?i:\b(?:do|does|did|would)\s+){_NAMED}(?i:\s+(?:\w+ly\s+)?(?:think|say|want|propose|"
        r"support|oppose|believe|mean|demand|recommend|argue|favou?r|suggest|feel|stand|view|see|"
        r"agree|disagree|have|ask|call)\b)",
    )
)
# Here a name may as well be part of the topic of what somebody else is asked.
_BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\b(?:hva|kva|what|why|hvorfor|kvifor)\s+){_NAMED}"
        rf"\s+(?i:{_SAYING}|vil|går\s+inn|thinks?|says?|wants?|proposes?|supports?)\b",
        rf"(?i:\blur(?:er|ar)\s+på\s+om\s+|\bwhether\s+){_CERTAINLY_NAMED}\s+\w+",
        rf"(?:\0+\s+{_VIEW}{_AND})?{_NAMED}(?i:\s+(?:sitt|sin))?\s+{_VIEW}",
        rf"{_NAMED_PRIVATELY}(?i:\s+(?:sitt|sin|sine|si))?\s+(?:\w+\s+)?{_PROPOSAL}",
        rf"{_PROPOSAL}\s+(?i:til|hos|of|from)\s+{_NAMED_PRIVATELY}",
        rf"{_VIEW}\s+(?i:til|hos|of|from)\s+{_CERTAINLY_NAMED}",
        rf"(?i:\b(?:ifølgj?e|i\s+følgj?e|iflg\.?|according\s+to)\s+){_NAMED}",
        r"(?i:\b(?:forskjell\w*|skilnad\w*|u?enighet\w*|difference\w*)\s+"
        r"(?:på|mellom|between|blant)\s+|\b(?:sammenlik?gne?|samanlikne?|compare)\s+)"
        rf"{_NAMED}",
    )
)
_FRAGMENTS = re.compile(r"[^.?!;:()–—,\n]+")
_ALONE = re.compile(
    r"\s*(?i:(?:og|men|eller|enn|så|and|but|or|so|(?:hva|kva)\s+(?:med|om)|(?:what|how)\s+about)"
    rf"\s+){{0,3}}{_NAMED_PRIVATELY}\s*(?i:da|då|then)?\s*"
)
_CERTAIN_NAME = re.compile(f"{_CERTAIN}|{_BODY}")
_ANY_NAME = re.compile(f"{_CERTAIN}|{_BODY}|{_PROPER}")
# What opens a sentence has a capital letter anyway; an acronym shows itself there too.
_FIRST_LETTER = re.compile(r"(?:^|[.?!:]\s)\W*\w(?![A-ZÆØÅ])")


def _places(read: str) -> Iterator[Span]:
    """Where those stand who are asked; ``read`` is the question with known names masked."""
    asked = [match for pattern in _ASKED for match in pattern.finditer(read)]
    yield from (match.span("who") for match in asked)
    # After somebody who is asked comes what is asked, to the end of the sentence.
    topics = [(m.end("who"), _end_of_sentence(read, m.end("who"))) for m in asked]
    for pattern in _BESIDE:
        for match in pattern.finditer(read):
            start, end = match.span("who")
            is_topic = any(begins <= start < ends for begins, ends in topics)
            # Where known ones are asked, others are asked beside them or are the topic.
            if not is_topic and (_MASK in match[0] or _MASK not in read):
                yield start, end
    for fragment in _FRAGMENTS.finditer(read):
        if alone := _ALONE.fullmatch(read, *fragment.span()):
            yield alone.span("who")


def _names_in(read: str, place: Span) -> Iterator[Span]:
    """The names that the catalogue does not hold at a place of holders, genitives cut off."""
    for match in _ANY_NAME.finditer(read, *place):
        name = re.sub(r"['’]s?$|(?<=[A-ZÆØÅ]{2})s$", "", match[0])
        if _CERTAIN_NAME.fullmatch(name[:-1]):
            name = name.removesuffix("s")
        is_compound = re.search(r"-[a-zæøå]+$", name) and not _CERTAIN_NAME.fullmatch(name)
        if content_words(name) and not is_compound:
            yield match.start(), match.start() + len(name)


def _lower(text: str | re.Match[str]) -> str:
    """Lower case, every letter kept at its place."""
    letters = text if isinstance(text, str) else text[0]
    return "".join(low if len(low := char.lower()) == 1 else char for char in letters)


def _end_of_sentence(text: str, start: int) -> int:
    end = re.compile(r"[.?!]").search(text, start)
    return end.start() if end else len(text)


def _capitals_tell(text: str) -> bool:
    """Whether capital letters set names apart, and not all the words."""
    words = [word for word in text.split() if word[0].isalpha()]
    if any(word in FUNCTION_WORDS or word in SAYING_VERBS for word in words[1:]):
        return True
    return sum(word[0].isupper() for word in words) <= max(2, len(words) // 2)
