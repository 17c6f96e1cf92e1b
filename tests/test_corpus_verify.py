from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from corpus_examples import read

from corpus.blocks import BlockKind
from corpus.origin import OriginMap
from corpus.passages import Passage, PassageKind, build_passages
from corpus.reading import Document, Furniture, Removed
from corpus.verify import Report, verify

SOURCE = """\
Innspill om bolig

Kommunen må skaffe 24 boliger i året. Staten
bør betale for dem.

Foreningen mener at:

• Alle må få et sted å bo.
• Ingen skal vente lenger enn 3 uker.
"""


@pytest.fixture
def document() -> Document:
    return read(SOURCE, title="Innspill om bolig")


def report(document: Document) -> Report:
    return verify(document, build_passages(document))


def without(document: Document, words: str) -> Document:
    """The document as it would be if reading had dropped these words."""
    at = document.text.index(words)
    end = at + len(words)
    raw = [document.origin.raw_offset(offset) for offset in range(len(document.text))]
    blocks = tuple(
        replace(
            block,
            start=block.start - len(words) * (block.start >= end),
            end=block.end - len(words) * (block.end >= end),
        )
        for block in document.blocks
    )
    text = document.text[:at] + document.text[end:]
    return replace(
        document, text=text, blocks=blocks, origin=origin(document, raw[:at] + raw[end:])
    )


def origin(document: Document, raw_offsets: list[int]) -> OriginMap:
    return replace(
        document.origin, starts=tuple(range(len(raw_offsets))), raw_starts=tuple(raw_offsets)
    )


def test_a_sound_document_has_no_violation(document: Document) -> None:
    found = report(document)
    assert found.violations == ()
    assert found.document_id == "innspill"
    assert found.letters_in_source == found.letters_kept == sum(map(str.isalpha, SOURCE))
    assert found.removed == {}
    assert found.sections == 0  # the printed title apart
    assert found.passages == {
        PassageKind.HEADING: 1,
        PassageKind.PARAGRAPH: 1,
        PassageKind.LEAD_IN: 1,
        PassageKind.PROPOSAL: 2,
    }
    assert found.longest == len("Kommunen må skaffe 24 boliger i året. Staten bør betale for dem.")


def test_furniture_is_counted_by_kind() -> None:
    found = report(
        read(
            "Til departementet, ref. 23/4454\n\nInnspill\n\nInnhold .......... 12\n\n"
            "Tiltaket hjelper ifølge rapporten1 fra 2019.\n\n1. http://www.x.no/rapport\n",
            title="Innspill",
        )
    )
    assert found.violations == ()
    assert found.removed == {
        Furniture.LETTERHEAD: (len("Tildepartementetref"), 2),
        Furniture.CONTENTS: (len("Innhold"), 1),
        Furniture.FOOTNOTE_MARK: (0, 1),
    }
    assert found.letters_in_source - found.letters_kept == len("TildepartementetrefInnhold")


@pytest.mark.parametrize("lost", ["S", "24", "4", "Ingen", "o."])
def test_lost_letters_and_digits_are_caught_at_their_line(document: Document, lost: str) -> None:
    line = 1 + SOURCE.count("\n", 0, SOURCE.index(lost))
    (violation,) = report(without(document, lost)).violations
    assert violation.startswith(f"line {line} of the source: ")


def test_the_last_letters_are_missed_too(document: Document) -> None:
    (violation,) = report(without(document, "uker.")).violations
    assert violation == "line 9 of the source: 'u' is lost in the reading text"


def test_another_letter_is_caught(document: Document) -> None:
    changed = replace(document, text=document.text.replace("Staten", "Staden"))
    (violation,) = report(changed).violations
    assert violation == "line 3 of the source: the source has 't', the text 'd'"


def test_another_case_is_caught(document: Document) -> None:
    changed = replace(document, text=document.text.replace("Alle", "alle"))
    assert report(changed).violations == ("line 8 of the source: the source has 'A', the text 'a'",)


def test_a_lost_accent_is_caught() -> None:
    document = read("Vi går på le\u0301 og i ga\u030ard.")
    assert document.text == "Vi går på lé og i gård."
    assert report(document).violations == ()
    for accented, plain in (("lé", "le"), ("gård", "gard")):
        changed = replace(document, text=document.text.replace(accented, plain))
        assert len(report(changed).violations) == 1


@pytest.mark.parametrize(
    "text",
    ["x\u0302-aksen", "ord \u0301 ord", "\u0301ord", "ﬁ\u0301n", "a\u0323\u0302a\u0302\u0323"],
)
def test_accents_without_a_letter_of_their_own_are_no_violation(text: str) -> None:
    assert report(read(text)).violations == ()


