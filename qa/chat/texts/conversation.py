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

    asking: str
    organisations: str
    several_documents: str
    asked_of: str
    correct: str
    edit: str
    edit_name: str
    editing: str
    cancel: str
    retry: str
    retry_name: str
    copy_answer: str
    copy_excerpt: str
    copy_excerpt_name: str
    copied: str
    open_excerpt: str
    compared: str
    more: str
    announced_one: str
    announced: str
    announced_silent: str
    announced_nothing: str

    note: str
    in_note: str
    word: str
    word_name: str
    markdown: str
    markdown_name: str
    note_made: str
    nothing_picked: str


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
    asking="Spør:",
    organisations="Spør disse når spørsmålet ikke nevner noen",
    several_documents="{count} dokumenter",
    asked_of="Spurt: {organisations}",
    correct="Rett opp",
    edit="Endre",
    edit_name="Endre spørsmål {number}",
    editing="Du endrer spørsmål {number}. Svarene etter det blir borte når du spør på nytt.",
    cancel="Avbryt",
    retry="Svar på nytt",
    retry_name="Svar på nytt på spørsmål {number}",
    copy_answer="Kopier svaret",
    copy_excerpt="Kopier",
    copy_excerpt_name="Kopier utdrag {number} med kilde",
    copied="Kopiert",
    open_excerpt="Utdrag {number}: les det i kilden",
    compared="Organisasjonene side om side",
    more="Vis {count} til fra {organisation}",
    announced_one="Ett utdrag fra {organisations}.",
    announced="{count} utdrag fra {organisations}.",
    announced_silent="Ingenting funnet hos {organisations}.",
    announced_nothing="Ingenting i dokumentene svarer på spørsmålet.",
    note="Lag notat",
    in_note="Med i notatet",
    word="Word",
    word_name="Last ned notatet som Word-dokument",
    markdown="Markdown",
    markdown_name="Last ned notatet som Markdown",
    note_made="Notatet er lastet ned.",
    nothing_picked="Ingen svar er valgt; kryss av for minst ett svar som skal være med i notatet.",
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
    asking="Spør:",
    organisations="Spør desse når spørsmålet ikkje nemner nokon",
    several_documents="{count} dokument",
    asked_of="Spurde: {organisations}",
    correct="Rett opp",
    edit="Endre",
    edit_name="Endre spørsmål {number}",
    editing="Du endrar spørsmål {number}. Svara etter det blir borte når du spør på nytt.",
    cancel="Avbryt",
    retry="Svar på nytt",
    retry_name="Svar på nytt på spørsmål {number}",
    copy_answer="Kopier svaret",
    copy_excerpt="Kopier",
    copy_excerpt_name="Kopier utdrag {number} med kjelde",
    copied="Kopiert",
    open_excerpt="Utdrag {number}: les det i kjelda",
    compared="Organisasjonane side om side",
    more="Vis {count} til frå {organisation}",
    announced_one="Eitt utdrag frå {organisations}.",
    announced="{count} utdrag frå {organisations}.",
    announced_silent="Ikkje noko funne hos {organisations}.",
    announced_nothing="Ikkje noko i dokumenta svarar på spørsmålet.",
    note="Lag notat",
    in_note="Med i notatet",
    word="Word",
    word_name="Last ned notatet som Word-dokument",
    markdown="Markdown",
    markdown_name="Last ned notatet som Markdown",
    note_made="Notatet er lasta ned.",
    nothing_picked="Ingen svar er valde; kryss av for minst eitt svar som skal vere med i notatet.",
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
    asking="Asking:",
    organisations="Ask these when the question names nobody",
    several_documents="{count} documents",
    asked_of="Asked: {organisations}",
    correct="Correct this",
    edit="Edit",
    edit_name="Edit question {number}",
    editing="You are editing question {number}. The answers after it go when you ask again.",
    cancel="Cancel",
    retry="Answer again",
    retry_name="Answer question {number} again",
    copy_answer="Copy the answer",
    copy_excerpt="Copy",
    copy_excerpt_name="Copy excerpt {number} with its source",
    copied="Copied",
    open_excerpt="Excerpt {number}: read it in the source",
    compared="The organisations side by side",
    more="Show {count} more from {organisation}",
    announced_one="One excerpt from {organisations}.",
    announced="{count} excerpts from {organisations}.",
    announced_silent="Nothing found from {organisations}.",
    announced_nothing="Nothing in the documents answers the question.",
    note="Make a note",
    in_note="In the note",
    word="Word",
    word_name="Download the note as a Word document",
    markdown="Markdown",
    markdown_name="Download the note as Markdown",
    note_made="The note has been downloaded.",
    nothing_picked="No answer is picked; tick at least one answer that is to be in the note.",
)
