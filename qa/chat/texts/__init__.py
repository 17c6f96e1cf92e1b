"""Every word that the page itself says: one module per part of the page, three languages each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from embeddings.language import Language
from qa import wording
from qa.chat.texts import conversation, feedback, frame, login, proposals, reader, stored
from qa.chat.texts.conversation import ConversationTexts
from qa.chat.texts.feedback import FeedbackTexts
from qa.chat.texts.frame import FrameTexts
from qa.chat.texts.login import LoginTexts
from qa.chat.texts.proposals import ProposalsTexts
from qa.chat.texts.reader import ReaderTexts
from qa.chat.texts.stored import StoredTexts
from qa.wording import Wording

__all__ = ["BOKMAL", "ENGLISH", "NYNORSK", "Texts", "texts_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The page's own words in one language; ``{name}`` is filled in with ``str.format``.

    Attributes:
        language: The language, also its BCP 47 tag as in ``<html lang>``.
        wording: The words that answers use, for kinds of documents, dates and places.
        frame: What stands around the parts, and what is said of the program's state.
        conversation: Questions and answers.
        feedback: Right or wrong.
        login: The login, where one is set.
        proposals: The list of all proposals.
        reader: The source reader.
        stored: What is stored, and how it is deleted.
    """

    language: Language
    wording: Wording
    frame: FrameTexts
    conversation: ConversationTexts
    feedback: FeedbackTexts
    login: LoginTexts
    proposals: ProposalsTexts
    reader: ReaderTexts
    stored: StoredTexts


BOKMAL = Texts(
    language="nb",
    wording=wording.BOKMAL,
    frame=frame.BOKMAL,
    conversation=conversation.BOKMAL,
    feedback=feedback.BOKMAL,
    login=login.BOKMAL,
    proposals=proposals.BOKMAL,
    reader=reader.BOKMAL,
    stored=stored.BOKMAL,
)

NYNORSK = Texts(
    language="nn",
    wording=wording.NYNORSK,
    frame=frame.NYNORSK,
    conversation=conversation.NYNORSK,
    feedback=feedback.NYNORSK,
    login=login.NYNORSK,
    proposals=proposals.NYNORSK,
    reader=reader.NYNORSK,
    stored=stored.NYNORSK,
)

ENGLISH = Texts(
    language="en",
    wording=wording.ENGLISH,
    frame=frame.ENGLISH,
    conversation=conversation.ENGLISH,
    feedback=feedback.ENGLISH,
    login=login.ENGLISH,
    proposals=proposals.ENGLISH,
    reader=reader.ENGLISH,
    stored=stored.ENGLISH,
)

_TEXTS: Mapping[Language, Texts] = MappingProxyType(
    {texts.language: texts for texts in (BOKMAL, NYNORSK, ENGLISH)}
)


def texts_of(language: Language) -> Texts:
    """The page's words in that language."""
    return _TEXTS[language]
