"""What can be wrong with a question, and the sentence that says so in the asker's language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from embeddings.language import Language
from settings import UserError


class Problem(StrEnum):
    """Why a question cannot be searched for."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_WORDS = "no_words"
    UNREADABLE = "unreadable"
    COURTESY = "courtesy"
    SEVERAL = "several"
    UNKNOWN_ORGANISATION = "unknown_organisation"


class QuestionError(UserError):
    """A question that cannot be searched for; as a string, the sentence in Bokmål.

    Attributes:
        problem: What is wrong.
        values: What the sentence shows of the question, by name.

    Raises:
        KeyError: A value that the sentence shows is missing: a fault of the program.
    """

    def __init__(self, problem: Problem, **values: str | int) -> None:
        self.problem = problem
        self.values: Mapping[str, str | int] = MappingProxyType(values)
        super().__init__(self.in_language("nb"))

    def in_language(self, language: Language) -> str:
        """The sentence in the language of the person who reads it."""
        return SENTENCES[language][self.problem].format_map(self.values)


SENTENCES: Mapping[Language, Mapping[Problem, str]] = MappingProxyType(
    {
        "nb": MappingProxyType(
            {
                Problem.EMPTY: "Spørsmålet er tomt; skriv hva du vil vite.",
                Problem.TOO_LONG: (
                    "Spørsmålet har {count} tegn, og grensen er {limit}; skriv det kortere."
                ),
                Problem.NO_WORDS: (
                    "«{text}» inneholder ingen ord å søke etter; skriv spørsmålet med ord."
                ),
                Problem.UNREADABLE: (
                    "Spørsmålet har tegn som ikke kan leses; skriv det på nytt i UTF-8."
                ),
                Problem.COURTESY: "«{text}» er ikke noe spørsmål; skriv hva du vil vite.",
                Problem.SEVERAL: (
                    "Dette er {count} spørsmål på én gang; still dem ett for ett, så blir svarene "
                    "holdt fra hverandre."
                ),
                Problem.UNKNOWN_ORGANISATION: (
                    "«{identifier}» er ingen kjent organisasjon; velg blant {known}."
                ),
            }
        ),
        "nn": MappingProxyType(
            {
                Problem.EMPTY: "Spørsmålet er tomt; skriv kva du vil vite.",
                Problem.TOO_LONG: (
                    "Spørsmålet har {count} teikn, og grensa er {limit}; skriv det kortare."
                ),
                Problem.NO_WORDS: (
                    "«{text}» inneheld ingen ord å søkje etter; skriv spørsmålet med ord."
                ),
                Problem.UNREADABLE: (
                    "Spørsmålet har teikn som ikkje kan lesast; skriv det på nytt i UTF-8."
                ),
                Problem.COURTESY: "«{text}» er ikkje noko spørsmål; skriv kva du vil vite.",
                Problem.SEVERAL: (
                    "Dette er {count} spørsmål på éin gong; still dei eitt for eitt, så blir svara "
                    "haldne frå kvarandre."
                ),
                Problem.UNKNOWN_ORGANISATION: (
                    "«{identifier}» er ingen kjend organisasjon; vel mellom {known}."
                ),
            }
        ),
        "en": MappingProxyType(
            {
                Problem.EMPTY: "The question is empty; write what you would like to know.",
                Problem.TOO_LONG: (
                    "The question has {count} characters, and the limit is {limit}; make it "
                    "shorter."
                ),
                Problem.NO_WORDS: (
                    "“{text}” holds no words to search for; write the question in words."
                ),
                Problem.UNREADABLE: (
                    "The question has characters that cannot be read; write it again in UTF-8."
                ),
                Problem.COURTESY: (
                    "“{text}” is not a question; write what you would like to know."
                ),
                Problem.SEVERAL: (
                    "These are {count} questions at once; ask them one by one, so that their "
                    "answers are kept apart."
                ),
                Problem.UNKNOWN_ORGANISATION: (
                    "“{identifier}” is not a known organisation; choose from {known}."
                ),
            }
        ),
    }
)
"""What is wrong and what to do; ``{name}`` is filled in with ``str.format``."""
