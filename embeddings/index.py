"""The searchable index of a library: what is searched, in which vectors, kept up to date.

Every passage but headings and lead-ins is embedded in its context (section, lead-in, text), and
every sentence of it alone. ``open_index`` embeds what is new, rebuilds what is derived, and
returns everything that retrieval needs, in memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from corpus.library import Library
from corpus.passages import Passage
from embeddings.embedder import (
    GlossedEmbeddings,
    PassageEmbedder,
    load_embedder,
    normalised,
)
from embeddings.folder import LOCK_WAIT_S, DataFolderError, IndexFolder, IndexManifest
from embeddings.steps import Report, Step
from embeddings.store import StoreRow, VectorStore
from embeddings.texts import IndexedTexts, Sentence
from embeddings.vectors import VectorFile
from embeddings.words import WordIndexes
from settings import Settings, UserError

Vectors = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]

# Vectors are saved after so many texts, so that a kill loses a minute's work at most.
_SAVE_EVERY = 512


class ForeignIndexError(UserError):
    """The index was built with another model than the one that the settings name."""


@dataclass(frozen=True)
class Index:
    """A library, ready to be searched. Safe in several threads.

    Attributes:
        library: The documents.
        passages: The n passages that are searched, in document order.
        passage_vectors: Their vectors in context, shape (n, d), rows of length 1.
        sentences: The m sentences of these passages.
        sentence_vectors: Their vectors, shape (m, d).
        store: The passages in Chroma.
        words: Words of questions and documents.
        embedder: The embedder of passages, sentences and questions.
    """

    library: Library
    passages: tuple[Passage, ...]
    passage_vectors: Vectors
    sentences: tuple[Sentence, ...]
    sentence_vectors: Vectors
    store: VectorStore
    words: WordIndexes
    embedder: PassageEmbedder

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {passage.id: i for i, passage in enumerate(self.passages)}

    def dense(
        self, query_vector: Vectors, k: int, organisations: Sequence[str] = ()
    ) -> list[tuple[int, float]]:
        """Return the ``k`` passages nearest to a question's vector, nearest first.

        Args:
            query_vector: Shape (d,).
            k: At most so many, at least 1.
            organisations: Identifiers of the organisations to search; empty for all.

        Returns:
            Pairs of position in ``passages`` and cosine similarity, higher is closer.
        """
        found = self.store.search(query_vector, k, organisations)
        return [(self._positions[passage_id], score) for passage_id, score in found]

    @cached_property
    def section_vectors(self) -> Vectors:
        """The mean vector of each section's passages, shape (s, d), rows of length 1."""
        sums = np.zeros((self.words.section_of.max(initial=-1) + 1, self.passage_vectors.shape[1]))
        np.add.at(sums, self.words.section_of, self.passage_vectors)
        return normalised(sums)

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """Ids of the organisations that speak in the n passages."""
        return tuple(
            self.library.documents[passage.document_id].organisation.id for passage in self.passages
        )

    @cached_property
    def positions_by_owner(self) -> Mapping[str, Positions]:
        """Organisation id → positions, in ``passages``, of what it says, in document order."""
        positions: dict[str, list[int]] = {}
        for position, owner in enumerate(self.owners):
            positions.setdefault(owner, []).append(position)
        return {owner: np.array(found, dtype=np.int64) for owner, found in positions.items()}

    @cached_property
    def passages_of_sentences(self) -> Positions:
        """Positions, in ``passages``, of the passages that the m sentences belong to."""
        return np.array([s.passage_index for s in self.sentences], dtype=np.int64)

    @cached_property
    def _sentence_ranges(self) -> tuple[range, ...]:
        ends = np.searchsorted(
            self.passages_of_sentences, np.arange(len(self.passages)), side="right"
        ).tolist()
        return tuple(range(first, last) for first, last in pairwise([0, *ends]))

    def sentences_of(self, position: int) -> range:
        """Return the positions, in ``sentences``, of a passage's sentences."""
        return self._sentence_ranges[position]

    def text_of(self, sentence: int) -> str:
        """Return the words of a sentence, given its position in ``sentences``."""
        found = self.sentences[sentence]
        document_id = self.passages[found.passage_index].document_id
        return self.library.documents[document_id].text[found.start : found.end]

    def close(self) -> None:
        """Release the store; the index must not be used afterwards."""
        self.store.close()


