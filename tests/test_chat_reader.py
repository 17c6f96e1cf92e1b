"""The source reader's HTML says what the document says, and marks what was asked for."""

from __future__ import annotations

from chat_examples import BOAT_PARTS, Html, Part, make_document, make_library, make_passages
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import PassageKind
from qa.chat.reader import MARK_ID, render_document, render_list
from qa.chat.texts import BOKMAL
from qa.place import Place

_WORDS = st.text(min_size=1, max_size=40).filter(lambda t: bool(t.strip())).map(str.strip)
_PARTS = st.lists(
    st.tuples(
        st.sampled_from(["\n\n", " ", "\n• ", "\n12. "]), st.sampled_from(PassageKind), _WORDS
    ),
    min_size=1,
    max_size=8,
)


def _render(parts: list[Part] | tuple[Part, ...], span: tuple[int, int] | None = None) -> Html:
    document = make_document(parts)
    place = Place(document.id, span)
    return Html(render_document(document, make_passages(parts), place, BOKMAL))


def _span_of(words: str) -> tuple[int, int]:
    start = make_document(BOAT_PARTS).text.index(words)
    return start, start + len(words)


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
    ids = [attributes.get("id") for tag, attributes in html.elements if tag == "mark"]
    assert ids.count(MARK_ID) == 1
    assert ids[0] == MARK_ID


@given(_PARTS)
def test_no_text_of_a_document_becomes_an_element_or_an_address(parts: list[Part]) -> None:
    hostile = [(gap, kind, f'{words}<img src=x onerror="alert(1)">') for gap, kind, words in parts]
    html = _render(hostile)
    assert {tag for tag, _ in html.elements} <= {
        "article", "header", "nav", "a", "button", "h2", "h3", "h4", "h5", "h6", "span", "p", "div",
        "details", "summary", "ol", "li", "ul", "blockquote", "section",
    }  # fmt: skip
    for _, attributes in html.elements:
        assert not {name for name in attributes if name.startswith("on") or name == "src"}
        assert (attributes.get("href") or "#").startswith("#")


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


def test_the_place_is_given_by_section_printed_lines_and_page() -> None:
    # Lines of the hand-made document: Båter 10, blank 11, paragraph 12, blank 13, lead-in 14,
    # blank 15, the two proposals 16 and 17.
    one = _render(BOAT_PARTS, _span_of("Seil bør være røde."))
    assert one.text_in(css="hmh-where") == "Båterlinje 17side 1"
    both = _render(BOAT_PARTS, _span_of("Alle båter må ha årer.\n• Seil bør være røde."))
    assert both.text_in(css="hmh-where") == "Båterlinje 16–17side 1"


def test_the_contents_lead_to_the_chapters() -> None:
    html = _render(BOAT_PARTS)
    start, end = _span_of("Havner")
    links = [attributes.get("href") for tag, attributes in html.elements if tag == "a"]
    assert f"#seil-1-{start}-{end}" in links
    assert html.text_in(tag="details") == "InnholdBåterHavner"


def test_the_list_shows_each_document_with_organisation_year_and_kind() -> None:
    html = Html(render_list(make_library(), BOKMAL))
    assert html.text_in(tag="li") == "Seil <forening> Om å seile Høringsinnspill · 2015"
    assert ("a", {"href": "#seil-1"}) in html.elements
