"""How sentences speak, judged by reading them: at least one sentence for every rule.

Where the five documents have a sentence for a rule, it is theirs; else it is made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library, load_library
from corpus.passages import PassageKind
from corpus.sentences import split_sentences
from corpus.strength import Reading, Strength, explain_strength, read_strength
from corpus.strength_rules import CONDITION, PERMISSION, RULES

FOLDER = Path(__file__).parents[1] / "corpus" / "documents"
MADE_UP = "made up"

# The rule, the document, the sentence as it stands there.
SENTENCES = [
    ("a measure without a subject", "actis",
     "Utarbeide en strategi for å opprettholde oppslutningen om narkotikaforbudet."),
    ("a measure without a subject", MADE_UP, "At kommunene får dekket utgiftene til vaksiner."),
    ("asks parliament or government", "dok8", "Stortinget ber regjeringen endre "
     "sprøyteromsforskriften slik at andre inntaksmåter enn injisering og andre stoffer enn "
     "heroin tillates."),
    ("asks parliament or government", MADE_UP, "Regjeringa bes leggje fram ei sak om ferjene."),
    ("according to a source", "actis", "Ifølge FAFOs evaluering av opptrappingsplanen på "
     "rusfeltet driver bare under halvparten av landets kommuner med oppsøkende arbeid."),
    ("a source shows", "dok8", "Forskning viser at mennesker som sliter med rusmisbruk, ber om "
     "hjelp for sjelden eller for sent."),
    ("a source shows", "actis", "Flere undersøkelser viser at mange innsatte har rusproblemer."),
    ("others say or decide", "dok8", "Flertallet av pasientene etterlyser mer behandling."),
    ("others say or decide", "fo", "Regjeringen har varslet flere tiltak i den nye "
     "regjeringsplattformen, og det er varslet et utvalg for å vurdere hvordan overføring av "
     "ansvar for reaksjon på bruk og besittelse av narkotika fra justis- til helsesektoren skal "
     "gjøres."),
    ("others say or decide", "actis", "Fagmiljøene har vært skeptiske til nytten av å innføre "
     "heroinassistert behandling i Norge."),
    ("it was decided or found", "actis", "I 2021 ble det vedtatt at alle kommuner skal ha "
     "kommunale rådgivningsenheter for narkotikasaker."),
    ("it was decided or found", "dok8", "I en fersk rapport fra Nasjonalt kunnskapssenter for "
     "helsetjenesten kommer det frem at over halvparten av ruspasientene skulle ønske "
     "behandlingstilbudet var bedre."),
    ("somebody tells or does", "nnpf", "I mange tilfeller melder våre medlemmer at politiet blir "
     "stående igjen som eneste løsning når personer med store helsebehov blir avvist av "
     "helsevesenet."),
    ("must by logic", MADE_UP, "Det må antas at tallet på syklister er høyere."),
    ("has to, as things are", MADE_UP, "Elevane må ofte reise langt for å kome til skulen."),
    ("a rule in force", MADE_UP, "Etter gjeldende rett skal kommunen svare innen tre måneder."),
    ("what it is itself", "actis", "Actis skal være en sterk stemme i det internasjonale arbeidet "
     "for en kunnskapsbasert narkotikapolitikk."),
    ("not against and not worried", MADE_UP, "Vi er ikke imot en ny sykkelvei."),
    ("not against and not worried", MADE_UP, "Me er ikkje uroa for rekrutteringa."),
    ("what a body or scheme is for", "nkrop", "Rushåndhevingsutvalget skal ta stilling til "
     "reaksjoner og tiltak knyttet til en klinisk diagnose som er basert på helsefaglig vurdering "
     "av diagnostiske kriterier."),
    ("what a body or scheme is for", "actis", "Prosjektet skal være et tilbud til tunge "
     "opiatbrukere som ikke lykkes med andre behandlingstilbud."),
    ("what matters in passing", "dok8", "Det er nettopp i denne perioden det er viktig å få "
     "hjelp."),
    ("does not want or accept", MADE_UP, "Foreningen støtter ikke forslaget om bompenger."),
    ("does not want or accept", MADE_UP, "Me kan ikkje godta at ferja blir lagd ned."),
    ("is against", MADE_UP, "Vi går imot at biblioteket stenger om kvelden."),
    ("is against", MADE_UP, "Forbundet motset seg ei samanslåing av fylka."),
    ("is sceptical, warns or fears", "actis", "Actis er bekymret for at helseforetakene vrir "
     "pasientstrømmen fra døgnetil poliklinikk og at dette ikke gjøres på faglig grunnlag."),
    ("is sceptical, warns or fears", "nnpf", "Forslagene til løsning i NOU 2019:26 vil neppe "
     "påvirke overdosestatistikken slik vi alle ønsker."),
    ("is sceptical, warns or fears", MADE_UP, "Vi åtvarar mot å leggje ned bygdeskulane."),
    ("supports", "fo", "FO støtter forslaget om satsning på brukerrom."),
    ("supports", "nnpf", "Vi er derfor enig i at det er et stort behov for en behandlingsreform."),
    ("supports", "nkrop", "RHO skriver i sin høringsuttalelse at unge vil ha behov for andre "
     "tiltak enn voksne med en avhengighetslidelse, noe vi stiller oss bak."),
    ("makes something a condition", MADE_UP, "Støtten vår forutsetter at reindriften blir hørt."),
    ("must or shall", "actis", "Forbudet mot cannabis må opprettholdes."),
    ("must or shall", "actis", "Politi og tollvesen skal jobbe aktivt med å bekjempe doping."),
    ("must or shall", "dok8", "Dette systemet må etter forslagsstillernes mening på plass i "
     "Norge."),
    ("must or shall", "nnpf", "Det må foreligge forpliktende avtaler om hva som skal være på "
     "plass før løslatelse eller utskriving."),
    ("must or shall", "fo", "FO mener dette må styrkes."),
    ("must or shall", "nkrop", "For unge under 18 år må et godt samarbeid også inkludere "
     "barneverntjenesten."),
    ("should", "actis", "LAR-programmet bør videreutvikles og styrkes."),
    ("should", "nkrop", "Dette bør inkluderes i Rushåndhevingsutvalgets vurderinger."),
    ("should", "dok8", "Ved etableringen av et mer helhetlig ettervern bør behandlingens lengde "
     "og innhold evalueres."),
    ("requires", MADE_UP, "Foreningen krever full åpenhet om lønningene."),
    ("requires", MADE_UP, "Kommunene plikter å svare innen tre uker."),
    ("proposes, recommends or wants", "actis", "Actis ønsker en kunnskapsbasert "
     "narkotikapolitikk."),
    ("proposes, recommends or wants", MADE_UP, "Vi tilrår at departementet ventar."),
    ("finds it important or needed", "fo", "Det er svært viktig at vi fortsetter arbeidet med å "
     "redusere overdoser."),
    ("finds it important or needed", "nnpf", "Det er viktig at slike vurderinger baserer seg på "
     "kvalitetssikret kunnskap."),
    ("finds it important or needed", "dok8", "Forslagsstillerne mener derfor det er behov for mer "
     "forskning og utvikling på dette området."),
    ("finds it important or needed", "nkrop", "Et tett samarbeid mellom lavterskeltilbud fra "
     "helse- og polititjenestene og utdanningssektoren vil være et viktig tiltak."),
    ("finds something wrong", "dok8", "Dette er svært problematisk."),
    ("finds something wrong", "nnpf", "Vi ser ofte mangel på gode støttetjenester og for sen "
     "henvisning til spesialisthelsetjenesten."),
    ("finds something wrong", "actis", "Det er i dag for stor variasjon i hvilke lavterskeltilbud "
     "som tilbys i kommunene."),
    ("a position under a condition", "dok8", "Skal pasienten behandles i større grad lokalt, må "
     "det bli en bedre balanse og en annen finansieringsform for disse pasientgruppene."),
    ("a position under a condition", "fo", "Samtidig er det viktig for FO å påpeke at dersom "
     "heroinassistert behandling skal prioriteres, så må det utredes grundig på forhånd."),
    ("a position under a condition", MADE_UP, "Viss staten ikkje betaler, bør vi vente."),
    ("a permission under a condition", "actis", "Dersom disse oppfyller forskningsmessige krav "
     "til medisin, kan de foreskrives for medisinske formål."),
    ("a question", MADE_UP, "Hvem skal betale når isen smelter?"),
    ("a quotation with its source", "dok8", "«a major reduction in the extent of continued "
     "injecting of ‘street’ heroin, improvements in general health, psycological well-being and "
     "social functioning, as well as a major disengagement from criminal activities» (EMCDDA "
     "2012:161)."),
    ("no sign of a position", "actis", "Norge har pr. 2020 3500 soningsplasser."),
    ("no sign of a position", "nnpf", "Ungdom bagatelliserer rusbruk og narkotikabruk "
     "normaliseres."),
    ("no sign of a position", "fo", "En utredning vil ta tid."),
    ("no sign of a position", "nkrop", "Diagnosen er ikke nødvendigvis en kronisk tilstand."),
]  # fmt: skip
STRENGTHS = {rule.name: rule.strength for rule in (*RULES, CONDITION, PERMISSION)} | {
    "a question": Strength.BACKGROUND,
    "a quotation with its source": Strength.REPORTS,
    "no sign of a position": Strength.BACKGROUND,
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(FOLDER)


def read(library: Library, document_id: str, sentence: str) -> Reading:
    """Read a sentence of a document as the product does, or a made-up one as anybody's."""
    if document_id == MADE_UP:
        return explain_strength(sentence)
    names = library.documents[document_id].organisation.names
    return explain_strength(sentence, own_names=names)


