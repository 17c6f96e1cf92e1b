"""Login and logout as pages of plain HTML that need no script."""

from __future__ import annotations

import re
from html import escape

from qa.chat.look import STYLE, sheet
from qa.chat.texts import Texts

# The rest of the page is darkened by a script; here the system alone decides.
_DARK = "".join(re.findall(r"^\.dark \{(.*?)^\}", STYLE, re.MULTILINE | re.DOTALL))
_STYLE = (
    STYLE
    + f"@media (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {_DARK} }} }}\n"
    + sheet("login")
)


def render_login(texts: Texts, name: str = "", fault: str = "") -> str:
    """The form that asks for name and password.

    Args:
        texts: The page's words.
        name: What has been typed as name.
        fault: What was wrong with the last try, or "".
    """
    words = texts.login
    alarm = f'<p role="alert" class="hmh-alarm">{escape(fault)}</p>' if fault else ""
    focus = ("", " autofocus") if name else (" autofocus", "")
    return _page(
        texts,
        words.log_in,
        f'{alarm}<form method="post">'
        f'<label for="username">{escape(words.name)}</label>'
        f'<input id="username" name="username" value="{escape(name)}" required maxlength="32" '
        f'autocomplete="username" autocapitalize="none" spellcheck="false"{focus[0]}>'
        f'<label for="password">{escape(words.password)}</label>'
        '<input id="password" name="password" type="password" required '
        f'autocomplete="current-password"{focus[1]}>'
        f'<button type="submit">{escape(words.log_in)}</button></form>',
    )


def render_logout(texts: Texts) -> str:
    """The form that asks whether to log out."""
    words = texts.login
    return _page(
        texts,
        words.log_out,
        f'<form method="post"><button type="submit">{escape(words.log_out)}</button></form>'
        f'<p><a href="./">{escape(words.stay)}</a></p>',
    )


def _page(texts: Texts, heading: str, content: str) -> str:
    title = escape(texts.frame.title)
    return (
        f'<!doctype html><html lang="{texts.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(heading)} – {title}</title><link rel="icon" href="data:,">'
        f'<style>{_STYLE}</style></head><body class="hmh-login"><main>'
        f"<p>{title}</p><h1>{escape(heading)}</h1>{content}</main></body></html>"
    )
