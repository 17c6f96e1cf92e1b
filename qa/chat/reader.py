"""The source reader: a document with a place in it, or the list of documents, as HTML.

All text that comes from documents is escaped. The script beside this module fills in what only the
page knows: which excerpts the answer has, and which of them is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from corpus.library import Library
from corpus.passages import Passage, PassageKind
from corpus.reading import Document
from qa.chat.citing import Span, citation_in_words, passage_at, whereabouts
from qa.chat.colours import colour_class
from qa.chat.texts import Texts
from qa.chat.typeset import TypesetText, level
from qa.phrases import kind_in_words, particulars
from qa.place import DOCUMENT_LIST, Place, parse_link
from qa.wording import year_in_words

# The documents are Norwegian, in whatever language the page is.
_NORWEGIAN = 'lang="no"'
_POSITION = "hmh-position"


class Reader:
    """The source reader over a library, in one language.

    A document's text is made into HTML when it is first opened, and kept.

    Args:
        library: The documents.
        texts: The page's words.
    """

    def __init__(self, library: Library, texts: Texts) -> None:
        self._library = library
        self._texts = texts
        self._typeset: dict[str, TypesetText] = {}

    def open(self, link: object) -> str:
        """The reader at an address that may come from anybody.

        Where the address leads nowhere, that is said above the list of documents. The address is
        in what is returned as it was asked for, by which the page knows what it has got.
        """
        if link == DOCUMENT_LIST:
            return self.document_list()
        asked = link if isinstance(link, str) else ""
        place = parse_link(link, self._library.documents)
        if place is None:
            alarm = escape(self._texts.reader.nowhere)
            return self._list(asked, f'<p class="hmh-nowhere" role="alert">{alarm}</p>')
        return self._document(asked, place)

    def document_list(self) -> str:
        """The reader before a document is opened: what it is, and the documents to open."""
        return self._list(DOCUMENT_LIST, "")

    def _list(self, asked: str, alarm: str) -> str:
        words = self._texts.reader
        entries = "".join(_entries(self._library, self._texts))
        return (
            f'<article class="hmh-reader" data-place="{DOCUMENT_LIST}"'
            f' data-asked="{escape(asked)}">'
            f'<header class="hmh-head"><h2 tabindex="-1">{escape(words.heading)}</h2></header>'
            f'<div class="hmh-scroll">{alarm}<p class="hmh-note">{escape(words.empty)}</p>'
            f"<h3>{escape(words.documents_heading)}</h3>"
            f'<ul class="hmh-documents">{entries}</ul></div></article>'
        )

    def _document(self, asked: str, place: Place) -> str:
        document = self._library.documents[place.document_id]
        passages = self._library.passages_by_document[document.id]
        if document.id not in self._typeset:
            self._typeset[document.id] = TypesetText(document.text, passages, self._texts)
        text = self._typeset[document.id].marked(place.span)
        colour = colour_class(self._library.catalogue, document.organisation.id)
        return (
            f'<article class="hmh-reader {colour}" data-place="{escape(place.link)}"'
            f' data-asked="{escape(asked)}">'
            f"{_head(document, passages, place.span, self._texts)}{_ways(document, self._texts)}"
            f'<div class="hmh-scroll" tabindex="0" role="region"'
            f' aria-label="{escape(self._texts.reader.name)}">'
            f'<div class="hmh-text" {_NORWEGIAN}>{text}</div></div></article>'
        )


def _entries(library: Library, texts: Texts) -> Iterator[str]:
    for document in library.documents.values():
        entry = document.entry
        colour = colour_class(library.catalogue, entry.organisation.id)
        year = year_in_words(entry.date, texts.wording)
        facts = f"{kind_in_words(entry, texts.wording)} · {year}"
        yield (
            f'<li class="{colour}"><a href="{escape(Place(document.id).link)}">'
            f'<span class="hmh-organisation" {_NORWEGIAN}>{escape(entry.organisation.name)}</span> '
            f'<span class="hmh-title" {_NORWEGIAN}>{escape(entry.title)}</span> '
            f'<span class="hmh-facts">{escape(facts)}</span></a></li>'
        )


def _head(document: Document, passages: Sequence[Passage], span: Span | None, texts: Texts) -> str:
    return (
        f'<header class="hmh-head"><nav aria-label="{escape(texts.reader.heading)}">'
        f'<a href="{DOCUMENT_LIST}">{escape(texts.reader.all_documents)}</a></nav>'
        f"{_facts(document, texts)}{_where(document, passages, span, texts)}"
        f"{_copying(document, passages, span, texts)}"
        f"{_contents(document, passages, span, texts)}</header>"
    )


def _facts(document: Document, texts: Texts) -> str:
    """Who speaks, when, and in what."""
    entry = document.entry
    return (
        f'<hgroup><h2 tabindex="-1"><span {_NORWEGIAN}>{escape(entry.organisation.name)}</span> '
        f'<span class="hmh-year">{escape(year_in_words(entry.date, texts.wording))}</span></h2>'
        f'<p class="hmh-description" {_NORWEGIAN}>{escape(entry.organisation.description)}</p>'
        "</hgroup>"
        f'<p class="hmh-title" {_NORWEGIAN}>{escape(entry.title)}</p>'
        f'<p class="hmh-facts">{escape(" · ".join(particulars(entry, texts.wording)))}</p>'
    )


def _where(document: Document, passages: Sequence[Passage], span: Span | None, texts: Texts) -> str:
    parts: Sequence[str] = (texts.reader.whole_document,)
    if span is not None:
        parts = tuple(whereabouts(document, passages, span, texts))
    spans = " ".join(f"<span>{escape(part)}</span>" for part in parts)
    return f'<p class="hmh-where">{spans}</p>' if parts else ""


def _copying(
    document: Document, passages: Sequence[Passage], span: Span | None, texts: Texts
) -> str:
    words = texts.reader
    citation = ""
    if span is not None:
        copied = citation_in_words(document, passages, span, texts)
        citation = (
            f'<button type="button" class="hmh-copy" data-copy="{escape(copied)}">'
            f"{escape(words.copy_citation)}</button>"
        )
    return (
        f'<div class="hmh-copying">{citation}'
        f'<button type="button" class="hmh-copy-address">{escape(words.copy_address)}</button>'
        f'<span class="hmh-said" role="status" data-copied="{escape(words.copied)}"'
        f' data-not-copied="{escape(words.not_copied)}"></span></div>'
    )


def _ways(document: Document, texts: Texts) -> str:
    """To the other excerpts of the answer or table that led here, and back to it.

    On narrow screens this stays in view above the text, so it says again who speaks.
    """
    words = texts.reader
    entry = document.entry
    kind = texts.wording.kinds[entry.kind]
    who = f"{entry.organisation.short}, {kind}, {year_in_words(entry.date, texts.wording)}"
    return (
        f'<div class="hmh-ways"><p class="hmh-who" aria-hidden="true">{escape(who)}</p>'
        f'<div class="hmh-excerpts" role="group" aria-label="{escape(words.excerpts)}" hidden>'
        f"{_step(-1, words.previous, words.previous_keys, 'ArrowUp')}"
        f'<span class="hmh-position" id="{_POSITION}" data-form="{escape(words.position)}"></span>'
        f"{_step(1, words.next, words.next_keys, 'ArrowDown')}</div>"
        f'<button type="button" class="hmh-back" hidden>{escape(words.back_to_answer)}</button>'
        "</div>"
    )


def _step(by: int, name: str, explained: str, key: str) -> str:
    return (
        f'<button type="button" class="hmh-step" data-by="{by}" title="{escape(explained)}"'
        f' aria-describedby="{_POSITION}" aria-keyshortcuts="Alt+{key}">{escape(name)}</button>'
    )


def _contents(
    document: Document, passages: Sequence[Passage], span: Span | None, texts: Texts
) -> str:
    headings = [p for p in passages if p.kind is PassageKind.HEADING and p.section]
    if len(headings) < 2:
        return ""
    current = None if span is None else _chapter(headings, passages, span[0])
    items = "".join(
        _content(document.id, heading, is_current=heading is current) for heading in headings
    )
    name = escape(texts.reader.contents)
    return (
        f'<details class="hmh-contents"><summary>{name}</summary>'
        f'<nav aria-label="{name}"><ol {_NORWEGIAN}>{items}</ol></nav></details>'
    )


def _content(document_id: str, heading: Passage, *, is_current: bool) -> str:
    link = Place(document_id, (heading.start, heading.end)).link
    here = ' aria-current="location"' if is_current else ""
    return (
        f'<li class="hmh-level-{level(heading)}">'
        f'<a href="{escape(link)}"{here}>{escape(heading.text)}</a></li>'
    )


def _chapter(
    headings: Sequence[Passage], passages: Sequence[Passage], offset: int
) -> Passage | None:
    """The heading that an offset stands under; none for a footnote that was moved to the end."""
    passage = passage_at(passages, offset)
    return passage_at(headings, offset) if passage is not None and passage.section else None
