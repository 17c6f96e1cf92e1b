"""What was broken or fused, made whole: one small text for every rule."""

from __future__ import annotations

import pytest
from corpus_examples import kinds, read

from corpus.repair import footnote_marks

NOTE = "http://www.example.no/rapport"


# --- broken by columns and pages -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("Kommunen må betale", "for boligene.", "Kommunen må betale for boligene."),
        ("Det gjelder kommunen,", "Staten og fylket.", "Det gjelder kommunen, Staten og fylket."),
        ("Dette gjelder hele", "landet.", "Dette gjelder hele landet."),
        ("De bor i", "Oslo.", "De bor i Oslo."),
        ("Vi viser til for-", "slaget.", "Vi viser til forslaget."),
        ("Det gjelder LAR-", "Norge også.", "Det gjelder LAR-Norge også."),
    ],
)
def test_a_sentence_that_runs_on_over_a_gap_is_one_paragraph(
    above: str, below: str, joined: str
) -> None:
    assert kinds(read(f"{above}\n\n{below}\n")) == [("paragraph", joined)]
    assert kinds(read(f"{above}\n\f{below}\n")) == [("paragraph", joined)]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Kommunen må betale.", "for boligene."),
        ("Kommunen må betale!", "og så videre."),
        ("Han sa «ja.»", "så var det avgjort."),
        ("Kommunen må betale for det", "Staten må hjelpe den."),
        ("Det gjelder disse:", "kommunen og staten."),
    ],
)
def test_a_sentence_that_ends_is_not_joined(above: str, below: str) -> None:
    assert len(kinds(read(f"{above}\n\n{below}\n"))) == 2


def test_an_item_that_a_page_breaks_is_whole() -> None:
    assert kinds(read("Vi mener at:\n• Alle må få\n\nbolig.\n• Ingen må vente.\n")) == [
        ("lead_in", "Vi mener at:"),
        ("item", "Alle må få bolig."),
        ("item", "Ingen må vente."),
    ]


def test_a_heading_takes_nothing_from_below() -> None:
    assert kinds(read("## Tilbud til\n\nunge i byen.\n", markdown=True)) == [
        ("heading", "Tilbud til"),
        ("paragraph", "unge i byen."),
    ]


# --- footnotes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("helsetjenesten2 viser", ["2"]),
        ("(EMCDDA)1 viser", ["1"]),
        ("viser det.3", ["3"]),
        ("«viser det.»3 Staten", ["3"]),
        ("klokken kl.12.30", []),
        ("det koster 3.50", []),
        ("utvalget12, som", ["12"]),
        ("NOU 2019:26 og 24-timers", []),
        ("covid19-viruset", []),
        ("H2O og A4b", []),
        ("side 12 av 14", []),
        ("utvalget123", []),
    ],
)
def test_footnote_marks_are_numbers_glued_to_a_word(text: str, marks: list[str]) -> None:
    assert [match[1] for match in footnote_marks(text)] == marks


def test_a_footnote_between_paragraphs_stays_and_its_mark_goes() -> None:
    document = read(f"Rapporten1 viser det.\n\n1. {NOTE}\n\nStaten må svare.\n")
    assert kinds(document) == [
        ("paragraph", "Rapporten viser det."),
        ("footnote", NOTE),
        ("paragraph", "Staten må svare."),
    ]
    assert document.blocks[1].number == "1"
    assert not document.blocks[1].displaced
    assert document.text == f"Rapporten viser det.\n\n1. {NOTE}\n\nStaten må svare."


def test_a_footnote_that_interrupts_a_sentence_moves_to_the_end() -> None:
    document = read(f"Rapporten1 viser at de\n\n1. {NOTE}\n\nunge vil bo.\n\nStaten må svare.\n")
    assert kinds(document) == [
        ("paragraph", "Rapporten viser at de unge vil bo."),
        ("paragraph", "Staten må svare."),
        ("footnote", NOTE),
    ]
    assert [block.displaced for block in document.blocks] == [False, False, True]


def test_two_footnotes_that_interrupt_keep_their_order() -> None:
    document = read(f"Rapportene1 og tallene2 om\n\n1. {NOTE}/1\n\n2. {NOTE}/2\n\nboliger.\n")
    assert document.text == f"Rapportene og tallene om boliger.\n\n1. {NOTE}/1\n\n2. {NOTE}/2"


def test_only_the_mark_of_a_footnote_that_exists_goes() -> None:
    document = read(f"Rapporten1 om CO2 viser det.\n\n1. {NOTE}\n")
    assert kinds(document)[0] == ("paragraph", "Rapporten om CO2 viser det.")


def test_a_number_without_a_mark_above_it_is_no_footnote() -> None:
    assert kinds(read(f"Rapporten viser det.\n\n1. {NOTE}\n"))[1] == ("paragraph", f"1. {NOTE}")
    assert kinds(read(f"1. {NOTE}\n\nRapporten1 viser det.\n"))[0] == ("paragraph", f"1. {NOTE}")


def test_a_date_below_a_number_glued_to_a_word_is_no_footnote() -> None:
    document = read("Utslippene av CO2 øker.\n\n2. februar 2020\n")
    assert document.text == "Utslippene av CO2 øker.\n\n2. februar 2020"


