"""Hybrid retrieval: which passages speak of what is asked.

A passage's relevance is a weighted sum of six signals, none of which depends on the other
passages, so that it can be compared between questions. Three are meaning: the cosines of the
question with the passage in its context, with the passage's best sentence, and with the mean of its
section. Three are words, each as the share of the question's weight that is covered (BM25 divided
by the most it could be): by the English gloss, where synonyms meet; by runs of five characters,
where compounds and misspellings meet; and by the whole section. A sum of standardised scores, which
was tried before, lifts the best of bad matches as high as a good one: the words of a question that
the documents put in other words then count as much as a name that stands there.

Candidates are the nearest passages in the vector store together with the best by words. An
organisation named in the question is a filter and not a hint. Where several are asked about, each
has candidates of its own, and a passage loses a little for each better one of the same
organisation, so that a wordy one does not fill the first places.

The weights were chosen on the development questions, and so that questions which repeat the words
of the text (NorQuAD's training questions) do not suffer; embeddings/README.md holds the tries.
"""

from __future__ import annotations

from collections import Counter
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
_CROWDING = 0.1
"""What a passage loses for each more relevant one of its organisation."""
_RETURNED = 50


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the signals; the defaults were chosen on development questions.

    Attributes:
        in_context: Cosine of the question and the passage with its section and lead-in.
        best_sentence: Cosine of the question and the passage's nearest sentence.
        section: Cosine of the question and the mean of the section's passages.
        gloss_words: Coverage of the question by the passage's English gloss.
        section_words: Coverage by the stems of the passage's whole section.
        ngrams: Coverage by the passage's runs of five characters.
    """

    in_context: float = 1.0
    best_sentence: float = 1.0
    section: float = 0.5
    gloss_words: float = 1.0
    section_words: float = 1.0
    ngrams: float = 2.0


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may speak of what is asked.

    Attributes:
        position: Its position in ``Index.passages``.
        score: What it is ranked by: its relevance, less what better ones of its organisation cost.
        relevance: Weighted sum of the signals; higher is closer, and comparable across questions.
        in_context: Cosine of the question and the passage in its context, -1 to 1.
        best_sentence: Cosine of the question and its nearest sentence, -1 to 1.
        coverage: How much of the question its words cover, by gloss or by runs of letters,
            whichever is more, 0 to 1.
    """

    position: int
    score: float
    relevance: float
    in_context: float
    best_sentence: float
    coverage: float

    @property
    def closeness(self) -> float:
        """Mean of the two cosines: how close it is in meaning, whatever its words."""
        return (self.in_context + self.best_sentence) / 2


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
    words = index.words
    ngrams = words.ngrams.coverage(text)
    similarities = index.sentence_vectors @ vector
    best_sentences = np.full(len(index.passages), -1.0, dtype=np.float32)
    np.maximum.at(best_sentences, index.passages_of_sentences, similarities)

    pool = _candidates(index, vector, ngrams, organisations)
    sections = words.section_of[pool]
    in_context = index.passage_vectors[pool] @ vector
    total = weights.in_context * in_context + weights.best_sentence * best_sentences[pool]
    total += weights.section * (index.section_vectors @ vector)[sections]
    total += weights.ngrams * ngrams[pool]
    total += weights.section_words * words.sections.coverage(text)[sections]
    coverage = ngrams[pool]
    if words.glosses:
        glosses = words.glosses.coverage(index.embedder.prepare(text))[pool]
        total += weights.gloss_words * glosses
        coverage = np.maximum(coverage, glosses)
    scores = total - _CROWDING * _better_of_same_owner(index, pool, total)
    candidates = tuple(
        Candidate(
            position=int(pool[i]),
            score=float(scores[i]),
            relevance=float(total[i]),
            in_context=float(in_context[i]),
            best_sentence=float(best_sentences[pool[i]]),
            coverage=float(coverage[i]),
        )
        for i in np.argsort(-scores, kind="stable")
    )
    return Ranking(candidates, similarities)


def _better_of_same_owner(
    index: Index, pool: npt.NDArray[np.int64], relevance: Scores
) -> npt.NDArray[np.int64]:
    """How many candidates of the same organisation are more relevant, for each candidate."""
    better = np.zeros(len(pool), dtype=np.int64)
    seen: Counter[str] = Counter()
    for i in np.argsort(-relevance, kind="stable"):
        owner = index.owners[pool[i]]
        better[i] = seen[owner]
        seen[owner] += 1
    return better


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
