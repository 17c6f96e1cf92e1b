from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.gloss import default_glosser
from embeddings.spelling import SpellingCorrector

TEXTS = (
    "Narkotikapolitiet foreslår gratis sprøyter til tenåringer.",
    "Skolehelsetjenesten og politiet bør få mer tid. Narkotikapolitiet også.",
)
CORRECTOR = SpellingCorrector(TEXTS, default_glosser())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("foreslar", "foreslår"),
        ("sproyter", "sprøyter"),
        ("tenaringer", "tenåringer"),
        ("politet", "politiet"),
        ("narkotikapoltiet", "narkotikapolitiet"),
        ("skolehelsetjensten", "skolehelsetjenesten"),
        ("vordan", "hvordan"),
        ("idretslag", "idrettslag"),
        ("kokkain", "kokain"),
        ("faar", "får"),
    ],
)
def test_a_misspelt_word_is_mended(typed: str, meant: str) -> None:
    assert CORRECTOR.correct(f"hva med {typed}?") == f"hva med {meant}?"


@pytest.mark.parametrize(
    "text",
    [
        "Hva mener de om heroinassistert behandling?",
        "Korleis skal kommunane førebyggje rusbruk?",
        "rushjelp på en rustur",
        "Hva sier Kjonerud om NNPF og LAR?",
        "What do they propose for teenagers?",
        "bør man få 3 gram i lomma",
    ],
)
def test_words_that_somebody_knows_and_names_stay(text: str) -> None:
    assert CORRECTOR.correct(text) == text


@pytest.mark.parametrize("text", ["İabcdef", "ab-İxyz", "İİİİ?"])
def test_a_letter_that_lower_case_takes_apart_is_left_alone(text: str) -> None:
    assert CORRECTOR.correct(text) == text


def test_a_word_of_the_documents_is_preferred_to_one_of_the_lexicon() -> None:
    assert SpellingCorrector(["Trålene ligger"], default_glosser()).correct("trålenee") == "trålene"


@given(st.text(max_size=60))
def test_what_stands_between_words_is_kept(text: str) -> None:
    corrected = CORRECTOR.correct(text)
    assert [c for c in corrected if not c.isalpha() and c != "-"] == [
        c for c in text if not c.isalpha() and c != "-"
    ]


@given(st.lists(st.sampled_from(["foreslar", "gratis", "politet", "x"]), max_size=6))
def test_a_corrected_text_is_not_corrected_again(words: list[str]) -> None:
    once = CORRECTOR.correct(" ".join(words))
    assert CORRECTOR.correct(once) == once
