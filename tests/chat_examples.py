"""Hand-made libraries and answers for the tests of the chat, and a reading of its HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from types import MappingProxyType

from corpus.catalogue import Catalogue, CatalogueEntry, Organisation, SourceDate
from corpus.library import Library
from corpus.origin import OriginMap
from corpus.passages import Passage, PassageKind
from corpus.reading import Document
from corpus.sources import RawSource
from corpus.strength import Strength
from embeddings.language import Language
from qa.answer import AliasGuess, Answer, Citation, Finding, Status, SummarySentence

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
    return written(entry, "".join(gap + words for gap, _, words in parts))


def written(entry: CatalogueEntry, text: str) -> Document:
    """A document that reads as its source does, each line with its printed number, from 10."""
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


HOSTILE = """<img src=//x onerror=1> ${1} {{x}} " ' ` &lt; </blockquote>"""
"""Means something to HTML, to Gradio's templates or to JavaScript."""

# Three excerpts of a document are shown at once, and one of them is two sentences long.
SAILS = ("Seil skal være røde.", "Master bør være høye.")
KEELS = ("Kjølen er tung.", "Roret må virke.")
OARS = "Årer er gode. Alle må ro."


def make_fleet(mark: str = "") -> Library:
    """Two documents of the sailors and one each of rowers and silent; ``mark`` ends all words."""
    sailors = Organisation("seil", f"Seilerforeningen{mark}", f"SF{mark}", "")
    rowers = Organisation("ror", f"Rolaget{mark}", f"Rolaget{mark}", "")
    silent = Organisation("taus", f"Tauslaget{mark}", f"Tauslaget{mark}", "")
    documents = [
        written(
            CatalogueEntry(
                identifier, f"{identifier}.txt", organisation, f"{title}{mark}", True,
                SourceDate(date, stated), kind,
            ),
            " ".join(f"{sentence}{mark}" for sentence in sentences),
        )
        for identifier, organisation, title, date, stated, kind, sentences in (
            ("seil-1", sailors, "Om seil", "2015", True, "hearing_statement", SAILS),
            ("seil-2", sailors, "Om kjøler", "2021", False, "policy_platform", KEELS),
            ("ror-1", rowers, "Om årer", "2024", True, "article", (OARS,)),
            ("taus-1", silent, "Om is", "2020", True, "hearing_statement", ("Is er kald.",)),
        )
    ]  # fmt: skip
    entries = tuple(document.entry for document in documents)
    catalogue = Catalogue((sailors, rowers, silent), entries)
    passages = tuple(_whole(document, f"Havn{mark}") for document in documents)
    return Library(catalogue, MappingProxyType({d.id: d for d in documents}), passages)


def _whole(document: Document, heading: str) -> Passage:
    """All of a document as one passage."""
    text, kind = document.text, PassageKind.PARAGRAPH
    return Passage(document.id, 0, len(text), text, (heading,), kind)


def fleet_answer(mark: str = "", language: Language = "nb") -> Answer:
    """Four excerpts of the sailors, one of the rowers, and a summary of which a sentence holds."""
    library = make_fleet(mark)
    sailors, rowers, silent = library.catalogue.organisations
    quotes = [*(("seil-1", s) for s in SAILS), *(("seil-2", s) for s in KEELS), ("ror-1", OARS)]
    cited = tuple(
        slice_of(library, document_id, f"{words}{mark}", number, section=(f"Havn{mark}",))
        for number, (document_id, words) in enumerate(quotes, 1)
    )
    lead = cited[4].start + len("Årer er gode. ")
    cited = (*cited[:4], replace(cited[4], lead=(lead, cited[4].end), item="8"))
    return Answer(
        question=f"Hva mener de{mark}?",
        understood_as=f"Hva mener seilerne om utstyr{mark}?",
        answered=True,
        confidence=0.9,
        findings=(
            Finding(sailors, Status.FOUND, cited[:4], ("seil-1", "seil-2"), cited[0]),
            Finding(rowers, Status.FOUND, cited[4:], ("ror-1",), cited[4]),
            Finding(silent, Status.SILENT, (), ("taus-1",)),
        ),
        language=language,
        guesses=(AliasGuess(f"seilerne{mark}", sailors),),
        summary=(
            SummarySentence(f"Begge vil ha utstyr{mark} [1, 5].", (1, 5), True, None),
            SummarySentence(f"Ingen vil noe{mark} [2].", (2,), False, "for lang"),
        ),
        summary_note=f"Skrevet av modellen{mark}.",
    )


def fleet_refusal(mark: str = "", language: Language = "nb") -> Answer:
    """Nothing answers the question; two sentences of two organisations come near."""
    library = make_fleet(mark)
    near = (
        slice_of(library, "seil-2", f"{KEELS[0]}{mark}", 1),
        slice_of(library, "ror-1", f"{OARS}{mark}", 2),
    )
    findings = tuple(
        Finding(o, Status.SILENT, (), tuple(d.id for d in library.documents_of(o)))
        for o in library.catalogue.organisations
    )
    question = f"Hva mener de om fly{mark}?"
    return Answer(question, question, False, 0.1, findings, language, nearest=near)


def slice_of(
    library: Library, document_id: str, words: str, number: int, section: tuple[str, ...] = ()
) -> Citation:
    """A true citation of words that stand in the document; it demands."""
    document = library.documents[document_id]
    start = document.text.index(words)
    end = start + len(words)
    return Citation(
        number, document_id, document.organisation.id, section, start, end, words,
        Strength.DEMANDS, document.origin.lines(start, end), document.origin.page(start),
    )  # fmt: skip


@dataclass(slots=True, eq=False)
class Element:
    """An element as it was read.

    Attributes:
        tag: Its name.
        attributes: Its own.
        language: That of its text: its own, or else that of what it stands in.
        text: All text in it.
        elements: All elements in it, in order.
    """

    tag: str
    attributes: dict[str, str | None]
    language: str | None = None
    text: str = ""
    elements: list[Element] = field(default_factory=list)

    def find(self, tag: str | None = None, css: str | None = None) -> list[Element]:
        """The elements in it of that name and class."""
        return [
            element
            for element in self.elements
            if tag in {None, element.tag}
            and (css is None or css in (element.attributes.get("class") or "").split())
        ]


class Html(HTMLParser):
    """Reads HTML: its text, the text of some elements, and all elements with their attributes."""

    _VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.page = Element("", {})
        self._open: list[Element] = [self.page]
        self._said: list[tuple[tuple[Element, ...], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        element = Element(tag, attributes, attributes.get("lang", self._open[-1].language))
        for around in self._open:
            around.elements.append(element)
        if tag not in self._VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        opened = self._open.pop()
        if opened.tag != tag:
            raise AssertionError(f"<{opened.tag}> is closed by </{tag}>")

    def handle_data(self, data: str) -> None:
        self._said.append((tuple(self._open), data))
        for around in self._open:
            around.text += data

    def find(self, tag: str | None = None, css: str | None = None) -> list[Element]:
        """All elements of that name and class."""
        return self.page.find(tag, css)

    def text_in(self, *, tag: str | None = None, css: str | None = None) -> str:
        """The text inside elements of that name or class."""
        return "".join(
            data
            for path, data in self._said
            if any(
                element.tag == tag or (css is not None and element.attributes.get("class") == css)
                for element in path
            )
        )
