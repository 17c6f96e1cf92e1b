"""Ask every question of a set, score the answers, and write a report.

Without --questions, the project's own two sets are asked, each into a folder of its own: DIR/dev
and DIR/test. With these go the project's own labels, for StrengthRight. A run that was stopped goes
on where it was when the same command is given again.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from tqdm import tqdm

from corpus.library import Library, load_library
from embeddings.index import Index, open_index
from embeddings.progress import console_progress
from evals.arguments import positive
from evals.finished import AskedQuestion, FinishedRun
from evals.metrics.strength import LabelledSentence, load_labels
from evals.provenance import describe
from evals.report import render_report
from evals.runfolder import REPORT, RunFolder
from evals.score import Scores, clusters_of, in_words, score_answers
from evals.testset import EvalQuestion, load_questions
from qa.pipeline import answer_question
from qa.problems import QuestionError
from qa.render import answer_record
from qa.retrieve import DEFAULT_WEIGHTS, Weights
from settings import PROJECT_DIR, Settings, UserError

OWN_SETS = PROJECT_DIR / "evals" / "questions"
"""The folder of the project's own question sets, ``dev.jsonl`` and ``test.jsonl``."""
_OWN_NAMES = ("dev", "test")
OWN_LABELS = PROJECT_DIR / "evals" / "labels" / "strength.jsonl"
"""The project's own labelled sentences."""


class ConfigError(UserError):
    """A ``--config`` that sets no weight of retrieval."""


@dataclass(frozen=True, slots=True)
class Task:
    """Questions to be asked, and the folder for the run.

    Attributes:
        source: The file of questions.
        questions: Those to be asked, in order.
        limit: How many of the file's were wanted; ``None`` for all.
        folder: The folder of the run.
    """

    source: Path
    questions: tuple[EvalQuestion, ...]
    limit: int | None
    folder: RunFolder

    @property
    def ids(self) -> list[str]:
        """The ids of the questions."""
        return [question.id for question in self.questions]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--questions", type=Path, help="question set; default: the project's own")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the run")
    parser.add_argument("--limit", type=positive, metavar="N", help="ask the first N only")
    parser.add_argument(
        "--config",
        nargs="+",
        action="extend",
        default=[],
        metavar="KEY=VALUE",
        help=f"weights of retrieval: {', '.join(f.name for f in fields(Weights))}",
    )
    parser.add_argument(
        "--labels",
        type=Path,
        help="labelled sentences, for StrengthRight; default: the project's own with its own sets",
    )
    parser.add_argument(
        "--documents",
        type=Path,
        metavar="DIR",
        help="documents folder with a catalogue.toml (default: the shipped); set HMH_DATA_DIR too, "
        "so that its index is kept apart",
    )


def run_command(options: argparse.Namespace) -> int:
    """Run the command; everything given is checked before anything is written."""
    weights = parse_weights(options.config)
    settings = Settings.from_environment()
    if options.documents is not None:
        settings = replace(settings, documents_dir=options.documents)
    library = load_library(settings.documents_dir)
    source = options.labels or (OWN_LABELS if _is_own(options.questions) else None)
    labels = load_labels(source, library) if source else ()
    tasks = _tasks(options.questions, options.out, options.limit, library)
    with console_progress() as report:
        index = open_index(library, settings, report=report)
    for task in tasks:
        task.folder.check(describe(index, weights, task.source, task.limit), task.ids)
    for task in tasks:
        scores = run(task, index, weights=weights, labels=labels)
        path = task.folder.path / REPORT
        sys.stdout.write(f"{task.source.name}\n{in_words(scores)}Report: {path}\n\n")
    index.close()
    return 0


