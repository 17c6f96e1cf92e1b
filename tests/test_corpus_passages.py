from __future__ import annotations

from itertools import pairwise

import pytest
from corpus_examples import passages_of, read
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import LONGEST_PARAGRAPH, Passage, PassageKind, build_passages

PLATFORM = """\
# Plattform

## Bolig

Alle trenger et hjem.

### Actis mener at:

- Alle må få bolig
- Norge skal innen 2030:
- halvere ventetiden
- bygge boliger

Dette er viktig.

- En bolig i byen
- Et hus på landet

## Helse

Helse er viktig.
"""


def by_text(passages: tuple[Passage, ...]) -> dict[str, Passage]:
    return {passage.text: passage for passage in passages}


def test_every_block_has_its_passage_with_its_kind_and_section() -> None:
    passages = passages_of(PLATFORM, markdown=True)
    assert [(p.text, p.kind.value, p.section) for p in passages] == [
        ("Plattform", "heading", ("Plattform",)),
        ("Bolig", "heading", ("Plattform", "Bolig")),
        ("Alle trenger et hjem.", "paragraph", ("Plattform", "Bolig")),
        ("Actis mener at:", "lead_in", ("Plattform", "Bolig")),
        ("Alle må få bolig", "proposal", ("Plattform", "Bolig")),
        ("Norge skal innen 2030:", "proposal", ("Plattform", "Bolig")),
        ("halvere ventetiden", "proposal", ("Plattform", "Bolig")),
        ("bygge boliger", "proposal", ("Plattform", "Bolig")),
        ("Dette er viktig.", "paragraph", ("Plattform", "Bolig")),
        ("En bolig i byen", "paragraph", ("Plattform", "Bolig")),
        ("Et hus på landet", "paragraph", ("Plattform", "Bolig")),
        ("Helse", "heading", ("Plattform", "Helse")),
        ("Helse er viktig.", "paragraph", ("Plattform", "Helse")),
    ]


def test_items_carry_the_words_that_open_their_list_and_the_umbrella_above_them() -> None:
    found = by_text(passages_of(PLATFORM, markdown=True))
    assert found["Alle må få bolig"].lead_in == "Actis mener at:"
    assert found["Norge skal innen 2030:"].lead_in == "Actis mener at:"
    for below in ("halvere ventetiden", "bygge boliger"):
        assert found[below].lead_in == "Actis mener at: Norge skal innen 2030:"
    for outside in ("Actis mener at:", "Dette er viktig.", "En bolig i byen", "Helse er viktig."):
        assert found[outside].lead_in == ""


def test_an_umbrella_without_a_lead_in_opens_the_items_below_it() -> None:
    found = by_text(passages_of("• Staten skal kreve:\n• flere boliger\n"))
    assert found["flere boliger"].lead_in == "Staten skal kreve:"


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("Vi mener at:", PassageKind.PROPOSAL),
        ("Vi foreslår følgende:", PassageKind.PROPOSAL),
        ("Våre viktigste krav:", PassageKind.PROPOSAL),
        ("På denne bakgrunn fremmes følgende forslag:", PassageKind.PROPOSAL),
        ("Me går inn for:", PassageKind.PROPOSAL),
        ("Utvalget har disse medlemmene:", PassageKind.PARAGRAPH),
        ("Vi takker for:", PassageKind.PARAGRAPH),
    ],
)
def test_items_are_proposals_where_their_lead_in_proposes(opening: str, kind: PassageKind) -> None:
    found = by_text(passages_of(f"{opening}\n\n• bolig i byen\n"))
    assert found["bolig i byen"].kind is kind


def test_items_below_a_heading_that_proposes_are_proposals() -> None:
    found = by_text(passages_of("## Tiltak\n\n- bolig i byen\n", markdown=True))
    assert found["bolig i byen"].kind is PassageKind.PROPOSAL


def test_numbered_items_carry_their_number_and_not_in_their_words() -> None:
    passages = passages_of("Vi foreslår:\n\n1. Flere boliger.\n\n2. Mer hjelp.\n")
    assert [(p.text, p.number) for p in passages] == [
        ("Vi foreslår:", ""),
        ("Flere boliger.", "1"),
        ("Mer hjelp.", "2"),
    ]


def test_a_printed_title_is_a_heading_and_no_section() -> None:
    title, paragraph = passages_of("Innspill om bolig\n\nVi takker.\n", title="Innspill om bolig")
    assert (title.kind, title.section) == (PassageKind.HEADING, ())
    assert paragraph.section == ()


