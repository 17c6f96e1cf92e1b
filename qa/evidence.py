"""Candidates → evidence: the best sentences per organisation, or that there are none.

Whether the corpus answers a question at all is judged by a logistic regression on one figure: how
close the closest passage is in meaning, the mean of its two cosines. It was fitted on the
answerable and the 20 off-topic development questions. At the threshold none of the 90 answerable
ones that stand alone is refused and 55 % of the off-topic ones are; a higher threshold refuses more
of these, and short questions on what an organisation says in passing along with them. Near misses
(a topic that the corpus touches, a premise that is false) are hard to tell apart: 10 % of those 20
are refused.

Where several organisations are asked about, a passage speaks if it is about as relevant as the best
of all. An organisation of which no passage speaks is silent. On the 20 development questions that
compare, 88 % of the organisations that speak are found and 79 % of the others told to be silent; to
be called silent wrongly is the worse fault.

The figures hold for the default embedding model; the scale of another model's cosines differs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.catalogue import Organisation
from corpus.passages import Passage, PassageKind
from corpus.reading import Document
from corpus.strength import Strength, read_strength
from embeddings.index import Index
from qa.answer import Citation, Finding, Status
from qa.question import Question
from qa.retrieve import Candidate, Ranking
from qa.sought import Sought

# Logistic regression on the closest passage: slope and intercept.
_SLOPE, _INTERCEPT = 27.7, -9.66
ANSWERED_FROM = 0.3
"""Confidence from which a question counts as answered."""

_NEAREST = 20
# How far the relevance of a passage that speaks may lie below that of the best of all.
_BELOW_BEST = 0.4

_MOST_EXCERPTS, _MOST_LISTED = 4, 15
# What an organisation proposes comes before what it tells as background.
_PROPOSAL_BONUS = 0.15
# An excerpt's relevance may fall so far behind the best of its organisation.
_GAP = 0.25
# A list takes in a whole chapter's proposals if so many of the best passages are among them.
_BEST, _SHARED_CHAPTER = 5, 2
_LONGEST_EXCERPT = 600
# A sentence joins its neighbour in an excerpt if it is this close to the nearest sentences.
_SENTENCE_GAP = 0.25


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is cited, and how sure it is that this answers the question (0 to 1)."""

    findings: tuple[Finding, ...]
    confidence: float
    answered: bool


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """Neighbouring sentences of a passage that are worth citing, the nearest one apart."""

    passage: Passage
    sentences: tuple[tuple[int, int], ...]
    nearest: tuple[int, int]
    relevance: float


def gather_evidence(
    question: Question, ranking: Ranking, index: Index, asked: Sequence[Organisation]
) -> Evidence:
    """Choose what to cite for each organisation asked about."""
    confidence = read_confidence(ranking)
    answered = confidence >= ANSWERED_FROM
    best = max((candidate.relevance for candidate in ranking.candidates), default=0.0)
    floor = best - _BELOW_BEST if len(asked) > 1 else -math.inf
    excerpts: dict[str, list[_Excerpt]] = {}
    for organisation in asked if answered else ():
        own = [c for c in ranking.candidates if index.owners[c.position] == organisation.id]
        if any(candidate.relevance >= floor for candidate in own):
            excerpts[organisation.id] = _choose(question, own, floor, ranking, index)
    found = sorted(
        (organisation for organisation in asked if organisation.id in excerpts),
        key=lambda organisation: -max(e.relevance for e in excerpts[organisation.id]),
    )
    silent = [organisation for organisation in asked if organisation.id not in excerpts]
    return Evidence(
        findings=_number([*found, *silent], excerpts, index),
        confidence=confidence,
        answered=answered and bool(excerpts),
    )


def read_confidence(ranking: Ranking) -> float:
    """How sure it is that what was ranked answers the question, 0 to 1."""
    closest = max((candidate.closeness for candidate in ranking.candidates), default=-1.0)
    return 1 / (1 + math.exp(-(_SLOPE * closest + _INTERCEPT)))


def _favour_proposals(candidate: Candidate, index: Index) -> Candidate:
    if index.passages[candidate.position].kind is not PassageKind.PROPOSAL:
        return candidate
    return replace(candidate, relevance=candidate.relevance + _PROPOSAL_BONUS)


def _choose(
    question: Question,
    own: Sequence[Candidate],
    floor: float,
    ranking: Ranking,
    index: Index,
) -> list[_Excerpt]:
    """The best excerpts of one organisation: closest first, a list in the source's order.

    A list takes in the other proposals of the chapter that it is about, below the floor too.
    """
    speaking = [_favour_proposals(c, index) for c in own if c.relevance >= floor]
    speaking.sort(key=lambda candidate: (-candidate.relevance, candidate.position))
    most = _MOST_LISTED if question.sought is Sought.LIST else _MOST_EXCERPTS
    enough = speaking[0].relevance - _GAP
    chosen = [candidate for candidate in speaking[:most] if candidate.relevance >= enough]
    if question.sought is Sought.LIST:
        chapter = _shared_chapter(speaking[:_BEST], index)
        positions = {candidate.position for candidate in chosen}
        chosen += [
            c for c in own if c.position not in positions and _is_proposal_of(chapter, c, index)
        ]
        chosen = sorted(chosen[:most], key=lambda c: c.position)
    nearest = float(np.sort(ranking.sentence_similarities)[::-1][:_NEAREST].mean())
    return [_excerpt(candidate, ranking, index, nearest) for candidate in chosen]


def _shared_chapter(best: Sequence[Candidate], index: Index) -> tuple[str, tuple[str, ...]] | None:
    """The document and section that several of the best passages are proposals of, if any."""
    passages = [index.passages[candidate.position] for candidate in best]
    counts = Counter((p.document_id, p.section) for p in passages if p.kind is PassageKind.PROPOSAL)
    chapter, count = max(counts.items(), key=lambda item: item[1], default=(None, 0))
    return chapter if count >= _SHARED_CHAPTER else None


def _is_proposal_of(
    chapter: tuple[str, tuple[str, ...]] | None, candidate: Candidate, index: Index
) -> bool:
    passage = index.passages[candidate.position]
    return (
        passage.kind is PassageKind.PROPOSAL and (passage.document_id, passage.section) == chapter
    )


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
    return _Excerpt(passage, tuple(spans[first : last + 1]), spans[key], candidate.relevance)


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
    start, end = excerpt.sentences[0][0], excerpt.sentences[-1][1]
    return Citation(
        number=number,
        document_id=document.id,
        organisation_id=organisation.id,
        section=excerpt.passage.section,
        start=start,
        end=end,
        quote=document.text[start:end],
        strength=_strength(excerpt, document),
        lines=document.origin.lines(start, end),
        page=document.origin.page(start),
        item=excerpt.passage.number,
    )


def _strength(excerpt: _Excerpt, document: Document) -> Strength:
    """How the sentence nearest to the question speaks, or else the first that takes a position."""
    proposed = excerpt.passage.kind is PassageKind.PROPOSAL
    names = document.organisation.names
    strengths = [
        read_strength(document.text[start:end], proposed=proposed, own_names=names)
        for start, end in (excerpt.nearest, *excerpt.sentences)
    ]
    positions = (s for s in strengths if s not in {Strength.BACKGROUND, Strength.REPORTS})
    return next(positions, strengths[0])