def open_index(
    library: Library,
    settings: Settings,
    *,
    report: Report | None = None,
    replace: bool = False,
    embedder: PassageEmbedder | None = None,
    lock_wait_s: float = LOCK_WAIT_S,
) -> Index:
    """Open the index of ``library``, building or updating it where needed.

    Args:
        library: The documents to search.
        settings: Where the data folder is, and which model is to be used.
        report: Told each step and how much of it is done.
        replace: Build anew where the index belongs to another model, instead of refusing.
        embedder: Used instead of the one that the settings name.
        lock_wait_s: How long to wait for another process that is building, in seconds.

    Raises:
        ForeignIndexError: The index was built with another model, and ``replace`` is not set.
        DataFolderError: The data folder cannot be written or stays locked.
        EmbeddingModelError: The model is missing or damaged.
    """
    opener = _Opener(library, settings, embedder or load_embedder(settings), report, replace)
    return opener.open(lock_wait_s)


class _Opener:
    """The state of one call of ``open_index``."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        embedder: PassageEmbedder,
        report: Report | None,
        replace: bool,
    ) -> None:
        self._embedder = embedder
        self._report = report or _report_nothing
        self._replace = replace
        self._folder = IndexFolder(settings.data_dir)
        self._report(Step.READING, 0.0)
        self._texts = IndexedTexts.of(library, embedder)
        self._manifest = self._texts.manifest(embedder)

    def open(self, lock_wait_s: float) -> Index:
        """Open the index, embedding and building what is missing."""
        found = self._found()
        vectors = self._load_vectors()
        store = None
        if found == self._manifest and not vectors.missing(self._texts.prepared):
            self._report(Step.OPENING, 0.0)
            store = self._folder.open_store(self._manifest)
        if store is None:
            with self._folder.lock(self._report, lock_wait_s):
                vectors = self._load_vectors()
                self._embed_missing(vectors)
                store = self._renew(vectors)
        return self._index(vectors, store)

    def _found(self) -> IndexManifest | None:
        """Return the manifest on disk unless it belongs to another model, which is refused."""
        found = self._folder.manifest()
        if found is None or found.embedder == self._manifest.embedder:
            return found
        if self._replace:
            return None
        raise ForeignIndexError(
            f"The index was built with the model {found.embedder}, but the settings name "
            f"{self._manifest.embedder}; run `python -m embeddings build --replace` to build it "
            "anew, or set HMH_EMBEDDING_MODEL back to what it was."
        )

    def _load_vectors(self) -> VectorFile:
        return VectorFile.load(
            self._folder.vectors_dir, self._manifest.embedder, self._manifest.dimension
        )

    def _embed_missing(self, vectors: VectorFile) -> None:
        """Embed the texts that have no vector yet; the lock is held."""
        missing = vectors.missing(self._texts.prepared)
        # Longest first, as within a batch: the time that is left is then never underestimated.
        missing.sort(key=lambda text: (-len(text), text))
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            self._report(Step.EMBEDDING, done / len(missing))

        for start in range(0, len(missing), _SAVE_EVERY):
            part = missing[start : start + _SAVE_EVERY]
            vectors.add(part, self._embedder.encode_documents(part, advance))
            vectors.save()

    def _renew(self, vectors: VectorFile) -> VectorStore:
        """Open the index, or build it if it is stale or damaged; the lock is held."""
        # Another process may have built it while this one waited for the lock.
        if self._found() == self._manifest and (store := self._folder.open_store(self._manifest)):
            return store
        self._report(Step.BUILDING, 0.0)
        rows = [
            StoreRow(
                passage.id,
                passage.document_id,
                self._texts.library.documents[passage.document_id].organisation.id,
                passage.text,
            )
            for passage in self._texts.passages
        ]
        self._folder.write(self._manifest, rows, vectors.rows(self._texts.prepared_passages))
        store = self._folder.open_store(self._manifest, probe=False)
        if store is None:
            raise DataFolderError(
                f"The index that was just built in {self._folder.vectors_dir.parent} cannot be "
                "opened; check the disk or set HMH_DATA_DIR to another folder."
            )
        return store

    def _index(self, vectors: VectorFile, store: VectorStore) -> Index:
        texts = self._texts
        return Index(
            library=texts.library,
            passages=texts.passages,
            passage_vectors=vectors.rows(texts.prepared_passages),
            sentences=texts.sentences,
            sentence_vectors=vectors.rows(texts.prepared_sentences),
            store=store,
            words=WordIndexes.of(texts, glossed=isinstance(self._embedder, GlossedEmbeddings)),
            embedder=self._embedder,
        )


def _report_nothing(step: Step, fraction: float) -> None:
    """Report to nobody."""
