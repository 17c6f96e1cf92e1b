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
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from evals.finished import (
    METRICS,
    SETTINGS,
    FinishedRun,
    RunFolderError,
    as_json,
    metrics_of,
    read_json,
)
from evals.provenance import differences
from evals.score import read_records

ANSWERS = "answers.jsonl"
TREC = "run.trec"
REPORT = "report.html"
_LOCK = ".lock"


class RunFolder:
    """Writes one run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def check(self, settings: Mapping[str, Any], ids: Sequence[str]) -> None:
        """Refuse what cannot be written here; nothing is changed.

        Args:
            settings: What the run is to be made with.
            ids: The questions to be asked, in order.

        Raises:
            RunFolderError: The folder holds a run of other settings, or files without settings,
                or an id does not fit into a TREC run.
        """
        for identifier in ids:
            if len(identifier.split()) != 1:
                raise RunFolderError(
                    f"The id {identifier!r} has white space, which parts the columns of {TREC}; "
                    "write it without."
                )
        if self.path.exists() and not self.path.is_dir():
            raise RunFolderError(f"{self.path} is no folder; give another one.")
        if (self.path / SETTINGS).exists():
            found = differences(read_json(self.path / SETTINGS), settings)
            if found:
                raise RunFolderError(
                    f"{self.path} holds a run with other settings ({', '.join(found)}); give "
                    "another folder, or delete this one."
                )
            return
        for name in (ANSWERS, TREC, METRICS, REPORT):
            if (self.path / name).exists():
                raise RunFolderError(
                    f"{self.path} holds {name} but no {SETTINGS}, so nobody can say what it was "
                    "made with; give an empty folder."
                )

    @contextmanager
    def held(self) -> Iterator[None]:
        """Create the folder and keep other runs out of it.

        Raises:
            RunFolderError: It cannot be created, or another run is writing there.
        """
        with self._writing():
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / _LOCK, timeout=0)
            try:
                lock.acquire()
            except Timeout:
                raise RunFolderError(
                    f"Another run is writing to {self.path}; wait for it, or give another folder."
                ) from None
        try:
            yield
        finally:
            lock.release()

    def resume(
        self, settings: Mapping[str, Any], ids: Sequence[str]
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Go on where a stopped run was, or begin one.

        Args:
            settings: What the run is to be made with; written down where it is a new one.
            ids: The questions to be asked, in order.

        Returns:
            The settings that the run was begun with, and the records that it has.

        Raises:
            RunFolderError: As ``check``; or the records are not those of the first questions.
        """
        self.check(settings, ids)
        if not (self.path / SETTINGS).exists():
            self._replace(SETTINGS, as_json(settings))
        begun = read_json(self.path / SETTINGS)
        answers = self.path / ANSWERS
        with self._writing():
            _drop_torn_line(answers)
        records = read_records(answers) if answers.exists() and answers.stat().st_size else []
        if [record["id"] for record in records] != list(ids[: len(records)]):
            raise RunFolderError(
                f"The answers in {answers} do not stand in the order of the questions; delete "
                f"{self.path} and run again."
            )
        return begun, records

    def append(self, record: Mapping[str, Any]) -> None:
        """Add one answer record; a kill leaves at most its own line torn."""
        line = json.dumps(record, ensure_ascii=False) + "\n"
        with self._writing(), (self.path / ANSWERS).open("ab") as file:
            file.write(line.encode())

    def finish(self, run: FinishedRun, records: Sequence[Mapping[str, Any]], report: str) -> None:
        """Write the ranked passages, the report, and last the figures."""
        self._replace(TREC, trec_run(records))
        self._replace(REPORT, report)
        self._replace(METRICS, as_json(metrics_of(run)))

    def _replace(self, name: str, text: str) -> None:
        """Write a file whole or not at all."""
        aside = self.path / f".{name}.new"
        with self._writing():
            aside.write_bytes(text.encode())
            aside.replace(self.path / name)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise RunFolderError(
                f"{self.path} cannot be written ({error.strerror or error}); make room or rights "
                "there, or give another folder."
            ) from error


def trec_run(records: Sequence[Mapping[str, Any]], tag: str = "hvem-mener-hva") -> str:
    """The ranked passages as a TREC run: question, Q0, passage, rank from 1, score, tag."""
    lines = [
        f"{record['id']} Q0 {result['passage']} {rank} {result['score']} {tag}\n"
        for record in records
        for rank, result in enumerate(record["retrieved"], start=1)
    ]
    return "".join(lines)


def _drop_torn_line(path: Path) -> None:
    """Cut off a last line that a kill left without its end."""
    if not path.exists():
        return
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        os.truncate(path, len(whole))
