"""The five documents as a person reads them in the source files.

Every number and string here was counted or copied by reading the sources, not from the program's
output. File lines are those of ``corpus/documents/*``, counted from 1.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from corpus.library import Library, load_library
from corpus.passages import Passage, PassageKind

FOLDER = Path(__file__).parents[1] / "corpus" / "documents"
FILES = {
    "nnpf": "nnpf.txt",
    "dok8": "dok8.txt",
    "actis": "actis.md",
    "fo": "fo.txt",
    "nkrop": "nkrop.txt",
}

# Rule: a chapter or section is a printed heading other than the document's title; "Actis mener at"
# is never one. Actis: the level-two headings of the file (they agree with its table of contents).
SECTIONS = {
    "nnpf": [
        "ROP pasienter som kasteball i akutte situasjoner",
        "Ettervern",
        "Botilbud",
        "LAR",
        "Forebygging og koordinering",
    ],
    "dok8": ["Bakgrunn", "Forslag"],
    "actis": [
        "Introduksjon",
        "Forebygging",
        "Lokal forebygging",
        "Rusundervisning og involvering av foresatte",
        "Samarbeid med frivillig sektor",
        "Holdningsarbeid og folkeopplysning",
        "Utsatte og sårbare grupper",
        "Minoriteter",
        "Forbudets betydning",
        "Begrensning av tilgang",
        "Hvordan bør lovbrudd møtes?",
        "Legalisering av cannabis",
        "Medisinsk bruk av narkotiske stoffer",
        "Doping",
        "Tidlig innsats",
        "Et helhetlig behandlingsforløp",
        "Oppfølging før og etter behandling",
        "Tilbud uten legemiddelassistert rehabilitering (LAR)",
        "LAR",
        "Heroinassistert behandling",
        "Fengslene som arena for rusbehandling og rehabilitering",
        "Rusmiddel- og medikamentbruk i livets begynnelse",
        "Tilbud til eldre personer med rusproblemer",
        "Skadereduksjon",
        "Strategi mot overdoser",
        "Åpne russcener",
        "Rett til vern mot vold",
        "Pårørende – voksne og barn",
        "Internasjonal narkotikapolitikk",
        "Forskning",
    ],
    "fo": [
        "FO støtter ny NOU",
        "FO støtter ny overdosestrategi",
        "Om legemiddel/heroinassistert behandling",
        "FO støtter satsning på brukerrom",
        "Rusmiddelavhengighet er først og fremst et helse- og sosialt problem",
        "Mer sosialfag i rusfeltet",
    ],
    "nkrop": [
        "Generelle innspill",
        "Personer med samtidig rus- og psykiske lidelser",
        "Unge personer",
    ],
}

# Rule: one for each bullet as printed under "Actis mener at", umbrella bullets (those that end in a
# colon) included; a bullet over several list items is one, two fused ones are two; the seven
# overarching principles of the introduction are counted apart.
ACTIS_BULLETS = {
    "Introduksjon": 7,
    "Forebygging": 4,
    "Lokal forebygging": 18,
    "Rusundervisning og involvering av foresatte": 16,
    "Samarbeid med frivillig sektor": 4,
    "Holdningsarbeid og folkeopplysning": 1,
    "Utsatte og sårbare grupper": 1,
    "Minoriteter": 4,
    "Forbudets betydning": 0,
    "Begrensning av tilgang": 6,
    "Hvordan bør lovbrudd møtes?": 13,
    "Legalisering av cannabis": 1,
    "Medisinsk bruk av narkotiske stoffer": 2,
    "Doping": 5,
    "Tidlig innsats": 15,
    "Et helhetlig behandlingsforløp": 17,
    "Oppfølging før og etter behandling": 14,
    "Tilbud uten legemiddelassistert rehabilitering (LAR)": 2,
    "LAR": 11,
    "Heroinassistert behandling": 4,
    "Fengslene som arena for rusbehandling og rehabilitering": 12,
    "Rusmiddel- og medikamentbruk i livets begynnelse": 11,
    "Tilbud til eldre personer med rusproblemer": 8,
    "Skadereduksjon": 7,
    "Strategi mot overdoser": 8,
    "Åpne russcener": 7,
    "Rett til vern mot vold": 4,
    "Pårørende – voksne og barn": 16,
    "Internasjonal narkotikapolitikk": 8,
    "Forskning": 9,
}

PRINCIPLES = [
    ("Bruk, besittelse, salg, kjøp", "skal være forbudt."),
    ("Reaksjonene på narkotikabruk", "brukerens livssituasjon."),
    ("Politiet må prioritere avdekking", "gjennomføre dette arbeidet."),
    ("Brudd på forbudet må få", "en tydelig reaksjon."),
    ("Unge som blir tatt for bruk", "forebygge avhengighet."),
    ("Personer med rusavhengighet skal ikke", "oppfølging og behandling."),
    ("Det overordnede målet", "etterspørselen av rusmidler."),
]

# File line of the first word, first words, last words: every bullet that runs over several list
# items, that was fused with its neighbour, that lies in a stretch without "•", or that holds a full
# stop or capital letter which does not start another. In file order within a chapter.
ACTIS_SPANS = {
    "Introduksjon": [
        (67, "Norge må definere noen", "innen 2030:"),
        (68, "Andelen 15-16 åringer som", "under 1 prosent (FHI 2019: 4 prosent)"),
        (70, "Andelen 16-64 år som har", "under 1 prosent (FHI 2021: 1,8 prosent)"),
        (72, "Dødsfall som skyldes bruk", "fra 2017-nivå (247 dødsfall)."),
        (74, "Utarbeide en strategi", "oppslutningen om narkotikaforbudet."),
        (75, "Ventetiden mellom henvisning", "skal også være sømløs."),
        (79, "Hepatitt C-viruset", "skal være utryddet innen 2025."),
    ],
    "Lokal forebygging": [
        (193, "Det skal gjennomføres Ungdata-", "skoler minst annethvert år."),
        (195, "Det bør settes av en søkbar pott", "i den enkelte kommune."),
        (197, "Lokal statistikk på", "gjøres tilgjengelig for lokalpolitikere."),
        (200, "Registrering av rusrelaterte", "politi skal være obligatorisk."),
        (202, "Kommunene skal legge til rette", "for hele befolkningen."),
        (204, "Det skal legges til rette for at", "barne- og ungdomsklubber"),
        (207, "Fritidstilbudet til barn", "å delta på fritidsaktiviteter"),
        (209, "De kommunale rådgivningsenhetene", "må fullfinansieres."),
        (210, "De ansatte i de kommunale", "helse- og sosialfaglig kompetanse"),
        (212, "SLT-modellen eller annet", "kommunale rådgivningsenheten."),
        (214, "Det bør tilrettelegges for", "og modernisering av modellen"),
        (216, "Det må innføres en lovfestet", "av unge som blir tatt for rusbruk"),
        (218, "Folkehelsekoordinatorer bør", "det rusforebyggende arbeidet."),
        (220, "Ungdomsrådene bør involveres", "det rusforebyggende arbeidet."),
        (221, "Det må sikres at lokal erfaring", "sine handlingsplaner og tiltak."),
        (224, "Det må utarbeides en felles", "arbeid rettet mot unge."),
        (226, "Det må opprettes en nasjonal", "fagkompetanse til kommunene."),
        (228, "Kommunalt psykisk helse- og", "oppfølging av unge med rusproblemer."),
    ],
    "Holdningsarbeid og folkeopplysning": [
        (344, "Det bør utarbeides nasjonale", "klassetrinn det skal starte"),
    ],
    "Utsatte og sårbare grupper": [
        (360, "Barnevern, utekontakt og", "oppsøkt og fulgt opp over tid."),
    ],
    "Minoriteter": [
        (392, "Vi må styrke kunnskapen", "inkludert arbeidsinnvandrere."),
        (394, "Kunnskap om norsk lovgivning", "av ankomst-/introduksjonsprogram."),
        (397, "Hjelpeapparatet bør samarbeide", "terskelen for å søke hjelp."),
        (400, "Oppsøkende team/uteseksjon", "kompetanse på minoritetsutfordringer."),
    ],
    "Begrensning av tilgang": [
        (455, "Samarbeidet med internasjonale", "politiområdet må videreutvikles."),
        (457, "Salgssider bør blokkeres", "Salgssider bør blokkeres"),
        (457, "Politi og tollvesens innsats", "inn til Norge må styrkes"),
    ],
    "Hvordan bør lovbrudd møtes?": [
        (504, "Brudd på forbudet mot bruk", "forbudets allmennpreventive effekt."),
        (505, "Personer med rusavhengighet skal", "men med helserettete tiltak."),
        (506, "Ungdommer må få forpliktende", "vilkårene medfører en reaksjon"),
        (507, "Det må innføres en lovfestet", "med begynnende rusavhengighet."),
        (508, "Foresatte må kunne involveres", "som omfatter mindreårige."),
        (509, "Politiet må fortsatt ha ansvar", "skal være høyt prioritert."),
        (510, "Finansieringen av alternative", "med vilkår må styrkes."),
        (511, "Kommunene må sikres ressurser", "følge opp alternative reaksjoner"),
        (512, "Det bør i større grad benyttes", "begynnende narkotikaproblemer."),
        (513, "De rådgivende enhetene skal", "tar kontakt på annen måte."),
        (514, "Det skal opprettes modeller", "jevnlig møter barn og unge."),
        (515, "Kommuner som allerede driver", "den kommunale rådgivningsenheten."),
        (516, "Narkotikalistene må oppdateres", "utviklingen på narkotikamarkedet"),
    ],
    "Tidlig innsats": [
        (648, "Det må utarbeides nasjonale", "melde fra om bekymring for venner når det "
         "gjelder rus."),
        (663, "Det må opprettes et utviklings- og", "gjennom fagutvikling og forskning."),
        (666, "Det må sikres tilgang til", "tilbud der det er behov for dette"),
        (668, "Utdanningen av helse- og", "kunnskap om alkohol og avhengighet."),
        (670, "Alle som jobber med barn", "med foresatte som ruser seg."),
        (672, "Den nasjonale faglige", "tett til den forebyggende innsatsen."),
        (675, "Kompetansen på rusavhengighet", "også for sin primærdiagnose."),
        (677, "Flere kommuner bør ha tilbud", "om lavterskel psykisk helsehjelp."),
        (678, "Avstigningsmuligheten på", "på universiteter og høyskoler"),
    ],
    "Et helhetlig behandlingsforløp": [
        (738, "Kapasiteten innen TSB", "poliklinisk behandling og døgnbehandling"),
        (740, "Det skal opprettes flere brukerstyrte", "direkte for innleggelse."),
        (743, "Brukerstyrte plasser", "må fullfinansieres"),
        (744, "Reduksjonen i egenandelen", "bør være inntektsstyrt."),
        (745, "Helsemyndighetene i større grad", "anbudskonkurranser for ideelle aktører"),
        (747, "Anbudskonkurransene i TSB", "kvalitet høyere enn økonomi"),
        (748, "Helseforetakene ikke bør", "levert av ideelle aktører med avtale"),
        (757, "Alle brukere som har krav på", "med reelt innhold Som skal følges opp"),
        (764, "Overgangen mellom avrusning", "bør være sømløs og uten mellomrom"),
        (766, "Behandlingsinstitusjonene bør", "hva tilbudet innebærer og krever"),
    ],
    "Oppfølging før og etter behandling": [
        (804, "Stortingsvedtaket som skulle", "kostandene mellom stat og kommune."),
        (805, "TSB pakkeforløp må utvides", "nettverksbygging skal foreligge."),
        (806, "Kommunen må forplikte seg", "i kommunen i etterkant av behandling."),
        (807, "Retten til ettervern", "eller soning bør være lovfestet"),
        (808, "Det bør finnes et differensiert", "støtte og booppfølging er på plass."),
        (809, "Tilskuddet til oppfølging", "skal være øremerket."),
        (810, "Økonomisk støtte til bygging", "skal økes, og øremerkes."),
        (811, "Det bør arbeides aktivt", "bruken av midlertidige botilbud."),
        (812, "Satsingen på jobb- og", "i kommunene skal styrkes."),
        (813, "Reduksjonen i egenandelen", "bør være inntektsstyrt."),
        (815, "Det skal legges til rette for at", "gjenskape tapte - relasjoner."),
        (819, "Arbeidserfaring for mennesker", "tilskuddsordninger hos NAV."),
        (821, "Det skal opprettes en ombudsordning", "ombudsordning for Nav."),
        (822, "Det skal opprettes et behandlings", "behandlingen og motivere for endring."),
    ],
    "Tilbud uten legemiddelassistert rehabilitering (LAR)": [
        (836, "Institusjoner må ha muligheten", "seg mot å tilby LAR"),
        (837, "Hver helseregion skal tilby", "både med og uten LAR."),
    ],
    "Heroinassistert behandling": [
        (921, "LAR-programmet bør", "videreutvikles og styrkes."),
        (922, "Forsøket med heroinassistert", "morfinpreparater bør også studeres."),
        (924, "Det bør sikres lavterskeltilbud", "i alle deler av landet."),
        (926, "Brukere som skrives ut", "innen 24 timer etter utskriving."),
    ],
    "Rusmiddel- og medikamentbruk i livets begynnelse": [
        (1038, "Det bør legges til rette for at", "særlig tett under svangerskapet."),
        (1039, "Ustabile familier som har", "fastsatt i barnevernloven."),
        (1040, "Tilpasset boligløsning", "må være prioritert i kommunene."),
        (1041, "Kvinner som fratas", "oppfølging av helse- og sosialtjeneste."),
        (1042, "Senskader av rus", "et prioritert forskningstema."),
        (1043, "Barn som fødes med FASD", "oppfølging frem til fylte 18 år."),
    ],
    "Tilbud til eldre personer med rusproblemer": [
        (1057, "Kompetansen om rus og", "må økes i hjelpeapparatet."),
        (1059, "Kunnskapen om faren for", "ved langvarig sykdom, må økes."),
        (1061, "Det må utredes modeller", "med rusproblemer på sykehjem."),
        (1063, "Behovet for å opprette", "rusproblemer må vurderes."),
        (1065, "Det må tilrettelegges for", "og geriatrisk fagkompetanse"),
        (1068, "Kunnskapen om eksisterende", "i hjelpeapparatet må kartlegges."),
        (1070, "Det bør vurderes om", "til å regulere rusmiddelforbruket sitt."),
        (1075, "Det er behov for mer kunnskap", "og i kommunale tiltak."),
    ],
    "Skadereduksjon": [
        (1139, "Det bør være god tilgang", "oppsøke og benytte uten henvisning"),
        (1147, "Det må utvikles en nasjonal", "som skal deles ut."),
        (1149, "Sprøyteutdelingspraksisen bør", "av HIV- og Hepatitt C."),
        (1151, "Finansiering av utdeling", "skal være en statlig oppgave."),
        (1152, "Kommunene som ønsker", "i tråd med modellen i Oslo."),
    ],
    "Strategi mot overdoser": [
        (1187, "Overdoseoverlevende skal", "helse- eller sosialfaglig hjelp."),
        (1189, "Overdoseoverlevende bør", "som et akutt-tiltak uten ventetid."),
        (1193, "Norge skal ha en", "og revideres hvert fjerde år."),
        (1195, "Tiltak mot overdose", "må innarbeides i overdosestrategien."),
        (1197, "Statistikken for overdoser", "har en tydelig nedgang."),
        (1199, "Det må forskes mer på", "utskrivning fra LAR-programmet."),
        (1202, "Det må utvikles retningslinjer", "til personer med kroniske smerter."),
        (1205, "Forskrivning av avhengighetsskapende", "som følge av legemidler."),
    ],
    "Åpne russcener": [
        (1227, "Kapasiteten i skadereduserende", "å gripe inn i åpne russcener."),
        (1229, "Oppsøkende tjenester fra", "daglig til stede i byrommene."),
        (1231, "LAR-tilbudet må være", "av flere LAR-poliklinikker."),
        (1233, "Det bygges ut flere", "væresteder og flere botilbud."),
        (1234, "Bostedsløse må tilbys bolig", "med tilsyn eller bemanning."),
        (1236, "Kommunale botilbud bør", "seg opp i enkelte boområder."),
        (1240, "Hospitsplasser ikke skal", "brukes som langtidstilbud"),
    ],
    "Rett til vern mot vold": [
        (1269, "Personer i aktiv rus skal", "vold og overgrep som alle andre"),
        (1271, "Krisesentertilbudet til denne", "krisesenter fordi de er ruset"),
        (1273, "Det bør utvikles egne tilbud", "byene, med tverrfaglig kompetanse"),
        (1275, "Det må opprettes en nasjonal", "tar imot personer i aktiv rus"),
    ],
    "Pårørende – voksne og barn": [
        (1335, "Den nasjonale pårørendestrategien", "tiltak og økonomiske midler."),
        (1337, "Alle helseregioner skal", "uavhengig av nærpersoneens sykdomstilstand."),
        (1339, "Alle kommuner skal ha", "som avlastar og hjelper den pårørende"),
        (1343, "Det må derfor opprettes", "når de selv har behov for behandling."),
        (1346, "Barn som pårørende skal", "gjelder informasjon og oppfølging."),
        (1348, "Det bør innføres lavterskeltilbud", "med kompetanse på området"),
        (1350, "Det må være et grunnleggende", "og medvirke i egen situasjon."),
        (1352, "Det bør innføres et krav", "å ha barneansvarlig personell."),
        (1354, "Familier som er berørt", "familien som helhet, gjerne hjemme."),
        (1356, "Barn som pårørende må", "formelle pårørenderettigheter."),
        (1357, "Unge pårørende bør få", "og erfaring med rusproblematikk."),
        (1359, "Alle barn som er pårørende", "offentlige eller frivillige organisasjoner."),
        (1362, "Det bør skaffes et bedre", "av rusavhengige og psykisk syke."),
        (1364, "Tilskuddsordningene til", "sørges for større forutsigbarhet."),
        (1366, "Kompetansen til hjelpeapparatet", "lærere og helsepersonell må styrkes"),
        (1367, "Det bør settes av mer midler", "bør inkluderes i dette arbeidet."),
    ],
    "Internasjonal narkotikapolitikk": [
        (1408, "Norge skal prioritere", "det internasjonale narkotikasamarbeidet:"),
        (1422, "Bidra til at flere land", "erfaringer fra andre utviklingsprosjekter."),
        (1426, "Fremme kravet om at", "vekster til cannabis, opium eller koka."),
    ],
    "Forskning": [
        (1452, "Det må forskes mer på effekt", "kvaliteten i behandling kan økes"),
        (1454, "Det bør utvikles", "kvalitetsindikatorer for behandling."),
        (1455, "Det bør forskes på hvordan", "eller avbrudd fra behandling."),
        (1457, "Barn som er født etter", "grunn for retningslinjer for gravide."),
        (1460, "Det bør forskes mer på", "brukes i praktisk forebyggende arbeid."),
        (1462, "Bruken av ulike typer", "kartlegges og evalueres."),
        (1464, "SERAF og avdelingen for", "hentes inn kunnskap på feltet."),
        (1467, "Det må iverksettes evaluering", "medisinske siden av rusforskningen."),
        (1471, "Det må forskes mer på pårørendes", "de kan mestre eget liv"),
    ],
}  # fmt: skip

# Number, first words after "Stortinget ber regjeringen ", last words.
DOK8_PROPOSALS = [
    ("1", "innføre en 24-timers behandlingsgaranti", "innen 24 timer etter avrusning."),
    ("2", "legge til rette for et mer", "arbeidsrettet rehabilitering i ordinære omgivelser."),
    ("3", "om å sikre lavterskeltilbud", "medikamentene må finansieres på blå resept."),
    ("4", "sørge for at større byer", "i Oslo og Suboxoneprosjektet i Tønsberg."),
    ("5", "styrke rehabiliteringselementet", "mellom helseforetakene og kommunene."),
    ("6", "iverksette tiltak som stimulerer", "rehabiliteringstilbud utenfor rusmiljøene."),
    ("7", "redegjøre for status", "brukerstyrte plasser i alle helseforetak."),
    ("8", "endre sprøyteromsforskriften", "injisering og andre stoffer enn heroin tillates."),
    ("9", "innføre heroinassistert behandling", "nytte av annen medikamentell behandling."),
    ("10", "gjøre Narkotikaprogram med", "permanent, og vurdere utvidelse til andre byer."),
    ("11", "utrede en endring", "å tilby rusmisbrukere behandling og ikke straff."),
]

# Prose that looks like a proposal to a machine; (document, its first words). Each must lie in a
# paragraph: list items without "•" (file lines 80, 85-106, 1285-1321, 1433-1448 of actis.md),
# "Actis mener at" within prose (462, 902), demands in running sentences.
NOT_PROPOSALS = [
    ("actis", "Hvordan disse målene skal nås, og hvilke andre tiltak"),
    ("actis", "Actis mener den generelt lave narkotikabruken i Norge"),
    ("actis", "Mye fungerer godt i dag"),
    ("actis", "Narkotikabruk kan gi mange negative konsekvenser"),
    ("actis", "Ifølge en rapport fra Oslo Economics"),
    ("actis", "Actis vil bidra til en kunnskapsbasert rusforebygging"),
    ("actis", "Forebyggingsarbeid må være kunnskapsbasert"),
    ("actis", "I Hurdalsplattformen lovet Støre-regjeringen"),
    ("actis", "Forebygging bør omfatte hele livsløpet"),
    ("actis", "Alle fastleger bør rutinemessig spørre pasienter"),
    (
        "actis",
        "Actis mener at bruk, besittelse, salg og produksjon av narkotika skal være ulovlig.",
    ),
    ("actis", "Actis mener det må settes terskelverdier"),
    ("actis", "Actis mener at gruppen som faller utenfor"),
    ("actis", "Actis mener det ligger uutnyttet potensial"),
    ("actis", "Actis mener samfunnet og den enkelte beskyttes best"),
    ("actis", "For brukere av rusmidler øker risikoen"),
    ("actis", "Forskning viser at pårørende rapporterer"),
    ("actis", "I 2020 ble det lagt frem en pårørendestrategi."),
    ("actis", "Lavterskeltilbud for pårørende er grunnleggende viktig"),
    ("actis", "Kommunen og helseforetakene må prioritere økonomiske midler"),
    ("actis", "Koordinering, kompetanse og informasjon er avgjørende"),
    ("actis", "Pårørende er en viktig ressurs og bør inkluderes"),
    ("actis", "Barn av som lever med voksne med rusproblemer"),
    ("actis", "Barn og unge som er pårørende, tar på seg"),
    ("actis", "Actis ønsker en kunnskapsbasert narkotikapolitikk. Det krever"),
    ("actis", "Forskningen bør belyse de samlede"),
    ("actis", "Det foregår mye forskning i Norge og internasjonalt."),
    ("dok8", "Ruspasientene må inn til poliklinisk"),
    ("dok8", "17. februar 2015"),
    ("fo", "Rusmiddelomsorgen må være tverrfaglig"),
    ("nkrop", "Dette bør inkluderes i Rushåndhevingsutvalgets vurderinger."),
    ("nnpf", "For å møte dette trenger vi et krav om ruskoordinator"),
]

PRESENT = {
    "actis": [
        # joined over a line end, the hyphen real
        "En økning av rusbruken til EU-gjennomsnittet vil øke kostnadene med 12 milliarder.",
        "må bli del av ankomst-/introduksjonsprogram.",
        "men FHI anslår at 1-2 prosent av befolkningen mellom 16 og 34 år",
        "på slutten av 1990-tallet, ble betegnelsen «legemiddelassistert rehabilitering» valgt.",
        "er tilbudt og prøvd, før inntak i LAR-programmet.",
        "som er misfornøyde med LAR-behandlingen.",
        "gjør det fordi behandlings- og ettervernssystemet svikter på avgjørende punkter.",
        # joined over a line end, the hyphen not real
        "økt forekomst av svangerskapskomplikasjoner, alvorlige abstinenssymptomer",
        # joined over a page break
        "har denne trenden flatet ut, og det er avgjørende at vi jobber målrettet",
        "når unge blir tatt for bruk og besittelse av illegale rusmidler.",
        "fra krig og flukt. Dette må vi ta hensyn til",
        "gripe inn overfor mennesker som er i ferd med å utvikle problemer",
        "Her har bruken økt med 60 prosent på syv år. I Canada rapporterte 29 prosent",
        "finnes det treffsikre metoder for å måle promille",
        "viktige behandlingsmål i seg selv, og gjennom skadereduksjonstiltak",
        "fra kommune til kommune og skole til skole. I forbindelse med nye læreplaner",
        "foresatte kjenner barnas venner, er faktorer som reduserer sjansen",
        "forebyggingsarbeidet i kommunene De kommunale enhetene bør fremover",
        # numbers of the text itself
        "brukt cannabis siste 30 dager skal være under 1 prosent (FHI 2021: 1,8 prosent)",
        "anslår FNs narkotikabyrå at kun 4 prosent har brukt cannabis.",
        "har brukt cannabis siste år. 1,8 prosent av befolkningen har",
        "Overdoser utgjør hele 85 prosent av dødsfallene",
        "før soning, mens 35 prosent oppgir å ha brukt narkotika",
        "hele 324 personer.",
        "over 20 000 mennesker smittet av hepatitt C.",
        "mer enn 107.000 mennesker døde",
        "150 av disse er i rusmestringsenheter, som det finnes 18 av.",
        "gjennomsnittsalderen i LAR 46,5 år.",
        # hyphens and dashes within lines
        "varierte, tilgjengelige og rusfrie",
        "være fagfolk med helse- og sosialfaglig kompetanse",
        "helhetlig, langsiktig og forpliktende helse- og sosialfaglig oppfølging.",
        "forebyggingstiltak (ung-til-ung) bør inngå",
        "Ung-til-ung-metoden",
        "tar imot LAR-pasienter.",
        "Narkotikakriminalitet finansierer - og er tett knyttet til - annen kriminell virksomhet.",
        "skape nye - eller gjenskape tapte - relasjoner.",
        "Kropps-, utseende- og prestasjonspresset",
        "ulike kontroll-, hjelpe- og behandlingstiltak.",
        "til en del av nasjonal utviklings- og bistandspolitikk.",
        "Forebyggings – og behandlingsreformen",
        "psykisk helse i etterkant av avrusing",
        "Vedtatt på Actis-kongressen 27.-28. april 2024",
    ],
    "dok8": [
        "fra European Monitoring Centre for Drug and Drug Addiction (EMCDDA) ligger Norge",
        "narkotikaindusert dødelighet per innbygger (EMCDDA 2014:49).",
        "høye forekomstene, men forslagsstillerne mener samfunnet",
        "Nasjonalt kunnskapssenter for helsetjenesten kommer det frem at over halvparten av",
        "1 017 pasienter over 16 år har deltatt.",
        "Rapporten viser at ruspasienter er den gruppe pasienter",
        # the sentence that footnotes 1 and 2 break
        "dersom man koordinerer utredningen og behandlingen av begge lidelsene.",
        "innenfor Stockholms lens sjukvårdsområde har man fått til",
        "må det bli en bedre balanse og en annen finansieringsform",
        "dokumentert behandlingseffekt for gruppen sammensatte, kompliserte",
        "ACT-team (Assertive Community Treatment) er en oppsøkende behandlingsform",
        "Godt profesjonelt arbeid for personer med ROP-lidelser krever godt kunnskapsnivå",
        "For gruppen med ROP-lidelser er det i tillegg nødvendig",
        "habiliterings- og rehabliteringstilbud vil kunne bidra",
        "brukervennlig behandlingsforløp. Nye teknologiske",
        "Stoltenberg-utvalget gikk i 2009 inn for å «åpne opp for et tidsbegrenset",
        "(Stoltenberg-utvalget 2010:47).",
        "EMCDDA utgav i 2012 en rapport som så all forskningen",
        "enn de legemidlene det i dag åpnes for. Forslagsstillerne mener videre",
        "Kommunene ser rus- og psykiske problemer i en større sammenheng",
        "Statens institutt for rusmiddelforskning viser også",
        "Rusavhengige som begår narkotikarelaterte forbrytelser",
        "På denne bakgrunn fremmes følgende forslag:",
        "tilstrekkelig bolig- og rehabiliteringstilbud utenfor rusmiljøene.",
    ],
    "fo": [
        "Høring i helse- og omsorgskomiteen om rusreform, overdosestrategi og NOU om norsk "
        "ruspolitikk",
        "profesjonsforbundet for 28.000 barnevernspedagoger, sosionomer",
        "fra justis- til helsesektoren skal gjøres.",
        # the page break
        "legemiddel-, og nå også heroinassistert behandling, vil ta større plass i "
        "rusmiddelpolitikken. Noe som kan gå utover ikke-medikamentell behandling",
        "godt behandlings- og rehabiliteringstilbud.",
        "avhjelpes med helse- og sosialfaglige metoder framfor strafferettslige tiltak.",
        "(29 S), et om en ny overdosestrategi (76 S) og et om en ny",
    ],
    "nkrop": [
        "psykisk lidelse (NKROP) takker for muligheten til å gi innspill",
        "samt representanter for bruker- og pårørendeorganisasjoner.",
        "samtidig rus- og psykisk lidelse (ROP-lidelser).",
        "fagpersoner fra helsesektoren (rus- og psykiske lidelser), bruker- og",
        # the page break
        "er svært viktig i Rushåndhevingsutvalgets videre arbeid.",
        "fra helse- og polititjenestene og utdanningssektoren",
    ],
    "nnpf": [
        "personer med rus- og psykiatrilidelser og er avhengig av at helse- og sosialvesenet er "
        "der når",
        # the page break
        "utenforskap fører til lavere terskel for å prøve rusmidler",
        "«Kommunalt psykisk helse- og rusarbeid i 2020»",
        "presentert av Rusreformutvalget i NOU 2019:26.",
        "Det er viktig å sørge for at spredningsfaren",
    ],
}

# Misspellings and slips of the sources, kept.
TYPOS = {
    "actis": [
        "etterspørselsreducerende", "døgnetil poliklinikk", "lowerket", "kostandene",
        "gjennomøkt bemanning", "nærpersionens", "nærpersoneens", "avlastar",
        "lavtekseltilbudene", "helsepsykiatierstudiet", "Kontanten med familien",
        "Forskingen har", "SLT-modellen.. Hvor godt", "livssituasjon..", "bane- og ungdomsakt",
        "døgninginstitusjon", "slutt punkt", "denne gruppen på bygges ut", "bedre og mer og foru",
        "behandlingen. manglende sammenheng", "innhold Som skal",
    ],
    "dok8": [
        "subuxone", "psycological", "domstolkontroll", "rehabliteringstilbud",
        "Suboxoneprosjektet",
    ],
    "fo": ["reprentantskapsforlagene", "andre stoffer en heroin", "utgreiing"],
    "nkrop": ["ulik utfra enkeltpersoners", "rushåndhevingsutvalget mangler"],
    "nnpf": ["til tross av at", "TIUR- modellen", "ROP pasienter"],
}  # fmt: skip

ABSENT = {
    "actis": [
        "Innhold", ".....", "plattform....", "**", "#", "\t", "36 •", "• 36", "under 1 37",
        "(247 39", "- 46", "46 Hvordan", "47 innført", "EU- ", "EUgjenn", "53 gjennomsnittet",
        "70 avgjørende", "80 •", "137 Actis", "191 Actis", "ankomst- ", "ankomst/",
        "433 60", "1- 2", "anslår at 12 prosent", "1990- ", "1990tallet", "LAR- ",
        "LARbehandlingen", "svangerskaps- ", "svangerskaps-k", "behandlingsog", "369", "1044",
        "1061", "1082", "1087", "1089", "1258", "trenger det 369", "andre 1083",
        "• For brukere av", "• Hvordan disse", "• •", "- 689", "711 (LAR)",
    ],
    "dok8": [
        "helsetjenesten2", "helsetjenesten 2", "(EMCDDA)1", "utvalget3", "rapport4",
        "rusmiddelforskning5", "for- slags", "For- slags", "for-slags", "For-slags", "Moni-",
        "ROPlidelser", "ROP- ", "ROP-li-", "Stoltenbergutvalget", "f o r", "rehabiliterings- el",
        "behand-", "halvpar-", "utredningen 1.", "in- jecting", "in-jecting", "ha- bil",
        "1017",
    ],
    "fo": ["legemiddel, og", "\f", "ikke- ", "justis til"],
    "nkrop": [
        "Kjonerud", "23/4454", "Ref.", "01.12.2023", "Helse- og omsorgsdepartementet",
    ],
    "nnpf": ["rusog", "helseog", "\f"],
}  # fmt: skip

# Sentence (from its first word to its last) and the printed line numbers it is cited by: read off
# the margin numbers in actis.md. None where the extraction lost the numbers (between 255 and 288,
# 393 and 433, 648 and 689, 871 and 909, and single lines).
PRINTED_LINES = [
    ("Hepatitt C-viruset skal være utryddet innen 2025.", "45"),
    ("Hvordan disse målene skal nås, og hvilke andre tiltak som organisasjonen ønsker innført på "
     "narkotikafeltet, beskrives i dette dokumentet.", "46-47"),
    ("Narkotikabruk kan gi mange negative konsekvenser for brukeren selv, menneskene rundt og "
     "samfunnet.", "48-49"),
    ("En økning av rusbruken til EU-gjennomsnittet vil øke kostnadene med 12 milliarder.",
     "52-53"),
    ("Kompetansemålene for rusmiddelundervisningen må konkretiseres", "192"),
    ("Vi må styrke kunnskapen om utbredelse av rusmiddelbruk blant minoritetsbefolkningen, "
     "inkludert arbeidsinnvandrere.", "309-310"),
    ("Rusforskningen er klar på at dette er viktig tiltak for å redusere bruken og dermed også "
     "skadene av rusmidler.", "327-328"),
    ("60 prosent på syv år.", "433"),
    ("Forbudet mot cannabis må opprettholdes.", "450"),
    ("TSB Ung må opprettes.", "623"),
    ("Det skal opprettes en ombudsordning for Nav.", "695"),
    ("LAR-programmet bør videreutvikles og styrkes.", "775"),
    ("Forsøket med heroinassistert behandling må evalueres, men andre langtidsvirkende "
     "morfinpreparater bør også studeres.", "776-777"),
    ("Norge har pr. 2020 3500 soningsplasser.", "792"),
    ("150 av disse er i rusmestringsenheter, som det finnes 18 av.", "792-793"),
    ("Hospitsplasser ikke skal brukes som langtidstilbud", "1061"),
    ("Personer i aktiv rus skal ha samme rett til vern mot vold og overgrep som alle andre",
     "1082-1089"),
    ("Krisesentertilbudet til denne gruppen på bygges ut, med det mål at ingen skal bli avvist "
     "ved et krisesenter fordi de er ruset", "1082-1089"),
    ("Det bør utvikles egne tilbud for denne gruppen i alle regionene byene, med tverrfaglig "
     "kompetanse", "1082-1089"),
    ("Det må opprettes en nasjonal oversikt over krisesentre som tar imot personer i aktiv rus",
     "1082-1089"),
    ("Kompetansen til hjelpeapparatet som skal identifisere at barn og unge vokser opp i hjem med "
     "for mye alkohol, som lærere og helsepersonell må styrkes", "1167-1168"),
    ("Det bør settes av mer midler til forskning, evaluering og utvikling av tiltak og tjenester "
     "for barn, unge og voksne som er pårørende, og brukerne bør inkluderes i dette arbeidet.",
     "1168-1171"),
    ("Det må forskes mer på pårørendes fysiske og psykiske helse og hvordan de kan mestre eget "
     "liv", "1257-1258"),
    ("Bruk av narkotika er et folkehelseproblem og et velferdsproblem.", None),
    ("Andelen 15-16 åringer som har brukt cannabis siste 30 dager", None),
    ("Det bør utarbeides nasjonale kampanjer og undervisningsmateriell", None),
    ("Barnevern, utekontakt og helsesykepleiertjenesten må styrkes", None),
    ("Norge er et mangfoldig land", None),
    ("Salgssider bør blokkeres", None),
    ("Politi og tollvesens innsats mot smugling", None),
    ("Brudd på forbudet mot bruk og besittelse skal møtes", None),
    ("Narkotikalistene må oppdateres fortløpende", None),
    ("Ikke minst har cannabisen på det lovlige", "439"),
    ("Erfaringer med legalisering av cannabis i 19 USA-stater viser", None),
    ("Behandlingsinstitusjonene bør informere tydelig og korrekt", None),
    ("Selv om opptrappingsplanen for rusfeltet har bidratt", None),
    ("TSB pakkeforløp må utvides", None),
    ("Tilpasset boligløsning for disse familiene", None),
    ("Eldre LAR-pasienter har, i tillegg", None),
]  # fmt: skip

# First words of every block (paragraph, heading or list) of the four short documents, footnotes
# left out. Rule: blank lines of the print end a block unless a sentence runs on over them.
BLOCKS = {
    "nnpf": [
        "Høringsinnspill fra Norsk", "Norsk Narkotikapolitiforening er", "Vi mener det mangler",
        "ROP pasienter som", "Det vil alltid være", "Det er et gjentagende",
        "Vi mener at midlertidig", "Ettervern", "Den største overdoserisikoen", "Botilbud",
        "Vi støtter forslaget", "LAR", "Vi støtter en gjennomgang", "Forebygging og koord",
        "For at vi skal ha", "Våre bekymringer", "For barn og unge med milde",
        "For barn og unge med kortvarige", "For den tredje gruppen", "For å møte dette",
    ],
    "dok8": [
        "Bakgrunn", "Ifølge den siste", "Meld. St. 30", "I en fersk rapport", "En human og",
        "Personer med ruslidelser", "Det lovpålagte kommunale", "Tverrfaglig spesialisert",
        "Forslagsstillerne mener at den", "Forslagsstillerne viser til at D",
        "Fysisk aktivitet benyttes", "Godt profesjonelt", "Krav til kunnskap",
        "Forslagsstillerne mener videre at vel", "Samtidig som", "Forslagsstillerne mener derfor",
        "Norge har, sammenlignet", "Stoltenberg-utvalget gikk", "«a major reduction",
        "Forslagsstillerne mener forskningen", "Behandlingstilbudet må",
        "Forslagsstillerne mener det er behov", "Forslagsstillerne mener det er viktig",
        "Forslag", "På denne bakgrunn", "1. Stortinget ber", "17. februar 2015",
    ],
    "fo": [
        "Høring i helse- og", "Fellesorganisasjonen (FO)", "Høringen dekker", "FO støtter ny NOU",
        "Regjeringen har varslet", "FO støtter ny overdose", "En utredning vil ta",
        "Om legemiddel/hero", "FO er i stor grad", "FO erfarer at", "FO støtter satsning",
        "FO støtter forslaget", "Rusmiddelavhengighet er", "FO mener derfor at avh",
        "Mer sosialfag", "FO mener at det sosialfaglige", "FO organiserer",
    ],
    "nkrop": [
        "Innspill til Rus", "Nasjonal kompetansetjeneste", "I høringssvaret", "Generelle innspill",
        "Rushåndhevingsutvalget skal", "Et annet moment", "Personer med samtidig",
        "Personer med psykiske", "De mest sårbare", "Unge personer", "RHO skriver",
    ],
}  # fmt: skip

QUOTATION = (
    "«a major reduction in the extent of continued injecting of ‘street’ heroin, improvements in "
    "general health, psycological well-being and social functioning, as well as a major "
    "disengagement from criminal activities»"
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(FOLDER)


def passages(library: Library, document_id: str, *kinds: PassageKind) -> list[Passage]:
    return [
        p
        for p in library.passages
        if p.document_id == document_id and (not kinds or p.kind in kinds)
    ]


def passage_with(library: Library, document_id: str, words: str) -> Passage:
    text = library.documents[document_id].text
    assert text.count(words) == 1, f"{words!r} occurs {text.count(words)} times"
    at = text.index(words)
    (found,) = (p for p in passages(library, document_id) if p.start <= at < p.end)
    return found


def test_each_document_has_its_passages(library: Library) -> None:
    assert list(library.passages_by_document) == list(library.documents)
    for document_id, found in library.passages_by_document.items():
        assert list(found) == passages(library, document_id)


def per_document(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(document_id, words) for document_id, texts in table.items() for words in texts]


# --- an independent reading of the sources, as far as the words go -------------------------------

# Numbers printed in the margin of actis.md that the extraction kept.
MARGIN = [
    n
    for n in range(36, 1259)
    if not (256 <= n <= 287 or 394 <= n <= 432 or 649 <= n <= 688 or 872 <= n <= 908)
]
# Words divided at a line end in actis.md, in order, as they read when joined.
ACTIS_DIVIDED = [
    ("EU-", "gjennomsnittet", "EU-gjennomsnittet"),
    ("ankomst-", "/introduksjonsprogram.", "ankomst-/introduksjonsprogram."),
    ("1-", "2", "1-2"),
    ("1990-", "tallet,", "1990-tallet,"),
    ("LAR-", "programmet.", "LAR-programmet."),
    ("LAR-", "behandlingen.", "LAR-behandlingen."),
    ("behandlings-", "og", "behandlings- og"),
    ("svangerskaps-", "komplikasjoner,", "svangerskapskomplikasjoner,"),
]
GLUED_MARKS = [
    ("(EMCDDA)1 ", "(EMCDDA) "),
    ("helsetjenesten2 ", "helsetjenesten "),
    ("Stoltenberg-utvalget3 ", "Stoltenberg-utvalget "),
    ("rapport4 ", "rapport "),
    ("rusmiddelforskning5 ", "rusmiddelforskning "),
]


def source_lines(document_id: str, *, footnotes: bool = True) -> list[str]:
    """The lines of a source without its furniture; dok8's footnotes 1 and 2 moved to the end."""
    text = (FOLDER / FILES[document_id]).read_text(encoding="utf-8")
    if document_id == "dok8":
        for glued, free in GLUED_MARKS:
            assert text.count(glued) == 1
            text = text.replace(glued, free)
        lines = text.split("\n")
        if not footnotes:  # file lines 67-73 and 306-314
            return lines[:66] + lines[73:305] + lines[314:]
        return lines[:66] + lines[73:] + lines[66:73]
    lines = text.split("\n")
    if document_id == "nkrop":  # recipient, reference, sender, place and date
        return [line for n, line in enumerate(lines, 1) if n not in {7, 8, 15, 17}]
    if document_id == "actis":
        return without_margin(lines[:8] + lines[43:])  # file lines 9-43: table of contents
    return lines