@pytest.mark.parametrize(("rule", "document_id", "sentence"), SENTENCES)
def test_a_sentence_is_read_by_its_rule(
    library: Library, rule: str, document_id: str, sentence: str
) -> None:
    if document_id != MADE_UP:
        assert sentence in library.documents[document_id].text
    assert read(library, document_id, sentence) == Reading(STRENGTHS[rule], rule)


def test_every_rule_has_a_sentence_and_every_document_has_some() -> None:
    assert {rule for rule, _, _ in SENTENCES} == set(STRENGTHS)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {document_id for _, document_id, _ in SENTENCES} == {
        "actis", "dok8", "fo", "nkrop", "nnpf", MADE_UP,
    }  # fmt: skip


def test_a_bullet_without_a_verb_that_says_it_is_what_the_list_demands(library: Library) -> None:
    plain = "Klageprosessene forenkles"
    assert read_strength(plain) is Strength.BACKGROUND
    assert read_strength(plain, proposed=True) is Strength.DEMANDS
    # its own verb comes first
    bullet = "Flere kommuner bør ha tilbud om lavterskel psykisk helsehjelp."
    assert bullet in library.documents["actis"].text
    assert read_strength(bullet, proposed=True) is Strength.RECOMMENDS
    # and a list may tell something too
    told = "Forskning viser at tilbudet virker."
    assert read_strength(told, proposed=True) is Strength.REPORTS


