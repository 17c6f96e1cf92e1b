"""Places in documents and the addresses that lead there: ``?doc=actis&start=1200&end=1310``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from corpus.reading import Document

DOCUMENT_LIST = "?"
"""The address of the list of documents."""

_KEYS = frozenset({"doc", "start", "end"})
_MOST_KEYS = 20
_OFFSET = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)


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
        """The address that leads there, relative to the page's own."""
        query = {"doc": self.document_id}
        if self.span is not None:
            query |= {"start": str(self.span[0]), "end": str(self.span[1])}
        return f"?{urlencode(query, safe='', quote_via=quote)}"


def parse_link(link: object, documents: Mapping[str, Document]) -> Place | None:
    """Read an address that may come from anybody.

    Keys of others are passed over, since what stands before the page may add its own.

    Returns:
        The place, or ``None`` where the address does not name, once and in ASCII digits, a document
        or a non-empty stretch inside its reading text.
    """
    if not isinstance(link, str) or not link.startswith("?"):
        return None
    try:
        pairs = parse_qsl(
            link[1:], keep_blank_values=True, errors="strict", max_num_fields=_MOST_KEYS
        )
    except ValueError:
        return None
    given = [(key, value) for key, value in pairs if key in _KEYS]
    query = dict(given)
    if len(given) > len(query) or query.get("doc") not in documents:
        return None
    document = documents[query["doc"]]
    if len(query) == 1:
        return Place(document.id)
    span = _span(query.get("start", ""), query.get("end", ""), len(document.text))
    return None if span is None else Place(document.id, span)


def _span(start: str, end: str, length: int) -> tuple[int, int] | None:
    if not (_OFFSET.fullmatch(start) and _OFFSET.fullmatch(end)):
        return None
    span = int(start), int(end)
    return span if span[0] < span[1] <= length else None
