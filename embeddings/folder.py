"""The search index on disk: built aside, swapped in by one rename, opened from a copy.

::

    <data folder>/index.lock            held by the one process that builds
    <data folder>/vectors/<model>.npz   canonical vectors (``embeddings.vectors``)
    <data folder>/index/current         name of the generation in use
    <data folder>/index/<generation>/   manifest.json and Chroma's files; never changed

Chroma 1.5 can be left unreadable by a kill during writing, is corrupted by two writers, and
writes even when it only searches. So a generation is finished before ``current`` names it, and a
reader copies it, lets a child process try the copy, and only then opens it.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from embeddings.steps import Report, Step
from embeddings.store import StoreError, StoreRow, VectorStore
from settings import PROJECT_DIR, UserError

LOCK_WAIT_S = 600.0

_PROBE_LIMIT_S = 120.0
_COPY_PREFIX = "hvem-mener-hva-"
_log = logging.getLogger(__name__)


class DataFolderError(UserError):
    """The data folder cannot be used, or another process keeps it busy."""


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """What an index was built from.

    Attributes:
        embedder: Name and weights of the embedding model.
        dimension: Length of a vector.
        passage_rules: Version of the rules by which passages and their embedded texts are made.
        corpus: Hash over the documents.
        texts: Hash over the passages as the model read them, so that another lexicon shows.
        passages: Number of passages.
    """

    embedder: str
    dimension: int
    passage_rules: str
    corpus: str
    texts: str
    passages: int


class IndexFolder:
    """The index of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir.resolve()
        self._index_dir = self._data_dir / "index"
        self._pointer = self._index_dir / "current"

    @property
    def vectors_dir(self) -> Path:
        """The folder of the canonical vectors."""
        return self._data_dir / "vectors"

    def manifest(self) -> IndexManifest | None:
        """Return the manifest of the generation in use; ``None`` where there is none.

        An unreadable one counts as none and is reported as a warning.

        Raises:
            DataFolderError: The data folder cannot be looked into.
        """
        try:
            if not self._pointer.exists():
                return None
        except OSError as error:
            raise self._unusable(error) from error
        try:
            content = json.loads((self._generation() / "manifest.json").read_text("utf-8"))
            return IndexManifest(**content)
        except (OSError, ValueError, TypeError) as error:
            _log.warning(
                "The index in %s is damaged (%s); it is built again.", self._index_dir, error
            )
            return None

    def open_store(self, manifest: IndexManifest, *, probe: bool = True) -> VectorStore | None:
        """Open a copy of the generation in use.

        Args:
            manifest: The generation's manifest.
            probe: Whether a child process tries the copy first; not needed for a generation that
                this process has just written.

        Returns:
            The store, or ``None`` where it is damaged, which is reported as a warning. Its copy is
            deleted with it, at the latest when the process ends.
        """
        _remove_abandoned_copies()
        copy = Path(tempfile.mkdtemp(prefix=f"{_COPY_PREFIX}{os.getpid()}-"))
        try:
            shutil.copytree(self._generation() / "chroma", copy / "chroma")
            if not probe or self._is_sound(copy / "chroma", manifest):
                store = VectorStore.open(copy / "chroma")
                weakref.finalize(store, shutil.rmtree, copy, ignore_errors=True)
                return store
            reason = "a trial search failed"
        except (OSError, ValueError, shutil.Error, StoreError) as error:
            reason = str(error)
        shutil.rmtree(copy, ignore_errors=True)
        _log.warning(
            "The index in %s is damaged (%s); it is built again from the stored vectors.",
            self._index_dir,
            reason,
        )
        return None

    def write(
        self,
        manifest: IndexManifest,
        rows: Sequence[StoreRow],
        vectors: npt.NDArray[np.float32],
    ) -> None:
        """Build a generation and make it the one in use; the caller holds the lock.

        Args:
            manifest: What it is built from.
            rows: n passages.
            vectors: Their vectors, shape (n, dimension).

        Raises:
            OSError: The folder cannot be written.
            StoreError: Chroma cannot write its files.
        """
        generation = self._index_dir / f"generation-{uuid.uuid4().hex}"
        generation.mkdir(parents=True)
        try:
            VectorStore.create(generation / "chroma", rows, vectors).close()
            (generation / "manifest.json").write_text(json.dumps(asdict(manifest)), "utf-8")
            aside = self._pointer.with_suffix(".tmp")
            aside.write_text(generation.name, "utf-8")
            aside.replace(self._pointer)
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        self._remove_others(generation)

    @contextmanager
    def lock(self, report: Report, wait_s: float) -> Iterator[None]:
        """Hold the data folder's lock; created if missing.

        Args:
            report: Told when another process is being waited for.
            wait_s: How long to wait for it, in seconds.

        Raises:
            DataFolderError: The folder cannot be written, or the wait was in vain.
        """
        try:
            self._index_dir.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._data_dir / "index.lock")
            self._acquire(lock, report, wait_s)
        except OSError as error:
            raise self._unusable(error) from error
        try:
            yield
        except OSError as error:
            raise self._unusable(error) from error
        finally:
            lock.release()

    def _acquire(self, lock: FileLock, report: Report, wait_s: float) -> None:
        try:
            lock.acquire(timeout=0)
            return
        except Timeout:
            report(Step.WAITING, 0.0)
            _log.warning(
                "Another process is building the index in %s; waiting for it.", self._data_dir
            )
        try:
            lock.acquire(timeout=wait_s)
        except Timeout:
            raise DataFolderError(
                f"Another process has been building the index in {self._data_dir} for more than "
                f"{wait_s:.0f} seconds; wait for it or end it, and try again."
            ) from None

    def _unusable(self, error: OSError) -> DataFolderError:
        return DataFolderError(
            f"The data folder {self._data_dir} cannot be used ({error.strerror or error}); "
            "make it writable or set HMH_DATA_DIR to another folder."
        )

    def _generation(self) -> Path:
        name = self._pointer.read_text("utf-8").strip()
        if not name or Path(name).name != name:
            raise ValueError(f"{self._pointer} does not name a generation")
        return self._index_dir / name

    def _is_sound(self, chroma: Path, manifest: IndexManifest) -> bool:
        """Let a child process open and search the store: a damaged one can end its process."""
        command = [sys.executable, "-m", "embeddings.store", str(chroma), str(manifest.dimension)]
        try:
            probe = subprocess.run(  # noqa: S603  no shell, and the command is our own
                command, cwd=PROJECT_DIR, capture_output=True, timeout=_PROBE_LIMIT_S, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        return probe.returncode == 0 and probe.stdout.split() == [b"%d" % manifest.passages]

    def _remove_others(self, generation: Path) -> None:
        for entry in self._index_dir.iterdir():
            if entry.is_dir() and entry != generation:
                shutil.rmtree(entry, ignore_errors=True)


def _remove_abandoned_copies() -> None:
    """Delete the copies of processes that were killed before they could do it themselves."""
    if os.name != "posix":
        return  # elsewhere, asking whether a process lives would end it
    for copy in Path(tempfile.gettempdir()).glob(f"{_COPY_PREFIX}*-*"):
        owner = copy.name.removeprefix(_COPY_PREFIX).split("-")[0]
        if not owner.isdecimal():
            continue
        try:
            os.kill(int(owner), 0)
        except (ProcessLookupError, OverflowError):
            shutil.rmtree(copy, ignore_errors=True)
        except PermissionError:
            continue
