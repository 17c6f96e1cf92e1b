"""Vectors in Chroma: the only module that imports chromadb.

Chroma's part in the product is derived data: the vectors themselves are kept beside it
(``embeddings.vectors``). A store is written once, in one go. Chroma 1.5 writes into its folder
whenever a store is opened or searched, so whoever only reads opens a copy of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from chromadb import PersistentClient
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from settings import UserError

Vectors = npt.NDArray[np.float32]

_COLLECTION = "passages"
_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {
        "space": "cosine",
        # Far above the defaults (100): a store of this size is then searched all but exhaustively.
        "ef_construction": 400,
        "ef_search": 400,
    }
}


class StoreError(UserError):
    """Chroma could not write or open a store."""


@dataclass(frozen=True, slots=True)
class StoreRow:
    """One passage to store.

    Attributes:
        passage_id: Its identifier, unique in the store.
        document_id: The document it stands in.
        organisation_id: Who speaks in that document.
        text: The passage itself.
    """

    passage_id: str
    document_id: str
    organisation_id: str
    text: str


class VectorStore:
    """A finished Chroma collection, opened for searching."""

    def __init__(self, client: Client) -> None:
        # Imported here, so that the trial search in a child process starts faster without it.
        from langchain_chroma import Chroma

        self._client = client
        # embedding_function=None: Chroma's default would try to download a model.
        client.get_collection(_COLLECTION, embedding_function=None)
        self._chroma = Chroma(
            client=client,
            collection_name=_COLLECTION,
            embedding_function=None,
            collection_configuration=_CONFIGURATION,
        )

    @classmethod
    def create(cls, folder: Path, rows: Sequence[StoreRow], vectors: Vectors) -> VectorStore:
        """Write a new store into ``folder``, which must be empty or missing.

        Args:
            folder: Where Chroma keeps its files.
            rows: n passages with distinct identifiers.
            vectors: Their vectors, shape (n, d), rows of length 1.

        Raises:
            StoreError: Chroma could not write it.
        """
        try:
            return cls._create(_client(folder), rows, vectors)
        except ChromaError as error:
            raise StoreError(
                f"The index cannot be written into {folder} ({error}); free some space or set "
                "HMH_DATA_DIR to another folder."
            ) from error

    @classmethod
    def _create(cls, client: Client, rows: Sequence[StoreRow], vectors: Vectors) -> VectorStore:
        # langchain-chroma can only write texts that it embeds itself, one more time; so the rows
        # go in through the collection that it wraps, and searching goes through langchain-chroma.
        collection = client.create_collection(
            _COLLECTION, embedding_function=None, configuration=_CONFIGURATION
        )
        batch = client.get_max_batch_size()
        for start in range(0, len(rows), batch):
            part = rows[start : start + batch]
            collection.add(
                ids=[row.passage_id for row in part],
                embeddings=vectors[start : start + batch],
                metadatas=[
                    {"document": row.document_id, "organisation": row.organisation_id}
                    for row in part
                ],
                documents=[row.text for row in part],
            )
        return cls(client)

    @classmethod
    def open(cls, folder: Path) -> VectorStore:
        """Open a store that ``create`` wrote.

        A damaged store can end the whole process; run this module in another one first.

        Raises:
            StoreError: There is no store in ``folder``, or it is damaged.
        """
        try:
            return cls(_client(folder))
        except (ChromaError, ValueError) as error:
            raise StoreError(f"The index in {folder} cannot be opened ({error}).") from error

    def count(self) -> int:
        """Return how many passages are stored."""
        collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        return int(collection.count())

    def search(
        self, vector: Vectors, k: int, organisations: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Return the ``k`` nearest passages, nearest first.

        Args:
            vector: Shape (d,).
            k: At most so many, at least 1.
            organisations: Identifiers of the organisations to search; empty for all.

        Returns:
            Pairs of passage identifier and cosine similarity, -1 to 1, higher is closer.
        """
        # langchain-chroma's signature knows plain equality only; Chroma itself takes operators.
        where: Any = {"organisation": {"$in": sorted(organisations)}} if organisations else None
        found = self._chroma.similarity_search_by_vector_with_relevance_scores(
            embedding=[float(x) for x in vector], k=k, filter=where
        )
        # Chroma returns cosine distances, which are turned into scores here and nowhere else.
        return [(str(document.id), 1.0 - distance) for document, distance in found]

    def close(self) -> None:
        """Release Chroma's files; the store must not be used afterwards."""
        self._client.close()


def _client(folder: Path) -> Client:
    client = PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    # PersistentClient is typed by an interface that lacks close().
    return cast(Client, client)


def _main() -> int:
    """Search the store in the folder named first; print the number of passages.

    Run as a child process (``python -m embeddings.store FOLDER DIMENSION``), because a damaged
    store can end the process that opens it without an exception.
    """
    folder, dimension = Path(sys.argv[1]), int(sys.argv[2])
    collection = _client(folder).get_collection(_COLLECTION, embedding_function=None)
    collection.query(query_embeddings=np.eye(1, dimension, dtype=np.float32), n_results=1)
    sys.stdout.write(f"{collection.count()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
