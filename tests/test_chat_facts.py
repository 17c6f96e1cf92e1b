from __future__ import annotations

import pytest

from corpus.catalogue import SourceDate
from embeddings.language import Language
from qa.chat.facts import date_in_words
from qa.chat.texts import texts_of


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["17. februar 2015", "april 2024", "2021", "ca. 2021"]),
        ("nn", ["17. februar 2015", "april 2024", "2021", "ca. 2021"]),
        ("en", ["17 February 2015", "April 2024", "2021", "c. 2021"]),
    ],
)
def test_a_date_is_as_precise_as_it_is_known_and_in_the_languages_form(
    language: Language, words: list[str]
) -> None:
    dates = [
        SourceDate("2015-02-17", True),
        SourceDate("2024-04", True),
        SourceDate("2021", True),
        SourceDate("2021", False),
    ]
    assert [date_in_words(date, texts_of(language)) for date in dates] == words