def without_margin(lines: list[str]) -> list[str]:
    expected = list(reversed(MARGIN))
    kept = []
    for line in lines:
        match = re.fullmatch(r"\s*(?:- |#+ )?\s*(?:(\d+)(?:\s|$))?(.*)", line)
        assert match
        if match[1] and expected and int(match[1]) == expected[-1]:
            expected.pop()
            line = match[2]
        kept.append(re.sub(r"^\s*(?:- |#+ )|\*\*|•", " ", line))
    assert not expected, f"margin number {expected[-1]} was not found"
    return kept


def symbols(text: str) -> list[str]:
    """Letters one by one, digit runs whole."""
    return re.findall(r"\d+|[^\W\d_]", text)


def first_difference(ours: list[str], source: list[str]) -> str | None:
    for at, (mine, theirs) in enumerate(zip(ours, source, strict=False)):
        if mine != theirs:
            return (
                f"at {at}: {' '.join(ours[at - 12 : at + 12])!r} for "
                f"{' '.join(source[at - 12 : at + 12])!r}"
            )
    if len(ours) != len(source):
        return f"lengths {len(ours)} and {len(source)}"
    return None


def source_words(document_id: str) -> list[str]:
    """The words of a source, divided ones joined; for dok8 without the footnotes."""
    divided = list(reversed(ACTIS_DIVIDED))
    words: list[str] = []
    for line in source_lines(document_id, footnotes=False):
        new = line.split()
        if new and words and words[-1].endswith("-") and len(words[-1]) > 1:
            left, right = words.pop(), new.pop(0)
            if document_id == "actis":
                assert (left, right) == divided[-1][:2]
                words += divided.pop()[2].split()
            else:  # the one real hyphen at a line end of dok8 is that of "ROP-lidelser"
                real = (left, right) == ("ROP-", "lidelser")
                words.append((left if real else left[:-1]) + right)
        words += new
    return " ".join(words).replace("f o r s l a g :", "forslag:").split()


