from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from conftest import FakeEmbedder
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import load_library
from embeddings.index import Index, open_index
from evals import norquad
from evals.__main__ import main
from evals.grid import grid
from evals.importers.material import write_material
from evals.importers.squad import SquadQuestion, SquadSet, squad_documents
from evals.intervals import Estimate
from evals.norquad import Contest, NorquadError, check_counts, evaluate, is_held_out
from evals.outcomes import Outcome, figures, holds_answer, rank_of
from evals.parts import cut_passage, first_parts, part_texts
from qa.retrieve import Candidate, Ranking, Weights
from settings import Settings

# Three sentences of 200 code points, blanks and full stops included, and one of 12.
LONG = [f"{letter}{small * 198}." for letter, small in ("Aa", "Bb", "Cc")]
TEXTS = (
    "Moss\nRygge flyplass ligger i Moss. Den ble stengt i 2016.\nNye eiere vil åpne den.",
    "Bergen\nRegnet faller tett i Bergen. Paraplyer selges overalt.",
    "Lang\n" + " ".join([*LONG, "Dette er slutt."]),
)


def asked(identifier: str, question: str, context: int, answer: str, *files: str) -> SquadQuestion:
    return SquadQuestion(identifier, question, context, (answer,), 0, files)


FOUND = SquadSet(
    contexts=TEXTS,
    titles=("", "", ""),
    questions=(
        asked("1", "Når ble Rygge flyplass stengt?", 0, "i 2016", "a.json", "our_test_set.json"),
        asked("2", "Hvor selges paraplyer?", 1, "overalt", "a.json"),
        SquadQuestion("3", "Hva koster det?", 1, (), 0, ("a.json",)),
    ),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("norquad") / "library"
    write_material(folder, squad_documents(FOUND), (), norquad.PROVENANCE)
    settings = Settings(data_dir=folder / "data")
    opened = open_index(load_library(folder / "documents"), settings, embedder=FakeEmbedder())
    yield opened
    opened.close()


def position_of(index: Index, words: str) -> int:
    (position,) = (i for i, passage in enumerate(index.passages) if words in passage.text)
    return position


# --- short passages ------------------------------------------------------------------------------


def test_a_long_passage_is_cut_at_sentence_ends(index: Index) -> None:
    # 200 + 1 + 200 = 401 code points; a third sentence would make 602. Then 200 + 1 + 15 = 216.
    parts = cut_passage(index, position_of(index, "Aaaa"))
    assert part_texts(index, parts) == [f"{LONG[0]} {LONG[1]}", f"{LONG[2]} Dette er slutt."]
    assert [len(text) for text in part_texts(index, parts)] == [401, 216]
    assert [len(part.sentences) for part in parts] == [2, 2]


def test_a_short_passage_is_one_part(index: Index) -> None:
    position = position_of(index, "Rygge")
    (part,) = cut_passage(index, position)
    assert part_texts(index, [part]) == [index.passages[position].text]
    assert part.sentences == index.sentences_of(position)


@given(longest=st.integers(min_value=1, max_value=700))
def test_parts_are_short_enough_and_hold_every_word(index: Index, longest: int) -> None:
    for position, passage in enumerate(index.passages):
        texts = part_texts(index, cut_passage(index, position, longest))
        assert all(len(text) <= longest for text in texts)
        assert "".join("".join(texts).split()) == "".join(passage.text.split())


def test_a_part_is_ranked_by_its_own_best_sentence(index: Index) -> None:
    # The long passage (score 2.0) has two parts with best sentences 0.8 and 0.2, so the second
    # part loses 1.0 × (0.8 − 0.2) and has 1.4. The short passage has 1.5 and stands between them.
    long, short = position_of(index, "Aaaa"), position_of(index, "Rygge")
    similarities = np.zeros(len(index.sentences), dtype=np.float32)
    similarities[list(index.sentences_of(long))] = [0.8, 0.1, 0.2, 0.0]
    similarities[list(index.sentences_of(short))] = [0.1, 0.4]
    candidates = (
        Candidate(long, 2.0, 2.0, 0.8, 0.8, 0.0),
        Candidate(short, 1.5, 1.5, 0.4, 0.4, 0.0),
    )
    ranking = Ranking(candidates, similarities)
    first, second = cut_passage(index, long)
    (whole,) = cut_passage(index, short)
    assert first_parts(index, ranking, 3, Weights(best_sentence=1)) == (first, whole, second)
    assert first_parts(index, ranking, 2, Weights(best_sentence=1)) == (first, whole)
    # Without that signal both parts have their passage's score and stand in document order.
    assert first_parts(index, ranking, 3, Weights(best_sentence=0)) == (first, second, whole)


# --- figures -------------------------------------------------------------------------------------


def test_a_document_ranks_by_its_best_passage() -> None:
    assert rank_of("b", ["a", "a", "a", "b", "a", "b"]) == 2
    assert rank_of("x", ["a", "b"]) is None
    ten = [f"d{i}" for i in range(10)]
    assert rank_of("d9", ten) == 10
    assert rank_of("d10", [*ten, "d10"]) is None


def test_an_answer_is_matched_by_its_text_whatever_the_white_space() -> None:
    assert holds_answer(["Den ble stengt i\n2016."], ["i 2016"])
    assert holds_answer(["kafe\u0301 her"], ["caf", "kafé"])
    assert not holds_answer(["Den ble stengt i 2017."], ["i 2016"])
    # An answer that two parts share lies in neither.
    assert not holds_answer(["stengt i", "2016"], ["i 2016"])
    assert not holds_answer([], ["i 2016"])


def test_figures_of_four_questions() -> None:
    outcomes = [
        Outcome("a", 1, True, 0.9, 0.2),
        Outcome("b", 3, True, 0.5, 0.5),
        Outcome("c", 7, False, 0.4, 0.1),
        Outcome("d", None, False, 0.3, 0.6),
    ]
    means = {name: estimate.mean for name, estimate in figures(outcomes).items()}
    assert means == {
        # 1/log2(2) = 1, 1/log2(4) = 0.5, 1/log2(8) = 1/3, 0: sum 11/6, by four.
        "nDCG@10": pytest.approx(11 / 24),
        "Hit@1": 0.25,
        "Hit@10": 0.75,
        "SpanHit@5": 0.5,
        # Of 16 pairs 0.9 wins 4; 0.5 wins 2 (0.2, 0.1) and ties 1; 0.4 wins 2; 0.3 wins 2.
        "AUROC": pytest.approx(10.5 / 16),
    }


# --- the two systems -----------------------------------------------------------------------------


def test_both_systems_find_the_text_that_shares_the_words(index: Index) -> None:
    contest = Contest.over(index)
    for ask in (contest.ask_product, contest.ask_bm25):
        outcome = ask(FOUND.questions[0])
        assert (outcome.document, outcome.rank, outcome.span_found) == ("p0001", 1, True)
        assert outcome.confidence > outcome.without_gold


def test_without_its_document_a_question_has_the_confidence_of_an_index_without_it(
    index: Index, tmp_path: Path
) -> None:
    rest = SquadSet(TEXTS[1:], ("", ""), ())
    write_material(tmp_path / "rest", squad_documents(rest), (), norquad.PROVENANCE)
    smaller = open_index(
        load_library(tmp_path / "rest" / "documents"),
        Settings(data_dir=tmp_path / "data"),
        embedder=FakeEmbedder(),
    )
    question = FOUND.questions[0]
    elsewhere = asked("1", question.question, 0, "i 2016")
    without = Contest.over(index).ask_product(question).without_gold
    assert without == pytest.approx(Contest.over(smaller).ask_product(elsewhere).confidence)
    smaller.close()


def test_a_question_that_shares_no_word_is_not_found_by_words(index: Index) -> None:
    outcome = Contest.over(index).ask_bm25(asked("4", "Quo vadis?", 0, "i 2016"))
    assert outcome == Outcome("p0001", None, False, 0.0, 0.0)


def test_the_official_sets_are_told_by_the_names_of_their_files() -> None:
    assert [is_held_out(question) for question in FOUND.questions] == [True, False, False]


def test_all_answerable_questions_are_asked_and_the_official_ones_stand_apart(
    index: Index,
) -> None:
    results = evaluate(FOUND, index)
    assert list(results) == ["all", "test and validation"]
    assert {name: row["Hit@1"].n for name, row in results["all"].items()} == {
        "product": 2,
        "BM25": 2,
    }
    assert results["test and validation"]["product"]["Hit@1"] == Estimate(1.0, None, None, 1)
    # One of two is the first: an even step of two.
    assert evaluate(FOUND, index, limit=1)["all"]["BM25"]["Hit@1"].n == 1


def test_a_folder_with_other_counts_is_refused() -> None:
    with pytest.raises(NorquadError, match="hold 3 texts, 3 questions and 1 held-out ones, not"):
        check_counts(FOUND)


@pytest.mark.usefixtures("without_probe")
def test_the_command_prints_both_systems_and_keeps_what_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def with_fake(*args: object, **kwargs: object) -> Index:
        return open_index(*args, **kwargs, embedder=FakeEmbedder())  # type: ignore[arg-type]

    monkeypatch.setattr(norquad, "open_index", with_fake)
    monkeypatch.setattr(norquad, "EXPECTED", (2, 2, 1))
    source = tmp_path / "source"
    source.mkdir()
    for name, question in (("a.json", 1), ("b_test.json", 0)):
        answer = FOUND.questions[question]
        row = {
            "id": 1,
            "question": answer.question,
            "answers": [{"text": answer.answers[0], "answer_start": 0}],
        }
        paragraph = {"context": TEXTS[answer.context], "qas": [row]}
        content = {"data": [{"paragraphs": [paragraph]}]}
        (source / name).write_text(json.dumps(content), encoding="utf-8")
    command = ["norquad", str(source), "--keep", str(tmp_path / "kept")]
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert "all: 2 questions" in printed
    assert "test and validation: 1 questions" in printed
    assert (tmp_path / "kept" / "documents" / "catalogue.toml").exists()
    assert main([*command, "--json"]) == 0
    again = json.loads(capsys.readouterr().out)["groups"]
    assert again["all"]["product"]["Hit@1"]["n"] == again["all"]["BM25"]["Hit@1"]["n"] == 2
    # Without a folder to keep, the same figures come out of one that vanishes.
    assert main(["norquad", str(source), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"] == again

    (tmp_path / "kept" / "documents" / "p0001.md").write_text("Noe annet.", encoding="utf-8")
    assert main(command) == 2
    assert "are not those of the files" in capsys.readouterr().err


def test_a_grid_has_a_row_a_system_and_intervals_below() -> None:
    rows = {
        "one": {"Hit@1": Estimate(0.5, 0.25, 0.75, 4), "AUROC": Estimate(None, None, None, 0)},
        "another": {"Hit@1": Estimate(1.0, None, None, 4), "AUROC": Estimate(0.875, 0.75, 1, 8)},
    }
    assert [line.split() for line in grid(rows)] == [
        ["Hit@1", "AUROC"],
        ["one", "0.500", "–"],
        ["0.250–0.750"],
        ["another", "1.000", "0.875"],
        ["0.750–1.000"],
    ]
    assert len({len(line) for line in grid(rows)}) == 1
    assert list(grid({})) == []
