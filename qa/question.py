"""What is asked: whom, for what kind of answer, in which language, and the words to search for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from corpus.catalogue import Organisation
from embeddings.language import Language, detect_language
from qa.answer import AliasGuess, Outside, OutsideKind
from qa.content import SAYING_VERBS, content_words, is_courtesy
from qa.names import Mention, Role, Span, blanked, without_names
from qa.outside import find_outside, read_named
from qa.problems import Problem, QuestionError
from qa.roles import asks_the_rest_too
from qa.sought import Sought, read_sought, wants_proposals
from qa.topic import topic_of

LONGEST_QUESTION = 1000
"""Longest question, in code points."""

MOST_QUESTIONS = 3
"""Most topics that may be asked about at once."""

_BETWEEN_QUESTIONS = re.compile(
    rf"\?|(?=\b(?:hva|kva|what)\s+(?:{'|'.join(SAYING_VERBS)}|vil|do|does)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    Attributes:
        text: What the person typed, white space and control characters cleaned, and spelling
            corrected outside names.
        organisations: Organisations that it asks by name, in catalogue order, or all but those that
            it leaves out; () for all. One that others are asked about is not among them.
        guesses: Names among these that are likely and not certain.
        search_text: What is asked about: the question without the names, which would only pull
            towards every passage in which an organisation names itself, and without words that
            only ask ("hva mener … om", "er … enige om").
        language: The language that it is asked in.
        sought: What kind of answer it asks for.
        wants_proposals: Whether it asks what somebody proposes, thinks or wants, and not for facts
            or background.
        outside: Organisations and years that it asks for and that the corpus has nothing of.
    """

    text: str
    organisations: tuple[Organisation, ...]
    guesses: tuple[AliasGuess, ...]
    search_text: str
    language: Language
    sought: Sought
    wants_proposals: bool
    outside: tuple[Outside, ...]

    @property
    def asks_only_outside(self) -> bool:
        """Whether all organisations that it asks are outside the catalogue."""
        kinds = {outside.kind for outside in self.outside}
        return OutsideKind.ORGANISATION in kinds and not self.organisations


def understand(
    text: str,
    organisations: Sequence[Organisation],
    correct: Callable[[str], str] = str,
    years: Set[int] = frozenset(),
) -> Question:
    """Read a question.

    Args:
        text: What the person typed.
        organisations: Those that it may name.
        correct: Corrects the spelling of words; names are not given to it.
        years: Those that the corpus is from or mentions; where it is empty, years are not judged.

    Raises:
        QuestionError: It is empty, too long, holds no word, was not decoded from UTF-8, only greets
            or thanks, or is several questions at once.
    """
    cleaned = _clean(text)
    if is_courtesy(cleaned):
        raise QuestionError(Problem.COURTESY, text=cleaned)
    cleaned = _corrected(cleaned, _spans(*read_named(cleaned, organisations)), correct)
    mentions, outside = read_named(cleaned, organisations)
    spans = _spans([m for m in mentions if m.role is not Role.TOPIC], outside)
    _refuse_many(cleaned, spans)
    nameless = without_names(cleaned, spans)
    found = [mention for mention in mentions if mention.role is Role.ASKED]
    certain = {mention.organisation.id for mention in found if not mention.uncertain}
    return Question(
        text=cleaned,
        organisations=(
            () if asks_the_rest_too(mentions, cleaned) else _asked(mentions, organisations)
        ),
        guesses=tuple(
            dict.fromkeys(
                AliasGuess(mention.word, mention.organisation)
                for mention in found
                if mention.organisation.id not in certain
            )
        ),
        search_text=topic_of(nameless) or cleaned,
        language=detect_language(cleaned if nameless else ""),
        sought=read_sought(cleaned),
        wants_proposals=wants_proposals(cleaned),
        outside=find_outside(cleaned, organisations, years),
    )


def _asked(
    mentions: Sequence[Mention], organisations: Sequence[Organisation]
) -> tuple[Organisation, ...]:
    named = {m.organisation.id for m in mentions if m.role is Role.ASKED}
    left_out = {m.organisation.id for m in mentions if m.role is Role.LEFT_OUT}
    if left_out and not named:
        named = {organisation.id for organisation in organisations} - left_out
    return tuple(o for o in organisations if o.id in named)


def _clean(text: str) -> str:
    categories = {char: unicodedata.category(char) for char in text}
    if "Cs" in categories.values():
        raise QuestionError(Problem.UNREADABLE)
    # Format characters, such as the soft hyphen, stand inside words and are not seen.
    visible = "".join(
        " " if categories[char] in {"Cc", "Zl", "Zp"} else char
        for char in text
        if categories[char] != "Cf"
    )
    cleaned = unicodedata.normalize("NFC", " ".join(visible.split()))
    if not cleaned:
        raise QuestionError(Problem.EMPTY)
    if len(cleaned) > LONGEST_QUESTION:
        raise QuestionError(Problem.TOO_LONG, count=len(cleaned), limit=LONGEST_QUESTION)
    if sum(char.isalpha() for char in cleaned) < 2:
        shown = cleaned if len(cleaned) <= 20 else cleaned[:20] + "…"
        raise QuestionError(Problem.NO_WORDS, text=shown)
    return cleaned


def _spans(mentions: Sequence[Mention], outside: Sequence[Span]) -> list[Span]:
    """Where organisations are named, in order."""
    return sorted([*(mention.span for mention in mentions), *outside])


def _corrected(text: str, names: Sequence[Span], correct: Callable[[str], str]) -> str:
    """Correct what stands between the names."""
    pieces: list[str] = []
    end = 0
    for start, after in names:
        pieces += (correct(text[end:start]), text[start:after])
        end = after
    return "".join((*pieces, correct(text[end:])))


def _refuse_many(text: str, names: Sequence[Span]) -> None:
    """Refuse a text of more questions than one answer can keep apart.

    Those are different topics of different organisations, or very many topics. Questions on the
    same topic ("Og NKROP? Og FO?") count once.
    """
    read = blanked(text, names)
    bounds = [0, *(match.end() for match in _BETWEEN_QUESTIONS.finditer(read)), len(read)]
    asked: dict[frozenset[str], frozenset[str]] = {}
    for start, end in pairwise(bounds):
        if topic := frozenset(content_words(read[start:end])):
            asked[topic] = frozenset(text[a:b].lower() for a, b in names if start <= a < end)
    if len(asked) > MOST_QUESTIONS or (
        len(asked) > 1 and len(set(filter(None, asked.values()))) > 1
    ):
        raise QuestionError(Problem.SEVERAL, count=len(asked))
