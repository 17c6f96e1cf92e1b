from __future__ import annotations

import re
from dataclasses import asdict
from string import Formatter
from typing import get_args

import pytest

from embeddings.language import Language, detect_language
from qa.briefing_wording import BOKMAL, ENGLISH, NYNORSK, briefing_wording_of

# Bokmål words of which Nynorsk has another form.
BOKMAAL_ONLY = re.compile(
    r"\b(?:fra|et|skrevet|sammendrag|en|ikke|laget|hvert|hentet|kilden|ble|tatt|sier|hvor|for "
    r"eksempel|lest|regler|flere|setninger|setningen|halvfet|gjelder|funnet|bare|dokumentene"
    r"|nedenfor|ment|noe|saken|steder|dokumenter|linjenumre)\b",
    re.IGNORECASE,
)
NAME = "Hvem mener hva"


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", get_args(Language))
def test_every_table_says_the_same_things_with_the_same_gaps(language: Language) -> None:
    wording = briefing_wording_of(language)
    assert wording is {"nb": BOKMAL, "nn": NYNORSK, "en": ENGLISH}[language]
    ours = asdict(BOKMAL)
    for name, text in asdict(wording).items():
        assert text.strip() == text != "", name
        assert placeholders(text) == placeholders(ours[name]), name


def test_nynorsk_and_english_are_what_they_are() -> None:
    for name, text in asdict(NYNORSK).items():
        assert not BOKMAAL_ONLY.search(text.replace(NAME, "")), name
        assert text != asdict(BOKMAL)[name]
    for name, text in asdict(ENGLISH).items():
        assert detect_language(text.replace(NAME, "")) == "en", name
