from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from string import Formatter
from typing import get_args

import pytest

from embeddings.language import Language
from qa.chatmodel import Failure
from qa.claims import FaultKind
from qa.summary_wording import BOKMAL, ENGLISH, NYNORSK, SummaryWording, summary_wording_of

# Bokmål words of which Nynorsk has another form.
BOKMAAL_ONLY = re.compile(
    r"\b(?:ikke|fra|setninger|setningene|skriver|skrevet|sammendrag\w*|henvisning|sier|navn|ble"
    r"|nøkkelen er|nevner|noe|utdragene|finnes|adressen|kommer|hvert|hver|hvem|derfor|tallet"
    r"|alene|forespørsler|én|uten|benekter|holdt)\b",
    re.IGNORECASE,
)
NORWEGIAN = re.compile(r"[æøå]|\b(?:og|er|utdrag\w*|setning\w*|ikke|ikkje|til|av)\b", re.IGNORECASE)


def said(wording: SummaryWording) -> Iterator[tuple[str, str]]:
    """Every text of a table, with the field and key that it stands under."""
    for field in fields(wording):
        value = getattr(wording, field.name)
        if isinstance(value, Mapping):
            yield from ((f"{field.name}.{key}", text) for key, text in value.items())
        else:
            yield field.name, value


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", get_args(Language))
def test_every_table_says_the_same_things_with_the_same_gaps(language: Language) -> None:
    wording = summary_wording_of(language)
    assert wording is {"nb": BOKMAL, "nn": NYNORSK, "en": ENGLISH}[language]
    assert set(wording.failures) == set(Failure)
    assert set(wording.faults) == set(FaultKind)
    theirs, ours = dict(said(wording)), dict(said(BOKMAL))
    assert theirs.keys() == ours.keys()
    for name, text in theirs.items():
        assert text.strip() == text != "", name
        assert placeholders(text) == placeholders(ours[name]), name


def test_nynorsk_and_english_are_what_they_are() -> None:
    for name, text in said(NYNORSK):
        assert not BOKMAAL_ONLY.search(text), name
    for name, text in said(ENGLISH):
        assert not NORWEGIAN.search(re.sub(r"\{\w+\}", "", text)), name
