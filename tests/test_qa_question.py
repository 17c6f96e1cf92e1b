from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.catalogue import load_catalogue
from embeddings.language import Language
from qa.problems import Problem, QuestionError
from qa.question import LONGEST_QUESTION, Question, understand
from qa.sought import Sought
from settings import Settings

ORGANISATIONS = load_catalogue(Settings().documents_dir).organisations
NAMES = [
    name
    for o in ORGANISATIONS
    for name in (o.id, o.name, o.short, *o.aliases, *o.guesses)
]  # fmt: skip


def read(text: str) -> Question:
    return understand(text, ORGANISATIONS)


def named(text: str) -> list[str]:
    return [organisation.id for organisation in read(text).organisations]


def guessed(text: str) -> list[tuple[str, str]]:
    return [(guess.word, guess.organisation.id) for guess in read(text).guesses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hva mener Fellesorganisasjonen om bolig?", ["fo"]),
        ("Hva mener Fellesorganisasjonen (FO) om bolig?", ["fo"]),
        ("Hva mener FO om bolig?", ["fo"]),
        ("kva meiner fo om bustad?", ["fo"]),
        ("Kven skryt narkotikapolitiforeininga av?", ["nnpf"]),
        ("Hva sier forslaget fra 2015?", ["dok8"]),
        ("Hva sier narkotikapolitiforeninga?", ["nnpf"]),
        ("Hva sier forslagsstillerne i Dok. 8?", ["dok8"]),
        ("Kva står i representantframlegget?", ["dok8"]),
        ("hva mener kompetansetjenesten", ["nkrop"]),
        ("What does NK-ROP think?", ["nkrop"]),
        ("Hva mener folk flest om bolig?", []),
    ],
)
def test_an_organisation_is_known_by_its_names(text: str, expected: list[str]) -> None:
    assert named(text) == expected
    assert guessed(text) == []


@pytest.mark.parametrize(
    "text",
    ["FOs syn på LAR", "Hva er FO’s syn?", "FO's view on housing", "FO sitt syn på LAR", "«FO»"],
)
def test_a_name_may_stand_in_the_genitive_or_in_marks(text: str) -> None:
    assert named(text) == ["fo"]


@pytest.mark.parametrize("text", ["Actis' syn på cannabis", "Actis’ syn", "ACTIS sitt syn"])
def test_a_name_that_ends_in_s_takes_an_apostrophe(text: str) -> None:
    assert named(text) == ["actis"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hva står i Actis-plattformen?", ["actis"]),
        ("Hva sier NNPF-lederen om bøter?", ["nnpf"]),
        ("Hva sier Dokument 8-forslaget om heroin?", ["dok8"]),
    ],
)
def test_a_name_may_open_a_hyphenated_compound(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    ["informasjon om bolig", "Er det info om foreldre?", "FOTO av bolig", "FO2 og bolig", "UFO-er"],
)
def test_two_letters_are_a_name_only_as_a_word_of_their_own(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("text", ["Hva mener Fagforbundet om bolig?", "fagforbundets syn"])
def test_another_union_is_not_taken_for_fo(text: str) -> None:
    assert named(text) == []
    assert guessed(text) == []


def test_a_likely_name_counts_and_is_told_as_a_guess() -> None:
    text = "Hva krever Politifolkene?"
    assert named(text) == ["nnpf"]
    assert guessed(text) == [("Politifolkene", "nnpf")]


def test_a_guess_is_told_once_however_often_the_word_stands() -> None:
    assert guessed("Vil politifolkene det som politifolkene ville?") == [("politifolkene", "nnpf")]


def test_a_guess_beside_the_certain_name_is_no_guess() -> None:
    text = "Er politiforeningen NNPF for bøter?"
    assert named(text) == ["nnpf"]
    assert guessed(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hva mener narkotikapoliti foreningen om cannabis?", ["nnpf"]),
        ("hva mener norsk narkotikapoliti forening om cannabis", ["nnpf"]),
        ("Hva mener felles organisasjonen om bolig?", ["fo"]),
        ("hva mener n.n.p.f. om straff?", ["nnpf"]),
        ("Hva mener F.O. om straff?", ["fo"]),
        ("Gjelder dette f.o.m. 2015?", []),
    ],
)
def test_a_name_may_be_written_apart_or_with_full_stops(text: str, expected: list[str]) -> None:
    assert named(text) == expected
    assert read(text).outside == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hva mener alle unntatt NNPF om bolig?", ["dok8", "actis", "fo", "nkrop"]),
        ("Hva mener de andre enn FO om bolig?", ["nnpf", "dok8", "actis", "nkrop"]),
        ("Kva meiner alle bortsett frå NKROP og FO om bolig?", ["nnpf", "dok8", "actis"]),
        ("Hva synes organisasjonene utenom Actis om bolig?", ["nnpf", "dok8", "fo", "nkrop"]),
        ("Hvem andre enn FO vil ha bolig?", ["nnpf", "dok8", "actis", "nkrop"]),
        ("What does everyone except Actis say about bolig?", ["nnpf", "dok8", "fo", "nkrop"]),
        ("Hva mener NNPF og FO, men ikke Actis, om bolig?", ["nnpf", "fo"]),
        ("Hvorfor vil ikke NNPF ha bolig?", ["nnpf"]),
    ],
)
def test_an_organisation_that_is_left_out_is_not_asked_and_the_rest_are(
    text: str, expected: list[str]
) -> None:
    assert named(text) == expected
    assert "bolig" in read(text).search_text
    assert "NNPF" not in read(text).search_text


