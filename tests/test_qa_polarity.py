from __future__ import annotations

import pytest

from embeddings.language import Language
from qa.polarity import Comparison, PolarityFault

ADDED, LOST = PolarityFault.ADDED, PolarityFault.LOST


def fault(sentence: str, excerpt: str, language: Language = "nb") -> PolarityFault | None:
    return Comparison(sentence, language, [excerpt], ["FO", "Actis"]).fault


@pytest.mark.parametrize(
    ("excerpt", "sentence", "expected"),
    [
        ("FO støtter ikke forslaget.", "FO støtter ikke forslaget.", None),
        ("FO støtter ikke forslaget.", "FO støtter forslaget.", LOST),
        ("FO støtter ikke forslaget.", "FO avviser forslaget.", None),
        ("FO støtter ikke forslaget.", "FO er skeptisk til forslaget.", None),
        ("Dette må ikke hindre hjelp.", "FO vil at dette må hindre hjelp.", LOST),
        ("FO støtter forslaget.", "FO støtter ikke forslaget.", ADDED),
        ("FO støtter forslaget.", "FO er imot forslaget.", ADDED),
        ("Straff virker ikke, og behandling må styrkes.", "Behandling må styrkes.", None),
        ("Straff virker ikke, og behandling må styrkes.", "Straff virker.", LOST),
        ("Straff virker ikke, og behandling må styrkes.", "Behandling virker ikke.", None),
        ("Vi vil ha hjelp, men ikke straff.", "FO vil ha hjelp.", None),
        ("Vi vil ha hjelp, men ikke straff.", "FO vil ha straff.", LOST),
        ("Vi vil ha hjelp, men ikke straff.", "FO vil ikke ha hjelp.", ADDED),
        ("Behandling uten tvang må styrkes.", "FO vil styrke behandling.", None),
        ("Behandling uten tvang må styrkes.", "FO vil ha behandling med tvang.", LOST),
        ("Ingen skal straffes for egen bruk.", "FO vil avskaffe straff for egen bruk.", None),
        ("Ingen skal straffes for egen bruk.", "FO vil at alle skal straffes for egen bruk.", LOST),
        ("Dette gjelder ikke bare unge.", "Dette gjelder unge.", None),
        ("Dette gjelder unge.", "Dette gjelder ikke minst unge.", None),
        ("FO støtter ikke bøter. Bøter rammer skjevt. Vi vil ha hjelp.", "FO støtter bøter.", LOST),
        ("FO støtter ikke bøter. Bøter rammer skjevt. Vi vil ha hjelp.", "Bøter rammer skjevt.",
         None),
    ],
)  # fmt: skip
def test_a_sentence_denies_what_its_excerpt_denies(
    excerpt: str, sentence: str, expected: PolarityFault | None
) -> None:
    assert fault(sentence, excerpt) is expected


@pytest.mark.parametrize(
    ("excerpt", "sentence", "language", "expected"),
    [
        ("FO støtter ikke bøter. Vi vil ha hjelp.", "FO opposes fines.", "en", None),
        ("FO støtter ikke bøter. Vi vil ha hjelp.", "FO supports fines.", "en", LOST),
        ("FO støtter ikke bøter. Vi vil ha hjelp.", "FO wants help.", "en", None),
        ("FO støtter ikke bøter. Vi vil ha hjelp.", "FO wants no help.", "en", ADDED),
        ("FO støtter ikke bøter. Vi vil ha hjelp.", "FO doesn't want help.", "en", ADDED),
        ("FO støtter ikke bøter. Vi vil ha hjelp.", "FO støttar ikkje bøter.", "nn", None),
        ("FO støtter ikke bøter. Vi vil ha hjelp.", "FO støttar bøter.", "nn", LOST),
        ("FO støtter ikke bøter. Vi vil ha hjelp.", "FO vil no ha hjelp.", "nn", None),
        ("FO does not support fines. We want help.", "FO støtter bøter.", "nb", LOST),
        ("FO does not support fines. We want help.", "FO støtter ikke bøter.", "nb", None),
    ],
)
def test_and_in_another_language_too(
    excerpt: str, sentence: str, language: Language, expected: PolarityFault | None
) -> None:
    assert fault(sentence, excerpt, language) is expected


def test_how_much_is_shared_leaves_out_names_and_words_that_say_little() -> None:
    excerpt = ["Actis foreslår gratis behandling for unge."]
    assert Comparison("Actis vil ha gratis behandling.", "nb", excerpt, ["Actis"]).shared == 1.0
    assert Comparison("Actis vil ha gratis skole.", "nb", excerpt, ["Actis"]).shared == 0.5
    assert Comparison("Actis er best i verden.", "nb", excerpt, ["Actis"]).shared == 0.0
    assert Comparison("Actis mener det.", "nb", excerpt, ["Actis"]).shared == 1.0
    assert Comparison("Actis wants free treatment.", "en", excerpt, ["Actis"]).shared == 1.0
