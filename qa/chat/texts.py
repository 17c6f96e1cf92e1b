"""Every word that the page itself says, in one place per language."""

from __future__ import annotations

from dataclasses import dataclass

from qa import wording
from qa.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The page's own words in one language; ``{name}`` is filled in with ``str.format``.

    Attributes:
        language: BCP 47 tag of the language, as in ``<html lang>`` and ``navigator.language``.
        wording: The words that answers use, for kinds of documents, dates and places.
    """

    language: str

    title: str
    subtitle: str

    welcome_heading: str
    welcome: str
    examples_heading: str
    examples: tuple[str, ...]
    question_label: str
    question_placeholder: str
    ask: str
    stop: str
    stopped: str
    new_conversation: str
    conversation: str
    empty_question: str

    starting: str
    preparing: str
    preparing_share: str
    progress: str
    ready: str
    failed: str
    failed_unexpectedly: str
    retry: str
    waiting: str
    searching: str
    answer_failed: str
    lost: str

    reader: str
    reader_heading: str
    reader_empty: str
    documents_heading: str
    all_documents: str
    back_to_answer: str
    contents: str
    footnotes: str
    whole_document: str
    wording: Wording


BOKMAL = Texts(
    language="nb",
    title="Hvem mener hva",
    subtitle="Hva organisasjonene foreslår i ruspolitikken, med deres egne setninger",
    welcome_heading="Hva vil du vite?",
    welcome=(
        "Spør med vanlige ord. Svaret er utdrag fra dokumentene, ordrett og samlet for hver "
        "organisasjon. Trykk på et nummer for å lese utdraget der det står i kilden."
    ),
    examples_heading="Prøv for eksempel",
    examples=(
        "Hva mener narkotikapolitiforeningen om tvang?",
        "Hvem støtter heroinassistert behandling?",
        "Hva skiller FO og Norsk narkotikapolitiforening i synet på LAR?",
        "Hvilke tiltak foreslår Actis mot overdoser?",
        "Hvor raskt vil forslagsstillerne at ruspasienter skal få behandling etter avrusning?",
    ),
    question_label="Spørsmål",
    question_placeholder="Skriv et spørsmål …",
    ask="Spør",
    stop="Stopp",
    stopped="Stoppet før svaret var klart.",
    new_conversation="Ny samtale",
    conversation="Samtale",
    empty_question="(tomt spørsmål)",
    starting="Starter: henter inn språkmodellen. Du kan lese dokumentene imens.",
    preparing="{step}. Du kan lese dokumentene imens.",
    preparing_share="{step}: {percent} %. Du kan lese dokumentene imens.",
    progress="Framdrift",
    ready="Klar til å svare.",
    failed="Søket kunne ikke gjøres klart.",
    failed_unexpectedly="Det oppsto en uventet feil; se vinduet der programmet kjører.",
    retry="Prøv igjen",
    waiting="Spørsmålet er mottatt og besvares så snart søket er klart.",
    searching="Leter i dokumentene …",
    answer_failed=(
        "Spørsmålet kunne ikke besvares på grunn av en uventet feil; se vinduet der programmet "
        "kjører."
    ),
    lost="Forbindelsen til programmet er brutt. Start det igjen, og last siden på nytt.",
    reader="Kildeleser",
    reader_heading="Kilder",
    reader_empty=(
        "Her leser du kildene. Trykk på et nummer i et svar, så åpnes dokumentet med utdraget "
        "merket. Du kan også åpne et dokument fra listen."
    ),
    documents_heading="Dokumentene",
    all_documents="Alle dokumentene",
    back_to_answer="Tilbake til svaret",
    contents="Innhold",
    footnotes="Fotnoter",
    whole_document="Hele dokumentet",
    wording=wording.BOKMAL,
)
