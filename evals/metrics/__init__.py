"""The metrics, one measure a file. All are pure functions; ``evals.score`` puts them together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "Verbatim": (
            "Citations that are the slice of the reading text they say they are, and whose letters "
            "and digits stand so in the raw source; with no failure, the interval ends at 1 − 3/n."
        ),
        "SentenceCited": (
            "Sentences that name an organisation or stand under its heading, with a number that "
            "exists. Sentences that say who is silent are among them and cannot have one."
        ),
        "CitRecall": "Gold quotations of which half or more lies in the cited excerpts.",
        "CitPrecision": (
            "Cited excerpts that hold half of a gold quotation or lie half inside one; 0 without "
            "citations."
        ),
        "CitHit@1": "The first citation hits a gold quotation.",
        "Hit@1": "The first retrieved passage hits a gold quotation.",
        "R@5": "Gold quotations of which half or more lies in one of the first 5 passages.",
        "R@5 ceiling": "The most that 5 passages of this corpus can reach.",
        "R@10": "Gold quotations of which half or more lies in one of the first 10 passages.",
        "R@10 ceiling": "The most that 10 passages of this corpus can reach.",
        "nDCG@10": "Ranking of the first 10, one relevant document per gold quotation.",
        "MRR@10": "One over the rank of the first passage that hits a gold quotation, within 10.",
        "OrgAttribution": (
            "Citations whose organisation owns the document and is that of the heading or sentence "
            "that cites it."
        ),
        "OrgScope": "Citations of an organisation that the question names, where it names any.",
        "SilentRight": (
            "Comparisons: mean of the silent reported silent and the others reported found."
        ),
        "Refusal": "Unanswerable questions that were refused.",
        "FalseRefusal": "Answerable questions that were refused; lower is better.",
        "AUROC": "Chance that an answerable question gets more confidence than an unanswerable.",
        "StrengthRight": "Sentences labelled by hand that are given their strength.",
        "TokenSupport": (
            "Kept summary sentences whose numbers, dates, names, quotations and negations all "
            "occur in their excerpts: necessary, not sufficient."
        ),
    }
)
"""Metric → what it is, in a sentence; but for Robustness and Latency, which say it themselves."""
