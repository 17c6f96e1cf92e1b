from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evals_examples import AGAINST, FINES, IN_FAVOUR, QUESTIONS, make_library, write_lines

from corpus.library import Library
from evals.__main__ import main
from evals.lint import lint
from evals.testset import EvalQuestion, Gold, TestsetError, load_questions
from settings import UserError


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return make_library(tmp_path / "documents")


def changed(index: int, **changes: Any) -> list[dict[str, Any]]:
    """The questions, with one of them changed."""
    questions = [dict(question) for question in QUESTIONS]
    questions[index] |= changes
    return questions


def fault(tmp_path: Path, library: Library, content: bytes | list[dict[str, Any]]) -> str:
    """What is said of a file that cannot be used."""
    path = tmp_path / "set.jsonl"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        write_lines(path, content)
    with pytest.raises(TestsetError) as caught:
        load_questions(path, library)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}, line ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence.removeprefix(f"{path}, ")


def test_a_set_is_read_in_the_order_of_the_file(tmp_path: Path, library: Library) -> None:
    questions = load_questions(write_lines(tmp_path / "set.jsonl", QUESTIONS), library)
    assert [question.id for question in questions] == ["q1", "q2", "q3", "q4", "q5"]
    assert questions[2] == EvalQuestion(
        id="q3",
        question="Hvem er for og imot forbud mot bål?",
        lang="nb",
        type="compare",
        orgs=("nord", "sor"),
        named=(),
        gold=(Gold(**AGAINST), Gold(**IN_FAVOUR)),
        silent=("vest",),
    )


def test_named_is_orgs_but_for_comparisons(tmp_path: Path, library: Library) -> None:
    questions = load_questions(write_lines(tmp_path / "set.jsonl", QUESTIONS), library)
    assert [question.named for question in questions] == [("nord",), (), (), ("vest",), ()]


def test_organisation_ids_are_read_in_any_case(tmp_path: Path, library: Library) -> None:
    path = write_lines(tmp_path / "set.jsonl", changed(2, orgs=["NORD", "Sor"], named=["Nord"]))
    question = load_questions(path, library)[2]
    assert question.orgs == ("nord", "sor")
    assert question.named == ("nord",)


def test_the_optional_keys_are_read(tmp_path: Path, library: Library) -> None:
    variant = {
        **QUESTIONS[0],
        "id": "q1-en",
        "question": "What does Nordlaget think?",
        "lang": "en",
        "variant_of": "q1",
        "variant": "en",
        "must_say": ["ikke"],
    }
    followup = {**QUESTIONS[0], "id": "f", "type": "followup", "history": ["Hva med is?"]}
    premise = {**QUESTIONS[4], "id": "p", "false_premise": True}
    path = write_lines(tmp_path / "set.jsonl", [variant, followup, premise, *QUESTIONS])
    questions = load_questions(path, library)
    assert (questions[0].variant_of, questions[0].variant) == ("q1", "en")
    assert questions[0].must_say == ("ikke",)
    assert questions[1].history == ("Hva med is?",)
    assert questions[2].false_premise
    assert not questions[2].answerable


def test_a_last_line_without_its_end_is_read(tmp_path: Path, library: Library) -> None:
    path = write_lines(tmp_path / "set.jsonl", QUESTIONS)
    path.write_bytes(path.read_bytes().rstrip())
    assert len(load_questions(path, library)) == 5


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "empty"),
        (b" \n\n", 1, "empty"),
        (b"{}\n", 1, "lacks the key 'id'"),
        (b'{"id": "q"}\n{"id"\n', 2, "not JSON (Expecting ':' delimiter, column 6)"),
        (b'["q1"]\n', 1, "no JSON object"),
        (b'{"id": "a", "id": "b"}\n', 1, "'id' stands there twice"),
        (b'{"id": NaN}\n', 1, "not JSON"),
        (b"[" * 100_000 + b"\n", 1, "not JSON"),
        (b"\xef\xbb\xbf{}\n", 1, "byte order mark"),
        (b"{}\n{}\r\n", 2, "Windows line end"),
        (b'{}\n{"id": "b\xe5l"}\n', 2, "not UTF-8"),
    ],
)
def test_a_file_that_is_not_json_lines_is_refused(
    tmp_path: Path, library: Library, content: bytes, line: int, words: str
) -> None:
    sentence = fault(tmp_path, library, content)
    assert sentence.startswith(f"line {line}: ")
    assert words in sentence


