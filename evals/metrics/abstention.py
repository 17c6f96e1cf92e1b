"""SilentRight, refusals and AUROC: is "nothing found" said when, and only when, it is so?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


def silence_right(orgs: Sequence[str], silent: Sequence[str], statuses: Mapping[str, str]) -> float:
    """Mean of the share of ``silent`` reported silent and the share of ``orgs`` reported found.

    Args:
        orgs: Who says something.
        silent: Who says nothing; where nobody is, the share of ``orgs`` alone counts.
        statuses: Organisation id → "found" or "silent", for those that the answer reports on.
    """
    shares = [
        sum(statuses.get(organisation) == status for organisation in organisations)
        / len(organisations)
        for organisations, status in ((silent, "silent"), (orgs, "found"))
        if organisations
    ]
    return sum(shares) / len(shares) if shares else 0.0


def win_matrix(answerable: Sequence[float], unanswerable: Sequence[float]) -> NDArray[np.float64]:
    """For each pair of confidences 1 where the answerable question's is higher, ½ where equal.

    Returns:
        Shape (answerable, unanswerable).
    """
    high = np.asarray(answerable, np.float64)[:, None]
    low = np.asarray(unanswerable, np.float64)[None, :]
    return np.asarray((high > low) + 0.5 * (high == low), np.float64)


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> float | None:
    """Chance that an answerable question gets more confidence than an unanswerable one.

    The area under the ROC curve, as Mann and Whitney's U (Hanley and McNeil 1982); ``None`` without
    questions of both kinds.
    """
    if not answerable or not unanswerable:
        return None
    return float(win_matrix(answerable, unanswerable).mean())
