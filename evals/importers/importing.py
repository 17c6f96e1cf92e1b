"""Bring in what others made.

beir and squad make a folder with documents, catalogue.toml and questions.jsonl of a BEIR folder or
of SQuAD-style JSON. run makes answer records, for ``score``, of another system's TREC run over the
passages that ``export beir`` writes; qrels makes a question set of judgements on these passages.
feedback makes one of what was judged right and wrong on the page, to be completed by a person: no
command takes it until what each line lists under ``to_decide`` is decided.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.library import Library, load_library
from evals.importers.beir import read_beir
from evals.importers.feedback import feedback_questions
from evals.importers.material import (
    DOCUMENTS_FOLDER,
    QUESTIONS_FILE,
    ImportFormatError,
    Provenance,
    as_lines,
    catalogue_ids,
    write_material,
    write_text,
)
from evals.importers.squad import read_squad, squad_documents, squad_files, squad_questions
from evals.importers.trec import judged_questions, read_qrels, read_run, run_records
from evals.testset import LANGUAGES, load_questions
from qa.feedback import Verdict
from qa.feedback_store import read_feedback
from settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("format", choices=("beir", "squad", "run", "qrels", "feedback"))
    parser.add_argument("source", type=Path, help="folder or file to read")
    parser.add_argument("destination", type=Path, help="new folder (beir, squad) or file")
    parser.add_argument("--split", default="test", help="beir: which judgements (default: test)")
    parser.add_argument("--organisation", help="beir, squad: id of who speaks; default: the folder")
    parser.add_argument("--lang", choices=LANGUAGES, default="nb", help="language of the questions")
    parser.add_argument("--year", type=_year, help="beir, squad: year of issue; default: this year")
    parser.add_argument("--questions", type=Path, help="run, qrels: the question set")
    parser.add_argument(
        "--documents", type=Path, help="run, qrels, feedback: documents folder of that set"
    )


def run_command(options: argparse.Namespace) -> int:
    """Run the command; nothing is left behind where it fails."""
    if options.format in {"beir", "squad"}:
        _import_material(options)
    elif options.format == "feedback":
        _import_feedback(options)
    else:
        _import_trec(options)
    return 0


def _import_material(options: argparse.Namespace) -> None:
    left_out = 0
    if options.format == "beir":
        documents, questions = read_beir(options.source, options.split)
    else:
        found = read_squad(squad_files(options.source))
        documents = squad_documents(found)
        questions, left_out = squad_questions(found, documents)
    name = options.organisation or options.destination.resolve().name
    (organisation,) = catalogue_ids([name]).values()
    year = options.year or str(datetime.now(UTC).year)
    provenance = Provenance(organisation, year, options.lang)
    write_material(options.destination, documents, questions, provenance)
    # Read back as the product reads them, so that what was written is known to be of use.
    library = load_library(options.destination / DOCUMENTS_FOLDER)
    if questions:
        load_questions(options.destination / QUESTIONS_FILE, library)
    sys.stdout.write(
        f"{len(documents)} documents and {len(questions)} questions are in {options.destination}.\n"
    )
    if left_out:
        sys.stdout.write(f"{left_out} questions whose answer is not in their text are left out.\n")


def _import_trec(options: argparse.Namespace) -> None:
    if options.questions is None:
        raise ImportFormatError(
            f"A TREC file holds no questions; name their set with --questions to import "
            f"{options.source}."
        )
    library = _library(options.documents)
    questions = load_questions(options.questions, library)
    if options.format == "run":
        rows = list(run_records(read_run(options.source), questions, library))
    else:
        rows = list(judged_questions(read_qrels(options.source), questions, library))
    _write_rows(options.destination, rows)
    sys.stdout.write(f"{len(rows)} lines are in {options.destination}.\n")


def _import_feedback(options: argparse.Namespace) -> None:
    feedback = read_feedback(options.source)
    rows = list(feedback_questions(feedback, _library(options.documents)))
    _write_rows(options.destination, rows)
    answers = [entry.verdict for entry in feedback if entry.excerpt is None]
    sys.stdout.write(
        f"{len(rows)} questions are in {options.destination}, from {len(feedback)} judgements. "
        f"Answers as a whole were judged right {answers.count(Verdict.RIGHT)} times and wrong "
        f"{answers.count(Verdict.WRONG)} times.\n"
        "None is complete: decide what each line lists under 'to_decide' and take that key out; "
        "then lint the set.\n"
    )


def _write_rows(destination: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    if destination.exists():
        raise ImportFormatError(f"{destination} is there already; name a new file.")
    try:
        write_text(destination, as_lines(rows))
    except OSError as error:
        raise ImportFormatError(
            f"{destination} cannot be written ({error.strerror}); name another file."
        ) from None


def _library(documents: Path | None) -> Library:
    return load_library(documents or Settings.from_environment().documents_dir)


def _year(text: str) -> str:
    if not (len(text) == 4 and text.isascii() and text.isdecimal() and text >= "0001"):
        raise argparse.ArgumentTypeError(f"{text!r} is no year of four digits")
    return text
