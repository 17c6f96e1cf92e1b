"""Fit the confidence of answers on a question set, and say how often it is wrong.

Each question is understood and searched as the product does; a logistic regression on the signs of
``qa.confidence`` then tells those that are answered from the others. The rates are those of a
cross-validation in which the questions of one chapter and family stay together. Questions that are
refused whatever the confidence (only organisations or years outside the corpus are asked about)
take no part in the fit, and count as refused. Variants are not asked.

The coefficients are printed, to be written into ``qa/confidence.py``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from corpus.library import load_library
from embeddings.index import Index, open_index
from embeddings.progress import console_progress
from evals.metrics.abstention import auroc
from evals.run import OWN_SETS
from evals.score import clusters_of
from evals.testset import EvalQuestion, load_questions
from qa.confidence import Signs, asks_outside, read_signs
from qa.followup import make_whole
from qa.question import understand
from qa.retrieve import rank
from settings import Settings, UserError

FALSE_REFUSALS = 0.05
"""The share of answerable questions that may be refused."""
_FOLDS = 10
_INVERSE_REGULARISATION = 0.5


class CalibrationError(UserError):
    """A question set on which nothing can be fitted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was searched.

    Attributes:
        answerable: Whether the corpus answers it.
        cluster: Chapter and family, which belong together.
        signs: What the confidence is read from; ``None`` where it is refused in any case.
    """

    answerable: bool
    cluster: str
    signs: Signs | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fit, and its rates by cross-validation.

    Attributes:
        coefficients: One per sign.
        intercept: Added to their sum.
        threshold: The highest at which no more than ``FALSE_REFUSALS`` are refused wrongly.
        refused: Share of the unanswerable questions that are refused there.
        falsely_refused: Share of the answerable ones.
        auroc: Area under the curve of the confidences.
    """

    coefficients: Signs
    intercept: float
    threshold: float
    refused: float
    falsely_refused: float
    auroc: float


def calibrate(asked: Sequence[Asked]) -> Calibration:
    """Fit the confidence.

    Raises:
        CalibrationError: There are fewer than ``_FOLDS`` clusters, or not both kinds of questions.
    """
    read = [question for question in asked if question.signs is not None]
    signs = np.array([astuple(q.signs) for q in read if q.signs is not None], dtype=np.float64)
    answerable = np.array([question.answerable for question in read])
    clusters = np.unique([question.cluster for question in read], return_inverse=True)[1]
    if len(set(clusters.tolist())) < _FOLDS or len(set(answerable.tolist())) < 2:
        raise _unfit(len(read))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=_INVERSE_REGULARISATION))
    held_out = cross_val_predict(
        model, signs, answerable, groups=clusters, cv=GroupKFold(_FOLDS), method="predict_proba"
    )[:, 1]
    confidences = {id(q): float(c) for q, c in zip(read, held_out, strict=True)}
    yes = np.array([confidences.get(id(q), 0.0) for q in asked if q.answerable])
    no = np.array([confidences.get(id(q), 0.0) for q in asked if not q.answerable])
    threshold = float(np.quantile(yes, FALSE_REFUSALS, method="lower"))
    area = auroc(yes.tolist(), no.tolist())
    if area is None:
        raise _unfit(len(read))
    coefficients, intercept = _unscaled(model.fit(signs, answerable))
    return Calibration(
        coefficients=Signs(*coefficients.tolist()),
        intercept=intercept,
        threshold=threshold,
        refused=float((no < threshold).mean()),
        falsely_refused=float((yes < threshold).mean()),
        auroc=area,
    )


def _unfit(count: int) -> CalibrationError:
    return CalibrationError(
        f"The confidence cannot be fitted on {count} questions; give a set of answerable and "
        f"unanswerable ones from at least {_FOLDS} chapters."
    )


def _unscaled(model: Pipeline) -> tuple[npt.NDArray[np.float64], float]:
    """Coefficients and intercept for signs as they are, not standardised."""
    scaler, regression = model[0], model[-1]
    coefficients = regression.coef_[0] / scaler.scale_
    return coefficients, float(regression.intercept_[0] - coefficients @ scaler.mean_)


def ask(questions: Sequence[EvalQuestion], index: Index) -> list[Asked]:
    """Understand and search every question that is no variant."""
    originals = [question for question in questions if question.variant_of is None]
    clusters = clusters_of(questions, index.library)
    return [_ask(question, clusters[question.id], index) for question in originals]


def _ask(question: EvalQuestion, cluster: str, index: Index) -> Asked:
    library = index.library
    known = library.catalogue.organisations
    whole = make_whole(question.question, question.history, known)
    understood = understand(whole, known, index.words.spelling.correct, library.years)
    if asks_outside(understood):
        return Asked(question.answerable, cluster, None)
    vector = index.embedder.encode_query(understood.search_text)
    named = [organisation.id for organisation in understood.organisations]
    ranking = rank(index, understood.search_text, vector, named)
    return Asked(question.answerable, cluster, read_signs(understood, ranking, index))


def in_words(calibration: Calibration) -> str:
    """The coefficients and rates, one a line."""
    lines = [f"{name:16} {value:7.2f}" for name, value in asdict(calibration.coefficients).items()]
    lines.append(f"{'intercept':16} {calibration.intercept:7.2f}")
    lines.append(
        f"At {calibration.threshold:.2f}, {calibration.refused:.1%} of the unanswerable questions "
        f"are refused and {calibration.falsely_refused:.1%} of the answerable ones; AUROC "
        f"{calibration.auroc:.3f} (cross-validated)."
    )
    return "\n".join(lines) + "\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--questions", type=Path, default=OWN_SETS / "dev.jsonl", help="default: the project's dev"
    )


def run_command(options: argparse.Namespace) -> int:
    """Run the command: print the fit."""
    settings = Settings.from_environment()
    library = load_library(settings.documents_dir)
    questions = load_questions(options.questions, library)
    with console_progress() as report:
        index = open_index(library, settings, report=report)
    sys.stdout.write(in_words(calibrate(ask(questions, index))))
    index.close()
    return 0
