"""A note as a Word document, with real footnotes."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document

from qa.briefing import Excerpt, Method, Note, Section
from qa.word_footnotes import Footnotes, xml_text
from qa.word_look import (
    BULLET,
    MANNER,
    NORMAL,
    QUOTE,
    QUOTED_DOCUMENT,
    REMARK,
    SPELLING,
    SUBTITLE,
    TITLE,
    shape,
)


def note_in_word(note: Note) -> bytes:
    """Lay the note out as a .docx file; the same note gives the same bytes.

    A character that XML cannot hold is shown as U+FFFD; all others stand as they are.
    """
    document = docx.Document()
    shape(document, note.language)
    _describe(document, note)
    footnotes = Footnotes(document)
    _add(document, note.title, TITLE)
    _add(document, note.day, SUBTITLE)
    for section in note.sections:
        _add_section(document, section, footnotes)
    _add_method(document, note.method)
    file = BytesIO()
    document.save(file)
    return _dated(file.getvalue(), note.written)


def _add(document: Document, text: str, style: str) -> None:
    document.add_paragraph(xml_text(text), style)


def _add_section(document: Document, section: Section, footnotes: Footnotes) -> None:
    document.add_heading(xml_text(section.question), 1)
    for line in section.opening:
        _add(document, line, REMARK)
    for speaker in section.speakers:
        document.add_heading(xml_text(speaker.name), 2)
        for quoted in speaker.documents:
            _add(document, quoted.heading, QUOTED_DOCUMENT)
            if quoted.count:
                _add(document, quoted.count, QUOTED_DOCUMENT)
            for excerpt in quoted.excerpts:
                _add_excerpt(document, excerpt, footnotes)
    if section.silence:
        document.add_heading(xml_text(section.silence.heading), 2)
        _add(document, section.silence.text, NORMAL)


def _add_excerpt(document: Document, excerpt: Excerpt, footnotes: Footnotes) -> None:
    _add(document, excerpt.manner, MANNER)
    before, leading, after = map(xml_text, excerpt.citation.parts)
    paragraph = document.add_paragraph(f"«{before}", QUOTE)
    paragraph.add_run(leading).bold = True
    paragraph.add_run(f"{after}»")
    footnotes.add(paragraph, excerpt.footnote.text)


def _add_method(document: Document, method: Method) -> None:
    document.add_heading(xml_text(method.heading), 1)
    for paragraph in method.paragraphs:
        _add(document, paragraph, NORMAL)
    document.add_heading(xml_text(method.documents_heading), 2)
    for searched in method.documents:
        _add(document, searched, BULLET)


def _describe(document: Document, note: Note) -> None:
    """What Word shows as the file's properties; the template's own are overwritten."""
    properties = document.core_properties
    properties.title = xml_text(note.title)
    properties.language = SPELLING[note.language]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(note.written, time())


def _dated(package: bytes, day: date) -> bytes:
    """The package with all of its files dated that day, whatever day it was zipped."""
    dated = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(dated, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            file = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            target.writestr(file, source.read(name), ZIP_DEFLATED)
    return dated.getvalue()