# --- tests ---------------------------------------------------------------------------------------


def test_the_tables_of_this_file_sum_to_what_was_counted() -> None:
    assert [len(SECTIONS[d]) for d in ("actis", "dok8", "fo", "nkrop", "nnpf")] == [30, 2, 6, 3, 5]
    assert list(ACTIS_BULLETS) == SECTIONS["actis"]
    assert sum(ACTIS_BULLETS.values()) == 235
    assert len(PRINCIPLES) == 7
    assert len(MARGIN) == 1223 - 32 - 39 - 40 - 37


@pytest.mark.parametrize("document_id", FILES)
def test_letters_and_digit_runs_are_those_of_the_source_without_its_furniture(
    library: Library, document_id: str
) -> None:
    source = symbols("\n".join(source_lines(document_id)))
    difference = first_difference(symbols(library.documents[document_id].text), source)
    assert difference is None, difference


@pytest.mark.parametrize("document_id", FILES)
def test_words_are_those_of_the_source_with_divided_ones_joined(
    library: Library, document_id: str
) -> None:
    text = library.documents[document_id].text
    if document_id == "dok8":
        for note in reversed(passages(library, "dok8", PassageKind.FOOTNOTE)):
            before = re.sub(r"\d+\. $", "", text[: note.start])
            text = before + text[note.end :]
    ours = re.sub(r"(?m)^• ", "", text).split()
    difference = first_difference(ours, source_words(document_id))
    assert difference is None, difference