def test_a_blank_line_is_refused_with_its_number(tmp_path: Path, library: Library) -> None:
    lines = [json.dumps(question).encode() for question in QUESTIONS]
    sentence = fault(tmp_path, library, b"\n".join([*lines[:2], b"", *lines[2:]]) + b"\n")
    assert sentence.startswith("line 3: the line is blank")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"id": ""}, "'id' must be a text that is not empty, not ''"),
        ({"id": 3}, "'id' must be a text that is not empty, not 3"),
        ({"question": None}, "'question' must be a text"),
        ({"lang": "da"}, "'lang' is 'da'; choose one of nb, nn, en"),
        ({"type": ["single"]}, "'type' is ['single']; choose one of single"),
        ({"orgs": "nord"}, "'orgs' must be a list of texts"),
        ({"orgs": ["ost"]}, "'orgs' names 'ost', which is no organisation; they are nord, sor"),
        ({"named": ["ost"]}, "'named' names 'ost'"),
        ({"silent": ["ost"]}, "'silent' names 'ost'"),
        ({"gold": []}, "'single' needs 'gold'"),
        ({"gold": "Alle"}, "'gold' must be a list of objects"),
        ({"gold": [{"doc": "nord"}]}, "an entry of 'gold' lacks the key 'quote'"),
        ({"gold": [{**AGAINST, "page": 1}]}, "an entry of 'gold' has the unknown key 'page'"),
        ({"gold": [{**AGAINST, "doc": "ost"}]}, "'ost' is no document; the documents are nord"),
        (
            {"gold": [{"doc": "nord", "quote": "Nordlaget støtter forbud mot bål."}]},
            "the gold quote «Nordlaget støtter forbud mot bål.» is not in 'nord'",
        ),
        ({"gold": [{**AGAINST, "doc": "sor"}]}, "is not in 'sor'"),
        (
            {"gold": [{"doc": "nord", "quote": "Gebyret bør være 90 kroner"}]},
            "«Gebyret bør være 90 kroner» is not in 'nord'",
        ),
        ({"gold": [{"doc": "nord", "quote": "60"}]}, "«60» is not in 'nord'"),
        ({"paraphrase": "yes"}, "'paraphrase' must be true or false, not 'yes'"),
        ({"false_premise": True}, "only an unanswerable question has a 'false_premise'"),
        ({"history": ["Hva?"]}, "'history' is for follow-ups"),
        ({"silent": ["nord"]}, "'nord' stands among 'orgs' and 'silent'"),
        ({"variant": "en"}, "'variant' and 'variant_of' belong together"),
        ({"variant_of": "q2"}, "'variant' and 'variant_of' belong together"),
        ({"variant": "de", "variant_of": "q2"}, "'variant' is 'de'; choose one of nn, en"),
        ({"variant": "en", "variant_of": "q9"}, "variant_of 'q9' is the id of no question"),
        ({"variant": "en", "variant_of": "q1"}, "variant_of 'q1' is a variant itself"),
        ({"variant": "en", "variant_of": "q4"}, "'q4' is unanswerable"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(
    tmp_path: Path, library: Library, changes: dict[str, Any], words: str
) -> None:
    sentence = fault(tmp_path, library, changed(0, **changes))
    assert sentence.startswith("line 1: ")
    assert words in sentence


def test_the_line_told_is_that_of_the_question(tmp_path: Path, library: Library) -> None:
    assert fault(tmp_path, library, changed(3, gold=[AGAINST])).startswith(
        "line 4: an unanswerable question has no 'gold'"
    )


def test_an_id_that_occurs_twice_is_told_with_both_lines(tmp_path: Path, library: Library) -> None:
    sentence = fault(tmp_path, library, changed(4, id="q2"))
    assert sentence.startswith("line 5: the id 'q2' stands in line 2 too")


def test_a_missing_file_is_told_by_its_name(tmp_path: Path, library: Library) -> None:
    with pytest.raises(UserError, match=r"set\.jsonl cannot be read \(No such file"):
        load_questions(tmp_path / "set.jsonl", library)


@pytest.mark.parametrize("command", [["lint"], ["score", "--answers", "none.jsonl", "--questions"]])
def test_the_commands_print_the_sentence_and_exit_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(b"{}\r\n")
    assert main([*command, str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"{path}, line 1: it has a Windows line end")
    assert printed.out == ""


def linted(tmp_path: Path, library: Library, questions: list[dict[str, Any]]) -> list[str]:
    path = write_lines(tmp_path / "set.jsonl", questions)
    return [line.removeprefix(f"{path}, ") for line in lint(path, library)]


def test_lint_finds_nothing_in_a_sound_set(tmp_path: Path, library: Library) -> None:
    assert linted(tmp_path, library, QUESTIONS) == []


def test_lint_finds_trivial_and_repeated_quotes(tmp_path: Path, library: Library) -> None:
    trivial = {"doc": "nord", "quote": "tenne bål"}
    part = {"doc": "sor", "quote": "Brannvesenet skal gi bøter"}
    questions = changed(0, gold=[AGAINST, trivial])
    questions[1]["gold"] = [FINES, part]
    assert linted(tmp_path, library, questions) == [
        "line 1: the gold quote «tenne bål» is trivial; quote at least 3 words.",
        "line 2: the gold quote «Brannvesenet skal gi bøter» holds another or lies in one; "
        "keep one.",
    ]


def test_lint_finds_quotes_that_are_too_long(tmp_path: Path) -> None:
    sentence = f"Det brenner {'og brenner ' * 60}hele natten."
    library = make_library(tmp_path / "long", {"nord": f"{sentence}\n"})
    question = {**QUESTIONS[0], "gold": [{"doc": "nord", "quote": sentence}]}
    (found,) = linted(tmp_path, library, [question])
    assert "has more than 500 letters" in found


def test_lint_finds_organisations_and_gold_that_do_not_match(
    tmp_path: Path, library: Library
) -> None:
    assert linted(tmp_path, library, changed(1, orgs=["nord"])) == [
        "line 2: 'gold' quotes 'sor' and 'orgs' lacks 'sor'; mend one.",
        "line 2: 'nord' stands in 'orgs' and nothing of it in 'gold'; mend one.",
    ]


def test_lint_finds_follow_ups_without_history(tmp_path: Path, library: Library) -> None:
    (found,) = linted(tmp_path, library, changed(0, type="followup"))
    assert found.startswith("line 1: a follow-up without 'history'")


def test_lint_finds_near_duplicates_but_lets_variants_be_near(
    tmp_path: Path, library: Library
) -> None:
    near = {**QUESTIONS[0], "id": "q6", "question": "Hva mener Nordlaget om forbudet mot bål?"}
    variant = {**near, "id": "q7", "variant_of": "q1", "variant": "misspelt"}
    assert linted(tmp_path, library, [*QUESTIONS, near]) == [
        "line 6: the question is nearly that of 'q1'; ask something else."
    ]
    assert linted(tmp_path, library, [*QUESTIONS, variant]) == []
    same = {**variant, "question": QUESTIONS[0]["question"]}
    assert len(linted(tmp_path, library, [*QUESTIONS, same])) == 1


def test_lint_finds_a_variant_in_another_language_than_it_says(
    tmp_path: Path, library: Library
) -> None:
    variant = {
        **QUESTIONS[0],
        "id": "q6",
        "question": "What is its view?",
        "variant_of": "q1",
        "variant": "en",
    }
    assert linted(tmp_path, library, [*QUESTIONS, variant]) == [
        "line 6: the variant 'en' has the language 'nb'; mend one."
    ]


def test_lint_exits_with_1_where_it_found_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = {
        "id": "a",
        "question": "Hva?",
        "lang": "nb",
        "type": "followup",
        "orgs": [],
        "gold": [{"doc": "actis", "quote": "Forbudet mot cannabis må opprettholdes."}],
    }
    path = write_lines(tmp_path / "set.jsonl", [question])
    assert main(["lint", str(path)]) == 1
    assert "a follow-up without 'history'" in capsys.readouterr().err
    question |= {"orgs": ["actis"], "type": "single"}
    write_lines(path, [question])
    assert main(["lint", str(path)]) == 0
    assert "nothing to mend" in capsys.readouterr().out
