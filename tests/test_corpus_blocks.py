"""How lines become blocks by the way they are set; the words of each example say what it shows."""

from __future__ import annotations

import pytest
from corpus_examples import kinds, read

from corpus.blocks import may_be_heading

# Two lines that are set to the full measure, so that a shorter one is short on purpose.
WIDE = (
    "Kommunene må få et klart ansvar for at alle som bor der, får den hjelpen som\n"
    "de trenger, og staten må betale for den slik at ingen blir stående helt uten.\n"
)
WIDE_TEXT = WIDE.replace("\n", " ").strip()


def test_blank_lines_part_paragraphs() -> None:
    assert kinds(read("Første avsnitt.\n\n\nAndre\navsnitt.\n")) == [
        ("paragraph", "Første avsnitt."),
        ("paragraph", "Andre avsnitt."),
    ]


def test_white_space_on_a_blank_line_makes_no_difference() -> None:
    assert len(kinds(read("Første avsnitt.\n \t\nAndre avsnitt.\n"))) == 2


def test_crlf_reads_as_lf() -> None:
    text = f"Bolig\n{WIDE}\n• Alle må\nfå bolig.\n"
    assert read(text.replace("\n", "\r\n")).text == read(text).text


def test_a_new_paragraph_begins_where_a_sentence_ends_early() -> None:
    text = (
        f"{WIDE}Det er viktig.\nStaten må betale for alle de boligene som kommunene bygger i år.\n"
    )
    assert kinds(read(text)) == [
        ("paragraph", f"{WIDE_TEXT} Det er viktig."),
        ("paragraph", "Staten må betale for alle de boligene som kommunene bygger i år."),
    ]


def test_a_page_begins_a_block_unless_the_sentence_runs_on() -> None:
    assert kinds(read("En setning.\n\fEn ny setning.\n")) == [
        ("paragraph", "En setning."),
        ("paragraph", "En ny setning."),
    ]
    assert kinds(read("En setning går\n\fover to sider.\n")) == [
        ("paragraph", "En setning går over to sider.")
    ]


# --- headings ------------------------------------------------------------------------------------


def test_a_short_line_on_top_of_a_paragraph_is_its_heading() -> None:
    assert kinds(read(f"Innledning.\n\nTrygg bolig for alle\n{WIDE}")) == [
        ("paragraph", "Innledning."),
        ("heading", "Trygg bolig for alle"),
        ("paragraph", WIDE_TEXT),
    ]


def test_a_heading_may_take_two_lines() -> None:
    assert kinds(read(f"{WIDE}\nTrygg bolig for alle\nsom bor i byen\n{WIDE}"))[1:] == [
        ("heading", "Trygg bolig for alle som bor i byen"),
        ("paragraph", WIDE_TEXT),
    ]


def test_a_short_line_alone_is_a_heading() -> None:
    assert kinds(read(f"{WIDE}\nEttervern\n\n{WIDE}"))[1] == ("heading", "Ettervern")


def test_the_last_line_of_a_document_heads_nothing() -> None:
    assert kinds(read(f"{WIDE}\nMed vennlig hilsen\n"))[-1] == ("paragraph", "Med vennlig hilsen")


@pytest.mark.parametrize(
    "line",
    ["Det er viktig.", "Vi ber om:", "med liten bokstav", "Kommunen, som", "Hjelp til", "Rus-",
     "Hvem betaler?", "Vi mener at", "O" * 121],
)  # fmt: skip
def test_a_line_that_ends_or_runs_on_is_no_heading(line: str) -> None:
    assert not may_be_heading(line)
    assert kinds(read(f"{WIDE}\n{line}\n\n{WIDE}"))[1][0] != "heading"


def test_a_line_set_to_the_measure_is_no_heading() -> None:
    assert [kind for kind, _ in kinds(read(WIDE + "\n" + WIDE))] == ["paragraph"] * 2


def test_where_headings_are_marked_no_other_line_is_one() -> None:
    text = "# Plattform\n\n## Bolig\n\nEt kort avsnitt\n\nStaten må betale.\n"
    document = read(text, markdown=True)
    assert kinds(document) == [
        ("heading", "Plattform"),
        ("heading", "Bolig"),
        ("paragraph", "Et kort avsnitt"),
        ("paragraph", "Staten må betale."),
    ]
    assert [block.level for block in document.blocks] == [1, 2, 0, 0]


# --- title and letterhead ------------------------------------------------------------------------


LETTER = (
    "Helsedepartementet\nPostboks 1 Oslo\n\nVår ref. 23/4454\n\nInnspill om bolig\n\nVi takker.\n"
)


def test_what_stands_above_the_title_is_letterhead() -> None:
    document = read(LETTER, title="Innspill om bolig")
    assert kinds(document) == [("title", "Innspill om bolig"), ("paragraph", "Vi takker.")]
    assert [LETTER[r.start : r.end] for r in document.removed] == [
        "Helsedepartementet",
        "Postboks 1 Oslo",
        "Vår ref. 23/4454",
    ]