@pytest.mark.parametrize("document_id", FILES)
def test_every_letter_and_digit_leads_back_to_itself_in_the_source(
    library: Library, document_id: str
) -> None:
    document = library.documents[document_id]
    raw = (FOLDER / FILES[document_id]).read_bytes().decode("utf-8")
    strayed = [
        (offset, letter)
        for offset, letter in enumerate(document.text)
        if letter.isalnum() and raw[document.origin.raw_offset(offset)] != letter
    ]
    assert strayed == []


@pytest.mark.parametrize("document_id", FILES)
def test_chapters_and_sections_are_the_printed_headings_in_order(
    library: Library, document_id: str
) -> None:
    headings = [p for p in passages(library, document_id, PassageKind.HEADING) if p.section]
    assert [p.text for p in headings] == SECTIONS[document_id]
    assert [p.section for p in headings] == [(p.text,) for p in headings]


@pytest.mark.parametrize("document_id", FILES)
def test_passages_follow_their_heading(library: Library, document_id: str) -> None:
    in_text = [p for p in passages(library, document_id) if p.kind is not PassageKind.FOOTNOTE]
    runs = [section for section, _ in groupby(p.section for p in in_text) if section]
    assert runs == [(title,) for title in SECTIONS[document_id]]


@pytest.mark.parametrize("document_id", ["nnpf", "actis", "fo", "nkrop"])
def test_printed_title_is_a_heading_outside_all_sections(
    library: Library, document_id: str
) -> None:
    first = passages(library, document_id)[0]
    title = library.documents[document_id].entry.title
    assert first.text.casefold() == title.casefold()
    assert (first.kind, first.section, first.start) == (PassageKind.HEADING, (), 0)


