from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import load_catalogue
from embeddings.language import Language
from qa.followup import language_after, make_whole
from qa.question import LONGEST_QUESTION
from settings import Settings

ORGANISATIONS = load_catalogue(Settings().documents_dir).organisations


def whole(*questions: str) -> str:
    return make_whole(questions[-1], questions[:-1], ORGANISATIONS)


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("Hva mener Actis om bolig?", "Og NKROP?", "Hva mener NKROP om bolig?"),
        ("Hva mener Actis om bolig?", "hva med FO og NNPF", "Hva mener FO og NNPF om bolig?"),
        ("Hva mener FO og NNPF om bolig?", "Og Actis?", "Hva mener Actis om bolig?"),
        ("Hvem vil ha sprøyterom?", "Og FO?", "Hvem vil ha sprøyterom? FO"),
        ("Hva mener FO om bolig?", "Hvorfor det?", "Hva mener FO om bolig? Hvorfor det?"),
        ("Meiner FO noko om bustad?", "og dei unge?", "Meiner FO noko om bustad? og dei unge?"),
        ("What does FO say about housing?", "Why?", "What does FO say about housing? Why?"),
        (
            "Hva mener FO om bolig?",
            "Hva med Actis og unge mødre?",
            "Hva mener Actis om bolig? Hva med Actis og unge mødre?",
        ),
        (
            "Hva mener FO om bolig?",
            "Vil de gi den bort gratis?",
            "Hva mener FO om bolig? Vil de gi den bort gratis?",
        ),
    ],
)
def test_a_follow_up_is_made_whole(first: str, then: str, expected: str) -> None:
    assert whole(first, then) == expected


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("Hva mener FO om tvang?", "Hva med bolig?", "Hva mener FO om bolig?"),
        ("Hva mener FO om tvang?", "Hva med gratis tannlege?", "Hva mener FO om gratis tannlege?"),
        ("Hva mener FO om tvang?", "Og LAR?", "Hva mener FO om LAR?"),
        ("Kva meiner FO om tvang?", "Kva med bustad?", "Kva meiner FO om bustad?"),
        (
            "What does FO say about coercion?",
            "What about housing?",
            "What is the view of FO on housing?",
        ),
        ("FO", "om bolig", "Hva mener FO om bolig?"),
        ("Er FO og NNPF for tvang?", "Hva med bolig?", "Hva mener FO og NNPF om bolig?"),
        ("Hva er FOs syn på tvang?", "Hva mener de om bolig?", "Hva mener FO om bolig?"),
        ("Hvem vil ha tvang?", "Hva med bolig?", "Hvem mener noe om bolig?"),
        ("Kven vil ha tvang?", "Kva med bustad?", "Kven meiner noko om bustad?"),
        ("Hva mener FO om tvang?", "Hva med Actis og bolig?", "Hva mener Actis om bolig?"),
        (
            "Hvilke tiltak foreslår Actis mot doping?",
            "Hva med overdoser?",
            "Hva foreslår Actis om overdoser?",
        ),
    ],
)
def test_another_topic_is_put_to_the_same_people_without_the_old_one(
    first: str, then: str, expected: str
) -> None:
    assert whole(first, then) == expected


@pytest.mark.parametrize(
    "then",
    [
        "Og i fengsel?",
        "Hva med de unge?",
        "Hva med de som vil slutte?",
        "Og barn?",
        "Hva med gravide?",
        "Hva med kostnadene?",
        "Bare for heroin?",
        "Og hvem skal betale?",
        "Kva med dei som slepp ut av fengsel?",
        "And in prison?",
        "What about young people?",
        "Hva sier de om prisen?",
        "Hva er grunnen?",
        "Hvilke argumenter bruker de?",
        "Gjelder det unge også?",
        "Om de unge",
        "Fortell mer",
    ],
)
def test_a_group_a_place_or_an_aspect_narrows_the_topic(then: str) -> None:
    assert whole("Hva mener FO om tvang?", then) == f"Hva mener FO om tvang? {then}"


