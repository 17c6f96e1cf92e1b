"""A document as a person reads it: reading text and passages → HTML.

All text that comes from documents is escaped. The text of the element ``.hmh-text`` is the reading
text, code point by code point, and the text of its ``<mark>`` elements is the stretch asked for, so
the page shows nothing that the document does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from corpus.library import Library
from corpus.passages import Passage, PassageKind
from corpus.reading import Document
from qa.chat.texts import Texts
from qa.phrases import kind_in_words, particulars
from qa.place import DOCUMENT_LIST, Place
from qa.wording import lines_in_words, year_in_words

MARK_ID = "hmh-sted"
_RUNNING = frozenset({PassageKind.PARAGRAPH, PassageKind.QUOTATION, PassageKind.FOOTNOTE})
_ELEMENTS = {
    PassageKind.LEAD_IN: ("p", "hmh-lead-in"),
    PassageKind.PARAGRAPH: ("p", "hmh-paragraph"),
    PassageKind.PROPOSAL: ("li", "hmh-item"),
    PassageKind.QUOTATION: ("blockquote", "hmh-quotation"),
    PassageKind.FOOTNOTE: ("p", "hmh-footnote"),
}


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the reading text that becomes one element.

    Attributes:
        start: First code point, a list mark included.
        words: First code point after the list mark.
        end: One past the last code point; the white space that follows is part of the block.
        passage: The (first) passage in it.
    """

    start: int
    words: int
    end: int
    passage: Passage


def render_document(
    document: Document, passages: Sequence[Passage], place: Place, texts: Texts
) -> str:
    """The source reader with a document in it.

    Args:
        document: The document.
        passages: All its passages, in document order.
        place: The document's place to show; its span, if any, is marked.
        texts: The page's words.
    """
    return (
        f'<article class="hmh-reader" data-place="{escape(place.link)}">'
        f"{_header(document, passages, place, texts)}"
        f'<div class="hmh-scroll" tabindex="0" role="region" aria-label="{escape(texts.reader.name)}">'
        f"{_contents(document, passages, texts)}"
        f'<div class="hmh-text" lang="no">{_text(document, passages, place.span, texts)}</div>'
        "</div></article>"
    )


def render_list(library: Library, texts: Texts) -> str:
    """The source reader before a document is opened: what it is, and the documents to open."""
    return (
        f'<article class="hmh-reader" data-place="{DOCUMENT_LIST}">'
        f'<header class="hmh-head"><h2 tabindex="-1">{escape(texts.reader.heading)}</h2></header>'
        f'<div class="hmh-scroll"><p class="hmh-note">{escape(texts.reader.empty)}</p>'
        f"<h3>{escape(texts.reader.documents_heading)}</h3>"
        f'<ul class="hmh-documents">{"".join(_entries(library, texts))}</ul></div></article>'
    )


def _entries(library: Library, texts: Texts) -> Iterator[str]:
    for document in library.documents.values():
        entry = document.entry
        year = year_in_words(entry.date, texts.wording)
        facts = f"{kind_in_words(entry, texts.wording)} · {year}"
        yield (
            f'<li><a href="{escape(Place(document.id).link)}">'
            f'<span class="hmh-organisation">{escape(entry.organisation.name)}</span> '
            f'<span class="hmh-title">{escape(entry.title)}</span> '
            f'<span class="hmh-facts">{escape(facts)}</span></a></li>'
        )


def _header(document: Document, passages: Sequence[Passage], place: Place, texts: Texts) -> str:
    entry = document.entry
    where = "".join(
        f"<span>{escape(part)}</span>" for part in _where(document, passages, place, texts)
    )
    return (
        '<header class="hmh-head"><nav>'
        f'<a href="{DOCUMENT_LIST}">{escape(texts.reader.all_documents)}</a>'
        f'<button type="button" class="hmh-back">{escape(texts.reader.back_to_answer)}</button></nav>'
        f'<h2 tabindex="-1">{escape(entry.organisation.name)} '
        f'<span class="hmh-year">{escape(year_in_words(entry.date, texts.wording))}</span></h2>'
        f'<p class="hmh-description">{escape(entry.organisation.description)}</p>'
        f'<p class="hmh-title">{escape(entry.title)}</p>'
        f'<p class="hmh-facts">{escape(" · ".join(particulars(entry, texts.wording)))}</p>'
        f'<p class="hmh-where">{where}</p></header>'
    )


