"""What happens when a person asks, waits, saves a note or proposals, or follows a link."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from chat_examples import SAILS, Html, fleet_answer, make_fleet, make_library
from handlers_examples import ASKED, TODAY, Asker, make_handlers

from embeddings.steps import Report
from qa.answer import Answer
from qa.chat.download import NoteForm
from qa.chat.opening import Desk
from qa.chat.reply import Reply, notice
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts
from qa.citations import CitationError
from qa.problems import Problem, QuestionError
from qa.selection import SelectionError
from settings import UserError

WORDS = BOKMAL.conversation
LANGUAGES = pytest.mark.parametrize("texts", [BOKMAL, NYNORSK, ENGLISH])


def summarised(answer: Answer) -> Iterator[Answer]:
    """A summary in three steps."""
    whole = fleet_answer().summary
    yield replace(answer, summary_note="Modellen skriver.")
    yield replace(answer, summary=whole[:1], summary_note="Modellen skriver.")
    yield replace(answer, summary=whole, summary_note="Skrevet av modellen.")


def quotes(reply: Reply) -> list[str]:
    return [quote.text for quote in Html(reply.html).find("blockquote")]


# --- asking --------------------------------------------------------------------------------------


def test_a_question_is_answered_after_the_earlier_ones_by_those_who_are_chosen(
    tmp_path: Path,
) -> None:
    asker = Asker()
    handlers = make_handlers(tmp_path, Desk(make_fleet(), asker.answer))
    searching, answered = handlers.reply(ASKED, ASKED[1])
    assert searching == notice(WORDS.searching)
    assert answered.settled
    assert answered.said == WORDS.announced_nothing
    searching, answered = handlers.reply(ASKED, ASKED[0])
    assert answered.said == "5 utdrag fra SF, Rolaget. Ingenting funnet hos Tauslaget."
    assert quotes(answered)[0] == f"«{SAILS[0]}» 1"
    assert asker.asked == [
        ("Hva med fly?", ["Hva mener de?"], ()),
        ("Hva mener de?", [], ("ror", "seil")),
    ]


@LANGUAGES
def test_what_the_person_can_mend_is_said_in_the_language_of_the_page(
    tmp_path: Path, texts: Texts
) -> None:
    *_, last = make_handlers(tmp_path, texts=texts).reply(ASKED, ASKED[2])
    sentence = QuestionError(Problem.NO_WORDS, text="*").in_language(texts.language)
    assert last == notice(sentence, settled=True)


def test_a_person_need_not_wait_for_the_start(tmp_path: Path) -> None:
    go_on = threading.Event()

    def opener(report: Report) -> Desk:
        go_on.wait(10)
        raise UserError("Ingen venter.")

    steps = list(
        make_handlers(tmp_path, opener=opener).reply(ASKED, ASKED[0], is_stopped=lambda: True)
    )
    go_on.set()
    assert steps == [
        notice(WORDS.searching),
        notice(WORDS.waiting),
        notice(WORDS.stopped, settled=True),
    ]


def test_a_question_asked_too_early_waits_visibly_and_is_then_answered(tmp_path: Path) -> None:
    go_on = threading.Event()

    def opener(report: Report) -> Desk:
        go_on.wait(10)
        return Desk(make_fleet(), Asker().answer)

    steps = make_handlers(tmp_path, opener=opener).reply(ASKED, ASKED[0])
    assert [next(steps), next(steps)] == [notice(WORDS.searching), notice(WORDS.waiting)]
    go_on.set()
    *waiting, last = steps
    assert set(waiting) <= {notice(WORDS.waiting)}
    assert last.settled
    assert len(quotes(last)) == 5


def test_a_question_after_a_failed_start_gets_the_reason(tmp_path: Path) -> None:
    def opener(report: Report) -> Desk:
        raise UserError("Indeksen er i bruk.")

    handlers = make_handlers(tmp_path, opener=opener)
    handlers.startup.wait(10)
    *_, last = handlers.reply(ASKED, ASKED[0])
    assert last == notice(BOKMAL.frame.failed, reason="Indeksen er i bruk.", settled=True)


# --- the summary ---------------------------------------------------------------------------------


def summaries(replies: Sequence[Reply]) -> list[str]:
    return [part.text for reply in replies for part in Html(reply.html).find(css="hmh-summary")[:1]]


def test_the_summary_grows_above_the_excerpts_and_then_all_can_be_judged(tmp_path: Path) -> None:
    handlers = make_handlers(tmp_path, Desk(make_fleet(), Asker().answer, summarised))
    _, *replies = handlers.reply(ASKED, ASKED[0])
    assert summaries(replies) == [
        "SammendragModellen skriver.",
        "SammendragBegge vil ha utstyr 1 5.Modellen skriver.",
        "SammendragBegge vil ha utstyr 1 5.Skrevet av modellen.",
        "SammendragBegge vil ha utstyr 1 5.Skrevet av modellen.",
    ]
    assert [reply.settled for reply in replies] == [False, False, False, True]
    assert [len(quotes(reply)) for reply in replies] == [5] * 4


def test_what_has_come_of_a_summary_when_the_person_stops_stays(tmp_path: Path) -> None:
    handlers = make_handlers(tmp_path, Desk(make_fleet(), Asker().answer, summarised))
    waits = iter([False, True])
    _, *replies = handlers.reply(ASKED, ASKED[0], is_stopped=lambda: next(waits))
    assert [reply.settled for reply in replies] == [False, False, True]
    assert summaries(replies)[-1] == ("SammendragBegge vil ha utstyr 1 5.Sammendraget ble stoppet.")


def test_no_summary_is_written_where_none_is_wanted_or_nothing_was_found(tmp_path: Path) -> None:
    handlers = make_handlers(tmp_path, Desk(make_fleet(), Asker().answer, summarised))
    assert len(list(handlers.reply(ASKED, ASKED[0], summarised=False))) == 2
    assert len(list(handlers.reply(ASKED, ASKED[1]))) == 2


# --- a note --------------------------------------------------------------------------------------


def test_a_note_has_the_questions_that_are_picked_answered_anew(tmp_path: Path) -> None:
    asker = Asker()
    note = make_handlers(tmp_path, Desk(make_fleet(), asker.answer)).write_note(
        ASKED, [3, 2, "1", None], NoteForm.MARKDOWN, TODAY
    )
    assert note.kind == "text/markdown;charset=utf-8"
    assert "## Hva med fly?" in note.content.decode()
    assert "Hva mener de?" not in note.content.decode()
    # The third cannot be searched for; that is said on the page and not in the note.
    assert asker.asked == [
        ("Hva med fly?", ["Hva mener de?"], ()),
        ("*", ["Hva mener de?", "Hva med fly?"], ()),
    ]


@LANGUAGES
@pytest.mark.parametrize("numbers", [[], [3], [7, "2"]])
def test_without_an_answer_there_is_no_note(
    tmp_path: Path, texts: Texts, numbers: list[object]
) -> None:
    with pytest.raises(UserError) as told:
        make_handlers(tmp_path, texts=texts).write_note(ASKED, numbers, NoteForm.WORD, TODAY)
    assert str(told.value) == texts.conversation.nothing_picked


def test_there_is_no_note_before_the_search_is_ready(tmp_path: Path) -> None:
    go_on = threading.Event()

    def opener(report: Report) -> Desk:
        go_on.wait(10)
        raise UserError("Ingen venter.")

    with pytest.raises(UserError, match=BOKMAL.frame.starting):
        make_handlers(tmp_path, opener=opener).write_note(ASKED, [1], NoteForm.WORD, TODAY)
    go_on.set()


def test_a_quotation_that_its_document_has_not_is_in_no_note(tmp_path: Path) -> None:
    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        answer = fleet_answer()
        forged = replace(answer.citations[4], quote="Ingen må ro.")
        rowers = replace(answer.findings[1], citations=(forged,), leading=forged)
        return replace(answer, findings=(answer.findings[0], rowers))

    with pytest.raises(CitationError):
        make_handlers(tmp_path, Desk(make_fleet(), answer)).write_note(
            ASKED, [1], NoteForm.WORD, TODAY
        )


# --- proposals -----------------------------------------------------------------------------------

CHOSEN = {
    "words": "", "organisation": "", "theme": "", "strength": "", "sort": "place",
    "descending": False,
}  # fmt: skip


def sentences(page: str) -> list[str]:
    return [cell.text for cell in Html(page).find(css="hmh-sentence")]


def test_all_proposals_are_listed_chosen_and_saved(tmp_path: Path) -> None:
    handlers = make_handlers(tmp_path, library=make_library())
    frame, results = handlers.all_proposals()
    assert Html(frame).find("form")
    assert sentences(results) == ["«Alle båter må ha årer.»", "«Seil bør være røde.»"]
    chosen = {**CHOSEN, "words": "seil"}
    assert sentences(handlers.choose_proposals(chosen)) == ["«Seil bør være røde.»"]
    file = handlers.save_proposals({**chosen, "format": "csv"}, TODAY)
    assert file.name == "hvem-mener-hva-2026-01-31.csv"
    assert "Seil bør være røde." in file.content.decode("utf-8-sig")
    assert "årer" not in file.content.decode("utf-8-sig")


@pytest.mark.parametrize("chosen", [None, [], {}, {**CHOSEN, "sort": "id"}, {**CHOSEN, "x": ""}])
def test_a_choice_that_was_never_offered_is_refused(tmp_path: Path, chosen: object) -> None:
    handlers = make_handlers(tmp_path, library=make_library())
    with pytest.raises(SelectionError):
        handlers.choose_proposals(chosen)
    with pytest.raises(SelectionError):
        handlers.save_proposals(chosen, TODAY)
