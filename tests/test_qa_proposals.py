from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qa_examples import make_library

from corpus.library import load_library
from corpus.strength import Strength
from qa.citations import check_citations
from qa.proposals import Proposals, collect_proposals, count_proposals
from qa.selection import (
    FileFormat,
    Selection,
    SelectionError,
    SortKey,
    alphabetical,
    parse_export,
    parse_selection,
    select,
)
from qa.themes import OTHER, Theme, Themes, load_themes
from settings import Settings

THEMES = Themes(
    (
        Theme("ships", {"nb": "Skip", "nn": "Skip", "en": "Ships"}, ("båt", "skip")),
        Theme("quays", {"nb": "Åpne kaier", "nn": "Opne kaiar", "en": "Quays"}, ("*kai",)),
        OTHER,
    )
)
SENT = {
    "words": "", "organisation": "", "theme": "", "strength": "", "sort": "place",
    "descending": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def proposals(tmp_path_factory: pytest.TempPathFactory) -> Proposals:
    library = make_library(tmp_path_factory.mktemp("harbours") / "documents")
    return collect_proposals(library, THEMES)


def test_items_of_lists_and_sentences_that_demand_or_recommend_are_proposals(
    proposals: Proposals,
) -> None:
    own = [p for p in proposals.listed if p.document_id != "havn"]
    assert [(p.organisation_id, p.quote, p.strength.value, p.theme) for p in own] == [
        ("havn", "Staten må betale for nye kaier i nord.", "demands", "quays"),
        ("fyr", "Lyset må brenne hele natten.", "demands", "other"),
        ("los", "Losen må være om bord i alle store skip.", "demands", "ships"),
        ("los", "Farten bør settes ned til 8 knop.", "recommends", "other"),
    ]
    listed = [p for p in proposals.listed if p.document_id == "havn"]
    assert len(listed) == 20  # 18 about boats and 2 about weather; background is none
    assert listed[-2].quote == "Stormvarsling bør være gratis for alle."
    assert listed[-2].section == ("Vær",)


def test_what_others_propose_is_not_a_proposal_of_who_tells_of_it(tiny_documents: Path) -> None:
    (tiny_documents / "fjord.txt").write_text(
        "Vi støtter gratis behandling. Fjellforbundet mener at bøter må innføres.\n",
        encoding="utf-8",
    )
    library = load_library(tiny_documents)
    found = collect_proposals(library, THEMES).listed
    assert {proposal.organisation_id for proposal in found} == {"fjell"}


def test_all_organisations_of_the_five_documents_propose_something() -> None:
    library = load_library(Settings().documents_dir)
    found = collect_proposals(library, load_themes(Settings().documents_dir, library)).listed
    counts = Counter(proposal.organisation_id for proposal in found)
    assert counts == {"actis": 350, "dok8": 42, "fo": 18, "nnpf": 14, "nkrop": 7}
    # The motion's list, numbered in print, is there whole.
    items = [p.item for p in found if p.organisation_id == "dok8" and p.section == ("Forslag",)]
    assert items == [str(number) for number in range(1, 12)]


def test_every_proposal_is_a_slice_of_its_document(proposals: Proposals) -> None:
    check_citations(proposals.listed, proposals.library)
    for proposal in proposals.listed:
        text = proposals.library.documents[proposal.document_id].text
        assert text[proposal.start : proposal.end] == proposal.quote


def test_counts_are_by_organisation_and_theme(proposals: Proposals) -> None:
    counts = count_proposals(proposals.listed)
    assert counts == {
        ("havn", "ships"): 18, ("havn", "other"): 2, ("havn", "quays"): 1, ("fyr", "other"): 1,
        ("los", "ships"): 1, ("los", "other"): 1,
    }  # fmt: skip
    assert counts["taus", "ships"] == 0


def quotes(proposals: Proposals, selection: Selection) -> list[str]:
    return [proposal.quote for proposal in select(proposals, selection, "nb")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("knop", ["Farten bør settes ned til 8 knop."]),
        ("FARTENS  knopene", ["Farten bør settes ned til 8 knop."]),
        ("stormvars", ["Stormvarsling bør være gratis for alle."]),
        ("varsling", ["Stormvarsling bør være gratis for alle."]),  # the end of a compound
        ("ling", ["Stormvarsling bør være gratis for alle."]),
        ("lin", []),  # too short to be looked for within words
        ("vær gratis", ["Stormvarsling bør være gratis for alle."]),  # the heading and the words
        ("knop gratis", []),
        ("ubåt", []),
    ],
)
def test_every_word_must_be_found_in_one_of_its_forms(
    proposals: Proposals, words: str, expected: list[str]
) -> None:
    assert quotes(proposals, Selection(words=words)) == expected


