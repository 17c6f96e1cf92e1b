from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from corpus_examples import shipped_library
from evals_examples import (
    AGAINST,
    FINES,
    IN_FAVOUR,
    QUESTIONS,
    make_library,
    questions_of,
    record,
    right_records,
    write_lines,
)
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library
from evals.__main__ import main
from evals.intervals import (
    Confidence,
    Estimate,
    Sample,
    clusters_of,
    estimate_auroc,
    estimate_mean,
)
from evals.metrics.strength import load_labels
from evals.records import RecordError, read_records
from evals.score import ScoreError, in_words, score_answers
from evals.testset import EvalQuestion


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return make_library(tmp_path / "documents")


@pytest.fixture
def questions(tmp_path: Path, library: Library) -> tuple[EvalQuestion, ...]:
    return questions_of(tmp_path, library)


# Intervals


def samples(*values: tuple[float, float, str]) -> list[Sample]:
    return [Sample(*value) for value in values]


def test_a_mean_weighs_shares_by_what_they_are_shares_of() -> None:
    # (1.0 of 3 + 0.0 of 1) = 3 of 4; the third has nothing to be a share of.
    estimate = estimate_mean(samples((1, 3, "a"), (0, 1, "b"), (0, 0, "c")), seed=0)
    assert (estimate.mean, estimate.n) == (0.75, 4)


def test_the_interval_draws_whole_clusters() -> None:
    # Cluster a: 1, 1, 1; cluster b: 0. Drawn with replacement: aa 1, ab and ba 0.75, bb 0, of
    # which each outer one comes a quarter of the time: far more than 2.5 %.
    three_to_one = samples((1, 1, "a"), (1, 1, "a"), (1, 1, "a"), (0, 1, "b"))
    assert estimate_mean(three_to_one, seed=0) == Estimate(0.75, 0.0, 1.0, 4)


def test_one_cluster_has_a_mean_and_no_interval() -> None:
    assert estimate_mean(samples((1, 1, "a"), (0, 1, "a")), seed=0) == Estimate(0.5, None, None, 2)
    assert estimate_mean([], seed=0) == Estimate(None, None, None, 0)


def test_a_bootstrap_interval_is_near_the_normal_one() -> None:
    # 100 questions, each its own cluster, half right: 0.5 ± 1.96 · sqrt(0.25 / 100) = 0.402–0.598.
    estimate = estimate_mean([Sample(i % 2, 1, str(i)) for i in range(100)], seed=0)
    assert estimate.low == pytest.approx(0.402, abs=0.015)
    assert estimate.high == pytest.approx(0.598, abs=0.015)


def test_intervals_are_the_same_for_a_seed_and_differ_between_seeds() -> None:
    many = [Sample(i * 37 % 101 / 101, 1, str(i % 40)) for i in range(100)]
    assert estimate_mean(many, seed=1) == estimate_mean(many, seed=1)
    assert estimate_mean(many, seed=1) != estimate_mean(many, seed=2)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5), st.sampled_from("abcde"))))
def test_the_mean_lies_in_its_interval(values: list[tuple[float, int, str]]) -> None:
    estimate = estimate_mean(samples(*values), seed=0)
    if estimate.low is not None and estimate.high is not None:
        assert estimate.mean is not None
        assert -1e-9 <= estimate.low <= estimate.mean <= estimate.high <= 1 + 1e-9


def test_auroc_is_resampled_by_cluster() -> None:
    # a wins against both others, b ties with c and wins against d: 3.5 of 4.
    confidences = [
        Confidence(0.5, False, "c"),
        Confidence(0.9, True, "a"),
        Confidence(0.1, False, "d"),
        Confidence(0.5, True, "b"),
    ]
    estimate = estimate_auroc(confidences, seed=0)
    assert (estimate.mean, estimate.n) == (0.875, 4)
    # Drawn without a and d, b ties with c: 0.5; drawn with a alone: 1.
    assert (estimate.low, estimate.high) == (0.5, 1.0)
    assert estimate_auroc(confidences[:1], seed=0) == Estimate(None, None, None, 1)
    assert estimate_auroc([], seed=0) == Estimate(None, None, None, 0)


