from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embeddings.store import StoreError, StoreRow, VectorStore

COUNT, DIMENSION = 60, 16


def unit_vectors(count: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def organisation(i: int) -> str:
    return ("fjord", "fjell", "vidde")[i % 3]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VectorStore]:
    rows = [
        StoreRow(f"d:{i}-{i + 1}", "d", organisation(i), f"tekst {i % 5}") for i in range(COUNT)
    ]
    made = VectorStore.create(
        tmp_path_factory.mktemp("store") / "chroma", rows, unit_vectors(COUNT, 1)
    )
    yield made
    made.close()


def test_all_rows_are_stored_even_with_equal_texts(store: VectorStore) -> None:
    assert store.count() == COUNT


@pytest.mark.parametrize("k", [1, 7, COUNT, COUNT + 100])
@pytest.mark.parametrize("named", [(), ("fjell",), ("vidde", "fjord")])
def test_search_finds_what_exact_search_finds(
    store: VectorStore, k: int, named: tuple[str, ...]
) -> None:
    vectors = unit_vectors(COUNT, 1)
    for query in unit_vectors(5, 2):
        similarity = vectors @ query
        allowed = [i for i in range(COUNT) if not named or organisation(i) in named]
        best = sorted(allowed, key=lambda i: -similarity[i])[:k]
        found = store.search(query, k, named)
        assert {passage_id for passage_id, _ in found} == {f"d:{i}-{i + 1}" for i in best}
        scores = [score for _, score in found]
        assert scores == pytest.approx([similarity[i] for i in best], abs=1e-5)


def test_a_higher_score_is_closer_and_a_vector_is_closest_to_itself(store: VectorStore) -> None:
    found = store.search(unit_vectors(COUNT, 1)[4], 5)
    assert found[0][0] == "d:4-5"
    assert found[0][1] == pytest.approx(1.0, abs=1e-5)
    assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)


def test_an_unknown_organisation_has_nothing(store: VectorStore) -> None:
    assert store.search(unit_vectors(1, 3)[0], 5, ("ukjent",)) == []


def test_a_folder_without_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        VectorStore.open(tmp_path)


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError):
        VectorStore.open(tmp_path)
