from __future__ import annotations

from itertools import pairwise

import pytest
from corpus_examples import source
from hypothesis import given
from hypothesis import strategies as st

from corpus.lines import Line, scan_lines


def scan(text: str, *, markdown: bool = False) -> list[Line]:
    return scan_lines(source(text, markdown=markdown))


def numbered(first: int, count: int = 20, form: str = "{} Linje med ord.") -> str:
    return "\n".join(form.format(number) for number in range(first, first + count))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_parts_lines(end: str) -> None:
    lines = scan(f"En{end}{end}to.{end}")
    assert [line.text for line in lines] == ["En", "", "to.", ""]
    width = len(end)
    assert [line.start for line in lines] == [0, 2 + width, 2 + 2 * width, 5 + 3 * width]


def test_words_are_told_from_the_space_around_them() -> None:
    (line,) = scan("  Blåbær på fjellet \t")
    assert (line.text, line.indent, line.content) == ("Blåbær på fjellet", 2, (2, 19))


def test_a_form_feed_begins_a_page() -> None:
    lines = scan("En\n\fto\n")
    assert [(line.text, line.page_start) for line in lines] == [
        ("En", False),
        ("", False),
        ("to", True),
        ("", False),
    ]


def test_markdown_marks_are_told_from_words() -> None:
    lines = scan("# Tittel\n###  Kapittel\n- punkt\n  * innrykk\n+ pluss\n-\nord\n", markdown=True)
    assert [(line.text, line.heading, line.listed) for line in lines[:-1]] == [
        ("Tittel", 1, False),
        ("Kapittel", 3, False),
        ("punkt", 0, True),
        ("innrykk", 0, True),
        ("pluss", 0, True),
        ("", 0, True),
        ("ord", 0, False),
    ]
    assert [line.starts_item for line in lines[:-1]] == [False] * 2 + [True] * 3 + [False] * 2


@pytest.mark.parametrize(
    "text", ["#narkotika er en emneknagg", "-5 grader", "*uthevet* ord", "*ord"]
)
def test_a_mark_without_a_space_is_part_of_the_words(text: str) -> None:
    (line,) = scan(text, markdown=True)
    assert (line.text, line.heading, line.listed) == (text, 0, False)


def test_markdown_marks_mean_nothing_in_plain_text() -> None:
    (line,) = scan("# - ord")
    assert (line.text, line.heading, line.listed) == ("# - ord", 0, False)


@pytest.mark.parametrize("bullet", ["•", "▪", "●", "◦"])
def test_a_printed_bullet_begins_an_item(bullet: str) -> None:
    (line,) = scan(f"  {bullet} Alle må få bolig")
    assert (line.text, line.bullet, line.starts_item) == ("Alle må få bolig", True, True)


def test_numbers_that_count_the_lines_are_margin_numbers() -> None:
    text = numbered(98)
    lines = scan(text)
    assert [line.margin_number for line in lines] == list(range(98, 118))
    assert {line.text for line in lines} == {"Linje med ord."}
    assert text[slice(*lines[2].margin)] == "100"


def test_nineteen_numbers_do_not_make_a_margin() -> None:
    lines = scan(numbered(1, 19))
    assert {line.margin_number for line in lines} == {None}
    assert lines[0].text == "1 Linje med ord."


def test_numbers_on_few_of_the_lines_do_not_make_a_margin() -> None:
    # 20 of 67 lines are less than 30 in a hundred
    assert {line.margin_number for line in scan(numbered(1) + "\nord" * 47)} == {None}
    assert scan(numbered(1) + "\nord" * 46)[0].margin_number == 1


def test_a_number_that_the_sentence_begins_with_is_no_margin_number() -> None:
    text = (
        f"{numbered(1, 12)}\n60 prosent av dem bor her.\n1017 personer svarte.\n{numbered(15, 12)}"
    )
    lines = scan(text)
    assert [line.margin_number for line in lines[11:15]] == [12, None, None, 15]
    assert lines[12].text == "60 prosent av dem bor her."
    assert lines[13].text == "1017 personer svarte."


