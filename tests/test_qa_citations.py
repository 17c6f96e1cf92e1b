from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from corpus_examples import shipped_library
from hypothesis import given
from hypothesis import strategies as st
from qa_examples import cite, make_library

from corpus.library import Library, load_library
from corpus.passages import Passage
from corpus.strength import Strength
from qa.answer import Citation
from qa.citations import CitationError, check_citations

REAL = shipped_library()

Change = Callable[[Citation], Citation]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return make_library(tmp_path_factory.mktemp("harbours") / "documents")


def test_true_citations_pass(library: Library) -> None:
    check_citations(
        [
            cite(library, "fyr", "Fyrvokterlaget støtter ikke nedleggelse av fyr."),
            cite(library, "los", "Farten bør settes ned til 8 knop.", 2),
        ],
        library,
    )
    check_citations([], library)


def test_numbers_must_count_from_one(library: Library) -> None:
    first = cite(library, "fyr", "Radio", 1)
    for wrong in ([replace(first, number=2)], [first, first], [first, replace(first, number=3)]):
        with pytest.raises(CitationError, match="should be number"):
            check_citations(wrong, library)


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("not what the document says", lambda c: replace(c, start=c.start + 1, end=c.end + 1)),
        ("not what the document says", lambda c: replace(c, start=c.start + 1)),
        ("not what the document says", lambda c: replace(c, end=c.end + 1)),
        ("not what the document says", lambda c: replace(c, quote=c.quote.replace(" ikke", ""))),
        ("not what the document says", lambda c: replace(c, quote=c.quote + " ")),
        ("not what the document says", lambda c: replace(c, quote=c.quote.lower())),
        ("not what the document says", lambda c: replace(c, end=c.start, quote="")),
        ("not what the document says", lambda c: replace(c, start=-5, end=-1, quote="nope")),
        ("another's words", lambda c: replace(c, organisation_id="los")),
        ("another's words", lambda c: replace(c, document_id="los")),
        ("another's words", lambda c: replace(c, organisation_id="nobody")),
        ("unknown document", lambda c: replace(c, document_id="nothing")),
    ],
)
def test_every_fault_is_caught(library: Library, fault: str, change: Change) -> None:
    citation = cite(library, "fyr", "Fyrvokterlaget støtter ikke nedleggelse av fyr.")
    with pytest.raises(CitationError, match=fault):
        check_citations([change(citation)], library)


def reworded(library: Library, document_id: str, old: str, new: str) -> Library:
    """The library as it would be if reading had put ``new``, of the same length, for ``old``."""
    assert len(old) == len(new)
    document = library.documents[document_id]
    assert old in document.text
    documents = dict(library.documents)
    documents[document_id] = replace(document, text=document.text.replace(old, new, 1))
    return replace(library, documents=MappingProxyType(documents))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8 knop", "9 knop"),
        ("ned til", "opp til"),
        ("bør", "må "),
        ("Farten", "Fraten"),
        ("settes", "ettess"),
        ("Farten bør", "bør Farten"),
    ],
)
def test_words_and_numbers_that_the_source_has_not_are_caught(
    library: Library, old: str, new: str
) -> None:
    misread = reworded(library, "los", old, new)
    quote = "Farten bør settes ned til 8 knop.".replace(old, new)
    with pytest.raises(CitationError, match="source has not"):
        check_citations([cite(misread, "los", quote)], misread)


@pytest.mark.parametrize(("old", "new"), [("1990", "9990"), ("1990", "1900"), ("2018", "2081")])
def test_a_digit_is_not_excused_by_its_neighbours(tmp_path: Path, old: str, new: str) -> None:
    library = one_document(tmp_path, "Tallene fra 1990 og 2018 er like.")
    misread = reworded(library, "los", old, new)
    quote = misread.documents["los"].text
    with pytest.raises(CitationError, match="source has not"):
        check_citations([cite(misread, "los", quote)], misread)


def one_document(folder: Path, text: str) -> Library:
    make_library(folder / "documents")
    (folder / "documents" / "los.txt").write_text(text, encoding="utf-8")
    return load_library(folder / "documents")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Losen mener \ufb01re er o\ufb03sielle.", "Losen mener fire er offisielle."),
        ("Losen ma\u030a fa\u030a lo\u0308nn.", "Losen må få lönn."),
        ("Plassen er 20 m² og 1½ mil lang.", "Plassen er 20 m² og 1½ mil lang."),
        ("Losen krever bedre sik-\nkerhet om bord.", "Losen krever bedre sikkerhet om bord."),
        ("Losen   krever\nmer.", "Losen krever mer."),
    ],
)
def test_what_reading_mends_is_no_fault(tmp_path: Path, raw: str, read: str) -> None:
    library = one_document(tmp_path, raw)
    check_citations([cite(library, "los", read)], library)


@given(st.data())
def test_every_slice_of_a_passage_of_a_real_document_passes(data: st.DataObject) -> None:
    passage: Passage = data.draw(st.sampled_from(REAL.passages))
    first = data.draw(st.integers(0, len(passage.text) - 1))
    last = data.draw(st.integers(first + 1, len(passage.text)))
    check_citations([cite_passage(passage, first, last)], REAL)


def test_every_passage_of_every_real_document_passes() -> None:
    for passage in REAL.passages:
        check_citations([cite_passage(passage, 0, len(passage.text))], REAL)


@given(st.data())
def test_a_real_quote_with_one_character_changed_is_caught(data: st.DataObject) -> None:
    passage: Passage = data.draw(st.sampled_from(REAL.passages))
    at = data.draw(st.integers(0, len(passage.text) - 1))
    letter = data.draw(st.sampled_from("xZ0819åØ .").filter(lambda c: c != passage.text[at]))
    true = cite_passage(passage, 0, len(passage.text))
    wrong = replace(true, quote=true.quote[:at] + letter + true.quote[at + 1 :])
    with pytest.raises(CitationError, match="not what the document says"):
        check_citations([wrong], REAL)


def cite_passage(passage: Passage, first: int, last: int) -> Citation:
    document = REAL.documents[passage.document_id]
    return Citation(
        number=1,
        document_id=document.id,
        organisation_id=document.organisation.id,
        section=passage.section,
        start=passage.start + first,
        end=passage.start + last,
        quote=passage.text[first:last],
        strength=Strength.BACKGROUND,
        lines=None,
        page=None,
    )
