"""Evidence is chosen from similarities and scores that are set by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from qa_examples import BOAT_PROPOSALS, position_of

from corpus.strength import Strength
from embeddings.index import Index
from qa.confidence import ANSWERED_FROM
from qa.evidence import Evidence, gather_evidence
from qa.question import understand
from qa.retrieve import Candidate, Ranking

HARBOUR = ("Båter trenger plass.", "Havnen er full om sommeren.", "Vinteren er stille og lang.")
POSITION, LIST = "Hva mener de?", "Hvilke tiltak vil de ha?"


@pytest.fixture(scope="module")
def index(harbours: Index) -> Index:
    return harbours


def sentence(index: Index, words: str) -> int:
    """Position of the only sentence that holds the words."""
    (found,) = (
        i
        for i, s in enumerate(index.sentences)
        if words
        in index.library.documents[index.passages[s.passage_index].document_id].text[
            s.start : s.end
        ]
    )
    return found


def ranking(
    index: Index,
    similarities: Mapping[str, float],
    relevance: Mapping[str, float],
    *,
    elsewhere: float = 0.5,
) -> Ranking:
    """Sentences by their similarity, all others at ``elsewhere``; passages by their relevance."""
    closeness = np.full(len(index.sentences), elsewhere, dtype=np.float32)
    for words, similarity in similarities.items():
        closeness[sentence(index, words)] = similarity
    candidates = []
    for words, value in relevance.items():
        position = position_of(index, words)
        closest = float(closeness[list(index.sentences_of(position))].max())
        candidates.append(
            Candidate(
                position=position,
                score=value,
                relevance=value,
                in_context=closest,
                best_sentence=closest,
                coverage=0.0,
            )
        )
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.position))
    return Ranking(tuple(candidates), closeness)


def gather(index: Index, found: Ranking, *asked: str, question: str = POSITION) -> Evidence:
    organisations = index.library.catalogue.organisations
    return gather_evidence(
        understand(question, organisations),
        found,
        index,
        [o for o in organisations if not asked or o.id in asked],
    )


def quotes(evidence: Evidence) -> list[str]:
    return [c.quote for finding in evidence.findings for c in finding.citations]


def statuses(evidence: Evidence) -> list[tuple[str, str]]:
    return [(finding.organisation.id, finding.status.value) for finding in evidence.findings]


def leads(evidence: Evidence) -> list[str]:
    return [c.leading_words for finding in evidence.findings for c in finding.citations]


def test_a_paragraph_is_cited_whole_and_led_by_its_nearest_sentence(index: Index) -> None:
    for words in HARBOUR:
        evidence = gather(index, ranking(index, {words: 0.9}, {HARBOUR[0]: 3.0}), "havn")
        assert quotes(evidence) == [" ".join(HARBOUR)]
        assert leads(evidence) == [words]


def test_what_is_one_sentence_leads_as_it_is(index: Index) -> None:
    evidence = gather(index, ranking(index, {}, {"Gjestehavner": 3.0}), "havn")
    (citation,) = evidence.findings[0].citations
    assert citation.lead is None
    assert citation.leading_words == citation.quote


@pytest.mark.parametrize(
    ("background", "leading"),
    [(0.85, "Staten må betale for nye kaier i nord."), (0.95, "Kaiene råtner.")],
)
def test_a_position_leads_before_background_that_is_hardly_nearer(
    index: Index, background: float, leading: str
) -> None:
    similarities = {"Kaiene": background, "Staten": 0.7, "penger": 0.1}
    evidence = gather(index, ranking(index, similarities, {"Kaiene": 3.0}), "havn")
    assert leads(evidence) == [leading]


def test_where_background_is_asked_for_no_position_is_preferred(index: Index) -> None:
    similarities = {"Kaiene": 0.85, "Staten": 0.8, "penger": 0.1}
    found = ranking(index, similarities, {"Kaiene": 3.0})
    evidence = gather(index, found, "havn", question="Hvordan er kaiene?")
    assert leads(evidence) == ["Kaiene råtner."]


def test_the_sentence_that_holds_the_fact_sought_leads(index: Index) -> None:
    found = ranking(index, {"bekymret": 0.9, "Farten": 0.85}, {"bekymret": 3.0})
    position = gather(index, found, "los")
    number = gather(index, found, "los", question="Hvor mange knop?")
    assert leads(position)[0].endswith("trange løp.")
    assert leads(number) == ["Farten bør settes ned til 8 knop."]


def test_the_strongest_excerpt_of_a_list_leads_wherever_it_stands(index: Index) -> None:
    scores = {"Stormvarsling": 1.0, "Bølgebrytere": 1.2}
    evidence = gather(index, ranking(index, {}, scores), "havn", question=LIST)
    assert [quote.split()[0] for quote in quotes(evidence)] == ["Stormvarsling", "Bølgebrytere"]
    leading = evidence.findings[0].leading
    assert leading is not None
    assert leading.quote.startswith("Bølgebrytere")


def test_at_most_six_excerpts_the_most_relevant_first(index: Index) -> None:
    scores = {BOAT_PROPOSALS[i]: 3.0 + i / 100 for i in range(8)}
    evidence = gather(index, ranking(index, {}, scores), "havn")
    assert quotes(evidence) == [BOAT_PROPOSALS[i] for i in (7, 6, 5, 4, 3, 2)]


def test_excerpts_that_tie_stand_in_document_order(index: Index) -> None:
    scores = dict.fromkeys(BOAT_PROPOSALS[::-1], 3.0)
    assert quotes(gather(index, ranking(index, {}, scores), "havn")) == list(BOAT_PROPOSALS[:6])


def test_a_proposal_comes_before_background_of_about_the_same_score(index: Index) -> None:
    near = ranking(index, {}, {"Gjestehavner": 1.02, "Stormvarsling": 1.0})
    assert quotes(gather(index, near, "havn"))[0].startswith("Stormvarsling")
    far = ranking(index, {}, {"Gjestehavner": 1.12, "Stormvarsling": 1.0})
    assert quotes(gather(index, far, "havn"))[0].startswith("Gjestehavner")


def test_what_falls_far_behind_the_best_is_left_out(index: Index) -> None:
    scores = {"Stormvarsling": 1.2, "Bølgebrytere": 1.1, "Gjestehavner": 0.5}
    assert len(quotes(gather(index, ranking(index, {}, scores), "havn"))) == 2


def test_a_list_stands_in_source_order(index: Index) -> None:
    scores = {"Gjestehavner": 1.2, "Stormvarsling": 1.0, "Kaiene": 1.1}
    listed = quotes(gather(index, ranking(index, {}, scores), "havn", question=LIST))
    assert [quote.split()[0] for quote in listed] == ["Stormvarsling", "Kaiene", "Gjestehavner"]


def test_a_list_of_a_chapter_is_of_proposals_only(index: Index) -> None:
    scores = {"Gjestehavner": 1.2, "Bølgebrytere": 1.1, "Stormvarsling": 1.0, "Kaiene": 1.1}
    listed = quotes(gather(index, ranking(index, {}, scores), "havn", question=LIST))
    assert [quote.split()[0] for quote in listed] == ["Stormvarsling", "Bølgebrytere"]


def test_a_list_takes_in_the_chapter_that_holds_two_of_the_best(index: Index) -> None:
    scores = dict.fromkeys(BOAT_PROPOSALS[:10], -5.0)
    scores |= {BOAT_PROPOSALS[3]: 5.0, BOAT_PROPOSALS[7]: 5.0, "Stormvarsling": -5.0}
    evidence = gather(index, ranking(index, {}, scores), "havn", question=LIST)
    assert quotes(evidence) == list(BOAT_PROPOSALS[:10])


def test_a_list_takes_in_its_chapter_where_several_are_asked_about_too(index: Index) -> None:
    scores = {BOAT_PROPOSALS[3]: 1.5, BOAT_PROPOSALS[7]: 1.5, BOAT_PROPOSALS[0]: 0.2, "Lyset": 0.2}
    near = {BOAT_PROPOSALS[3]: 0.7}
    evidence = gather(index, ranking(index, near, scores), question=LIST)
    assert quotes(evidence) == [BOAT_PROPOSALS[i] for i in (0, 3, 7)]
    assert dict(statuses(evidence))["fyr"] == "silent"


def test_a_single_proposal_does_not_take_in_its_chapter(index: Index) -> None:
    scores = {BOAT_PROPOSALS[0]: -5.0, BOAT_PROPOSALS[3]: 5.0, "Gjestehavner": 5.0}
    scores |= {"Kaiene": 5.0, "Stormvarsling": 5.0, "Båter trenger": 5.0}
    listed = quotes(gather(index, ranking(index, {}, scores), "havn", question=LIST))
    assert BOAT_PROPOSALS[3] in listed
    assert BOAT_PROPOSALS[0] not in listed


def test_a_list_has_at_most_fifteen_excerpts(index: Index) -> None:
    scores = dict.fromkeys(BOAT_PROPOSALS, -5.0) | dict.fromkeys(BOAT_PROPOSALS[-2:], 5.0)
    listed = quotes(gather(index, ranking(index, {}, scores), "havn", question=LIST))
    assert listed == [*BOAT_PROPOSALS[:13], *BOAT_PROPOSALS[-2:]]


def test_numbers_run_from_one_through_all_organisations(index: Index) -> None:
    scores = {"Stormvarsling": 1.2, "Bølgebrytere": 1.1, "Lyset": 1.2, "Radio": 1.1, "Losen": 1.0}
    evidence = gather(index, ranking(index, {}, scores))
    numbers = [c.number for finding in evidence.findings for c in finding.citations]
    assert numbers == [1, 2, 3, 4, 5]


def test_who_is_closest_comes_first_and_who_is_silent_last(index: Index) -> None:
    evidence = gather(
        index,
        ranking(index, {}, {"Stormvarsling": 0.9, "Lyset": 1.1, "Losen": 1.2}),
    )
    assert statuses(evidence) == [
        ("los", "found"),
        ("fyr", "found"),
        ("havn", "found"),
        ("taus", "silent"),
    ]


def test_an_organisation_that_is_clearly_less_relevant_than_the_best_is_silent(
    index: Index,
) -> None:
    scores = {"Stormvarsling": 1.5, "Farten": 1.4, "Lyset": 0.9, "Radio": 0.8}
    evidence = gather(index, ranking(index, {"Stormvarsling": 0.7}, scores))
    assert statuses(evidence) == [
        ("havn", "found"),
        ("los", "found"),
        ("fyr", "silent"),
        ("taus", "silent"),
    ]
    silent = evidence.findings[2]
    assert silent.citations == ()
    assert silent.searched == ("fyr",)


def test_an_organisation_that_is_as_close_in_meaning_speaks_in_whatever_words(index: Index) -> None:
    scores = {"Stormvarsling": 3.0, "Lyset": 1.0, "Losen": 1.0}
    near = {"Stormvarsling": 0.7, "Lyset": 0.61, "Losen": 0.59}
    evidence = gather(index, ranking(index, near, scores))
    assert dict(statuses(evidence)) | {"taus": "silent"} == {
        "havn": "found",
        "fyr": "found",
        "los": "silent",
        "taus": "silent",
    }


def test_how_much_an_organisation_says_does_not_silence_the_others(index: Index) -> None:
    scores = dict.fromkeys(BOAT_PROPOSALS, 1.5) | {"Lyset": 1.2, "Losen": 1.2}
    evidence = gather(index, ranking(index, {}, scores))
    assert {owner for owner, status in statuses(evidence) if status == "found"} == {
        "havn",
        "fyr",
        "los",
    }


def test_a_single_organisation_is_not_measured_against_the_others(index: Index) -> None:
    found = ranking(index, {}, {"Stormvarsling": 2.0, "Farten": 2.0, "Radio": 0.9})
    assert quotes(gather(index, found, "fyr")) == ["Radio er et godt tillegg."]


@pytest.mark.parametrize("question", [POSITION, LIST])
def test_when_nothing_is_close_nothing_is_cited_and_all_are_silent(
    index: Index, question: str
) -> None:
    scores = {"Stormvarsling": 3.0, "Lyset": 2.0, "Losen": 1.0}
    evidence = gather(index, ranking(index, {}, scores, elsewhere=0.0), question=question)
    assert not evidence.answered
    assert evidence.confidence < ANSWERED_FROM
    assert statuses(evidence) == [(o, "silent") for o in ("havn", "fyr", "los", "taus")]
    assert quotes(evidence) == []
    assert [finding.searched for finding in evidence.findings] == [
        ("havn", "havn-2"),
        ("fyr",),
        ("los",),
        (),
    ]


def test_without_candidates_nothing_is_found(index: Index) -> None:
    evidence = gather(index, ranking(index, {}, {}), "taus")
    assert not evidence.answered
    assert statuses(evidence) == [("taus", "silent")]


def test_confidence_grows_with_closeness_and_stays_a_share(index: Index) -> None:
    confidences = [
        gather(index, ranking(index, {}, {"Lyset": 3.0}, elsewhere=closeness)).confidence
        for closeness in (-1.0, 0.0, 0.1, 0.2, 0.5, 1.0)
    ]
    assert confidences == sorted(confidences)
    assert len(set(confidences)) == len(confidences)
    assert 0 <= confidences[0] < ANSWERED_FROM < confidences[-1] <= 1


def test_a_citation_says_where_it_stands_and_how_its_nearest_sentence_speaks(index: Index) -> None:
    found = ranking(
        index,
        {"nedleggelse": 0.9, "Stormvarsling": 0.9, "bekymret": 0.5, "Farten": 0.9},
        {"Lyset": 3.0, "Stormvarsling": 3.0, "Farten": 3.0},
    )
    cited = {c.document_id: c for f in gather(index, found).findings for c in f.citations}
    assert cited["fyr"].strength is Strength.OPPOSES
    assert cited["havn"].strength is Strength.RECOMMENDS
    assert cited["los"].strength is Strength.RECOMMENDS
    assert cited["havn"].section == ("Vær",)
    assert cited["fyr"].section == ()
    for document_id, citation in cited.items():
        document = index.library.documents[document_id]
        assert document.text[citation.start : citation.end] == citation.quote
        assert citation.organisation_id == document.organisation.id
        assert (citation.lines, citation.page) == (None, None)