def test_questions_cluster_by_chapter_and_family(tmp_path: Path) -> None:
    library = shipped_library()
    cannabis = {"doc": "actis", "quote": "Forbudet mot cannabis må opprettholdes."}
    base: dict[str, Any] = {
        "question": "?",
        "lang": "nb",
        "type": "single",
        "orgs": ["actis"],
        "gold": [cannabis],
    }
    nothing = {"type": "unanswerable", "gold": []}
    variant = {"variant": "misspelt"}
    objects = [
        {**base, "id": "a"},
        {**base, "id": "a-mis", **variant, "variant_of": "a"},
        {**base, "id": "b"},
        {**base, **nothing, "id": "c"},
        {**base, **nothing, "id": "c-mis", **variant, "variant_of": "c"},
        {**base, **nothing, "id": "d"},
    ]
    assert clusters_of(questions_of(tmp_path, library, objects), library) == {
        "a": "actis / Legalisering av cannabis",
        "a-mis": "actis / Legalisering av cannabis",
        "b": "actis / Legalisering av cannabis",
        "c": "question c",
        "c-mis": "question c",
        "d": "question d",
    }


# Scores


def test_values_are_kept_per_question(
    library: Library, questions: tuple[EvalQuestion, ...]
) -> None:
    records = right_records(library)
    # Of q3's two gold quotations only the first is cited, beside a sentence that is no gold.
    records[2] = record(
        library,
        "q3",
        [AGAINST, {"doc": "nord", "quote": "Gebyret bør være 60 kroner for voksne."}],
        silent=["vest"],
    )
    scores = score_answers(questions, records, library)
    q3 = scores.per_question["q3"]
    assert {name: q3[name] for name in ("CitRecall", "CitPrecision", "CitHit@1", "R@5")} == {
        "CitRecall": 0.5,
        "CitPrecision": 0.5,
        "CitHit@1": 1.0,
        "R@5": 0.5,
    }
    # (1 of 1 silent + 1 of 2 found) / 2
    assert q3["SilentRight"] == 0.75
    assert scores.per_question["q4"] == {"Refusal": 1.0}
    assert "OrgScope" not in scores.per_question["q2"]  # names nobody
    assert "FalseRefusal" in scores.per_question["q2"]
    # Means over q1, q2, q3.
    recall = scores.summary["CitRecall"]
    assert recall.mean == pytest.approx(2.5 / 3)
    assert recall.n == 3


def test_groups_hold_what_belongs_to_them(
    library: Library, questions: tuple[EvalQuestion, ...]
) -> None:
    groups = score_answers(questions, right_records(library), library).groups
    assert list(groups) == [
        "type=single",
        "type=compare",
        "type=unanswerable",
        "lang=nb",
        "lang=nn",
        "org=nord",
        "org=sor",
        "org=vest",
        "paraphrase=true",
        "paraphrase=false",
    ]
    assert groups["type=single"]["CitRecall"].n == 2
    assert groups["org=nord"]["CitRecall"].n == 2  # q1 and q3
    assert set(groups["lang=nn"]) == {"Refusal"}
    assert groups["paraphrase=true"]["CitRecall"].n == 1


def test_variants_are_measured_beside_their_originals_only(
    tmp_path: Path, library: Library
) -> None:
    variants = [
        {**QUESTIONS[0], "id": "q1-nn", "lang": "nn", "variant": "nn", "variant_of": "q1"},
        {**QUESTIONS[2], "id": "q3-nn", "lang": "nn", "variant": "nn", "variant_of": "q3"},
        {**QUESTIONS[1], "id": "q2-en", "lang": "en", "variant": "en", "variant_of": "q2"},
        {**QUESTIONS[3], "id": "q4-en", "lang": "en", "variant": "en", "variant_of": "q4"},
    ]
    questions = questions_of(tmp_path, library, [*QUESTIONS, *variants])
    records = [
        *right_records(library),
        record(library, "q1-nn"),
        record(library, "q3-nn", [IN_FAVOUR]),
        record(library, "q2-en", [FINES]),
        record(library, "q4-en", confidence=0.1),
    ]
    scores = score_answers(questions, records, library)
    plain = score_answers(questions[:5], records[:5], library)
    unpaired = {name: e for name, e in scores.summary.items() if "Robustness" not in name}
    assert unpaired == plain.summary
    # nn: q1 loses 1, q3 loses 0.5; en: q2 loses nothing, and q4 has no evidence to lose.
    assert scores.summary["Robustness nn"].mean == -0.75
    assert scores.summary["Robustness nn"].n == 2
    assert scores.summary["Robustness en"].mean == 0
    assert scores.summary["Robustness en"].n == 1
    assert scores.groups["variant=nn"]["CitRecall"].mean == 0.25
    assert scores.groups["variant=en"]["Refusal"].mean == 1
    assert scores.per_question["q3-nn"]["Robustness"] == -0.5
    assert scores.groups["lang=nn"] == plain.groups["lang=nn"]


