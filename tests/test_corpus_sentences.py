from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_full_stop_question_mark_and_exclamation_mark_end_a_sentence() -> None:
    assert sentences("Det må endres. Hvem betaler? Ikke vi! Staten gjør det …") == [
        "Det må endres.",
        "Hvem betaler?",
        "Ikke vi!",
        "Staten gjør det …",
    ]


def test_spans_are_trimmed_and_end_exclusive() -> None:
    assert split_sentences("  Ja. Nei.  ") == ((2, 5), (6, 10))


@pytest.mark.parametrize("text", ["", " ", "\n\t \n"])
def test_white_space_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        # abbreviations
        "Tiltak som f.eks. LAR bør styrkes.",
        "Dette gjelder bl.a. Oslo og Bergen.",
        "Ordningen koster ca. 12 millioner kroner.",
        "Se Meld. St. 30 om rusmiddelpolitikken.",
        "Forslaget bygger på Prop. 92 L og Innst. 612 L.",
        "Norge har pr. 2020 3500 soningsplasser.",
        "Dette følger av kap. 4 i loven, jf. Innst. 5.",
        "Vi viser til dr. Hansen og prof. Olsen.",
        "Det er satt av 12 mill. Kroner til dette.",
        # initials
        "Forslaget kommer fra A. Hansen.",
        # ordinals and dates
        "Fristen var 17. februar 2015.",
        "Kongressen 27.-28. april 2024 vedtok planen.",
        "Fristen er 1. Mai i år.",
        "Unge fra 5. til 7. trinn må med.",
        "Punkt 3. 1 gjelder ikke lenger.",
        # what goes on with a small letter
        "Han spurte «Hvorfor?» og gikk.",
        "Aldri! ropte de.",
        "Prisen er 3.50 kroner i NOU 2019:26.",
        "Det tok tid ... og så stanset det.",
        # no full stop at the end
        "Staten må betale",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Loven ble vedtatt i 2015.", "Den virker."),
        ("Ti døde i 2019.", "2020 ble verre."),
        ("Det er 18 av dem i uke 18.", "Kommunene betaler."),
        ("Gjennomsnittsalderen er 46,5 år.", "LAR har mange eldre."),
        ("Han sa «Nei.»", "Det ble vedtatt."),
        ("Han sa «Nei».", "«Ja», sa hun."),
        ("Det står i planen (s. 4).", "(Den gjelder ennå.)"),
        ("Ingen svarte.", "– Ikke vi heller."),
        ("Dette gjelder LAR.", "Tilbudet må styrkes."),
        ("Tiltaket heter ACT-team.", "Å bo trygt er en rett."),
        ("Vi vil ha det slik..", "Nå."),
        ("Det må endres.", "Å vente nytter ikke."),
        ("Dette er trinn 7.", "Elevene er med."),
    ],
)
def test_two_sentences_are_parted(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_closing_marks_belong_to_the_sentence_they_close() -> None:
    text = "Er det så («slik»)?) Ja, «det er det.»"
    assert sentences(text) == ["Er det så («slik»)?)", "Ja, «det er det.»"]


def test_a_line_break_parts_sentences_like_a_space() -> None:
    assert sentences("Det må endres.\nStaten må betale.\n") == [
        "Det må endres.",
        "Staten må betale.",
    ]


PIECES = st.sampled_from(
    "Staten må betale . ! ? … .. f.eks. ca. St. A. 17. 2015. februar «sitat» ( ) » ” – - kommunen "
    "Å å 3 . , : ; \n \t \u00a0 \u2028 « “".split(" ")
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map(" ".join))
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {offset for start, end in spans for offset in range(start, end)}
    left_out = [char for offset, char in enumerate(text) if offset not in covered]
    assert "".join(left_out).strip() == ""


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_a_sentence_is_split_no_further(text: str) -> None:
    for sentence in sentences(text):
        assert sentences(sentence) == [sentence]
