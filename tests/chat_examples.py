"""A hand-made library for the tests of the chat, and a reading of the HTML that the chat makes."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser
from types import MappingProxyType

from corpus.catalogue import Catalogue, CatalogueEntry, Organisation, SourceDate
from corpus.library import Library
from corpus.origin import OriginMap
from corpus.passages import Passage, PassageKind
from corpus.reading import Document
from corpus.sources import RawSource

Part = tuple[str, PassageKind, str]
"""What stands before a passage, its kind and its text."""

BOAT_PARTS: tuple[Part, ...] = (
    ("", PassageKind.HEADING, "Båter"),
    ("\n\n", PassageKind.PARAGRAPH, "Foreningen seiler <ofte> & gjerne."),
    (" ", PassageKind.PARAGRAPH, "Vinden er god."),
    ("\n\n", PassageKind.LEAD_IN, "Foreningen mener at:"),
    ("\n\n• ", PassageKind.PROPOSAL, "Alle båter må ha årer."),
    ("\n• ", PassageKind.PROPOSAL, "Seil bør være røde."),
    ("\n\n", PassageKind.HEADING, "Havner"),
    ("\n\n", PassageKind.QUOTATION, "«Havnen er trygg.»"),
    ("\n\n1. ", PassageKind.FOOTNOTE, "Se www.eksempel.no"),
)


def make_document(parts: Sequence[Part], document_id: str = "seil-1") -> Document:
    """A document of 2015, one printed line number (10, 11, …) for each of its lines."""
    organisation = Organisation("seil", "Seil <forening>", "Seil", "en forening")
    entry = CatalogueEntry(
        document_id, "seil.txt", organisation, "Om å seile", False,
        SourceDate("2015-02-17", True), "hearing_statement", "Stortinget", "15/1",
    )  # fmt: skip
    text = "".join(gap + words for gap, _, words in parts)
    starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    origin = OriginMap(
        starts=(0,),
        raw_starts=(0,),
        line_starts=tuple(starts),
        line_labels=tuple((10 + i, 10 + i) for i in range(len(starts))),
        source=RawSource(text, False, (0,)),
    )
    return Document(entry, text, origin, (), ())


def make_passages(parts: Sequence[Part], document_id: str = "seil-1") -> tuple[Passage, ...]:
    passages = []
    end = 0
    section: tuple[str, ...] = ()
    for gap, kind, words in parts:
        start = end + len(gap)
        end = start + len(words)
        if kind is PassageKind.HEADING:
            section = (words,)
        passages.append(Passage(document_id, start, end, words, section, kind))
    return tuple(passages)


def make_library(parts: Sequence[Part] = BOAT_PARTS) -> Library:
    document = make_document(parts)
    catalogue = Catalogue((document.organisation,), (document.entry,))
    documents = MappingProxyType({document.id: document})
    return Library(catalogue, documents, make_passages(parts))


class Html(HTMLParser):
    """Reads HTML: its text, the text of some elements, and all elements with their attributes."""

    _VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, str | None]] = []
        self._said: list[tuple[tuple[tuple[str, str | None], ...], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self._VOID:
            self._open.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        if opened != tag:
            raise AssertionError(f"<{opened}> is closed by </{tag}>")

    def handle_data(self, data: str) -> None:
        self._said.append((tuple(self._open), data))

    def text_in(self, *, tag: str | None = None, css: str | None = None) -> str:
        """The text inside elements of that name or class."""
        return "".join(
            data
            for path, data in self._said
            if any(t == tag or (css is not None and c == css) for t, c in path)
        )
