from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.sought import Sought, fact_spans, holds_fact, read_sought, wants_proposals

FACTS = [sought for sought in Sought if sought.is_fact]


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("Hvor mange medlemmer har FO?", Sought.NUMBER),
        ("kor mange er dei", Sought.NUMBER),
        ("How many members do they have?", Sought.NUMBER),
        ("Hvor få tiendeklassinger skal røyke hasj?", Sought.NUMBER),
        ("Hvor stor andel av pasientene er fornøyde?", Sought.NUMBER),
        ("What share of patients is satisfied?", Sought.NUMBER),
        ("Hvor mange av dem er under 18 år?", Sought.NUMBER),
        ("Hvor mange organisasjoner deltok?", Sought.NUMBER),
        ("Hvor mye kan man ha i lomma?", Sought.NUMBER),
        ("Hvilke yrker organiserer FO, og hvor mange er de?", Sought.NUMBER),
        ("hvormange er de", Sought.NUMBER),
        ("What limit in grams does NKROP propose?", Sought.NUMBER),
        ("Hvilken grense foreslår NKROP?", Sought.NUMBER),
        ("Når ble forslaget fremmet?", Sought.DATE),
        ("Og når skal det være klart?", Sought.DATE),
        ("When was the motion tabled?", Sought.DATE),
        ("Hvilket år kom rapporten?", Sought.DATE),
        ("Kva år kom rapporten?", Sought.DATE),
        ("Hvor raskt skal pasientene få hjelp?", Sought.DURATION),
        ("Innen hvilken frist skal de få time?", Sought.DURATION),
        ("innan kva frist", Sought.DURATION),
        ("Kor lenge må ein vente?", Sought.DURATION),
        ("Hvor ofte skal statistikken lages?", Sought.DURATION),
        ("Hvor mange timer kan det gå?", Sought.DURATION),
        ("How soon should patients be seen?", Sought.DURATION),
        ("Hvor mye koster ulovlige rusmidler staten?", Sought.MONEY),
        ("Hvor mye skal kommunene betale?", Sought.MONEY),
        ("Kva kostar det?", Sought.MONEY),
        ("Hva er prislappen på ulovlig stoff?", Sought.MONEY),
        ("How much does it cost the state?", Sought.MONEY),
        ("Hva heter overdosestrategien?", Sought.NAME),
        ("Hvilken lov vil de endre?", Sought.NAME),
        ("Kva lov vil dei endre?", Sought.NAME),
        ("Hvem leder utvalget?", Sought.NAME),
        ("Hvem har skrevet rapporten?", Sought.NAME),
        ("Which committee looked at this?", Sought.NAME),
        ("Hvilke forskningsmiljøer vil Actis sikre finansiering?", Sought.NAME),
    ],
)
def test_a_question_for_a_fact_is_known_by_its_question_word(question: str, sought: Sought) -> None:
    assert read_sought(question) is sought


@pytest.mark.parametrize(
    "question",
    [
        "Hvor viktig er bolig for FO?",
        "Hvor mye mener de at dette betyr?",
        "Hvor mye betyr pårørende?",
        "Når noen tar overdose, hva bør skje da?",
        "Når det gjelder bolig, hva mener FO?",
        "Hva bør skje når noen tar overdose?",
        "What should happen when somebody overdoses?",
        "Hvem mener at hasj bør være forbudt?",
        "Hvem støtter brukerrom?",
        "Hvem foreslår dette?",
        "Hvem trekker fram TIUR?",
        "Hvor langt vil FO gå?",
        "Hvor vil FO ha mer sosialfag?",
        "Er det mange som mener dette?",
        "Hva mener Actis om prisene på alkohol?",
        "Hvilke organisasjoner er enige?",
    ],
)
def test_a_question_that_only_has_such_a_word_asks_for_no_fact(question: str) -> None:
    assert read_sought(question) not in FACTS


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke tiltak vil FO ha?",
        "Hva vil Actis gjøre med doping?",
        "Hva vil Actis med skolehelsetjenesten?",
        "Hva vil Actis gi dem?",
        "Hva er forslagene til Actis?",
        "Ramse opp det de krever av kommunene",
        "Vis meg alle forslagene",
        "Kva framlegg har FO?",
        "Hva skal skje med gravide?",
        "Nevn tre ting FO er opptatt av",
        "Gi meg noen tiltak mot doping",
        "What measures do they want?",
        "What is Actis asking for?",
        "What should be done about overdoses?",
    ],
)
def test_a_question_for_several_things_wants_a_list(question: str) -> None:
    assert read_sought(question) is Sought.LIST


@pytest.mark.parametrize(
    "question",
    [
        "Hva mener FO om bolig?",
        "Hasj på resept – ja eller nei fra Actis?",
        "Hvorfor er tenåringer vanskelige å nå?",
        "What does Actis think the proposals will do to the overdose figures?",
        "Er FO enig i at alle må få bolig?",
        "Kva har skjedd i Canada?",
        "What good does prohibition do?",
        "Gi meg sitatet fra FO",
        "Hvor mange av dem vil avkriminalisere bruk?",
        "Hvor mange organisasjoner støtter brukerrom?",
        "Kor mange av dei er imot?",
        "How many of them support it?",
    ],
)
def test_a_question_for_a_view_asks_for_a_position(question: str) -> None:
    assert read_sought(question) is Sought.POSITION


