"""Proposals → Excel and CSV, for those who go on working with them.

What documents and catalogues say is never read as a formula. In Excel every such cell is written
as text. CSV has no types, so there the sentence stands in «», which alters none of its words, and
any other cell that could begin a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from types import MappingProxyType

import xlsxwriter

from embeddings.language import Language
from qa.phrases import strength_in_words
from qa.proposals import Proposal, Proposals
from qa.wording import lines_in_words, wording_of

LONGEST_CELL = 32_767
"""Characters that Excel holds in a cell; a longer text is cut there and ends in "…"."""

Cell = str | int
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDTHS = (22, 34, 20, 14, 28, 30, 9, 16, 80, 20, 14, 9, 9)
_SENTENCE = 8


@dataclass(frozen=True, slots=True)
class _Heads:
    """The words of a spreadsheet in one language: its sheet's name and the head of each column."""

    sheet: str
    columns: tuple[str, ...]


_HEADS: Mapping[Language, _Heads] = MappingProxyType(
    {
        "nb": _Heads(
            "Forslag",
            (
                "Organisasjon", "Dokument", "Type", "Dato", "Tema", "Kapittel", "Punkt", "Holdning",
                "Setning", "Sted i kilden", "Dokument-id", "Start", "Slutt",
            ),
        ),
        "nn": _Heads(
            "Framlegg",
            (
                "Organisasjon", "Dokument", "Type", "Dato", "Tema", "Kapittel", "Punkt", "Haldning",
                "Setning", "Stad i kjelda", "Dokument-id", "Start", "Slutt",
            ),
        ),
        "en": _Heads(
            "Proposals",
            (
                "Organisation", "Document", "Kind", "Date", "Theme", "Chapter", "Item", "Stance",
                "Sentence", "Place in the source", "Document id", "Start", "End",
            ),
        ),
    }
)  # fmt: skip


def write_xlsx(
    listed: Sequence[Proposal], proposals: Proposals, language: Language, created: date
) -> bytes:
    """Write proposals as an Excel workbook of one sheet, a row each below the heads.

    Args:
        listed: Those to write, in this order.
        proposals: All proposals, for what is known of documents and themes.
        language: Of heads, kinds, themes and strengths; what documents say stays as it is.
        created: The date that the file says it was made; the same arguments give the same bytes.
    """
    heads = _HEADS[language]
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        midnight = datetime(created.year, created.month, created.day)
        workbook.set_properties({"title": heads.sheet, "created": midnight})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet(heads.sheet)
        for column, (head, width) in enumerate(zip(heads.columns, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, bold)
        for row, cells in enumerate(_rows(listed, proposals, language), 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell, wrapped)
                else:
                    sheet.write_string(row, column, _shortened(cell), wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(listed), len(heads.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return file.getvalue()


def write_csv(listed: Sequence[Proposal], proposals: Proposals, language: Language) -> bytes:
    """Write proposals as CSV with ";" between cells, in UTF-8 with a byte order mark.

    A Norwegian Excel opens it with a double click. Arguments as for ``write_xlsx``.
    """
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADS[language].columns)
    for cells in _rows(listed, proposals, language):
        writer.writerow(
            f"«{cell}»" if column == _SENTENCE else _harmless(cell)
            for column, cell in enumerate(cells)
        )
    return file.getvalue().encode("utf-8-sig")


def _rows(
    listed: Sequence[Proposal], proposals: Proposals, language: Language
) -> Iterator[tuple[Cell, ...]]:
    wording = wording_of(language)
    for proposal in listed:
        entry = proposals.library.documents[proposal.document_id].entry
        iso = entry.date.iso
        place = [lines_in_words(proposal.lines, wording)] if proposal.lines else []
        if proposal.page is not None:
            place.append(wording.page.format(page=proposal.page))
        yield (
            entry.organisation.name,
            entry.title,
            wording.kinds[entry.kind],
            iso if entry.date.stated else wording.circa.format(date=iso),
            proposals.themes.by_id[proposal.theme].names[language],
            " › ".join(proposal.section),
            proposal.item,
            strength_in_words(proposal, wording),
            proposal.quote,
            " · ".join(place),
            proposal.document_id,
            proposal.start,
            proposal.end,
        )


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell
