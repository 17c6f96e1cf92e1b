"""Reading text → passages: the units that are searched and cited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage is in its document."""

    HEADING = "heading"
    LEAD_IN = "lead_in"
    PARAGRAPH = "paragraph"
    PROPOSAL = "proposal"
    QUOTATION = "quotation"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's reading text.

    Attributes:
        document_id: The document it is sliced from.
        start: First code point in the reading text.
        end: One past the last code point.
        text: ``document.text[start:end]``.
        section: Headings above it, outermost first; a heading's own passage names itself.
        kind: What it is.
        lead_in: The words that open the list it stands in ("Actis mener at:"), or "".
        number: Its printed number in a numbered list ("3"), or "".
    """

    document_id: str
    start: int
    end: int
    text: str
    section: tuple[str, ...]
    kind: PassageKind
    lead_in: str = ""
    number: str = ""

    @property
    def id(self) -> str:
        """Identifier by document and offsets, such as ``actis:1200-1310``."""
        return f"{self.document_id}:{self.start}-{self.end}"