def test_a_narrower_topic_is_kept_when_somebody_else_is_asked() -> None:
    assert whole("Hva mener FO om bolig?", "Og i fengsel?", "Og NKROP?") == (
        "Hva mener NKROP om bolig? Og i fengsel?"
    )
    assert whole("Hva mener FO om bolig?", "Hvorfor det?", "Og NKROP?") == (
        "Hva mener NKROP om bolig?"
    )


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (
            ("Hva mener FO om bolig?", "Hva med de andre?"),
            "Hva mener NNPF, Forslagsstillerne, Actis og NKROP om bolig?",
        ),
        (
            ("Hva mener FO om bolig?", "Og Actis?", "Hva sier de andre?"),
            "Hva mener NNPF, Forslagsstillerne og NKROP om bolig?",
        ),
        (
            ("Kva meiner FO og Actis om bustad?", "Kva med dei andre?"),
            "Kva meiner NNPF, Forslagsstillerne og NKROP om bustad?",
        ),
        (
            ("What is FO's view on housing?", "What about the others?"),
            "What is NNPF, Forslagsstillerne, Actis and NKROPs view on housing?",
        ),
        (("Hvem vil ha brukerrom?", "Hva med de andre?"), "Hvem vil ha brukerrom?"),
    ],
)
def test_the_others_are_those_whom_the_topic_was_not_put_to(
    questions: tuple[str, ...], expected: str
) -> None:
    assert whole(*questions) == expected


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (
            ("Hva mener FO om bolig?", "Og Actis?", "Er de enige?"),
            "Hva mener FO og Actis om bolig? Er de enige?",
        ),
        (
            ("Hva mener FO om bolig?", "Hvem er uenig?"),
            "Hva mener alle om bolig? Hvem er uenig?",
        ),
        (("Hvem vil ha brukerrom?", "Er de enige?"), "Hvem vil ha brukerrom? Er de enige?"),
        (("Hva mener FO om bolig?", "Er Actis enig?"), "Hva mener Actis om bolig?"),
    ],
)
def test_whether_they_agree_is_asked_of_all_whom_it_may_mean(
    questions: tuple[str, ...], expected: str
) -> None:
    assert whole(*questions) == expected


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (
            ("Hva mener FO om bolig?", "Hvem andre?"),
            "Hva mener NNPF, Forslagsstillerne, Actis og NKROP om bolig?",
        ),
        (
            ("Hva mener FO om bolig?", "Hvem er imot?"),
            "Hva mener alle om bolig? Hvem er imot?",
        ),
        (
            ("Kva meiner FO om bustad?", "Kven er mest positive?"),
            "Kva meiner alle om bustad? Kven er mest positive?",
        ),
        (
            ("Hva mener FO om bolig?", "Og Actis?", "Hvem av dem er mest skeptisk?"),
            "Hva mener FO og Actis om bolig? Hvem av dem er mest skeptisk?",
        ),
        (("What does FO say about housing?", "Everyone"), "What does everyone say about housing?"),
        (("Hva mener FO om bolig?", "Alle sammen"), "Hva mener alle om bolig?"),
    ],
)
def test_who_holds_a_view_is_asked_of_all(questions: tuple[str, ...], expected: str) -> None:
    assert whole(*questions) == expected


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("Hva mener FO om bolig?", "Ikke FO, men Actis"), "Hva mener Actis om bolig?"),
        (
            ("Hva mener FO om bolig?", "Og alle andre enn NNPF?"),
            "Hva mener Forslagsstillerne, Actis, FO og NKROP om bolig?",
        ),
        (
            ("Hva mener alle unntatt NNPF om bolig?", "Hva med de andre?"),
            "Hva mener NNPF om bolig?",
        ),
        (("Hva mener alle unntatt NNPF om bolig?", "Og NNPF?"), "Hva mener NNPF om bolig?"),
        (("Hva mener FO om NNPF?", "Og Actis?"), "Hva mener Actis om NNPF?"),
    ],
)
def test_who_is_left_out_or_the_topic_is_not_asked_in_a_follow_up(
    questions: tuple[str, ...], expected: str
) -> None:
    assert whole(*questions) == expected


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("LAR", "NNPF?"), "LAR? NNPF"),
        (("hva mener fo om bolig", "og i fengsel"), "hva mener fo om bolig? og i fengsel"),
        (
            ("Hva mener FO om tvang?", "Men NKROP da, de jobber jo med ROP"),
            "Hva mener NKROP om tvang? Men NKROP da, de jobber jo med ROP",
        ),
        (
            ("Hvem vil ha brukerrom?", "Hvorfor vil ikke NNPF det?"),
            "Hvem vil ha brukerrom? Hvorfor vil ikke NNPF det?",
        ),
        (
            ("Hvem vil ha brukerrom?", "Hvorfor vil ikke NNPF det?", "Hva foreslår de?"),
            "Hvem vil ha brukerrom? NNPF? Hva foreslår de?",
        ),
        (("Hva mener FO om tvang?", "Ok, og hva med bolig?"), "Hva mener FO om bolig?"),
        (("Hva mener de om tvang?", "Gi meg sitatet fra FO"), "Hva mener de om tvang? FO"),
    ],
)
def test_what_is_taken_up_ends_before_the_follow_up_begins(
    questions: tuple[str, ...], expected: str
) -> None:
    assert whole(*questions) == expected


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("What does FO say about housing?", "og tvang?"), "Hva mener FO om tvang?"),
        (("Hva mener FO om bolig?", "What about coercion?"),
         "What is the view of FO on coercion?"),
        (("Kva meiner FO om bustad?", "og tvang?"), "Kva meiner FO om tvang?"),
        (("What does FO say about housing?", "Kva med dei andre?"),
         "What does NNPF, Forslagsstillerne, Actis and NKROP say about housing?"),
    ],
)  # fmt: skip
def test_a_new_topic_is_put_in_the_language_of_the_follow_up(
    questions: tuple[str, ...], expected: str
) -> None:
    assert whole(*questions) == expected


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [
        ("What about Actis?", "nb", "en"),
        ("Kva seier Actis?", "nb", "nn"),
        ("Og Actis?", "en", "nb"),
        ("Og Actis?", "nn", "nn"),
        ("Actis?", "en", "en"),
    ],
)
def test_a_follow_up_is_answered_in_its_own_language(
    text: str, before: Language, language: Language
) -> None:
    assert language_after(text, before) == language


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("Hva mener FO om bolig?", "Og Høyre?"), "Hva mener Høyre om bolig?"),
        (("Hva mener Høyre om bolig?", "Og FO?"), "Hva mener FO om bolig?"),
        (("Hva er Høyres syn på bolig?", "Og FO?"), "Hva er FOs syn på bolig?"),
        (("Hva er FOs syn på bolig?", "Og Actis?"), "Hva er Actis’ syn på bolig?"),
        (("Hvem vil ha brukerrom?", "Hva med Frp?"), "Hvem vil ha brukerrom? Frp"),
    ],
)
def test_an_organisation_outside_the_catalogue_takes_the_place_of_another(
    questions: tuple[str, ...], expected: str
) -> None:
    assert whole(*questions) == expected