@pytest.mark.parametrize(
    "text",
    ["hva tenker nnpf og de andre om lar", "What do FO and the others say about lar"],
)
def test_those_who_are_named_and_the_others_are_all(text: str) -> None:
    assert named(text) == []
    assert read(text).search_text == "lar"


@pytest.mark.parametrize(
    ("text", "expected", "searched"),
    [
        ("Hva mener FO om NNPF?", ["fo"], "NNPF?"),
        ("Hva mener FO om NNPFs forslag?", ["fo"], "NNPFs forslag?"),
        ("Kva seier Actis om representantframlegget?", ["actis"], "representantframlegget?"),
        ("Hva mener FO og NNPF om Actis og NKROP?", ["nnpf", "fo"], "Actis og NKROP?"),
        ("What does FO think of NNPF?", ["fo"], "NNPF?"),
        ("Hva sier dokumentene om NNPF?", [], "Hva sier dokumentene om NNPF?"),
    ],
)
def test_an_organisation_that_others_are_asked_about_is_the_topic(
    text: str, expected: list[str], searched: str
) -> None:
    assert named(text) == expected
    assert read(text).search_text == searched


def test_the_longest_name_wins() -> None:
    assert guessed("Hva sier fagforbundet for sosionomene?") == [
        ("fagforbundet for sosionomene", "fo")
    ]
    whole = "Nasjonal kompetansetjeneste for samtidig rusmisbruk og psykisk lidelse"
    assert read(f"Hva mener {whole} om tvang?").search_text == "tvang?"
    # "narkotikapolitiforeningen" holds "politiforeningen", which is only a guess.
    assert guessed("Hva mener narkotikapolitiforeningen?") == []


def test_several_names_stand_in_the_order_of_the_catalogue() -> None:
    assert named("Er FO, Actis og NNPF enige?") == ["nnpf", "actis", "fo"]


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("Hva mener FO om bolig?", "bolig?"),
        ("Hva er FOs syn på bolig?", "Hva er syn på bolig?"),
        ("Actis' syn på cannabis", "syn på cannabis"),
        ("Hva mener FO og NNPF om bøter?", "bøter?"),
        ("Hva mener folk om bolig?", "Hva mener folk om bolig?"),
        ("What does FO think about housing?", "housing?"),
        ("Hva mener FO om 24?", "Hva mener om 24?"),
        ("NNPF?", "NNPF?"),
        ("Hva mener NNPF og FO, men ikke Actis, om bolig?", "bolig?"),
        ("Hva mener organisasjonene om bolig?", "bolig?"),
        ("Hva mener FO om bolig, og er de enige?", "bolig"),
        ("Hva mener FO og Actis om bolig? Er de enige?", "bolig?"),
        ("Er Actis og NNPF enige om bolig?", "bolig?"),
        ("Er FO enig med NNPF om bolig?", "bolig?"),
        ("Er FO enig i at alle skal få bolig?", "alle skal få bolig?"),
        ("Do FO and Actis agree on housing?", "housing?"),
        ("Er de enige?", "Er de enige?"),
        ("Hva er forskjellen på NNPF og Actis når det gjelder bolig?", "bolig?"),
        ("Kva er skilnaden mellom FO og Actis i synet på bustad?", "bustad?"),
        ("What is the difference between FO and Actis on housing?", "housing?"),
        ("Hei! Jeg lurer på hva Actis mener om bolig. Takk!", "bolig."),
        ("Kan du fortelle meg litt om hva FO mener om bolig?", "bolig?"),
    ],
)
def test_the_search_leaves_out_names_and_what_only_asks_unless_nothing_is_left(
    text: str, searched: str
) -> None:
    assert read(text).search_text == searched