def test_a_source_without_a_title_begins_with_its_first_section(library: Library) -> None:
    first = passages(library, "dok8")[0]
    assert (first.text, first.section, first.start) == ("Bakgrunn", ("Bakgrunn",), 0)


def test_number_of_proposals_of_each_document(library: Library) -> None:
    counts = {d: len(passages(library, d, PassageKind.PROPOSAL)) for d in FILES}
    # nnpf, fo and nkrop propose in running sentences only
    assert counts == {"nnpf": 0, "dok8": 11, "actis": 242, "fo": 0, "nkrop": 0}


def test_number_of_proposals_of_each_actis_chapter(library: Library) -> None:
    counts = Counter(p.section for p in passages(library, "actis", PassageKind.PROPOSAL))
    expected = {(chapter,): n for chapter, n in ACTIS_BULLETS.items() if n}
    expected["Introduksjon",] += len(PRINCIPLES)
    assert dict(counts) == expected


def test_actis_bullets_carry_their_lead_in(library: Library) -> None:
    proposals = passages(library, "actis", PassageKind.PROPOSAL)
    assert sum("Actis mener at" in p.lead_in for p in proposals) == 235
    assert all(p.number == "" for p in proposals)


def test_the_seven_principles_come_first_with_their_own_lead_in(library: Library) -> None:
    proposals = passages(library, "actis", PassageKind.PROPOSAL)[: len(PRINCIPLES) + 1]
    led = ["Actis har følgende overordnede prinsipper" in p.lead_in for p in proposals]
    assert led == [True] * len(PRINCIPLES) + [False]
    for passage, (first, last) in zip(proposals, PRINCIPLES, strict=False):
        assert passage.text.startswith(first)
        assert passage.text.endswith(last)


