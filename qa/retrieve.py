"""Hybrid retrieval: which passages speak of what is asked.

Four signals are summed. Two are meaning: the cosine between the question and the passage in its
context, and between the question and the passage's best sentence. Two are words: BM25 over the
Norwegian stems, and over the stems of the English gloss, where synonyms meet. The scales of the
four differ from question to question, so each is standardised over the candidates first; on
Norwegian policy questions such a sum does better than fusing ranks.

Candidates are the nearest passages in the vector store together with the best by words. An
organisation named in the question is a filter and not a hint, and every organisation that is asked
about has candidates of its own, however much the others have to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from embeddings.index import Index

Scores = npt.NDArray[np.float32]

_POOL = 400
"""Candidates taken from each side, vectors and words."""
_FEWEST_PER_ORGANISATION = 10
_RETURNED = 50


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the standardised signals; the defaults were chosen on development questions.

    Attributes:
        in_context: Cosine of the question and the passage with its section and lead-in.
        best_sentence: Cosine of the question and the passage's nearest sentence.
        gloss_words: BM25 over the stems of the English gloss.
        words: BM25 over Norwegian stems.
    """

    in_context: float = 1.0
    best_sentence: float = 1.0
    gloss_words: float = 0.5
    words: float = 0.25


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may speak of what is asked.

    Attributes:
        position: Its position in ``Index.passages``.
        score: Sum of the standardised signals; higher is closer.
        best_sentence: Cosine of the question and its nearest sentence, -1 to 1.
    """

    position: int
    score: float
    best_sentence: float


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """What retrieval found.

    Attributes:
        candidates: Best first; ties stand in document order.
        sentence_similarities: Cosine of the question and every sentence of the index, shape (m,).
    """

    candidates: tuple[Candidate, ...]
    sentence_similarities: Scores


def rank(
    index: Index,
    text: str,
    vector: Scores,
    organisations: Sequence[str] = (),
    weights: Weights = DEFAULT_WEIGHTS,
) -> Ranking:
    """Rank the passages of some organisations by how close they are to a question.

    Args:
        index: What is searched.
        text: The question without the names of organisations.
        vector: Its embedding, shape (d,), length 1.
        organisations: Ids of the organisations asked about; () for all.
        weights: How much each signal counts.
    """
    words = index.lexical.scores(text)
    gloss_words = (
        index.gloss_lexical.scores(index.embedder.prepare(text)) if index.gloss_lexical else None
    )
    similarities = index.sentence_vectors @ vector
    best_sentences = np.full(len(index.passages), -1.0, dtype=np.float32)
    np.maximum.at(best_sentences, index.passages_of_sentences, similarities)

    pool = _candidates(index, vector, words, organisations)
    total = weights.in_context * _standardised(index.passage_vectors[pool] @ vector)
    total += weights.best_sentence * _standardised(best_sentences[pool])
    total += weights.words * _standardised(words[pool])
    if gloss_words is not None:
        total += weights.gloss_words * _standardised(gloss_words[pool])
    order = np.argsort(-total, kind="stable")
    candidates = tuple(
        Candidate(int(pool[i]), float(total[i]), float(best_sentences[pool[i]])) for i in order
    )
    return Ranking(candidates, similarities)


def _candidates(
    index: Index, vector: Scores, words: Scores, organisations: Sequence[str]
) -> npt.NDArray[np.int64]:
    """Positions of the candidates, in document order."""
    owned = index.positions_by_owner
    asked = {o: owned[o] for o in organisations or owned if o in owned}
    # A filter that lets everything through costs Chroma more than the search itself.
    filtered = tuple(asked) if len(asked) < len(owned) else ()
    nearest = index.dense(vector, _POOL, filtered) if asked else []
    chosen = {position for position, _ in nearest}
    allowed = np.concatenate([*asked.values(), np.empty(0, dtype=np.int64)])
    by_words = allowed[np.argsort(-words[allowed], kind="stable")]
    chosen.update(int(position) for position in by_words[:_POOL] if words[position] > 0)
    for organisation, positions in asked.items():
        if np.isin(positions, list(chosen)).sum() < _FEWEST_PER_ORGANISATION:
            nearest = index.dense(vector, _FEWEST_PER_ORGANISATION, [organisation])
            chosen.update(position for position, _ in nearest)
    return np.array(sorted(chosen), dtype=np.int64)


def _standardised(scores: Scores) -> Scores:
    """Shift and scale to mean 0 and standard deviation 1; all 0 where scores do not differ."""
    spread = float(scores.std()) if scores.size else 0.0
    if spread < 1e-9:
        return np.zeros_like(scores)
    return np.asarray((scores - scores.mean()) / spread, dtype=np.float32)


class HybridRetriever(BaseRetriever):
    """The same retrieval as a LangChain retriever, for use in any chain.

    ``invoke(question)`` returns LangChain documents, best first, whose metadata name the passage,
    its document, organisation, section, offsets and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    organisations: tuple[str, ...] = ()
    k: int = _RETURNED

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's signature
    ) -> list[LangChainDocument]:
        vector = self.index.embedder.encode_query(query)
        ranking = rank(self.index, query, vector, self.organisations)
        return [self._as_document(candidate) for candidate in ranking.candidates[: self.k]]

    def _as_document(self, candidate: Candidate) -> LangChainDocument:
        passage = self.index.passages[candidate.position]
        return LangChainDocument(
            page_content=passage.text,
            metadata={
                "passage": passage.id,
                "document": passage.document_id,
                "organisation": self.index.owners[candidate.position],
                "section": " / ".join(passage.section),
                "start": passage.start,
                "end": passage.end,
                "score": candidate.score,
            },
        )
