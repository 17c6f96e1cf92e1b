"""Pipelines broken on purpose: the instrument sees each fault, and nothing that is not there.

Five questions (``evals_examples``): two single ones (q1, q2), a comparison of two organisations of
which a third is silent (q3), two that nothing answers (q4, q5). A pipeline without a fault gives
four citations: one each for q1 and q2, two for q3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evals_examples import (
    citation,
    found,
    make_library,
    markdown,
    questions_of,
    record,
    right_records,
)

from corpus.library import Library
from evals.score import score_answers

FAULTLESS = {
    "Verbatim": 1.0,
    "SentenceCited": 1.0,
    "CitRecall": 1.0,
    "CitPrecision": 1.0,
    "CitHit@1": 1.0,
    "Hit@1": 1.0,
    "R@5": 1.0,
    "R@5 ceiling": 1.0,
    "R@10": 1.0,
    "R@10 ceiling": 1.0,
    "nDCG@10": 1.0,
    "MRR@10": 1.0,
    "OrgAttribution": 1.0,
    "OrgScope": 1.0,
    "SilentRight": 1.0,
    "Refusal": 1.0,
    "FalseRefusal": 0.0,
    "AUROC": 1.0,
    "Latency total p50": 10.0,
    "Latency total p95": 10.0,
}

SWAPPED = {"nord": "sor", "sor": "nord", "vest": "vest"}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return make_library(tmp_path / "documents")


def row(tmp_path: Path, library: Library, records: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Every figure of the summary, rounded."""
    scores = score_answers(questions_of(tmp_path, library), records, library)
    return {
        name: round(estimate.mean, 6)
        for name, estimate in scores.summary.items()
        if estimate.mean is not None
    }


def test_a_pipeline_without_a_fault_has_full_marks(tmp_path: Path, library: Library) -> None:
    assert row(tmp_path, library, right_records(library)) == FAULTLESS


def test_swapped_organisations_fail_attribution(tmp_path: Path, library: Library) -> None:
    """The right sentences, each below the other organisation's name."""
    records = right_records(library)
    for answer in records:
        for cited in answer["citations"]:
            cited["organisation"] = SWAPPED[cited["organisation"]]
        answer["text"] = markdown(answer["citations"])
    # None of the 4 citations is its organisation's. The documents cited are still the right ones,
    # so OrgScope and the evidence stand.
    assert row(tmp_path, library, records) == {**FAULTLESS, "OrgAttribution": 0.0}


def test_swapped_headings_alone_fail_attribution(tmp_path: Path, library: Library) -> None:
    """The citations say it right and the text says it wrong."""
    records = right_records(library)
    for answer in records:
        swapped = [{**c, "organisation": SWAPPED[c["organisation"]]} for c in answer["citations"]]
        answer["text"] = markdown(swapped)
    assert row(tmp_path, library, records) == {**FAULTLESS, "OrgAttribution": 0.0}


def test_the_others_sentences_fail_attribution_scope_and_evidence(
    tmp_path: Path, library: Library
) -> None:
    """Asked about one organisation, it cites another's document in that one's name."""
    records = right_records(library)
    stolen = citation(library, 1, "sor", "Sørforbundet krever forbud mot bål.")
    stolen["organisation"] = "nord"
    records[0] |= {"citations": [stolen], "text": markdown([stolen])}
    assert row(tmp_path, library, records) == {
        **FAULTLESS,
        "OrgAttribution": 0.75,  # 3 of 4
        "OrgScope": 0.0,  # q1 alone names and cites: 0 of 1
        "CitRecall": round(2 / 3, 6),  # q1, q2, q3: (0 + 1 + 1) / 3
        "CitPrecision": round(2 / 3, 6),
        "CitHit@1": round(2 / 3, 6),
    }


def test_a_dropped_ikke_fails_verbatim(tmp_path: Path, library: Library) -> None:
    records = right_records(library)
    for answer in records:
        for cited in answer["citations"]:
            cited["quote"] = cited["quote"].replace(" ikke", "")
        answer["text"] = markdown(answer["citations"])
    # "ikke" stood in 2 of the 4 citations: that of q1 and the first of q3.
    assert row(tmp_path, library, records) == {**FAULTLESS, "Verbatim": 0.5}


def test_a_reading_that_dropped_ikke_fails_verbatim_too(tmp_path: Path, library: Library) -> None:
    """Quotation and reading text agree, and the raw source says something else."""
    damaged = make_damaged_library(tmp_path, library)
    records = right_records(library)
    for answer in records:
        for cited in answer["citations"]:
            quote = cited["quote"].replace(" ikke", "")
            fresh = citation(damaged, cited["number"], cited["document"], quote)
            cited |= {key: fresh[key] for key in ("start", "end", "quote")}
    assert row(tmp_path, damaged, records)["Verbatim"] == 0.5


