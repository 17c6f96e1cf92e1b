"""Files for the browser have a fitting name and kind and the content of what was asked for."""

from __future__ import annotations

from base64 import b64decode
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from chat_examples import fleet_answer, make_fleet, make_library

from qa.briefing import make_note
from qa.chat.download import Download, NoteForm, note_file, proposals_file
from qa.proposals import collect_proposals
from qa.selection import FileFormat
from qa.themes import load_themes

TODAY = date(2026, 1, 31)
NOTE = make_note([fleet_answer()], make_fleet(), "nb", TODAY)


def parts_of(download: Download) -> set[str]:
    return set(ZipFile(BytesIO(download.content)).namelist())


def test_a_note_is_a_word_document() -> None:
    note = note_file(NOTE, NoteForm.WORD)
    assert note.name.endswith("2026-01-31.docx")
    assert note.kind.endswith("wordprocessingml.document")
    assert {"word/document.xml", "word/footnotes.xml"} <= parts_of(note)


def test_a_note_is_markdown_in_utf_8() -> None:
    note = note_file(NOTE, NoteForm.MARKDOWN)
    assert note.name.endswith("2026-01-31.md")
    assert note.kind == "text/markdown;charset=utf-8"
    assert "> «Seil skal være røde.»[^1]" in note.content.decode("utf-8")


def test_proposals_are_saved_in_the_order_in_which_they_are_listed(tmp_path: Path) -> None:
    library = make_library()
    proposals = collect_proposals(library, load_themes(tmp_path, library))
    first, second = proposals.listed
    csv = proposals_file([second, first], proposals, "nb", FileFormat.CSV, TODAY)
    assert (csv.name, csv.kind) == ("hvem-mener-hva-2026-01-31.csv", "text/csv;charset=utf-8")
    text = csv.content.decode("utf-8-sig")
    assert text.index("Seil bør være røde.") < text.index("Alle båter må ha årer.")
    excel = proposals_file([first], proposals, "nb", FileFormat.XLSX, TODAY)
    assert excel.name == "hvem-mener-hva-2026-01-31.xlsx"
    assert excel.kind.endswith("spreadsheetml.sheet")
    assert "xl/worksheets/sheet1.xml" in parts_of(excel)


def test_the_script_is_given_every_byte() -> None:
    content = bytes(range(256))
    told = Download("a.bin", "x/y", content).as_json()
    assert (told["name"], told["kind"]) == ("a.bin", "x/y")
    assert b64decode(told["content"], validate=True) == content
