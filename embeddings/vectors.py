"""The vectors on disk: one file per model, one row per text that was ever embedded.

This file is canonical, the search index is derived from it. A row is found by the SHA-256 of the
exact text that the model read, so an unchanged text is never embedded twice.
"""

from __future__ import annotations

import hashlib
import logging
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.writing import replacing

Vectors = npt.NDArray[np.float32]

_log = logging.getLogger(__name__)
_DIGEST_BYTES = 32


class VectorFile:
    """The vectors of one model, in memory, with the file that they came from.

    Only the holder of the data folder's lock may call ``save``.
    """

    def __init__(self, path: Path, dimension: int) -> None:
        self._path = path
        self._dimension = dimension
        self._rows: dict[bytes, Vectors] = {}

    @classmethod
    def load(cls, folder: Path, model: str, dimension: int) -> VectorFile:
        """Read the vectors of ``model`` in ``folder``; a missing or damaged file has none.

        A damaged file is reported as a warning and replaced by the next ``save``.
        """
        file = cls(folder / f"{_file_key(model)}.npz", dimension)
        try:
            with np.load(file._path, allow_pickle=False) as arrays:
                file._take(arrays["digests"], arrays["vectors"])
        except (FileNotFoundError, NotADirectoryError):
            pass
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            _log.warning(
                "The vector file %s is damaged (%s); its texts are embedded again.",
                file._path,
                str(error).splitlines()[0] if str(error) else type(error).__name__,
            )
        return file

    @property
    def path(self) -> Path:
        """Where the vectors are kept."""
        return self._path

    def __len__(self) -> int:
        return len(self._rows)

    def missing(self, prepared: Iterable[str]) -> list[str]:
        """Return the distinct texts that have no vector yet, in the order given."""
        return [text for text in dict.fromkeys(prepared) if _digest(text) not in self._rows]

    def add(self, prepared: Sequence[str], vectors: Vectors) -> None:
        """Take the vectors of n texts, shape (n, dimension)."""
        for text, vector in zip(prepared, vectors, strict=True):
            self._rows[_digest(text)] = vector

    def rows(self, prepared: Sequence[str]) -> Vectors:
        """Return the vectors of n texts, none of them missing; shape (n, dimension)."""
        vectors = np.zeros((len(prepared), self._dimension), dtype=np.float32)
        for i, text in enumerate(prepared):
            vectors[i] = self._rows[_digest(text)]
        return vectors

    def save(self) -> None:
        """Write the file aside and put it in place of the old one in one step.

        Raises:
            OSError: It cannot be written.
        """
        digests = sorted(self._rows)
        with replacing(self._path) as file:
            np.savez(
                file,
                digests=np.frombuffer(b"".join(digests), np.uint8).reshape(-1, _DIGEST_BYTES),
                vectors=np.array([self._rows[d] for d in digests], np.float32).reshape(
                    -1, self._dimension
                ),
            )

    def _take(self, digests: npt.NDArray[np.uint8], vectors: Vectors) -> None:
        count = len(digests)
        if (
            digests.dtype != np.uint8
            or digests.shape != (count, _DIGEST_BYTES)
            or vectors.dtype != np.float32
            or vectors.shape != (count, self._dimension)
            or not np.isfinite(vectors).all()
        ):
            raise ValueError(f"unexpected content of shape {digests.shape} and {vectors.shape}")
        self._rows = {row.tobytes(): vector for row, vector in zip(digests, vectors, strict=True)}


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _file_key(model: str) -> str:
    """Return a file name for a model; the hash keeps apart what the readable part does not."""
    readable = re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")[:60]
    return f"{readable}-{hashlib.sha256(model.encode()).hexdigest()[:8]}"
