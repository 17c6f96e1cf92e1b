"""Where a stretch of a document stands, and how it is cited, in words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corpus.passages import Passage, PassageKind
from corpus.reading import Document
from qa.chat.facts import date_in_words
from qa.chat.texts import Texts
from qa.wording import lines_in_words

Span = tuple[int, int]


def passage_at(passages: Sequence[Passage], offset: int) -> Passage | None:
    """The last of a document's passages that begins at or before an offset, if any does."""
    found = bisect_right(passages, offset, key=lambda passage: passage.start)
    return passages[found - 1] if found else None


def whereabouts(
    document: Document, passages: Sequence[Passage], span: Span, texts: Texts
) -> Iterator[str]:
    """Section, number in a list, printed lines and page of a stretch, as far as each is known.

    Args:
        document: The document.
        passages: All its passages, in document order.
        span: First code point and one past the last, inside the reading text.
        texts: The page's words.
    """
    start, end = span
    passage = passage_at(passages, start)
    if passage is not None and passage.section:
        yield " › ".join(passage.section)
    if passage is not None and passage.number and passage.kind is not PassageKind.FOOTNOTE:
        yield texts.wording.item.format(number=passage.number)
    lines = document.origin.lines(start, end)
    if lines:
        yield lines_in_words(lines, texts.wording)
    page = document.origin.page(start)
    if page is not None:
        yield texts.wording.page.format(page=page)


def citation_in_words(
    document: Document, passages: Sequence[Passage], span: Span, texts: Texts
) -> str:
    """A stretch of a document, letter for letter, with its source in brackets.

    The source is organisation, title, kind, date and place. A title that the source does not print
    has no quotation marks. Arguments as for ``whereabouts``.
    """
    entry = document.entry
    title = entry.title
    if entry.title_printed:
        title = texts.reader.title.format(title=title)
    source = (
        entry.organisation.name,
        title,
        texts.wording.kinds[entry.kind],
        date_in_words(entry.date, texts),
        *whereabouts(document, passages, span, texts),
    )
    return texts.reader.citation.format(
        quotation=document.text[slice(*span)], source=", ".join(source)
    )
