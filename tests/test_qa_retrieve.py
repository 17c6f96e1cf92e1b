from __future__ import annotations

import numpy as np
import pytest
from conftest import FakeEmbedder
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.runnables import RunnableLambda
from qa_examples import SOURCES, position_of

from embeddings.index import Index
from qa.retrieve import HybridRetriever, Ranking, rank

OWNERS = ("havn", "fyr", "los")
WORDS = sorted({word for text in SOURCES.values() for word in text.split() if word.isalpha()})
QUESTIONS = st.lists(st.sampled_from([*WORDS, "romferge", "?"]), min_size=1, max_size=8).map(
    " ".join
)


@pytest.fixture(scope="module")
def index(harbours: Index) -> Index:
    return harbours


def ask(index: Index, text: str, *organisations: str) -> Ranking:
    return rank(index, text, FakeEmbedder().encode_query(text), organisations)


def owners(index: Index, ranking: Ranking) -> set[str]:
    return {index.owners[candidate.position] for candidate in ranking.candidates}


def test_the_passage_that_shares_the_words_comes_first(index: Index) -> None:
    ranking = ask(index, "Stormvarsling bør være gratis")
    assert ranking.candidates[0].position == position_of(index, "Stormvarsling")


def test_a_passage_is_found_by_one_of_its_sentences(index: Index) -> None:
    ranking = ask(index, "Farten bør settes ned")
    first = ranking.candidates[0]
    assert first.position == position_of(index, "Farten")
    similarities = ranking.sentence_similarities[list(index.sentences_of(first.position))]
    assert first.best_sentence == pytest.approx(float(similarities.max()))
    assert similarities.argmax() == 1


def test_sentence_similarities_are_cosines_with_every_sentence(index: Index) -> None:
    ranking = ask(index, "Radio er et godt tillegg.")
    assert ranking.sentence_similarities.shape == (len(index.sentences),)
    (radio,) = index.sentences_of(position_of(index, "Radio"))
    assert ranking.sentence_similarities[radio] == pytest.approx(1.0)
    assert np.abs(ranking.sentence_similarities).max() <= 1 + 1e-6


@pytest.mark.parametrize("asked", [("fyr",), ("los", "fyr"), ("havn",)])
def test_organisations_asked_about_are_a_filter(index: Index, asked: tuple[str, ...]) -> None:
    assert owners(index, ask(index, "Båter av type A må få fast plass", *asked)) == set(asked)


def test_an_organisation_without_documents_has_no_candidates(index: Index) -> None:
    assert ask(index, "Båter", "taus").candidates == ()


def test_a_wordy_organisation_does_not_crowd_out_the_others(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.retrieve._POOL", 3)
    monkeypatch.setattr("qa.retrieve._FEWEST_PER_ORGANISATION", 2)
    ranking = ask(index, "Båter av type A må få fast plass i havnen")
    found = [index.owners[candidate.position] for candidate in ranking.candidates]
    assert [found.count(owner) >= 2 for owner in OWNERS] == [True, True, True]
    assert len(found) < len(index.passages)


def test_the_best_by_words_are_candidates_even_if_their_vectors_are_far(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.retrieve._POOL", 1)
    monkeypatch.setattr("qa.retrieve._FEWEST_PER_ORGANISATION", 0)
    radio = position_of(index, "Radio")
    elsewhere = index.passage_vectors[position_of(index, "Gjestehavner")]
    found = rank(index, "Radio", elsewhere).candidates
    assert {c.position for c in found} == {position_of(index, "Gjestehavner"), radio}


def test_candidates_that_tie_stand_in_document_order_and_organisations_take_turns(
    index: Index,
) -> None:
    nothing = np.zeros(FakeEmbedder().dimension, dtype=np.float32)
    ranking = rank(index, "romferge", nothing)
    assert {c.relevance for c in ranking.candidates} == {0.0}
    for owner in OWNERS:
        positions = [c.position for c in ranking.candidates if index.owners[c.position] == owner]
        assert positions == index.positions_by_owner[owner].tolist()
    first = [index.owners[c.position] for c in ranking.candidates[:3]]
    assert sorted(first) == sorted(OWNERS)


def test_each_better_passage_of_the_same_organisation_costs_a_tenth(index: Index) -> None:
    ranking = ask(index, "Båter av type A må få fast plass i havnen")
    for owner in OWNERS:
        own = [c for c in ranking.candidates if index.owners[c.position] == owner]
        costs = [candidate.relevance - candidate.score for candidate in own]
        assert costs == pytest.approx([0.1 * i for i in range(len(own))], abs=1e-5)


def test_closeness_is_the_mean_of_the_two_cosines(index: Index) -> None:
    for candidate in ask(index, "Radio er et godt tillegg.").candidates:
        position = candidate.position
        vector = FakeEmbedder().encode_query("Radio er et godt tillegg.")
        in_context = float(index.passage_vectors[position] @ vector)
        assert candidate.in_context == pytest.approx(in_context, abs=1e-6)
        assert candidate.closeness == pytest.approx(
            (in_context + candidate.best_sentence) / 2, abs=1e-6
        )


@given(QUESTIONS, st.lists(st.sampled_from(OWNERS), unique=True))
def test_any_question_is_ranked_within_what_is_asked(
    index: Index, text: str, asked: list[str]
) -> None:
    ranking = ask(index, text, *asked)
    scores = [candidate.score for candidate in ranking.candidates]
    positions = [candidate.position for candidate in ranking.candidates]
    assert scores == sorted(scores, reverse=True)
    assert len(set(positions)) == len(positions)
    assert owners(index, ranking) == set(asked or OWNERS)
    assert np.isfinite(scores).all()
    for first, second in zip(ranking.candidates, ranking.candidates[1:], strict=False):
        assert first.score > second.score or first.position < second.position
    for candidate in ranking.candidates:
        sentences = list(index.sentences_of(candidate.position))
        assert candidate.best_sentence == ranking.sentence_similarities[sentences].max()


@given(QUESTIONS)
def test_the_langchain_retriever_returns_the_same_order(index: Index, text: str) -> None:
    documents = HybridRetriever(index=index).invoke(text)
    ranking = ask(index, text)
    assert [d.metadata["passage"] for d in documents] == [
        index.passages[c.position].id for c in ranking.candidates
    ]
    assert [d.metadata["score"] for d in documents] == [c.score for c in ranking.candidates]


def test_the_langchain_retriever_tells_where_each_passage_stands(index: Index) -> None:
    (found,) = HybridRetriever(index=index, organisations=("havn",), k=1).invoke(
        "Bølgebrytere skal bygges"
    )
    passage = index.passages[position_of(index, "Bølgebrytere")]
    assert found.page_content == passage.text
    assert found.metadata == {
        "passage": passage.id,
        "document": "havn",
        "organisation": "havn",
        "section": "Vær",
        "start": passage.start,
        "end": passage.end,
        "score": found.metadata["score"],
    }
    text = index.library.documents["havn"].text
    assert text[found.metadata["start"] : found.metadata["end"]] == found.page_content


def test_the_langchain_retriever_works_in_a_chain(index: Index) -> None:
    chain = HybridRetriever(index=index, organisations=("los",)) | RunnableLambda(
        lambda documents: [d.metadata["organisation"] for d in documents]
    )
    assert chain.invoke("Hvem må være om bord?") == ["los"] * 2
