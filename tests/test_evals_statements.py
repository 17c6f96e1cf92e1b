from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import Organisation
from evals.statements import NameFinder, Statement, read_statements

NAMES = NameFinder(
    [
        Organisation("fo", "Fellesorganisasjonen", "FO", "", ("fellesfolket",), ("fagfolket",)),
        Organisation("actis", "Actis", "Actis", ""),
        Organisation("dok8", "Forslagsstillerne", "Forslagsstillerne", "", ("Dok. 8",)),
    ]
)


def read(markdown: str) -> tuple[Statement, ...]:
    return read_statements(markdown, NAMES)


def brief(markdown: str) -> list[tuple[str, tuple[int, ...], str]]:
    """Words, numbers and speakers of each sentence."""
    return [(s.text, s.numbers, " ".join(sorted(s.speakers))) for s in read(markdown)]


def test_organisations_are_found_by_name_short_name_and_alias() -> None:
    assert NAMES.find("Fellesorganisasjonen er stor.") == {"fo"}
    assert NAMES.find("Spør fellesfolket og Dok. 8!") == {"fo", "dok8"}
    assert NAMES.find("FOs syn, Actis' syn og ACTIS-lederen") == {"fo", "actis"}


def test_guesses_parts_of_words_and_small_acronyms_are_no_names() -> None:
    assert not NAMES.find("fagfolket, Praktis, Actiske, INFO, fo")
    assert not NameFinder([]).find("Actis")


def test_an_excerpt_below_a_heading_is_one_sentence_with_its_locator() -> None:
    markdown = (
        "#### Fellesorganisasjonen &#40;FO&#41;\n\n*Høring om rus · ca&#46; 2018*\n\n"
        "> «FO er enig&#46; Actis er det ikke&#46;» [1](?doc=fo&start=10&end=40)\n"
        ">\n> Bolig · linje 3\n\n"
        "> «Mer bolig&#46;» [2](?doc=fo&start=50&end=60)"
    )
    first, second = read(markdown)
    assert first == Statement(
        text="«FO er enig. Actis er det ikke.» Bolig · linje 3",
        numbers=(1,),
        named=frozenset({"fo", "actis"}),
        speakers=frozenset({"fo"}),
        heading=frozenset({"fo"}),
    )
    assert (second.text, second.numbers, second.named) == ("«Mer bolig.»", (2,), frozenset())
    assert second.speakers == {"fo"}


def test_an_excerpt_below_a_heading_is_the_headings_whoever_its_locator_names() -> None:
    assert brief("## Actis\n\n> «Ja.» [1]\n>\n> FO støtter ny NOU · linje 3") == [
        ("«Ja.» FO støtter ny NOU · linje 3", (1,), "actis")
    ]
    assert brief("> FO sier «Actis vil.» [1]") == [("FO sier «Actis vil.»", (1,), "fo")]


def test_a_heading_holds_until_the_next_of_its_level() -> None:
    markdown = (
        "## Actis\n\nEn [1].\n\n### Bolig\n\nTo [2].\n\n## Andre\n\nTre [3].\n\n**FO**\n\nFire [4]."
    )
    assert brief(markdown) == [
        ("En .", (1,), "actis"),
        ("To .", (2,), "actis"),
        ("Tre .", (3,), ""),
        ("Fire .", (4,), "fo"),
    ]


def test_words_that_open_a_list_are_its_heading_until_the_next_paragraph() -> None:
    markdown = "Actis mener at:\n\n- alle må få bolig [1]\n- bot er bra [2]\n\nDet var alt [3]."
    assert brief(markdown) == [
        ("alle må få bolig", (1,), "actis"),
        ("bot er bra", (2,), "actis"),
        ("Det var alt .", (3,), ""),
    ]


def test_a_sentence_speaks_for_those_it_names_outside_quotations() -> None:
    markdown = "## Actis\n\nFO sier «Actis tar feil» [1]. De sier «FO tar feil» [2]."
    assert brief(markdown) == [
        ("FO sier «Actis tar feil» .", (1,), "fo"),
        ("De sier «FO tar feil» .", (2,), "actis"),
    ]


def test_full_stops_inside_a_quotation_end_no_sentence() -> None:
    assert brief("Actis sier «Nei. Aldri.» om det [1]. FO tier.") == [
        ("Actis sier «Nei. Aldri.» om det .", (1,), "actis"),
        ("FO tier.", (), "fo"),
    ]


def test_a_number_after_the_full_stop_belongs_to_the_sentence_before() -> None:
    assert [
        (s.numbers, sorted(s.named)) for s in read("FO vil det. [1][2] Actis vil ikke.[3]")
    ] == [
        ((1, 2), ["fo"]),
        ((3,), ["actis"]),
    ]