def _where(
    document: Document, passages: Sequence[Passage], place: Place, texts: Texts
) -> Iterator[str]:
    """Section, printed lines and page of the place, as far as each is known."""
    if place.span is None:
        yield texts.reader.whole_document
        return
    start, end = place.span
    section: tuple[str, ...] = ()
    for passage in passages:
        if passage.start > start:
            break
        section = passage.section
    if section:
        yield " › ".join(section)
    lines = document.origin.lines(start, end)
    if lines:
        yield lines_in_words(lines, texts.wording)
    page = document.origin.page(start)
    if page is not None:
        yield texts.wording.page.format(page=page)


def _contents(document: Document, passages: Sequence[Passage], texts: Texts) -> str:
    headings = [p for p in passages if p.kind is PassageKind.HEADING and p.section]
    if len(headings) < 2:
        return ""
    items = "".join(
        f'<li class="hmh-level-{_level(heading)}">'
        f'<a href="{escape(Place(document.id, (heading.start, heading.end)).link)}">'
        f"{escape(heading.text)}</a></li>"
        for heading in headings
    )
    return (
        f'<details class="hmh-contents"><summary>{escape(texts.reader.contents)}</summary>'
        f"<ol>{items}</ol></details>"
    )


def _level(heading: Passage) -> int:
    return min(max(len(heading.section), 1), 4)


def _text(
    document: Document,
    passages: Sequence[Passage],
    span: tuple[int, int] | None,
    texts: Texts,
) -> str:
    blocks = list(_blocks(document.text, passages))
    if not blocks:
        return _inline(document.text, 0, len(document.text), span)
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block.passage.kind):
        html = "".join(_element(document.text, block, span) for block in group)
        if kind is PassageKind.PROPOSAL:
            html = f'<ul class="hmh-list">{html}</ul>'
        elif kind is PassageKind.FOOTNOTE:
            html = f'<section aria-label="{escape(texts.reader.footnotes)}">{html}</section>'
        parts.append(html)
    return "".join(parts)


def _blocks(text: str, passages: Sequence[Passage]) -> Iterator[_Block]:
    """Part the whole text into blocks.

    White space after a passage goes with it, a list mark with the passage after it. Passages of one
    paragraph, between which no line ends, make one block.
    """
    open_block: _Block | None = None
    for passage in passages:
        if open_block is None:
            start = 0
        else:
            between = text[open_block.end : passage.start]
            before = open_block.passage
            runs_on = passage.kind is before.kind and passage.kind in _RUNNING
            if runs_on and not between.strip() and "\n" not in between:
                open_block = _Block(open_block.start, open_block.words, passage.end, before)
                continue
            start = passage.start - len(between.lstrip())
            yield _Block(open_block.start, open_block.words, start, before)
        open_block = _Block(start, passage.start, passage.end, passage)
    if open_block is not None:
        yield _Block(open_block.start, open_block.words, len(text), open_block.passage)


def _element(text: str, block: _Block, span: tuple[int, int] | None) -> str:
    passage = block.passage
    if passage.kind is PassageKind.HEADING:
        name, css = f"h{2 + _level(passage)}", "hmh-heading"
    else:
        name, css = _ELEMENTS[passage.kind]
    sign = _inline(text, block.start, block.words, span)
    if sign:
        sign = f'<span class="hmh-sign">{sign}</span>'
        css += " hmh-signed"
    words = _inline(text, block.words, block.end, span)
    return f'<{name} class="{css}">{sign}{words}</{name}>'


def _inline(text: str, start: int, end: int, span: tuple[int, int] | None) -> str:
    """``text[start:end]`` escaped, with the part of it that lies in the span marked."""
    if span is None or span[1] <= start or end <= span[0]:
        return escape(text[start:end])
    first, last = max(start, span[0]), min(end, span[1])
    identity = f' id="{MARK_ID}"' if first == span[0] else ""
    return (
        f"{escape(text[start:first])}<mark{identity}>{escape(text[first:last])}</mark>"
        f"{escape(text[last:end])}"
    )
