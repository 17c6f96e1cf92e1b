"""Write what others read.

beir writes the passages, the questions and the judgements that follow from their gold as a BEIR
folder; trec writes these judgements as qrels.txt and, where answer records are given, what they
retrieved as run.trec.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.library import load_library
from evals.importers.beir import write_beir
from evals.importers.material import new_folder, write_text
from evals.importers.trec import qrels_lines
from evals.records import read_records
from evals.runfolder import trec_run
from evals.testset import load_questions
from settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("format", choices=("beir", "trec"))
    parser.add_argument("destination", type=Path, help="new folder")
    parser.add_argument("--questions", type=Path, required=True, help="question set")
    parser.add_argument("--documents", type=Path, help="documents folder of the set")
    parser.add_argument("--answers", type=Path, help="trec: answer records, for run.trec")


def run_command(options: argparse.Namespace) -> int:
    """Run the command; nothing is left behind where it fails."""
    library = load_library(options.documents or Settings.from_environment().documents_dir)
    questions = load_questions(options.questions, library)
    if options.format == "beir":
        write_beir(options.destination, library, questions, options.questions.stem)
    else:
        records = read_records(options.answers) if options.answers else []
        with new_folder(options.destination) as folder:
            write_text(folder / "qrels.txt", qrels_lines(questions, library))
            if records:
                write_text(folder / "run.trec", trec_run(records))
    sys.stdout.write(f"{len(questions)} questions are in {options.destination}.\n")
    return 0
