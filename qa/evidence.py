"""Candidates → evidence: the best passages per organisation, or that there are none.

A passage is cited whole, since its sentences lean on one another, and one of them leads: the one
nearest to the question. A sentence that holds the fact sought, or that takes a position where one
is asked for, leads before one that is hardly nearer, and its passage comes before one that is
hardly closer: what an organisation proposes goes before what it tells as background.

Where several organisations are asked about, each has excerpts of its own, and speaks if a passage
of it is about as relevant, or as close in meaning, as the best of all; otherwise it is silent. To
be called silent wrongly is the worse fault. Whether anything is answered at all is judged in
``qa.confidence``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.catalogue import Organisation
from corpus.passages import Passage, PassageKind
from corpus.strength import Strength, read_strength
from embeddings.index import Index
from qa.answer import Citation, Finding, Status
from qa.confidence import ANSWERED_FROM, NEAR_FROM, read_confidence
from qa.question import Question
from qa.retrieve import Candidate, Ranking
from qa.sought import Sought, holds_fact

# An organisation speaks that has a passage with this share of the relevance of the best of all,
_SPEAKS = 0.75
# or one whose closeness in meaning is no farther below that of the closest, whatever its words.
_CLOSE = 0.1
_MOST_EXCERPTS, _MOST_LISTED, _MOST_NEAREST = 6, 15, 3
# An excerpt weighs at least this share of what the best of its organisation does.
_ENOUGH = 0.8
# What a passage gains by each way in which its leading sentence is what is asked for.
_PREFERENCE, _MOST_WAYS = 0.05, 3
# A sentence of that kind leads if it is no farther behind the nearest, as cosine.
_LEAD_GAP = 0.2
# A list takes in a whole chapter's proposals if so many of the best passages are among them.
_BEST, _SHARED_CHAPTER = 5, 2

_NO_POSITION = frozenset({Strength.REPORTS, Strength.BACKGROUND})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is cited, and how sure it is that this answers the question.

    Attributes:
        findings: One per organisation asked about, those found first.
        confidence: 0 to 1.
        answered: Whether it is enough to answer.
        nearest: Where it is not, the sentences that come nearest, if any are near.
    """

    findings: tuple[Finding, ...]
    confidence: float
    answered: bool
    nearest: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """A passage that is worth citing.

    Attributes:
        position: Of the passage in ``Index.passages``.
        lead: First code point of its leading sentence, and one past the last.
        strength: How that sentence speaks.
        weight: Its relevance, with what it gains by being of the kind that is asked for.
    """

    position: int
    lead: tuple[int, int]
    strength: Strength
    weight: float


def gather_evidence(
    question: Question, ranking: Ranking, index: Index, asked: Sequence[Organisation]
) -> Evidence:
    """Choose what to cite for each organisation asked about."""
    confidence = read_confidence(question, ranking, index)
    excerpts: dict[str, list[_Excerpt]] = {}
    if confidence >= ANSWERED_FROM:
        excerpts = _excerpts_by_owner(question, ranking, index, asked)
    nearest: Sequence[_Excerpt] = ()
    if not excerpts and confidence >= NEAR_FROM:
        closest = ranking.candidates[:_MOST_NEAREST]
        nearest = [_excerpt(candidate, question, ranking, index) for candidate in closest]
    found = sorted(
        (organisation for organisation in asked if organisation.id in excerpts),
        key=lambda organisation: -max(e.weight for e in excerpts[organisation.id]),
    )
    silent = [organisation for organisation in asked if organisation.id not in excerpts]
    return Evidence(
        findings=_findings([*found, *silent], excerpts, index),
        confidence=confidence,
        answered=bool(excerpts),
        nearest=_cite(sorted(nearest, key=lambda e: index.owners[e.position]), 1, index),
    )


def _excerpts_by_owner(
    question: Question, ranking: Ranking, index: Index, asked: Sequence[Organisation]
) -> dict[str, list[_Excerpt]]:
    best = max((candidate.relevance for candidate in ranking.candidates), default=0.0)
    closest = max((candidate.closeness for candidate in ranking.candidates), default=0.0)
    floor = min(best, _SPEAKS * best) if len(asked) > 1 else -math.inf
    excerpts: dict[str, list[_Excerpt]] = {}
    for organisation in asked:
        own = [c for c in ranking.candidates if index.owners[c.position] == organisation.id]
        if any(c.relevance >= floor or c.closeness >= closest - _CLOSE for c in own):
            excerpts[organisation.id] = _choose(question, own, floor, ranking, index)
    return excerpts


