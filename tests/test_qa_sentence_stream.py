from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.sentence_stream import SentenceStream


def read(pieces: Sequence[str]) -> list[str]:
    stream = SentenceStream()
    sentences = [sentence for piece in pieces for sentence in stream.feed(piece)]
    return [*sentences, *stream.end()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A vil [1]. B vil [2].", ["A vil [1].", "B vil [2]."]),
        ("A vil. [1] B vil. [2][3]", ["A vil [1].", "B vil [2][3]."]),
        ("A vil.[1, 2]\nB vil.\n[3]", ["A vil [1, 2].", "B vil [3]."]),
        ("A sier «Ja. Nei.» [1]. B.", ["A sier «Ja. Nei.» [1].", "B."]),
        ("A sier «Ja. Nei.» [1] B «vil».", ["A sier «Ja. Nei.» [1].", "B «vil»."]),
        ("A sier «Ja. Nei [1].\nB vil [2].", ["A sier «Ja. Nei [1].", "B vil [2]."]),
        ("Den 27. april ca. 3 pst. av alle [1].", ["Den 27. april ca. 3 pst. av alle [1]."]),
        (
            "# Svar\n\n- **A** vil [1].\n2. B vil [2].\n* C",
            ["Svar", "A vil [1].", "B vil [2].", "C"],
        ),
        ("<think>Hm. A? Nei.</think>\nA vil [1].", ["A vil [1]."]),
        ("<think>Hm. Uten ende", []),
        ("< tenk", ["< tenk"]),
        ("A støtter ik\u00adke [1].\u200b", ["A støtter ikke [1]."]),
        ("A\u0000 og\u2028B [1].", ["A og B [1]."]),
        ("...\n\n[1]\n – ", []),
        ("", []),
    ],
)
def test_sentences_are_told_apart_however_they_come(text: str, expected: list[str]) -> None:
    assert read([text]) == expected
    assert read(list(text)) == expected


def test_a_sentence_is_given_as_soon_as_the_next_begins() -> None:
    stream = SentenceStream()
    assert list(stream.feed("A vil. ")) == []  # a marker may follow
    assert list(stream.feed("[1] ")) == []
    assert list(stream.feed("[2] B")) == ["A vil [1] [2]."]
    assert list(stream.feed(" vil [3].")) == []
    assert list(stream.end()) == ["B vil [3]."]


def test_text_without_an_end_is_cut() -> None:
    sentences = read(["og "] * 2000)
    assert len(sentences) == 6
    assert max(map(len, sentences)) <= 1000


def test_white_space_without_an_end_is_passed_over() -> None:
    assert read(["\n \t"] * 3_000 + ["A vil [1]."] + ["\n"] * 3_000 + ["B."]) == [
        "A vil [1].",
        "B.",
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=20))
def test_no_letter_outside_a_thought_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    letters = [c for c in text if c.isalpha() and c.isascii()]
    assert [c for s in read(pieces) for c in s if c.isalpha() and c.isascii()] == letters