def make_damaged_library(tmp_path: Path, library: Library) -> Library:
    """A library whose reading of one document leaves out a word."""
    document = library.documents["nord"]
    at = document.text.index(" ikke")
    origin = document.origin
    broken = replace(
        document,
        text=document.text.replace(" ikke", ""),
        origin=replace(
            origin,
            starts=(0, at),
            raw_starts=(0, origin.raw_offset(at + len(" ikke"))),
        ),
    )
    return replace(library, documents={**library.documents, "nord": broken})


def test_always_answering_fails_refusal_silence_and_auroc(tmp_path: Path, library: Library) -> None:
    benches = {"doc": "vest", "quote": "Benkene skal være av tre."}
    records = right_records(library)
    records[2]["organisations"] = [
        {"id": identifier, "status": "found"} for identifier in ("nord", "sor", "vest")
    ]
    records[3] = record(library, "q4", [benches])
    records[4] = record(library, "q5", [benches])
    assert row(tmp_path, library, records) == {
        **FAULTLESS,
        "Refusal": 0.0,
        "AUROC": 0.5,  # all five with confidence 0.9: every pair a tie
        "SilentRight": 0.5,  # (0 of 1 silent + 2 of 2 found) / 2
    }


def test_never_answering_fails_evidence_and_false_refusal(tmp_path: Path, library: Library) -> None:
    """Retrieval works and nothing of it is shown."""
    everybody = ("nord", "sor", "vest")
    records = [
        {
            **record(library, answer["id"], silent=everybody, confidence=0.0),
            "retrieved": answer["retrieved"],
        }
        for answer in right_records(library)
    ]
    expected = {
        **FAULTLESS,
        "CitRecall": 0.0,
        "CitPrecision": 0.0,
        "CitHit@1": 0.0,
        "SilentRight": 0.5,  # (1 of 1 silent + 0 of 2 found) / 2
        "FalseRefusal": 1.0,
        "AUROC": 0.5,
    }
    # Shares of citations, and of sentences about an organisation, have nothing to be shares of.
    for name in ("Verbatim", "SentenceCited", "OrgAttribution", "OrgScope"):
        del expected[name]
    assert row(tmp_path, library, records) == expected


def test_the_right_document_at_a_wrong_place_fails_the_evidence(
    tmp_path: Path, library: Library
) -> None:
    elsewhere = {
        "nord": "Gebyret bør være 60 kroner for voksne.",
        "sor": "Barn bør lære om ild på skolen.",
    }
    records = right_records(library)
    for answer in records:
        answer["citations"] = [
            citation(library, c["number"], c["document"], elsewhere[c["document"]])
            for c in answer["citations"]
        ]
        answer["text"] = markdown(answer["citations"])
    assert row(tmp_path, library, records) == {
        **FAULTLESS,
        "CitRecall": 0.0,
        "CitPrecision": 0.0,
        "CitHit@1": 0.0,
    }


def test_a_ranking_upside_down_fails_the_ranking_measures(tmp_path: Path, library: Library) -> None:
    records = right_records(library)
    for answer in records:
        if answer["citations"]:
            answer["retrieved"] = [
                found(library, "benker", 3.0),
                found(library, "Gebyret", 2.0),
                *answer["retrieved"],
            ]
    assert row(tmp_path, library, records) == {
        **FAULTLESS,
        "Hit@1": 0.0,
        # The gold of q1 and q2 is third: 1/log2(4) = 0.5. That of q3 is third and fourth:
        # (0.5 + 1/log2(5)) / (1 + 1/log2(3)) = 0.930677 / 1.630930 = 0.570642.
        "nDCG@10": round((0.5 + 0.5 + 0.570642) / 3, 6),
        "MRR@10": round(1 / 3, 6),
    }


def test_a_missing_answer_scores_zero(tmp_path: Path, library: Library) -> None:
    """No record for q1 and q4; the others are right."""
    records = [answer for answer in right_records(library) if answer["id"] not in {"q1", "q4"}]
    two_thirds = round(2 / 3, 6)
    expected = {
        **FAULTLESS,
        "CitRecall": two_thirds,
        "CitPrecision": two_thirds,
        "CitHit@1": two_thirds,
        "Hit@1": two_thirds,
        "R@5": two_thirds,
        "R@10": two_thirds,
        "nDCG@10": two_thirds,
        "MRR@10": two_thirds,
        "Refusal": 0.5,  # no answer is no refusal
        "FalseRefusal": round(1 / 3, 6),
        # Confidences 0 (q1, none), 0.9, 0.9 against 1 (q4, none) and 0.1: q1 wins 0 of 2, the
        # others 1 of 2 each: 2 of 6.
        "AUROC": round(2 / 6, 6),
    }
    del expected["OrgScope"]  # q1 was the only question that names somebody and is answered
    assert row(tmp_path, library, records) == expected
