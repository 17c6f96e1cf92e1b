import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.__main__ import main
from evals.baseline import BaselineError, Bound, SetBaseline, read_baseline, write_baseline
from evals.finished import FinishedRun, as_json, metrics_of
from evals.gate import DEFAULT_BASELINE, check, new_baseline
from evals.score import Estimate, Scores
from settings import PROJECT_DIR

BASELINE = {
    "dev": SetBaseline(
        "abc", {"CitRecall": Bound(0.6, "higher", 0.02), "FalseRefusal": Bound(0.1, "lower", 0.03)}
    )
}


def make_run(
    means: Mapping[str, float | None],
    folder: Path = Path("run"),
    questions: str = "abc",
    limit: int | None = None,
    file: str = "dev.jsonl",
) -> FinishedRun:
    summary = {name: Estimate(mean, None, None, 10) for name, mean in means.items()}
    settings = {"questions": {"file": file, "sha256": questions, "limit": limit}}
    return FinishedRun(folder, settings, Scores({}, summary, {}), {})


def write_run(run: FinishedRun) -> Path:
    run.folder.mkdir(parents=True)
    (run.folder / "metrics.json").write_text(as_json(metrics_of(run)), encoding="utf-8")
    (run.folder / "settings.json").write_text(as_json(run.settings), encoding="utf-8")
    return run.folder


@pytest.mark.parametrize(
    ("means", "named"),
    [
        ({"CitRecall": 0.6, "FalseRefusal": 0.1}, []),
        # Better, or worse by the margin and no more: .6 - .02 = .58, .1 + .03 = .13.
        ({"CitRecall": 0.9, "FalseRefusal": 0.0}, []),
        ({"CitRecall": 0.58, "FalseRefusal": 0.13}, []),
        ({"CitRecall": 0.5799, "FalseRefusal": 0.1}, ["CitRecall"]),
        ({"CitRecall": 0.6, "FalseRefusal": 0.1301}, ["FalseRefusal"]),
        ({"CitRecall": 0.1, "FalseRefusal": 0.9}, ["CitRecall", "FalseRefusal"]),
        ({"FalseRefusal": 0.1}, ["CitRecall"]),
        ({"CitRecall": None, "FalseRefusal": 0.1}, ["CitRecall"]),
    ],
)
def test_a_metric_beyond_its_margin_is_named(means: Mapping[str, float | None], named: list[str]):
    failures = check("dev", make_run(means), BASELINE)
    assert len(failures) == len(named)
    assert all(name in failure for name, failure in zip(named, failures, strict=True))


@given(st.floats(0, 1))
def test_a_run_holds_the_baseline_that_was_made_of_it(value: float):
    run = make_run({"CitRecall": value, "FalseRefusal": 1 - value, "Verbatim": value})
    assert check("dev", run, new_baseline({"dev": run}, {})) == []


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_what_is_good_enough_stays_so_when_it_gets_better(
    value: float, found: float, better: float
):
    bound = Bound(value, "higher", 0.1)
    assert bound.allows(max(found, better)) or not bound.allows(found)


def test_other_questions_than_the_baselines_are_refused():
    with pytest.raises(BaselineError, match="other questions"):
        check("dev", make_run({}, questions="def"), BASELINE)
    with pytest.raises(BaselineError, match="no set 'test'"):
        check("test", make_run({}), BASELINE)


def test_a_new_baseline_takes_the_values_and_new_metrics_and_known_margins_stay():
    run = make_run({"CitRecall": 0.71234567, "FalseRefusal": 0.05, "Verbatim": 1.0}, questions="x")
    made = new_baseline({"dev": run}, BASELINE)
    assert made == {
        "dev": SetBaseline(
            "x",
            {
                # It came to be gated after the known baseline was made.
                "Verbatim": Bound(1.0, "higher", 0.0),
                "CitRecall": Bound(0.712346, "higher", 0.02),
                "FalseRefusal": Bound(0.05, "lower", 0.03),
            },
        )
    }


def test_a_first_baseline_holds_every_verbatim_citation_without_margin():
    made = new_baseline({"dev": make_run({"Verbatim": 1.0, "Latency total p50": 9.0})}, {})
    assert made["dev"].metrics == {"Verbatim": Bound(1.0, "higher", 0.0)}


