"""Fail where a run falls below the baseline.

A baseline holds, for each question set, the metrics that must not fall: the value that was
reached, whether higher or lower is better, and the margin by which a run may fall behind it. DIR is
the folder of one run, or holds the folders of several. --write makes the runs the new baseline.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from evals.baseline import (
    DECIMALS,
    BaselineError,
    Bound,
    SetBaseline,
    read_baseline,
    write_baseline,
)
from evals.finished import METRICS, FinishedRun, load_run
from settings import PROJECT_DIR

DEFAULT_BASELINE = PROJECT_DIR / "evals" / "baseline.json"

# The metrics of a new baseline. What must hold for every citation has no margin; the others have
# room for another machine's rounding and for a change that loses little here and wins elsewhere.
_GATED = {
    "Verbatim": ("higher", 0.0),
    "OrgAttribution": ("higher", 0.0),
    "SentenceCited": ("higher", 0.02),
    "OrgScope": ("higher", 0.02),
    "CitRecall": ("higher", 0.02),
    "CitPrecision": ("higher", 0.02),
    "CitHit@1": ("higher", 0.03),
    "Hit@1": ("higher", 0.03),
    "R@5": ("higher", 0.02),
    "nDCG@10": ("higher", 0.02),
    "SilentRight": ("higher", 0.03),
    "StrengthRight": ("higher", 0.02),
    "Refusal": ("higher", 0.05),
    "FalseRefusal": ("lower", 0.03),
    "AUROC": ("higher", 0.03),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder of a run, or of several")
    parser.add_argument(
        "--baseline", type=Path, default=DEFAULT_BASELINE, metavar="FILE", help="the baseline"
    )
    parser.add_argument(
        "--write", action="store_true", help="make the run the baseline instead of checking it"
    )


def run_command(options: argparse.Namespace) -> int:
    """Run the command; the exit status is 1 where a metric falls below its bound."""
    runs = _runs(options.folder)
    if options.write:
        known = read_baseline(options.baseline) if options.baseline.exists() else {}
        write_baseline(options.baseline, {**known, **new_baseline(runs, known)})
        sys.stdout.write(f"{options.baseline} holds {', '.join(runs)} as the baseline.\n")
        return 0
    baseline = read_baseline(options.baseline)
    failures = [failure for name, run in runs.items() for failure in check(name, run, baseline)]
    for failure in failures:
        sys.stderr.write(failure + "\n")
    if not failures:
        counted = sum(len(baseline[name].metrics) for name in runs)
        sys.stdout.write(f"{counted} figures of {', '.join(runs)} hold the baseline.\n")
    return 1 if failures else 0


def check(name: str, run: FinishedRun, baseline: Mapping[str, SetBaseline]) -> list[str]:
    """Hold a run against its baseline; return a sentence for each metric that falls below.

    Args:
        name: The question set, such as ``dev``.
        run: The run.
        baseline: Question set → its bounds.

    Raises:
        BaselineError: The baseline knows nothing of these questions.
    """
    if name not in baseline:
        raise BaselineError(f"The baseline has no set {name!r}; add it with --write.")
    bounds = baseline[name]
    if bounds.questions != run.settings["questions"]["sha256"]:
        raise BaselineError(
            f"The baseline of {name} was made with other questions than {run.folder}; make a new "
            "one with --write."
        )
    failures = []
    for metric, bound in bounds.metrics.items():
        estimate = run.scores.summary.get(metric)
        if estimate is None or estimate.mean is None:
            failures.append(f"{name}: {metric} is missing; the baseline has {bound.value:.3f}.")
        elif not bound.allows(estimate.mean):
            side = "below" if bound.direction == "higher" else "above"
            failures.append(
                f"{name}: {metric} is {estimate.mean:.4f}, {side} the baseline's "
                f"{bound.value:.4f} by more than {bound.margin:g}."
            )
    return failures


def new_baseline(
    runs: Mapping[str, FinishedRun], known: Mapping[str, SetBaseline]
) -> dict[str, SetBaseline]:
    """Make runs the baseline; a known baseline keeps its margins and its metrics.

    Metrics that came to be gated after it was made are added.

    Raises:
        BaselineError: A run lacks a metric of the known baseline.
    """
    made = {}
    for name, run in runs.items():
        means = {key: value.mean for key, value in run.scores.summary.items()}
        rules = {key: rule for key, rule in _GATED.items() if means.get(key) is not None}
        if name in known:
            rules |= {key: (b.direction, b.margin) for key, b in known[name].metrics.items()}
        bounds = {}
        for metric, (direction, margin) in rules.items():
            mean = means.get(metric)
            if mean is None:
                raise BaselineError(
                    f"{run.folder} has no {metric}, which the baseline of {name} holds; take it "
                    "out of the baseline first."
                )
            bounds[metric] = Bound(round(mean, DECIMALS), direction, margin)
        made[name] = SetBaseline(run.settings["questions"]["sha256"], bounds)
    return made


def _runs(folder: Path) -> dict[str, FinishedRun]:
    """The run in a folder, or those in its folders, by the name of their question set."""
    inner = sorted(path.parent for path in folder.glob(f"*/{METRICS}"))
    paths = inner if inner and not (folder / METRICS).exists() else [folder]
    runs: dict[str, FinishedRun] = {}
    for path in paths:
        run = load_run(path)
        questions = run.settings["questions"]
        name = Path(questions["file"]).stem
        if questions["limit"] is not None:
            raise BaselineError(
                f"{path} asked only the first {questions['limit']} questions; run without --limit."
            )
        if name in runs:
            raise BaselineError(f"{runs[name].folder} and {path} both asked {name}; name one.")
        runs[name] = run
    return runs