def test_variants_without_their_original_are_not_paired(tmp_path: Path, library: Library) -> None:
    variant = {**QUESTIONS[0], "id": "q1-nn", "lang": "nn", "variant": "nn", "variant_of": "q1"}
    questions = questions_of(tmp_path, library, [*QUESTIONS, variant])
    scores = score_answers(questions[1:], [], library)
    assert not any("Robustness" in name for name in scores.summary)


def test_verbatim_without_failures_ends_at_one_less_three_by_n(
    library: Library, questions: tuple[EvalQuestion, ...]
) -> None:
    scores = score_answers(questions, right_records(library), library)
    assert scores.summary["Verbatim"] == Estimate(1.0, 0.25, 1.0, 4)  # 1 - 3/4
    assert "No citation of 4 fails Verbatim: with 95 % confidence at most 3/4" in in_words(scores)


def test_token_support_counts_kept_sentences(
    library: Library, questions: tuple[EvalQuestion, ...]
) -> None:
    records = right_records(library)
    records[0]["summary"] = [
        {"sentence": "Nordlaget støtter ikke forbud [1].", "citations": [1], "kept": True},
        {"sentence": "Nordlaget støtter 3 forbud [1].", "citations": [1], "kept": True},
        {"sentence": "Forbudet er 60 år [1].", "citations": [1], "kept": False},
    ]
    scores = score_answers(questions, records, library)
    assert (scores.summary["TokenSupport"].mean, scores.summary["TokenSupport"].n) == (0.5, 2)
    assert scores.per_question["q1"]["TokenSupport"] == 0.5


def test_strength_is_measured_where_labels_are_given(
    tmp_path: Path, library: Library, questions: tuple[EvalQuestion, ...]
) -> None:
    path = write_lines(
        tmp_path / "labels.jsonl",
        [{**FINES, "strength": "demands"}, {**AGAINST, "strength": "supports"}],
    )
    labels = load_labels(path, library)
    scores = score_answers(questions, right_records(library), library, labels=labels)
    # "skal" demands; "støtter ikke" opposes.
    assert (scores.summary["StrengthRight"].mean, scores.summary["StrengthRight"].n) == (0.5, 2)
    unlabelled = score_answers(questions, right_records(library), library)
    assert "StrengthRight" not in unlabelled.summary


def test_citations_of_nothing_that_exists_count_against_it(
    library: Library, questions: tuple[EvalQuestion, ...]
) -> None:
    records = right_records(library)
    records[0]["citations"][0]["document"] = "finnes-ikke"
    records[1]["citations"][0] |= {"start": 5, "end": 9999}
    records[0]["retrieved"][0]["document"] = "finnes-ikke"
    scores = score_answers(questions, records, library)
    zero = {"Verbatim": 0.0, "CitRecall": 0.0, "CitPrecision": 0.0, "OrgAttribution": 0.0}
    assert zero.items() <= scores.per_question["q1"].items()
    assert scores.per_question["q1"]["OrgScope"] == 0
    assert scores.per_question["q1"]["R@5"] == 0
    assert scores.per_question["q2"]["Verbatim"] == 0
    assert scores.per_question["q2"]["CitRecall"] == 0


def test_scores_do_not_depend_on_the_order_of_the_records(
    library: Library, questions: tuple[EvalQuestion, ...]
) -> None:
    records = right_records(library)
    forwards = score_answers(questions, records, library)
    backwards = score_answers(questions, records[::-1], library)
    assert forwards.per_question == backwards.per_question
    assert forwards.groups == backwards.groups


def test_answers_to_other_questions_are_refused(
    library: Library, questions: tuple[EvalQuestion, ...]
) -> None:
    records = right_records(library)
    with pytest.raises(ScoreError, match="has the id 'q9', which no question has"):
        score_answers(questions, [*records, {**records[0], "id": "q9"}], library)
    with pytest.raises(ScoreError, match="Two answers have the id 'q1'"):
        score_answers(questions, [*records, records[0]], library)


def test_nothing_asked_gives_no_figures(library: Library) -> None:
    scores = score_answers([], [], library)
    assert (scores.per_question, scores.summary, scores.groups) == ({}, {}, {})


# Records