def test_numbers_are_read_in_lists_and_links_but_not_where_they_are_escaped() -> None:
    (one,) = read(
        "FO sier a [1, 2], b [3](?doc=fo&start=1&end=2) og c \\[4\\] &#91;5&#93; [x] [6 a]."
    )
    assert one.numbers == (1, 2, 3)


def test_lines_of_a_paragraph_belong_together_and_items_do_not() -> None:
    assert brief("FO vil\nhjelpe [1].\n\n1. Actis vil\n   det også [2]\n2. Ingen andre") == [
        ("FO vil hjelpe .", (1,), "fo"),
        ("Actis vil det også", (2,), "actis"),
        ("Ingen andre", (), ""),
    ]


def test_a_row_of_a_table_is_one_sentence_and_its_head_is_none() -> None:
    markdown = (
        "| FO sier | Setning | Holdning |\n| --- | :-: | --- |\n"
        "| FO &#40;2018&#41; | «Bolig. Arbeid.» [1](?doc=fo&start=1&end=9) | Krever |\n"
        "| Actis | Jeg finner ingenting om dette. | – |\n\nDok. 8 tier."
    )
    assert brief(markdown) == [
        ("FO (2018) «Bolig. Arbeid.» Krever", (1,), "fo"),
        ("Actis Jeg finner ingenting om dette. –", (), "actis"),
        ("Dok. 8 tier.", (), "dok8"),
    ]


def test_an_organisation_in_a_quotation_or_place_of_a_row_does_not_speak() -> None:
    markdown = "| | |\n|-|-|\n| FO | «Actis tar feil.» [2] | Dok. 8 · linje 3 |\n"
    (row,) = read(markdown)
    assert row == Statement(
        text="FO «Actis tar feil.» Dok. 8 · linje 3",
        numbers=(2,),
        named=frozenset({"fo", "dok8"}),
        speakers=frozenset({"fo"}),
        heading=frozenset(),
    )


def test_a_row_whose_first_cell_names_nobody_speaks_for_whom_the_others_name() -> None:
    markdown = "## Actis\n\n| | |\n|-|-|\n| Bolig | FO krever det [1] |\n| Bot | «FO vil» [2] |"
    assert brief(markdown) == [
        ("Bolig FO krever det", (1,), "fo"),
        ("Bot «FO vil»", (2,), "actis"),
    ]


def test_a_table_ends_at_a_blank_line_or_another_block() -> None:
    rows = "Actis | [1]\n-|-\nFO | [2]\n"
    assert brief(f"{rows}> Sitat | [3]\n\nSlutt | [4].") == [
        ("FO", (2,), "fo"),
        ("Sitat |", (3,), ""),
        ("Slutt | .", (4,), ""),
    ]
    assert brief(f"Slik svarer Actis:\n\n{rows}Bolig | [3]") == [
        ("FO", (2,), "fo"),
        ("Bolig", (3,), "actis"),
    ]


def test_a_row_that_is_all_emphasised_is_a_caption() -> None:
    markdown = (
        "| | | |\n|-|-|-|\n| *FO* | *Ingenting.* | |\n| *Actis* | Noe [1] | |\n| *FO* | _To_ |"
    )
    assert brief(markdown) == [("*Actis* Noe", (1,), "actis")]


def test_pipes_make_a_table_only_above_as_many_delimiters() -> None:
    assert brief("FO | Actis [1]\n--- | --- | ---") == [
        ("FO | Actis --- | --- | ---", (1,), "actis fo")
    ]
    assert brief("FO [1]\n---") == [("FO ---", (1,), "fo")]
    assert brief("a | b\n:-: | -\nFO \\| Dok. 8 | Actis &#124; [1]") == [
        ("FO | Dok. 8 Actis |", (1,), "dok8 fo")
    ]


def test_an_empty_answer_has_no_sentences() -> None:
    assert read("") == ()
    assert read("\n \n####\n[1]\n") == ()


@given(st.text(max_size=200))
def test_any_text_can_be_read(markdown: str) -> None:
    for statement in read(markdown):
        assert statement.text == statement.text.strip()
        assert statement.speakers <= {"fo", "actis", "dok8"}


@given(st.text(alphabet="#>*_-|:[]()1 «».!?&;\\FO\n\r\u2028", max_size=120))
def test_any_markdown_can_be_read(markdown: str) -> None:
    assert all(statement.speakers <= {"fo"} for statement in read(markdown))
