"""What stands around the parts of the page: title, ways through it, language and theme."""

from __future__ import annotations

from html import escape

from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts


def render_frame(texts: Texts, *, has_login: bool = False) -> str:
    """The head of the page.

    Args:
        texts: The page's words.
        has_login: Whether people log in, and so can log out.
    """
    words = texts.frame
    out = f'<a href="logout">{escape(texts.login.log_out)}</a>' if has_login else ""
    return (
        f'<button type="button" class="hmh-skip" data-act="skip">{escape(words.skip)}</button>'
        f"<header><h1>{escape(words.title)}</h1><p>{escape(words.subtitle)}</p></header>"
        f'<nav class="hmh-views" aria-label="{escape(words.views)}"><ul>'
        f'<li><a href="#samtale">{escape(words.conversation)}</a></li>'
        f'<li><a href="#forslag">{escape(words.proposals)}</a></li>'
        f'<li><a href="#lagret">{escape(words.stored)}</a></li></ul></nav>'
        f'<div class="hmh-wishes">{_languages(texts)}{_themes(texts)}{out}</div>'
        '<div class="hmh-lost" role="alert" hidden></div>'
    )


def _languages(texts: Texts) -> str:
    buttons = "".join(
        f'<button type="button" data-language="{other.language}" lang="{other.language}" '
        f'aria-pressed="{str(other is texts).lower()}">{escape(other.frame.language_name)}</button>'
        for other in (BOKMAL, NYNORSK, ENGLISH)
    )
    return f'<div role="group" aria-label="{escape(texts.frame.language)}">{buttons}</div>'


def _themes(texts: Texts) -> str:
    words = texts.frame
    return (
        f'<button type="button" data-act="theme" aria-label="{escape(words.dark_theme)}" '
        f'aria-pressed="false">{escape(words.dark)}</button>'
    )
