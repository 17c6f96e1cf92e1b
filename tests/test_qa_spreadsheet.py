from __future__ import annotations

import csv
import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from types import MappingProxyType

import openpyxl
import pytest
from chat_examples import make_document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from corpus.catalogue import Catalogue, SourceDate
from corpus.library import Library
from corpus.passages import PassageKind
from corpus.strength import Strength
from embeddings.language import Language
from qa.proposals import Proposal, Proposals
from qa.spreadsheet import LONGEST_CELL, write_csv, write_xlsx
from qa.themes import OTHER, Theme, Themes

DAY = date(2024, 4, 28)
THEMES = Themes((Theme("boats", {"nb": "Båter", "nn": "Båtar", "en": "Boats"}, ("båt",)), OTHER))


def make_proposals(*quotes: str, title: str = "Om å seile", section: str = "Båter") -> Proposals:
    """A document that consists of these proposals, one to a line."""
    document = make_document([("\n", PassageKind.PROPOSAL, quote) for quote in quotes])
    entry = replace(document.entry, title=title, date=SourceDate("2015-02-17", stated=False))
    document = replace(document, entry=entry)
    library = Library(
        Catalogue((entry.organisation,), (entry,)), MappingProxyType({document.id: document}), ()
    )
    listed = []
    end = 0
    for number, quote in enumerate(quotes, 1):
        start = end + 1
        end = start + len(quote)
        listed.append(
            Proposal(
                number=number, document_id=document.id, organisation_id="seil", section=(section,),
                start=start, end=end, quote=quote, strength=Strength.DEMANDS, lines="7-9", page=3,
                item="2", theme="boats",
            )
        )  # fmt: skip
    return Proposals(library, THEMES, tuple(listed))


def read_xlsx(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def xlsx(proposals: Proposals, language: Language = "nb") -> bytes:
    return write_xlsx(proposals.listed, proposals, language, DAY)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def rows_of_csv(proposals: Proposals, language: Language = "nb") -> list[list[str]]:
    return read_csv(write_csv(proposals.listed, proposals, language))


EXPECTED = [
    "Seil <forening>", "Om å seile", "høringsinnspill", "ca. 2015-02-17", "Båter", "Båter", "2",
    "Krever", "Alle må ha årer.", "linje 7–9 · side 3", "seil-1", 1, 17,
]  # fmt: skip


def test_a_row_tells_all_that_is_known() -> None:
    proposals = make_proposals("Alle må ha årer.")
    heads, row = read_xlsx(xlsx(proposals)).iter_rows(values_only=True)
    assert heads == (
        "Organisasjon", "Dokument", "Type", "Dato", "Tema", "Kapittel", "Punkt", "Holdning",
        "Setning", "Sted i kilden", "Dokument-id", "Start", "Slutt",
    )  # fmt: skip
    assert list(row) == EXPECTED
    in_csv = [str(cell) for cell in EXPECTED]
    in_csv[8] = "«Alle må ha årer.»"
    assert rows_of_csv(proposals) == [list(heads), in_csv]


@pytest.mark.parametrize(
    ("language", "sheet", "words"),
    [
        ("nn", "Framlegg", ("høyringsinnspel", "ca. 2015-02-17", "Båtar", "Krev")),
        ("en", "Proposals", ("hearing statement", "c. 2015-02-17", "Boats", "Demands")),
    ],
)
def test_the_words_around_what_is_said_are_the_readers(
    language: Language, sheet: str, words: tuple[str, ...]
) -> None:
    proposals = make_proposals("Alle må ha årer.")
    found = read_xlsx(xlsx(proposals, language))
    assert found.title == sheet
    row = [cell.value for cell in found[2]]
    assert (row[2], row[3], row[4], row[7], row[8]) == (*words, "Alle må ha årer.")
    assert rows_of_csv(proposals, language)[0] == [cell.value for cell in found[1]]


def test_the_sheet_is_ready_to_be_read_and_filtered() -> None:
    sheet = read_xlsx(xlsx(make_proposals("Alle må ha årer.", "Seil bør være røde.")))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:M3"
    assert sheet.column_dimensions["I"].width == pytest.approx(80, abs=1)
    assert sheet["I2"].alignment.wrap_text
    assert sheet["A1"].font.bold


def test_the_same_proposals_give_the_same_bytes() -> None:
    proposals = make_proposals("Alle må ha årer.")
    assert xlsx(proposals) == xlsx(proposals)
    created = openpyxl.load_workbook(BytesIO(xlsx(proposals))).properties.created
    assert created is not None
    assert created.date() == DAY


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝"])
def test_nothing_becomes_a_formula(start: str) -> None:
    evil = f"{start}HYPERLINK(1)"
    proposals = make_proposals(evil, title=evil, section=evil)
    sheet = read_xlsx(xlsx(proposals))
    assert {cell.data_type for cell in sheet[2]} == {"s", "n"}
    assert all(cell.data_type == "s" for cell in sheet[2][:11])
    row = rows_of_csv(proposals)[1]
    assert row[8] == f"«{evil}»"
    assert row[1] == row[5] == f"'{evil}"


def test_excel_opens_the_csv_as_norwegian_text() -> None:
    content = write_csv((), make_proposals("Alle må ha årer."), "nb")
    assert content.startswith(b"\xef\xbb\xbfOrganisasjon;Dokument;")
    assert content.endswith(b"\r\n")


# What reading text is made of: no control characters but line ends, no lone halves of characters.
texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n"), min_size=1
).filter(lambda text: unicodedata.normalize("NFC", text) == text)


@given(st.lists(texts, max_size=4))
def test_what_is_written_reads_back_word_for_word(quotes: list[str]) -> None:
    proposals = make_proposals(*quotes)
    sheet = read_xlsx(xlsx(proposals))
    assert [row[8] for row in sheet.iter_rows(min_row=2, values_only=True)] == quotes
    assert [row[8] for row in rows_of_csv(proposals)[1:]] == [f"«{quote}»" for quote in quotes]


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    sheet = read_xlsx(xlsx(make_proposals("a" * 40_000)))
    assert sheet["I2"].value == "a" * (LONGEST_CELL - 1) + "…"