@pytest.mark.parametrize(
    "text",
    [
        "Hvilke tiltak foreslår Actis mot doping?",
        "Hvilke konkrete forslag har NNPF?",
        "Hva slags tiltak vil FO ha?",
        "Hva krever FO?",
        "Hva vil Actis gjøre med køene?",
        "List opp kravene til kommunene",
        "Gi meg alle forslag om skole",
        "Kva for krav har NNPF?",
        "Kva tiltak vil FO ha?",
        "Kva føreslår Actis?",
        "Kva vil FO gjere med køane?",
        "Which measures does Actis want?",
        "What does FO propose?",
        "What would Actis do about cannabis?",
        "List all proposals",
    ],
)
def test_a_question_for_several_things_wants_a_list(text: str) -> None:
    assert read(text).sought is Sought.LIST


@pytest.mark.parametrize(
    "text",
    [
        "Hva mener FO om bolig?",
        "Hvem støtter brukerrom?",
        "Er Actis for legalisering?",
        "Kva meiner FO om bustad?",
        "What do the police think about cannabis?",
        "Does FO support drug consumption rooms?",
    ],
)
def test_a_question_for_a_position_wants_no_list(text: str) -> None:
    assert read(text).sought is not Sought.LIST


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Hva\tmener \n FO?\r\n", "Hva mener FO?"),
        ("Hva\x00 mener\x1b FO?", "Hva mener FO?"),
        ("Hva\u2028mener\u2029FO?", "Hva mener FO?"),
        ("Hva mener F\u200bO om be\u00adhandling?\ufeff", "Hva mener FO om behandling?"),
        ("Hva mener de om a\u030arsaken?", "Hva mener de om årsaken?"),
    ],
)
def test_white_space_and_unseen_characters_are_cleaned(text: str, cleaned: str) -> None:
    assert read(text).text == cleaned


@pytest.mark.parametrize(
    ("text", "problem", "shown"),
    [
        ("", Problem.EMPTY, ""),
        (" \t\r\n\u00a0\u3000", Problem.EMPTY, ""),
        ("\x00\x01\x7f\u200b\u00ad", Problem.EMPTY, ""),
        ("😀🎉👍🏽", Problem.NO_WORDS, "😀🎉👍🏽"),
        ("1234567890", Problem.NO_WORDS, "1234567890"),
        ("24/7 = 3,5 % ?", Problem.NO_WORDS, "24/7 = 3,5 % ?"),
        ("?" * 500, Problem.NO_WORDS, "?" * 20 + "…"),
        ("a", Problem.NO_WORDS, "a"),
        ("bolig " * 1667, Problem.TOO_LONG, "10001"),
        ("x" * 10_000, Problem.TOO_LONG, "10000"),
        ("Hva mener FO om b\udcf8ter?", Problem.UNREADABLE, "UTF-8"),
        ("Hei!", Problem.COURTESY, "Hei!"),
        ("Hva mener FO om bolig? Hva mener Actis om doping?", Problem.SEVERAL, "2"),
    ],
)
@pytest.mark.parametrize("language", get_args(Language))
def test_what_is_no_question_gives_one_sentence_in_every_language(
    text: str, problem: Problem, shown: str, language: Language
) -> None:
    with pytest.raises(QuestionError) as refusal:
        read(text)
    assert refusal.value.problem is problem
    sentence = refusal.value.in_language(language)
    assert shown in sentence
    assert len(sentence) < 150
    assert sentence.endswith(".")
    assert sentence.isprintable()


def test_the_longest_question_is_still_read() -> None:
    assert len(read("å" * LONGEST_QUESTION).text) == LONGEST_QUESTION
    assert read(" " * 10_000 + "Hva mener FO?").text == "Hva mener FO?"


WORDS = st.one_of(st.sampled_from([*NAMES, "Hva", "mener", "om", "bolig", "s", "'", "-", "?"]))
QUESTIONS = st.one_of(
    st.text(),
    st.text(st.characters(), min_size=1, max_size=1100),
    st.lists(st.one_of(WORDS, st.text(max_size=5))).map(" ".join),
    st.lists(WORDS).map("".join),
)


@given(QUESTIONS)
@example("\u0041\u00ad\u030a")
@example("İ FO ſ")
@example("\ud800")
def test_any_text_is_read_or_refused_and_reading_it_again_changes_nothing(text: str) -> None:
    try:
        question = read(text)
    except QuestionError:
        return
    assert read(question.text) == question
    assert any(char.isalpha() for char in question.search_text)
    assert len(question.search_text) <= len(question.text) <= LONGEST_QUESTION


