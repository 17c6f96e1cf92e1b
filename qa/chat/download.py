"""Files that the page hands to the browser; none is written to the server's disk."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum

from qa.briefing import Note, note_file_name
from qa.briefing_markdown import note_in_markdown
from qa.briefing_word import note_in_word


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
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return Download(name, kind, note_in_word(note))
    return Download(name, "text/markdown;charset=utf-8", note_in_markdown(note).encode())