# Whose voice: made up.


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Utvalget gikk inn for at straffen må fjernes.", Strength.REPORTS),
        ("Utvalget mener at straffen må fjernes.", Strength.REPORTS),
        ("Departementet krever svar innen april, og foreslår strengere regler.", Strength.REPORTS),
        ("Straffen må fjernes.", Strength.DEMANDS),
        ("Regjeringen må fjerne straffen.", Strength.DEMANDS),
        ("Vi støtter det som regjeringen har foreslått.", Strength.SUPPORTS),
        # A report in the first clause, a demand of its own in the second.
        ("Forskning viser at elevene sover dårlig, og derfor må skolen begynne senere.",
         Strength.DEMANDS),
    ],
)  # fmt: skip
def test_what_others_hold_is_a_report_whatever_they_hold(sentence: str, expected: Strength) -> None:
    assert read_strength(sentence) is expected


def test_an_organisation_is_known_from_others_by_its_names() -> None:
    sentence = "Bondelagsforbundet mener at prisen må opp."
    assert read_strength(sentence) is Strength.DEMANDS
    assert read_strength(sentence, own_names=["Bondelagsforbundet"]) is Strength.DEMANDS
    assert read_strength(sentence, own_names=["Fiskerne"]) is Strength.REPORTS
    # An abbreviation that speaks is an organisation.
    assert read_strength("NBF krever høyere pris.") is Strength.DEMANDS
    assert read_strength("NBF krever høyere pris.", own_names=["NBF"]) is Strength.DEMANDS
    assert read_strength("NBF krever høyere pris.", own_names=["Fiskerne"]) is Strength.REPORTS


