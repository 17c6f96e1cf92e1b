from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.inflection import inflect

WORDS = st.text(alphabet="abdegiklnorstvåø", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("gloss", "form", "lemma", "inflected"),
    [
        ("municipality", "kommunene", "kommune", "municipalities"),
        ("municipality", "kommunar", "kommune", "municipalities"),
        ("health trust", "helseforetakene", "helseforetak", "health trusts"),
        ("child", "barna", "barn", "child"),
        ("teacher", "lærere", "lærer", "teachers"),
        ("teacher", "læreren", "lærer", "teacher"),
        ("adopt", "vedtatt", "vedta", "adopted"),
        ("propose", "foreslått", "foreslå", "proposed"),
        ("limit", "begrenset", "begrense", "limited"),
        ("use", "brukes", "bruke", "be used"),
        ("regulate", "regulerast", "regulere", "be regulated"),
        ("set up", "opprettes", "opprette", "be set up"),
        ("prevent", "forebyggende", "forebygge", "preventing"),
        ("meeting", "møtet", "møte", "meeting"),
        ("picture", "bildet", "bilde", "picture"),
        ("girl", "jenta", "jente", "girl"),
        ("high", "høyere", "høy", "higher"),
        ("high", "høyest", "høy", "highest"),
        ("important", "viktigste", "viktig", "most important"),
        ("vulnerable", "sårbare", "sårbar", "vulnerable"),
        ("seamless", "sømløst", "sømløs", "seamless"),
        ("take part", "deltar", "delta", "take part"),
        ("Norway", "norges", "norge", "Norway"),
    ],
)
def test_the_gloss_is_inflected_as_the_word_is(
    gloss: str, form: str, lemma: str, inflected: str
) -> None:
    assert inflect(gloss, form, lemma) == inflected


@given(WORDS, WORDS)
def test_a_gloss_that_is_no_english_word_stays(form: str, lemma: str) -> None:
    assert inflect("zyxq", form, lemma) == "zyxq"


@given(st.sampled_from(["measure", "be met", "people with addiction", "good"]), WORDS, WORDS)
def test_an_inflected_gloss_keeps_its_other_words(gloss: str, form: str, lemma: str) -> None:
    inflected = inflect(gloss, form, lemma).split()
    assert len(inflected) - len(gloss.split()) in {0, 1}
    assert set(gloss.split()[1:-1]) <= set(inflected)
