"""Pairs of everyday question and policy sentence, by topic, on which the model is trained.

A language model wrote them for the purpose, on many policy fields, without sight of the project's
documents or question sets. Passages of one topic are about different points of it, so they are one
another's hard negatives. Figures and positions in them are invented.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from settings import UserError

PAIRS_FILE = Path(__file__).resolve().parent / "pairs.jsonl"


class PairsError(UserError):
    """The pairs are missing or malformed."""


@dataclass(frozen=True, slots=True)
class TrainingPassage:
    """A policy sentence or two, and questions that it answers better than its neighbours do."""

    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A narrow policy theme.

    Attributes:
        name: What it is about, in a few words.
        questions: Broad questions, which all its passages together answer.
        passages: Its points.
    """

    name: str
    questions: tuple[str, ...]
    passages: tuple[TrainingPassage, ...]


def load_topics(path: Path = PAIRS_FILE) -> tuple[Topic, ...]:
    """Read the pairs, one topic a line.

    Raises:
        PairsError: The file is missing, or a line is no topic.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise PairsError(f"{path} cannot be read ({error.strerror}); restore it.") from None
    return tuple(_topic(line, f"{path}, line {number}") for number, line in enumerate(lines, 1))


def _topic(line: str, place: str) -> Topic:
    try:
        found: Mapping[str, Any] = json.loads(line)
        topic = Topic(
            name=found["topic"],
            questions=tuple(found["questions"]),
            passages=tuple(
                TrainingPassage(passage["text"], tuple(passage["questions"]))
                for passage in found["passages"]
            ),
        )
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise PairsError(f"{place}: not a topic ({error}); see embeddings/README.md.") from None
    if not topic.passages or not all(passage.questions for passage in topic.passages):
        raise PairsError(f"{place}: a topic needs passages, and each passage questions.")
    return topic


def held_out(topics: Sequence[Topic]) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """Part every tenth topic from the others: (for training, for validation)."""
    training = tuple(topic for i, topic in enumerate(topics) if i % 10 != 9)
    return training, tuple(topics[9::10])