@pytest.mark.parametrize("chapter", ACTIS_SPANS)
def test_actis_bullets_begin_and_end_where_they_do_in_print(library: Library, chapter: str) -> None:
    proposals = [
        p for p in passages(library, "actis", PassageKind.PROPOSAL) if p.section == (chapter,)
    ]
    spans = ACTIS_SPANS[chapter]
    offsets = []
    for line, first, last in spans:
        found = [p for p in proposals if p.text.startswith(first) and p.text.endswith(last)]
        assert len(found) == 1, f"file line {line}: {first!r} … {last!r}"
        offsets.append(found[0].start)
    assert all(a < b for a, b in pairwise(offsets))


@pytest.mark.parametrize(
    ("chapter", "umbrella", "below"),
    [
        ("Introduksjon", "Norge må definere noen ambisiøse, overordnede mål", 6),
        ("Internasjonal narkotikapolitikk", "Norge skal prioritere følgende saker", 7),
    ],
)
def test_bullets_below_an_umbrella_bullet_carry_it_in_their_lead_in(
    library: Library, chapter: str, umbrella: str, below: int
) -> None:
    proposals = passages(library, "actis", PassageKind.PROPOSAL)
    carriers = [p for p in proposals if umbrella in p.lead_in]
    assert len(carriers) == below
    assert {p.section for p in carriers} == {(chapter,)}
    assert not any(p.text.startswith(umbrella) for p in carriers)
    assert sum(p.text.startswith(umbrella) for p in proposals) == 1


