"""Candidates → evidence: the best sentences per organisation, or that there are none.

Whether the corpus answers a question at all is judged by a logistic regression on two figures: the
cosine of the question and the best sentence, and how far that sentence stands out from all
sentences of the corpus. It was fitted on 100 answerable and 20 off-topic development questions;
there, at the threshold, 5 % of the former are refused and 75 % of the latter. Near misses (a topic
that the corpus touches, a premise that is false) are not told apart by it.

Where several organisations are asked about, one is silent if its best sentence is clearly farther
from the question than the nearest sentences of the whole corpus. On the development questions this
keeps 93 % of the organisations that speak and tells half of those that do not.

The figures hold for the default embedding model; the scale of another model's cosines differs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.catalogue import Organisation
from corpus.passages import Passage, PassageKind
from corpus.strength import read_strength
from embeddings.index import Index
from qa.answer import Citation, Finding, Status
from qa.question import Question
from qa.retrieve import Candidate, Ranking, Scores

# Logistic regression: weight of the best cosine, weight of its distinction, intercept.
_CLOSENESS, _DISTINCTION, _INTERCEPT = 24.1, -1.06, -4.19
ANSWERED_FROM = 0.5
"""Confidence from which a question counts as answered."""

_NEAREST = 20
_SILENT_BELOW = -0.02

_MOST_EXCERPTS, _MOST_LISTED = 3, 15
# An excerpt's score may fall so far behind the best of its organisation.
_SCORE_GAP, _LISTED_SCORE_GAP = 2.0, 3.5
_LONGEST_EXCERPT = 600
# A sentence joins its neighbour in an excerpt if it is this close to the nearest sentences.
_SENTENCE_GAP = 0.2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is cited, and how sure it is that this answers the question (0 to 1)."""

    findings: tuple[Finding, ...]
    confidence: float
    answered: bool


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """A stretch of a passage that is worth citing; ``key_sentence`` is its nearest sentence."""

    passage: Passage
    start: int
    end: int
    key_sentence: tuple[int, int]
    score: float


def gather_evidence(
    question: Question, ranking: Ranking, index: Index, asked: Sequence[Organisation]
) -> Evidence:
    """Choose what to cite for each organisation asked about."""
    by_owner: dict[str, list[Candidate]] = {organisation.id: [] for organisation in asked}
    for candidate in ranking.candidates:
        passage = index.passages[candidate.position]
        by_owner[index.library.documents[passage.document_id].organisation.id].append(candidate)
    similarities = ranking.sentence_similarities
    nearest = _mean_of_nearest(similarities)
    closest = max((c.best_sentence for c in ranking.candidates), default=-1.0)
    confidence = _confidence(closest, similarities)
    answered = confidence >= ANSWERED_FROM
    excerpts: dict[str, list[_Excerpt]] = {}
    for organisation in asked:
        candidates = by_owner[organisation.id]
        best = max((c.best_sentence for c in candidates), default=-1.0)
        speaks = answered and candidates
        if speaks and (len(asked) == 1 or best - nearest >= _SILENT_BELOW):
            excerpts[organisation.id] = _choose(question, candidates, ranking, index, nearest)
    found = sorted(
        (organisation for organisation in asked if organisation.id in excerpts),
        key=lambda organisation: -max(e.score for e in excerpts[organisation.id]),
    )
    silent = [organisation for organisation in asked if organisation.id not in excerpts]
    return Evidence(
        findings=_number([*found, *silent], excerpts, index),
        confidence=confidence if answered == bool(found) else 0.0,
        answered=bool(found),
    )


def _confidence(closest: float, similarities: Scores) -> float:
    spread = float(similarities.std()) if similarities.size else 0.0
    distinction = (closest - float(similarities.mean())) / spread if spread > 1e-9 else 0.0
    logit = _CLOSENESS * closest + _DISTINCTION * distinction + _INTERCEPT
    return 1 / (1 + math.exp(-max(min(logit, 50.0), -50.0)))


def _mean_of_nearest(similarities: Scores) -> float:
    if not similarities.size:
        return -1.0
    return float(np.sort(similarities)[::-1][:_NEAREST].mean())


def _choose(
    question: Question,
    candidates: Sequence[Candidate],
    ranking: Ranking,
    index: Index,
    nearest: float,
) -> list[_Excerpt]:
    """The best excerpts of one organisation: strongest first, a list in the source's order."""
    most, gap = (
        (_MOST_LISTED, _LISTED_SCORE_GAP) if question.wants_list else (_MOST_EXCERPTS, _SCORE_GAP)
    )
    chosen = [
        _excerpt(candidate, ranking, index, nearest)
        for candidate in candidates[:most]
        if candidate.score >= candidates[0].score - gap
    ]
    if question.wants_list:
        order = list(index.library.documents)
        chosen.sort(key=lambda e: (order.index(e.passage.document_id), e.start))
    return chosen


def _excerpt(candidate: Candidate, ranking: Ranking, index: Index, nearest: float) -> _Excerpt:
    """Cut the sentences out of a passage that speak of what is asked.

    A proposal is whole as it stands; of a paragraph, the run of sentences is taken that are
    closest together to the question and short enough to be read at a glance.
    """
    passage = index.passages[candidate.position]
    sentences = index.sentences_of(candidate.position)
    spans = [(index.sentences[i].start, index.sentences[i].end) for i in sentences]
    gains = [float(ranking.sentence_similarities[i]) - (nearest - _SENTENCE_GAP) for i in sentences]
    if passage.kind is PassageKind.PARAGRAPH:
        first, last = _best_run(spans, gains)
    else:
        first, last = 0, len(spans) - 1
    key = max(range(first, last + 1), key=lambda i: gains[i])
    return _Excerpt(passage, spans[first][0], spans[last][1], spans[key], candidate.score)


def _best_run(spans: Sequence[tuple[int, int]], gains: Sequence[float]) -> tuple[int, int]:
    """First and last of the neighbouring sentences with the largest sum of gains that fit."""
    best = (-math.inf, 0, 0)
    for first in range(len(spans)):
        total = 0.0
        for last in range(first, len(spans)):
            if last > first and spans[last][1] - spans[first][0] > _LONGEST_EXCERPT:
                break
            total += gains[last]
            if total > best[0]:
                best = (total, first, last)
    return best[1], best[2]


def _number(
    organisations: Sequence[Organisation], excerpts: dict[str, list[_Excerpt]], index: Index
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    number = 0
    for organisation in organisations:
        citations: list[Citation] = []
        for excerpt in excerpts.get(organisation.id, []):
            number += 1
            citations.append(_cite(excerpt, number, organisation, index))
        findings.append(
            Finding(
                organisation=organisation,
                status=Status.FOUND if citations else Status.SILENT,
                citations=tuple(citations),
                searched=tuple(d.id for d in index.library.documents_of(organisation)),
            )
        )
    return tuple(findings)


def _cite(excerpt: _Excerpt, number: int, organisation: Organisation, index: Index) -> Citation:
    document = index.library.documents[excerpt.passage.document_id]
    start, end = excerpt.key_sentence
    return Citation(
        number=number,
        document_id=document.id,
        organisation_id=organisation.id,
        section=excerpt.passage.section,
        start=excerpt.start,
        end=excerpt.end,
        quote=document.text[excerpt.start : excerpt.end],
        strength=read_strength(
            document.text[start:end], proposed=excerpt.passage.kind is PassageKind.PROPOSAL
        ),
        lines=document.origin.lines(excerpt.start, excerpt.end),
        page=document.origin.page(excerpt.start),
    )
