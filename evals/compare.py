"""Hold two runs against each other, question by question.

Printed are every metric with its change, interval and p value, and the questions that changed, best
and worst first. Values are means over the questions that both runs asked, in which each question
counts the same, however many citations or sentences it has; variants stand apart.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.finished import AskedQuestion, FinishedRun, load_run
from evals.paired import Difference, compare_auroc, compare_means
from settings import UserError

# What a question's answer is judged by, in this order.
_DECIDING = ("CitRecall", "Refusal", "SilentRight", "CitPrecision", "R@5", "nDCG@10")
_SHOWN = 20
_TOLERANCE = 1e-9


class ComparisonError(UserError):
    """Two runs that cannot be held against each other."""


@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """A question that went otherwise.

    Attributes:
        id: Its id.
        question: Its words.
        changes: Metric → value before and after, for the metrics that differ; those that the
            answer is judged by come first.
        size: Change of the first of these, for sorting.
    """

    id: str
    question: str
    changes: dict[str, tuple[float, float]]
    size: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("first", type=Path, metavar="DIR_A", help="folder of a run")
    parser.add_argument("second", type=Path, metavar="DIR_B", help="folder of another run")
    parser.add_argument("--seed", type=int, default=0, help="of the random numbers (default: 0)")
    parser.add_argument(
        "--show",
        type=int,
        default=_SHOWN,
        metavar="N",
        help=f"changed questions (default {_SHOWN})",
    )


def run_command(options: argparse.Namespace) -> int:
    """Run the command."""
    first, second = load_run(options.first), load_run(options.second)
    ids = common_questions(first, second)
    for line in _lines(first, second, ids, options.seed, options.show):
        sys.stdout.write(line + "\n")
    return 0


def common_questions(first: FinishedRun, second: FinishedRun) -> list[str]:
    """The ids of the questions that both runs asked, in the first run's order.

    Raises:
        ComparisonError: There are none, or an id stands for different questions.
    """
    ids = [identifier for identifier in first.questions if identifier in second.questions]
    if not ids:
        raise ComparisonError(
            f"{first.folder} and {second.folder} share no question; compare runs of one set."
        )
    for identifier in ids:
        one, other = first.questions[identifier], second.questions[identifier]
        if (one.question, one.answerable) != (other.question, other.answerable):
            raise ComparisonError(
                f"{identifier} is another question in {second.folder} than in {first.folder}; "
                "compare runs of one set."
            )
    return ids


def compare_metrics(
    first: FinishedRun, second: FinishedRun, ids: Sequence[str], *, seed: int = 0
) -> dict[str, Difference]:
    """Metric → how it differs over the questions for which both runs have it.

    Args:
        first: The run to start from.
        second: The run that is held against it.
        ids: Questions that both asked.
        seed: The same seed gives the same result.
    """
    before, after = first.scores.per_question, second.scores.per_question
    # A ceiling belongs to the questions and the passages, not to the answers.
    metrics = dict.fromkeys(
        name for i in ids for name in before[i] if not name.endswith(" ceiling")
    )
    differences = {}
    for metric in metrics:
        those = [i for i in ids if metric in before[i] and metric in after[i]]
        if those:
            differences[metric] = compare_means(
                [before[i][metric] for i in those],
                [after[i][metric] for i in those],
                [first.questions[i].cluster for i in those],
                seed=seed,
            )
    asked = [first.questions[i] for i in ids]
    if len({question.answerable for question in asked}) == 2:
        differences["AUROC"] = compare_auroc(
            [question.confidence for question in asked],
            [second.questions[i].confidence for i in ids],
            [question.answerable for question in asked],
            [question.cluster for question in asked],
            seed=seed,
        )
    return differences


def changed_questions(
    first: FinishedRun, second: FinishedRun, ids: Sequence[str]
) -> tuple[list[ChangedQuestion], list[ChangedQuestion]]:
    """The questions that went better, best first, and those that went worse, worst first."""
    changed = []
    for identifier in ids:
        before = first.scores.per_question[identifier]
        after = second.scores.per_question[identifier]
        deciding = [name for name in _DECIDING if name in before and name in after]
        changes = {
            name: (before[name], after[name])
            for name in deciding
            if abs(after[name] - before[name]) > _TOLERANCE
        }
        if changes:
            was, became = next(iter(changes.values()))
            question = first.questions[identifier].question
            changed.append(ChangedQuestion(identifier, question, changes, became - was))
    return _sorted(changed, lambda size: size > 0), _sorted(changed, lambda size: size < 0)


def _sorted(
    changed: Sequence[ChangedQuestion], wanted: Callable[[float], bool]
) -> list[ChangedQuestion]:
    """Those of the wanted direction; a change of a metric that decides earlier weighs more."""

    def order(question: ChangedQuestion) -> tuple[int, float, str]:
        first = next(iter(question.changes))
        return _DECIDING.index(first), -abs(question.size), question.id

    return sorted((question for question in changed if wanted(question.size)), key=order)


def _lines(
    first: FinishedRun, second: FinishedRun, ids: Sequence[str], seed: int, shown: int
) -> Iterator[str]:
    yield f"A  {_described(first)}"
    yield f"B  {_described(second)}"
    yield "Means over questions, each of which counts the same."
    apart = len(first.questions.keys() ^ second.questions.keys())
    if apart:
        yield f"{apart} questions that only one of them asked are left out."
    originals = [i for i in ids if _asked(first, i).variant_of is None]
    variants = [i for i in ids if _asked(first, i).variant_of is not None]
    for title, those in (("Questions", originals), ("Variants", variants)):
        if those:
            yield f"\n{title} ({len(those)})"
            yield from _table(compare_metrics(first, second, those, seed=seed))
    better, worse = changed_questions(first, second, ids)
    yield from _listed("Better", better, shown)
    yield from _listed("Worse", worse, shown)


def _described(run: FinishedRun) -> str:
    settings = run.settings
    weights = ", ".join(f"{name} {value:g}" for name, value in settings["weights"].items())
    return f"{run.folder}: {settings['questions']['file']}, {settings['model']['name']}, {weights}"


def _asked(run: FinishedRun, identifier: str) -> AskedQuestion:
    return run.questions[identifier]


def _table(differences: dict[str, Difference]) -> Iterator[str]:
    width = max(len(name) for name in differences)
    yield f"{'':{width}}       A       B  change      95 % interval       p     n"
    for name, found in differences.items():
        interval = "–"
        if found.low is not None and found.high is not None:
            interval = f"{found.low:+.3f} to {found.high:+.3f}"
        yield (
            f"{name:{width}}  {found.before:6.3f}  {found.after:6.3f}  {found.change:+6.3f}  "
            f"{interval:>16}  {found.p:6.4f}  {found.n:4}"
        )


def _listed(title: str, questions: Sequence[ChangedQuestion], shown: int) -> Iterator[str]:
    yield f"\n{title} ({len(questions)})"
    for question in questions[:shown]:
        changes = ", ".join(
            f"{name} {was:.2f} → {became:.2f}" for name, (was, became) in question.changes.items()
        )
        yield f"{question.id}  {question.question}\n    {changes}"
    if len(questions) > shown:
        yield f"and {len(questions) - shown} more; --show {len(questions)} shows them"
