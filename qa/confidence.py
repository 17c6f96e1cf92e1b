"""How sure it is that the corpus answers a question: a logistic regression on a few signs.

How close the closest passage is in meaning says little by itself: a question that comes near a
topic without being answered lies as close as one that is answered in other words. So it is weighed
with what the question asks for: whether it takes something for granted ("hvorfor vil de …"), asks
for a fact that the nearest sentences do or do not hold, or has a number that the nearest passages
lack. A question that asks only outside organisations, or about a year of which the corpus has
nothing, is not answered at all.

The coefficients were fitted on the development questions with ``python -m evals calibrate``, which
prints them together with the rates of error that its cross-validation finds: at the threshold
62 % of the unanswerable questions are refused and 4.8 % of the answerable ones, AUROC .891. They
hold for the default embedding model; the scale of another model's cosines differs.
"""

from __future__ import annotations

import math
import re
from dataclasses import astuple, dataclass

from embeddings.index import Index
from qa.answer import OutsideKind
from qa.content import content_words
from qa.question import Question
from qa.retrieve import Candidate, Ranking
from qa.sought import Sought, holds_fact, takes_for_granted

ANSWERED_FROM = 0.34
"""Confidence from which a question counts as answered."""
NEAR_FROM = 0.05
"""Confidence from which the nearest sentences of a question that is refused are shown."""

# Among so many of the best passages a fact or a number is looked for,
_LOOKED_AT = 5
# and a fact in sentences that are no farther behind the nearest, as cosine.
_FACT_GAP = 0.15
# The closest of n unrelated passages is about so close: a constant, and more by the logarithm of n.
_CHANCE, _CHANCE_PER_LOG = 0.2, 0.03
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether a question is answered; yes is 1 and no is 0.

    Attributes:
        closeness: Of the closest passage in meaning, -1 to 1.
        short_of_chance: How far that lies below what unrelated passages reach, the more of them
            the closer; 0 where it does not.
        granted: Whether the question takes something for granted.
        fact_missing: Whether it asks for a fact that no near sentence holds.
        fact_held: Whether it asks for a fact that a near sentence holds.
        list_asked: Whether it asks for a list.
        number_missing: Whether it has a number that the nearest passages lack.
        words: Logarithm of one more than the number of its words, names apart.
        topic_covered: How much of it the words of one passage cover, 0 to 1, divided by the number
            of its words that carry a topic: of a bare topic ("tvang?") the cosines are low, and
            whether the word stands there says most.
    """

    closeness: float
    short_of_chance: float
    granted: float
    fact_missing: float
    fact_held: float
    list_asked: float
    number_missing: float
    words: float
    topic_covered: float


COEFFICIENTS = Signs(
    closeness=5.19,
    short_of_chance=-28.25,
    granted=-2.22,
    fact_missing=-4.10,
    fact_held=-2.23,
    list_asked=1.37,
    number_missing=-2.94,
    words=1.24,
    topic_covered=6.08,
)
INTERCEPT = -3.54


def read_confidence(question: Question, ranking: Ranking, index: Index) -> float:
    """How sure it is that what was ranked answers the question, 0 to 1."""
    if asks_outside(question):
        return 0.0
    signs = astuple(read_signs(question, ranking, index))
    score = sum(w * x for w, x in zip(astuple(COEFFICIENTS), signs, strict=True)) + INTERCEPT
    return 1 / (1 + math.exp(-score))


def asks_outside(question: Question) -> bool:
    """Whether it can only be answered by organisations or from years outside the corpus."""
    years = any(outside.kind is OutsideKind.YEAR for outside in question.outside)
    return years or question.asks_only_outside


def read_signs(question: Question, ranking: Ranking, index: Index) -> Signs:
    """Read the signs of one question."""
    best = ranking.candidates[:_LOOKED_AT]
    fact_held = question.sought.is_fact and _holds_fact(question.sought, best, ranking, index)
    passages = " ".join(index.passages[candidate.position].text for candidate in best)
    found = set(_NUMBER.findall(passages))
    closeness = max((candidate.closeness for candidate in ranking.candidates), default=-1.0)
    chance = _CHANCE + _CHANCE_PER_LOG * math.log(max(1, len(ranking.candidates)))
    return Signs(
        closeness=closeness,
        short_of_chance=max(0.0, chance - closeness),
        granted=float(takes_for_granted(question.text)),
        fact_missing=float(question.sought.is_fact and not fact_held),
        fact_held=float(fact_held),
        list_asked=float(question.sought is Sought.LIST),
        number_missing=float(not found.issuperset(_NUMBER.findall(question.search_text))),
        words=math.log1p(len(question.search_text.split())),
        topic_covered=_coverage(ranking) / max(1, len(content_words(question.search_text))),
    )


def _coverage(ranking: Ranking) -> float:
    return max((candidate.coverage for candidate in ranking.candidates), default=0.0)


def _holds_fact(
    sought: Sought, best: tuple[Candidate, ...], ranking: Ranking, index: Index
) -> bool:
    similarities = ranking.sentence_similarities
    sentences = [i for c in best for i in index.sentences_of(c.position)]
    nearest = max((float(similarities[i]) for i in sentences), default=0.0)
    return any(
        similarities[i] >= nearest - _FACT_GAP and holds_fact(sought, index.text_of(i))
        for i in sentences
    )
