"""Questions keep their order and their numbers, and what a browser kept is believed in nothing."""

from __future__ import annotations

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from qa.chat.conversation import (
    MOST_TURNS,
    Conversation,
    Turn,
    add_question,
    find_turn,
    from_store,
    questions_before,
    to_store,
)

KNOWN = ("seil", "ror", "taus")
ASKED: Conversation = (Turn(1, "Hvem?"), Turn(2, "Hva?", ("ror",)), Turn(5, "Når?"))

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_NEARLY_TURNS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "number": st.integers(-2, 9) | _JSON,
            "question": st.text() | _JSON,
            "organisations": st.lists(st.sampled_from([*KNOWN, "borte"]) | _JSON) | _JSON,
        },
    )
    | _JSON
)
# As a person types and chooses: characters that UTF-8 has, organisations in their order.
_QUESTIONS = st.lists(
    st.tuples(
        st.text(st.characters(codec="utf-8")),
        st.sets(st.sampled_from(KNOWN)).map(lambda chosen: [o for o in KNOWN if o in chosen]),
        st.none() | st.integers(0, 70),
    ),
    max_size=70,
)


def test_a_question_is_put_at_the_end_with_the_next_number() -> None:
    assert add_question((), "Hvem?", ["seil"]) == (Turn(1, "Hvem?", ("seil",)),)
    assert add_question(ASKED, "Hvor?") == (*ASKED, Turn(6, "Hvor?"))


def test_an_altered_question_takes_the_place_of_itself_and_of_all_that_came_after() -> None:
    assert add_question(ASKED, "Hva nå?", instead_of=2) == (Turn(1, "Hvem?"), Turn(6, "Hva nå?"))
    assert add_question(ASKED, "Hvem nå?", instead_of=1) == (Turn(6, "Hvem nå?"),)
    # The question is gone meanwhile, in another window: what came after it goes all the same.
    assert add_question(ASKED, "Og nå?", instead_of=3) == (*ASKED[:2], Turn(6, "Og nå?"))


@given(st.integers(1, 3 * MOST_TURNS))
def test_only_the_last_questions_are_kept(count: int) -> None:
    conversation: Conversation = ()
    for number in range(1, count + 1):
        conversation = add_question(conversation, str(number))
    first = max(1, count - MOST_TURNS + 1)
    assert conversation == tuple(Turn(n, str(n)) for n in range(first, count + 1))


@given(_QUESTIONS)
def test_a_number_is_never_used_twice(questions: list[tuple[str, list[str], int | None]]) -> None:
    used: list[int] = []
    conversation: Conversation = ()
    for question, organisations, instead_of in questions:
        conversation = add_question(conversation, question, organisations, instead_of=instead_of)
        used.append(conversation[-1].number)
    assert used == list(range(1, len(questions) + 1))


def test_a_question_is_found_by_its_number() -> None:
    assert find_turn(ASKED, 5) == ASKED[2]
    for number in (0, 3, None, "1", [1], {"turn": 1}):
        assert find_turn(ASKED, number) is None
    assert find_turn((), 1) is None


def test_a_follow_up_is_understood_from_the_questions_before_it_alone() -> None:
    assert [questions_before(ASKED, turn) for turn in ASKED] == [[], ["Hvem?"], ["Hvem?", "Hva?"]]


def test_half_a_character_is_replaced_since_no_answer_could_be_sent_with_it() -> None:
    assert add_question((), "Hv\ud83da?") == (Turn(1, "Hv\ufffda?"),)
    assert from_store([{"number": 1, "question": "\udc00"}], KNOWN) == (Turn(1, "\ufffd"),)


@given(_QUESTIONS)
def test_a_conversation_comes_back_from_the_browser(
    questions: list[tuple[str, list[str], int | None]],
) -> None:
    asked: Conversation = reduce(
        lambda before, asked: add_question(before, asked[0], asked[1], instead_of=asked[2]),
        questions,
        (),
    )
    assert from_store(to_store(asked), KNOWN) == asked


@given(_JSON | _NEARLY_TURNS)
def test_whatever_the_browser_sends_becomes_a_conversation(stored: object) -> None:
    conversation = from_store(stored, KNOWN)
    numbers = [turn.number for turn in conversation]
    assert numbers == sorted(set(numbers))
    for turn in conversation:
        assert type(turn.number) is int
        assert turn.number > 0
        assert turn.question == turn.question.encode().decode()
        assert turn.organisations == tuple(o for o in KNOWN if o in turn.organisations)
    assert from_store(to_store(conversation), KNOWN) == conversation


def test_what_is_no_question_is_left_out_and_the_rest_is_kept() -> None:
    stored = [
        {
            "number": 2,
            "question": "Hvem?",
            "organisations": ["borte", "ror", "seil"],
            "html": "<b>",
        },
        {"number": 2, "question": "Samme nummer"},
        {"number": 1, "question": "Lavere nummer"},
        {"number": True, "question": "Ikke noe nummer"},
        {"number": 3, "question": None},
        "Hva?",
        {"number": 4, "question": "Hva?", "organisations": "ror"},
    ]
    assert from_store(stored, KNOWN) == (Turn(2, "Hvem?", ("seil", "ror")), Turn(4, "Hva?"))


def test_of_very_many_the_last_are_read() -> None:
    stored = [{"number": number, "question": ""} for number in range(1, 100_001)]
    assert [turn.number for turn in from_store(stored, KNOWN)] == [*range(99_951, 100_001)]
