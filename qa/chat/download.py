"""Files that the page hands to the browser; none is written to the server's disk."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from embeddings.language import Language
from qa.briefing import Note, note_file_name
from qa.briefing_markdown import note_in_markdown
from qa.briefing_word import note_in_word
from qa.proposals import Proposal, Proposals
from qa.selection import FileFormat
from qa.spreadsheet import write_csv, write_xlsx

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class NoteForm(StrEnum):
    """What a briefing note is saved as; the value is the ending of its file name."""

    WORD = "docx"
    MARKDOWN = "md"


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be saved by the browser.

    Attributes:
        name: Its file name.
        kind: Its media type.
        content: Its bytes.
    """

    name: str
    kind: str
    content: bytes

    def as_json(self) -> dict[str, str]:
        """The file as the page's script takes it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "content": b64encode(self.content).decode("ascii"),
        }


def note_file(note: Note, form: NoteForm) -> Download:
    """A briefing note as a file."""
    name = note_file_name(note, form.value)
    if form is NoteForm.WORD:
        return Download(name, _WORD, note_in_word(note))
    return Download(name, "text/markdown;charset=utf-8", note_in_markdown(note).encode())


def proposals_file(
    listed: Sequence[Proposal],
    proposals: Proposals,
    language: Language,
    form: FileFormat,
    today: date,
) -> Download:
    """Some of the proposals, in this order, as a file."""
    name = f"hvem-mener-hva-{today.isoformat()}.{form.value}"
    if form is FileFormat.XLSX:
        return Download(name, _EXCEL, write_xlsx(listed, proposals, language, today))
    return Download(name, "text/csv;charset=utf-8", write_csv(listed, proposals, language))
