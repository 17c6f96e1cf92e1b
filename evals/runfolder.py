"""The folder of one run: what is in it, and how it is written without ever being half right.

::

    answers.jsonl   the answer records, in the order of the questions; grows while the run lasts
    settings.json   what the run was made with (``evals.provenance``); written first
    run.trec        the ranked passages of every question, in TREC's format
    metrics.json    every figure: summary, groups, per question
    report.html     the same for a reader
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from evals.provenance import differences
from evals.score import Estimate, Scores, read_records
from settings import UserError

ANSWERS = "answers.jsonl"
SETTINGS = "settings.json"
TREC = "run.trec"
METRICS = "metrics.json"
REPORT = "report.html"
_LOCK = ".lock"


class RunFolderError(UserError):
    """A run's folder that cannot be written, continued or read."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What comparing two runs has to know of a question.

    Attributes:
        question: The question.
        answerable: Whether the documents answer it.
        variant_of: Id of the question that it puts otherwise, if any.
        cluster: Questions of a cluster are resampled together.
        confidence: How sure the answer was that the documents answer it, 0 to 1.
    """

    question: str
    answerable: bool
    variant_of: str | None
    cluster: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run with its figures.

    Attributes:
        folder: Where it is kept.
        settings: What it was made with.
        scores: Its figures.
        questions: Question id → what was asked, in order.
    """

    folder: Path
    settings: Mapping[str, Any]
    scores: Scores
    questions: Mapping[str, AskedQuestion]


class RunFolder:
    """Writes one run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Create the folder and keep other runs out of it.

        Raises:
            RunFolderError: It cannot be created, or another run is writing there.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path / _LOCK, timeout=0):
                yield
        except Timeout:
            raise RunFolderError(
                f"Another run is writing to {self.path}; wait for it, or give another folder."
            ) from None
        except OSError as error:
            raise RunFolderError(
                f"{self.path} cannot be written ({error.strerror or error}); give another folder."
            ) from error

    def resume(self, settings: Mapping[str, Any], ids: Sequence[str]) -> list[dict[str, Any]]:
        """Return the records that a stopped run left, or make the folder ready for a new run.

        Args:
            settings: What the run is to be made with.
            ids: The questions to be asked, in order.

        Raises:
            RunFolderError: The folder holds a run of other settings or of other questions, or
                files that no run left there.
        """
        answers = self.path / ANSWERS
        if not (self.path / SETTINGS).exists():
            for name in (ANSWERS, TREC, METRICS, REPORT):
                if (self.path / name).exists():
                    raise RunFolderError(
                        f"{self.path} holds {name} but no {SETTINGS}, so nobody can say what it "
                        "was made with; give an empty folder."
                    )
            self._replace(SETTINGS, _as_json(settings))
            return []
        found = differences(_read_json(self.path / SETTINGS), settings)
        if found:
            raise RunFolderError(
                f"{self.path} holds a run with other settings ({', '.join(found)}); give another "
                "folder, or delete this one."
            )
        _drop_torn_line(answers)
        records = read_records(answers) if answers.exists() and answers.stat().st_size else []
        given = [record["id"] for record in records]
        if given != list(ids[: len(given)]):
            raise RunFolderError(
                f"The answers in {answers} do not stand in the order of the questions; delete "
                f"{self.path} and run again."
            )
        return records

    def append(self, record: Mapping[str, Any]) -> None:
        """Add one answer record; a kill leaves at most its own line torn."""
        line = json.dumps(record, ensure_ascii=False) + "\n"
        with (self.path / ANSWERS).open("ab") as file:
            file.write(line.encode())

    def finish(self, run: FinishedRun, records: Sequence[Mapping[str, Any]], report: str) -> None:
        """Write the ranked passages, the report, and last the figures."""
        scores = run.scores
        self._replace(TREC, trec_run(records))
        self._replace(REPORT, report)
        metrics = {
            "summary": _plain(scores.summary),
            "groups": {name: _plain(group) for name, group in scores.groups.items()},
            "per_question": {key: dict(values) for key, values in scores.per_question.items()},
            "questions": {key: asdict(asked) for key, asked in run.questions.items()},
        }
        self._replace(METRICS, _as_json(metrics))

    def _replace(self, name: str, text: str) -> None:
        """Write a file whole or not at all."""
        aside = self.path / f".{name}.new"
        aside.write_bytes(text.encode())
        aside.replace(self.path / name)


def trec_run(records: Sequence[Mapping[str, Any]], tag: str = "hvem-mener-hva") -> str:
    """The ranked passages as a TREC run: question, Q0, passage, rank from 1, score, tag."""
    lines = [
        f"{record['id']} Q0 {result['passage']} {rank} {result['score']} {tag}\n"
        for record in records
        for rank, result in enumerate(record["retrieved"], start=1)
    ]
    return "".join(lines)


def load_run(folder: Path) -> FinishedRun:
    """Read a finished run.

    Raises:
        RunFolderError: There is none in the folder, or its files are damaged.
    """
    metrics = _read_json(folder / METRICS)
    settings = _read_json(folder / SETTINGS)
    try:
        scores = Scores(
            per_question={
                key: {name: float(value) for name, value in values.items()}
                for key, values in metrics["per_question"].items()
            },
            summary=_estimates(metrics["summary"]),
            groups={key: _estimates(group) for key, group in metrics["groups"].items()},
        )
        questions = {key: AskedQuestion(**given) for key, given in metrics["questions"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RunFolderError(
            f"{folder / METRICS} is not what `python -m evals run` writes ({error!r}); run again."
        ) from error
    return FinishedRun(folder, settings, scores, questions)


def _estimates(given: Mapping[str, Mapping[str, Any]]) -> dict[str, Estimate]:
    return {name: Estimate(**values) for name, values in given.items()}


def _plain(estimates: Mapping[str, Estimate]) -> dict[str, dict[str, Any]]:
    return {name: asdict(estimate) for name, estimate in estimates.items()}


def _as_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _read_json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise RunFolderError(
            f"{path} does not exist; give the folder of a run that `python -m evals run` finished."
        ) from None
    except OSError as error:
        raise RunFolderError(f"{path} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise RunFolderError(f"{path} is not JSON ({error}); run again.") from error
    if not isinstance(value, dict):
        raise RunFolderError(f"{path} holds no JSON object; run again.")
    return value


def _drop_torn_line(path: Path) -> None:
    """Cut off a last line that a kill left without its end."""
    if not path.exists():
        return
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        os.truncate(path, len(whole))
