"""What the page says while the search is made ready."""

from __future__ import annotations

from html import escape
from typing import TypeVar

from qa.chat.startup import Failed, Loading, Ready
from qa.chat.texts import Texts

T = TypeVar("T")


def sentence(state: Loading | Ready[T] | Failed, texts: Texts) -> str:
    """How far it has come, and after a failure the reason, too."""
    if isinstance(state, Failed):
        return f"{texts.frame.failed} {state.reason or texts.frame.failed_unexpectedly}"
    return _progress(state, texts)


def status_html(state: Loading | Ready[T] | Failed, texts: Texts) -> str:
    """The same as HTML, with a progress bar where progress is known.

    Reasons come from the part that failed and are in English, as on the command line.
    """
    if isinstance(state, Failed):
        reason = escape(texts.frame.failed_unexpectedly)
        if state.reason:
            reason = f'<span lang="en">{escape(state.reason)}</span>'
        return f'<p role="status" class="hmh-alarm">{escape(texts.frame.failed)} {reason}</p>'
    css = ' class="hmh-ready"' if isinstance(state, Ready) else ""
    words = f'<p role="status"{css}>{escape(_progress(state, texts))}</p>'
    if isinstance(state, Loading) and state.fraction:
        name = escape(texts.frame.progress)
        words += f'<progress aria-label="{name}" max="1" value="{state.fraction:.3f}"></progress>'
    return words


def _progress(state: Loading | Ready[T], texts: Texts) -> str:
    if isinstance(state, Ready):
        return texts.frame.ready
    if state.step is None:
        return texts.frame.starting
    form = texts.frame.preparing_share if state.fraction else texts.frame.preparing
    return form.format(step=texts.frame.steps[state.step], percent=int(100 * state.fraction))
