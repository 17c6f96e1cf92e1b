"""Source files → raw text. The only module that reads documents from disk."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from settings import UserError

_PAGE_BREAK = "\f"
SUFFIXES = (".txt", ".md")


class SourceError(UserError):
    """A source file cannot be read as a document."""


@dataclass(frozen=True, slots=True)
class RawSource:
    """The text of a source file, as it was extracted.

    Attributes:
        text: The decoded text, line ends and furniture included.
        markdown: Whether headings and lists are marked as in Markdown.
        page_starts: Offsets at which the pages begin, or () where the source has no page marks.
    """

    text: str
    markdown: bool
    page_starts: tuple[int, ...]

    def page(self, offset: int) -> int | None:
        """The page, from 1, on which the raw offset lies; ``None`` where pages are unknown."""
        return bisect_right(self.page_starts, offset) or None


def read_source(path: Path) -> RawSource:
    """Read a UTF-8 text or Markdown file.

    Raises:
        SourceError: The file is missing, empty, of another type, not UTF-8, or holds NUL bytes.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise SourceError(
            f"{path} is not a document of a known type; save it as one of {', '.join(SUFFIXES)}."
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path} cannot be read ({error.strerror}); put the file there or remove it from "
            "the catalogue."
        ) from None
    if b"\0" in content:
        raise SourceError(
            f"{path} holds a NUL byte at position {content.index(0)}; it is not plain text, so "
            "extract it again."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path} is not UTF-8 (line {line}); convert it, for example from latin-1, and try "
            "again."
        ) from None
    if not text.strip():
        raise SourceError(f"{path} is empty; put the document's text there.")
    return RawSource(text, path.suffix.lower() == ".md", _page_starts(text))


def _page_starts(text: str) -> tuple[int, ...]:
    if _PAGE_BREAK not in text:
        return ()
    breaks = [offset + 1 for offset, char in enumerate(text) if char == _PAGE_BREAK]
    return (0, *breaks)