@pytest.mark.parametrize(
    "printed", ["INNSPILL OM BOLIG", "Innspill\nom bolig", "«Innspill om bolig!»"]
)
def test_the_title_is_known_by_its_letters(printed: str) -> None:
    document = read(f"Oslo 2020\n\n{printed}\n\nVi takker.\n", title="Innspill om bolig")
    assert kinds(document)[0] == ("title", printed.replace("\n", " "))
    assert len(kinds(document)) == 2


def test_a_title_on_top_of_its_paragraph_is_parted_from_it() -> None:
    document = read("Innspill om bolig\nvi takker for muligheten.\n", title="Innspill om bolig")
    assert kinds(document) == [
        ("title", "Innspill om bolig"),
        ("paragraph", "vi takker for muligheten."),
    ]


def test_without_a_printed_title_nothing_is_letterhead() -> None:
    assert read(LETTER).removed == ()
    assert read(LETTER, title="En annen tittel").removed == ()


def test_the_title_in_a_table_of_contents_is_not_the_title() -> None:
    text = "Innspill om bolig ...... 1\nMer ...... 2\n\nInnspill om bolig\n\nVi takker.\n"
    assert kinds(read(text, title="Innspill om bolig")) == [
        ("title", "Innspill om bolig"),
        ("paragraph", "Vi takker."),
    ]


def test_the_words_of_the_title_far_down_do_not_make_letterhead_of_all_above() -> None:
    document = read(
        f"{(WIDE + chr(10)) * 8}Innspill om bolig\n\nVi takker.\n", title="Innspill om bolig"
    )
    assert document.removed == ()
    assert len(document.blocks) == 10


# --- lists ---------------------------------------------------------------------------------------


def test_a_bullet_runs_to_the_next_one() -> None:
    assert kinds(
        read("Vi mener at:\n• Alle må få\nbolig. Staten betaler.\n• Ingen må vente.\n")
    ) == [
        ("lead_in", "Vi mener at:"),
        ("item", "Alle må få bolig. Staten betaler."),
        ("item", "Ingen må vente."),
    ]


def test_items_stand_on_lines_of_their_own_behind_a_bullet() -> None:
    text = read(
        "Vi mener at:\n\n- Alle må få bolig\n- Ingen må vente\n\nSlutt.\n", markdown=True
    ).text
    assert text == "Vi mener at:\n\n• Alle må få bolig\n• Ingen må vente\n\nSlutt."


def test_a_blank_line_ends_an_item() -> None:
    assert kinds(read("• Alle må få bolig.\n\nDette er viktig.\n")) == [
        ("item", "Alle må få bolig."),
        ("paragraph", "Dette er viktig."),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", [".", ")"])
def test_numbered_items_have_their_numbers(gap: str, mark: str) -> None:
    items = ["Flere boliger.", "Færre\nbøter.", "Mer hjelp."]
    document = read(
        "Vi foreslår:" + "".join(f"{gap}{n}{mark} {item}" for n, item in enumerate(items, 1))
    )
    assert kinds(document) == [
        ("lead_in", "Vi foreslår:"),
        ("item", "Flere boliger."),
        ("item", "Færre bøter."),
        ("item", "Mer hjelp."),
    ]
    assert [block.number for block in document.blocks] == ["", "1", "2", "3"]
    assert document.text == "Vi foreslår:\n\n1. Flere boliger.\n2. Færre bøter.\n3. Mer hjelp."


def test_a_numbered_item_that_a_page_breaks_is_whole_and_the_list_goes_on() -> None:
    document = read(
        "Vi foreslår:\n\n1. Flere boliger i\n\nbyen.\n\n2. Færre bøter.\n\n3. Mer hjelp.\n"
    )
    assert [
        (block.number, words)
        for block, (_, words) in zip(document.blocks, kinds(document), strict=True)
    ] == [
        ("", "Vi foreslår:"),
        ("1", "Flere boliger i byen."),
        ("2", "Færre bøter."),
        ("3", "Mer hjelp."),
    ]


def test_a_date_is_no_list_item() -> None:
    assert kinds(read("Fristen er:\n\n1. mai 2020\n\nStaten svarte.\n\n17. februar 2015\n"))[
        1:
    ] == [
        ("paragraph", "1. mai 2020"),
        ("paragraph", "Staten svarte."),
        ("paragraph", "17. februar 2015"),
    ]


def test_numbers_without_words_that_announce_them_stay_words() -> None:
    document = read("Vi takker.\n\n1. Bolig er viktig.\n\n2. Helse er viktig.\n")
    assert kinds(document)[1:] == [
        ("paragraph", "1. Bolig er viktig."),
        ("paragraph", "2. Helse er viktig."),
    ]


def test_a_list_that_does_not_count_from_one_is_none() -> None:
    assert [kind for kind, _ in kinds(read("Vi foreslår:\n\n2. Flere boliger.\n\nSlutt.\n"))] == [
        "paragraph"
    ] * 3