def test_bullets_after_the_umbrella_chapters_carry_no_umbrella(library: Library) -> None:
    later = passage_with(library, "actis", "Forbudet mot cannabis må opprettholdes.")
    assert later.lead_in.rstrip(":") == "Actis mener at"


def test_actis_mener_at_is_a_lead_in_of_each_chapter_but_one_and_never_a_heading(
    library: Library,
) -> None:
    bare = [p for p in passages(library, "actis") if re.fullmatch(r"Actis mener at:?", p.text)]
    assert {p.kind for p in bare} == {PassageKind.LEAD_IN}
    without = "Forbudets betydning"
    assert [p.section for p in bare] == [(t,) for t in SECTIONS["actis"] if t != without]


def test_the_eleven_proposals_of_dok8_have_their_numbers_and_their_words(library: Library) -> None:
    proposals = passages(library, "dok8", PassageKind.PROPOSAL)
    assert [p.number for p in proposals] == [number for number, _, _ in DOK8_PROPOSALS]
    for passage, (_, first, last) in zip(proposals, DOK8_PROPOSALS, strict=True):
        assert passage.text.startswith("Stortinget ber regjeringen " + first)
        assert passage.text.endswith(last)
        assert passage.section == ("Forslag",)
        assert "På denne bakgrunn fremmes følgende forslag" in passage.lead_in