@pytest.mark.parametrize(
    ("sought", "sentence", "fact"),
    [
        (Sought.NUMBER, "FO organiserer 28.000 barnevernspedagoger.", "28.000"),
        (Sought.NUMBER, "En forening med rundt 3500 medlemmer.", "3500"),
        (Sought.NUMBER, "Under 1 prosent har prøvd.", "1"),
        (Sought.NUMBER, "Over halvparten er misfornøyde.", "halvparten"),
        (Sought.NUMBER, "Tjueto kommuner deltok.", "Tjueto"),
        (Sought.NUMBER, "Fem av dei vart friske.", "Fem"),
        (Sought.NUMBER, "Seven centres were opened.", "Seven"),
        (Sought.DATE, "Innen 2030 skal tallet halveres.", "2030"),
        (Sought.DATE, "Møtet er 17. februar.", "17. februar"),
        (Sought.DATE, "Hjelpen må komme innen 24 timer.", "innen 24 timer"),
        (Sought.DURATION, "Alle skal få hjelp innen 24 timer.", "24 timer"),
        (Sought.DURATION, "Vi foreslår en 24-timers garanti.", "24-timers"),
        (Sought.DURATION, "Ventetiden er tre måneder.", "tre måneder"),
        (Sought.DURATION, "Statistikken bør lages halvårlig.", "halvårlig"),
        (Sought.DURATION, "Help must come within two weeks.", "two weeks"),
        (Sought.MONEY, "Det koster staten 35 milliarder kroner hvert år.", "35 milliarder kroner"),
        (Sought.MONEY, "Boten er 10 000 kroner.", "10 000 kroner"),
        (Sought.MONEY, "Testing skal være gratis.", "gratis"),
        (Sought.NAME, "Vi viser til TIUR-modellen i Ringsaker.", "TIUR-modellen"),
        (Sought.NAME, "Dette følger av pasientrettighetsloven.", "pasientrettighetsloven"),
        (Sought.NAME, "Den svenske modellen kommer fra Oslo.", "Oslo"),
    ],
)
def test_a_sentence_with_the_fact_is_known_and_the_fact_is_found(
    sought: Sought, sentence: str, fact: str
) -> None:
    assert holds_fact(sought, sentence)
    start, end = fact_spans(sought, sentence)[0]
    assert sentence[start:end] == fact


@pytest.mark.parametrize(
    ("sought", "sentence"),
    [
        (Sought.NUMBER, "Mange er misfornøyde, og de har ikke fått hjelp."),
        (Sought.NUMBER, "Rapporten fra 2015 sier det samme."),
        (Sought.NUMBER, "Vi viser til NOU 2019:26 og § 12."),
        (Sought.NUMBER, "We want to offer help to everyone."),
        (Sought.DATE, "Det må skje snart."),
        (Sought.DURATION, "Arbeidet innen rusfeltet er viktig."),
        (Sought.DURATION, "Alle må få hjelp."),
        (Sought.MONEY, "Rundt 3500 medlemmer er med."),
        (Sought.MONEY, "Midlene må øremerkes."),
        (Sought.NAME, "Alle kommuner må ha en plan."),
        (Sought.POSITION, "FO mener at 24 timer er nok."),
        (Sought.LIST, "Actis krever 35 milliarder kroner i 2024."),
    ],
)
def test_a_sentence_without_the_fact_does_not_count(sought: Sought, sentence: str) -> None:
    assert not holds_fact(sought, sentence)


@pytest.mark.parametrize(
    "question",
    [
        "Hva foreslår Actis mot doping?",
        "Bør staten betale?",
        "Tvang – NNPF og FO?",
        "Hvorfor vil FO ha flere brukerrom?",
        "Hvor mange plasser vil FO ha?",
        "What is Actis asking for?",
        "Kva meiner FO om bustad?",
        "bolig",
    ],
)
def test_most_questions_ask_what_somebody_wants(question: str) -> None:
    assert wants_proposals(question)


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange medlemmer har NNPF?",
        "Kva har skjedd i Canada?",
        "Hvorfor er tida etter avrusning så farlig?",
        "Kven er NKROP til for?",
        "How satisfied are patients with their treatment?",
        "Hvor utbredt er doping?",
        "Når gikk fristen ut?",
    ],
)
def test_a_question_for_facts_or_background_asks_for_no_proposals(question: str) -> None:
    assert not wants_proposals(question)


@given(st.sampled_from(list(Sought)), st.text(max_size=300))
def test_facts_stand_in_order_inside_any_sentence(sought: Sought, sentence: str) -> None:
    spans = fact_spans(sought, sentence)
    assert all(0 <= start < end <= len(sentence) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert holds_fact(sought, sentence) == bool(spans)
    assert not spans or sought in FACTS
    assert read_sought(sentence) in Sought
