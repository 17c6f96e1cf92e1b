from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from corpus_examples import shipped_library
from hypothesis import example, given
from hypothesis import strategies as st
from qa_examples import make_library

from corpus.catalogue import Organisation, load_catalogue
from corpus.library import Library
from evals.testset import load_questions
from qa.answer import OutsideKind
from qa.outside import find_outside, read_named
from settings import PROJECT_DIR, Settings

ORGANISATIONS = load_catalogue(Settings().documents_dir).organisations
YEARS = frozenset({2015, 2018, 2024})


def organisation(name: str, *aliases: str, short: str = "") -> Organisation:
    return Organisation(name.lower(), name, short or name, "", aliases)


def outside(text: str, organisations: tuple[Organisation, ...] = ORGANISATIONS) -> list[str]:
    return [found.word for found in find_outside(text, organisations, YEARS)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hva mener Høyre om rusreformen?", ["Høyre"]),
        ("hva mener høyre om rusreformen", ["høyre"]),
        ("HVA MENER HØYRE OM RUSREFORMEN?", ["HØYRE"]),
        ("Hva Mener Høyre Om Rusreformen?", ["Høyre"]),
        ("Kva seier Venstre", ["Venstre"]),
        ("hva synes sv og mdg om tvang", ["sv", "mdg"]),
        ("Hvorfor vil frp ha strengere straff?", ["frp"]),
        ("Er Legeforeningen for heroin?", ["Legeforeningen"]),
        ("Støtter Høyre brukerrom?", ["Høyre"]),
        ("Hvilke tiltak foreslår Senterpartiet mot overdoser?", ["Senterpartiet"]),
        ("Hva tenker Norsk psykologforening om tvang?", ["Norsk psykologforening"]),
        ("hva foreslår helsedirektoratet?", ["helsedirektoratet"]),
        ("hva mener regjeringen om bolig?", ["regjeringen"]),
        (
            "Hva vil Helse- og omsorgsdepartementet gjøre med LAR?",
            ["Helse- og omsorgsdepartementet"],
        ),
        ("Hva mener Rusreformutvalget om straff?", ["Rusreformutvalget"]),
        ("Hva sier Nav om dette?", ["Nav"]),
        ("Jeg lurer på hva Høyre mener om bolig", ["Høyre"]),
        ("Hva mener Alkoholfritt Miljø Oslo Vest om tvang?", ["Alkoholfritt Miljø Oslo Vest"]),
        ("Kva seier Norsk psykologforeining?", ["Norsk psykologforeining"]),
        ("What does the Medical Association think of LAR?", ["Medical Association"]),
        ("what does the labour party want", ["labour party"]),
        ("Does the Norwegian government support consumption rooms?", ["government"]),
    ],
)
def test_who_is_asked_and_is_not_in_the_catalogue_is_outside(text: str, words: list[str]) -> None:
    assert outside(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hva mener Actis og Høyre om tvang?", ["Høyre"]),
        ("Er FO og Frp enige om tvang?", ["Frp"]),
        ("Hva er forskjellen på FO og Frp?", ["Frp"]),
        ("Kva er skilnaden på FO og Raudt?", ["Raudt"]),
        ("Hva er forskjellen på FOs syn og Høyres syn?", ["Høyre"]),
        ("Hva sier FO, Actis og Kirkens Bymisjon om bolig?", ["Kirkens Bymisjon"]),
        ("Hva mener FO om tvang, og hva mener Høyre?", ["Høyre"]),
        ("What does FO and the Conservative Party think about housing?", ["Conservative Party"]),
    ],
)
def test_who_is_asked_beside_a_known_one_is_outside(text: str, words: list[str]) -> None:
    assert outside(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rødt sitt syn på tvang", ["Rødt"]),
        ("Hva er Høyres syn på tvang?", ["Høyre"]),
        ("Hva er RHOs holdning til LAR?", ["RHO"]),
        ("What's Rødt's view on coercion?", ["Rødt"]),
        ("What is the position of Blå Kors on drug consumption rooms?", ["Blå Kors"]),
        ("Synet til Arbeiderpartiet på tvang", ["Arbeiderpartiet"]),
        ("høyres ruspolitikk", ["høyre"]),
        ("Ifølge Folkehelseinstituttet, hvor mange døde?", ["Folkehelseinstituttet"]),
        ("According to the Norwegian Medical Association, is it safe?",
         ["Norwegian Medical Association"]),
        ("Og Røde Kors?", ["Røde Kors"]),
        ("hva med arbeiderpartiet?", ["arbeiderpartiet"]),
        ("What about the Red Cross?", ["Red Cross"]),
        ("Hvem vil ha sprøyterom? Høyre", ["Høyre"]),
    ],
)  # fmt: skip
def test_the_owner_of_a_view_a_source_and_a_name_alone_are_asked(
    text: str, words: list[str]
) -> None:
    assert outside(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Hva mener Actis om Helsedirektoratets retningslinjer?",
        "Hva mener Actis om samarbeidet mellom Nav og FO?",
        "Hva mener de om Stoltenberg-utvalget?",
        "Hva sier FO om Nav?",
        "Hva sier FO om Høyres politikk?",
        "Hva tror Actis at Høyre mener?",
        "Støtter FO Legeforeningens forslag?",
        "Er FO enig i Legeforeningens syn?",
        "Er kompetansetjenesten enig med RHO?",
        "Er regjeringens forslag godt, ifølge FO?",
        "What does NNPF think of the government's proposal?",
        "Hvem støtter Høyre i saken?",
        "Hvem vil at Stortinget skal vedta dette?",
        "Hva bør regjeringen gjøre?",
        "Skal Helsedirektoratet lage retningslinjer?",
        "bør politiet bøtelegge?",
        "Hvem bør ha ansvaret, kommunen eller Nav?",
        "Hva med Nav?",
        "Hva med Portugal?",
        "Og LAR?",
        "Er LAR for lett å få?",
    ],
)
def test_an_organisation_that_is_the_topic_is_not_asked(text: str) -> None:
    assert outside(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hva mener foreldre om bolig?",
        "hva mener politikerne?",
        "Hva sier ekspertene om LAR?",
        "Hva mener brukerne?",
        "Hva sier de pårørende?",
        "Hva mener De om dette?",
        "Hva mener organisasjonene om bolig?",
        "Hva sier dokumentene?",
        "Hva sier forslaget om området?",
        "Hva sier NOU 2019:26?",
        "Hva sier LAR-pasienter?",
        "Hva mener Nav-ansatte?",
        "What do the police think about cannabis?",
        "Who wants to give heroin to users?",
        "Går veien til venstre eller høyre?",
    ],
)
def test_groups_and_things_are_no_organisations(text: str) -> None:
    assert outside(text) == []


