from __future__ import annotations

from pathlib import Path

from corpus.catalogue import DOCUMENT_KINDS
from corpus.library import load_library
from qa.wording import BOKMAL


def test_every_kind_of_document_can_be_catalogued_and_is_shown_in_words(
    tiny_documents: Path,
) -> None:
    catalogue = tiny_documents / "catalogue.toml"
    catalogue.write_text(
        catalogue.read_text(encoding="utf-8").replace("hearing_statement", "article"),
        encoding="utf-8",
    )
    kinds = {document.entry.kind for document in load_library(tiny_documents).documents.values()}
    assert kinds == {"article"}
    assert BOKMAL.kinds["article"] == "artikkel"
    assert set(BOKMAL.kinds) == set(DOCUMENT_KINDS)