def test_the_lead_in_of_dok8_is_one_passage(library: Library) -> None:
    found = passage_with(library, "dok8", "På denne bakgrunn fremmes følgende forslag:")
    assert found.kind is PassageKind.LEAD_IN


def test_list_marks_stand_before_the_proposals_and_not_in_them(library: Library) -> None:
    actis, dok8 = library.documents["actis"].text, library.documents["dok8"].text
    for passage in passages(library, "actis", PassageKind.PROPOSAL):
        assert actis[passage.start - 3 : passage.start] == "\n• "
    assert actis.count("•") == 242
    for passage in passages(library, "dok8", PassageKind.PROPOSAL):
        assert dok8[: passage.start].endswith(f"\n{passage.number}. ")


@pytest.mark.parametrize(("document_id", "words"), NOT_PROPOSALS)
def test_prose_is_no_proposal(library: Library, document_id: str, words: str) -> None:
    assert passage_with(library, document_id, words).kind is PassageKind.PARAGRAPH


def test_what_follows_the_first_bullets_of_actis_is_a_paragraph_of_its_own(
    library: Library,
) -> None:
    found = passage_with(library, "actis", "Hvordan disse målene skal nås")
    assert found.text.startswith("Hvordan disse målene")
    assert found.text.endswith("beskrives i dette dokumentet.")
    assert library.documents["actis"].text[: found.start].endswith("innen 2025.\n\n")


@pytest.mark.parametrize(("document_id", "words"), per_document(PRESENT))
def test_reading_text_holds(library: Library, document_id: str, words: str) -> None:
    assert words in library.documents[document_id].text


@pytest.mark.parametrize(("document_id", "words"), per_document(TYPOS))
def test_misprints_of_the_source_are_kept(library: Library, document_id: str, words: str) -> None:
    assert words in library.documents[document_id].text


@pytest.mark.parametrize(("document_id", "words"), per_document(ABSENT))
def test_reading_text_does_not_hold(library: Library, document_id: str, words: str) -> None:
    assert words not in library.documents[document_id].text


@pytest.mark.parametrize("document_id", FILES)
def test_no_hyphen_is_left_of_a_divided_word(library: Library, document_id: str) -> None:
    text = library.documents[document_id].text
    # "rus- og", "tilholds- eller", "justis- til" are written so; the rest would be line ends
    left = re.findall(r"\w+-\s+(?!og\b|eller\b|til\b)\w+", text)
    assert left == (["TIUR- modellen"] if document_id == "nnpf" else [])


@pytest.mark.parametrize(("document_id", "first_words"), BLOCKS.items())
def test_blocks_are_the_printed_paragraphs(
    library: Library, document_id: str, first_words: list[str]
) -> None:
    blocks = library.documents[document_id].text.split("\n\n")
    blocks = [block for block in blocks if "http://" not in block]
    assert [b[: len(w)] for b, w in zip(blocks, first_words, strict=False)] == first_words
    assert len(blocks) == len(first_words)


@pytest.mark.parametrize(("words", "expected"), PRINTED_LINES)
def test_printed_line_numbers_of_actis(library: Library, words: str, expected: str | None) -> None:
    document = library.documents["actis"]
    assert document.text.count(words) == 1
    start = document.text.index(words)
    lines = document.origin.lines(start, start + len(words))
    assert (lines.replace("–", "-") if lines else lines) == expected


@pytest.mark.parametrize("document_id", ["nnpf", "dok8", "fo", "nkrop"])
def test_only_actis_has_printed_line_numbers(library: Library, document_id: str) -> None:
    document = library.documents[document_id]
    assert document.origin.lines(0, len(document.text)) is None


def test_the_english_quotation_is_one_passage_of_its_kind(library: Library) -> None:
    found = passage_with(library, "dok8", QUOTATION)
    assert found.kind is PassageKind.QUOTATION
    assert found.text.startswith(QUOTATION)
    assert found.text.removeprefix(QUOTATION).strip() in {"", "(EMCDDA 2012:161)."}
    assert [p.id for p in passages(library, "dok8", PassageKind.QUOTATION)] == [found.id]


def test_footnotes_stand_apart_and_those_that_broke_a_sentence_at_the_end(
    library: Library,
) -> None:
    notes = passages(library, "dok8", PassageKind.FOOTNOTE)
    addresses = [re.sub(r"^\d+\.\s+", "", p.text) for p in notes]
    assert [a.replace("-", "") for a in addresses] == [
        "http://www.regjeringen.no/upload/HOD/RappOmNarkotika_nettversjon.pdf",
        "http://www.emcdda.europa.eu/publications/insights/heroinassistedtreatment",
        "http://www.sirus.no/publikasjon/rapporter/20142/narkotikaprogrammeddomstolskontroll"
        "enoppfolgingsstudieav115avdeforsteklientene/",
        "http://www.emcdda.europa.eu/publications/annualreport/2012",
        "http://www.kunnskapssenteret.no/publikasjoner/pasienterfaringermeddognopphold"
        "innentverrfagligspesialisertrusbehandlingresultateretterennasjonalundersokelsei2014",
    ]
    text = library.documents["dok8"].text
    assert text.index("til flere byer.") < notes[0].start
    assert notes[2].end < text.index("På denne bakgrunn")
    assert text.index("17. februar 2015") < notes[3].start
    for document_id in ("nnpf", "actis", "fo", "nkrop"):
        assert passages(library, document_id, PassageKind.FOOTNOTE) == []


@pytest.mark.parametrize("document_id", FILES)
def test_passages_tile_the_reading_text(library: Library, document_id: str) -> None:
    text = library.documents[document_id].text
    end = 0
    for passage in passages(library, document_id):
        assert passage.start >= end
        assert re.fullmatch(r"(\s|•|\d+\.)*", text[end : passage.start])
        assert passage.text == text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        end = passage.end
    assert text[end:].strip() == ""


@pytest.mark.parametrize("document_id", FILES)
def test_no_passage_but_a_bullet_is_over_900_code_points(
    library: Library, document_id: str
) -> None:
    long = [p for p in passages(library, document_id) if len(p.text) > 900]
    assert [p.id for p in long if p.kind is not PassageKind.PROPOSAL] == []


@pytest.mark.parametrize("document_id", FILES)
def test_a_split_paragraph_breaks_between_sentences(library: Library, document_id: str) -> None:
    text = library.documents[document_id].text
    pieces = passages(library, document_id, PassageKind.PARAGRAPH)
    for left, right in pairwise(pieces):
        between = text[left.end : right.start]
        if between.strip() == "" and "\n" not in between:
            assert re.search(r"[.!?:]»?$", left.text), left.text[-60:]
            assert right.text[0].isupper() or right.text[0] in "«0123456789"