@given(st.lists(WORDS, min_size=1).map(" ".join))
def test_every_guess_is_of_an_organisation_asked_about(text: str) -> None:
    try:
        question = read(text)
    except QuestionError:
        return
    assert {guess.organisation.id for guess in question.guesses} <= {
        organisation.id for organisation in question.organisations
    }
    assert all(guess.word in question.text for guess in question.guesses)
    assert len(set(question.guesses)) == len(question.guesses)


@pytest.mark.parametrize(
    "text",
    [
        "hva mener fo om bolig",
        "og fo?",
        "fo sitt syn",
        "fo mer sosialfag inn i rusfeltet hvor",
        "vil fo og actis ha en plan",
        "kan vi vente mens folk dør hva sier fo",
        "does fo support this",
        "Hva mener Fo om bolig?",
    ],
)
def test_a_short_name_in_lower_case_counts_where_a_name_would_stand(text: str) -> None:
    assert "fo" in named(text)


@pytest.mark.parametrize("text", ["mye bra fo unge", "metadon fo gravide", "Stykket av Dario Fo"])
def test_two_letters_in_lower_case_are_no_name_elsewhere(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    "text", ["hei", "Hei!", "God dag.", "takk", "Tusen takk for hjelpen!", "Thanks a lot", "ok"]
)
def test_a_greeting_or_thanks_is_answered_with_what_to_do(text: str) -> None:
    with pytest.raises(QuestionError, match="er ikke noe spørsmål; skriv hva du vil vite"):
        read(text)


def test_a_greeting_before_a_question_is_not_searched_for() -> None:
    assert read("Hei! Hva mener FO om bolig? Takk.").search_text == "bolig?"


@pytest.mark.parametrize(
    "text",
    [
        "Jeg lurer på bolig. Hva mener FO?",
        "Er Actis for heroin? Og FO? Og NNPF? Og NKROP?",
        "Hva mener FO om bolig? Hva mener Actis om bolig? Hva mener NNPF? Hva sier NKROP?",
        "Hva mener FO om bolig? Er Actis enig?",
        "Hva mener FO om bolig? Og tvang? Hvorfor det?",
        "Bør hasj være lov? Hva sier FO",
    ],
)
def test_questions_on_one_topic_are_read_together(text: str) -> None:
    assert read(text).text == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hva mener FO om bolig? Hva mener Actis om doping?", 2),
        ("hva mener fo om bolig hva mener actis om doping", 2),
        ("Hva mener FO om bolig? Om tvang? Om LAR? Om heroin?", 4),
        (" ".join(f"Hva mener FO om tema{chr(97 + i)}?" for i in range(10)), 10),
    ],
)
def test_questions_that_one_answer_cannot_keep_apart_are_asked_for_one_by_one(
    text: str, number: int
) -> None:
    with pytest.raises(QuestionError, match=f"Dette er {number} spørsmål på én gang; still dem"):
        read(text)


def test_who_is_outside_is_told_and_not_searched_for_or_corrected() -> None:
    question = understand(
        "hva mener høyre og fo om bolig i 1999",
        ORGANISATIONS,
        lambda text: text.replace("høyre", "høre"),
        frozenset({2018}),
    )
    assert [o.word for o in question.outside] == ["høyre", "1999"]
    assert named(question.text) == ["fo"]
    assert question.search_text == "bolig i 1999"
    assert not question.asks_only_outside


def test_a_question_may_ask_only_those_who_are_outside() -> None:
    assert read("Hva mener Høyre om bolig?").asks_only_outside
    assert not read("Hva mener FO om bolig?").asks_only_outside
    assert not read("Hvem vil ha brukerrom?").asks_only_outside


def test_a_name_alone_says_nothing_of_the_language() -> None:
    assert read("FO?").language == "nb"
    assert read("What about FO?").language == "en"


def test_a_misspelt_name_with_a_capital_is_a_guess() -> None:
    assert named("Hva mener Aktis om bolig?") == ["actis"]
    assert guessed("Hva mener Aktis om bolig?") == [("Aktis", "actis")]


def test_spelling_is_corrected_outside_names() -> None:
    def correct(text: str) -> str:
        assert "Actis" not in text
        return text.replace("tenaringer", "tenåringer")

    question = understand("Hva vil Actis gi tenaringer?", ORGANISATIONS, correct)
    assert question.text == "Hva vil Actis gi tenåringer?"
    assert question.search_text == "Hva vil gi tenåringer?"


def test_a_name_that_was_misspelt_is_found_once_it_is_corrected() -> None:
    question = understand(
        "hva sier aktis om bolig", ORGANISATIONS, lambda text: text.replace("aktis", "actis")
    )
    assert [organisation.id for organisation in question.organisations] == ["actis"]
