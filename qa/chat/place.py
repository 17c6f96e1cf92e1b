"""Places in documents, as links write them: ``#actis`` and ``#actis-1200-1310``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.reading import Document

DOCUMENT_LIST = "#/"
_SPAN = re.compile(r"(.+)-(0|[1-9][0-9]{0,8})-([1-9][0-9]{0,8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A document, or a stretch of one.

    Attributes:
        document_id: The document.
        span: First code point and one past the last in its reading text, or ``None`` for all of it.
    """

    document_id: str
    span: tuple[int, int] | None = None

    @property
    def link(self) -> str:
        """The link that leads there."""
        if self.span is None:
            return f"#{self.document_id}"
        return f"#{self.document_id}-{self.span[0]}-{self.span[1]}"


def parse_link(link: object, documents: Mapping[str, Document]) -> Place | None:
    """Read a link that may come from anybody.

    A document's id may contain hyphens and digits: an id that exists wins over a span.

    Returns:
        The place, or ``None`` where the link does not name a document or a non-empty stretch
        inside its reading text.
    """
    if not isinstance(link, str) or not link.startswith("#"):
        return None
    name = link[1:]
    if name in documents:
        return Place(name)
    match = _SPAN.fullmatch(name)
    if not match or match[1] not in documents:
        return None
    start, end = int(match[2]), int(match[3])
    if not start < end <= len(documents[match[1]].text):
        return None
    return Place(match[1], (start, end))
