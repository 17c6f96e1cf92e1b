import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.paired import Difference, compare_auroc, compare_means

SHARES = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([0.0, 0.5, 1.0])))


def test_means_and_change_are_those_worked_out_by_hand():
    # Before: (0 + 1 + .5 + .5) / 4 = .5; after: (1 + 1 + .5 + .5) / 4 = .75.
    found = compare_means([0, 1, 0.5, 0.5], [1, 1, 0.5, 0.5], list("abcd"))
    assert (found.before, found.after, found.change, found.n) == (0.5, 0.75, 0.25, 4)


def test_a_single_changed_question_says_nothing():
    # Whichever way its two values are swapped, the change is as large: p = 1.
    assert compare_means([0, 1, 1], [1, 1, 1], list("abc")).p == 1


def test_the_p_value_of_eight_equal_changes_is_that_of_eight_tosses_alike():
    # 2 of the 2 ** 8 ways to swap keep all eight on one side: p = 2 / 256 = .0078.
    found = compare_means([0] * 8, [1] * 8, list("abcdefgh"))
    assert found.p == pytest.approx(2 / 256, abs=0.003)


def test_the_interval_spans_a_change_that_could_be_chance_and_not_one_that_all_share():
    mixed = compare_means([0, 1] * 10, [1, 0] * 10, [str(i) for i in range(20)])
    assert mixed.low < 0 < mixed.high
    shared = compare_means([0] * 20, [1] * 20, [str(i) for i in range(20)])
    assert (shared.low, shared.high) == (1, 1)


def test_clusters_widen_the_interval():
    before, after = [0.0] * 20, [1.0] * 10 + [0.0] * 10
    apart = compare_means(before, after, [str(i) for i in range(20)])
    together = compare_means(before, after, ["a"] * 10 + ["b"] * 10)
    assert together.high - together.low > apart.high - apart.low


def test_one_cluster_gives_no_interval():
    found = compare_means([0, 1], [1, 1], ["a", "a"])
    assert (found.low, found.high) == (None, None)


def test_the_same_seed_gives_the_same_result():
    arguments = ([0, 0.3, 1, 0.2], [0.4, 0.1, 1, 0.9], list("abcd"))
    assert compare_means(*arguments, seed=3) == compare_means(*arguments, seed=3)


@given(SHARES.filter(bool))
def test_turning_the_runs_round_turns_the_change_round(pairs):
    before, after = zip(*pairs, strict=True)
    clusters = [str(i) for i in range(len(pairs))]
    there = compare_means(before, after, clusters)
    back = compare_means(after, before, clusters)
    assert back.change == pytest.approx(-there.change)
    assert back.p == pytest.approx(there.p)
    assert 0 < there.p <= 1


def test_auroc_is_that_worked_out_by_hand():
    # Answerable: .9 and .4; unanswerable: .5. Before: .9 wins, .4 loses: 1/2.
    # After: .9 wins, .5 ties with .5: 1.5 / 2 = .75.
    found = compare_auroc([0.9, 0.4, 0.5], [0.9, 0.5, 0.5], [True, True, False], list("abc"))
    assert (found.before, found.after, found.n) == (0.5, 0.75, 3)


def test_auroc_of_two_equal_runs_does_not_differ():
    confidences = [0.9, 0.4, 0.5, 0.1]
    kinds = [True, True, False, False]
    found = compare_auroc(confidences, confidences, kinds, list("abcd"))
    assert found == Difference(found.before, found.before, 0, 0, 1, 4)


def test_the_randomisation_of_auroc_swaps_whole_questions():
    # One answerable and one unanswerable question, (.2 → .8) and (.5 → .5). Before loses the
    # pair, after wins it. Swapping the answerable question turns the change round, swapping the
    # other one does nothing: the change is as large in all four cases.
    found = compare_auroc([0.2, 0.5], [0.8, 0.5], [True, False], ["a", "b"])
    assert (found.change, found.p) == (1, 1)


def test_a_clear_gain_in_auroc_is_no_chance():
    rng = np.random.default_rng(0)
    kinds = [True] * 30 + [False] * 30
    before = rng.random(60).tolist()
    after = [
        0.5 + 0.5 * value if kind else 0.5 * value
        for kind, value in zip(kinds, before, strict=False)
    ]
    found = compare_auroc(before, after, kinds, [str(i) for i in range(60)])
    assert found.after == 1
    assert found.p < 0.01
    assert found.low > 0
