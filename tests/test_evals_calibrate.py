from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.calibrate import FALSE_REFUSALS, Asked, CalibrationError, calibrate, in_words
from qa.confidence import Signs


def asked(*, answerable: bool, closeness: float, cluster: int) -> Asked:
    signs = Signs(closeness, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    return Asked(answerable, f"chapter {cluster}", signs)


def questions(seed: int = 0, *, distance: float = 4.0) -> list[Asked]:
    """100 of each kind in 20 chapters; closeness differs by some standard deviations."""
    rng = np.random.default_rng(seed)
    return [
        asked(
            answerable=answerable,
            closeness=float(rng.normal(distance * answerable)),
            cluster=i % 20,
        )
        for i in range(100)
        for answerable in (True, False)
    ]


def test_what_parts_the_questions_is_found_and_what_says_nothing_is_not() -> None:
    fit = calibrate(questions())
    assert fit.coefficients.closeness > 1
    assert fit.coefficients.granted == 0
    assert fit.auroc > 0.99
    assert fit.refused > 0.95


@settings(max_examples=25)  # each fits the model five times over
@given(st.integers(0, 50), st.sampled_from([0.0, 1.0, 3.0]))
def test_no_more_than_allowed_are_refused_wrongly(seed: int, distance: float) -> None:
    fit = calibrate(questions(seed, distance=distance))
    assert fit.falsely_refused <= FALSE_REFUSALS
    assert 0 <= fit.threshold <= 1


def test_what_is_refused_in_any_case_counts_as_refused_and_is_not_fitted() -> None:
    plain = calibrate(questions(distance=1.0))
    outside = [Asked(answerable=False, cluster="outside", signs=None)] * 100
    with_outside = calibrate([*questions(distance=1.0), *outside])
    assert with_outside.coefficients == plain.coefficients
    assert with_outside.threshold == plain.threshold
    assert with_outside.refused == pytest.approx((plain.refused + 1) / 2)


@pytest.mark.parametrize(
    "given_questions",
    [
        [],
        [q for q in questions() if q.answerable],
        [q for q in questions() if q.cluster < "chapter 12"],
    ],
)
def test_too_little_to_fit_on_is_refused_with_what_to_do(given_questions: list[Asked]) -> None:
    with pytest.raises(CalibrationError, match=r"cannot be fitted on \d+ questions; give"):
        calibrate(given_questions)


def test_the_figures_are_printed() -> None:
    text = in_words(calibrate(questions()))
    assert text.splitlines()[0].startswith("closeness ")
    assert "intercept" in text
    assert "(cross-validated)" in text