def test_footnotes_that_count_anew_on_every_page_all_lose_their_marks() -> None:
    document = read(f"Rapporten1 viser det.\n\n1. {NOTE}/1\n\nTallene1 også.\n\n1. {NOTE}/2\n")
    assert kinds(document) == [
        ("paragraph", "Rapporten viser det."),
        ("footnote", f"{NOTE}/1"),
        ("paragraph", "Tallene også."),
        ("footnote", f"{NOTE}/2"),
    ]


def test_a_footnote_in_a_numbered_list_does_not_end_it() -> None:
    document = read(
        f"Rapporten4 viser det. Vi foreslår:\n\n1. Flere boliger.\n\n4. {NOTE}\n\n2. Mer hjelp.\n"
    )
    assert [(kind, words) for kind, words in kinds(document) if kind != "paragraph"] == [
        ("item", "Flere boliger."),
        ("footnote", NOTE),
        ("item", "Mer hjelp."),
    ]


@pytest.mark.parametrize("nothing", ["**", "\u200b", "—"])
def test_a_number_without_words_counts_nothing_and_is_kept(nothing: str) -> None:
    document = read(f"Vi foreslår:\n\n1. {nothing}\n\n2. Mer hjelp.\n", markdown=True)
    assert document.text.count("1.") == 1


# --- lead-ins ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["Vi mener at:", "Foreningen mener at", "Tiltak for unge i byen:", "Vi ber om:**"]
)
def test_words_that_open_a_list_are_its_lead_in(words: str) -> None:
    assert kinds(read(f"{words}\n\n• Alle må få bolig.\n"))[0][0] == "lead_in"


def test_a_lead_in_that_is_marked_as_a_heading_is_none() -> None:
    assert kinds(read("## Bolig\n\n## Vi mener at:\n\n- Alle må få bolig.\n", markdown=True)) == [
        ("heading", "Bolig"),
        ("lead_in", "Vi mener at:"),
        ("item", "Alle må få bolig."),
    ]


@pytest.mark.parametrize(
    ("words", "below"),
    [
        ("Vi mener at:", "Alle må få bolig."),
        ("Det er viktig. Vi mener at:", "• Alle må få bolig."),
        ("Vi mener det.", "• Alle må få bolig."),
        ("Ord " * 75 + "at:", "• Alle må få bolig."),
    ],
)
def test_other_words_are_no_lead_in(words: str, below: str) -> None:
    assert kinds(read(f"{words}\n\n{below}\n"))[0][0] == "paragraph"


# --- fused bullets -------------------------------------------------------------------------------

# "alle", "det" and "kommunen" are written small here, so they are no names.
SMALL = "Vi mener det om alle og om kommunen.\n\n"


def items(bullet: str) -> list[str]:
    return [words for kind, words in kinds(read(f"{SMALL}{bullet}\n")) if kind == "item"]


def test_two_bullets_run_together_are_parted() -> None:
    assert items("• Ventetiden må ned Alle bør få bolig.") == [
        "Ventetiden må ned",
        "Alle bør få bolig.",
    ]


def test_three_bullets_run_together_are_parted_over_their_lines() -> None:
    assert items("• Ventetiden må ned Alle\nbør få bolig Kommunen skal\nbetale.") == [
        "Ventetiden må ned",
        "Alle bør få bolig",
        "Kommunen skal betale.",
    ]


def test_bullets_run_together_at_a_line_end_are_parted() -> None:
    assert items("• Ventetiden må ned\nAlle bør få bolig.") == [
        "Ventetiden må ned",
        "Alle bør få bolig.",
    ]


@pytest.mark.parametrize(
    "bullet",
    [
        "Ventetiden må ned. Alle bør få bolig.",  # a full stop
        "Ventetiden må ned for Hansen som bør få bolig.",  # a name
        "Ventetiden ned Alle bør få bolig.",  # the first half claims nothing
        "Ventetiden må ned Alle i hele landet.",  # the second half claims nothing
        "Ventetiden må ned for Alle som bør få bolig.",  # "for" cannot end a claim
        "Ventetiden må ned Som alle bør vite.",  # "som" opens none
        "Ventetiden må ned (Alle bør få bolig).",
        "Ventetiden må ned 24 Alle bør få bolig.",
    ],
)
def test_what_is_one_claim_is_not_split(bullet: str) -> None:
    assert items(f"• {bullet}") == [bullet]


def test_a_numbered_item_is_not_split() -> None:
    text = f"{SMALL}Vi foreslår:\n\n1. Ventetiden må ned Alle bør få bolig.\n"
    document = read(text)
    assert document.text.endswith("\n\n1. Ventetiden må ned Alle bør få bolig.")


def test_a_paragraph_is_not_split() -> None:
    words = "Ventetiden må ned Alle bør få bolig."
    assert kinds(read(SMALL + words))[1] == ("paragraph", words)


# --- quotations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["«Alle må få et trygt sted å bo.»", "“All must have a home” (WHO 2012:161).", '"Sitat."'],
)
def test_a_paragraph_inside_quotation_marks_is_a_quotation(text: str) -> None:
    assert kinds(read(f"Det heter:\n\n{text}\n"))[1] == ("quotation", text)


@pytest.mark.parametrize(
    "text", ["«Bolig først» er en modell som må brukes i hele landet.", "Han sa «ja».", "«Åpent."]
)
def test_a_paragraph_with_a_quotation_in_it_is_none(text: str) -> None:
    assert kinds(read(text))[0][0] == "paragraph"
