"""Follow-up questions, made whole from the questions before them by rule.

"Og NKROP?" asks the last question of somebody else; "Hva med de som vil slutte?" narrows it. What
stands for itself is a new topic and is left alone. The whole question is shown to the person, who
can put it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.catalogue import Organisation
from qa.question import LONGEST_QUESTION, Mention, find_names, without_names

_WORD = re.compile(r"[^\W\d_]+")
_CONNECTIVE = re.compile(
    r"(?:og|men|eller|enn|også|òg|bare|berre|(?:hva|kva) (?:med|om)|hvorfor det|kvifor det"
    r"|and|but|or|also|only|(?:what|how) about|why is that)\b",
    re.IGNORECASE,
)
_POINTS_BACK = frozenset(
    "de dei dem den der denne dette disse desse slik slike sånn sånne da då they them there this "
    "these those then such".split()
)
# These point back or stand for nothing ("er det riktig at …").
_MAY_POINT_BACK = frozenset("det it that".split())
_MOST_CONTENT, _MOST_CONTENT_IF_UNSURE = 3, 1
_FUNCTION_WORDS = frozenset(
    "at av alle andre bare berre ble bli blir blitt bør både da de dei dem den denne der dere "
    "desse det dette disse du då eg ei ein eit ella eller en enn er et ett etter finnes finst "
    "folk for fordi foreslår føreslår fra frå får få gi gir gjør gjøre gjer gjere gå går ha har "
    "hadde han hos hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i ikke "
    "ikkje ingen ja jeg kan ka kor korleis kva kvar kven kvifor krever krev kunne la litt man "
    "med meg meiner mellom men mener mens mer meir mot må måtte når nei noe noen noko nokon nå "
    "no og om opp oss over på sa samme same seg sei seier selv sjølv si sier sin sine sitt skal "
    "skulle slags slik som synes synest så sånn til under ut utan uten ved vel vere vil ville "
    "være vært vi vår å òg også a about all also an and any are as at be been but by can could "
    "did do does for from had has have he her his how i if in is it its just many more most "
    "much my no not of on only or other our people propose proposes say says she should so some "
    "such than that the their them then there these they think thinks this those to too us want "
    "wants was we were what when where which who why will with would yes you your".split()
)


def make_whole(question: str, history: Sequence[str], organisations: Sequence[Organisation]) -> str:
    """Return a question as it has to be put for somebody who has not heard the earlier ones.

    Args:
        question: What was typed now.
        history: What was typed before, first one first.
        organisations: Those that may be named.
    """
    if not _WORD.search(question):
        return question
    whole = topic = ""
    for asked in filter(_WORD.search, (*history, question)):
        names = _names(asked, organisations)
        if not topic or not _follows_on(asked, names):
            whole = topic = asked
            continue
        # Follow-ups build on the last question that stands for itself, not on one another, or a
        # long conversation would make a question of everything that was ever asked.
        topic = _asked_of(topic, names, organisations)
        whole = f"{topic} {asked}" if _says_more(asked, names) else topic
    return whole if len(whole) <= LONGEST_QUESTION else question


def _names(text: str, organisations: Sequence[Organisation]) -> list[Mention]:
    return sorted(find_names(text, organisations), key=lambda mention: mention.start)


def _follows_on(question: str, names: Sequence[Mention]) -> bool:
    """Whether a question says too little to stand for itself."""
    if _CONNECTIVE.match(question.strip()):
        return True
    words = [word.lower() for word in _WORD.findall(without_names(question, names))]
    content = sum(word not in _FUNCTION_WORDS for word in words)
    if content == 0:
        return True
    if names:
        return False
    if not _POINTS_BACK.isdisjoint(words):
        return content <= _MOST_CONTENT
    return not _MAY_POINT_BACK.isdisjoint(words) and content <= _MOST_CONTENT_IF_UNSURE


def _asked_of(topic: str, names: Sequence[Mention], organisations: Sequence[Organisation]) -> str:
    """The earlier question, put to those whom the follow-up names."""
    if not names:
        return topic
    asked_of = " og ".join(mention.word for mention in names)
    earlier = _names(topic, organisations)
    if not earlier:
        return f"{topic} {asked_of}"
    before, after = topic[: earlier[0].start], topic[earlier[-1].end :]
    return f"{before}{asked_of}{after}"


def _says_more(question: str, names: Sequence[Mention]) -> bool:
    """Whether a follow-up says anything beside whom it asks."""
    if not names:
        return True
    words = _WORD.findall(without_names(question, names))
    return any(word.lower() not in _FUNCTION_WORDS for word in words)
