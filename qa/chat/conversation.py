"""A conversation as the browser keeps it: what was asked, and of whom. Answers are found anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from qa.surrogates import without_surrogates

MOST_TURNS = 50
"""Questions of a conversation that are kept; of more, the first ones go."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was asked.

    Attributes:
        number: Which question of the conversation it is, from 1; never used twice.
        question: What the person typed, without lone surrogates.
        organisations: Ids of those who are asked where the question names nobody; () for all.
    """

    number: int
    question: str
    organisations: tuple[str, ...] = ()


Conversation = tuple[Turn, ...]


def add_question(
    conversation: Conversation,
    question: str,
    organisations: Sequence[str] = (),
    *,
    instead_of: int | None = None,
) -> Conversation:
    """Put a question at the end, or in the place of an earlier one and all that came after it.

    Args:
        conversation: What was asked so far.
        question: What the person typed.
        organisations: Ids of those who are asked where the question names nobody; () for all.
        instead_of: Number of the question that it replaces, or ``None``.
    """
    before = tuple(t for t in conversation if instead_of is None or t.number < instead_of)
    number = conversation[-1].number + 1 if conversation else 1
    turn = Turn(number, without_surrogates(question), tuple(organisations))
    return (*before, turn)[-MOST_TURNS:]


def find_turn(conversation: Conversation, number: object) -> Turn | None:
    """The question of a number, or ``None`` where there is none."""
    return next((turn for turn in conversation if turn.number == number), None)


def questions_before(conversation: Conversation, turn: Turn) -> Sequence[str]:
    """What was asked before a question; follow-ups are understood from it."""
    return [earlier.question for earlier in conversation if earlier.number < turn.number]


def to_store(conversation: Conversation) -> list[dict[str, Any]]:
    """The conversation as JSON."""
    return [
        {"number": t.number, "question": t.question, "organisations": list(t.organisations)}
        for t in conversation
    ]


def from_store(stored: object, known: Collection[str]) -> Conversation:
    """Read what a browser kept, which may be of an earlier version or from anybody.

    What is no question is left out: nothing of it is shown but questions, each answered anew.

    Args:
        stored: Any JSON.
        known: Ids of the organisations; others are left out.
    """
    turns: list[Turn] = []
    for kept in stored if isinstance(stored, list) else ():
        turn = _turn(kept, known)
        if turn and (not turns or turn.number > turns[-1].number):
            turns.append(turn)
    return tuple(turns[-MOST_TURNS:])


def _turn(kept: object, known: Collection[str]) -> Turn | None:
    if not isinstance(kept, dict):
        return None
    number, question = kept.get("number"), kept.get("question")
    if type(number) is not int or number < 1 or not isinstance(question, str):
        return None
    chosen = kept.get("organisations")
    organisations = chosen if isinstance(chosen, list) else []
    asked = tuple(identifier for identifier in known if identifier in organisations)
    return Turn(number, without_surrogates(question), asked)