@pytest.mark.parametrize(
    ("text", "word", "identifier"),
    [
        ("Hva mener Aktis om bolig?", "Aktis", "actis"),
        ("Hva er Aktis' syn på bolig?", "Aktis", "actis"),
        ("Hva sier Narkotikapolitiforening?", "Narkotikapolitiforening", "nnpf"),
        ("Hva mener Norges narkotikapolitiforening?", "Norges narkotikapolitiforening", "nnpf"),
        ("Kva seier Norsk narkotikapolitiforeining?", "Norsk narkotikapolitiforeining", "nnpf"),
    ],
)
def test_a_name_close_to_a_known_one_is_likely_that_one(
    text: str, word: str, identifier: str
) -> None:
    assert outside(text) == []
    mentions, _ = read_named(text, ORGANISATIONS)
    assert [(m.word, m.organisation.id) for m in mentions if m.uncertain] == [(word, identifier)]


def test_a_name_close_to_two_known_ones_is_neither() -> None:
    unions = (organisation("Norsk fjordforening"), organisation("Den frie fjordforening"))
    mentions, spans = read_named("Hva mener Fjordforeningen?", unions)
    assert (mentions, spans) == ([], [])


def test_what_is_outside_depends_on_the_catalogue_alone() -> None:
    parties = (organisation("Høyre"), organisation("Den norske legeforening"))
    assert outside("Hva mener Høyre om tvang?", parties) == []
    assert outside("Hva mener Legeforeningen om tvang?", parties) == []
    assert outside("Hva mener FO og Høyre om tvang?", parties) == ["FO"]
    assert outside("Hva mener Fagforbundet om tvang?", parties) == ["Fagforbundet"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hva sa FO i 1999 om bolig?", ["1999"]),
        ("Hva ble vedtatt i 2015?", []),
        ("Overdosestrategien 2030?", ["2030"]),
        ("Hvem vil ha 2000 nye plasser?", []),
        ("Er 1500–2000 plasser nok?", []),
        ("Hva sier NOU 2003:4?", []),
        ("Hva skjedde før 1850?", []),
        ("Hva mente Høyre i 1987 og i 1987?", ["Høyre", "1987"]),
    ],
)
def test_a_year_that_no_document_is_from_or_mentions_is_outside(
    text: str, words: list[str]
) -> None:
    assert outside(text) == words


def test_years_are_not_judged_where_those_of_the_corpus_are_unknown() -> None:
    assert find_outside("Hva skjedde i 1999?", ORGANISATIONS, frozenset()) == ()


def test_the_years_of_a_library_are_those_of_its_catalogue_and_its_texts(
    tiny_library: Library, tmp_path: Path
) -> None:
    assert tiny_library.years == {2020, 2021}
    assert make_library(tmp_path / "harbours").years == {2015, 2020, 2021, 2024}


def test_no_question_that_the_documents_answer_asks_for_anything_outside() -> None:
    library = shipped_library()
    path = PROJECT_DIR / "evals" / "questions" / "dev.jsonl"
    answerable = [q for q in load_questions(path, library) if q.type != "unanswerable"]
    assert len(answerable) > 150
    for asked in answerable:
        assert find_outside(asked.question, ORGANISATIONS, library.years) == ()


NAMES = ["FO", "Actis'", "Høyre", "høyres", "Røde Kors", "Nav", "the labour party", "Ola Nordmann"]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*NAMES, "Hva mener", "og", "om", "sitt syn", "ifølge", "?", "er", "-"]),
        st.text(max_size=8),
    )
).map(" ".join)


@given(TEXTS)
@example("Hva mener İstanbul om ß? Ifølge ŉ")
@example("hva mener " * 100)
def test_what_is_outside_stands_in_the_question_and_is_no_known_name(text: str) -> None:
    mentions, spans = read_named(text, ORGANISATIONS)
    known = [mention.span for mention in mentions]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for start, end in spans:
        assert text[start:end].strip() == text[start:end] != ""
        assert all(end <= a or b <= start for a, b in known)
    found = find_outside(text, ORGANISATIONS, YEARS)
    assert {o.word for o in found if o.kind is OutsideKind.ORGANISATION} <= {
        text[start:end] for start, end in spans
    }
