"""Every metric on numbers worked out by hand. Places are intervals of letters, end exclusive."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from corpus_examples import read
from evals_examples import make_library, write_lines
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import load_library
from corpus.strength import Strength
from evals.letters import Place, SourceTexts, read_source_text
from evals.metrics.abstention import auroc, silence_right, win_matrix
from evals.metrics.attribution import Attributed, cited_sentences, in_scope, rightly_attributed
from evals.metrics.citations import (
    citation_precision,
    citation_recall,
    failure_bound,
    first_hits,
    is_verbatim,
)
from evals.metrics.latency import stage_percentiles
from evals.metrics.overlap import Excerpt, GoldPlaces, hits, holds_half
from evals.metrics.ranking import (
    Ranked,
    in_order,
    names_in_order,
    ranking_measures,
    recall_at,
    recall_ceiling,
)
from evals.metrics.strength import load_labels, strength_right
from evals.metrics.support import is_supported
from evals.statements import Statement
from qa.jsonlines import LineError
from settings import Settings


def gold(*places: Place, document: str = "d") -> GoldPlaces:
    return GoldPlaces(document, places)


def excerpt(start: int, end: int, document: str = "d") -> Excerpt:
    return Excerpt(document, (start, end))


# Overlap


@pytest.mark.parametrize(
    ("excerpts", "held"),
    [
        ([], False),
        ([(0, 15)], True),  # holds 10–15: 5 of 10
        ([(0, 14)], False),  # 4 of 10
        ([(10, 13), (17, 20)], True),  # 3 + 3
        ([(10, 14), (11, 14)], False),  # the same 4 twice
        ([(12, 15), (10, 14)], True),  # 10–15, whatever their order
        ([(0, 10), (20, 30)], False),  # only touching
    ],
)
def test_half_of_a_quotation_lies_in_the_union_of_the_excerpts(
    excerpts: list[Place], held: bool
) -> None:
    assert holds_half(gold((10, 20)), [excerpt(*place) for place in excerpts]) is held


def test_the_occurrence_that_serves_best_counts_and_occurrences_do_not_add_up() -> None:
    twice = gold((10, 20), (100, 110))
    assert holds_half(twice, [excerpt(10, 13), excerpt(100, 105)])  # 5 of the second
    assert not holds_half(twice, [excerpt(10, 14), excerpt(100, 104)])  # 4 of each


def test_another_document_holds_nothing() -> None:
    assert not holds_half(gold((10, 20)), [excerpt(0, 90, "e")])
    assert not hits(excerpt(0, 90, "e"), gold((10, 20)))
    assert not hits(Excerpt("d", None), gold((10, 20)))


@pytest.mark.parametrize(
    ("place", "hit"),
    [
        ((15, 30), True),  # holds 5 of 10
        ((16, 30), False),  # 4 of 10, and 4 of its own 14
        ((16, 24), True),  # 4 of 10, but 4 of its own 8
        ((12, 14), True),  # lies inside
        ((16, 25), False),  # 4 of its own 9
        ((20, 22), False),
        ((15, 15), False),  # no letters at all
    ],
)
def test_an_excerpt_hits_by_half_of_either(place: Place, hit: bool) -> None:
    assert hits(excerpt(*place), gold((10, 20))) is hit


PLACES = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1]))


@given(PLACES, st.lists(PLACES, max_size=4), PLACES)
def test_one_more_excerpt_never_holds_less(place: Place, shown: list[Place], more: Place) -> None:
    before = [excerpt(*p) for p in shown]
    if holds_half(gold(place), before):
        assert holds_half(gold(place), [*before, excerpt(*more)])


@given(PLACES, PLACES)
def test_what_holds_half_hits(place: Place, shown: Place) -> None:
    if holds_half(gold(place), [excerpt(*shown)]):
        assert hits(excerpt(*shown), gold(place))


# Citations


def test_citation_recall_is_the_share_of_gold_that_is_held() -> None:
    three = [gold((0, 10)), gold((20, 30)), gold((40, 50))]
    # Held: the first whole, the second by 5 of 10; of the third 4 of 10.
    assert citation_recall(three, [excerpt(0, 25), excerpt(40, 44)]) == pytest.approx(2 / 3)
    assert citation_recall(three, []) == 0


def test_citation_precision_is_the_share_of_excerpts_that_hit() -> None:
    two = [gold((0, 10)), gold((20, 40))]
    # (0, 8) holds 8 of 10; (22, 25) lies inside; (12, 18) and (38, 60) hit nothing (2 of 20, of
    # 22).
    cited = [excerpt(0, 8), excerpt(22, 25), excerpt(12, 18), excerpt(38, 60)]
    assert citation_precision(two, cited) == 0.5
    assert citation_precision(two, []) == 0


def test_only_the_first_excerpt_counts_for_hit_at_1() -> None:
    one = [gold((0, 10))]
    assert first_hits(one, [excerpt(0, 10), excerpt(50, 60)]) == 1
    assert first_hits(one, [excerpt(50, 60), excerpt(0, 10)]) == 0
    assert first_hits(one, []) == 0


def test_verbatim_wants_the_slice_and_the_source() -> None:
    source = read_source_text(read("Vi støtter ikke bål.\nGebyret er 60 kro-\nner.\n"))
    assert source.document.text == "Vi støtter ikke bål. Gebyret er 60 kroner."
    assert is_verbatim(source, 0, 20, "Vi støtter ikke bål.")
    assert is_verbatim(source, 32, 42, "60 kroner.")
    assert not is_verbatim(source, 0, 20, "Vi støtter bål.")
    assert not is_verbatim(source, 0, 20, "vi støtter ikke bål.")  # not as it is written
    assert not is_verbatim(source, 1, 21, "Vi støtter ikke bål.")  # not where it is
    assert not is_verbatim(source, 32, 42, "90 kroner.")
    assert not is_verbatim(source, 33, 42, "0 kroner.")  # the slice, but of half a number
    assert not is_verbatim(source, 0, 0, "")
    assert not is_verbatim(source, -10, 42, source.document.text[-10:42])
    assert not is_verbatim(None, 0, 20, "Vi støtter ikke bål.")


def test_the_bound_after_no_failures_is_three_by_n() -> None:
    assert failure_bound(300) == 0.01
    assert failure_bound(2) == 1
    assert failure_bound(0) == 1


# Ranking


def ranked(*places: Place | None) -> list[Ranked]:
    return [Ranked(f"p{i}", 1 / (i + 1), Excerpt("d", place)) for i, place in enumerate(places)]


def test_passages_rank_by_score_and_ties_break_by_id() -> None:
    scores = {"c": 1, "a": 1, "b": 2, "d": 1}
    passages = [Ranked(name, score, excerpt(0, 1)) for name, score in scores.items()]
    assert [passage.id for passage in in_order(passages)] == ["b", "a", "c", "d"]


def test_recall_at_k_wants_half_in_one_passage() -> None:
    two = [gold((0, 10)), gold((20, 30))]
    # The first: 4 in one passage and 6 in the next, so held from k = 3 on. The second: k = 2.
    order = ranked((0, 4), (20, 26), (4, 10))
    assert [recall_at(k, two, order) for k in (1, 2, 3, 10)] == [0, 0.5, 1, 1]
    # 4 + 4 letters in two passages are half of nothing.
    assert recall_at(5, [gold((0, 10))], ranked((0, 4), (6, 10))) == 0
    assert recall_at(5, two, []) == 0


def test_the_ceiling_is_what_the_best_k_passages_hold() -> None:
    three = [gold((0, 10)), gold((12, 20)), gold((40, 50))]
    passages = [excerpt(30, 60), excerpt(0, 30), excerpt(60, 90)]
    assert recall_ceiling(1, three, passages) == pytest.approx(2 / 3)  # (0, 30) holds two
    assert recall_ceiling(2, three, passages) == 1
    # A quotation that is cut in three is in no passage.
    assert recall_ceiling(5, [gold((0, 99))], [excerpt(s, s + 33) for s in (0, 33, 66)]) == 0
    assert recall_ceiling(5, three, []) == 0


def test_a_passage_takes_the_name_of_the_first_gold_quotation_and_repeats_fall_out() -> None:
    two = [gold((0, 10)), gold((20, 30))]
    order = ranked((50, 60), (0, 30), (0, 8), (20, 30), None)
    # p1 holds both and is called after the first; p2 would be called so again.
    assert names_in_order(two, order) == ["passage p0", "0", "1", "passage p4"]


def test_ndcg_and_mrr_of_worked_rankings() -> None:
    measures = ranking_measures(
        {
            # Ranks 2 and 3 of two: (1/log2(3) + 1/log2(4)) / (1 + 1/log2(3))
            # = (0.630930 + 0.5) / 1.630930 = 0.693426
            "late": (2, ["passage x", "1", "0"]),
            # Rank 1 of two, the other missing: 1 / 1.630930 = 0.613147
            "half": (2, ["0", "passage x"]),
            # Rank 11 is beyond the cutoff.
            "far": (1, [*(f"passage {i}" for i in range(10)), "0"]),
            "none": (1, []),
            "all": (2, ["1", "0"]),
        }
    )
    assert measures["late"] == pytest.approx({"nDCG@10": 0.693426, "MRR@10": 0.5}, abs=1e-6)
    assert measures["half"] == pytest.approx({"nDCG@10": 0.613147, "MRR@10": 1}, abs=1e-6)
    assert measures["far"] == {"nDCG@10": 0, "MRR@10": 0}
    assert measures["none"] == {"nDCG@10": 0, "MRR@10": 0}
    assert measures["all"] == pytest.approx({"nDCG@10": 1, "MRR@10": 1})


def test_more_gold_than_ten_can_still_be_ranked_fully() -> None:
    # The best that ten places hold is what the ranking is measured by.
    measures = ranking_measures({"many": (12, [str(i) for i in range(12)])})
    assert measures["many"] == pytest.approx({"nDCG@10": 1, "MRR@10": 1})


def test_a_passage_with_the_number_of_a_gold_quotation_as_its_id_is_not_taken_for_it() -> None:
    names = names_in_order([gold((0, 10))], [Ranked("0", 1.0, excerpt(50, 60))])
    assert ranking_measures({"q": (1, names)})["q"] == {"nDCG@10": 0, "MRR@10": 0}


# Attribution


def statement(*numbers: int, named: str = "", heading: str = "", speakers: str = "") -> Statement:
    return Statement(
        text="…",
        numbers=numbers,
        named=frozenset(named.split()),
        speakers=frozenset((speakers or named or heading).split()),
        heading=frozenset(heading.split()),
    )


def test_of_sentences_about_organisations_those_with_a_number_that_exists_are_cited() -> None:
    citations = [Attributed(1, "nord", "nord"), Attributed(2, "sor", "sor")]
    statements = [
        statement(1, heading="nord"),
        statement(1, 2, named="nord sor"),
        statement(3, named="sor"),  # no such number
        statement(named="vest"),
        statement(2),  # about nobody, and so left out
    ]
    assert cited_sentences(statements, citations) == (2, 4)


def test_a_citation_must_be_its_organisations_in_document_and_text() -> None:
    citations = [
        Attributed(1, "nord", "nord"),  # right
        Attributed(2, "nord", "sor"),  # another's document
        Attributed(3, "sor", "sor"),  # below another's heading
        Attributed(4, "sor", "sor"),  # right: the sentence names it and another
        Attributed(5, "sor", "sor"),  # stands nowhere
        Attributed(6, "sor", "sor"),  # right once, wrong once
        Attributed(7, "ost", None),  # no such document
    ]
    statements = [
        statement(1, 2, 3, heading="nord"),
        statement(4, named="nord sor"),
        statement(6, heading="sor"),
        statement(6, heading="nord"),
        statement(7, named="ost"),
    ]
    assert rightly_attributed(statements, citations) == (2, 7)


def test_scope_goes_by_whose_document_is_cited() -> None:
    citations = [
        Attributed(1, "nord", "nord"),
        Attributed(2, "nord", "sor"),
        Attributed(3, "nord", None),
    ]
    assert in_scope(["nord", "vest"], citations) == (1, 3)
    assert in_scope(["nord"], []) == (0, 0)


# Abstention


def test_silence_is_the_mean_of_two_shares() -> None:
    statuses = {"a": "found", "b": "silent", "c": "silent", "d": "found"}
    # Silent: c of c, d, e (e is not reported on): 1/3. Found: a of a, b: 1/2. Mean 5/12.
    assert silence_right(["a", "b"], ["c", "d", "e"], statuses) == pytest.approx(5 / 12)
    assert silence_right(["a", "b"], [], statuses) == 0.5
    assert silence_right([], ["c"], statuses) == 1
    assert silence_right(["a"], ["c"], {}) == 0


def test_auroc_counts_pairs_that_are_in_order_and_ties_half() -> None:
    # Of 0.9, 0.5 against 0.5, 0.1: 0.9 wins twice, 0.5 ties once and wins once: 3.5 of 4.
    assert auroc([0.9, 0.5], [0.5, 0.1]) == 0.875
    assert win_matrix([0.9, 0.5], [0.5, 0.1]).tolist() == [[1, 1], [0.5, 1]]
    assert auroc([0.2], [0.7]) == 0
    assert auroc([], [0.7]) is None
    assert auroc([0.7], []) is None


CONFIDENCES = st.lists(st.floats(0, 1), min_size=1, max_size=8)


@given(CONFIDENCES, CONFIDENCES)
def test_auroc_of_the_two_kinds_exchanged_is_what_it_lacks_of_one(
    high: list[float], low: list[float]
) -> None:
    area, exchanged = auroc(high, low), auroc(low, high)
    assert area is not None
    assert exchanged is not None
    assert math.isclose(area + exchanged, 1)


# Support


@pytest.mark.parametrize(
    ("sentence", "supported"),
    [
        ("Gebyret er 60 kroner [1].", True),  # the number of the citation is none of its own
        ("Gebyret er 90 kroner [1].", False),
        ("Gebyret gjelder fra mai [1].", True),
        ("Gebyret gjelder fra juni [1].", False),
        ("Det gjelder i Bergen [1].", True),
        ("Det gjelder i Oslo [1].", False),
        ("Oslo har gebyr [1].", True),  # a first word with a capital may be any word
        ("Nordlaget mener at Nordlaget har rett [1].", True),  # the one who speaks
        ("Det sier at «gebyret er 60 kro-\nner» [1].", True),
        ("Det sier at «gebyret er for høyt» [1].", False),
        ("Barn betaler ikke [1].", True),
        ("Children do not pay [1].", True),
        ("Barn betaler aldri [1].", False),
        ("Ingen betaler [1].", False),
        ("The fee may be paid in Bergen [1].", True),  # no month without a capital
        ("The fee is paid in May [1].", False),
        ("Det er ei avgift i Bergen [1].", True),  # an article, no denial
    ],
)
def test_a_summary_sentence_keeps_to_the_tokens_of_its_excerpts(
    sentence: str, supported: bool
) -> None:
    excerpts = ["Gebyret er 60 kroner i Bergen fra 1. mai.", "Barn skal ikke betale."]
    assert is_supported(sentence, excerpts, ["Nordlaget"]) is supported


def test_a_sentence_without_excerpts_is_supported_only_where_it_claims_nothing() -> None:
    assert not is_supported("Gebyret er 60 kroner.", [])
    assert is_supported("Dette er det som ble funnet.", [])


# Latency


def test_percentiles_lie_between_neighbours() -> None:
    timings = [{"search": 10.0, "total": 20.0}, {"search": 30.0}]
    # Between 10 and 30: half of the way, and 95 % of the way.
    assert stage_percentiles(timings) == {
        "search": {50: 20.0, 95: 29.0},
        "total": {50: 20.0, 95: 20.0},
    }
    assert stage_percentiles([]) == {}


# Strength


def test_strength_is_read_where_the_sentence_stands(tmp_path: Path) -> None:
    library = load_library(Settings().documents_dir)
    path = write_lines(
        tmp_path / "labels.jsonl",
        [
            # "må" makes the first a demand; the second is labelled wrongly.
            {
                "doc": "actis",
                "quote": "Forbudet mot cannabis må opprettholdes.",
                "strength": "demands",
            },
            {
                "doc": "actis",
                "quote": "Forbudet mot cannabis må opprettholdes.",
                "strength": "supports",
            },
        ],
    )
    labels = load_labels(path, library)
    assert [label.strength for label in labels] == [Strength.DEMANDS, Strength.SUPPORTS]
    texts = SourceTexts(library)
    assert [strength_right(label, library, texts) for label in labels] == [True, False]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ({"doc": "nord", "quote": "tenne bål"}, "exactly the texts doc, quote, strength"),
        ({"doc": "ost", "quote": "x", "strength": "demands"}, "'ost' is no document"),
        ({"doc": "nord", "quote": "is", "strength": "demands"}, "«is» is not in 'nord'"),
        ({"doc": "nord", "quote": "bål", "strength": "loud"}, "'loud' is no strength"),
    ],
)
def test_wrong_labels_are_told_with_their_line(
    tmp_path: Path, label: dict[str, str], words: str
) -> None:
    library = make_library(tmp_path / "documents")
    path = write_lines(tmp_path / "labels.jsonl", [label])
    with pytest.raises(LineError) as caught:
        load_labels(path, library)
    assert str(caught.value).startswith(f"{path}, line 1: ")
    assert words in str(caught.value)
