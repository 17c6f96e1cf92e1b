from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import load_catalogue
from qa.followup import make_whole
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
