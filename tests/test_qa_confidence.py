"""The signs are read from rankings that are set by hand."""

from __future__ import annotations

import math
from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from qa_examples import position_of

from embeddings.index import Index
from qa.answer import Outside, OutsideKind
from qa.confidence import COEFFICIENTS, INTERCEPT, asks_outside, read_confidence, read_signs
from qa.question import Question, understand
from qa.retrieve import Candidate, Ranking


@pytest.fixture(scope="module")
def index(harbours: Index) -> Index:
    return harbours


def asked(index: Index, question: str) -> Question:
    return understand(question, index.library.catalogue.organisations)


def ranking(index: Index, *words: str, cosine: float = 0.5, coverage: float = 0.0) -> Ranking:
    """The passages that hold the words, all as close as one another, and so all sentences."""
    candidates = tuple(
        Candidate(position_of(index, found), 1.0, 1.0, cosine, cosine - 0.2, coverage)
        for found in words
    )
    return Ranking(candidates, np.full(len(index.sentences), cosine, dtype=np.float32))


def test_closeness_is_that_of_the_closest_in_meaning(index: Index) -> None:
    found = ranking(index, "Radio", "Losen", cosine=0.6)
    signs = read_signs(asked(index, "Hva mener de?"), found, index)
    assert signs.closeness == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("words", "cosine", "expected"),
    [
        (("Radio",), 0.4, 0.0),
        (("Radio",), 0.2, 0.1),
        # Of two passages the closest is a little closer by chance: .2 + .03 ln 2.
        (("Radio", "Losen"), 0.2, 0.1 + 0.0208),
    ],
)
def test_what_unrelated_passages_reach_grows_with_their_number(
    index: Index, words: tuple[str, ...], cosine: float, expected: float
) -> None:
    found = ranking(index, *words, cosine=cosine)
    signs = read_signs(asked(index, "Hva mener de?"), found, index)
    assert signs.short_of_chance == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("question", "granted"),
    [
        ("Hvorfor vil de stenge havnen?", 1),
        ("Stemmer det at losen skal bort?", 1),
        ("Er det riktig at fyrene legges ned?", 1),
        ("Kvifor er dei imot?", 1),
        ("Why do they oppose it?", 1),
        ("Hva mener de om fyr?", 0),
        ("Er de imot stenging?", 0),
    ],
)
def test_a_reason_or_a_confirmation_takes_something_for_granted(
    index: Index, question: str, granted: int
) -> None:
    assert read_signs(asked(index, question), ranking(index, "Radio"), index).granted == granted


@pytest.mark.parametrize(
    ("question", "words", "missing", "held"),
    [
        ("Hvor mange knop?", "Farten", 0, 1),
        ("Hvor mange knop?", "Radio", 1, 0),
        ("Hva mener de om fart?", "Farten", 0, 0),
    ],
)
def test_a_fact_is_held_or_missing_where_one_is_asked_for(
    index: Index, question: str, words: str, missing: int, held: int
) -> None:
    signs = read_signs(asked(index, question), ranking(index, words), index)
    assert (signs.fact_missing, signs.fact_held) == (missing, held)


def test_a_number_is_missing_where_no_near_passage_has_it(index: Index) -> None:
    for knots, missing in (("8", 0), ("12", 1)):
        question = asked(index, f"Hva med farten på {knots} knop?")
        assert read_signs(question, ranking(index, "Farten"), index).number_missing == missing


def test_lists_and_words_are_counted(index: Index) -> None:
    signs = read_signs(asked(index, "Hvilke tiltak vil de ha?"), ranking(index, "Radio"), index)
    assert signs.list_asked == 1
    assert signs.words == pytest.approx(math.log(6))


def test_coverage_says_most_of_a_bare_topic(index: Index) -> None:
    found = ranking(index, "Radio", coverage=0.8)
    assert read_signs(asked(index, "radio?"), found, index).topic_covered == pytest.approx(0.8)
    two = read_signs(asked(index, "radio fyrlys?"), found, index)
    assert two.topic_covered == pytest.approx(0.4)


def test_confidence_is_the_logistic_of_the_weighed_signs(index: Index) -> None:
    question, found = asked(index, "Hva mener de om fyr?"), ranking(index, "Radio")
    signs = read_signs(question, found, index)
    score = INTERCEPT + sum(
        c * s for c, s in zip(astuple(COEFFICIENTS), astuple(signs), strict=True)
    )
    assert read_confidence(question, found, index) == pytest.approx(1 / (1 + math.exp(-score)))


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_confidence_grows_with_closeness_and_stays_a_share(
    index: Index, one: float, other: float
) -> None:
    question = asked(index, "Hva mener de om fyr?")
    low, high = (
        read_confidence(question, ranking(index, "Radio", cosine=cosine), index)
        for cosine in sorted((one, other))
    )
    assert 0 <= low <= high <= 1


def test_without_candidates_nothing_is_sure(index: Index) -> None:
    nothing = Ranking((), np.zeros(len(index.sentences), dtype=np.float32))
    assert read_confidence(asked(index, "Hvor mange fyr?"), nothing, index) < 0.01


@pytest.mark.parametrize(
    ("outside", "refused"),
    [
        ((), False),
        ((Outside("Høyre", OutsideKind.ORGANISATION),), True),
        ((Outside("1999", OutsideKind.YEAR),), True),
    ],
)
def test_what_lies_outside_the_corpus_is_not_answered_from_it(
    index: Index, outside: tuple[Outside, ...], refused: bool
) -> None:
    question = replace(asked(index, "Hva mener de om fyr?"), outside=outside)
    assert asks_outside(question) is refused
    assert (read_confidence(question, ranking(index, "Radio"), index) == 0) is refused


def test_who_is_inside_is_answered_beside_who_is_not(index: Index) -> None:
    question = asked(index, "Hva mener Losforeningen om fyr?")
    mixed = replace(question, outside=(Outside("Høyre", OutsideKind.ORGANISATION),))
    assert not asks_outside(mixed)