def _choose(
    question: Question,
    own: Sequence[Candidate],
    floor: float,
    ranking: Ranking,
    index: Index,
) -> list[_Excerpt]:
    """The best excerpts of one organisation: closest first, a list in the source's order.

    A list that is about one chapter is of proposals only, and takes in the others of the chapter,
    below the floor too.
    """
    best = max(candidate.relevance for candidate in own)
    within_reach = max(min(floor, best), _enough(best) - _MOST_WAYS * _PREFERENCE)
    speaking = [_excerpt(c, question, ranking, index) for c in own if c.relevance >= within_reach]
    speaking.sort(key=lambda excerpt: (-excerpt.weight, excerpt.position))
    most = _MOST_LISTED if question.sought is Sought.LIST else _MOST_EXCERPTS
    enough = _enough(speaking[0].weight)
    chosen = [excerpt for excerpt in speaking[:most] if excerpt.weight >= enough]
    if question.sought is not Sought.LIST:
        return chosen
    chapter = _shared_chapter(speaking[:_BEST], index)
    if chapter:
        chosen = [e for e in chosen if index.passages[e.position].kind is PassageKind.PROPOSAL]
    positions = {excerpt.position for excerpt in chosen}
    chosen += [
        _excerpt(c, question, ranking, index)
        for c in own
        if c.position not in positions and _is_proposal_of(chapter, c, index)
    ]
    return sorted(chosen[:most], key=lambda excerpt: excerpt.position)


def _enough(best: float) -> float:
    """What an excerpt must weigh beside the best, which may itself lie below zero."""
    return min(best, _ENOUGH * best)


def _shared_chapter(best: Sequence[_Excerpt], index: Index) -> tuple[str, tuple[str, ...]] | None:
    """The document and section that several of the best passages are proposals of, if any."""
    passages = [index.passages[excerpt.position] for excerpt in best]
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


def _excerpt(candidate: Candidate, question: Question, ranking: Ranking, index: Index) -> _Excerpt:
    """Find the sentence that leads, and weigh the passage by it."""
    nearest_first = sorted(
        index.sentences_of(candidate.position),
        key=lambda i: (-float(ranking.sentence_similarities[i]), i),
    )
    similarity = float(ranking.sentence_similarities[nearest_first[0]])
    near = [i for i in nearest_first if ranking.sentence_similarities[i] >= similarity - _LEAD_GAP]
    # Of equals the first, which is the nearest.
    lead = max(near, key=lambda i: _ways_asked_for(question, i, index))
    sentence = index.sentences[lead]
    return _Excerpt(
        position=candidate.position,
        lead=(sentence.start, sentence.end),
        strength=_strength(lead, index),
        weight=candidate.relevance + _PREFERENCE * _ways_asked_for(question, lead, index),
    )


def _ways_asked_for(question: Question, sentence: int, index: Index) -> int:
    """In how many ways a sentence is what is asked for: 0 to ``_MOST_WAYS``.

    It may hold the fact sought; where a position is asked for it may take one, and stand in a list
    of what the organisation proposes.
    """
    holds = holds_fact(question.sought, index.text_of(sentence))
    speaks = question.wants_proposals and _strength(sentence, index) not in _NO_POSITION
    kind = index.passages[index.sentences[sentence].passage_index].kind
    return holds + speaks + (speaks and kind is PassageKind.PROPOSAL)


def _strength(sentence: int, index: Index) -> Strength:
    passage = index.passages[index.sentences[sentence].passage_index]
    return _read_strength(
        index.text_of(sentence),
        passage.kind is PassageKind.PROPOSAL,
        index.library.documents[passage.document_id].organisation.names,
    )


@lru_cache(maxsize=50_000)
def _read_strength(sentence: str, proposed: bool, own_names: tuple[str, ...]) -> Strength:
    # How a sentence speaks does not depend on the question, and takes a few milliseconds to read.
    return read_strength(sentence, proposed=proposed, own_names=own_names)


def _findings(
    organisations: Sequence[Organisation], excerpts: dict[str, list[_Excerpt]], index: Index
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    number = 1
    for organisation in organisations:
        own = excerpts.get(organisation.id, [])
        citations = _cite(own, number, index)
        number += len(citations)
        heaviest = max(range(len(own)), key=lambda i: own[i].weight, default=None)
        findings.append(
            Finding(
                organisation=organisation,
                status=Status.FOUND if citations else Status.SILENT,
                citations=citations,
                searched=tuple(d.id for d in index.library.documents_of(organisation)),
                leading=None if heaviest is None else citations[heaviest],
            )
        )
    return tuple(findings)


def _cite(excerpts: Sequence[_Excerpt], first: int, index: Index) -> tuple[Citation, ...]:
    """Excerpts as citations, numbered from ``first``."""
    return tuple(
        _citation(excerpt, index.passages[excerpt.position], number, index)
        for number, excerpt in enumerate(excerpts, first)
    )


def _citation(excerpt: _Excerpt, passage: Passage, number: int, index: Index) -> Citation:
    document = index.library.documents[passage.document_id]
    sentences = [index.sentences[i] for i in index.sentences_of(excerpt.position)]
    start, end = sentences[0].start, sentences[-1].end
    return Citation(
        number=number,
        document_id=document.id,
        organisation_id=document.organisation.id,
        section=passage.section,
        start=start,
        end=end,
        quote=document.text[start:end],
        strength=excerpt.strength,
        lines=document.origin.lines(start, end),
        page=document.origin.page(start),
        item=passage.number,
        lead=excerpt.lead if len(sentences) > 1 else None,
    )
