"""What was judged in the chat becomes questions that nobody can take for complete."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evals_examples import write_lines
from feedback_examples import CARE, HOUSING, ROOF, judge

from corpus.library import Library, load_library
from evals.__main__ import main
from evals.importers.feedback import feedback_questions
from evals.importers.material import ImportFormatError
from evals.lint import lint
from evals.testset import TestsetError, load_questions
from qa.feedback import Feedback, Verdict
from qa.feedback_store import FeedbackStore

RIGHT, WRONG = Verdict.RIGHT, Verdict.WRONG
ROOF_GOLD = {"doc": "fjord", "quote": ROOF}
CARE_GOLD = {"doc": "fjell", "quote": CARE}


def only_row(library: Library, *feedback: Feedback) -> dict[str, Any]:
    (row,) = feedback_questions(feedback, library)
    return row


def test_what_was_judged_right_is_gold_and_the_rest_is_told(tiny_library: Library) -> None:
    row = only_row(
        tiny_library,
        judge(tiny_library, 1, RIGHT),
        judge(tiny_library, 2, WRONG, "Det handler om noe annet."),
        judge(tiny_library, None, WRONG, "Kommunen mangler.", person="kari"),
    )
    to_decide = row.pop("to_decide")
    assert row == {
        "id": "feedback-1",
        "question": HOUSING,
        "lang": "nb",
        "type": "single",
        "orgs": ["fjord"],
        "named": [],
        "gold": [ROOF_GOLD],
    }
    start = tiny_library.documents["fjell"].text.index(CARE)
    assert to_decide == [
        "is 'single' its type?",
        "which evidence was not shown? 'gold' holds only what was judged right; complete it from "
        "the documents, keep the sentences that answer, and mend 'orgs'",
        f"fjell {start}-{start + len(CARE)} «{CARE}» was judged wrong: Det handler om noe annet.",
        "the whole answer was judged wrong: Kommunen mangler.",
    ]
    assert "kari" not in json.dumps(row) + json.dumps(to_decide)


def test_excerpts_of_two_organisations_are_a_comparison(tiny_library: Library) -> None:
    row = only_row(tiny_library, judge(tiny_library, 2), judge(tiny_library, 1))
    assert (row["type"], row["orgs"]) == ("compare", ["fjell", "fjord"])
    assert row["gold"] == [CARE_GOLD, ROOF_GOLD]
    assert "who says nothing on it? name them in 'silent'" in row["to_decide"]


def test_what_two_persons_judge_differently_is_left_to_a_third(tiny_library: Library) -> None:
    row = only_row(
        tiny_library,
        judge(tiny_library, 1, RIGHT, person="kari"),
        judge(tiny_library, 1, WRONG, person="ola"),
    )
    assert (row["type"], row["orgs"], row["gold"]) == ("", [], [])
    assert row["to_decide"][0].startswith("nothing was judged right: give its 'type'")
    told = [said for said in row["to_decide"] if ROOF in said]
    assert [said.rsplit(" ", 1)[1] for said in told] == ["right", "wrong"]


def test_a_question_that_names_somebody_names_them_in_the_set(tiny_library: Library) -> None:
    asked = "Kva meiner Fjordforeningen om bustad?"
    row = only_row(tiny_library, judge(tiny_library, 1, question=asked))
    assert (row["named"], row["lang"]) == (["fjord"], "nn")


def test_a_follow_up_keeps_what_it_follows(tiny_library: Library) -> None:
    asked = "Og Fjellforbundet?"
    row = only_row(tiny_library, judge(tiny_library, 2, question=asked, history=(HOUSING,)))
    assert (row["type"], row["history"]) == ("followup", [HOUSING])
    assert (row["named"], row["lang"]) == (["fjell"], "nb")


def test_a_question_that_stands_for_itself_is_one_in_any_conversation(
    tiny_library: Library,
) -> None:
    asked = "Hva mener Fjordforeningen om bolig?"
    row = only_row(
        tiny_library,
        judge(tiny_library, 1, question=asked),
        judge(tiny_library, 2, WRONG, question=asked, history=("Hva mener de om straff?",)),
    )
    assert "history" not in row
    assert (row["type"], row["gold"]) == ("single", [ROOF_GOLD])


def test_whom_the_page_was_told_to_ask_is_said(tiny_library: Library) -> None:
    row = only_row(tiny_library, judge(tiny_library, 1, organisations=("fjord", "fjell")))
    assert any(said.startswith("it was asked of fjell, fjord alone") for said in row["to_decide"])


def test_what_the_documents_no_longer_say_is_no_gold(
    tiny_library: Library, tiny_documents: Path
) -> None:
    feedback = [judge(tiny_library, 1), judge(tiny_library, 2), judge(tiny_library)]
    source = tiny_documents / "fjord.txt"
    source.write_text(source.read_text("utf-8").replace("alle må", "ingen må"), "utf-8")
    row = only_row(load_library(tiny_documents), *feedback)
    assert row["gold"] == [CARE_GOLD]
    assert any("which its document no longer says there" in said for said in row["to_decide"])
    assert (
        "the whole answer, given from other documents than these, was judged right"
        in row["to_decide"]
    )


def test_questions_stand_in_the_order_of_their_first_judgement(tiny_library: Library) -> None:
    rows = list(
        feedback_questions(
            [
                judge(tiny_library, 1, question="Hva mener de om bolig?"),
                judge(tiny_library, 2, question="Hva mener de om straff?"),
                judge(tiny_library, 2, question="Hva mener de om bolig?"),
            ],
            tiny_library,
        )
    )
    assert [(row["id"], row["question"], len(row["gold"])) for row in rows] == [
        ("feedback-1", "Hva mener de om bolig?", 2),
        ("feedback-2", "Hva mener de om straff?", 1),
    ]


def test_a_question_that_cannot_be_read_is_told(tiny_library: Library) -> None:
    with pytest.raises(ImportFormatError, match="The question «Takk!» cannot be read"):
        list(feedback_questions([judge(tiny_library, 1, question="Takk!")], tiny_library))


@pytest.fixture
def command(tiny_library: Library, tiny_documents: Path, tmp_path: Path) -> list[str]:
    """The command that makes ``set.jsonl`` of three judgements."""
    store = FeedbackStore(tmp_path / "data" / "feedback.jsonl")
    for feedback in (
        judge(tiny_library, 1),
        judge(tiny_library, None, RIGHT, person="kari"),
        judge(tiny_library, 2, WRONG, question="Hva mener de om straff?"),
    ):
        store.add(feedback)
    out = str(tmp_path / "set.jsonl")
    return ["import", "feedback", str(store.path), out, "--documents", str(tiny_documents)]


def test_the_command_says_what_it_made(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 0
    said = capsys.readouterr().out
    assert f"2 questions are in {tmp_path / 'set.jsonl'}, from 3 judgements." in said
    assert "judged right 1 times and wrong 0 times" in said
    assert "None is complete" in said
    before = (tmp_path / "set.jsonl").read_bytes()
    assert main(command) == 2
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "set.jsonl").read_bytes() == before


def test_the_set_is_refused_until_it_is_completed(
    command: list[str], tiny_library: Library, tmp_path: Path
) -> None:
    assert main(command) == 0
    path = tmp_path / "set.jsonl"
    with pytest.raises(TestsetError, match="line 1: the question is not complete; decide what"):
        load_questions(path, tiny_library)
    first, second = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    del first["to_decide"], second["to_decide"]
    write_lines(path, [first, second])
    with pytest.raises(TestsetError, match="line 2: 'type' is ''; choose one of"):
        load_questions(path, tiny_library)
    second["type"] = "unanswerable"
    write_lines(path, [first, second])
    assert lint(path, tiny_library) == []


def test_a_torn_line_is_told_and_no_set_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "feedback.jsonl"
    source.write_text('{"id": "0', encoding="utf-8")
    assert main(["import", "feedback", str(source), str(tmp_path / "set.jsonl")]) == 2
    assert f"{source}, line 1: this is not JSON" in capsys.readouterr().err
    assert not (tmp_path / "set.jsonl").exists()