def test_thanks_and_greetings_are_no_part_of_the_conversation() -> None:
    assert whole("hei", "Hva mener FO om bolig?", "Tusen takk!", "Og NKROP?") == (
        "Hva mener NKROP om bolig?"
    )
    assert whole("Hva mener FO om bolig?", "takk") == "takk"


def test_a_question_on_the_organisation_itself_is_whole() -> None:
    assert whole("Hva mener FO om bolig?", "Kven er NKROP til for?") == "Kven er NKROP til for?"
    assert whole("Hva mener FO om bolig?", "Hvor mange medlemmer har NNPF?") == (
        "Hvor mange medlemmer har NNPF?"
    )


def test_the_topic_lasts_through_forty_turns() -> None:
    names = ["FO", "Actis", "NNPF", "NKROP"]
    turns = [f"Og {names[i % 4]}?" for i in range(38)]
    assert whole("Hva mener FO om bolig?", "Hvorfor det?", *turns) == "Hva mener Actis om bolig?"


@pytest.mark.parametrize(
    "then",
    [
        "Hva mener Actis om doping?",
        "Hvem vil ha flere sprøyterom?",
        "Bør det være straff for å røyke hasj?",
        "Hvilke tiltak foreslås mot overdoser i fengsel?",
        "doping på treningssentre",
    ],
)
def test_a_change_of_topic_is_left_alone(then: str) -> None:
    assert whole("Hva mener FO om bolig?", then) == then


def test_follow_ups_build_on_the_last_question_that_stands_for_itself() -> None:
    assert whole("Hva mener FO om bolig?", "Hvorfor det?", "Og NKROP?", "Og de unge?") == (
        "Hva mener NKROP om bolig? Og de unge?"
    )


def test_the_first_question_stands_for_itself() -> None:
    assert whole("Og NKROP?") == "Og NKROP?"


@pytest.mark.parametrize("nothing", ["", "  ", "?!", "24"])
def test_what_holds_no_word_follows_nothing_and_is_followed_by_nothing(nothing: str) -> None:
    assert whole("Hva mener FO om bolig?", nothing) == nothing
    assert whole("Hva mener FO om bolig?", nothing, "Og NKROP?") == "Hva mener NKROP om bolig?"


def test_what_would_become_too_long_is_asked_as_it_is() -> None:
    assert whole("bolig " * 160, "Og de unge, " + "de " * 30) == "Og de unge, " + "de " * 30


QUESTIONS = st.lists(
    st.lists(
        st.sampled_from(["og", "FO", "Actis", "hva", "med", "de", "det", "bolig", "unge", "?"]),
        min_size=1,
        max_size=8,
    ).map(" ".join),
    min_size=1,
    max_size=40,
)


@given(QUESTIONS)
def test_a_long_conversation_never_makes_a_question_too_long(questions: list[str]) -> None:
    made = whole(*questions)
    assert len(made) <= LONGEST_QUESTION
    assert made == questions[-1] or any(word in made for word in questions[-1].split())
