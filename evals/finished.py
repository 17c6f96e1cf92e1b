"""A finished run: what it was made with, what was asked, and its figures; to JSON and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.score import Estimate, Scores
from settings import UserError

SETTINGS = "settings.json"
METRICS = "metrics.json"


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


def metrics_of(run: FinishedRun) -> dict[str, Any]:
    """The content of ``metrics.json``."""
    scores = run.scores
    return {
        "summary": _plain(scores.summary),
        "groups": {name: _plain(group) for name, group in scores.groups.items()},
        "per_question": {key: dict(values) for key, values in scores.per_question.items()},
        "questions": {key: asdict(asked) for key, asked in run.questions.items()},
    }


def load_run(folder: Path) -> FinishedRun:
    """Read a finished run.

    Raises:
        RunFolderError: There is none in the folder, or its files are damaged.
    """
    metrics = read_json(folder / METRICS)
    settings = read_json(folder / SETTINGS)
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
        if not {"file", "sha256", "limit"} <= settings["questions"].keys():
            raise KeyError("questions")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RunFolderError(
            f"{METRICS} or {SETTINGS} in {folder} is not what `python -m evals run` writes "
            f"({error!r}); run again."
        ) from error
    return FinishedRun(folder, settings, scores, questions)


def _estimates(given: Mapping[str, Mapping[str, Any]]) -> dict[str, Estimate]:
    return {name: Estimate(**values) for name, values in given.items()}


def _plain(estimates: Mapping[str, Estimate]) -> dict[str, dict[str, Any]]:
    return {name: asdict(estimate) for name, estimate in estimates.items()}


def as_json(value: Mapping[str, Any]) -> str:
    """A file's text."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        RunFolderError: There is none.
    """
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
