"""Every word that the page itself says: one module per part of the page, three languages each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from embeddings.language import Language
from qa import wording
from qa.chat.texts import conversation, frame, login, reader
from qa.chat.texts.conversation import ConversationTexts
from qa.chat.texts.frame import FrameTexts
from qa.chat.texts.login import LoginTexts
from qa.chat.texts.reader import ReaderTexts
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
        reader: The source reader.
        login: The login, where one is set.
    """

    language: Language
    wording: Wording
    frame: FrameTexts
    conversation: ConversationTexts
    reader: ReaderTexts
    login: LoginTexts


BOKMAL = Texts(
    language="nb",
    wording=wording.BOKMAL,
    frame=frame.BOKMAL,
    conversation=conversation.BOKMAL,
    reader=reader.BOKMAL,
    login=login.BOKMAL,
)

NYNORSK = Texts(
    language="nn",
    wording=wording.NYNORSK,
    frame=frame.NYNORSK,
    conversation=conversation.NYNORSK,
    reader=reader.NYNORSK,
    login=login.NYNORSK,
)

ENGLISH = Texts(
    language="en",
    wording=wording.ENGLISH,
    frame=frame.ENGLISH,
    conversation=conversation.ENGLISH,
    reader=reader.ENGLISH,
    login=login.ENGLISH,
)

_TEXTS: Mapping[Language, Texts] = MappingProxyType(
    {texts.language: texts for texts in (BOKMAL, NYNORSK, ENGLISH)}
)


def texts_of(language: Language) -> Texts:
    """The page's words in that language."""
    return _TEXTS[language]
