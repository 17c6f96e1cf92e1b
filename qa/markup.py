"""Words that are not ours, written so that Markdown shows them as they stand."""

from __future__ import annotations

import re

from qa.answer import Citation

# What Markdown or HTML takes for a mark wherever it stands; what it takes for one at the beginning
# of a line only, where a text may stand; white space that parts blocks; and what would become a
# link of itself (GitHub Flavored Markdown 0.29, 6.9). Full stops, hyphens and parentheses are left
# alone, so that a note can also be read as it is written.
_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>|~&$^\n\r\t]|\A[\s#+\-=]|\A\d(?=\d*[.)])|\s\Z"
    r"|@|:(?=//)|(?<=www)\.",
    re.IGNORECASE,
)


def escape_markdown(text: str) -> str:
    """The text with a character reference for whatever Markdown or HTML could take for a mark."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", text)


def quotation_in_markdown(citation: Citation) -> str:
    """The excerpt, its leading sentence in bold."""
    before, leading, after = citation.parts
    # Where no space parts the sentences, the stars would be shown as they are.
    parted = (not before or before[-1].isspace()) and (not after or after[0].isspace())
    if not leading or not parted:
        return escape_markdown(citation.quote)
    return f"{escape_markdown(before)}**{escape_markdown(leading)}**{escape_markdown(after)}"
