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
        return " ".join(failure(state, texts)).rstrip()
    return _progress(state, texts)


def failure(state: Failed, texts: Texts) -> tuple[str, str]:
    """What is said of a failure, and the reason that the part that failed gives, or "".

    Such reasons are in English, as on the command line.
    """
    if state.reason:
        return texts.frame.failed, state.reason
    return f"{texts.frame.failed} {texts.frame.failed_unexpectedly}", ""


def status_html(state: Loading | Ready[T] | Failed, texts: Texts) -> str:
    """The same as HTML, with a progress bar where progress is known."""
    if isinstance(state, Failed):
        said, reason = map(escape, failure(state, texts))
        english = f' <span lang="en">{reason}</span>' if reason else ""
        return f'<p role="status" class="hmh-alarm">{said}{english}</p>'
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
