"""The baseline: per question set, the figures below which the program must not fall."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from settings import UserError

# Values are written with so many decimals, and a run holds the baseline that was made of it.
DECIMALS = 6
_TOLERANCE = 10.0**-DECIMALS


class BaselineError(UserError):
    """A baseline that is missing, malformed or of other questions than the run."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a run must reach in one metric.

    Attributes:
        value: What the baseline's run reached.
        direction: "higher" or "lower": which is better.
        margin: How far a run may fall behind, 0 or more.
    """

    value: float
    direction: str
    margin: float

    def allows(self, found: float) -> bool:
        """Whether a value is good enough."""
        behind = self.value - found if self.direction == "higher" else found - self.value
        return behind <= self.margin + _TOLERANCE


@dataclass(frozen=True, slots=True)
class SetBaseline:
    """The bounds of one question set.

    Attributes:
        questions: SHA-256, in hexadecimal, of the question file.
        metrics: Metric → its bound.
    """

    questions: str
    metrics: Mapping[str, Bound]


def read_baseline(path: Path) -> dict[str, SetBaseline]:
    """Read a baseline.

    Raises:
        BaselineError: It is missing or malformed; the sentence says where.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise BaselineError(
            f"{path} cannot be read ({error.strerror}); make a baseline with --write."
        ) from None
    except ValueError as error:
        raise BaselineError(f"{path} is not JSON ({error}); mend it.") from None
    try:
        return {name: _set_baseline(path, name, given) for name, given in content.items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise BaselineError(
            f"{path} is no baseline ({error!r}); make a new one with --write."
        ) from error


def _set_baseline(path: Path, name: str, given: Mapping[str, Any]) -> SetBaseline:
    bounds = {metric: Bound(**values) for metric, values in given["metrics"].items()}
    for metric, bound in bounds.items():
        where = f"{path}: {name}, {metric}"
        if bound.direction not in ("higher", "lower"):
            raise BaselineError(
                f"{where}: direction is {bound.direction!r}; write higher or lower."
            )
        for key, number in (("value", bound.value), ("margin", bound.margin)):
            if not isinstance(number, int | float) or not math.isfinite(number):
                raise BaselineError(f"{where}: {key} is {number!r}; write a number.")
        if bound.margin < 0:
            raise BaselineError(f"{where}: margin is {bound.margin}; write a number from 0 up.")
    return SetBaseline(str(given["questions"]), bounds)


def write_baseline(path: Path, baseline: Mapping[str, SetBaseline]) -> None:
    """Write a baseline.

    Raises:
        BaselineError: The file cannot be written.
    """
    content = {name: asdict(bounds) for name, bounds in baseline.items()}
    try:
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise BaselineError(f"{path} cannot be written ({error.strerror}).") from None
