"""The checks on real sentences: copied they are kept, and changed in one word they are not.

Every third sentence of the five documents, with the passage that it stands in as the excerpt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from corpus_examples import shipped_library

from corpus.catalogue import Organisation
from corpus.passages import PassageKind
from corpus.sentences import split_sentences
from corpus.strength import Strength
from qa.answer import Citation
from qa.claims import LONGEST_SENTENCE, FaultKind, find_fault

_LIBRARY = shipped_library()
_ORGANISATIONS = _LIBRARY.catalogue.organisations
_DENIAL = re.compile(r"\b(?:ikke|ingen|uten|aldri|h?verken) ")
_VERB = re.compile(r"\b(?:må|skal|bør|er|har|kan|vil) ")

Copied = tuple[Organisation, str, Citation]
"""Who says it, the sentence without its stop and first capital, and the excerpt."""


@cache
def copied() -> tuple[Copied, ...]:
    return tuple(_sentences())[::3]


def _sentences() -> Iterator[Copied]:
    for passage in _LIBRARY.passages:
        if passage.kind not in {PassageKind.PARAGRAPH, PassageKind.PROPOSAL}:
            continue
        owner = _LIBRARY.documents[passage.document_id].organisation
        excerpt = Citation(
            1, passage.document_id, owner.id, (), passage.start, passage.end, passage.text,
            Strength.DEMANDS, None, None,
        )  # fmt: skip
        for start, end in split_sentences(passage.text):
            said = passage.text[start:end].rstrip(".!?")
            if 25 <= len(said) <= LONGEST_SENTENCE - 100:
                lowered = said if said[:2].isupper() else said[0].lower() + said[1:]
                yield owner, lowered, excerpt


def fault(organisation: Organisation, said: str, excerpt: Citation) -> FaultKind | None:
    sentence = f"{organisation.short} sier at {said} [1]."
    found = find_fault(sentence, {1: excerpt}, _ORGANISATIONS, "nb")
    return found.kind if found else None


def test_what_is_copied_is_kept() -> None:
    assert len(copied()) > 250
    faults = [fault(*sentence) for sentence in copied()]
    assert faults.count(None) >= 0.99 * len(faults)


def test_what_is_given_to_another_is_removed() -> None:
    for owner, said, excerpt in copied():
        other = next(o for o in _ORGANISATIONS if o.id != owner.id)
        assert fault(other, said, excerpt) is FaultKind.ORGANISATION


def test_a_number_that_is_changed_is_seen() -> None:
    changed = [
        (owner, re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), said), excerpt)
        for owner, said, excerpt in copied()
        if re.search(r"\d", said)
    ]
    assert len(changed) > 15
    for sentence in changed:
        assert fault(*sentence) in {FaultKind.NUMBER, FaultKind.QUOTATION}


def test_a_denial_that_is_added_is_seen() -> None:
    changed = [
        (owner, _VERB.sub(lambda verb: f"{verb[0]}ikke ", said, count=1), excerpt)
        for owner, said, excerpt in copied()
        if _VERB.search(said) and not _DENIAL.search(said)
    ]
    assert len(changed) > 150
    faults = [fault(*sentence) for sentence in changed]
    assert faults.count(FaultKind.NEGATION_ADDED) >= 0.99 * len(faults)


def test_a_denial_that_is_left_out_is_seen() -> None:
    # "Ikke bare" and "ikke minst" deny nothing.
    denial = re.compile(r"\b(?:ikke|ingen) (?!bare|minst|kun)")
    changed = [
        (owner, denial.sub("", said, count=1), excerpt)
        for owner, said, excerpt in copied()
        if denial.search(said)
    ]
    faults = [fault(*sentence) for sentence in changed]
    assert len(faults) > 15
    assert faults.count(FaultKind.NEGATION_LOST) >= 0.9 * len(faults)


@pytest.mark.parametrize("organisation", _ORGANISATIONS, ids=lambda o: o.id)
def test_every_organisation_can_be_named_in_full_or_in_short(organisation: Organisation) -> None:
    owner, said, excerpt = next(c for c in copied() if c[0].id == organisation.id)
    for name in (owner.name, owner.short):
        sentence = f"{name} sier at {said} [1]."
        assert find_fault(sentence, {1: excerpt}, _ORGANISATIONS, "nb") is None
