from __future__ import annotations

from typing import get_args

import pytest
from worded import BOKMAAL_ONLY, NORWEGIAN, placeholders, said, without_placeholders

from corpus.catalogue import DOCUMENT_KINDS, SourceDate
from corpus.strength import Strength
from embeddings.language import Language, detect_language
from qa.wording import BOKMAL, ENGLISH, NYNORSK, lines_in_words, wording_of, year_in_words


@pytest.mark.parametrize("language", get_args(Language))
def test_every_language_has_a_table_of_its_own(language: Language) -> None:
    tables = {"nb": BOKMAL, "nn": NYNORSK, "en": ENGLISH}
    assert wording_of(language) is tables[language]


@pytest.mark.parametrize("language", get_args(Language))
def test_every_table_says_the_same_things_with_the_same_gaps(language: Language) -> None:
    theirs, ours = dict(said(wording_of(language))), dict(said(BOKMAL))
    assert theirs.keys() == ours.keys()
    for name, text in theirs.items():
        assert text.strip() == text != "", name
        assert placeholders(text) == placeholders(ours[name]), name


@pytest.mark.parametrize("language", get_args(Language))
def test_every_strength_kind_and_month_has_a_name_of_its_own(language: Language) -> None:
    wording = wording_of(language)
    assert set(wording.strengths) == set(Strength)
    assert set(wording.kinds) == set(DOCUMENT_KINDS)
    for names in (wording.strengths.values(), wording.kinds.values(), wording.months):
        assert len(set(names)) == len(names)
    assert len(wording.months) == 12


def test_english_says_nothing_as_norwegian_does() -> None:
    ours = dict(said(BOKMAL))
    assert [name for name, text in said(ENGLISH) if text == ours[name]] == []
    for name, text in said(ENGLISH):
        assert not NORWEGIAN.search(without_placeholders(text)), name


def test_nynorsk_is_nynorsk() -> None:
    for name, text in said(NYNORSK):
        assert not BOKMAAL_ONLY.search(text), name
    ours = dict(said(BOKMAL))
    alike = {name.split(".")[0] for name, text in said(NYNORSK) if text == ours[name]}
    assert alike <= {
        "one_item", "line", "lines", "page", "item", "date", "circa", "recipient", "reference",
        "conjunction", "disjunction", "columns", "strengths", "kinds", "months",
    }  # fmt: skip


@pytest.mark.parametrize("language", get_args(Language))
def test_the_sentences_are_read_as_their_language(language: Language) -> None:
    wording = wording_of(language)
    assert detect_language(wording.nothing_found) == language
    assert detect_language(wording.nearest) == language
    assert detect_language(wording.nearest_supposed) == language


def test_years_and_lines_are_told_in_words() -> None:
    assert year_in_words(SourceDate("2024-04-28", True), ENGLISH) == "2024"
    assert year_in_words(SourceDate("2021", False), ENGLISH) == "c. 2021"
    assert year_in_words(SourceDate("2021", False), NYNORSK) == "ca. 2021"
    assert [lines_in_words(lines, ENGLISH) for lines in ("7", "7-9")] == ["line 7", "lines 7–9"]
    assert [lines_in_words(lines, BOKMAL) for lines in ("7", "7-9")] == ["linje 7", "linje 7–9"]