def test_an_added_letter_is_caught(document: Document) -> None:
    raw = [document.origin.raw_offset(offset) for offset in range(len(document.text))]
    last = document.blocks[-1]
    longer = replace(
        document,
        text=document.text + "X",
        blocks=(*document.blocks[:-1], replace(last, end=last.end + 1)),
        origin=origin(document, [*raw, raw[-1] + 1]),
    )
    (violation,) = report(longer).violations
    assert "'X' is added in the reading text" in violation


def test_furniture_that_is_removed_and_shown_all_the_same_is_caught(document: Document) -> None:
    claimed = replace(document, removed=(Removed(Furniture.LETTERHEAD, 0, len("Innspill")),))
    (violation,) = report(claimed).violations
    assert violation.endswith("the source has 'o', the text 'I'")


def test_a_moved_word_is_caught(document: Document) -> None:
    """The letters are all there, and each leads back to its own place; only the order is wrong."""
    text = document.text
    first, second = text.index("Staten"), text.index("betale")
    order = [
        *range(first),
        *range(second, second + len("betale")),
        *range(first + len("Staten"), second),
        *range(first, first + len("Staten")),
        *range(second + len("betale"), len(text)),
    ]
    moved = replace(
        document,
        text="".join(text[offset] for offset in order),
        origin=origin(document, [document.origin.raw_offset(offset) for offset in order]),
    )
    assert "betale bør Staten" in moved.text
    (violation,) = report(moved).violations
    assert violation == "line 3 of the source: the text stands in another order than the source"


def test_only_a_footnote_may_stand_out_of_order() -> None:
    document = read(
        "Rapporten1 viser at behandlingen av de\n\n1. http://www.x.no/rapport\n\nunge virker.\n"
    )
    assert document.text.endswith("\n\n1. http://www.x.no/rapport")
    assert report(document).violations == ()
    as_paragraph = tuple(
        replace(block, kind=BlockKind.PARAGRAPH) if block.displaced else block
        for block in document.blocks
    )
    (violation,) = report(replace(document, blocks=as_paragraph)).violations
    assert violation.endswith("the text stands in another order than the source")


def stretched(passage: Passage, document: Document, start: int, end: int) -> Passage:
    return replace(passage, start=start, end=end, text=document.text[start:end])


def overlapping(passages: list[Passage], document: Document) -> None:
    passages[1] = stretched(passages[1], document, passages[1].start - 5, passages[1].end)


def twice(passages: list[Passage], document: Document) -> None:
    passages.insert(2, passages[1])


def missing(passages: list[Passage], document: Document) -> None:
    del passages[1]


def missing_at_the_end(passages: list[Passage], document: Document) -> None:
    del passages[-1]


def short(passages: list[Passage], document: Document) -> None:
    passages[1] = stretched(passages[1], document, passages[1].start, passages[1].end - 1)


def reordered(passages: list[Passage], document: Document) -> None:
    passages[1], passages[2] = passages[2], passages[1]


@pytest.mark.parametrize(
    "spoil", [overlapping, twice, missing, missing_at_the_end, short, reordered]
)
def test_passages_that_do_not_tile_are_caught(
    document: Document, spoil: Callable[[list[Passage], Document], None]
) -> None:
    passages = list(build_passages(document))
    spoil(passages, document)
    (violation,) = verify(document, passages).violations
    assert "of the reading text: between passages stands" in violation


def test_a_passage_with_other_words_than_its_slice_is_caught(document: Document) -> None:
    passages = list(build_passages(document))
    passages[1] = replace(passages[1], text=passages[1].text.replace("må", "kan"))
    (violation,) = verify(document, passages).violations
    at = document.text.index("Kommunen")
    assert violation == f"code point {at} of the reading text: the passage is no slice of it"


def test_a_paragraph_that_is_too_long_is_caught() -> None:
    text = "ord " * 224 + "slutt."  # 902 code points
    document = read(text)
    whole = Passage("innspill", 0, len(text), text, (), PassageKind.PARAGRAPH)
    (violation,) = verify(document, [whole]).violations
    assert violation == "code point 0 of the reading text: the passage is too long"
    assert verify(document, [replace(whole, kind=PassageKind.PROPOSAL)]).violations == ()


def test_a_document_of_furniture_only_is_sound() -> None:
    document = read("Innhold .......... 12\nBolig .......... 14\n")
    assert (document.text, document.blocks) == ("", ())
    assert report(document).violations == ()
    assert report(document).longest == 0
