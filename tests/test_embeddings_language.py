from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.language import detect_language

QUOTATION = (
    "«a major reduction in the extent of continued injecting of ‘street’ heroin, improvements in "
    "general health, psycological well-being and social functioning»"
)


@pytest.mark.parametrize(
    "text",
    [
        "Og NKROP?", "Hva med bolig?", "Bolig?", "Actis?", "LAR", "Men hva med straff?",
        "Hvem støtter LAR?", "for og imot", "Heroin på resept?", "Har de noe om alkohol?",
        "Hva er harm reduction?", "Barn og unge", "Er noen for?", "Når kom forslaget?",
        "ACT-team (Assertive Community Treatment) er oppsøkende", "", "?", "😀", "123",
    ],
)  # fmt: skip
def test_short_bokmaal(text: str) -> None:
    assert detect_language(text) == "nb"


@pytest.mark.parametrize(
    "text",
    ["Kva meiner FO om LAR?", "Kva med bustad?", "Kven støttar tvang?", "Kvifor ikkje?",
     "Korleis skal ungdomar få hjelp?", "Kva seier dei om born?"],
)  # fmt: skip
def test_short_nynorsk(text: str) -> None:
    assert detect_language(text) == "nn"


@pytest.mark.parametrize(
    "text",
    ["What about housing?", "housing", "And FO?", "And NKROP?", "And from FO?", "Men or women?",
     "Heroin on prescription?", "harm reduction", "I have to be punished", "prison", QUOTATION,
     "Who is for and who is against?", "Is it legal to have cannabis?"],
)  # fmt: skip
def test_short_english(text: str) -> None:
    assert detect_language(text) == "en"


@given(st.text(max_size=200))
def test_any_text_has_a_language(text: str) -> None:
    assert detect_language(text) in {"nb", "nn", "en"}
    assert detect_language(text) == detect_language(text)
