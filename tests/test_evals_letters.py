from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from corpus_examples import read, shipped_library
from evals_examples import make_library
from hypothesis import given
from hypothesis import strategies as st

from evals.letters import SourceText, SourceTexts, letters, read_source_text

WORDS = st.text(alphabet="abcæøåéABCÆØÅ fiﬁ-.,1\n", max_size=60)


@pytest.fixture(scope="module")
def shipped() -> SourceTexts:
    return SourceTexts(shipped_library())


def source(text: str, *, markdown: bool = False) -> SourceText:
    return read_source_text(read(text, markdown=markdown))


def test_letters_are_folded_and_nothing_else_is_kept() -> None:
    assert letters("Bål-\nforbud, § 12: «ÆØÅ»!") == "bålforbudæøå"


def test_ligatures_are_spelled_out_and_accents_composed() -> None:
    assert letters("oﬃsiell cafe\u0301") == "offisiellcafé"
    # A soft hyphen between a letter and its accent belongs to the page, not to the word.
    assert letters("cafe\u00ad\u0301") == "café"


@given(WORDS, WORDS)
def test_letters_of_two_texts_are_those_of_both(first: str, second: str) -> None:
    assert letters(first + second) == letters(first) + letters(second)
    assert letters(letters(first)) == letters(first)


def test_a_quotation_is_found_across_line_breaks_and_hyphens() -> None:
    found = source("Kommunen skal bygge bo-\nliger for unge.\n").places("bygge boliger")
    # "kommunenskal" is 12 letters, "byggeboliger" 12.
    assert found == ((12, 24),)


def test_every_occurrence_has_a_place() -> None:
    assert source("Ja til bål. Nei til is. Ja til bål.\n").places("til bål") == ((2, 8), (18, 24))


def test_other_digits_leave_a_quotation_without_a_place() -> None:
    text = source("Andelen er 60 prosent av 1 017 elever i 2020.\n")
    assert text.places("60 prosent av 1 017 elever")
    assert not text.places("90 prosent av 1 017 elever")
    assert not text.places("0 prosent")  # no half numbers
    assert not text.places("prosent av elever")
    assert text.places("prosent av 1 017 elever")
    assert text.places("elever i 2020")
    assert not text.places("elever i 2021")
    assert not text.places("elever i 202")


def test_a_number_without_letters_has_an_empty_place() -> None:
    text = source("Loven er fra 24. mai 1986 nr. 17.\n")
    # lovenerfra 10 letters, mai 3, nr 2.
    assert text.places("24") == ((10, 10),)
    assert text.places("1986") == ((13, 13),)
    assert text.places("25") == ()
    assert text.places("…") == ()


def numbered(words: dict[int, str]) -> str:
    """A page of 30 lines with printed numbers, some of which say something."""
    return "\n".join(
        f"- {n} {words.get(n, f'Linje {chr(96 + n % 26)} står her.')}" for n in range(1, 31)
    )


def test_a_quotation_may_hold_printed_line_numbers_or_leave_them_out() -> None:
    text = source(numbered({12: "• Vi må hjelpe dem som har", 13: "60 prosent av"}), markdown=True)
    assert text.places("Vi må hjelpe dem som har 60 prosent av")
    assert text.places("Vi må hjelpe dem som har\n- 13 60 prosent av")
    assert not text.places("Vi må hjelpe dem som har\n- 14 60 prosent av")
    assert not text.places("Vi må hjelpe dem som har\n- 13 prosent av")


def test_a_footnote_that_interrupts_a_sentence_is_moved_out_of_it() -> None:
    text = source(
        "Alle skal få hjelp i helsetjenesten1 når\n\n1. Se loven av 1999.\n\nde trenger den mest.\n"
    )
    assert text.document.text.endswith("1. Se loven av 1999.")
    assert text.places("i helsetjenesten når de trenger den mest")
    assert text.places("i helsetjenesten1 når de trenger")
    assert text.places("Se loven av 1999")
    # The letters in front: alleskalfåhjelpihelsetjenesten 30, nårdetrengerdenmest 19.
    assert text.places("Se loven") == ((49, 56),)


def test_the_last_number_of_a_source_does_not_run_into_a_moved_footnote() -> None:
    text = source("Alle skal få hjelp1 når\n\n1. Se loven.\n\nde ba om det i 2015")
    assert text.document.text.endswith("i 2015\n\n1. Se loven.")
    assert text.places("det i 2015")
    assert text.places("det i 2015 1. Se loven")


def test_a_slice_of_the_reading_text_has_the_place_of_its_letters() -> None:
    text = source("Bo-\nligen er ﬁn.\n")
    assert text.document.text == "Boligen er fin."
    assert text.place(0, 7) == (0, 7)
    assert text.place(11, 15) == (9, 12)
    assert text.place(12, 14) == (10, 12)  # "in", from the middle of the ligature
    assert text.span((9, 12)) == (11, 14)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 99)])
def test_what_is_no_slice_has_no_place(start: int, end: int) -> None:
    assert source("Kort tekst.\n").place(start, end) is None


def test_an_unknown_document_has_no_source_text(tmp_path: Path) -> None:
    texts = SourceTexts(make_library(tmp_path))
    assert texts.get("finnes-ikke") is None
    assert texts.get("nord") is texts.get("nord")


def test_words_that_the_reading_lost_do_not_shift_the_places_after_them() -> None:
    document = read("Vi vil ikke ha bål. Vi vil ha benker.\n")
    at = document.text.index(" ikke")
    whole = read_source_text(document)
    damaged = read_source_text(
        replace(
            document,
            text=document.text.replace(" ikke", ""),
            origin=replace(document.origin, starts=(0, at), raw_starts=(0, at + len(" ikke"))),
        )
    )
    benches = document.text.index("benker")
    assert damaged.place(benches - 5, benches + 1) == whole.place(benches, benches + 6)


@given(
    st.sampled_from(["nnpf", "dok8", "actis", "fo", "nkrop"]), st.floats(0, 1), st.integers(1, 60)
)
def test_every_slice_between_words_is_found_where_it_stands(
    shipped: SourceTexts, document: str, where: float, words: int
) -> None:
    text = shipped.get(document)
    assert text
    reading = text.document.text
    gaps = [0, *(i for i, char in enumerate(reading) if char.isspace()), len(reading)]
    first = int(where * (len(gaps) - 2))
    start, end = gaps[first], gaps[min(first + words, len(gaps) - 1)]
    quote = reading[start:end]
    assert not letters(quote) or text.place(start, end) in text.places(quote)


@pytest.mark.parametrize("document", ["nnpf", "dok8", "actis", "fo", "nkrop"])
def test_the_letters_of_a_source_are_those_of_its_reading_text(
    shipped: SourceTexts, document: str
) -> None:
    text = shipped.get(document)
    assert text
    assert text.characters.letters == letters(text.document.text)
