"""The conversation as a person sees and drives it, and hand-made desks that answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from feedback_examples import answer_to
from playwright.sync_api import Locator, Page, expect

from corpus.library import Library
from qa.answer import Answer
from qa.chat.opening import Desk
from qa.chat.texts import BOKMAL, Texts
from qa.place import parse_link


def desk(library: Library, summarise: Callable[[Answer], Iterator[Answer]] | None = None) -> Desk:
    """Answers every question with an excerpt of each organisation of the tiny library."""

    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        return answer_to(library, question)

    return Desk(library, answer, summarise)


@dataclass(frozen=True, slots=True)
class Talk:
    """A page with a conversation on it."""

    page: Page
    texts: Texts = BOKMAL

    def visit(self, address: str) -> None:
        self.page.goto(address)
        expect(self.welcome).to_be_visible()

    @property
    def welcome(self) -> Locator:
        return self.page.get_by_role("heading", name=self.texts.conversation.welcome_heading)

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name=self.texts.conversation.question_label)

    @property
    def turns(self) -> Locator:
        return self.page.locator(".hmh-turn")

    @property
    def questions(self) -> Locator:
        """The questions, in the order in which they stand."""
        return self.page.locator(".hmh-turn h3")

    @property
    def status(self) -> Locator:
        return self.page.locator("#hmh-status")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def turn(self, question: str) -> Locator:
        """What belongs to a question."""
        return self.turns.filter(has=self.page.get_by_role("heading", name=question, exact=True))

    def ask(self, question: str) -> Locator:
        """Type a question and press Enter; what comes to stand under it."""
        self.field.fill(question)
        self.field.press("Enter")
        return self.turn(question)

    def answered(self, question: str) -> Locator:
        """What belongs to a question whose answer is complete."""
        turn = self.turn(question)
        expect(turn.locator("footer")).to_be_visible()
        return turn


def cited(turn: Locator, library: Library) -> list[str]:
    """The excerpts of an answer, numbered from 1, each the words that its link leads to."""
    quotes = []
    for number, excerpt in enumerate(turn.locator(".hmh-excerpt").all(), 1):
        link = excerpt.locator("blockquote a")
        assert link.text_content() == str(number)
        place = parse_link(link.get_attribute("href"), library.documents)
        assert place is not None
        assert place.span is not None
        quote = library.documents[place.document_id].text[slice(*place.span)]
        assert excerpt.locator("blockquote").text_content() == f"«{quote}» {number}"
        quotes.append(quote)
    return quotes
