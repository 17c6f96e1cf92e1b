"""The head of the page leads to its parts and says which language it is in."""

from __future__ import annotations

import re

import pytest
from chat_examples import Html

from qa.chat.frame import render_frame
from qa.chat.look import script
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts

LANGUAGES = pytest.mark.parametrize("texts", [BOKMAL, NYNORSK, ENGLISH])


@LANGUAGES
def test_the_views_are_links_that_the_script_knows(texts: Texts) -> None:
    html, words = Html(render_frame(texts)), texts.frame
    (nav,) = html.find("nav")
    assert nav.attributes["aria-label"] == words.views
    assert [(link.text, link.attributes["href"]) for link in nav.find("a")] == [
        (words.conversation, "#samtale"),
        (words.proposals, "#forslag"),
        (words.stored, "#lagret"),
    ]
    known = re.search(r"const VIEWS = \[(.*)\]", script("frame"))
    assert known is not None
    assert known[1] == ", ".join(f"'{link.attributes['href'][1:]}'" for link in nav.find("a"))  # type: ignore[index]


@LANGUAGES
def test_each_language_is_named_in_itself_and_the_pages_own_is_pressed(texts: Texts) -> None:
    buttons = [b for b in Html(render_frame(texts)).find("button") if "lang" in b.attributes]
    assert [(b.text, b.language, b.attributes["data-language"]) for b in buttons] == [
        ("Bokmål", "nb", "nb"),
        ("Nynorsk", "nn", "nn"),
        ("English", "en", "en"),
    ]
    pressed = [b.language for b in buttons if b.attributes["aria-pressed"] == "true"]
    assert pressed == [texts.language]


@LANGUAGES
def test_the_first_thing_on_the_page_leads_past_its_head(texts: Texts) -> None:
    html = Html(render_frame(texts))
    assert html.elements[0] == (
        "button",
        {"type": "button", "class": "hmh-skip", "data-act": "skip"},
    )
    assert html.find("h1")[0].text == "Hvem mener hva"
    (theme,) = [b for b in html.find("button") if b.attributes.get("data-act") == "theme"]
    assert (theme.text, theme.attributes["aria-pressed"]) == (texts.frame.dark, "false")
    assert theme.attributes["aria-label"] == texts.frame.dark_theme
