"""How sentences speak, judged by reading them: one of the five documents for every rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.library import Library, load_library
from corpus.strength import Strength, read_strength

FOLDER = Path(__file__).parents[1] / "corpus" / "documents"

# Document, strength, the sentence as it stands there.
SENTENCES = [
    ("dok8", Strength.DEMANDS, "Stortinget ber regjeringen endre sprøyteromsforskriften slik at "
     "andre inntaksmåter enn injisering og andre stoffer enn heroin tillates."),
    ("actis", Strength.DEMANDS, "Forbudet mot cannabis må opprettholdes."),
    ("actis", Strength.DEMANDS, "Politi og tollvesen skal jobbe aktivt med å bekjempe doping."),
    ("actis", Strength.RECOMMENDS, "LAR-programmet bør videreutvikles og styrkes."),
    ("fo", Strength.SUPPORTS, "FO støtter forslaget om satsning på brukerrom."),
    ("nnpf", Strength.SUPPORTS,
     "Vi støtter en gjennomgang av LAR med fokus på delen som omhandler rehabilitering."),
    ("fo", Strength.SUPPORTS, "Vi er positive til satsningen på rus, og bidrar gjerne som en "
     "konstruktiv samarbeidspartner i arbeidet fremover."),
    ("nkrop", Strength.SUPPORTS, "RHO skriver i sin høringsuttalelse at unge vil ha behov for "
     "andre tiltak enn voksne med en avhengighetslidelse, noe vi stiller oss bak."),
    ("dok8", Strength.SCEPTICAL, "Forslagsstillerne mener det er bekymringsfullt at personer med "
     "ROP-lidelser har høy risiko for tilbakefall etter utskriving fra TSB og et høyt antall "
     "reinnleggelser."),
    ("actis", Strength.SCEPTICAL, "Actis er bekymret for at helseforetakene vrir pasientstrømmen "
     "fra døgnetil poliklinikk og at dette ikke gjøres på faglig grunnlag."),
    ("actis", Strength.CONDITIONAL, "Dersom disse oppfyller forskningsmessige krav til medisin, "
     "kan de foreskrives for medisinske formål."),
    ("actis", Strength.CONDITIONAL, "Barnevern og helse- og sosialtjenesten skal varsles dersom "
     "en gravid kvinne misbruker legemidler eller bruker rusmidler i en slik grad at det kan "
     "skade fosteret."),
    ("actis", Strength.REPORTS, "Ifølge FAFOs evaluering av opptrappingsplanen på rusfeltet "
     "driver bare under halvparten av landets kommuner med oppsøkende arbeid."),
    ("dok8", Strength.REPORTS, "Forskning viser at mennesker som sliter med rusmisbruk, ber om "
     "hjelp for sjelden eller for sent."),
    ("actis", Strength.REPORTS, "I 2021 ble det vedtatt at alle kommuner skal ha kommunale "
     "rådgivningsenheter for narkotikasaker."),
    ("actis", Strength.BACKGROUND,
     "Noen mennesker er mer sårbare enn andre for å få problemer med rusmidler."),
    ("actis", Strength.BACKGROUND, "Norge har pr. 2020 3500 soningsplasser."),
]  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(FOLDER)


@pytest.mark.parametrize(("document_id", "expected", "sentence"), SENTENCES)
def test_a_sentence_of_the_documents_speaks_as_a_reader_hears_it(
    library: Library, document_id: str, expected: Strength, sentence: str
) -> None:
    assert sentence in library.documents[document_id].text
    assert read_strength(sentence) == expected


def test_every_strength_but_opposition_has_a_sentence_in_the_documents() -> None:
    assert {expected for _, expected, _ in SENTENCES} == set(Strength) - {Strength.OPPOSES}


@pytest.mark.parametrize(
    "sentence",
    [
        "Foreningen er imot legalisering av cannabis.",
        "Vi går i mot forslaget.",
        "Foreningen motsetter seg at straffen fjernes.",
        "Vi avviser forslaget om bøter.",
        "Foreningen støtter ikke forslaget.",
        "Vi ønsker ikke flere sprøyterom.",
    ],
)
def test_opposition_is_not_mistaken_for_its_contrary(sentence: str) -> None:
    assert read_strength(sentence) is Strength.OPPOSES


def test_a_bullet_without_a_verb_that_says_it_is_what_the_list_demands(library: Library) -> None:
    bullet = "Flere kommuner bør ha tilbud om lavterskel psykisk helsehjelp."
    plain = "Klageprosessene forenkles"
    assert read_strength(plain) is Strength.BACKGROUND
    assert read_strength(plain, proposed=True) is Strength.DEMANDS
    # its own verb comes first
    assert bullet in library.documents["actis"].text
    assert read_strength(bullet, proposed=True) is Strength.RECOMMENDS


def test_a_report_of_a_demand_is_a_report() -> None:
    assert read_strength("Utvalget gikk inn for at straffen må fjernes.") is Strength.REPORTS
    assert read_strength("Straffen må fjernes.") is Strength.DEMANDS


def test_parts_of_words_are_no_signal() -> None:
    for sentence in ("Målene er mange.", "Skallet er hardt.", "Kravet kom i 2019."):
        assert read_strength(sentence) is Strength.BACKGROUND


def test_a_sentence_without_words_is_background() -> None:
    assert read_strength("") is Strength.BACKGROUND
