"""``python -m embeddings``: build and describe the index; show glosses and what they miss."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from console import run
from corpus.library import load_library
from embeddings.coverage import measure_coverage
from embeddings.embedder import load_embedder
from embeddings.folder import IndexFolder
from embeddings.gloss import How, default_glosser
from embeddings.index import open_index
from embeddings.language import detect_language
from embeddings.progress import console_progress
from embeddings.texts import IndexedTexts
from settings import Settings, UserError


class TextFileError(UserError):
    """A text file that cannot be read."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status, 2 for something a person can put right."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        settings = Settings.from_environment()
        if options.command == "gloss":
            _gloss(options.text)
        elif options.command == "coverage":
            _coverage(options.files, options.limit, settings)
        elif options.command == "build":
            _build(settings, replace=options.replace)
        else:
            _info(settings)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m embeddings", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="build the index, or bring it up to date")
    build.add_argument(
        "--replace", action="store_true", help="build anew where another model built the index"
    )
    commands.add_parser("info", help="say what the index holds and whether it is up to date")
    gloss = commands.add_parser("gloss", help="show a text as the embedding model reads it")
    gloss.add_argument("text", help="Norwegian text, in quotation marks")
    coverage = commands.add_parser("coverage", help="list the words that the lexicon lacks")
    coverage.add_argument(
        "files", nargs="*", type=Path, help="UTF-8 texts to read instead of the documents"
    )
    coverage.add_argument(
        "--limit", type=int, default=100, metavar="N", help="list N words (default: 100)"
    )
    return parser


def _build(settings: Settings, *, replace: bool) -> None:
    library = load_library(settings.documents_dir)
    with console_progress() as report:
        index = open_index(library, settings, report=report, replace=replace)
    print(
        f"{len(index.passages)} passages and {len(index.sentences)} sentences of "
        f"{len(library.documents)} documents are ready in {settings.data_dir}"
    )
    index.close()


def _info(settings: Settings) -> None:
    print(f"data folder    {settings.data_dir}")
    manifest = IndexFolder(settings.data_dir).manifest()
    if manifest is None:
        print("index          none; python -m embeddings build makes it")
        return
    embedder = load_embedder(settings)
    texts = IndexedTexts.of(load_library(settings.documents_dir), embedder)
    state = "up to date"
    if manifest.embedder != embedder.name:
        state = f"of another model than {embedder.name}; python -m embeddings build --replace"
    elif manifest != texts.manifest(embedder):
        state = "stale; it is rebuilt when it is next opened"
    print(f"index          {state}")
    print(f"model          {manifest.embedder}, {manifest.dimension} dimensions")
    print(f"passage rules  {manifest.passage_rules}")
    print(f"corpus         {manifest.corpus[:12]}")
    print(f"passages       {manifest.passages}")


def _gloss(text: str) -> None:
    language = detect_language(text)
    glosser = default_glosser()
    print(text if language == "en" else glosser.gloss(text))
    print(f"\nlanguage: {language}" + (" (not glossed)" if language == "en" else ""))
    if language == "en":
        return
    words = glosser.explain(text)
    width = max((len(found.word) for found in words), default=0)
    for found in words:
        print(f"{found.word:{width}}  {found.how:8}  {found.gloss}")


def _coverage(files: Sequence[Path], limit: int, settings: Settings) -> None:
    texts = [_text_of(path) for path in files] or [
        passage.text for passage in load_library(settings.documents_dir).passages
    ]
    coverage = measure_coverage(texts, default_glosser())
    distinct, running = coverage.distinct.values(), coverage.running.values()
    print(f"{'how':10}{'words':>8}{'share':>8}{'of running text':>17}")
    for how, count in sorted(coverage.distinct.items(), key=lambda item: -item[1]):
        share, of_text = count / sum(distinct), coverage.running[how] / sum(running)
        print(f"{how:10}{count:8}{share:8.1%}{of_text:17.1%}")
    shown = coverage.missed[: max(limit, 0)]
    width = max((len(missed.word) for missed in shown), default=0)
    for missed in shown:
        gloss = "–" if missed.found.how is How.UNKNOWN else missed.found.gloss
        print(f"{missed.count:6}  {missed.word:{width}}  {missed.found.how:8}  {gloss}")
    if len(coverage.missed) > len(shown):
        print(f"… and {len(coverage.missed) - len(shown)} more; see --limit")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise TextFileError(f"{path} cannot be read ({error.strerror}); check the path.") from None
    except UnicodeDecodeError:
        raise TextFileError(f"{path} is not UTF-8; save it as UTF-8.") from None


if __name__ == "__main__":
    run(main)
