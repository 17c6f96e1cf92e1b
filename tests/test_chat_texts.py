"""The page's words: the same things in every language, and each language itself."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest
from worded import (
    BOKMAAL_ONLY,
    NORWEGIAN,
    WITHOUT_LETTERS,
    placeholders,
    said,
    without_placeholders,
)
from worded import ENGLISH as ENGLISH_WORDS

from embeddings.language import Language
from embeddings.steps import Step
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts, texts_of

# The answers' words have tests of their own; the program's name is the same in every language,
# and each language names itself.
ELSEWHERE = {"language", "wording"}
NAMES = {"frame.title", "frame.language_name"}
LANGUAGES = get_args(Language)


def own(texts: Texts) -> dict[str, str]:
    parts = [field.name for field in fields(texts) if field.name not in ELSEWHERE]
    return {f"{part}.{name}": text for part in parts for name, text in said(getattr(texts, part))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things_with_the_same_gaps(language: Language) -> None:
    assert texts_of(language) is {"nb": BOKMAL, "nn": NYNORSK, "en": ENGLISH}[language]
    theirs, ours = own(texts_of(language)), own(BOKMAL)
    assert theirs.keys() == ours.keys()
    for name, text in theirs.items():
        assert text.strip() == text != "", name
        assert placeholders(text) == placeholders(ours[name]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_the_start_has_words_of_its_own(language: Language) -> None:
    steps = texts_of(language).frame.steps
    assert set(steps) == set(Step)
    assert len(set(steps.values())) == len(Step)


def test_nynorsk_is_nynorsk_and_english_is_english() -> None:
    for name, text in own(NYNORSK).items():
        assert name in NAMES or not BOKMAAL_ONLY.search(text), name
    for name, text in own(ENGLISH).items():
        assert name in NAMES or not NORWEGIAN.search(without_placeholders(text)), name


@pytest.mark.parametrize("texts", [BOKMAL, NYNORSK])
def test_norwegian_is_norwegian_and_has_all_its_letters(texts: Texts) -> None:
    for name, text in own(texts).items():
        ours = without_placeholders(text)
        assert name in NAMES or not ENGLISH_WORDS.search(ours), name
        assert not WITHOUT_LETTERS.search(ours), name


def test_each_part_of_the_page_is_in_a_language_of_its_own() -> None:
    for part in (field.name for field in fields(Texts) if field.name not in ELSEWHERE):
        assert len({str(getattr(texts, part)) for texts in (BOKMAL, NYNORSK, ENGLISH)}) == 3, part


@pytest.mark.parametrize("word", ["paa", "Spoersmaal", "vaere", "sporsmal", "Soket", "horingen"])
def test_a_word_without_its_letters_would_be_seen(word: str) -> None:
    assert WITHOUT_LETTERS.search(word)


@pytest.mark.parametrize(
    "word", ["noen", "noe", "temaene", "temaa", "på", "spørsmål", "sjå", "opna"]
)
def test_a_word_with_its_letters_passes(word: str) -> None:
    assert not WITHOUT_LETTERS.search(word)
