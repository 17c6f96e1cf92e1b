"""The facts about organisations and their documents, read from ``catalogue.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as calendar_date
from pathlib import Path
from typing import Any

from settings import UserError

CATALOGUE_FILE = "catalogue.toml"
DOCUMENT_KINDS = ("hearing_statement", "private_members_motion", "policy_platform", "article")

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class CatalogueError(UserError):
    """The catalogue is missing, malformed or contradicts itself."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who speaks in a document.

    Attributes:
        id: Lower-case identifier, unique in the catalogue.
        name: The full name.
        short: What people call it; equal to ``name`` where there is no shorter form.
        description: What it is, in a few Norwegian words.
        aliases: Other names that surely mean it.
        guesses: Names that likely mean it; a reading by one of them is shown as a guess.
    """

    id: str
    name: str
    short: str
    description: str
    aliases: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What surely means it: its name, its short form and its aliases."""
        return (self.name, self.short, *self.aliases)


@dataclass(frozen=True, slots=True)
class SourceDate:
    """When a document was issued, as precisely as is known.

    Attributes:
        iso: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        stated: Whether the source itself states it; otherwise it is shown as "ca.".
    """

    iso: str
    stated: bool

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self.iso[:4])

    @property
    def year_label(self) -> str:
        """The year as shown beside every quotation, such as ``2015`` or ``ca. 2021``."""
        return str(self.year) if self.stated else f"ca. {self.year}"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """The facts about one document.

    Attributes:
        id: Document identifier, unique in the catalogue.
        file: File name inside the documents folder.
        organisation: Who speaks in it.
        title: Its title.
        title_printed: Whether the source itself prints the title.
        date: When it was issued.
        kind: One of ``DOCUMENT_KINDS``.
        recipient: To whom it was addressed, if to anyone.
        reference: The recipient's case number, if any.
    """

    id: str
    file: str
    organisation: Organisation
    title: str
    title_printed: bool
    date: SourceDate
    kind: str
    recipient: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All organisations and documents, in the order of the file."""

    organisations: tuple[Organisation, ...]
    entries: tuple[CatalogueEntry, ...]


def load_catalogue(folder: Path) -> Catalogue:
    """Read ``catalogue.toml`` in ``folder``.

    Raises:
        CatalogueError: The file is missing, unreadable or not TOML, a key is missing, unknown or of
            the wrong type, an id occurs twice, a date does not exist, or a file name leads out of
            the folder.
    """
    path = folder / CATALOGUE_FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise CatalogueError(
            f"{path} is missing; put the catalogue of the documents there."
        ) from None
    except OSError as error:
        raise CatalogueError(
            f"{path} cannot be read ({error.strerror}); name a folder with a {CATALOGUE_FILE}."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path} is not valid TOML in UTF-8: {error}.") from None
    return _Reader(path).catalogue(content)


class _Reader:
    """Turns parsed TOML into the catalogue; every complaint names the file and the table."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def catalogue(self, content: Mapping[str, Any]) -> Catalogue:
        self._refuse_unknown(content, {"organisations", "documents"}, "the top level")
        organisations: dict[str, Organisation] = {}
        for table in self._tables(content, "organisations"):
            organisation = self._organisation(table)
            if organisation.id in organisations:
                raise self._error(f"organisation id '{organisation.id}' occurs twice")
            organisations[organisation.id] = organisation
        entries: dict[str, CatalogueEntry] = {}
        for table in self._tables(content, "documents"):
            entry = self._entry(table, organisations)
            if entry.id in entries:
                raise self._error(f"document id '{entry.id}' occurs twice")
            entries[entry.id] = entry
        if not entries:
            raise self._error("it lists no documents; add a [[documents]] table")
        return Catalogue(tuple(organisations.values()), tuple(entries.values()))

    def _organisation(self, table: Mapping[str, Any]) -> Organisation:
        identifier = self._identifier(table, "organisation")
        where = f"organisation '{identifier}'"
        self._refuse_unknown(
            table, {"id", "name", "short", "description", "aliases", "guesses"}, where
        )
        name = self._text(table, "name", where)
        return Organisation(
            id=identifier,
            name=name,
            short=self._text(table, "short", where, default=name),
            description=self._text(table, "description", where, default=""),
            aliases=self._texts(table, "aliases", where),
            guesses=self._texts(table, "guesses", where),
        )

    def _entry(
        self, table: Mapping[str, Any], organisations: Mapping[str, Organisation]
    ) -> CatalogueEntry:
        identifier = self._identifier(table, "document")
        where = f"document '{identifier}'"
        self._refuse_unknown(
            table,
            {
                "id", "file", "organisation", "title", "title_printed", "date", "date_stated",
                "kind", "recipient", "reference",
            },
            where,
        )  # fmt: skip
        organisation = self._text(table, "organisation", where)
        if organisation not in organisations:
            raise self._error(f"{where} names the unknown organisation '{organisation}'")
        kind = self._text(table, "kind", where)
        if kind not in DOCUMENT_KINDS:
            raise self._error(
                f"{where} has the kind '{kind}'; known kinds are {', '.join(DOCUMENT_KINDS)}"
            )
        return CatalogueEntry(
            id=identifier,
            file=self._file_name(table, where),
            organisation=organisations[organisation],
            title=self._text(table, "title", where),
            title_printed=self._flag(table, "title_printed", where),
            date=self._date(table, where),
            kind=kind,
            recipient=self._text(table, "recipient", where, default="") or None,
            reference=self._text(table, "reference", where, default="") or None,
        )

    def _identifier(self, table: Mapping[str, Any], what: str) -> str:
        identifier = table.get("id")
        if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
            raise self._error(
                f"{what} id {identifier!r} is not usable; write lower-case letters a-z, digits, "
                "hyphens and underscores"
            )
        return identifier

    def _file_name(self, table: Mapping[str, Any], where: str) -> str:
        name = self._text(table, "file", where)
        if Path(name).name != name or not name.isprintable() or "\\" in name or name == "..":
            raise self._error(f"{where} names the file {name!r}; write a plain file name")
        return name

    def _date(self, table: Mapping[str, Any], where: str) -> SourceDate:
        written = self._text(table, "date", where)
        match = _DATE.fullmatch(written)
        try:
            if not match:
                raise ValueError
            calendar_date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            raise self._error(
                f"{where} has the date '{written}'; write an existing date as YYYY, YYYY-MM or "
                "YYYY-MM-DD in quotation marks"
            ) from None
        return SourceDate(written, self._flag(table, "date_stated", where))

    def _text(
        self, table: Mapping[str, Any], key: str, where: str, default: str | None = None
    ) -> str:
        value = table.get(key, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self._error(f"{where} needs '{key}' as text in quotation marks, not {value!r}")
        return value

    def _texts(self, table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        values = table.get(key, [])
        if not isinstance(values, list) or not all(
            isinstance(v, str) and v.strip() for v in values
        ):
            raise self._error(f"{where} needs '{key}' as a list of texts, not {values!r}")
        return tuple(values)

    def _flag(self, table: Mapping[str, Any], key: str, where: str) -> bool:
        value = table.get(key)
        if not isinstance(value, bool):
            raise self._error(f"{where} needs '{key}' as true or false, not {value!r}")
        return value

    def _tables(self, content: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        tables = content.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            raise self._error(f"'{key}' must be written as [[{key}]] tables")
        return tables

    def _refuse_unknown(self, table: Mapping[str, Any], known: set[str], where: str) -> None:
        for key in sorted(table.keys() - known):
            raise self._error(f"{where} has the unknown key '{key}'; known: {sorted(known)}")

    def _error(self, what: str) -> CatalogueError:
        return CatalogueError(f"{self._path}: {what}.")
