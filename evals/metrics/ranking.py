"""Hit@1, R@k, nDCG@10 and MRR@10: what retrieval ranks first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, nDCG

from evals.metrics.overlap import Excerpt, GoldPlaces, hits, holds_half

_CUTOFF = 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """A retrieved passage: its id, its score (higher is closer) and where it stands."""

    id: str
    score: float
    excerpt: Excerpt


def in_order(retrieved: Sequence[Ranked]) -> list[Ranked]:
    """The passages by falling score; ties break by id."""
    return sorted(retrieved, key=lambda passage: (-passage.score, passage.id))


def recall_at(k: int, gold: Sequence[GoldPlaces], ranked: Sequence[Ranked]) -> float:
    """Share of gold quotations of which half lies in one of the first ``k`` passages."""
    first = [passage.excerpt for passage in ranked[:k]]
    return sum(any(holds_half(quote, [e]) for e in first) for quote in gold) / len(gold)


def recall_ceiling(k: int, gold: Sequence[GoldPlaces], passages: Sequence[Excerpt]) -> float:
    """The highest R@k that ``k`` of the corpus's passages can reach on these gold quotations.

    Passages are chosen by how many quotations they add. That is the best choice unless a quotation
    lies half in one passage and half in the next, since passages do not overlap.
    """
    found = [{i for i, quote in enumerate(gold) if holds_half(quote, [e])} for e in passages]
    held: set[int] = set()
    for _ in range(k):
        held |= max(found, key=lambda more: len(more - held), default=set())
    return len(held) / len(gold)


def names_in_order(gold: Sequence[GoldPlaces], ranked: Sequence[Ranked]) -> list[str]:
    """The ranking with each passage under the name of the first gold quotation that it hits.

    A quotation's name is its index. A passage that hits none keeps its id, marked so that it is
    no index. A name that stands there already is left out.
    """
    names = []
    for passage in ranked:
        hit = next((i for i, quote in enumerate(gold) if hits(passage.excerpt, quote)), None)
        names.append(f"passage {passage.id}" if hit is None else str(hit))
    return list(dict.fromkeys(names))


def ranking_measures(
    rankings: Mapping[str, tuple[int, Sequence[str]]],
) -> dict[str, dict[str, float]]:
    """nDCG@10 and MRR@10 of every question.

    Args:
        rankings: Question id → number of its gold quotations, and the names in order.

    Returns:
        Question id → "nDCG@10" and "MRR@10", 0 to 1; zero where nothing was retrieved.
    """
    qrels = {
        identifier: {str(index): 1 for index in range(count)}
        for identifier, (count, _) in rankings.items()
    }
    # Scores that fall by one leave no ties for the engine to break its own way.
    run = {
        identifier: {name: float(-rank) for rank, name in enumerate(names)}
        for identifier, (_, names) in rankings.items()
    }
    measures = {nDCG @ _CUTOFF: "nDCG@10", RR @ _CUTOFF: "MRR@10"}
    values: dict[str, dict[str, float]] = {identifier: {} for identifier in rankings}
    for metric in ir_measures.iter_calc(list(measures), qrels, run):
        values[metric.query_id][measures[metric.measure]] = float(metric.value)
    return values
