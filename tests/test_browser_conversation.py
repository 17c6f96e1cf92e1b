"""The conversation in the system's Chromium: ask, ask on, put right, copy, choose, judge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from browser_support import served
from browser_talk import Talk, cited, desk
from feedback_examples import answer_to
from playwright.sync_api import Locator, Page, expect

from corpus.library import Library, load_library
from qa import phrases
from qa.answer import Answer
from qa.chat.citing import citation_in_words
from qa.chat.colours import colour_class
from qa.chat.organisations import speaking
from qa.chat.texts import BOKMAL
from qa.problems import SENTENCES, Problem
from qa.render import render_text
from settings import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]
of_real_documents = pytest.mark.model

WORDS = BOKMAL.conversation
POSITION, SUPPORT, DIFFERENCE, MEASURES, HOW_SOON = WORDS.examples


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Settings().documents_dir)


@pytest.fixture
def talk(page: Page) -> Talk:
    return Talk(page)


def grouped(turn: Locator, library: Library) -> list[str]:
    """Short names of the organisations that an answer quotes; each in its own colour."""
    by_name = {phrases.name_in_full(o): o for o in library.catalogue.organisations}
    found = []
    for group in turn.locator(".hmh-group").all():
        organisation = by_name[group.locator("h4").inner_text()]
        colour = colour_class(library.catalogue, organisation.id)
        expect(group).to_contain_class(colour)
        found.append(organisation.short)
    return found


@of_real_documents
def test_the_examples_are_answered_each_in_its_own_way(
    talk: Talk, address: str, library: Library
) -> None:
    everybody = [organisation.short for organisation in speaking(library)]
    talk.visit(address)
    for example, asked, compared in (
        (POSITION, ["NNPF"], 0),
        (SUPPORT, everybody, 5),
        (DIFFERENCE, ["FO", "NNPF"], 2),
        (MEASURES, ["Actis"], 0),
        (HOW_SOON, ["Forslagsstillerne"], 0),
    ):
        talk.button(example).click()
        turn = talk.answered(example)
        expect(talk.questions).to_have_text([example])
        assert cited(turn, library)
        strengths = turn.locator(".hmh-excerpt .hmh-strength").all_text_contents()
        assert set(strengths) <= set(BOKMAL.wording.strengths.values())
        expect(turn.locator(".hmh-compared tbody tr")).to_have_count(compared)
        found = grouped(turn, library)
        silent = [name for name in asked if name not in found]
        assert set(found) <= set(asked)
        expect(turn.locator(".hmh-silent")).to_have_count(1 if silent else 0)
        for name in silent:
            expect(turn.locator(".hmh-silent")).to_contain_text(name)
        if example == MEASURES:
            expect(turn.locator(".hmh-docline").last).to_contain_text("punkter")
        if example == HOW_SOON:
            expect(turn.locator(".hmh-answer")).to_contain_text("innen 24 timer")
        talk.button(WORDS.new).click()
        expect(talk.turns).to_have_count(0)
        expect(talk.welcome).to_be_visible()


@of_real_documents
def test_more_than_three_excerpts_of_one_organisation_are_opened_by_keyboard(
    talk: Talk, address: str, library: Library
) -> None:
    talk.visit(address)
    talk.field.fill(MEASURES)
    talk.button(WORDS.ask).click()
    turn = talk.answered(MEASURES)
    expect(talk.field).to_have_value("")
    count = len(cited(turn, library))
    assert count > 3
    expect(turn.locator(".hmh-excerpt").filter(visible=True)).to_have_count(3)
    more = turn.get_by_text(WORDS.more.format(count=count - 3, organisation="Actis"))
    more.press("Enter")
    expect(turn.locator(".hmh-excerpt").filter(visible=True)).to_have_count(count)
    talk.page.keyboard.press("Enter")
    expect(turn.locator(".hmh-excerpt").filter(visible=True)).to_have_count(3)


@of_real_documents
def test_how_a_question_was_understood_is_said_outlives_a_reload_and_can_be_put_right(
    talk: Talk, address: str
) -> None:
    guess = "Hva mener politifolkene om tvang?"
    whole = "Hva mener FO om tvang?"
    talk.visit(address)
    talk.ask(guess)
    expect(talk.answered(guess).locator(".hmh-understood")).to_contain_text(
        "«politifolkene» er forstått som Norsk narkotikapolitiforening (NNPF)"
    )
    talk.ask("Og FO?")
    understood = talk.answered("Og FO?").locator(".hmh-understood")
    expect(understood).to_contain_text(f"Forstått som: {whole}")
    talk.page.reload()
    talk.answered(guess)
    talk.answered("Og FO?")
    expect(understood).to_contain_text(f"Forstått som: {whole}")
    understood.get_by_role("button", name=WORDS.correct).click()
    expect(talk.field).to_have_value(whole)
    expect(talk.field).to_be_focused()
    expect(talk.page.get_by_text(WORDS.editing.format(number=2))).to_be_visible()
    talk.ask("Hva mener FO om brukerrom?")
    talk.answered("Hva mener FO om brukerrom?")
    expect(talk.questions).to_have_text([guess, "Hva mener FO om brukerrom?"])
    expect(talk.page.get_by_text(WORDS.editing.format(number=2))).to_be_hidden()


@of_real_documents
def test_only_the_organisations_that_are_switched_on_are_asked(
    talk: Talk, address: str, library: Library
) -> None:
    names = talk.page.locator(".hmh-asked .hmh-names")
    everybody = ", ".join(organisation.short for organisation in speaking(library))
    talk.visit(address)
    expect(names).to_have_text(everybody)
    for name in ("NNPF", "FO"):
        talk.page.get_by_role("checkbox", name=re.compile(rf"^{name} ")).uncheck()
    expect(names).to_have_text("Forslagsstillerne, Actis, NKROP")
    talk.ask(SUPPORT)
    turn = talk.answered(SUPPORT)
    expect(turn.locator("header p")).to_have_text("Spurt: Forslagsstillerne, Actis, NKROP")
    assert set(grouped(turn, library)) <= {"Forslagsstillerne", "Actis", "NKROP"}
    rows = turn.locator(".hmh-compared tbody th")
    expect(rows).to_have_text(["Actis (2024)", "Forslagsstillerne (2015)", "NKROP (2023)"])
    # Once the conversation has begun the organisations are folded away.
    talk.page.locator(".hmh-asked summary").press("Enter")
    for box in talk.page.locator(".hmh-asked").get_by_role("checkbox").all():
        box.uncheck()
    expect(names).to_have_text(everybody)
    talk.ask("Hvem vil ha flere brukerrom?")
    turn = talk.answered("Hvem vil ha flere brukerrom?")
    expect(turn.locator("header p")).to_have_count(0)
    expect(turn.locator(".hmh-compared tbody tr")).to_have_count(5)


@of_real_documents
def test_ten_questions_in_a_row_are_each_answered_under_themselves_and_outlive_a_reload(
    talk: Talk, address: str, library: Library
) -> None:
    questions = [
        *WORDS.examples,
        "Og NKROP?",
        "Hva mener FO om brukerrom?",
        "Hva bør treningssentre gjøre mot doping?",
        "Hvordan baker jeg sjokoladekake?",
        "Er Actis for å legalisere cannabis?",
    ]
    talk.visit(address)
    excerpts = []
    for number, question in enumerate(questions, 1):
        talk.ask(question)
        excerpts.append(cited(talk.answered(question), library))
        expect(talk.questions).to_have_text(questions[:number])
        expect(talk.questions.last).to_be_in_viewport()
    talk.page.reload()
    for question, before in zip(questions, excerpts, strict=True):
        assert cited(talk.answered(question), library) == before
    expect(talk.questions).to_have_text(questions)


Asked = list[tuple[str, Sequence[str]]]


@pytest.fixture
def asked() -> Asked:
    """What the hand-made desk is asked: each question with those before it."""
    return []


@pytest.fixture
def small_talk(talk: Talk, tiny_library: Library, tmp_path: Path, asked: Asked) -> Iterator[Talk]:
    """A conversation over the tiny library, with no model."""

    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        asked.append((question, history))
        return answer_to(tiny_library, question)

    opened = replace(desk(tiny_library), answer=answer)
    with served(tiny_library, lambda report: opened, tmp_path / "data") as where:
        talk.visit(where)
        yield talk


def test_who_presses_enter_too_early_has_asked_nothing(small_talk: Talk, asked: Asked) -> None:
    talk = small_talk
    problem = talk.page.get_by_role("alert").filter(has_text=SENTENCES["nb"][Problem.EMPTY])
    talk.field.fill("  ")
    talk.field.press("Enter")
    expect(problem).to_be_visible()
    expect(talk.welcome).to_be_visible()
    expect(talk.turns).to_have_count(0)
    talk.ask("Hva nå?")
    talk.answered("Hva nå?")
    expect(problem).to_have_count(0)
    assert asked == [("Hva nå?", [])]


def test_a_question_can_be_edited_and_answered_again(small_talk: Talk, asked: Asked) -> None:
    talk = small_talk
    for question in ("Hva først?", "Hva så?", "Hva sist?"):
        talk.ask(question)
        talk.answered(question)
    edit = talk.button(WORDS.edit_name.format(number=2))
    edit.click()
    expect(talk.field).to_have_value("Hva så?")
    expect(talk.field).to_be_focused()
    note = talk.page.get_by_text(WORDS.editing.format(number=2))
    # Beside the field it stays in reach where the page itself scrolls.
    for width in (380, 1400):
        talk.page.set_viewport_size({"width": width, "height": 800})
        expect(note).to_be_in_viewport()
        expect(talk.button(WORDS.cancel)).to_be_in_viewport()
    talk.button(WORDS.cancel).click()
    expect(note).to_be_hidden()
    expect(talk.field).to_have_value("")
    talk.button(WORDS.retry_name.format(number=2)).click()
    expect(talk.questions).to_have_text(["Hva først?", "Hva så?", "Hva sist?"])
    edit.click()
    expect(talk.field).to_have_value("Hva så?")
    talk.ask("Hva heller?")
    talk.answered("Hva heller?")
    expect(talk.questions).to_have_text(["Hva først?", "Hva heller?"])
    expect(note).to_be_hidden()
    assert asked[3:] == [("Hva så?", ["Hva først?"]), ("Hva heller?", ["Hva først?"])]


def test_excerpt_and_answer_are_copied_letter_by_letter_with_their_source(
    small_talk: Talk, tiny_library: Library
) -> None:
    talk, page = small_talk, small_talk.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    talk.ask("Hva mener de?")
    turn = talk.answered("Hva mener de?")
    answer = answer_to(tiny_library, "Hva mener de?")
    for citation in answer.citations:
        button = talk.button(WORDS.copy_excerpt_name.format(number=citation.number))
        button.click()
        expect(turn.locator("[data-act='copy']", has_text=WORDS.copied)).to_have_count(1)
        assert page.evaluate("navigator.clipboard.readText()") == citation_in_words(
            tiny_library.documents[citation.document_id],
            tiny_library.passages_by_document[citation.document_id],
            (citation.start, citation.end),
            BOKMAL,
        )
        expect(button).to_have_text(WORDS.copy_excerpt)
    talk.button(WORDS.copy_answer).click()
    expect(page.locator(".hmh-said")).to_have_text(WORDS.copied)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == render_text(answer, tiny_library)


def test_judgements_outlive_a_reload_are_listed_and_deleted_and_so_is_the_conversation(
    small_talk: Talk,
) -> None:
    talk, page = small_talk, small_talk.page
    right = talk.button("Utdrag 1: riktig")
    wrong = talk.button("Hele svaret: feil")
    comment = page.get_by_role("textbox", name="Hele svaret: kommentar")
    talk.ask("Hva mener de?")
    talk.answered("Hva mener de?")
    right.click()
    expect(page.get_by_text(BOKMAL.feedback.kept)).to_be_visible()
    wrong.click()
    comment.fill("Mangler <b>behandling</b>.")
    talk.button("Hele svaret: lagre kommentaren").click()
    expect(page.get_by_text(BOKMAL.feedback.comment_kept)).to_be_visible()
    page.reload()
    for button in (right, wrong):
        expect(button).to_have_attribute("aria-pressed", "true")
    expect(comment).to_have_value("Mangler <b>behandling</b>.")

    page.get_by_role("link", name=BOKMAL.frame.stored).click()
    entries = page.locator(".hmh-judgements li")
    expect(entries).to_have_count(2)
    expect(entries.first).to_contain_text("Kommentar: Mangler <b>behandling</b>.")
    expect(entries.last).to_contain_text("Riktig: utdrag fra Fjordforeningen")
    talk.button("Slett vurdering 1").click()
    expect(page.get_by_text(BOKMAL.stored.removed)).to_be_focused()
    expect(entries).to_have_count(1)
    page.get_by_role("link", name=BOKMAL.frame.conversation).click()
    expect(wrong).to_have_attribute("aria-pressed", "false")
    expect(right).to_have_attribute("aria-pressed", "true")

    page.get_by_role("link", name=BOKMAL.frame.stored).click()
    talk.button(BOKMAL.stored.forget_conversation).click()
    expect(page.get_by_text(BOKMAL.stored.forgotten)).to_be_visible()
    page.get_by_role("link", name=BOKMAL.frame.conversation).click()
    expect(talk.welcome).to_be_visible()
    expect(talk.turns).to_have_count(0)
    page.reload()
    expect(talk.welcome).to_be_visible()
    expect(talk.turns).to_have_count(0)
