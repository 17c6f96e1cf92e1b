"""A note as Markdown with footnotes. All of its text is escaped."""

from __future__ import annotations

from collections.abc import Iterator

from qa.briefing import Excerpt, Method, Note, Section
from qa.markup import escape_markdown, quotation_in_markdown


def note_in_markdown(note: Note) -> str:
    """Lay the note out as Markdown, with ``[^1]`` for each footnote and their texts at the end."""
    parts = [f"# {escape_markdown(note.title)}", escape_markdown(note.day)]
    for section in note.sections:
        parts.extend(_section(section))
    parts.extend(_method(note.method))
    parts.extend(f"[^{f.number}]: {escape_markdown(f.text)}" for f in note.footnotes)
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {escape_markdown(section.question)}"
    yield from map(escape_markdown, section.opening)
    for speaker in section.speakers:
        yield f"### {escape_markdown(speaker.name)}"
        for document in speaker.documents:
            yield f"*{escape_markdown(document.heading)}*"
            if document.count:
                yield f"*{escape_markdown(document.count)}*"
            for excerpt in document.excerpts:
                yield from _excerpt(excerpt)
    if section.silence:
        yield f"### {escape_markdown(section.silence.heading)}"
        yield escape_markdown(section.silence.text)


def _excerpt(excerpt: Excerpt) -> Iterator[str]:
    yield escape_markdown(excerpt.manner)
    yield f"> «{quotation_in_markdown(excerpt.citation)}»[^{excerpt.footnote.number}]"


def _method(method: Method) -> Iterator[str]:
    yield f"## {escape_markdown(method.heading)}"
    yield from map(escape_markdown, method.paragraphs)
    yield f"### {escape_markdown(method.documents_heading)}"
    yield "\n".join(f"- {escape_markdown(document)}" for document in method.documents)
