"""Judgements are kept with what was asked, shown to who gave them, and deleted by them alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from chat_examples import HOSTILE, OARS, Html
from handlers_examples import ASKED, make_handlers

from qa.chat.feedback import Judgement
from qa.chat.texts import BOKMAL
from qa.feedback import Verdict


def test_a_judgement_is_kept_replaced_and_taken_back(tmp_path: Path) -> None:
    handlers = make_handlers(tmp_path)
    steps = [
        (Verdict.RIGHT, "", "right", BOKMAL.feedback.kept),
        (Verdict.WRONG, HOSTILE, "wrong", BOKMAL.feedback.comment_kept),
        (None, HOSTILE, None, BOKMAL.feedback.taken_back),
    ]
    for verdict, comment, kept, said in steps:
        told = handlers.judge(ASKED, Judgement(1, 5, verdict, comment), "kari")
        assert told is not None
        assert (told["verdict"], told["said"]) == (kept, said)
        judged = handlers.feedback.of("kari")
        assert [(entry.verdict, entry.comment) for entry in judged] == (
            [(verdict, comment)] if verdict else []
        )


def test_what_is_kept_is_what_was_asked_and_the_excerpt_as_the_document_has_it(
    tmp_path: Path,
) -> None:
    handlers = make_handlers(tmp_path)
    handlers.judge(ASKED, Judgement(1, 5, Verdict.WRONG, ""))
    handlers.judge(ASKED, Judgement(2, None, Verdict.RIGHT, ""))
    excerpt, answer = handlers.feedback.of("")
    assert excerpt.excerpt is not None
    assert excerpt.excerpt.quote == OARS
    assert (excerpt.asked.history, excerpt.asked.organisations) == ((), ("ror", "seil"))
    assert answer.excerpt is None
    assert (answer.asked.question, answer.asked.history) == ("Hva med fly?", ("Hva mener de?",))


def test_a_judgement_is_shown_with_its_answer_to_who_gave_it_and_nobody_else(
    tmp_path: Path,
) -> None:
    handlers = make_handlers(tmp_path)
    handlers.judge(ASKED, Judgement(1, 5, Verdict.WRONG, "Nei"), "kari")

    def pressed(person: str) -> int:
        *_, last = handlers.reply(ASKED, ASKED[0], person)
        return last.html.count('aria-pressed="true"')

    assert (pressed("kari"), pressed("ola"), pressed("")) == (1, 0, 0)


def test_of_a_question_that_is_not_there_nothing_is_judged(tmp_path: Path) -> None:
    handlers = make_handlers(tmp_path)
    assert handlers.judge(ASKED, Judgement(4, None, Verdict.RIGHT, "")) is None
    assert handlers.feedback.of("") == ()


@pytest.mark.parametrize(
    ("judgement", "said"),
    [
        (Judgement(1, 6, Verdict.RIGHT, ""), "The answer has 5 excerpts and no number 6;"),
        (Judgement(1, 6, None, ""), "The answer has 5 excerpts and no number 6;"),
        (Judgement(1, 5, Verdict.RIGHT, "x" * 2_001), "The comment has 2001 characters"),
        (Judgement(3, None, Verdict.RIGHT, ""), "«*» inneholder ingen ord å søke etter"),
    ],
)
def test_why_nothing_was_kept_is_told(tmp_path: Path, judgement: Judgement, said: str) -> None:
    handlers = make_handlers(tmp_path)
    told = handlers.judge(ASKED, judgement)
    assert told is not None
    assert str(told["said"]).startswith(said)
    assert told["verdict"] is None
    assert handlers.feedback.of("") == ()


def test_a_judgement_that_cannot_be_replaced_stays_and_is_shown_so(tmp_path: Path) -> None:
    handlers = make_handlers(tmp_path)
    handlers.judge(ASKED, Judgement(1, None, Verdict.RIGHT, ""))
    told = handlers.judge(ASKED, Judgement(1, None, Verdict.WRONG, "x" * 2_001))
    assert told is not None
    assert told["verdict"] == "right"
    assert str(told["said"]).startswith("The comment has 2001 characters")


# --- what is stored ------------------------------------------------------------------------------


def test_each_person_sees_and_deletes_their_own_judgements_only(tmp_path: Path) -> None:
    handlers = make_handlers(tmp_path)
    for person in ("kari", "ola"):
        handlers.judge(ASKED, Judgement(1, None, Verdict.RIGHT, ""), person)
        handlers.judge(ASKED, Judgement(2, None, Verdict.WRONG, ""), person)
    words = BOKMAL.stored
    identifiers = [entry.id for entry in handlers.feedback.of("kari")]
    assert all(identifier in handlers.stored("kari") for identifier in identifiers)

    def done(page: str) -> str:
        return Html(page).text_in(css="hmh-done")

    assert done(handlers.stored("kari")) == ""
    assert done(handlers.forget(identifiers[0], "ola")) == ""
    assert done(handlers.forget({"id": identifiers[0]}, "kari")) == ""
    assert len(handlers.feedback.of("kari")) == 2
    assert done(handlers.forget(identifiers[0], "kari")) == words.removed
    assert [entry.id for entry in handlers.feedback.of("kari")] == identifiers[1:]
    page = handlers.forget_all("kari")
    assert done(page) == words.removed_all
    assert words.empty in Html(page).text_in(tag="p")
    assert len(handlers.feedback.of("ola")) == 2


def test_a_damaged_file_of_judgements_costs_no_answer_and_is_told_of(tmp_path: Path) -> None:
    handlers = make_handlers(tmp_path)
    handlers.judge(ASKED, Judgement(1, None, Verdict.RIGHT, ""))
    with handlers.feedback.path.open("a", encoding="utf-8") as file:
        file.write("{torn\n")
    *_, reply = handlers.reply(ASKED, ASKED[0])
    assert OARS in Html(reply.html).text_in(tag="blockquote")
    told = handlers.judge(ASKED, Judgement(1, None, Verdict.WRONG, ""))
    assert told is not None
    for said in (
        str(told["said"]),
        handlers.stored(""),
        handlers.forget("0" * 32, ""),
        handlers.forget_all(""),
    ):
        assert "feedback.jsonl, line 2" in said or "feedback.jsonl: line 2" in said
