"""``python -m corpus``: look at the documents and check them against their sources."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from console import run
from corpus.library import Library, load_library
from corpus.passages import PassageKind
from corpus.verify import Report, verify
from settings import Settings, UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 1 for a violated invariant, 2 for a person's error."""
    options = _parser().parse_args(arguments)
    try:
        folder = options.folder or Settings.from_environment().documents_dir
        library = load_library(folder)
        if options.command == "list":
            return _list(library)
        if options.command == "text":
            return _text(library, options.id)
        return _check(library)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corpus", description=__doc__)
    parser.add_argument(
        "--folder", type=Path, help="documents folder with a catalogue.toml (default: the shipped)"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="show the catalogue")
    commands.add_parser("check", help="prove that nothing was lost on the way in")
    text = commands.add_parser("text", help="print the reading text of a document")
    text.add_argument("id", help="document id, as listed")
    return parser


def _list(library: Library) -> int:
    for document in library.documents.values():
        entry = document.entry
        date = entry.date.iso if entry.date.stated else f"ca. {entry.date.iso}"
        to = f", to {entry.recipient}" if entry.recipient else ""
        print(f"{entry.id:10} {entry.organisation.name}: {entry.title}")
        print(f"{'':10} {date}, {entry.kind.replace('_', ' ')}{to} ({entry.file})")
    return 0


def _text(library: Library, document_id: str) -> int:
    document = library.documents.get(document_id)
    if document is None:
        raise UserError(
            f"'{document_id}' is not a document; choose one of {', '.join(library.documents)}."
        )
    sys.stdout.write(document.text)
    return 0


def _check(library: Library) -> int:
    for document in library.documents.values():
        report = verify(document, [p for p in library.passages if p.document_id == document.id])
        _print_report(report)
        if report.violations:
            print(f"{report.document_id}: {report.violations[0]}", file=sys.stderr)
            return 1
    return 0


def _print_report(report: Report) -> None:
    print(report.document_id)
    print(f"  letters in the source  {report.letters_in_source:>7}")
    print(f"  letters kept           {report.letters_kept:>7}")
    for kind, (letters, runs) in report.removed.items():
        print(f"  removed, {kind.value:22} {letters:>5} letters, {runs:>5} digit runs")
    print(f"  sections               {report.sections:>7}")
    counts = ", ".join(
        f"{report.passages[kind]} {kind.value}" for kind in PassageKind if kind in report.passages
    )
    print(f"  passages               {sum(report.passages.values()):>7}  ({counts})")
    print(f"  longest passage        {report.longest:>7}")


if __name__ == "__main__":
    run(main)