def test_words_that_say_nothing_are_not_searched_for(proposals: Proposals) -> None:
    assert len(quotes(proposals, Selection(words="og den ..."))) == len(proposals.listed)


def test_the_filters_are_all_obeyed(proposals: Proposals) -> None:
    chosen = Selection(organisation="los", theme="other", strength=Strength.RECOMMENDS)
    assert quotes(proposals, chosen) == ["Farten bør settes ned til 8 knop."]
    assert quotes(proposals, replace(chosen, strength=Strength.DEMANDS)) == []


def test_sorting_is_alphabetical_by_name_and_equals_stay_in_the_documents_order(
    proposals: Proposals,
) -> None:
    by_owner = select(proposals, Selection(sort=SortKey.ORGANISATION), "nb")
    # Fyrvokterlaget, HF, Losforeningen
    assert list(dict.fromkeys(p.organisation_id for p in by_owner)) == ["fyr", "havn", "los"]
    falling = select(proposals, Selection(sort=SortKey.ORGANISATION, descending=True), "nb")
    assert list(dict.fromkeys(p.organisation_id for p in falling)) == ["los", "havn", "fyr"]
    for chosen in (by_owner, falling):
        own = [p.number for p in chosen if p.organisation_id == "havn"]
        assert own == sorted(own)
    # Andre temaer, Skip, Åpne kaier; and Andre tema, Opne kaiar, Skip
    for language, expected in (
        ("nb", ["other", "ships", "quays"]),
        ("nn", ["other", "quays", "ships"]),
    ):
        by_theme = select(proposals, Selection(sort=SortKey.THEME), language)
        assert list(dict.fromkeys(p.theme for p in by_theme)) == expected
    by_strength = select(proposals, Selection(sort=SortKey.STRENGTH), "nb")
    strengths = list(dict.fromkeys(p.strength for p in by_strength))
    assert strengths == [Strength.DEMANDS, Strength.RECOMMENDS]


def test_the_alphabet_ends_in_æøå() -> None:
    names = ["Åre", "ørn", "Ærfugl", "zebra", "Éclair", "and", "Öre", "ål"]
    assert sorted(names, key=alphabetical) == [
        "and", "Éclair", "zebra", "Ærfugl", "Öre", "ørn", "ål", "Åre",
    ]  # fmt: skip


selections = st.builds(
    Selection,
    words=st.text(max_size=12) | st.sampled_from(["båter", "må", "Vær", "kai", "havn plass"]),
    organisation=st.sampled_from([None, "havn", "fyr", "los", "taus"]),
    theme=st.sampled_from([None, "ships", "quays", "other"]),
    strength=st.sampled_from([None, Strength.DEMANDS, Strength.RECOMMENDS]),
    sort=st.sampled_from(SortKey),
    descending=st.booleans(),
)


@given(selections)
def test_selecting_gives_some_of_all_once_each_and_nothing_new_the_second_time(
    proposals: Proposals, selection: Selection
) -> None:
    chosen = select(proposals, selection, "nb")
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= set(proposals.listed)
    in_order = tuple(sorted(chosen, key=lambda proposal: proposal.number))
    assert select(replace(proposals, listed=in_order), selection, "nb") == chosen


@given(selections)
def test_what_the_page_sends_is_read_as_it_was_meant(
    proposals: Proposals, selection: Selection
) -> None:
    sent = {
        "words": selection.words,
        "organisation": selection.organisation or "",
        "theme": selection.theme or "",
        "strength": selection.strength.value if selection.strength else "",
        "sort": selection.sort.value,
        "descending": selection.descending,
    }
    assert parse_selection(sent, proposals) == selection
    assert parse_export({**sent, "format": "csv"}, proposals) == (selection, FileFormat.CSV)


@pytest.mark.parametrize(
    "data",
    [
        None, [], "nnpf", {}, {**SENT, "more": 1},
        {**SENT, "words": None}, {**SENT, "words": "a" * 201},
        {**SENT, "organisation": "ukjent"}, {**SENT, "organisation": ["havn"]},
        {**SENT, "theme": "<b>"}, {**SENT, "strength": "DEMANDS"}, {**SENT, "sort": ""},
        {**SENT, "sort": "number"}, {**SENT, "descending": 1}, {**SENT, "descending": "false"},
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_a_sentence(proposals: Proposals, data: Any) -> None:
    with pytest.raises(SelectionError, match=r"^[^\n]{20,400}\.$"):
        parse_selection(data, proposals)


@pytest.mark.parametrize("data", [SENT, {**SENT, "format": "exe"}, None, {"format": "csv"}])
def test_an_export_needs_a_selection_and_a_known_format(proposals: Proposals, data: Any) -> None:
    with pytest.raises(SelectionError):
        parse_export(data, proposals)
