from __future__ import annotations

import numpy as np
from conftest import FakeEmbedder

from embeddings.index import Index
from embeddings.texts import IndexedTexts
from embeddings.words import WordIndexes


def test_a_section_speaks_for_each_of_its_passages(harbours: Index) -> None:
    sections: dict[tuple[str, tuple[str, ...]], set[int]] = {}
    for passage, section in zip(harbours.passages, harbours.words.section_of, strict=True):
        sections.setdefault((passage.document_id, passage.section), set()).add(int(section))
    assert all(len(found) == 1 for found in sections.values())
    assert len(set.union(*sections.values())) == len(sections)


def test_a_word_of_the_section_is_found_from_a_passage_without_it(harbours: Index) -> None:
    words = harbours.words
    covered = words.sections.coverage("stormvarsling")[words.section_of] > 0
    own = np.array(["stormvarsling" in passage.text.lower() for passage in harbours.passages])
    assert own.any()
    assert covered[own].all()
    assert covered.sum() > own.sum()


def test_glosses_are_indexed_only_where_the_embedder_glosses(harbours: Index) -> None:
    texts = IndexedTexts.of(harbours.library, FakeEmbedder())
    assert WordIndexes.of(texts, glossed=False).glosses is None
    assert WordIndexes.of(texts, glossed=True).glosses is not None


def test_spelling_is_corrected_towards_the_documents(harbours: Index) -> None:
    correct = harbours.words.spelling.correct
    assert correct("stormvarslng") == "stormvarsling"
