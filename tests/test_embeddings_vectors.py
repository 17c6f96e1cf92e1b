from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.vectors import VectorFile

MODEL, DIMENSION = "fake@1", 3


def filled(folder: Path, *texts: str) -> VectorFile:
    file = VectorFile.load(folder, MODEL, DIMENSION)
    file.add(texts, np.arange(len(texts) * DIMENSION, dtype=np.float32).reshape(-1, DIMENSION))
    file.save()
    return file


def test_saved_vectors_are_found_by_their_text(tmp_path: Path) -> None:
    filled(tmp_path, "bolig", "straff")
    again = VectorFile.load(tmp_path, MODEL, DIMENSION)
    assert again.rows(["straff", "bolig", "straff"]).tolist() == [[3, 4, 5], [0, 1, 2], [3, 4, 5]]


def test_only_new_texts_are_missing_each_once(tmp_path: Path) -> None:
    file = filled(tmp_path, "bolig")
    assert file.missing(["ny", "bolig", "Bolig", "ny"]) == ["ny", "Bolig"]


def test_two_models_have_two_files(tmp_path: Path) -> None:
    filled(tmp_path, "bolig")
    other = VectorFile.load(tmp_path, "fake-1", DIMENSION)
    assert other.missing(["bolig"]) == ["bolig"]
    other.save()
    assert len(list(tmp_path.glob("*.npz"))) == 2


def test_an_empty_file_can_be_saved_and_read(tmp_path: Path) -> None:
    filled(tmp_path)
    assert len(VectorFile.load(tmp_path, MODEL, DIMENSION)) == 0


@pytest.mark.parametrize("damage", ["truncated", "flipped", "empty", "text", "pickle", "shape"])
def test_a_damaged_file_counts_as_empty_and_is_named(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = filled(tmp_path, "bolig", "straff").path
    content = bytearray(path.read_bytes())
    if damage == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        position = bytes(content).index(np.arange(6, dtype=np.float32).tobytes())
        content[position + 2] ^= 0xFF
        path.write_bytes(content)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "text":
        path.write_text("ikke en vektorfil", encoding="utf-8")
    elif damage == "pickle":
        np.savez(path, digests=np.array([{}], dtype=object), vectors=np.zeros((1, 3)))
    else:
        np.savez(path, digests=np.zeros((2, 32), np.uint8), vectors=np.zeros((2, 4), np.float32))
    with caplog.at_level(logging.WARNING):
        file = VectorFile.load(tmp_path, MODEL, DIMENSION)
    assert file.missing(["bolig"]) == ["bolig"]
    assert str(path) in caplog.text
    assert "damaged" in caplog.text


def test_a_failed_save_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = filled(tmp_path, "bolig")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    file.add(["ny"], np.ones((1, DIMENSION), np.float32))
    with pytest.raises(OSError, match="No space left"):
        file.save()
    assert [path.name for path in tmp_path.iterdir()] == [file.path.name]
    assert VectorFile.load(tmp_path, MODEL, DIMENSION).missing(["bolig", "ny"]) == ["ny"]


@given(st.lists(st.text(max_size=10), unique=True, max_size=6))
def test_rows_come_in_the_order_asked(texts: list[str]) -> None:
    file = VectorFile(Path("unused.npz"), DIMENSION)
    file.add(texts, np.arange(len(texts) * DIMENSION, dtype=np.float32).reshape(-1, DIMENSION))
    assert file.missing(texts) == []
    assert file.rows(texts[::-1])[::-1, 0].tolist() == [i * DIMENSION for i in range(len(texts))]
