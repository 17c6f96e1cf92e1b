"""Imported texts and questions, written as documents and a question set of this product.

Every importer ends here, so that what it makes is read by the product like any other library::

    <destination>/documents/catalogue.toml, <document id>.md
    <destination>/questions.jsonl

A document is Markdown: its title as a heading, then its paragraphs. The catalogue does not call the
title printed, because a printed title is left out of the searched text and a heading is searched
with every passage below it.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.catalogue import CATALOGUE_FILE
from settings import UserError

DOCUMENTS_FOLDER = "documents"
QUESTIONS_FILE = "questions.jsonl"

_LONGEST_ID = 64
_LONGEST_TITLE = 120


class ImportFormatError(UserError):
    """A file to import is not what its format says, or the destination cannot be used."""


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A text to be written as a document of its own.

    Attributes:
        id: As the catalogue demands it (see ``catalogue_ids``).
        title: Its title; "" where it has none.
        text: The text below the title; every line is a paragraph.
        reference: What it is called in its collection, where that is no id of the catalogue.
    """

    id: str
    title: str
    text: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ImportedQuestion:
    """A question with its evidence.

    Attributes:
        id: Unique in the set.
        question: As it was asked.
        gold: Pairs of document id and quote; () where the documents do not answer it.
        must_say: What a right answer says, for a human reader.
    """

    id: str
    question: str
    gold: tuple[tuple[str, str], ...]
    must_say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What no imported file says and the catalogue needs.

    Attributes:
        organisation: Id and name of the one organisation that all documents belong to.
        year: Year of issue, four digits; shown as "ca.".
        lang: Language of the questions: nb, nn or en.
    """

    organisation: str
    year: str
    lang: str


def catalogue_ids(given: Iterable[str]) -> dict[str, str]:
    """Map foreign identifiers to distinct ones that the catalogue accepts; fit ones are kept.

    Returns:
        Foreign identifier → lower-case letters a-z, digits, hyphens and underscores, in the order
        given.
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for foreign in given:
        decomposed = unicodedata.normalize("NFKD", foreign).lower()
        fit = re.sub(r"[^a-z0-9_-]+", "-", decomposed).strip("-_")[:_LONGEST_ID] or "d"
        candidate, count = fit, 1
        while candidate in taken:
            count += 1
            suffix = f"-{count}"
            candidate = fit[: _LONGEST_ID - len(suffix)] + suffix
        taken.add(candidate)
        ids[foreign] = candidate
    return ids


def write_material(
    destination: Path,
    documents: Sequence[ImportedDocument],
    questions: Sequence[ImportedQuestion],
    provenance: Provenance,
) -> None:
    """Write documents, catalogue and question set into a new folder, all or nothing.

    Raises:
        ImportFormatError: The destination is not empty or cannot be written, there is no document,
            or a text cannot be written as UTF-8.
    """
    if not documents:
        raise ImportFormatError("The source holds no document with text; nothing was imported.")
    with new_folder(destination) as folder:
        for document in documents:
            write_text(folder / DOCUMENTS_FOLDER / f"{document.id}.md", as_markdown(document))
        write_text(folder / DOCUMENTS_FOLDER / CATALOGUE_FILE, _catalogue(documents, provenance))
        rows = [_question_row(question, provenance) for question in questions]
        write_text(folder / QUESTIONS_FILE, as_lines(rows))


@contextmanager
def new_folder(destination: Path) -> Iterator[Path]:
    """Give a folder to write into that takes the destination's place when all is written.

    Raises:
        ImportFormatError: The destination is not empty or cannot be written.
    """
    try:
        if destination.exists() and (not destination.is_dir() or any(destination.iterdir())):
            raise ImportFormatError(f"{destination} is not empty; name a new folder.")
        destination.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".import-", dir=destination.parent))
        try:
            yield aside
            # mkdtemp lets nobody else in.
            aside.chmod(0o755)
            aside.replace(destination)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    except OSError as error:
        raise ImportFormatError(
            f"{destination} cannot be written ({error.strerror or error}); name another folder."
        ) from None


def write_text(path: Path, text: str) -> None:
    """Write a file in UTF-8, and the folder above it where there is none.

    Raises:
        ImportFormatError: The text holds a lone surrogate, which is no character.
    """
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise ImportFormatError(
            f"The text for {path.name} holds half a character ({text[error.start]!r}); "
            "mend the source file."
        ) from None
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(encoded)


def as_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_markdown(document: ImportedDocument) -> str:
    """The document as the file that is written: a heading, then one paragraph a line.

    A text without a paragraph has its title for one.
    """
    paragraphs = [" ".join(line.split()) for line in document.text.splitlines()]
    title = " ".join(document.title.split())
    kept = [paragraph for paragraph in paragraphs if paragraph]
    if title and kept:
        kept.insert(0, f"# {title}")
    return "".join(f"{part}\n\n" for part in kept or [title])


def _catalogue(documents: Sequence[ImportedDocument], provenance: Provenance) -> str:
    tables = [
        "[[organisations]]\n"
        f"id = {_toml(provenance.organisation)}\n"
        f"name = {_toml(provenance.organisation)}\n"
    ]
    tables += [
        "[[documents]]\n"
        f"id = {_toml(document.id)}\n"
        f"file = {_toml(f'{document.id}.md')}\n"
        f"organisation = {_toml(provenance.organisation)}\n"
        f"title = {_toml(_shown_title(document))}\n"
        "title_printed = false\n"
        f"date = {_toml(provenance.year)}\n"
        "date_stated = false\n"
        'kind = "article"\n'
        + (f"reference = {_toml(document.reference)}\n" if document.reference else "")
        for document in documents
    ]
    return "\n".join(tables)


def _shown_title(document: ImportedDocument) -> str:
    title = " ".join(document.title.split()) or " ".join(document.text.split())
    if len(title) <= _LONGEST_TITLE:
        return title or document.id
    return title[: title.rfind(" ", 1, _LONGEST_TITLE) or _LONGEST_TITLE].rstrip() + " …"


def _toml(text: str) -> str:
    # JSON's escapes are TOML's too; JSON alone lets DEL stand as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def question_type(gold: Sequence[object]) -> str:
    """The type of a question by how many quotations answer it."""
    if not gold:
        return "unanswerable"
    return "single" if len(gold) == 1 else "multi"


def _question_row(question: ImportedQuestion, provenance: Provenance) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": question.id,
        "question": question.question,
        "lang": provenance.lang,
        "type": question_type(question.gold),
        "orgs": [provenance.organisation],
        "named": [],
        "gold": [{"doc": document, "quote": quote} for document, quote in question.gold],
    }
    if question.must_say:
        row["must_say"] = list(question.must_say)
    return row
