from __future__ import annotations

import pytest

from embeddings.language import Language
from qa.numerals import first_foreign_number


@pytest.mark.parametrize(
    ("sentence", "text", "language", "expected"),
    [
        ("innen 24 timer", "en 24-timers garanti", "nb", None),
        ("innen 42 timer", "en 24-timers garanti", "nb", "42"),
        ("innen tjuefire timer", "en 24-timers garanti", "nb", None),
        ("within twenty-four hours", "innen tjuefire timer", "en", None),
        ("innen tjuefem timer", "innen tjuefire timer", "nb", "tjuefem"),
        ("within twenty-five hours", "innen 24 timer", "en", "twenty-five"),
        ("4 tiltak", "fire tiltak", "nb", "4"),
        ("four measures", "fire tiltak", "en", None),
        ("10 000 kroner", "10 000 kroner", "nb", None),
        ("10 kroner", "10 000 kroner", "nb", "10"),
        ("2.5 prosent", "2,5 prosent", "en", None),
        ("5 prosent", "2,5 prosent", "nb", "5"),
        ("2,5 prosent", "2 av 5", "nb", "2,5"),
        ("halvparten", "halvering av prisen", "nb", None),
        ("halvparten", "50 prosent", "nb", "halvparten"),
        ("twice as many", "dobbelt så mange", "en", None),
        ("en tredjedel", "to tredjedeler", "nb", None),
        ("½ liter", "½ liter", "nb", None),
        ("½ liter", "1 liter", "nb", "½"),
        ("areal i m²", "areal i m", "nb", "²"),
        ("sju år", "syv år", "nn", None),
        ("tre-årig plan", "en plan over 3 år", "nb", None),
        # Words of English that are numbers in Norwegian, and the other way about.
        ("to stop the fire", "", "en", None),
        ("to branner", "", "nb", "to"),
        ("en plan, ett mål", "", "nb", None),
        ("one plan", "", "en", None),
        ("", "7", "nb", None),
    ],
)
def test_numbers_have_to_be_in_the_text(
    sentence: str, text: str, language: Language, expected: str | None
) -> None:
    assert first_foreign_number(sentence, text, language) == expected
