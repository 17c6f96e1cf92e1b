from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import DOCUMENT_KINDS
from corpus.library import Library, load_library
from evals.__main__ import main
from evals.importers.beir import read_beir
from evals.importers.material import (
    ImportedDocument,
    ImportFormatError,
    Provenance,
    as_markdown,
    catalogue_ids,
    new_folder,
    write_material,
)
from evals.importers.squad import evidence, read_squad, squad_documents, squad_questions
from evals.importers.trec import (
    judged_questions,
    qrels_lines,
    read_qrels,
    read_run,
    relevant_passages,
    run_records,
)
from evals.letters import letters
from evals.records import read_records
from evals.testset import EvalQuestion, Gold, load_questions
from qa.wording import BOKMAL

PROVENANCE = Provenance("samling", "2023", "nb")


def test_every_kind_of_document_can_be_catalogued_and_is_shown_in_words(
    tiny_documents: Path,
) -> None:
    catalogue = tiny_documents / "catalogue.toml"
    catalogue.write_text(
        catalogue.read_text(encoding="utf-8").replace("hearing_statement", "article"),
        encoding="utf-8",
    )
    kinds = {document.entry.kind for document in load_library(tiny_documents).documents.values()}
    assert kinds == {"article"}
    assert BOKMAL.kinds["article"] == "artikkel"
    assert set(BOKMAL.kinds) == set(DOCUMENT_KINDS)


# --- what every importer writes ------------------------------------------------------------------


def test_fit_ids_are_kept_and_others_are_made_fit_and_distinct() -> None:
    assert catalogue_ids(["doc_1", "MED-10", "med-10", "Ås: fjøs", "æ", "…", "?"]) == {
        "doc_1": "doc_1",
        "MED-10": "med-10",
        "med-10": "med-10-2",
        "Ås: fjøs": "a-s-fj-s",
        "æ": "d",
        "…": "d-2",
        "?": "d-3",
    }


@given(st.lists(st.text(max_size=80), unique=True, max_size=30))
def test_ids_are_always_distinct_and_accepted(given_ids: list[str]) -> None:
    ids = catalogue_ids(given_ids)
    assert list(ids) == given_ids
    assert len(set(ids.values())) == len(given_ids)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", identifier) for identifier in ids.values())


def test_a_document_is_its_title_as_a_heading_and_a_paragraph_a_line() -> None:
    document = ImportedDocument("d", " Om  fjell ", "Fjell er høye.\n\n  De er\tbratte.\n")
    assert as_markdown(document) == "# Om fjell\n\nFjell er høye.\n\nDe er bratte.\n\n"
    assert as_markdown(ImportedDocument("d", "Bare tittel", " ")) == "Bare tittel\n\n"


def test_the_library_has_titles_texts_and_references_as_they_were_imported(tmp_path: Path) -> None:
    awkward = 'Om "fjell" \\ og\x7f vann ' + "lang " * 40
    documents = [
        ImportedDocument("a", awkward, "Fjell er høye.", reference="A/1"),
        ImportedDocument("b", "", "Vann er vått.\nDet renner."),
    ]
    write_material(tmp_path / "ny", documents, (), PROVENANCE)
    library = load_library(tmp_path / "ny" / "documents")
    a, b = library.documents.values()
    assert (a.organisation.id, a.entry.kind, a.entry.date.year_label) == (
        "samling",
        "article",
        "ca. 2023",
    )
    assert a.entry.title.startswith('Om "fjell" \\ og\x7f vann lang lang')
    assert a.entry.title.endswith(" …")
    assert len(a.entry.title) <= 122
    assert (a.entry.reference, b.entry.reference) == ("A/1", None)
    assert b.text == "Vann er vått.\n\nDet renner."
    # The heading is searched with the passage below it.
    (passage,) = (p for p in library.passages if p.text == "Fjell er høye.")
    assert passage.section[0].startswith('Om "fjell"')


