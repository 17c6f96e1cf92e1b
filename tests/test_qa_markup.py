"""What is not ours means nothing in Markdown, and can still be read as it is written."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.markup import escape_markdown


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("FO (ca. 2018) mener: nei!", "FO (ca. 2018) mener: nei!"),
        ("LAR-programmet, se punkt 1. og #2", "LAR-programmet, se punkt 1. og #2"),
        ("# Nei", "&#35; Nei"),
        ("- nei", "&#45; nei"),
        ("12. nei", "&#49;2. nei"),
        ("1) nei", "&#49;) nei"),
        ("*a* [x](y) <b> | `c`", "&#42;a&#42; &#91;x&#93;(y) &#60;b&#62; &#124; &#96;c&#96;"),
        ("http://e.no WWW.e.no a@e.no", "http&#58;//e.no WWW&#46;e.no a&#64;e.no"),
        ("en\n\nto\\", "en&#10;&#10;to&#92;"),
        ("&lt;", "&#38;lt;"),
    ],
)
def test_marks_lose_their_meaning_and_nothing_else_is_touched(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@given(st.text())
def test_the_text_is_what_a_reader_of_the_rendered_markdown_sees(text: str) -> None:
    # A reference to a control character is another character in HTML; no document has those.
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f]", "", text)
    escaped = escape_markdown(plain)
    assert html.unescape(escaped) == plain
    assert not re.search(r"[\\`*_\[\]<>|~$\n]|&(?!#\d+;)|://|@", escaped)
    assert not re.match(r"[\s#+\-=]|\d+[.)]", escaped)