def test_a_deeper_heading_stands_below_and_a_higher_one_ends_it() -> None:
    text = "# A\n\n### B\n\n## C\n\nord\n\n# D\n\nord\n"
    sections = [p.section for p in passages_of(text, markdown=True)]
    assert sections == [("A",), ("A", "B"), ("A", "C"), ("A", "C"), ("D",), ("D",)]


def test_a_displaced_footnote_stands_below_no_heading() -> None:
    text = "# A\n\nRapporten1 viser at\n\n1. http://x.no\n\nde bor.\n\n# B\n\nord\n"
    passages = passages_of(text, markdown=True)
    assert [(p.text, p.section) for p in passages[1:]] == [
        ("Rapporten viser at de bor.", ("A",)),
        ("B", ("B",)),
        ("ord", ("B",)),
        ("http://x.no", ()),
    ]
    assert (passages[-1].kind, passages[-1].number) == (PassageKind.FOOTNOTE, "1")


def test_a_passage_is_a_slice_and_is_named_by_its_offsets() -> None:
    document = read(PLATFORM, markdown=True)
    passage = by_text(build_passages(document))["bygge boliger"]
    assert document.text[passage.start : passage.end] == "bygge boliger"
    assert passage.id == f"innspill:{passage.start}-{passage.start + 13}"


# --- long paragraphs -----------------------------------------------------------------------------


def sentence(length: int) -> str:
    """A sentence of so many code points."""
    return "Ord" + " ord" * ((length - 4) // 4) + "x" * ((length - 4) % 4) + "."


def lengths(text: str) -> list[int]:
    return [len(passage.text) for passage in passages_of(text)]


def test_a_paragraph_of_900_code_points_is_one_passage() -> None:
    text = f"{sentence(449)} {sentence(450)}"
    assert len(text) == LONGEST_PARAGRAPH == 900
    assert lengths(text) == [900]


def test_one_code_point_more_makes_two_that_part_between_sentences() -> None:
    assert lengths(f"{sentence(450)} {sentence(450)}") == [450, 450]


def test_parts_are_of_about_equal_length() -> None:
    # 1009 code points; filling the first part would give 909 - 1 and 100
    assert lengths(" ".join([sentence(100)] * 10)) == [504, 504]
    # three parts are needed: 30 sentences of 69 and the spaces between them are 2099
    assert lengths(" ".join([sentence(69)] * 30)) == [699, 699, 699]


def test_as_few_parts_as_can_be_are_made() -> None:
    assert lengths(f"{sentence(500)} {sentence(500)} {sentence(500)}") == [500, 500, 500]
    assert lengths(f"{sentence(100)} {sentence(800)} {sentence(100)}") == [100, 800, 100]
    assert lengths(f"{sentence(100)} {sentence(799)} {sentence(100)}") == [900, 100]


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    text = sentence(2000)
    passages = passages_of(text)
    assert all(len(p.text) <= 900 for p in passages)
    assert " ".join(p.text for p in passages) == text


def test_a_word_that_is_too_long_is_cut_within() -> None:
    passages = passages_of("x" * 2000)
    assert "".join(p.text for p in passages) == "x" * 2000
    assert [len(p.text) for p in passages] == [900, 900, 200]


def test_a_proposal_is_never_split() -> None:
    (_, proposal) = passages_of(f"Vi mener at:\n\n• {sentence(600)} {sentence(600)}\n")
    assert (proposal.kind, len(proposal.text)) == (PassageKind.PROPOSAL, 1201)


@given(st.lists(st.integers(4, 1200), min_size=1, max_size=12))
def test_parts_hold_every_sentence_and_are_never_too_long(sizes: list[int]) -> None:
    text = " ".join(sentence(size) for size in sizes)
    passages = passages_of(text)
    assert " ".join(p.text for p in passages) == text
    assert all(p.text == text[p.start : p.end] and len(p.text) <= 900 for p in passages)
    assert all(right.start == left.end + 1 for left, right in pairwise(passages))
    if max(sizes) <= 900:
        assert all(p.text.endswith(".") for p in passages)
        # no two neighbours could have been one passage
        fewest, room = 0, -1
        for size in sizes:
            if size > room:
                fewest, room = fewest + 1, 900
            room -= size + 1
        assert len(passages) == fewest
