"""What is embedded of a library: its passages in context, and their sentences alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.library import Library
from corpus.passages import RULES_VERSION, Passage, PassageKind
from corpus.sentences import split_sentences
from embeddings.embedder import PassageEmbedder
from embeddings.folder import IndexManifest

# Changes whenever the texts that are embedded are put together in another way.
EMBEDDED_TEXT_VERSION = 2
PASSAGE_RULES_VERSION = f"{RULES_VERSION}.{EMBEDDED_TEXT_VERSION}"

_NOT_SEARCHED = frozenset({PassageKind.HEADING, PassageKind.LEAD_IN})
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a searched passage.

    Attributes:
        passage_index: Its passage's position in ``Index.passages``.
        start: First code point in the document's reading text.
        end: One past the last code point.
    """

    passage_index: int
    start: int
    end: int


@dataclass(frozen=True)
class IndexedTexts:
    """Everything of a library that is embedded, as the model reads it.

    Attributes:
        library: The documents.
        passages: The n passages that are searched.
        sentences: Their m sentences.
        contexts: The passages in context, n texts.
        prepared_passages: The contexts as the model reads them, n texts.
        prepared_sentences: The sentences as the model reads them, m texts.
    """

    library: Library
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    contexts: tuple[str, ...]
    prepared_passages: tuple[str, ...]
    prepared_sentences: tuple[str, ...]

    @classmethod
    def of(cls, library: Library, embedder: PassageEmbedder) -> IndexedTexts:
        """Collect the texts of ``library`` and prepare them for ``embedder``."""
        passages = searched_passages(library)
        sentences = _sentences(passages)
        contexts = tuple(map(contextual_text, passages))
        documents = [library.documents[passages[s.passage_index].document_id] for s in sentences]
        return cls(
            library,
            passages,
            sentences,
            contexts,
            tuple(map(embedder.prepare, contexts)),
            tuple(
                embedder.prepare(document.text[s.start : s.end])
                for document, s in zip(documents, sentences, strict=True)
            ),
        )

    @property
    def prepared(self) -> tuple[str, ...]:
        """All prepared texts, passages first."""
        return self.prepared_passages + self.prepared_sentences

    def manifest(self, embedder: PassageEmbedder) -> IndexManifest:
        """Return the manifest of an up-to-date index of these texts."""
        texts = hashlib.sha256()
        for text in self.prepared_passages:
            texts.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
        return IndexManifest(
            embedder=embedder.name,
            dimension=embedder.dimension,
            passage_rules=PASSAGE_RULES_VERSION,
            corpus=self.library.content_hash,
            texts=texts.hexdigest(),
            passages=len(self.passages),
        )


def searched_passages(library: Library) -> tuple[Passage, ...]:
    """Return the passages that are searched: all but headings, lead-ins and bare addresses."""
    return tuple(
        passage
        for passage in library.passages
        if passage.kind not in _NOT_SEARCHED and not _ADDRESS.fullmatch(passage.text)
    )


def contextual_text(passage: Passage) -> str:
    """Return the passage as it is embedded: its section path, its lead-in, its text."""
    return " ".join(part for part in (*passage.section, passage.lead_in, passage.text) if part)


def _sentences(passages: Sequence[Passage]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(i, passage.start + start, passage.start + end)
        for i, passage in enumerate(passages)
        for start, end in split_sentences(passage.text)
    )
