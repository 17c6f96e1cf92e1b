"""Judging an answer or an excerpt: the controls beneath it, and what a browser sends of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from qa.chat.texts.feedback import FeedbackTexts
from qa.feedback import LONGEST_COMMENT, Feedback, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person did with the controls.

    Attributes:
        turn: The question's number in the conversation, from 1.
        number: Number of the excerpt, from 1, or ``None`` for the whole answer.
        verdict: Right or wrong, or ``None`` to take the judgement back.
        comment: As it was typed.
    """

    turn: int
    number: int | None
    verdict: Verdict | None
    comment: str


def render_judging(
    turn: int,
    number: int | None,
    given: Verdict | None,
    comment: str,
    texts: FeedbackTexts,
    identifier: str = "",
) -> str:
    """The controls beneath an excerpt, or beneath an answer.

    ``script/judging.js`` makes them work. The comment is hidden until there is a verdict.

    Args:
        turn: The question's number in the conversation, from 1.
        number: Number of the excerpt, from 1, or ``None`` for the whole answer.
        given: The person's verdict so far.
        comment: The person's comment so far.
        texts: The words.
        identifier: Id of the judgement as it is kept; "" where there is none.
    """
    if number is None:
        subject, asked, which = texts.answer, texts.asked_of_answer, ""
        shown = f'<span aria-hidden="true">{escape(asked)}</span>'
    else:
        subject = texts.excerpt.format(number=number)
        asked = texts.asked_of_excerpt.format(number=number)
        which, shown = f' data-number="{number}"', ""
    return (
        f'<div class="hmh-judging" role="group" aria-label="{escape(asked)}" '
        f'data-turn="{turn}"{which} data-id="{escape(identifier)}">{shown}'
        f"{''.join(_buttons(subject, given, texts))}"
        f"{_comment(f'hmh-comment-{turn}-{number or 0}', subject, given, comment, texts)}"
        '<p class="hmh-judged" role="status"></p></div>'
    )


def _buttons(subject: str, given: Verdict | None, texts: FeedbackTexts) -> Iterator[str]:
    for verdict, word in ((Verdict.RIGHT, texts.right), (Verdict.WRONG, texts.wrong)):
        yield (
            f'<button type="button" class="hmh-verdict" data-verdict="{verdict}" '
            f'aria-pressed="{"true" if verdict is given else "false"}" '
            f'aria-label="{escape(f"{subject}: {word.lower()}")}">{escape(word)}</button>'
        )


def _comment(
    field: str, subject: str, given: Verdict | None, comment: str, texts: FeedbackTexts
) -> str:
    return (
        f'<div class="hmh-comment"{"" if given else " hidden"}>'
        f'<label for="{field}">{escape(texts.comment)}</label>'
        f'<textarea id="{field}" rows="2" maxlength="{LONGEST_COMMENT}" '
        f'aria-label="{escape(texts.comment_of.format(subject=subject))}">'
        # A parser drops one line feed after the tag.
        f"\n{escape(comment)}</textarea>"
        f'<button type="button" class="hmh-comment-save" '
        f'aria-label="{escape(texts.save_of.format(subject=subject))}">'
        f"{escape(texts.save)}</button></div>"
    )


def parse_judgement(data: object) -> Judgement | None:
    """Read what the browser sends, which may be anything; ``None`` for what is no judgement."""
    if not isinstance(data, dict) or set(data) != {"turn", "number", "verdict", "comment"}:
        return None
    turn, number, comment = data["turn"], data["number"], data["comment"]
    if type(turn) is not int or turn < 0 or not isinstance(comment, str):
        return None
    if number is not None and (type(number) is not int or number < 1):
        return None
    if data["verdict"] is None:
        return Judgement(turn, number, None, comment)
    if data["verdict"] not in tuple(Verdict):
        return None
    return Judgement(turn, number, Verdict(data["verdict"]), comment)


def outcome(
    judgement: Judgement, kept: Feedback | None, texts: FeedbackTexts, fault: str = ""
) -> Mapping[str, object]:
    """What the page is told after a judgement, as the property ``judged`` of its component.

    Args:
        judgement: What the person did.
        kept: What is kept now of the person's judgement of that; ``None`` for nothing.
        texts: The words.
        fault: Why it could not be kept or taken back, in a sentence; "" where it could.
    """
    said = texts.taken_back
    if kept:
        said = texts.comment_kept if kept.comment else texts.kept
    return {
        "turn": judgement.turn,
        "number": judgement.number,
        "verdict": kept.verdict.value if kept else None,
        "said": fault or said,
        # Saving the same comment again is another event.
        "id": kept.id if kept else None,
    }
