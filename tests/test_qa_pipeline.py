from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qa_examples import SOURCES

from embeddings.index import Index
from qa.answer import Answer, OutsideKind, Status
from qa.pipeline import answer_question
from qa.problems import Problem, QuestionError
from qa.question import understand
from qa.render import answer_record

ALL = ("havn", "fyr", "los", "taus")
NAMES = {
    "Havneforbundet": "havn", "HFs": "havn", "havnefolket": "havn", "Fyrvokterlaget": "fyr",
    "fyrfolket": "fyr", "LOSFORENINGEN": "los", "Tauslagets": "taus",
}  # fmt: skip
WORDS = sorted({word for text in SOURCES.values() for word in text.split()})
QUESTIONS = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(list(NAMES)),
        st.sampled_from(["Hva", "mener", "Hvilke tiltak vil", "romferge", "?", "<b>"]),
        st.text(max_size=6),
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@pytest.fixture(scope="module")
def index(harbours: Index) -> Index:
    return harbours


def ask(index: Index, question: str, *organisations: str) -> Answer | None:
    """The answer, or ``None`` where the text holds no question."""
    try:
        return answer_question(question, index, organisations=organisations)
    except QuestionError:
        return None


def record(index: Index, answer: Answer) -> dict[str, Any]:
    whole = answer_record(answer, index.library)
    del whole["timings_ms"]
    return whole


@given(QUESTIONS)
def test_every_citation_is_a_slice_of_a_document_of_its_organisation(
    index: Index, question: str
) -> None:
    answer = ask(index, question)
    for finding in answer.findings if answer else ():
        for citation in finding.citations:
            document = index.library.documents[citation.document_id]
            assert document.text[citation.start : citation.end] == citation.quote
            assert citation.quote == citation.quote.strip() != ""
            assert document.organisation == finding.organisation
            assert citation.organisation_id == finding.organisation.id
            assert citation.document_id in finding.searched


@given(QUESTIONS, st.lists(st.sampled_from(ALL)))
def test_each_organisation_asked_about_is_in_the_answer_once(
    index: Index, question: str, chosen: list[str]
) -> None:
    answer = ask(index, question, *chosen)
    if answer is None:
        return
    named = understand(question, index.library.catalogue.organisations).organisations
    expected = {organisation.id for organisation in named} or set(chosen) or set(ALL)
    answered = [finding.organisation.id for finding in answer.findings]
    assert sorted(answered) == sorted(expected)
    owners = {index.library.documents[r.document_id].organisation.id for r in answer.retrieved}
    assert owners <= expected


@given(QUESTIONS)
def test_found_has_excerpts_silent_has_none_and_answered_has_any(
    index: Index, question: str
) -> None:
    answer = ask(index, question)
    if answer is None:
        return
    for finding in answer.findings:
        assert (finding.status is Status.FOUND) == bool(finding.citations)
        assert len(finding.citations) <= 15
        assert len(set(finding.citations)) == len(finding.citations)
    assert answer.answered == any(finding.citations for finding in answer.findings)
    assert not (answer.answered and answer.nearest)
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert 0 <= answer.confidence <= 1
    statuses = [finding.status for finding in answer.findings]
    assert statuses == sorted(statuses, key=[Status.FOUND, Status.SILENT].index)


@given(QUESTIONS)
def test_the_same_question_gives_the_same_record(index: Index, question: str) -> None:
    first, second = ask(index, question), ask(index, question)
    if first is None or second is None:
        assert first is second
        return
    assert json.dumps(record(index, first)) == json.dumps(record(index, second))


@given(QUESTIONS)
def test_search_results_are_passages_best_first(index: Index, question: str) -> None:
    answer = ask(index, question)
    if answer is None:
        return
    assert len(answer.retrieved) <= 50
    scores = [result.score for result in answer.retrieved]
    assert scores == sorted(scores, reverse=True)
    passages = {passage.id: passage for passage in index.passages}
    assert len({result.passage_id for result in answer.retrieved}) == len(answer.retrieved)
    for result in answer.retrieved:
        assert passages[result.passage_id].text == result.text
        text = index.library.documents[result.document_id].text
        assert text[result.start : result.end] == result.text


