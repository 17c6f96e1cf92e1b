"""The one way from a question to an answer, for the chat, the command line and the benchmark."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType

from corpus.catalogue import Organisation
from corpus.library import Library
from embeddings.index import Index
from qa.answer import Answer, Retrieved
from qa.citations import check_citations
from qa.evidence import gather_evidence
from qa.followup import language_after, make_whole
from qa.problems import Problem, QuestionError
from qa.question import understand
from qa.retrieve import DEFAULT_WEIGHTS, Ranking, Weights, rank

_SHOWN = 50


def answer_question(
    question: str,
    index: Index,
    *,
    history: Sequence[str] = (),
    organisations: Sequence[str] = (),
    weights: Weights = DEFAULT_WEIGHTS,
) -> Answer:
    """Answer a question with excerpts of the documents.

    Args:
        question: What the person typed.
        index: What is searched.
        history: What the person asked before, first one first; a follow-up is made whole from it.
        organisations: Ids to ask where the question names nobody; () for all.
        weights: How much each signal of retrieval counts.

    Returns:
        The answer. Organisations that the question names are the only ones in it. Every excerpt
        has been checked against its source.

    Raises:
        QuestionError: The question is empty, too long or holds no word, or an id is unknown.
        CitationError: A fault of the program: an excerpt is not what its source says.
    """
    began = time.perf_counter()
    timings: dict[str, float] = {}
    library = index.library
    known = library.catalogue.organisations
    whole = make_whole(question, history, known)
    understood = understand(whole, known, index.words.spelling.correct, library.years)
    language = understood.language
    if whole != question:
        language = language_after(question, language)
    chosen = _chosen(organisations, library)
    asked = understood.organisations or chosen
    with _timed(timings, "embed"):
        vector = index.embedder.encode_query(understood.search_text)
    with _timed(timings, "search"):
        ranking = rank(index, understood.search_text, vector, [o.id for o in asked], weights)
    with _timed(timings, "select"):
        evidence = gather_evidence(understood, ranking, index, asked)
    answer = Answer(
        question=question,
        understood_as=understood.text,
        answered=evidence.answered,
        confidence=evidence.confidence,
        findings=evidence.findings,
        language=language,
        sought=understood.sought,
        guesses=understood.guesses,
        outside=understood.outside,
        nearest=evidence.nearest,
        retrieved=_retrieved(ranking, index),
    )
    with _timed(timings, "check"):
        check_citations(answer.citations, library)
    timings["total"] = 1000 * (time.perf_counter() - began)
    return replace(answer, timings_ms=MappingProxyType(timings))


def _chosen(organisations: Sequence[str], library: Library) -> tuple[Organisation, ...]:
    known = {organisation.id: organisation for organisation in library.catalogue.organisations}
    for identifier in organisations:
        if identifier not in known:
            raise QuestionError(
                Problem.UNKNOWN_ORGANISATION, identifier=identifier, known=", ".join(known)
            )
    return tuple(o for o in known.values() if not organisations or o.id in organisations)


def _retrieved(ranking: Ranking, index: Index) -> tuple[Retrieved, ...]:
    results: list[Retrieved] = []
    for candidate in ranking.candidates[:_SHOWN]:
        passage = index.passages[candidate.position]
        results.append(
            Retrieved(
                passage_id=passage.id,
                document_id=passage.document_id,
                start=passage.start,
                end=passage.end,
                score=candidate.score,
                text=passage.text,
            )
        )
    return tuple(results)


@contextmanager
def _timed(timings: dict[str, float], stage: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    timings[stage] = 1000 * (time.perf_counter() - began)
