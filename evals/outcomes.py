"""What a system makes of one question whose answer stands in one known document, and its figures.

For a benchmark of reading comprehension used as one of retrieval: the document that the question
was written about is the relevant one, and leaving it out makes the question unanswerable.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from evals.intervals import Confidence, Estimate, Sample, estimate_auroc, estimate_mean

DEPTH = 10
"""How many documents of a ranking count."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one system made of one question.

    Attributes:
        document: Id of the relevant document; questions about one are resampled together.
        rank: Rank of the relevant document, from 1; ``None`` if it is not among the first ten.
        span_found: Whether the answer's text lies in one of the first five short passages.
        confidence: The system's confidence with all documents in reach; higher is surer.
        without_gold: The same where the relevant document is out of reach.
    """

    document: str
    rank: int | None
    span_found: bool
    confidence: float
    without_gold: float


def rank_of(document: str, ranked: Iterable[str]) -> int | None:
    """Rank of a document among the first ten, where a document ranks by its best passage.

    Args:
        document: Its id.
        ranked: Document ids of the ranked passages, best first.
    """
    distinct = islice(dict.fromkeys(ranked), DEPTH)
    return next((rank for rank, found in enumerate(distinct, 1) if found == document), None)


def holds_answer(texts: Iterable[str], answers: Sequence[str]) -> bool:
    """Whether one of the answers lies in one of the texts; white space counts as one blank."""
    wanted = [_comparable(answer) for answer in answers]
    return any(answer in text for text in map(_comparable, texts) for answer in wanted)


def _comparable(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def figures(outcomes: Sequence[Outcome], *, seed: int = 0) -> Mapping[str, Estimate]:
    """The means over some questions, with intervals.

    With one relevant document, nDCG@10 is 1 / log2(1 + rank) (Järvelin and Kekäläinen 2002). AUROC
    is the chance that a question has more confidence with its document than another without.
    """

    def mean(value: Callable[[Outcome], float]) -> Estimate:
        return estimate_mean([Sample(value(o), 1, o.document) for o in outcomes], seed=seed)

    confidences = [
        Confidence(value, answerable, outcome.document)
        for outcome in outcomes
        for value, answerable in ((outcome.confidence, True), (outcome.without_gold, False))
    ]
    return {
        f"nDCG@{DEPTH}": mean(lambda o: 1 / math.log2(1 + o.rank) if o.rank else 0.0),
        "Hit@1": mean(lambda o: float(o.rank == 1)),
        f"Hit@{DEPTH}": mean(lambda o: float(o.rank is not None)),
        "SpanHit@5": mean(lambda o: float(o.span_found)),
        "AUROC": estimate_auroc(confidences, seed=seed),
    }
