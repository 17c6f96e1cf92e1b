"""What is asked: whom, for what kind of answer, in which language, and the words to search for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.catalogue import Organisation
from embeddings.language import Language, detect_language
from qa.answer import AliasGuess
from qa.sought import Sought, read_sought
from settings import UserError

LONGEST_QUESTION = 1000
"""Longest question, in code points."""


class QuestionError(UserError):
    """A question that cannot be searched for; the sentence is in Norwegian, for the asker."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    Attributes:
        text: What the person typed, white space and control characters cleaned, and spelling
            corrected outside names.
        organisations: Organisations that it names, in catalogue order; () if it names none.
        guesses: Names among these that are likely and not certain.
        search_text: The question without the names, which would only pull towards every passage
            in which an organisation names itself.
        language: The language that it is asked in.
        sought: What kind of answer it asks for.
    """

    text: str
    organisations: tuple[Organisation, ...]
    guesses: tuple[AliasGuess, ...]
    search_text: str
    language: Language
    sought: Sought


def understand(
    text: str,
    organisations: Sequence[Organisation],
    correct: Callable[[str], str] = str,
) -> Question:
    """Read a question.

    Args:
        text: What the person typed.
        organisations: Those that it may name.
        correct: Corrects the spelling of words; names are not given to it.

    Raises:
        QuestionError: It is empty, too long, holds no word, or was not decoded from UTF-8.
    """
    cleaned = _clean(text)
    cleaned = _corrected(cleaned, list(find_names(cleaned, organisations)), correct)
    found = list(find_names(cleaned, organisations))
    named = {mention.organisation.id for mention in found}
    certain = {mention.organisation.id for mention in found if not mention.uncertain}
    return Question(
        text=cleaned,
        organisations=tuple(o for o in organisations if o.id in named),
        guesses=tuple(
            dict.fromkeys(
                AliasGuess(mention.word, mention.organisation)
                for mention in found
                if mention.organisation.id not in certain
            )
        ),
        search_text=without_names(cleaned, found) or cleaned,
        language=detect_language(cleaned),
        sought=read_sought(cleaned),
    )


def _clean(text: str) -> str:
    categories = {char: unicodedata.category(char) for char in text}
    if "Cs" in categories.values():
        raise QuestionError("Spørsmålet har tegn som ikke kan leses; skriv det på nytt i UTF-8.")
    # Format characters, such as the soft hyphen, stand inside words and are not seen.
    visible = "".join(
        " " if categories[char] in {"Cc", "Zl", "Zp"} else char
        for char in text
        if categories[char] != "Cf"
    )
    cleaned = unicodedata.normalize("NFC", " ".join(visible.split()))
    if not cleaned:
        raise QuestionError("Spørsmålet er tomt; skriv hva du vil vite.")
    if len(cleaned) > LONGEST_QUESTION:
        raise QuestionError(
            f"Spørsmålet har {len(cleaned)} tegn, og grensen er {LONGEST_QUESTION}; still det "
            "kortere."
        )
    if sum(char.isalpha() for char in cleaned) < 2:
        shown = cleaned if len(cleaned) <= 20 else cleaned[:20] + "…"
        raise QuestionError(
            f"«{shown}» inneholder ingen ord å søke etter; skriv spørsmålet med ord."
        )
    return cleaned


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an organisation, where it stands in a question."""

    start: int
    end: int
    word: str
    organisation: Organisation
    uncertain: bool


def find_names(text: str, organisations: Sequence[Organisation]) -> Iterator[Mention]:
    """Find names in the text, the longest first, so that none is found inside another."""
    names = [
        (name, organisation, uncertain)
        for organisation in organisations
        for uncertain, group in (
            (False, (organisation.name, organisation.short, *organisation.aliases)),
            (True, organisation.guesses),
        )
        for name in dict.fromkeys(group)
    ]
    taken: list[tuple[int, int]] = []
    for name, organisation, uncertain in sorted(names, key=lambda entry: -len(entry[0])):
        # Names take a genitive ("FOs", "Actis'") and open compounds ("Actis-plattformen").
        pattern = rf"(?<!\w){re.escape(name)}(?:['’]?s\b|['’](?!\w)|(?!\w))"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield Mention(*match.span(), match[0], organisation, uncertain)


def _corrected(text: str, mentions: Sequence[Mention], correct: Callable[[str], str]) -> str:
    """Correct what stands between the names."""
    pieces: list[str] = []
    end = 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        pieces += (correct(text[end : mention.start]), text[mention.start : mention.end])
        end = mention.end
    return "".join((*pieces, correct(text[end:])))


def without_names(text: str, mentions: Sequence[Mention]) -> str:
    """The text without the names in it; "" if no letter is left."""
    kept = list(text)
    for mention in mentions:
        kept[mention.start : mention.end] = " " * (mention.end - mention.start)
    remaining = " ".join("".join(kept).split())
    return remaining if any(char.isalpha() for char in remaining) else ""
