from __future__ import annotations

import pytest
from chat_examples import make_library

from corpus.catalogue import CatalogueEntry, Organisation, SourceDate
from embeddings.language import Language
from qa.phrases import date_in_words, particulars
from qa.wording import wording_of


@pytest.mark.parametrize(
    ("iso", "stated", "language", "words"),
    [
        ("2015-02-07", True, "nb", "7. februar 2015"),
        ("2015-02-07", True, "en", "7 February 2015"),
        ("2024-10", True, "nn", "oktober 2024"),
        ("2021", False, "nb", "ca. 2021"),
        ("2021-05", False, "en", "c. May 2021"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(
    iso: str, stated: bool, language: Language, words: str
) -> None:
    assert date_in_words(SourceDate(iso, stated), wording_of(language)) == words


def test_what_is_known_of_a_document_is_told_and_what_its_source_does_not_state() -> None:
    (document,) = make_library().documents.values()
    assert particulars(document.entry, wording_of("nn")) == (
        "Høyringsinnspel",
        "17. februar 2015",
        "til Stortinget",
        "ref. 15/1",
        "tittelen er skildrande, kjelda har ingen",
    )
    undated = CatalogueEntry(
        "a", "a.txt", Organisation("a", "A", "A", ""), "Om A", True, SourceDate("2021", False),
        "article",
    )  # fmt: skip
    assert particulars(undated, wording_of("en")) == (
        "Article",
        "c. 2021",
        "the source states no date",
    )