def test_a_short_name_is_not_found_in_lower_case_and_a_long_one_is() -> None:
    assert read_strength("AR krever fred.", own_names=["AR"]) is Strength.DEMANDS
    assert read_strength("Eit ar krev stell.", own_names=["AR"]) is Strength.BACKGROUND
    names = ["Norsk fjellrævlag"]
    assert read_strength("Norsk Fjellrævlag krever fred.", own_names=names) is Strength.DEMANDS


def test_names_are_words_not_patterns() -> None:
    assert read_strength("Lag (1) krever fred.", own_names=["Lag (1)", " ", ".*"]) in Strength


# The main clause: made up.


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("De som må vente lengst, er barn.", Strength.BACKGROUND),
        ("De som må vente lengst, må få hjelp.", Strength.DEMANDS),
        ("De som jobber med barn må ha kunnskap.", Strength.DEMANDS),
        ("Foreldre som ønsker det, får velge skole.", Strength.BACKGROUND),
        ("Dette fører til at foreldrene må ta fri.", Strength.BACKGROUND),
        ("Vi mener at foreldrene må få ta fri.", Strength.DEMANDS),
        ("Vi mener det er viktig at foreldrene skal få ta fri.", Strength.RECOMMENDS),
        ("Vi mener at skolen må endres, og at den bør begynne senere.", Strength.DEMANDS),
        ("Når isen skal smelte, må det bli varmt.", Strength.DEMANDS),
        ("For at isen skal smelte må det bli varmt.", Strength.DEMANDS),
        ("Tilbud der barn låner ski og sykkel gratis bør få støtte.", Strength.RECOMMENDS),
        ("Hvilken hjelp man får skal ikke avgjøres av adressen.", Strength.DEMANDS),
        ("Dette er løfter som må holdes.", Strength.DEMANDS),
        ("Dette er løfter vi må holde.", Strength.DEMANDS),
        ("Dette er en tjeneste som skal gi råd.", Strength.BACKGROUND),
        ("Systemer vi skal bruke, blir dyre.", Strength.BACKGROUND),
        ("De skriver at «ingen skal noen gang måtte vente».", Strength.BACKGROUND),
        ("Prisen (som skal ned) er høy i år.", Strength.BACKGROUND),
        ("Ordningen «skal» må endres.", Strength.DEMANDS),
    ],
)
def test_the_main_clause_decides(sentence: str, expected: Strength) -> None:
    assert read_strength(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Vi støtter forslaget, men det bør utredes.", Strength.SUPPORTS),
        ("Vi er bekymret for isen; den må vernes.", Strength.SCEPTICAL),
        ("Isen smelter, og derfor må den vernes.", Strength.DEMANDS),
        ("Terskelen er for høy og må senkes.", Strength.DEMANDS),
        # What is wrong is the reason for what is demanded.
        ("Det er uholdbart at køene vokser, og kapasiteten må dobles.", Strength.DEMANDS),
        ("Det er uholdbart at køene vokser, og de vokser hvert år.", Strength.SCEPTICAL),
        ("Vi er ikke imot skatt, men krever et tak.", Strength.DEMANDS),
    ],
)
def test_the_first_clause_that_takes_a_position_decides(sentence: str, expected: Strength) -> None:
    assert read_strength(sentence) is expected


# Negation stays with its verb: made up.


@pytest.mark.parametrize(
    "sentence",
    [
        "Foreningen er imot bompenger.",
        "Vi går i mot forslaget.",
        "Foreningen motsetter seg at skatten fjernes.",
        "Vi avviser forslaget om bøter.",
        "Foreningen støtter ikke forslaget.",
        "Vi ønsker ikke flere hytter.",
        "Partiet vil ikke ha søndagsåpne butikker.",
        "Me er usamde i at ordninga skal avviklast.",
        "Forbundet tar avstand fra overvåking.",
    ],
)
def test_opposition_is_not_mistaken_for_its_contrary(sentence: str) -> None:
    assert read_strength(sentence) is Strength.OPPOSES


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Isen må ikke smelte.", Strength.DEMANDS),
        ("Isen skal ikkje smelte.", Strength.DEMANDS),
        ("Isen bør ikke smelte.", Strength.RECOMMENDS),
        ("Vi motsetter oss ikke en ny vei.", Strength.BACKGROUND),
        ("Vi er ikke bekymret.", Strength.BACKGROUND),
        ("Vi krever ikke mer penger.", Strength.BACKGROUND),
    ],
)
def test_what_is_denied_keeps_the_strength_of_its_verb_or_has_none(
    sentence: str, expected: Strength
) -> None:
    assert read_strength(sentence) is expected