def test_records_are_read_with_whatever_else_they_hold(tmp_path: Path, library: Library) -> None:
    records = [{**answer, "model": "another"} for answer in right_records(library)]
    assert read_records(write_lines(tmp_path / "answers.jsonl", records)) == records


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": None}, "the record has None as 'id'; give the id of a question"),
        ({"id": "q2"}, "the id 'q2' stands in line 2 too"),
        ({"answered": "yes"}, "has 'yes' as 'answered'; give true or false"),
        ({"confidence": 1.5}, "has 1.5 as 'confidence'; give a number from 0 to 1"),
        ({"confidence": True}, "has True as 'confidence'"),
        ({"text": None}, "has None as 'text'; give a text"),
        ({"organisations": [{"id": "nord"}]}, "an entry of 'organisations' lacks the key 'status'"),
        ({"organisations": [{"id": "nord", "status": "?"}]}, "'status'; give found or silent"),
        ({"citations": {}}, "'citations'; give a list of objects"),
        ({"citations": [{"number": "1"}]}, "has '1' as 'number'; give a whole number"),
        ({"summary": [{"sentence": "A", "citations": ["1"], "kept": True}]}, "a list of numbers"),
        ({"retrieved": [{"passage": "p"}]}, "'retrieved' lacks the key 'document'"),
        ({"timings_ms": {"total": "fast"}}, "'timings_ms'; give milliseconds by stage"),
    ],
)
def test_a_wrong_record_is_told_with_its_line(
    tmp_path: Path, library: Library, changes: dict[str, Any], words: str
) -> None:
    records = right_records(library)
    records[3] |= changes
    path = write_lines(tmp_path / "answers.jsonl", records)
    with pytest.raises(RecordError) as caught:
        read_records(path)
    assert str(caught.value).startswith(f"{path}, line 4: ")
    assert words in str(caught.value)


def test_a_record_without_a_key_is_refused(tmp_path: Path, library: Library) -> None:
    records = right_records(library)
    del records[1]["retrieved"]
    path = write_lines(tmp_path / "answers.jsonl", records)
    with pytest.raises(RecordError, match="line 2: the record lacks the key 'retrieved'"):
        read_records(path)


# The command


@pytest.fixture
def shipped_files(tmp_path: Path) -> tuple[Path, Path]:
    """A question on the shipped documents, and its answer."""
    library = shipped_library()
    cannabis = {"doc": "actis", "quote": "Forbudet mot cannabis må opprettholdes."}
    question = {
        "id": "a",
        "question": "Hva mener Actis om hasj?",
        "lang": "nb",
        "type": "single",
        "orgs": ["actis"],
        "gold": [cannabis],
    }
    text = library.documents["actis"].text
    start = text.index(cannabis["quote"])
    answer = {
        "id": "a",
        "answered": True,
        "confidence": 0.8,
        "text": "## Actis\n\n> «Forbudet mot cannabis må opprettholdes.» [1]",
        "organisations": [{"id": "actis", "status": "found"}],
        "citations": [
            {
                "number": 1,
                "document": "actis",
                "organisation": "actis",
                "start": start,
                "end": start + len(cannabis["quote"]),
                "quote": cannabis["quote"],
            }
        ],
        "summary": [],
        "retrieved": [],
        "timings_ms": {},
    }
    return (
        write_lines(tmp_path / "questions.jsonl", [question]),
        write_lines(tmp_path / "answers.jsonl", [answer]),
    )


def test_the_command_scores_another_systems_answers(
    shipped_files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    questions, answers = shipped_files
    assert main(["score", "--questions", str(questions), "--answers", str(answers)]) == 0
    lines = capsys.readouterr().out.splitlines()
    figures = {line[:24].strip(): line.split()[1] for line in lines[1:] if line[24:26] == "  "}
    assert figures["CitRecall"] == "1.000"
    assert figures["OrgAttribution"] == "1.000"
    assert figures["Hit@1"] == "0.000"


def test_the_command_prints_json(
    shipped_files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    questions, answers = shipped_files
    assert main(["score", "--questions", str(questions), "--answers", str(answers), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["per_question"]["a"]["CitRecall"] == 1
    assert figures["summary"]["Verbatim"] == {"mean": 1.0, "low": 0.0, "high": 1.0, "n": 1}


def test_the_command_tells_what_is_wrong_and_exits_with_2(
    shipped_files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    questions, answers = shipped_files
    answers.write_text("{}\n", encoding="utf-8")
    assert main(["score", "--questions", str(questions), "--answers", str(answers)]) == 2
    printed = capsys.readouterr()
    assert printed.err == (
        f"{answers}, line 1: the record lacks the key 'id'; give the id of a question.\n"
    )
    assert printed.out == ""
