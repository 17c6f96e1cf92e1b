"""The source reader's HTML says what the document says, and marks what was asked for."""

from __future__ import annotations

import pytest
from chat_examples import BOAT_PARTS, Html, Part, make_document, make_library
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import PassageKind
from qa.chat.reader import Reader
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts
from qa.place import Place

_WORDS = st.text(min_size=1, max_size=40).filter(lambda t: bool(t.strip())).map(str.strip)
_PARTS = st.lists(
    st.tuples(
        st.sampled_from(["\n\n", " ", "\n• ", "\n12. "]), st.sampled_from(PassageKind), _WORDS
    ),
    min_size=1,
    max_size=8,
)


def _render(
    parts: list[Part] | tuple[Part, ...],
    span: tuple[int, int] | None = None,
    texts: Texts = BOKMAL,
) -> Html:
    return Html(Reader(make_library(parts), texts).open(Place("seil-1", span).link))


def _span_of(words: str) -> tuple[int, int]:
    start = make_document(BOAT_PARTS).text.index(words)
    return start, start + len(words)


def _with_class(html: Html, css: str) -> dict[str, str | None]:
    (found,) = [a for _, a in html.elements if css in (a.get("class") or "").split()]
    return found


@given(_PARTS, st.data())
def test_any_document_is_shown_whole_and_the_mark_is_the_span(
    parts: list[Part], data: st.DataObject
) -> None:
    text = make_document(parts).text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    html = _render(parts, (start, end))
    assert html.text_in(css="hmh-text") == text
    assert html.text_in(tag="mark") == text[start:end]


def test_a_long_document_is_shown_whole_in_parts_and_marked_across_them() -> None:
    parts: list[Part] = []
    for chapter in range(30):
        parts.append(("\n\n" if chapter else "", PassageKind.HEADING, f"Kapittel {chapter}"))
        for number in range(20):
            kind = PassageKind.PROPOSAL if number % 3 else PassageKind.PARAGRAPH
            parts.append(("\n\n", kind, f"Nummer {number} & mer."))
    library = make_library(parts)
    text = library.documents["seil-1"].text
    reader = Reader(library, BOKMAL)
    for span in ((0, len(text)), (2990, 3010), (len(text) - 5, len(text)), (2990, 3010)):
        html = Html(reader.open(Place("seil-1", span).link))
        assert html.text_in(css="hmh-text") == text
        assert html.text_in(tag="mark") == text[slice(*span)]
    count = sum(attributes.get("class") == "hmh-part" for _, attributes in html.elements)
    assert count == len(text) // 3000 + 1


@given(_PARTS)
def test_no_text_of_a_document_becomes_an_element_or_an_address(parts: list[Part]) -> None:
    hostile = [
        (gap, kind, f"{words}<img src=x onerror=\"alert('1')\">") for gap, kind, words in parts
    ]
    length = len(make_document(hostile).text)
    html = _render(hostile, (0, length))
    assert {tag for tag, _ in html.elements} <= {
        "article", "header", "nav", "a", "button", "hgroup", "h2", "h3", "h4", "h5", "h6", "span",
        "p", "div", "details", "summary", "ol", "li", "ul", "blockquote", "section", "mark",
    }  # fmt: skip
    for _, attributes in html.elements:
        assert not {name for name in attributes if name.startswith("on") or name == "src"}
        assert (attributes.get("href") or "?").startswith("?")


def test_each_kind_of_passage_has_its_element() -> None:
    html = _render(BOAT_PARTS)
    tags = [tag for tag, _ in html.elements]
    assert tags.count("li") - 2 == 2  # two proposals, beside the two chapters in the contents
    assert html.text_in(tag="blockquote").strip() == "«Havnen er trygg.»"
    assert html.text_in(tag="h3") == "Båter\n\nHavner\n\n"
    assert html.text_in(css="hmh-lead-in").strip() == "Foreningen mener at:"
    assert html.text_in(css="hmh-sign") == "• • 1. "
    assert html.text_in(tag="section") == "1. Se www.eksempel.no"


def test_passages_of_one_paragraph_are_shown_as_one() -> None:
    html = _render(BOAT_PARTS)
    paragraphs = [a for tag, a in html.elements if tag == "p" and a["class"] == "hmh-paragraph"]
    assert len(paragraphs) == 1
    assert html.text_in(css="hmh-paragraph").strip() == (
        "Foreningen seiler <ofte> & gjerne. Vinden er god."
    )