# Conditions: made up.


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Vi støtter forslaget, forutsatt at pengene følger med.", Strength.CONDITIONAL),
        ("Skal målet nås, må innsatsen dobles.", Strength.CONDITIONAL),
        ("Det skal bare skje når barnet vil.", Strength.CONDITIONAL),
        ("Hvis det blir varmt, smelter isen.", Strength.BACKGROUND),
        ("Vi er bekymret for hva som skjer hvis det blir varmt.", Strength.SCEPTICAL),
        ("Alle skal lære hva de kan gjøre dersom noen drukner.", Strength.DEMANDS),
        ("Tiden skal fylles, ikke bare når læreren er syk.", Strength.DEMANDS),
    ],
)
def test_a_condition_counts_where_a_position_depends_on_it(
    sentence: str, expected: Strength
) -> None:
    assert read_strength(sentence) is expected


# What holds for every text


def test_parts_of_words_are_no_signal() -> None:
    for sentence in ("Målene er mange.", "Skallet er hardt.", "Kravet kom i 2019."):
        assert read_strength(sentence) is Strength.BACKGROUND


def test_a_sentence_out_of_order_is_read_to_its_end() -> None:
    assert read_strength("Dette er må være må vente som må") is Strength.DEMANDS
    assert read_strength("som som som må og må og må") is Strength.BACKGROUND


def test_a_sentence_without_words_is_background() -> None:
    for nothing in ("", " ", "«»", "()", "...", ",,", "◦"):
        assert read_strength(nothing) is Strength.BACKGROUND


@given(st.text(max_size=300), st.booleans(), st.lists(st.text(max_size=8), max_size=3))
def test_any_text_has_a_strength(text: str, proposed: bool, names: list[str]) -> None:
    reading = explain_strength(text, proposed=proposed, own_names=names)
    assert reading.strength in Strength
    assert reading.rule


WORDS = (
    "vi de som må skal bør at , og men ikke dersom når utvalget mener forskning viser støtter "
    "krever er viktig for imot bekymret kan ( ) « » ; : – isen ◦ om det hva stortinget ber "
    "regjeringen"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.booleans())
def test_any_order_of_its_own_words_has_a_strength(words: list[str], proposed: bool) -> None:
    assert read_strength(" ".join(words), proposed=proposed) in Strength


@given(st.sampled_from(SENTENCES), st.sampled_from(["  ", "\n", "\u00a0", "\t", " \r\n "]))
def test_white_space_and_line_breaks_change_nothing(
    row: tuple[str, str, str], white_space: str
) -> None:
    _, document_id, sentence = row
    names = ["Actis", "FO", "Forslagsstillerne", "NKROP"] if document_id != MADE_UP else []
    spread = white_space + sentence.replace(" ", white_space) + white_space
    assert explain_strength(spread, own_names=names) == explain_strength(sentence, own_names=names)


@given(
    st.sampled_from([row[2] for row in SENTENCES if "«" not in row[2] and "(" not in row[2]]),
    st.sampled_from(["«{}»", "“{}”", '"{}"', "({})", "[{}]", "({}) ", "\u00ad{}", "„{}“"]),
)
def test_marks_around_the_whole_change_nothing(sentence: str, frame: str) -> None:
    assert explain_strength(frame.format(sentence)) == explain_strength(sentence)


def test_every_sentence_of_the_documents_is_read(library: Library) -> None:
    """None raises, and what stands in a list of proposals is never mere background."""
    read = 0
    for passage in library.passages:
        names = library.documents[passage.document_id].organisation.names
        proposed = passage.kind is PassageKind.PROPOSAL
        for start, end in split_sentences(passage.text):
            sentence = passage.text[start:end]
            strength = read_strength(sentence, proposed=proposed, own_names=names)
            assert not proposed or strength is not Strength.BACKGROUND
            read += 1
    assert read > 900
