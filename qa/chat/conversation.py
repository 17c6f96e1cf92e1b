"""The conversation as the page shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.chat.texts import Texts

LONGEST_SHOWN = 600
MOST_TURNS = 50

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what is shown under it.

    Attributes:
        question: What the person typed, unaltered.
        reply: Markdown, safe to render.
        if_stopped: What takes its place if the person stops now; ``None`` for a reply that is
            complete.
    """

    question: str
    reply: str
    if_stopped: str | None = None


def pose(
    turns: Sequence[Turn], question: str, reply: str, if_stopped: str | None = None
) -> tuple[Turn, ...]:
    """Add a question with a preliminary reply; only the last ``MOST_TURNS`` turns are kept."""
    return (*turns, Turn(question, reply, if_stopped))[-MOST_TURNS:]


def settle(turns: Sequence[Turn], reply: str, if_stopped: str | None = None) -> tuple[Turn, ...]:
    """Replace the reply under the last question.

    Raises:
        IndexError: There is no question.
    """
    return (*turns[:-1], replace(turns[-1], reply=reply, if_stopped=if_stopped))


def stop(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Settle the last question as it is when the person stops."""
    if not turns or turns[-1].if_stopped is None:
        return tuple(turns)
    return settle(turns, turns[-1].if_stopped)


def messages(turns: Sequence[Turn], texts: Texts) -> list[dict[str, str]]:
    """The turns as Gradio's chat messages, questions escaped and, where very long, shortened."""
    shown = []
    for turn in turns:
        question = plain(_shortened(turn.question)) or plain(texts.conversation.empty_question)
        shown.append({"role": "user", "content": question})
        shown.append({"role": "assistant", "content": turn.reply})
    return shown


def plain(text: str) -> str:
    """Markdown that shows ``text`` as it is typed, without any markup, link or picture.

    A backslash before each ASCII punctuation mark takes its meaning away (CommonMark 0.31, 2.4),
    which also breaks up addresses that would be linked by themselves. Control characters and
    marks that turn the direction of writing are dropped, and so is white space at line ends,
    where it would mean code or a line break.
    """
    lines = (_CONTROL.sub("", line).strip() for line in text.strip().splitlines())
    return "\n".join(_MARKDOWN.sub(r"\\\1", line) for line in lines)


def _shortened(question: str) -> str:
    if len(question) <= LONGEST_SHOWN:
        return question
    return question[:LONGEST_SHOWN].rstrip() + " …"
