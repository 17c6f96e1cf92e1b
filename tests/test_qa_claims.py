"""Each check of a summary's sentence, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from summary_examples import CITATIONS, ORGANISATIONS, QUOTES

from embeddings.language import Language
from evals.metrics.support import is_supported
from qa.claims import LONGEST_SENTENCE, Fault, FaultKind, find_fault
from qa.markers import markers


def fault(sentence: str, language: Language = "nb") -> Fault | None:
    return find_fault(sentence, CITATIONS, ORGANISATIONS, language)


def kind(sentence: str, language: Language = "nb") -> FaultKind | None:
    found = fault(sentence, language)
    return found.kind if found else None


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Havneforbundet vil ha gratis stormvarsling for alle [1].", "nb"),
        ("HF vil at staten må betale 60 prosent av nye kaier [1].", "nb"),
        ("Havneforbundet støtter ikke forslaget om avgift på tre kroner [2].", "nb"),
        ("Havneforbundet er ikke for forslaget om avgift på tre kroner fra mai [2].", "nb"),
        ("Havneforbundet støttar ikkje framlegget om avgift på tre kroner [2].", "nn"),
        ("Havneforbundet does not support the proposal of a fee of three kroner [2].", "en"),
        ("Fyrvokterlaget mener: «Lyset må brenne hele natten» [3].", "nb"),
        ("Fyrvokterlaget vil at lyset må brenne hele natten, men ikke om dagen [3].", "nb"),
        ("Fyrvokterlaget sier at Kystverket har ansvaret [3].", "nb"),
        ("Losforeningen wants the speed reduced to 8 knots [5].", "en"),
        ("Havneforbundet vil ha gratis stormvarsling, og Losforeningen 8 knop i trange løp [1][5].",
         "nb"),
        ("Ifølge Losforeningen bør farten ned til 8 knop [5].", "nb"),
    ],
)  # fmt: skip
def test_a_sentence_that_keeps_to_its_excerpts_is_kept(sentence: str, language: Language) -> None:
    assert fault(sentence, language) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Havneforbundet vil ha gratis stormvarsling.", Fault(FaultKind.UNMARKED)),
        ("Havneforbundet vil ha gratis stormvarsling (1).", Fault(FaultKind.UNMARKED)),
        ("Havneforbundet vil ha gratis stormvarsling [6].", Fault(FaultKind.UNKNOWN_MARKER, "6")),
        ("Havneforbundet vil ha gratis stormvarsling [1, 0].",
         Fault(FaultKind.UNKNOWN_MARKER, "0")),
        # The excerpt is another's, one of two is, one of two is not named, nobody is named.
        ("Losforeningen vil ha gratis stormvarsling [1].", Fault(FaultKind.ORGANISATION)),
        ("Havneforbundet og Losforeningen vil ha gratis stormvarsling [1].",
         Fault(FaultKind.ORGANISATION)),
        ("Havneforbundet vil ha gratis stormvarsling [1][5].", Fault(FaultKind.ORGANISATION)),
        ("Stormvarsling bør være gratis for alle [1].", Fault(FaultKind.ORGANISATION)),
        # A guess is no name.
        ("Havna vil ha gratis stormvarsling [1].", Fault(FaultKind.ORGANISATION)),
        # Named in a quotation, it does not speak.
        ("«Havneforbundet støtter ikke forslaget» [2].", Fault(FaultKind.ORGANISATION)),
        # Quotations stand there letter by letter, white space apart, and as whole words.
        ("Havneforbundet krever «gratis stormvarsling» [1].",
         Fault(FaultKind.QUOTATION, "gratis stormvarsling")),
        ("Havneforbundet «støtter forslaget» [2].",
         Fault(FaultKind.QUOTATION, "støtter forslaget")),
        ('Havneforbundet "støtter ikke forslag" [2].',
         Fault(FaultKind.QUOTATION, "støtter ikke forslag")),
        ("Havneforbundet sier “gratis for noen” [1].",
         Fault(FaultKind.QUOTATION, "gratis for noen")),
        ("Havneforbundet sier «» [1].", Fault(FaultKind.QUOTATION, "")),
        ("Havneforbundet støtter ikke »forslaget« [2].",
         Fault(FaultKind.QUOTATION, "»")),
        # Numbers, in digits and in words.
        ("Havneforbundet vil at staten betaler 90 prosent av nye kaier [1].",
         Fault(FaultKind.NUMBER, "90")),
        ("Havneforbundet støtter ikke avgift på 3 kroner [2].", Fault(FaultKind.NUMBER, "3")),
        ("Havneforbundet støtter ikke avgift på fire kroner [2].",
         Fault(FaultKind.NUMBER, "fire")),
        ("Havneforbundet vil at staten betaler halvparten av nye kaier [1].",
         Fault(FaultKind.NUMBER, "halvparten")),
        ("Losforeningen vil sette farten ned til 8,5 knop [5].", Fault(FaultKind.NUMBER, "5")),
        # Names, months and addresses.
        ("Fyrvokterlaget sier at Sjøfartsdirektoratet har ansvaret [3].",
         Fault(FaultKind.NAME, "Sjøfartsdirektoratet")),
        ("Høyre vil ha gratis stormvarsling, sier Havneforbundet [1].",
         Fault(FaultKind.NAME, "Høyre")),
        ("Havneforbundet støtter ikke avgift fra juni [2].", Fault(FaultKind.NAME, "juni")),
        ("Havneforbundet vil ha gratis stormvarsling, se http://ond.example [1].",
         Fault(FaultKind.NAME, "http://ond.example")),
        # What is denied.
        ("Havneforbundet støtter forslaget om avgift [2].", Fault(FaultKind.NEGATION_LOST)),
        ("Havneforbundet vil ha avgift på tre kroner [2].", Fault(FaultKind.NEGATION_LOST)),
        ("Havneforbundet mener stormvarsling ikke bør være gratis [1].",
         Fault(FaultKind.NEGATION_ADDED)),
        ("Ingen kaier får penger, sier Havneforbundet [1].", Fault(FaultKind.NEGATION_ADDED)),
        ("Fyrvokterlaget vil at lyset må brenne om dagen [3].", Fault(FaultKind.NEGATION_LOST)),
        ("Fyrvokterlaget mener at Kystverket ikke har ansvaret [3].",
         Fault(FaultKind.NEGATION_ADDED)),
        ("Fyrvokterlaget støtter nedleggelse av fyr [4].", Fault(FaultKind.NEGATION_LOST)),
        # About something else.
        ("Losforeningen er best og fortjener mer penger [5].", Fault(FaultKind.UNRELATED)),
    ],
)  # fmt: skip
def test_a_sentence_that_does_not_is_told_its_first_fault(sentence: str, expected: Fault) -> None:
    assert fault(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("Havneforbundet støttar framlegget om avgift [2].", "nn", FaultKind.NEGATION_LOST),
        ("Havneforbundet vil ikkje ha gratis stormvarsling [1].", "nn", FaultKind.NEGATION_ADDED),
        ("Havneforbundet supports the proposal of a fee [2].", "en", FaultKind.NEGATION_LOST),
        ("Havneforbundet wants no new quays [1].", "en", FaultKind.NEGATION_ADDED),
        ("Havneforbundet wants four kroner, not a fee [2].", "en", FaultKind.NUMBER),
    ],
)
def test_denials_and_numbers_are_seen_across_languages(
    sentence: str, language: Language, expected: FaultKind
) -> None:
    assert kind(sentence, language) is expected


def test_a_sentence_that_goes_on_and_on_is_refused() -> None:
    assert kind(f"Losforeningen {'vil ha 8 knop ' * 60}[5].") is FaultKind.TOO_LONG
    assert LONGEST_SENTENCE == 500


def test_white_space_in_a_quotation_does_not_matter() -> None:
    assert fault("Havneforbundet «støtter  ikke\n forslaget om avgift» [2].") is None


def test_letters_put_together_and_taken_apart_are_the_same() -> None:
    assert fault("Havneforbundet støtter ikke avgift «på tre kroner» [2].") is None
    assert fault("Havneforbundet støtter ikke avgift «pa\u030a tre kroner» [2].") is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A [1].", (1,)),
        ("A [2, 1][2] b [10].", (2, 1, 10)),
        ("A [x], [], [1-3], (4), [٣].", ()),
        (f"A [{'9' * 5000}].", ()),
    ],
)
def test_markers_are_read_as_they_are_written(sentence: str, expected: tuple[int, ...]) -> None:
    assert markers(sentence) == expected


OWNERS = {number: owner for number, (owner, _) in QUOTES.items()}
NAMES = {organisation.id: organisation.name for organisation in ORGANISATIONS}
STRAY = st.one_of(
    st.sampled_from(
        "ikke aldri uten ingen ei to 24 Oslo mai may not no tre ½ men og http://x.no [ ] [1] [2, 3]"
        " [9] « » “ ” ” , HF Losforeningen Fyrvokterlaget FOs".split()
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence by the rules, out of the words of its excerpts, with a stray word or two."""
    numbers = draw(st.lists(st.sampled_from(list(QUOTES)), min_size=1, max_size=2, unique=True))
    own = " ".join(QUOTES[number][1] for number in numbers).replace(".", "").split()
    start = draw(st.integers(0, len(own) - 1))
    words = own[start : start + draw(st.integers(1, 12))]
    for stray in draw(st.lists(STRAY, max_size=2)):
        words.insert(draw(st.integers(0, len(words))), stray)
    opening = " og ".join(dict.fromkeys(NAMES[OWNERS[number]] for number in numbers))
    return f"{opening} sier {' '.join(words)} {''.join(f'[{number}]' for number in numbers)}."


@given(sentences())
def test_whatever_is_written_what_is_kept_passes_the_benchmark_too(sentence: str) -> None:
    if fault(sentence) is None:
        cited = [CITATIONS[number] for number in markers(sentence)]
        speaking = {citation.organisation_id for citation in cited}
        speakers = [o for o in ORGANISATIONS if o.id in speaking]
        names = [name for o in speakers for name in (o.name, o.short, *o.aliases)]
        assert is_supported(sentence, [citation.quote for citation in cited], names)
        assert {m.id for m in speakers if m.name in sentence} == speaking


@given(st.integers(0, 400), st.integers(1, 60), st.sampled_from(list(QUOTES)))
def test_a_kept_quotation_stands_in_a_cited_excerpt(start: int, length: int, number: int) -> None:
    quoted = " ".join(quote for _, quote in QUOTES.values())[start : start + length]
    if fault(f"{NAMES[OWNERS[number]]} sier «{quoted}» [{number}].") is None:
        assert " ".join(quoted.split()) in " ".join(QUOTES[number][1].split())
