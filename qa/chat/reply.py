"""A question and what stands under it, as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from corpus.library import Library
from qa.answer import Answer
from qa.chat.answer import Judgements, announcement, judging_controls, render_answer
from qa.chat.conversation import Turn
from qa.chat.download import NoteForm
from qa.chat.texts import Texts
from qa.render import render_text

LONGEST_SHOWN = 600
"""Code points of a question that are shown; of a longer one only the beginning is."""

# Control characters, and marks that turn the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Reply:
    """What stands under a question at a moment.

    Attributes:
        html: Safe to put into the page.
        said: What a screen reader is told; "" for nothing.
        settled: Whether it is complete.
    """

    html: str
    said: str = ""
    settled: bool = False


def notice(sentence: str, *, reason: str = "", settled: bool = False) -> Reply:
    """A reply that is one sentence: what is waited for, or what went wrong.

    Args:
        sentence: In the page's language.
        reason: What the part that failed says of it, in English; "" for nothing.
        settled: Whether that is all.
    """
    html = escape(sentence)
    if reason:
        html += f' <span lang="en">{escape(reason)}</span>'
    return Reply(f'<p class="hmh-notice">{html}</p>', f"{sentence} {reason}".strip(), settled)


def answer_reply(
    answer: Answer,
    library: Library,
    texts: Texts,
    turn: Turn,
    judgements: Judgements,
    *,
    settled: bool = True,
) -> Reply:
    """An answer and what can be done with it; while it grows, it is there to be read only."""
    html = render_answer(answer, library, texts, turn.number, judgements)
    if not settled:
        return Reply(html)
    tools = _answer_tools(answer, library, texts, turn, judgements)
    return Reply(html + tools, announcement(answer, texts), settled=True)


def render_turn(turn: Turn, reply: Reply, library: Library, texts: Texts) -> str:
    """One question and its reply; the ``<article>`` around both is the page's."""
    words = texts.conversation
    asked_of = ""
    if turn.organisations:
        known = library.catalogue.organisations
        names = ", ".join(o.short for o in known if o.id in turn.organisations)
        asked_of = f"<p>{escape(words.asked_of.format(organisations=names))}</p>"
    question = escape(_shown(turn.question, texts))
    return (
        f'<header class="hmh-question"><h3 tabindex="-1">{question}</h3>'
        f"{asked_of}{_question_tools(turn, texts)}</header>"
        f'<div class="hmh-reply">{reply.html}</div>'
    )


def render_scaffold(texts: Texts) -> str:
    """What is there before the first question, and where questions and replies are put."""
    words = texts.conversation
    examples = "".join(
        f'<li><button type="button" data-act="ask">{escape(example)}</button></li>'
        for example in words.examples
    )
    return (
        f'<h2 class="hmh-unseen">{escape(words.name)}</h2>'
        f'<div class="hmh-bar" hidden>{_note_buttons(texts)}'
        f'<button type="button" data-act="clear">{escape(words.new)}</button></div>'
        f'<section class="hmh-welcome"><h3 tabindex="-1">{escape(words.welcome_heading)}</h3>'
        f"<p>{escape(words.welcome)}</p><h4>{escape(words.examples_heading)}</h4>"
        f'<ul class="hmh-examples">{examples}</ul></section>'
        f'<div class="hmh-log" role="log" aria-live="off" aria-label="{escape(words.name)}"></div>'
        '<p class="hmh-problem" role="alert"></p>'
        '<p class="hmh-said hmh-unseen" role="status"></p>'
    )


def _note_buttons(texts: Texts) -> str:
    words = texts.conversation
    forms = (
        (NoteForm.WORD, words.word, words.word_name),
        (NoteForm.MARKDOWN, words.markdown, words.markdown_name),
    )
    buttons = "".join(
        f'<button type="button" data-act="note" data-form="{form.value}" '
        f'aria-label="{escape(name)}">{escape(label)}</button>'
        for form, label, name in forms
    )
    return (
        f'<div role="group" aria-labelledby="hmh-note-name">'
        f'<span id="hmh-note-name">{escape(words.note)}</span>{buttons}</div>'
    )


def _shown(question: str, texts: Texts) -> str:
    shown = _UNSEEN.sub(" ", question).strip() or texts.conversation.empty_question
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN].rstrip()} …"


def _question_tools(turn: Turn, texts: Texts) -> str:
    words = texts.conversation
    buttons = (("edit", words.edit, words.edit_name), ("retry", words.retry, words.retry_name))
    return (
        '<div class="hmh-tools">'
        + "".join(
            f'<button type="button" data-act="{act}" '
            f'aria-label="{escape(name.format(number=turn.number))}">{escape(label)}</button>'
            for act, label, name in buttons
        )
        + "</div>"
    )


def _answer_tools(
    answer: Answer, library: Library, texts: Texts, turn: Turn, judgements: Judgements
) -> str:
    words = texts.conversation
    identity = f"hmh-pick-{turn.number}"
    return (
        '<footer class="hmh-tools">'
        f'<button type="button" data-act="copy" data-copy="{escape(render_text(answer, library))}">'
        f"{escape(words.copy_answer)}</button>"
        f'<span class="hmh-pick"><input type="checkbox" id="{identity}" checked>'
        f'<label for="{identity}">{escape(words.in_note)}</label></span>'
        f"{judging_controls(turn.number, None, judgements.get(None), texts)}</footer>"
    )