def test_a_baseline_that_loses_a_metric_is_refused():
    with pytest.raises(BaselineError, match="has no FalseRefusal"):
        new_baseline({"dev": make_run({"CitRecall": 1.0})}, BASELINE)


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path):
    write_baseline(tmp_path / "baseline.json", BASELINE)
    assert read_baseline(tmp_path / "baseline.json") == BASELINE


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is no baseline"),
        ('{"dev": 1}', "is no baseline"),
        ('{"dev": {"questions": "a", "metrics": {"R@5": {"value": 1}}}}', "is no baseline"),
        (
            '{"dev": {"questions": "a", "metrics": '
            '{"R@5": {"value": 1, "direction": "up", "margin": 0}}}}',
            "R@5: direction is 'up'; write higher or lower",
        ),
        (
            '{"dev": {"questions": "a", "metrics": '
            '{"R@5": {"value": 1, "direction": "lower", "margin": -1}}}}',
            "R@5: margin is -1",
        ),
        (
            '{"dev": {"questions": "a", "metrics": '
            '{"R@5": {"value": "1", "direction": "lower", "margin": 0}}}}',
            "R@5: value is '1'",
        ),
    ],
)
def test_a_malformed_baseline_is_a_sentence(tmp_path: Path, content: str, said: str):
    (tmp_path / "baseline.json").write_text(content, encoding="utf-8")
    with pytest.raises(BaselineError, match=said):
        read_baseline(tmp_path / "baseline.json")


def gate(*arguments: object) -> int:
    return main(["gate", *map(str, arguments)])


def test_the_command_writes_a_baseline_holds_it_and_names_what_falls(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    baseline = tmp_path / "baseline.json"
    before = write_run(make_run({"CitRecall": 0.7, "Verbatim": 1.0}, tmp_path / "before"))
    after = write_run(make_run({"CitRecall": 0.6, "Verbatim": 1.0}, tmp_path / "after"))
    assert gate(before, "--baseline", baseline, "--write") == 0
    assert gate(before, "--baseline", baseline) == 0
    assert "2 figures of dev hold the baseline" in capsys.readouterr().out
    assert gate(after, "--baseline", baseline) == 1
    said = capsys.readouterr().err
    assert "dev: CitRecall is 0.6000, below the baseline's 0.7000 by more than 0.02" in said
    assert "Verbatim" not in said


def test_a_folder_of_runs_is_held_against_each_of_its_sets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    baseline = tmp_path / "baseline.json"
    both = tmp_path / "both"
    write_run(make_run({"CitRecall": 0.7}, both / "dev"))
    write_run(make_run({"CitRecall": 0.5}, both / "test", "def", file="test.jsonl"))
    assert gate(both, "--baseline", baseline, "--write") == 0
    assert set(json.loads(baseline.read_text())) == {"dev", "test"}
    worse = tmp_path / "worse"
    write_run(make_run({"CitRecall": 0.7}, worse / "dev"))
    write_run(make_run({"CitRecall": 0.4}, worse / "test", "def", file="test.jsonl"))
    assert gate(worse, "--baseline", baseline) == 1
    said = capsys.readouterr().err
    assert "test: CitRecall" in said
    assert "dev: CitRecall" not in said


def test_writing_one_set_keeps_the_other(tmp_path: Path):
    baseline = tmp_path / "baseline.json"
    write_baseline(baseline, {**BASELINE, "test": BASELINE["dev"]})
    run = write_run(make_run({"CitRecall": 0.9, "FalseRefusal": 0.0}, tmp_path / "run"))
    assert gate(run, "--baseline", baseline, "--write") == 0
    kept = read_baseline(baseline)
    assert kept["test"] == BASELINE["dev"]
    assert kept["dev"].metrics["CitRecall"].value == 0.9


def test_a_limited_or_missing_run_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    limited = write_run(make_run({}, tmp_path / "limited", limit=5))
    assert gate(limited) == 2
    assert "only the first 5 questions" in capsys.readouterr().err
    assert gate(tmp_path / "nowhere") == 2
    assert "does not exist" in capsys.readouterr().err


def test_two_runs_of_one_set_in_a_folder_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    write_run(make_run({}, tmp_path / "both" / "one"))
    write_run(make_run({}, tmp_path / "both" / "other"))
    assert gate(tmp_path / "both") == 2
    assert "both asked dev" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["dev", "test"])
def test_the_shipped_baseline_is_of_the_shipped_questions(name: str):
    source = PROJECT_DIR / "evals" / "questions" / f"{name}.jsonl"
    shipped = read_baseline(DEFAULT_BASELINE)[name]
    assert shipped.questions == hashlib.sha256(source.read_bytes()).hexdigest()
    assert shipped.metrics["Verbatim"] == Bound(1.0, "higher", 0.0)
