from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embeddings.coverage import GUESSED, measure_coverage
from embeddings.gloss import Glosser, How, default_glosser
from embeddings.lexicon import Lexicon

LEXICON = Lexicon({"tiltak": ("measure",), "skade": ("harm",)}, {"er": "is"}, {}, {}, {}, "test")


def test_words_are_counted_by_how_they_are_glossed() -> None:
    coverage = measure_coverage(
        ["Tiltak er skadetiltak.", "Xqz er 24 tiltak, xqz!"], Glosser(LEXICON)
    )
    assert coverage.distinct == {How.LEXICON: 1, How.FORM: 1, How.COMPOUND: 1, How.UNKNOWN: 1}
    assert coverage.running == {How.LEXICON: 2, How.FORM: 2, How.COMPOUND: 1, How.UNKNOWN: 2}
    assert [(m.word, m.count, m.found.gloss) for m in coverage.missed] == [
        ("xqz", 2, "Xqz"),
        ("skadetiltak", 1, "harm measure"),
    ]


@given(st.lists(st.text(alphabet="abcdeæøå -.", max_size=30), max_size=4))
def test_what_is_missed_is_what_was_guessed(texts: list[str]) -> None:
    coverage = measure_coverage(texts, default_glosser())
    assert len(coverage.missed) == sum(coverage.distinct.get(how, 0) for how in GUESSED)
    assert sum(coverage.running.values()) >= sum(coverage.distinct.values())