@pytest.mark.parametrize(("name", "identifier"), NAMES.items())
def test_only_who_is_named_is_asked(index: Index, name: str, identifier: str) -> None:
    answer = answer_question(f"Hva mener {name} om båter?", index, organisations=ALL)
    assert [finding.organisation.id for finding in answer.findings] == [identifier]


def test_who_is_chosen_is_asked_where_nobody_is_named(index: Index) -> None:
    answer = answer_question("Hva med båter?", index, organisations=("los", "fyr", "los"))
    assert sorted(finding.organisation.id for finding in answer.findings) == ["fyr", "los"]


@pytest.mark.parametrize("question", ["Hva med båter?", "Hva mener Fyrvokterlaget om båter?"])
def test_an_unknown_organisation_is_refused_with_those_that_are_known(
    index: Index, question: str
) -> None:
    with pytest.raises(QuestionError) as refusal:
        answer_question(question, index, organisations=("los", "sjø"))
    assert refusal.value.problem is Problem.UNKNOWN_ORGANISATION
    assert str(refusal.value) == (
        "«sjø» er ingen kjent organisasjon; velg blant havn, fyr, los, taus."
    )
    assert refusal.value.in_language("nn") == (
        "«sjø» er ingen kjend organisasjon; vel mellom havn, fyr, los, taus."
    )


def test_a_question_in_the_words_of_a_source_is_answered_from_there(index: Index) -> None:
    answer = answer_question("Hvem vil at stormvarsling bør være gratis for alle?", index)
    assert answer.answered
    assert answer.citations[0].quote == "Stormvarsling bør være gratis for alle."
    assert answer.question == "Hvem vil at stormvarsling bør være gratis for alle?"


def test_nobody_answers_for_an_organisation_outside_the_catalogue(index: Index) -> None:
    answer = answer_question("Hva mener Høyre om gratis stormvarsling for alle?", index)
    assert [(o.word, o.kind) for o in answer.outside] == [("Høyre", OutsideKind.ORGANISATION)]
    assert not answer.answered
    assert answer.citations == ()
    assert answer.confidence == 0
    assert {finding.status for finding in answer.findings} == {Status.SILENT}
    assert [finding.organisation.id for finding in answer.findings] == list(ALL)


def test_a_known_organisation_is_answered_for_beside_one_outside(index: Index) -> None:
    answer = answer_question("Hva mener Høyre og HF om gratis stormvarsling for alle?", index)
    assert [o.word for o in answer.outside] == ["Høyre"]
    assert answer.answered
    assert {citation.organisation_id for citation in answer.citations} == {"havn"}


def test_what_was_typed_is_kept_and_what_was_searched_is_told(index: Index) -> None:
    answer = answer_question("  Hva mener\tfyrfolket?\n", index)
    assert answer.question == "  Hva mener\tfyrfolket?\n"
    assert answer.understood_as == "Hva mener fyrfolket?"
    assert [(g.word, g.organisation.id) for g in answer.guesses] == [("fyrfolket", "fyr")]


def test_each_stage_is_timed(index: Index) -> None:
    timings = answer_question("Hva med båter?", index).timings_ms
    assert list(timings) == ["embed", "search", "select", "check", "total"]
    stages = [spent for stage, spent in timings.items() if stage != "total"]
    assert min(stages) >= 0
    assert sum(stages) <= timings["total"]


@pytest.mark.parametrize("question", ["", "   ", "123", "🙂", "x" * 10_000])
def test_what_is_no_question_is_refused_before_anything_is_searched(
    index: Index, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(index.embedder), "encode_query", None)
    with pytest.raises(QuestionError):
        answer_question(question, index)
