"""Characters, line ends and origins of the reading text; layout and repair have tests apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from corpus_examples import FORENINGEN, read
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.passages import build_passages
from corpus.reading import Document, Furniture
from corpus.verify import verify

# --- characters ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("ﬁnne a\ufb02eire o\ufb03sielt", "finne afleire offisielt"),
        ("ga\u030ard og cafe\u0301", "gård og café"),
        ("gård", "gård"),
        ("x\u0302-aksen", "x\u0302-aksen"),
        ("pasi\u00adenten", "pasienten"),
        ("ord\u200bet \u2060her\ufeff", "ordet her"),
        ("to  ord\u00a0og\u2009ett\ttil", "to ord og ett til"),
        ("ord\x07 og\x1ford", "ord og ord"),
        ("f o r s l a g : ja", "forslag: ja"),
        ("F o r s l a g", "Forslag"),
        ("til 1 av 2 a og b", "til 1 av 2 a og b"),
        ("A B C", "A B C"),
        ("½ av 10²", "½ av 10²"),
        ("«sitat» – ’et’ …", "«sitat» – ’et’ …"),
    ],
)
def test_characters_are_as_a_person_reads_them(raw: str, reading: str) -> None:
    assert read(f"Her: {raw}").text == f"Her: {reading}"


def test_bold_marks_go_in_markdown_only() -> None:
    assert read("Et **viktig** og __stort__ ord", markdown=True).text == "Et viktig og stort ord"
    assert read("Et **viktig** ord").text == "Et **viktig** ord"
    assert read("Et snake_case-ord * 2", markdown=True).text == "Et snake_case-ord * 2"


def test_a_line_of_invisible_characters_is_no_block() -> None:
    assert read("Ord.\n\n\u00ad\u200b\n\nMer.\n").text == "Ord.\n\nMer."


@pytest.mark.parametrize("text", ["", "\n", "\u200b", "Innhold ...... 3", "\f"])
def test_a_source_without_words_has_an_empty_reading_text(text: str) -> None:
    document = read(text)
    assert (document.text, document.blocks) == ("", ())
    assert build_passages(document) == ()
    assert document.origin.lines(0, 0) is None


# --- line ends -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("to\nord", "to ord"),
        ("for-\nslaget", "forslaget"),
        ("for- \n  slaget", "forslaget"),
        ("for\u00ad\nslaget", "forslaget"),
        ("for\u2010\nslaget", "forslaget"),
        ("helse-\nog sosialfaglig", "helse- og sosialfaglig"),
        ("helse\u00ad\nog sosialfaglig", "helse- og sosialfaglig"),
        ("barne-\neller ungdomshjem", "barne- eller ungdomshjem"),
        ("LAR-\npasienter", "LAR-pasienter"),
        ("EU-\ngjennomsnittet", "EU-gjennomsnittet"),
        ("1-\n2 prosent", "1-2 prosent"),
        ("1990-\ntallet", "1990-tallet"),
        ("24-\ntimers", "24-timers"),
        ("e-\npost", "e-post"),
        ("U-\nland", "U-land"),
        ("Sør-\nNorge", "Sør-Norge"),
        ("ankomst-\n/introduksjonsprogram", "ankomst-/introduksjonsprogram"),
        ("han kom -\nog gikk", "han kom - og gikk"),
        ("han kom –\nog gikk", "han kom – og gikk"),
        ("«behand-\nlingen»", "«behandlingen»"),
        ("rus-, helse-\nog sosialfeltet", "rus-, helse- og sosialfeltet"),
        ("ut-\nvik-\nlingen", "utviklingen"),
    ],
)
def test_words_at_line_ends_are_as_a_person_reads_them(raw: str, reading: str) -> None:
    assert read(f"Dette er {raw}.").text == f"Dette er {reading}."


def test_a_hyphen_stays_where_the_word_stands_with_it_elsewhere() -> None:
    assert read("Vi vil ha ung-til-ung. Dette er ung-til-\nung.").text.endswith("er ung-til-ung.")
    assert read("ROP-pasienter. rop-\npasienter.").text.endswith("rop-pasienter.")


def test_a_hyphen_goes_where_the_word_stands_without_it_elsewhere() -> None:
    assert read("En TSBplass til. TSB-\nplass.").text.endswith("TSBplass.")


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("http://www.x.no/en-\nto", "http://www.x.no/en-to"),
        ("http://www.x.no/\nto", "http://www.x.no/to"),
        ("www.x.no/en-\nto", "www.x.no/en-to"),
        ("http://www.x.no/en\nto", "http://www.x.no/en to"),
    ],
)
def test_an_address_is_joined_without_losing_its_hyphen(raw: str, reading: str) -> None:
    assert read(f"Se {raw}").text == f"Se {reading}"


def test_a_soft_hyphen_that_ends_the_text_is_invisible() -> None:
    assert read("Dette er slutten\u00ad\n").text == "Dette er slutten"


# --- origins -------------------------------------------------------------------------------------

NUMBERED = "\n".join(
    f"{number} Linje nummer {'abcdefghijklmnopqrst'[number - 41]} er" for number in range(41, 61)
)


def span(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def test_every_letter_leads_back_to_its_place() -> None:
    raw = "Til Oslo\n\nInnspill\n\nfor-\nslaget1 ﬁnnes  her\n\n1. http://x.no\n"
    document = read(raw, title="Innspill")
    assert document.text == "Innspill\n\nforslaget finnes her\n\n1. http://x.no"
    origins = [document.origin.raw_offset(i) for i in range(len(document.text))]
    for words in ("Innspill", "for", "slaget", "nnes", "her", "1. http://x.no"):
        start, end = span(document, words)
        assert [raw[i] for i in origins[start:end]] == list(words)
    assert raw[origins[document.text.index("finnes")]] == "ﬁ"
    assert raw[origins[document.text.index("innes")]] == "ﬁ"


def test_printed_line_numbers_are_those_the_words_stand_on() -> None:
    document = read(NUMBERED)
    assert document.origin.lines(*span(document, "nummer a")) == "41"
    assert document.origin.lines(*span(document, "nummer c er Linje nummer d")) == "43-44"
    assert {r.kind for r in document.removed} == {Furniture.LINE_NUMBER}
    assert len(document.removed) == 20


@given(st.data())
def test_the_lines_of_a_stretch_are_those_of_its_letters(data: st.DataObject) -> None:
    document = read(f"{NUMBERED}\n\n61\n62\n63 Alle må ﬁnne\nen bo-\nlig\n64\n\nSlutt.\n")
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    numbers = [
        int(number)
        for offset in range(start, end)
        if (lines := document.origin.lines(offset, offset + 1))
        for number in lines.split("-")
    ]
    printed = document.origin.lines(start, end)
    assert [int(number) for number in (printed or "").split("-") if number] == sorted(
        {min(numbers), max(numbers)} if numbers else set()
    )


def test_words_on_a_line_without_a_number_have_none() -> None:
    document = read(f"{NUMBERED}\n\nUten tall her.\n")
    assert document.origin.lines(*span(document, "Uten tall")) is None
    assert read("Ord.").origin.lines(0, 4) is None


def test_where_numbers_were_misplaced_the_whole_range_is_given() -> None:
    document = read(f"{NUMBERED}\n\n61\n62\n63 Alle må\nfå bolig\n64\n\nSlutt.\n")
    assert document.origin.lines(*span(document, "Alle må")) == "61-64"
    assert document.origin.lines(*span(document, "få bolig")) == "61-64"
    assert document.origin.lines(*span(document, "Slutt.")) is None


def test_pages_are_counted_from_one_where_they_are_known() -> None:
    document = read("Side en.\n\fSide to går\n\fover her.\n")
    assert document.text == "Side en.\n\nSide to går over her."
    assert [
        document.origin.page(span(document, words)[0]) for words in ("Side en", "Side to", "over")
    ] == [1, 2, 3]
    assert read("Ord.").origin.page(0) is None


def test_the_document_knows_its_owner() -> None:
    document = read("Ord.")
    assert (document.id, document.organisation) == ("innspill", FORENINGEN)


# --- whatever comes ------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "Actis mener at kommunen må skal bør helse- og sosialfaglig behandling behandlingen LAR- rus- "
    "utvik- ling ung-til-ung e-post Å å i på: av til fra, regjeringen. Stortinget ber 24-timers "
    "brukere; dette! «sitat» (EMCDDA)1 helsetjenesten2 det.3 CO2 17. februar 2015 1. 2. 3) 10. 36 "
    "1017 http://www.x.no/a- www.helse.no/ ** __ • - * # ## ..... .......3 ﬁnne ﬆ ﬃ ĳ ½ ² ٣. Ⅳ 😀 "
    "e\u0301n bla\u030aba\u0308r x\u0302 \u0301 pasi\u00adenten behand\u00ad \u200b ord\u200b "
    "\ufeff 1.\u00a02 \u2028 \x85 \x00 \x1f".split(" ")
)
SPACED = st.just("f o r s l a g :")
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
LINE = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(WORDS | WORDS | WORDS | SPACED | ANYTHING, max_size=9),
    st.sampled_from(["", "", " ", ".", ":", "-", ",", ".....4", "\u00ad"]),
)
LINES = st.lists(LINE, min_size=1, max_size=4).map("\n".join)
BULLETS = st.lists(
    st.builds(str.__add__, st.sampled_from(["- ", "• ", "  • ", "- • ", "* "]), LINES),
    min_size=1,
    max_size=4,
).map("\n".join)
NUMBERED_LIST = st.builds(
    lambda lead_in, gap, items, mark: (
        f"{lead_in}:{gap}"
        + gap.join(f"{number}{mark} {item}" for number, item in enumerate(items, 1))
    ),
    LINE,
    st.sampled_from(["\n", "\n\n"]),
    st.lists(LINES, min_size=1, max_size=4),
    st.sampled_from([".", ")"]),
)
NOTE = st.builds("{}. {}".format, st.integers(1, 3), LINES)
HEADING = st.builds(str.__add__, st.sampled_from(["# ", "## ", ""]), LINE)
BROKEN = LINES.map(lambda text: text.replace("\n", "\n\n"))
MARGIN = st.builds(
    lambda first, lines: "\n".join(f"{first + i} {line}" for i, line in enumerate(lines)),
    st.integers(1, 100),
    st.lists(LINE, min_size=20, max_size=22),
)
GAP = st.sampled_from(["\n", "\n\n", "\n\n", "\r\n\r\n", "\f", "\n\f", "\n\n\n", "\r"])
TEXT = st.builds(
    lambda parts, end: "".join(block + gap for block, gap in parts) + end,
    st.lists(st.tuples(LINES | BULLETS | NUMBERED_LIST | NOTE | HEADING | BROKEN, GAP), max_size=6),
    st.just("") | st.just("") | MARGIN,
)


@given(TEXT, st.booleans(), st.sampled_from(["", "Innspill", "Actis", "LAR"]))
@example("x\u0302", False, "")
@example("må:\n\n1. \u200b\n\n2. ord", False, "")
@example("alle\n\nvi:\n\n1. Dette må skje Alle skal vente", False, "")
def test_whatever_is_read_nothing_is_lost_and_passages_tile_it(
    text: str, markdown: bool, title: str
) -> None:
    document = read(text, markdown=markdown, title=title)
    passages = build_passages(document)
    assert verify(document, passages).violations == ()
    assert read(text, markdown=markdown, title=title) == document

    for left, right in pairwise(passages):
        assert left.end <= right.start
        assert re.fullmatch(r"\s*(• |\d+\. )?", document.text[left.end : right.start])
    for offset, char in enumerate(document.text):
        raw_offset = document.origin.raw_offset(offset)
        assert 0 <= raw_offset <= len(text)
        assert raw_offset < len(text) or not char.isalnum()
        assert document.origin.page(offset) is None or "\f" in text
    lines = document.origin.lines(0, len(document.text))
    assert lines is None or re.fullmatch(r"\d+(-\d+)?", lines)


@given(TEXT, st.booleans())
def test_the_reading_text_holds_no_trace_of_the_layout(text: str, markdown: bool) -> None:
    reading = read(text, markdown=markdown).text
    assert not re.search(r"[^\S \n]|  |\n{3}| \n|\A\s|\s\Z", reading)
    assert not re.search("[\u00ad\u200b\ufeff\ufb00-\ufb06]", reading)
