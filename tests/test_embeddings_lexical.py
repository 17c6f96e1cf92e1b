from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.lexical import LexicalIndex, character_ngrams, gloss_terms, norwegian_terms

TEXTS = ("Kommunen bør bygge boliger", "Straff hjelper ikke", "Boligen til de unge", "")


def test_norwegian_terms_are_stems_without_stop_words() -> None:
    assert norwegian_terms("Hva med boligene og BOLIGEN?") == ["bol", "bol"]


def test_gloss_terms_are_stems_without_stop_words() -> None:
    assert gloss_terms("what about the houses of patients") == ["about", "hous", "patient"]


def test_character_ngrams_cross_word_boundaries() -> None:
    assert character_ngrams("på LAR") == [" på l", "på la", "å lar", " lar "]
    assert character_ngrams("") == []


def test_texts_with_the_word_score_above_texts_without() -> None:
    scores = LexicalIndex.build(TEXTS).scores("Hva med bolig?")
    assert scores.dtype == np.float32
    assert (scores[[0, 2]] > 0).all()
    assert (scores[[1, 3]] == 0).all()


@pytest.mark.parametrize("query", ["", "?!", "hva med", "xyzzy"])
def test_a_question_without_a_known_term_scores_zero(query: str) -> None:
    assert LexicalIndex.build(TEXTS).scores(query).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("texts", [(), ("", "og det")])
def test_texts_without_terms_can_be_indexed(texts: tuple[str, ...]) -> None:
    assert LexicalIndex.build(texts).scores("bolig").tolist() == [0.0] * len(texts)


def test_another_analysis_serves_texts_and_questions_alike() -> None:
    index = LexicalIndex.build(["subuxone på resept", "fengsel"], character_ngrams)
    assert index.scores("suboxone resept").argmax() == 0


def test_a_text_that_holds_only_the_question_covers_more_of_it_than_others() -> None:
    coverage = LexicalIndex.build(TEXTS).coverage("straff hjelper")
    assert coverage.dtype == np.float32
    assert coverage.argmax() == 1
    assert coverage[[0, 2, 3]].tolist() == [0, 0, 0]


def test_coverage_is_the_score_divided_by_the_weight_of_all_terms() -> None:
    # Two texts of one word each: idf(in one) = ln(1 + 1.5 / 1.5), idf(in none) = ln(1 + 2.5 / 0.5).
    index = LexicalIndex.build(["skatt", "vei"])
    weight = np.log(2) + np.log(6)
    assert index.coverage("skatt romferge")[0] == pytest.approx(np.log(2) / 2.5 / weight)


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=30))
def test_coverage_lies_between_none_and_all(texts: list[str], query: str) -> None:
    coverage = LexicalIndex.build(texts).coverage(query)
    assert coverage.shape == (len(texts),)
    assert (coverage >= 0).all()
    assert (coverage <= 1).all()


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    LexicalIndex.build(TEXTS).scores("bolig")
    assert capfd.readouterr() == ("", "")


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=30))
def test_scores_have_one_finite_number_a_text(texts: list[str], query: str) -> None:
    for analyse in (norwegian_terms, gloss_terms, character_ngrams):
        scores = LexicalIndex.build(texts, analyse).scores(query)
        assert scores.shape == (len(texts),)
        assert np.isfinite(scores).all()
        assert (scores >= 0).all()
