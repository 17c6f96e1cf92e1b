"""Follow-up questions, made whole from the questions before them by rule.

"Og NKROP?" asks the last question of somebody else; "Hva med bolig?" asks the same people about
something else; "Og i fengsel?" narrows what was asked. What stands for itself is a new topic and is
left alone. The whole question is shown to the person, who can put it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.catalogue import Organisation
from embeddings.language import Language, detect_language
from qa.content import content_words, is_courtesy, words_of
from qa.question import LONGEST_QUESTION
from qa.sought import Sought, read_sought
from qa.turns import Move, Name, Turn, read_names, read_turn

_MOST_NAMES = 8
"""More names are put as "alle"."""

_AND: dict[Language, str] = {"nb": "og", "nn": "og", "en": "and"}
_ALL: dict[Language, str] = {"nb": "alle", "nn": "alle", "en": "everyone"}
_ASKED_ABOUT: dict[Language, str] = {
    "nb": "Hva mener {names} om {topic}?",
    "nn": "Kva meiner {names} om {topic}?",
    "en": "What is the view of {names} on {topic}?",
}
_PROPOSED_ON: dict[Language, str] = {
    "nb": "Hva foreslår {names} om {topic}?",
    "nn": "Kva føreslår {names} om {topic}?",
    "en": "What would {names} propose on {topic}?",
}
_ANYBODY_ON: dict[Language, str] = {
    "nb": "Hvem mener noe om {topic}?",
    "nn": "Kven meiner noko om {topic}?",
    "en": "Who says anything about {topic}?",
}
_TELLING: dict[Language, frozenset[str]] = {
    "nn": frozenset("kva kven dei kvifor korleis då ikkje meiner seier noko".split()),
    "nb": frozenset("hva hvem hvorfor hvordan ikke mener sier noe".split()),
    "en": frozenset("what how and who why the they do does".split()),
}
_NORWEGIAN = frozenset("og men med om er hos".split())
_THEM = re.compile(r"\b(?:de|dei|they|begge|both|av dem|of them)\b", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*(?:[,/&]|\b(?:og|eller|and|or)\b)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Thread:
    """What a conversation is about.

    Attributes:
        question: The last question that stands for itself, put to those who were asked last.
        more: What the last follow-up said of the same topic, or "".
        asked: Names of all whom this topic has been put to, each once, in order.
    """

    question: str
    more: str
    asked: tuple[Name, ...]

    @property
    def whole(self) -> str:
        return _followed(self.question, self.more) if self.more else self.question


def make_whole(question: str, history: Sequence[str], organisations: Sequence[Organisation]) -> str:
    """Return a question as it has to be put for somebody who has not heard the earlier ones.

    Args:
        question: What was typed now.
        history: What was typed before, first one first.
        organisations: Those that may be named.
    """
    if not _asks(question):
        return question
    thread: _Thread | None = None
    whole = question
    for text in filter(_asks, (*history, question)):
        turn = read_turn(text, organisations)
        if thread is None or turn.move is Move.ALONE:
            thread = _Thread(text, "", _distinct(_asked(turn.names, organisations)))
            whole = text
        else:
            thread, whole = _taken_up(thread, turn, organisations)
    return whole if len(whole) <= LONGEST_QUESTION else question


def _asks(text: str) -> bool:
    return bool(words_of(text)) and not is_courtesy(text)


def _taken_up(
    thread: _Thread, turn: Turn, organisations: Sequence[Organisation]
) -> tuple[_Thread, str]:
    """The conversation after a follow-up, and the follow-up made whole."""
    named = _asked(turn.names, organisations)
    if turn.move is Move.NEW_TOPIC:
        last = named or _asked(read_names(thread.question, organisations), organisations)
        language = language_after(turn.text, detect_language(thread.question))
        question = _about(turn.topic, _words(last), thread, language)
        return _Thread(question, "", _distinct(last)), question
    if turn.move in {Move.OF_ALL, Move.OF_ALL_TOGETHER}:
        together = thread.asked if len(thread.asked) > 1 and _means_them(turn) else ()
        question = _put_to(_words(together), thread.question, organisations, only_instead=True)
        thread = replace(thread, question=question, more="")
        return thread, question if turn.move is Move.OF_ALL else _followed(question, turn.text)
    if turn.move is Move.OF_THE_REST and thread.asked:
        asked = {name.organisation for name in thread.asked}
        named = _names_of(o for o in organisations if o.id not in asked)
    before = thread.question
    if named:
        question = _put_to(_words(named), before, organisations)
        thread = replace(thread, question=question, asked=_distinct((*thread.asked, *named)))
    if turn.move is not Move.MORE:
        return thread, thread.whole
    # Follow-ups build on the last question that stands for itself, not on one another, or a long
    # conversation would make a question of everything that was ever asked.
    names_them = turn.names and not read_names(before, organisations)
    whole = _followed(before if names_them else thread.question, turn.text)
    return (replace(thread, more=turn.text) if content_words(turn.text) else thread), whole


def _asked(names: Sequence[Name], organisations: Sequence[Organisation]) -> tuple[Name, ...]:
    """Those who are asked, where names are asked or left out."""
    asked = tuple(name for name in names if not name.left_out)
    if asked or not names:
        return asked
    left_out = {name.organisation for name in names}
    return _names_of(o for o in organisations if o.id not in left_out)


def _names_of(organisations: Iterable[Organisation]) -> tuple[Name, ...]:
    return tuple(Name(0, 0, o.short, o.id, genitive=False) for o in organisations)


def _followed(question: str, text: str) -> str:
    """A question and what is said after it."""
    end = "" if question.rstrip()[-1:] in tuple(".?!:…") else "?"
    return f"{question.rstrip()}{end} {text}"


def _distinct(names: Sequence[Name]) -> tuple[Name, ...]:
    return tuple({n.organisation or n.word.casefold(): n for n in reversed(names)}.values())[::-1]


def _words(names: Sequence[Name]) -> list[str]:
    return [name.word for name in names]


def _means_them(turn: Turn) -> bool:
    """Whether it asks after those who were asked ("er de enige?"), and not who else."""
    return _THEM.search(turn.text) is not None


def _about(topic: str, names: Sequence[str], thread: _Thread, language: Language) -> str:
    """A question to the same people about another topic."""
    if not names:
        return _ANYBODY_ON[language].format(topic=topic)
    wants_list = read_sought(thread.question) is Sought.LIST
    form = (_PROPOSED_ON if wants_list else _ASKED_ABOUT)[language]
    return form.format(names=_joined(names, language), topic=topic)


def _put_to(
    names: Sequence[str],
    question: str,
    organisations: Sequence[Organisation],
    *,
    only_instead: bool = False,
) -> str:
    """The question, put to others: instead of those it names, or else with the names after it.

    Without names, or with very many, it is put to all.
    """
    language = detect_language(question)
    joined = _joined(names, language) if 0 < len(names) <= _MOST_NAMES else _ALL[language]
    earlier = read_names(question, organisations)
    if not earlier:
        return question if only_instead else _followed(question, joined)
    end = earlier[0].end
    genitive = earlier[0].genitive
    for name in earlier[1:]:
        if not _BETWEEN_NAMES.fullmatch(question, end, name.start):
            break
        end, genitive = name.end, name.genitive
    ending = "" if not genitive else "’" if joined[-1] in "sxzSXZ" else "s"
    return f"{question[: earlier[0].start]}{joined}{ending}{question[end:]}"


def _joined(names: Sequence[str], language: Language) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_AND[language]} {names[-1]}"


def language_after(text: str, before: Language) -> Language:
    """The language of a follow-up: that of its small words, or else the one spoken before.

    What Bokmål and Nynorsk share tells that it is Norwegian, which is then read as Bokmål unless it
    was Nynorsk before.
    """
    words = set(words_of(text))
    for language, telling in _TELLING.items():
        if words & telling:
            return language
    return "nb" if before == "en" and words & _NORWEGIAN else before
