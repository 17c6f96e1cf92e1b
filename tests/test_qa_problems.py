from __future__ import annotations

from typing import get_args

import pytest
from worded import BOKMAAL_ONLY, NORWEGIAN, placeholders, said, without_placeholders

from embeddings.language import Language
from qa.problems import SENTENCES, Problem, QuestionError
from settings import UserError

LANGUAGES = get_args(Language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence_in_every_language_with_the_same_values(
    language: Language,
) -> None:
    assert SENTENCES.keys() == set(LANGUAGES)
    assert SENTENCES[language].keys() == set(Problem)
    for problem, sentence in SENTENCES[language].items():
        assert sorted(placeholders(sentence)) == sorted(placeholders(SENTENCES["nb"][problem]))
        assert sentence.endswith(".")
        assert sentence.count(";") == 1, "what is wrong; what to do"


def test_the_languages_are_what_they_are() -> None:
    for name, text in said(SENTENCES["nn"]):
        assert not BOKMAAL_ONLY.search(text), name
    for name, text in said(SENTENCES["en"]):
        assert not NORWEGIAN.search(without_placeholders(text)), name


def test_a_refusal_says_what_is_wrong_in_the_language_of_the_reader() -> None:
    error = QuestionError(Problem.TOO_LONG, count=1200, limit=1000)
    assert isinstance(error, UserError)
    assert (error.problem, error.values) == (Problem.TOO_LONG, {"count": 1200, "limit": 1000})
    assert [error.in_language(language) for language in ("nb", "nn", "en")] == [
        "Spørsmålet har 1200 tegn, og grensen er 1000; skriv det kortere.",
        "Spørsmålet har 1200 teikn, og grensa er 1000; skriv det kortare.",
        "The question has 1200 characters, and the limit is 1000; make it shorter.",
    ]
    assert str(error) == error.in_language("nb")


def test_braces_in_what_a_person_typed_are_shown_as_they_are() -> None:
    error = QuestionError(Problem.NO_WORDS, text="{0} {text}")
    for language in ("nb", "nn", "en"):
        assert "{0} {text}" in error.in_language(language)
