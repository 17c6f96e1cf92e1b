from __future__ import annotations

from typing import get_args

import pytest
from worded import BOKMAAL_ONLY, NORWEGIAN, placeholders, said, without_placeholders

from embeddings.language import Language
from qa.chatmodel import Failure
from qa.claims import FaultKind
from qa.summary_wording import BOKMAL, ENGLISH, NYNORSK, summary_wording_of


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
        assert not NORWEGIAN.search(without_placeholders(text)), name
