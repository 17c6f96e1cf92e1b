"""The words of the conversation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationTexts:
    """The conversation's own words."""

    name: str
    welcome_heading: str
    welcome: str
    examples_heading: str
    examples: tuple[str, ...]
    question_label: str
    question_placeholder: str
    ask: str
    stop: str
    stopped: str
    new: str
    empty_question: str
    waiting: str
    searching: str
    answer_failed: str


BOKMAL = ConversationTexts(
    name="Samtale",
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
    new="Ny samtale",
    empty_question="(tomt spørsmål)",
    waiting="Spørsmålet er mottatt og besvares så snart søket er klart.",
    searching="Leter i dokumentene …",
    answer_failed=(
        "Spørsmålet kunne ikke besvares på grunn av en uventet feil; se vinduet der programmet "
        "kjører."
    ),
)

NYNORSK = ConversationTexts(
    name="Samtale",
    welcome_heading="Kva vil du vite?",
    welcome=(
        "Spør med vanlege ord. Svaret er utdrag frå dokumenta, ordrett og samla for kvar "
        "organisasjon. Trykk på eit nummer for å lese utdraget der det står i kjelda."
    ),
    examples_heading="Prøv til dømes",
    examples=(
        "Kva meiner narkotikapolitiforeininga om tvang?",
        "Kven støttar heroinassistert behandling?",
        "Kva skil FO og Norsk narkotikapolitiforening i synet på LAR?",
        "Kva tiltak føreslår Actis mot overdosar?",
        "Kor raskt vil forslagsstillarane at ruspasientar skal få behandling etter avrusing?",
    ),
    question_label="Spørsmål",
    question_placeholder="Skriv eit spørsmål …",
    ask="Spør",
    stop="Stopp",
    stopped="Stoppa før svaret var klart.",
    new="Ny samtale",
    empty_question="(tomt spørsmål)",
    waiting="Spørsmålet er motteke og får svar så snart søket er klart.",
    searching="Leitar i dokumenta …",
    answer_failed=(
        "Spørsmålet fekk ikkje svar på grunn av ein uventa feil; sjå vindauget der programmet "
        "køyrer."
    ),
)

ENGLISH = ConversationTexts(
    name="Conversation",
    welcome_heading="What would you like to know?",
    welcome=(
        "Ask in everyday words. The answer is excerpts from the documents, word for word, grouped "
        "by organisation. Press a number to read the excerpt where it stands in the source."
    ),
    examples_heading="Try for example",
    examples=(
        "What does the narcotics police association say about coercion?",
        "Who supports heroin-assisted treatment?",
        "How do FO and the narcotics police association differ on opioid substitution treatment?",
        "Which measures against overdoses does Actis propose?",
        "How soon after detox do the movers of the motion want patients to get treatment?",
    ),
    question_label="Question",
    question_placeholder="Write a question …",
    ask="Ask",
    stop="Stop",
    stopped="Stopped before the answer was ready.",
    new="New conversation",
    empty_question="(empty question)",
    waiting="The question has been received and will be answered as soon as the search is ready.",
    searching="Searching the documents …",
    answer_failed=(
        "The question could not be answered because of an unexpected error; see the window in "
        "which the program runs."
    ),
)