def test_nothing_is_left_behind_where_writing_fails(tmp_path: Path) -> None:
    document = ImportedDocument("a", "", "half \ud800 character")
    with pytest.raises(ImportFormatError, match=r"a\.md holds half a character"):
        write_material(tmp_path / "ny", [document], (), PROVENANCE)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ImportFormatError, match="is not empty"), new_folder(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


# --- SQuAD ---------------------------------------------------------------------------------------

RYGGE = "Flyplass i Moss\nRygge ligger i Moss. Den er stengt siden 2016.\nNye eiere vil åpne."


def squad(*paragraphs: dict[str, Any], title: str = "") -> str:
    return json.dumps({"data": [{"title": title, "paragraphs": list(paragraphs)}]})


def asked(identifier: int, question: str, text: str, start: int) -> dict[str, Any]:
    answers = [{"text": text, "answer_start": start}]
    return {"id": identifier, "question": question, "answers": answers, "is_impossible": False}


@pytest.fixture
def squad_folder(tmp_path: Path) -> Path:
    """Two files; the second repeats a text and a question of the first."""
    folder = tmp_path / "squad"
    folder.mkdir()
    rygge = {
        "context": RYGGE,
        "qas": [
            asked(1, "Hvor ligger Rygge?", "i Moss", 99),
            asked(2, "Hvem eier?", "staten", 0),
            {"id": 3, "question": "Hva er prisen?", "answers": [], "is_impossible": True},
        ],
    }
    again = {"context": RYGGE, "qas": [asked(7, "Hvor ligger Rygge?", "i Moss", 99)]}
    vann = {"context": "Vann er vått.", "qas": [asked(1, "Hvor ligger Rygge?", "vått", 8)]}
    (folder / "a.json").write_text(squad(rygge), encoding="utf-8")
    (folder / "b_test.json").write_text(squad(again, vann, title="Om_vann"), encoding="utf-8")
    return folder


def test_texts_and_questions_are_told_apart_by_their_words(squad_folder: Path) -> None:
    found = read_squad([squad_folder / "a.json", squad_folder / "b_test.json"])
    assert found.contexts == (RYGGE, "Vann er vått.")
    assert found.titles == ("", "Om vann")
    assert [(q.id, q.context, q.files) for q in found.questions] == [
        ("1", 0, ("a.json", "b_test.json")),
        ("2", 0, ("a.json",)),
        ("3", 0, ("a.json",)),
        # The same question about another text is another question.
        ("1", 1, ("b_test.json",)),
    ]
    documents = squad_documents(found)
    assert [(d.id, d.title) for d in documents] == [
        ("p0001", "Flyplass i Moss"),
        ("p0002", "Om vann"),
    ]
    questions, left_out = squad_questions(found, documents)
    assert left_out == 1  # "staten" is not in the text
    assert [(q.id, q.gold, q.must_say) for q in questions] == [
        ("1", (("p0001", "Rygge ligger i Moss."),), ("i Moss",)),
        ("3", (), ()),
        ("1-2", (("p0002", "Vann er vått."),), ("vått",)),
    ]


@pytest.mark.parametrize(
    ("answer", "near", "expected"),
    [
        # "i Moss" occurs at 9 and, after "Rygge ligger ", at 29: the nearer one counts.
        ("i Moss", 0, "Flyplass i Moss"),
        ("i Moss", 20, "Rygge ligger i Moss."),
        ("Moss. Den er", 0, "Rygge ligger i Moss. Den er stengt siden 2016."),
        ("staten", 0, ""),
    ],
)
def test_the_evidence_is_the_sentences_that_hold_the_answer(
    answer: str, near: int, expected: str
) -> None:
    assert evidence(RYGGE, answer, near) == expected


def test_imported_squad_is_a_library_and_a_question_set(
    squad_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "Ny samling"
    assert main(["import", "squad", str(squad_folder), str(out), "--year", "2020"]) == 0
    assert "2 documents and 3 questions" in capsys.readouterr().out
    library = load_library(out / "documents")
    questions = load_questions(out / "questions.jsonl", library)
    assert [(q.type, q.orgs, q.named) for q in questions] == [
        ("single", ("ny-samling",), ()),
        ("unanswerable", ("ny-samling",), ()),
        ("single", ("ny-samling",), ()),
    ]
    assert letters(library.documents["p0001"].text) == letters(RYGGE)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is not SQuAD-style JSON"),
        ('{"data": [{"paragraphs": [{"context": "", "qas": []}]}]}', "context is ''"),
        ('{"data": [{"paragraphs": [{"context": "a", "qas": [{}]}]}]}', "is not SQuAD-style JSON"),
    ],
)
def test_what_is_no_squad_is_refused_with_the_file(
    tmp_path: Path, content: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.json"
    source.write_text(content, encoding="utf-8")
    assert main(["import", "squad", str(source), str(tmp_path / "ny")]) == 2
    error = capsys.readouterr().err
    assert str(source) in error
    assert said in error
    assert not (tmp_path / "ny").exists()


# --- BEIR ----------------------------------------------------------------------------------------


def write_lines(path: Path, *rows: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def beir_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    write_lines(
        folder / "corpus.jsonl",
        {"_id": "MED-1", "title": "Fjell", "text": "Fjell er høye. De er bratte."},
        {"_id": "MED-2", "title": "Bare tittel", "text": ""},
        {"_id": "MED-3", "title": "", "text": "Vann er vått."},
        {"_id": "MED-4", "title": "", "text": "1234"},
    )
    write_lines(
        folder / "queries.jsonl",
        {"_id": "q1", "text": "Er fjell høye?"},
        {"_id": "q2", "text": "Hva er tittelen?"},
        {"_id": "q3", "text": "Hva er ikke bedømt?"},
    )
    (folder / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\tMED-1\t2\nq1\tMED-3\t1\nq1\tMED-2\t0\nq2\tMED-2\t1\n"
        "q3\tMED-4\t1\n"
    )
    return folder


def test_a_judged_entry_is_gold_as_a_whole(beir_folder: Path) -> None:
    documents, questions = read_beir(beir_folder, "test")
    assert [(d.id, d.reference) for d in documents] == [
        ("med-1", "MED-1"),
        ("med-2", "MED-2"),
        ("med-3", "MED-3"),
    ]
    assert [(q.id, q.gold) for q in questions] == [
        ("q1", (("med-1", "Fjell er høye. De er bratte."), ("med-3", "Vann er vått."))),
        ("q2", (("med-2", "Bare tittel"),)),
    ]


def test_imported_beir_is_a_library_and_a_question_set(beir_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "samling"
    assert main(["import", "beir", str(beir_folder), str(out)]) == 0
    questions = load_questions(out / "questions.jsonl", load_library(out / "documents"))
    assert [(q.id, q.type, len(q.gold)) for q in questions] == [
        ("q1", "multi", 2),
        ("q2", "single", 1),
    ]


@pytest.mark.parametrize(
    ("qrels", "said"),
    [
        ("q1\tMED-1\n", "line 1: 'q1\\tMED-1' is not a query, an entry and a whole number"),
        ("query-id\tcorpus-id\tscore\nq9\tMED-1\t1\n", "line 2: 'q9' is no query"),
        ("q1\tMED-1\t0.5\n", "line 1"),
    ],
)
def test_a_faulty_judgement_is_told_with_its_line(beir_folder: Path, qrels: str, said: str) -> None:
    (beir_folder / "qrels" / "test.tsv").write_text(qrels)
    with pytest.raises(ImportFormatError) as caught:
        read_beir(beir_folder, "test")
    assert said in str(caught.value)
    with pytest.raises(ImportFormatError, match="name a split that is there"):
        read_beir(beir_folder, "train")


# --- TREC ----------------------------------------------------------------------------------------
# The tiny library's passages: fjord:0-81 "Fjordforeningen mener … dette." and fjord:83-139, and
# two of fjell.


def question(identifier: str, *gold: tuple[str, str]) -> EvalQuestion:
    return EvalQuestion(
        id=identifier,
        question="Hva med bolig?",
        lang="nb",
        type="multi" if gold else "unanswerable",
        orgs=("fjord",),
        named=(),
        gold=tuple(Gold(doc, quote) for doc, quote in gold),
    )


ROOF = ("fjord", "Kommunen bør ha ansvaret for dette.")
CARE = ("fjell", "Det er viktig at pasientene får behandling innen 24 timer.")


def ids(library: Library, document: str) -> list[str]:
    return [passage.id for passage in library.passages if passage.document_id == document]


def test_a_passage_is_relevant_if_it_hits_a_gold_quotation(tiny_library: Library) -> None:
    questions = [question("a", ROOF, CARE), question("b")]
    first, _ = ids(tiny_library, "fjord")
    _, last = ids(tiny_library, "fjell")
    assert relevant_passages(questions, tiny_library) == {"a": (first, last)}
    assert qrels_lines(questions, tiny_library) == f"a 0 {first} 1\na 0 {last} 1\n"
    with pytest.raises(ImportFormatError, match="holds white space"):
        qrels_lines([question("a b", ROOF)], tiny_library)


def test_exported_judgements_come_back_as_they_were(tiny_library: Library, tmp_path: Path) -> None:
    questions = [question("a", ROOF, CARE)]
    path = tmp_path / "qrels.txt"
    path.write_text(qrels_lines(questions, tiny_library))
    assert read_qrels(path) == {
        "a": dict.fromkeys(relevant_passages(questions, tiny_library)["a"], 1)
    }


def test_judged_passages_become_gold(tiny_library: Library) -> None:
    first, second = ids(tiny_library, "fjord")
    _, last = ids(tiny_library, "fjell")
    qrels = {"a": {last: 2, first: 1, second: 0}, "b": {first: 0}}
    questions = [question("a", ROOF), question("b", CARE), question("c", CARE)]
    rows = list(judged_questions(qrels, questions, tiny_library))
    assert [(r["id"], r["type"], r["orgs"]) for r in rows] == [
        ("a", "multi", ["fjell", "fjord"]),
        ("b", "unanswerable", ["fjord"]),
    ]
    assert [gold["doc"] for gold in rows[0]["gold"]] == ["fjell", "fjord"]
    assert rows[0]["gold"][0]["quote"] == CARE[1]


def test_a_run_becomes_answer_records_by_falling_score(tiny_library: Library) -> None:
    first, second = ids(tiny_library, "fjord")
    _, last = ids(tiny_library, "fjell")
    run = {"a": {second: 0.5, last: 2.0, first: 0.5}}
    one, other = run_records(run, [question("a", ROOF), question("b")], tiny_library)
    # Equal scores stand by id: "fjord:0-…" before "fjord:8…".
    assert [r["passage"] for r in one["retrieved"]] == [last, first, second]
    assert (one["answered"], one["confidence"]) == (True, 1.0)
    assert (other["answered"], other["retrieved"]) == (False, [])
    with pytest.raises(ImportFormatError, match="'x' is no passage"):
        list(run_records({"a": {"x": 1.0}}, [question("a")], tiny_library))
    with pytest.raises(ImportFormatError, match="'z' is no question"):
        list(run_records({"z": {}}, [question("a")], tiny_library))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a Q0 p 1 0.5\n", "line 1"),
        ("a Q0 p 1 0.5 tag\na Q0 p 2 0.4 tag\n", "line 2: 'p' occurs twice for the question 'a'"),
        ("a Q0 p 1 nan tag\n", "line 1"),
        ("a Q0 p 1 high tag\n", "line 1"),
    ],
)
def test_a_faulty_run_is_told_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "run.trec"
    path.write_text(content)
    with pytest.raises(ImportFormatError) as caught:
        read_run(path)
    assert said in str(caught.value)


def test_the_commands_lead_out_and_in_again(
    tiny_documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "egne.jsonl"
    gold = [{"doc": doc, "quote": quote} for doc, quote in (ROOF, CARE)]
    row = {"id": "a", "question": "Hva?", "lang": "nb", "type": "multi", "orgs": ["fjord", "fjell"]}
    questions.write_text(json.dumps({**row, "gold": gold}) + "\n", encoding="utf-8")
    of = ["--questions", str(questions), "--documents", str(tiny_documents)]
    assert main(["export", "beir", str(tmp_path / "beir"), *of]) == 0
    corpus = (tmp_path / "beir" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(corpus) == 4
    assert json.loads(corpus[0])["metadata"] == {"document": "fjord", "organisation": "fjord"}
    judged = (tmp_path / "beir" / "qrels" / "egne.tsv").read_text().splitlines()
    assert [line.split("\t")[0] for line in judged] == ["query-id", "a", "a"]

    assert main(["export", "trec", str(tmp_path / "trec"), *of]) == 0
    passage = (tmp_path / "trec" / "qrels.txt").read_text().split()[2]
    (tmp_path / "run.trec").write_text(f"a Q0 {passage} 1 3.5 other\n")
    answers = tmp_path / "answers.jsonl"
    assert main(["import", "run", str(tmp_path / "run.trec"), str(answers), *of]) == 0
    (record,) = read_records(answers)
    assert record["retrieved"][0]["passage"] == passage
    again = ["export", "trec", str(tmp_path / "again"), *of, "--answers", str(answers)]
    assert main(again) == 0
    assert read_run(tmp_path / "again" / "run.trec") == {"a": {passage: 3.5}}

    judged_set = tmp_path / "judged.jsonl"
    qrels = str(tmp_path / "trec" / "qrels.txt")
    assert main(["import", "qrels", qrels, str(judged_set), *of]) == 0
    (loaded,) = load_questions(judged_set, load_library(tiny_documents))
    assert [gold.doc for gold in loaded.gold] == ["fjord", "fjell"]
    capsys.readouterr()
    assert main(["import", "qrels", qrels, str(judged_set), *of]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["import", "run", qrels, str(tmp_path / "x"), "--documents", "x"]) == 2
    assert "--questions" in capsys.readouterr().err