def test_a_margin_number_in_front_of_a_number_leaves_the_number() -> None:
    text = f"{numbered(1, 19)}\n20 60 prosent av dem bor her."
    assert scan(text)[19].margin_number == 20
    assert scan(text)[19].text == "60 prosent av dem bor her."


def test_lost_margin_numbers_do_not_stop_the_count() -> None:
    text = numbered(1, 12) + "\nord" * 8 + "\n" + numbered(61, 12)
    numbers = [line.margin_number for line in scan(text)]
    assert numbers == [*range(1, 13), *[None] * 8, *range(61, 73)]


@pytest.mark.parametrize(
    ("form", "text", "item"),
    [
        ("- {} • Alle må få bolig", "Alle må få bolig", True),
        ("- {} som bor i byen", "som bor i byen", False),
        ("## {} Actis mener at:", "Actis mener at:", False),
        ("{}", "", False),
    ],
)
def test_margin_numbers_stand_behind_markdown_marks(form: str, text: str, item: bool) -> None:
    lines = scan(numbered(36, form=form), markdown=True)
    assert {line.text for line in lines} == {text}
    assert [line.margin_number for line in lines] == list(range(36, 56))
    assert {line.starts_item for line in lines} == {item}
    assert not any(line.blank for line in lines)


@pytest.mark.parametrize(
    "text", ["Bolig ..........", "Bolig .... 12", "Bolig.....7", "......... 3"]
)
def test_dot_leaders_are_table_of_contents(text: str) -> None:
    assert scan(text)[0].contents


@pytest.mark.parametrize("text", ["Det tok tid ...", "Og så … 12", "Bolig .... og mer", "1.2.3.4"])
def test_other_dots_are_not(text: str) -> None:
    assert not scan(text)[0].contents


def test_the_heading_right_above_dot_leaders_goes_with_them() -> None:
    text = "# Plattform\n\n## Innhold\n\nBolig ..... 3\n\nHelse ..... 4\n\n## Bolig\n"
    contents = [line.text for line in scan(text, markdown=True) if line.contents]
    assert contents == ["Innhold", "Bolig ..... 3", "Helse ..... 4"]


def test_words_above_dot_leaders_stay() -> None:
    assert [line.contents for line in scan("Ord.\nBolig ..... 3")] == [False, True]


def test_double_spacing_is_closed_up() -> None:
    text = "\n\n".join(f"Linje {number} av teksten." for number in range(10))
    assert not any(line.blank for line in scan(text))
    # a wider gap parts paragraphs all the same
    parted = text.replace("\n\nLinje 5", "\n\n\nLinje 5")
    assert [i for i, line in enumerate(scan(parted)) if line.blank] == [5, 6]


def test_blank_lines_between_paragraphs_of_several_lines_stay() -> None:
    text = "\n\n".join("Linje en av teksten,\nlinje to av den." for _ in range(6))
    assert sum(line.blank for line in scan(text)) == 5


def test_few_lines_with_blank_ones_between_are_paragraphs() -> None:
    text = "\n\n".join(f"Avsnitt {number}." for number in range(9))
    assert sum(line.blank for line in scan(text)) == 8


def test_a_single_space_sets_off_the_first_line_of_a_page() -> None:
    text = "\n".join(["Linje uten innrykk."] * 10 + [" Ny side her."] + ["Mer."] * 3)
    assert [i for i, line in enumerate(scan(text)) if line.page_start] == [10]


def test_in_an_indented_text_a_space_means_nothing() -> None:
    text = "\n".join(["Linje uten innrykk."] * 5 + [" Innrykk."] * 2)
    assert not any(line.page_start for line in scan(text))


@given(
    st.lists(
        st.sampled_from(["ord", "\n", "\r\n", "\r", "\f", " ", "- ", "12 ", "• ", "# ", "....."])
    ).map("".join),
    st.booleans(),
)
def test_lines_hold_all_words_in_order(text: str, markdown: bool) -> None:
    lines = scan(text, markdown=markdown)
    assert "".join(line.text for line in lines).count("ord") == text.count("ord")
    for line in lines:
        assert text[slice(*line.content)] == line.text
    assert all(above.content[1] <= below.start for above, below in pairwise(lines))