def test_the_header_names_organisation_title_kind_date_and_what_the_source_lacks() -> None:
    html = _render(BOAT_PARTS)
    assert html.text_in(tag="h2") == "Seil <forening> 2015"
    assert html.text_in(css="hmh-description") == "en forening"
    assert html.text_in(css="hmh-title") == "Om å seile"
    assert html.text_in(css="hmh-facts") == (
        "Høringsinnspill · 17. februar 2015 · til Stortinget · ref. 15/1 · "
        "tittelen er beskrivende, kilden har ingen"
    )
    assert html.text_in(css="hmh-where") == "Hele dokumentet"
    assert html.text_in(css="hmh-who") == "Seil, høringsinnspill, 2015"
    assert html.elements[0][1]["class"] == "hmh-reader hmh-org-0"


def test_the_place_is_given_by_section_printed_lines_and_page() -> None:
    # Lines of the hand-made document: Båter 10, blank 11, paragraph 12, blank 13, lead-in 14,
    # blank 15, the two proposals 16 and 17.
    one = _render(BOAT_PARTS, _span_of("Seil bør være røde."))
    assert one.text_in(css="hmh-where") == "Båter linje 17 side 1"
    both = _render(BOAT_PARTS, _span_of("Alle båter må ha årer.\n• Seil bør være røde."))
    assert both.text_in(css="hmh-where") == "Båter linje 16–17 side 1"


def test_the_contents_lead_to_the_chapters_and_show_where_one_is() -> None:
    start, end = _span_of("Havner")
    link = f"?doc=seil-1&start={start}&end={end}"
    html = _render(BOAT_PARTS)
    assert html.text_in(tag="details") == "InnholdBåterHavner"
    assert ("a", {"href": link}) in html.elements
    inside = _render(BOAT_PARTS, _span_of("Havnen er trygg."))
    current = [a for _, a in inside.elements if a.get("aria-current")]
    assert current == [{"href": link, "aria-current": "location"}]


@pytest.mark.parametrize(
    ("texts", "copied"),
    [
        (
            BOKMAL,
            "«Seil bør være røde.» (Seil <forening>, Om å seile, høringsinnspill, 17. februar "
            "2015, Båter, linje 17, side 1)",
        ),
        (
            NYNORSK,
            "«Seil bør være røde.» (Seil <forening>, Om å seile, høyringsinnspel, 17. februar "
            "2015, Båter, linje 17, side 1)",
        ),
    ],
)
def test_a_quotation_is_copied_with_its_source(texts: Texts, copied: str) -> None:
    html = _render(BOAT_PARTS, _span_of("Seil bør være røde."), texts)
    assert _with_class(html, "hmh-copy")["data-copy"] == copied


def test_in_english_the_quotation_marks_are_english_and_the_words_norwegian() -> None:
    html = _render(BOAT_PARTS, _span_of("Seil bør være røde."), ENGLISH)
    copied = _with_class(html, "hmh-copy")["data-copy"] or ""
    assert copied.startswith("“Seil bør være røde.” (Seil <forening>, Om å seile, hearing")
    assert copied.endswith("2015, Båter, line 17, page 1)")


@given(_PARTS, st.data())
def test_what_is_copied_is_the_span_letter_for_letter(
    parts: list[Part], data: st.DataObject
) -> None:
    text = make_document(parts).text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    copied = _with_class(_render(parts, (start, end)), "hmh-copy")["data-copy"] or ""
    assert copied.startswith(f"«{text[start:end]}» (Seil <forening>, ")


def test_a_whole_document_has_no_quotation_to_copy() -> None:
    classes = [attributes.get("class") for _, attributes in _render(BOAT_PARTS).elements]
    assert "hmh-copy" not in classes
    assert "hmh-copy-address" in classes


def test_the_list_shows_each_document_with_organisation_year_and_kind() -> None:
    html = Html(Reader(make_library(), BOKMAL).document_list())
    assert html.text_in(tag="li") == "Seil <forening> Om å seile Høringsinnspill · 2015"
    assert ("a", {"href": "?doc=seil-1"}) in html.elements
    assert ("li", {"class": "hmh-org-0"}) in html.elements


@pytest.mark.parametrize(
    "link", [None, "", "?doc=seil-1&start=5&end=5", "?doc=<script>", {"place": "?doc=seil-1"}]
)
def test_an_address_that_leads_nowhere_is_answered_kindly_with_the_list(link: object) -> None:
    reader = Reader(make_library(), BOKMAL)
    html = Html(reader.open(link))
    assert html.text_in(css="hmh-nowhere") == BOKMAL.reader.nowhere
    assert html.text_in(tag="li") == Html(reader.document_list()).text_in(tag="li")
    assert Html(reader.open("?")).text_in(css="hmh-nowhere") == ""
