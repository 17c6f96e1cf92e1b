from collections.abc import Mapping
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.compare import ComparisonError, changed_questions, common_questions, compare_metrics
from evals.finished import AskedQuestion, FinishedRun, as_json, load_run, metrics_of
from evals.score import Estimate, Scores

BEFORE = {
    "a": {"CitRecall": 0.0, "CitPrecision": 0.0},
    "b": {"CitRecall": 1.0, "CitPrecision": 0.5},
    "c": {"CitRecall": 0.5, "CitPrecision": 0.5},
    "d": {"CitRecall": 1.0, "CitPrecision": 1.0},
    "e": {"Refusal": 0.0},
}
AFTER = {
    "a": {"CitRecall": 0.5, "CitPrecision": 1.0},
    "b": {"CitRecall": 0.5, "CitPrecision": 0.5},
    "c": {"CitRecall": 0.5, "CitPrecision": 1.0},
    "d": {"CitRecall": 1.0, "CitPrecision": 1.0},
    "e": {"Refusal": 1.0},
}
CONFIDENCES = {"a": 0.2, "b": 0.9, "c": 0.8, "d": 0.7, "e": 0.5}


def make_run(
    per_question: Mapping[str, Mapping[str, float]],
    folder: Path = Path("run"),
    confidences: Mapping[str, float] = CONFIDENCES,
    variants: Mapping[str, str] | None = None,
) -> FinishedRun:
    questions = {
        key: AskedQuestion(
            f"Hva om {key}?",
            "Refusal" not in values,
            (variants or {}).get(key),
            f"chapter {key}",
            confidences[key],
        )
        for key, values in per_question.items()
    }
    settings = {
        "questions": {"file": "dev.jsonl", "sha256": "abc", "limit": None},
        "model": {"name": "fake@1"},
        "weights": {"words": 0.25},
    }
    summary = {"CitRecall": Estimate(0.5, 0.25, None, 4)}
    scores = Scores(per_question, summary, {"type=single": summary})
    return FinishedRun(folder, settings, scores, questions)


def write_run(run: FinishedRun) -> Path:
    run.folder.mkdir(parents=True)
    (run.folder / "metrics.json").write_text(as_json(metrics_of(run)), encoding="utf-8")
    (run.folder / "settings.json").write_text(as_json(run.settings), encoding="utf-8")
    return run.folder


def test_a_run_is_read_as_it_was_written(tmp_path: Path):
    run = make_run(BEFORE, tmp_path / "run")
    assert load_run(write_run(run)) == run


def test_every_metric_is_compared_over_the_questions_that_have_it():
    found = compare_metrics(make_run(BEFORE), make_run(AFTER), list(BEFORE))
    # CitRecall: (0 + 1 + .5 + 1) / 4 = .625 and (.5 + .5 + .5 + 1) / 4 = .625.
    # CitPrecision: (0 + .5 + .5 + 1) / 4 = .5 and (1 + .5 + 1 + 1) / 4 = .875.
    assert (found["CitRecall"].before, found["CitRecall"].change, found["CitRecall"].n) == (
        0.625,
        0,
        4,
    )
    assert (found["CitPrecision"].before, found["CitPrecision"].change) == (0.5, 0.375)
    assert (found["Refusal"].change, found["Refusal"].n) == (1, 1)


def test_auroc_is_compared_by_the_confidences():
    # The unanswerable e has .5: a at .2 loses and the others win, 3/4; at .6 a wins too.
    after = make_run(AFTER, confidences={**CONFIDENCES, "a": 0.6})
    found = compare_metrics(make_run(BEFORE), after, list(BEFORE))["AUROC"]
    assert (found.before, found.after) == (0.75, 1.0)


def test_questions_that_changed_stand_best_and_worst_first():
    better, worse = changed_questions(make_run(BEFORE), make_run(AFTER), list(BEFORE))
    # What decides first comes first: recall of a, refusal of e, and only precision of c.
    assert [question.id for question in better] == ["a", "e", "c"]
    assert [question.id for question in worse] == ["b"]
    assert better[0].changes == {"CitRecall": (0.0, 0.5), "CitPrecision": (0.0, 1.0)}


def test_a_run_does_not_differ_from_itself():
    run = make_run(BEFORE)
    assert changed_questions(run, run, list(BEFORE)) == ([], [])
    for difference in compare_metrics(run, run, list(BEFORE)).values():
        assert (difference.change, difference.p) == (0, 1)


def test_only_shared_questions_are_compared():
    fewer = make_run({key: AFTER[key] for key in "ca"})
    assert common_questions(make_run(BEFORE), fewer) == ["a", "c"]


def test_runs_of_other_questions_are_refused():
    with pytest.raises(ComparisonError, match="share no question"):
        common_questions(make_run(BEFORE), make_run({}))
    other = make_run({**AFTER, "a": {"Refusal": 1.0}})
    with pytest.raises(ComparisonError, match="a is another question"):
        common_questions(make_run(BEFORE), other)


def test_the_command_prints_the_table_and_the_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    variants = {"d": "a"}
    first = write_run(make_run(BEFORE, tmp_path / "first", variants=variants))
    second = write_run(make_run(AFTER, tmp_path / "second", variants=variants))
    assert main(["compare", str(first), str(second), "--show", "1"]) == 0
    said = capsys.readouterr().out
    # Without the variant d: recall (0 + 1 + .5) / 3 = .5 and (.5 + .5 + .5) / 3 = .5.
    assert "Questions (4)" in said
    assert "Variants (1)" in said
    (row, _) = [line.split() for line in said.splitlines() if line.startswith("CitRecall")]
    assert row[1:4] == ["0.500", "0.500", "+0.000"]
    assert said.index("Better (3)") < said.index("a  Hva om a?") < said.index("and 2 more")
    assert said.index("Worse (1)") < said.index("b  Hva om b?")
    assert "CitRecall 1.00 → 0.50" in said
    assert main(["compare", str(first), str(second), "--show", "1"]) == 0
    assert capsys.readouterr().out == said


def test_a_folder_without_a_finished_run_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    run = write_run(make_run(BEFORE, tmp_path / "run"))
    assert main(["compare", str(run), str(tmp_path / "nowhere")]) == 2
    assert "nowhere/metrics.json does not exist" in capsys.readouterr().err
    (run / "metrics.json").write_text('{"per_question": 3}', encoding="utf-8")
    assert main(["compare", str(run), str(run)]) == 2
    assert "is not what `python -m evals run` writes" in capsys.readouterr().err
    (run / "metrics.json").write_text("[", encoding="utf-8")
    assert main(["compare", str(run), str(run)]) == 2
    assert "is not JSON" in capsys.readouterr().err
