"""Questions are shown as typed and never rendered; turns keep their order."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from qa.chat.conversation import LONGEST_SHOWN, MOST_TURNS, Turn, messages, plain, pose, settle
from qa.chat.texts import BOKMAL


def test_markup_in_a_question_loses_its_meaning() -> None:
    assert plain("<b> *a* [x](http://e.no)") == (r"\<b\> \*a\* \[x\]\(http\:\/\/e\.no\)")
    assert plain("1. seil\n- båt") == "1\\. seil\n\\- båt"
    assert plain("    kode\t\n") == "kode"


@given(st.text())
def test_plain_text_comes_back_by_taking_away_the_backslashes(text: str) -> None:
    escaped = plain(text)
    assert re.search(r"(?<!\\)(?:\\\\)*[<>&`*_\[\]()!#:.|$~]", escaped) is None
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)
    assert [c for c in bare if c.isprintable() and c != " "] == [
        c for c in text if c.isprintable() and c != " "
    ]


def test_marks_that_turn_the_direction_of_writing_are_dropped() -> None:
    assert plain("a\u202eb\u2066c\x00d") == "abcd"


def test_each_turn_is_a_question_and_a_reply() -> None:
    turns = settle(
        pose(pose((), "Hvem?", "Leter"), "Hva?", "Leter"), "**Svar** [1](?doc=a&start=1&end=2)"
    )
    assert messages(turns, BOKMAL) == [
        {"role": "user", "content": r"Hvem\?"},
        {"role": "assistant", "content": "Leter"},
        {"role": "user", "content": r"Hva\?"},
        {"role": "assistant", "content": "**Svar** [1](?doc=a&start=1&end=2)"},
    ]


def test_an_empty_question_is_shown_as_such_and_a_long_one_is_shortened() -> None:
    empty, _, long, _ = messages((Turn("  ", ""), Turn("å" * 10_000, "")), BOKMAL)
    assert empty["content"] == r"\(tomt spørsmål\)"
    assert long["content"] == "å" * LONGEST_SHOWN + " …"


@given(st.integers(0, 3 * MOST_TURNS))
def test_only_the_last_turns_are_kept(count: int) -> None:
    turns: tuple[Turn, ...] = ()
    for number in range(count):
        turns = pose(turns, str(number), "")
    assert [turn.question for turn in turns] == [
        str(number) for number in range(max(0, count - MOST_TURNS), count)
    ]