def run(
    task: Task,
    index: Index,
    *,
    weights: Weights = DEFAULT_WEIGHTS,
    labels: Sequence[LabelledSentence] = (),
) -> Scores:
    """Ask the questions that are still to be asked, score all answers, and write the run's folder.

    Args:
        task: The questions and the folder.
        index: What is searched.
        weights: How much each signal of retrieval counts.
        labels: Sentences labelled by hand, for StrengthRight.

    Raises:
        RunFolderError: The folder cannot be written or holds another run.
    """
    folder, questions = task.folder, task.questions
    with folder.held():
        settings = describe(index, weights, task.source, task.limit)
        settings, records = folder.resume(settings, task.ids)
        _ask_rest(task, records, index, weights)
        scores = score_answers(questions, records, index.library, labels=labels)
        asked = _asked(questions, records, index.library)
        finished = FinishedRun(folder.path, settings, scores, asked)
        report = render_report(finished, questions, records, index.library)
        folder.finish(finished, records, report)
    return scores


def _ask_rest(task: Task, records: list[dict[str, Any]], index: Index, weights: Weights) -> None:
    """Ask what no record answers yet, adding each record to the folder and to ``records``."""
    total, done = len(task.questions), len(records)
    rest = task.questions[done:]
    if not rest:
        return
    # The first question would wait for the model and the dictionaries to be loaded.
    ask(rest[0], index, weights)
    for question in tqdm(rest, desc=task.source.stem, initial=done, total=total, mininterval=1.0):
        record = ask(question, index, weights)
        task.folder.append(record)
        records.append(record)


def _asked(
    questions: Sequence[EvalQuestion], records: Sequence[Mapping[str, Any]], library: Library
) -> dict[str, AskedQuestion]:
    clusters = clusters_of(questions, library)
    return {
        question.id: AskedQuestion(
            question.question,
            question.answerable,
            question.variant_of,
            clusters[question.id],
            record["confidence"],
        )
        for question, record in zip(questions, records, strict=True)
    }


def ask(question: EvalQuestion, index: Index, weights: Weights) -> dict[str, Any]:
    """Ask one question, as the chat does; return its answer record.

    A question that the program declines to search for counts as a refusal, with its sentence.
    """
    try:
        answer = answer_question(
            question.question, index, history=question.history, weights=weights
        )
    except QuestionError as error:
        return _declined(question, str(error))
    return answer_record(answer, index.library, question.id)


def _declined(question: EvalQuestion, sentence: str) -> dict[str, Any]:
    return {
        "id": question.id,
        "question": question.question,
        "understood_as": "",
        "answered": False,
        "confidence": 0.0,
        "text": sentence,
        "organisations": [],
        "citations": [],
        "summary": [],
        "retrieved": [],
        "timings_ms": {},
    }


def parse_weights(pairs: Sequence[str]) -> Weights:
    """Read ``KEY=VALUE`` pairs; weights that are not given keep their defaults.

    Raises:
        ConfigError: A key is no weight or occurs twice, or a value is no number from 0 up.
    """
    known = [field.name for field in fields(Weights)]
    given: dict[str, float] = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        if key not in known:
            raise ConfigError(f"{key!r} is not a weight; the weights are {', '.join(known)}.")
        if key in given:
            raise ConfigError(f"The weight {key} is given twice; give it once.")
        given[key] = _weight(pair, value)
    return replace(DEFAULT_WEIGHTS, **given)


def _weight(pair: str, value: str) -> float:
    try:
        weight = float(value)
    except ValueError:
        weight = math.nan
    if not 0 <= weight < math.inf:
        raise ConfigError(f"{pair!r} sets no weight; write KEY=VALUE with a number from 0 up.")
    return weight


def _is_own(source: Path | None) -> bool:
    return source is None or source.resolve().parent == OWN_SETS.resolve()


def _tasks(source: Path | None, out: Path, limit: int | None, library: Library) -> list[Task]:
    places = {source: out} if source else {OWN_SETS / f"{n}.jsonl": out / n for n in _OWN_NAMES}
    return [
        Task(path, load_questions(path, library)[:limit], limit, RunFolder(folder))
        for path, folder in places.items()
    ]
