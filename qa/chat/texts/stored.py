"""The words of the page that says what is stored."""

from __future__ import annotations

from dataclasses import dataclass

from qa import wording
from qa.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTexts:
    """The words of the page in one language; ``{name}`` is filled in with ``str.format``.

    Attributes:
        feedback, conversation, choices, index, documents: What is stored.
        feedback_of: Whose feedback it is, where the page has a login.
        in_browser: Where the conversation is, and the choices.
        nothing_else: Said of everything else where no chat model is set.
        nothing_else_but: The same where one is.
        one, many: How many judgements there are.
        when: A date and a time of day, hour and minute with two digits.
        right, wrong: A verdict, in a sentence of its own.
        of_answer: Follows the verdict on a whole answer.
        of_excerpt: The same for an excerpt.
        after: The earlier questions of the conversation.
        only: Which organisations were chosen to be asked.
        changed: Said where the documents no longer hold a judged excerpt.
        remove_of: Delete button of one judgement, as it is heard.
        sure_one, sure_many: Asks whether all are to be deleted.
        removed, removed_all: Said when it is done.
        forgotten: Said when the conversation is deleted.
        wording: The words that answers use.
    """

    heading: str
    introduction: str
    table: str
    columns: tuple[str, str]
    feedback: str
    feedback_of: str
    conversation: str
    choices: str
    index: str
    documents: str
    in_browser: str
    nothing_else: str
    nothing_else_but: str
    conversation_heading: str
    conversation_note: str
    forget_conversation: str
    forgotten: str
    feedback_heading: str
    empty: str
    one: str
    many: str
    when: str
    right: str
    wrong: str
    of_answer: str
    of_excerpt: str
    after: str
    only: str
    changed: str
    comment: str
    remove: str
    remove_of: str
    remove_all: str
    sure_one: str
    sure_many: str
    really: str
    cancel: str
    removed: str
    removed_all: str
    wording: Wording


BOKMAL = StoredTexts(
    heading="Det som er lagret",
    introduction=(
        "Her står alt som programmet tar vare på, og hvor. Du kan slette vurderingene dine og "
        "samtalen når du vil."
    ),
    table="Hva som er lagret, og hvor",
    columns=("Hva", "Hvor"),
    feedback="Vurderinger av svar og utdrag",
    feedback_of="Vurderinger av svar og utdrag, med brukernavnet ditt ({person})",
    conversation="Samtalen: spørsmål og svar",
    choices="Språk, lys eller mørk visning, og et spørsmål du har begynt på",
    index="Søkeindeksen, som er utledet av dokumentene",
    documents="Dokumentene",
    in_browser="Bare i denne nettleseren",
    nothing_else=(
        "Filene ligger på maskinen der programmet kjører. Ikke noe annet lagres, og ingenting "
        "forlater maskinen."
    ),
    nothing_else_but=(
        "Filene ligger på maskinen der programmet kjører. Ikke noe annet lagres. Spørsmålene og "
        "utdragene i svarene sendes til språkmodellen {model}, som er valgt i innstillingene. "
        "Ellers forlater ingenting maskinen."
    ),
    conversation_heading="Samtalen",
    conversation_note="Samtalen ligger i nettleseren, så du kan fortsette der du slapp.",
    forget_conversation="Slett samtalen i nettleseren",
    forgotten="Samtalen er slettet fra nettleseren.",
    feedback_heading="Vurderingene dine",
    empty=(
        "Du har ingen lagrede vurderinger. Under hvert svar og hvert utdrag kan du si om det er "
        "riktig eller feil; da står det her."
    ),
    one="Én vurdering",
    many="{count} vurderinger",
    when="{day}. {month} {year} kl. {hour}.{minute}",
    right="Riktig",
    wrong="Feil",
    of_answer="hele svaret",
    of_excerpt="utdrag fra {organisation}",
    after="Tidligere i samtalen: {questions}",
    only="Valgte organisasjoner: {organisations}",
    changed=(
        "Dokumentet er endret eller fjernet siden du vurderte utdraget, så det kan ikke vises her."
    ),
    comment="Kommentar: {comment}",
    remove="Slett",
    remove_of="Slett vurdering {number}",
    remove_all="Slett alle vurderingene",
    sure_one="Vil du slette vurderingen? Det kan ikke angres.",
    sure_many="Vil du slette alle de {count} vurderingene? Det kan ikke angres.",
    really="Ja, slett",
    cancel="Avbryt",
    removed="Vurderingen er slettet.",
    removed_all="Alle vurderingene dine er slettet.",
    wording=wording.BOKMAL,
)

NYNORSK = StoredTexts(
    heading="Det som er lagra",
    introduction=(
        "Her står alt som programmet tek vare på, og kvar. Du kan slette vurderingane dine og "
        "samtalen når du vil."
    ),
    table="Kva som er lagra, og kvar",
    columns=("Kva", "Kvar"),
    feedback="Vurderingar av svar og utdrag",
    feedback_of="Vurderingar av svar og utdrag, med brukarnamnet ditt ({person})",
    conversation="Samtalen: spørsmål og svar",
    choices="Språk, lys eller mørk vising, og eit spørsmål du har byrja på",
    index="Søkjeindeksen, som er utleidd av dokumenta",
    documents="Dokumenta",
    in_browser="Berre i denne nettlesaren",
    nothing_else=(
        "Filene ligg på maskina der programmet køyrer. Ikkje noko anna blir lagra, og ingenting "
        "forlèt maskina."
    ),
    nothing_else_but=(
        "Filene ligg på maskina der programmet køyrer. Ikkje noko anna blir lagra. Spørsmåla og "
        "utdraga i svara blir sende til språkmodellen {model}, som er vald i innstillingane. "
        "Elles forlèt ingenting maskina."
    ),
    conversation_heading="Samtalen",
    conversation_note="Samtalen ligg i nettlesaren, så du kan halde fram der du slapp.",
    forget_conversation="Slett samtalen i nettlesaren",
    forgotten="Samtalen er sletta frå nettlesaren.",
    feedback_heading="Vurderingane dine",
    empty=(
        "Du har ingen lagra vurderingar. Under kvart svar og kvart utdrag kan du seie om det er "
        "rett eller feil; då står det her."
    ),
    one="Éi vurdering",
    many="{count} vurderingar",
    when="{day}. {month} {year} kl. {hour}.{minute}",
    right="Rett",
    wrong="Feil",
    of_answer="heile svaret",
    of_excerpt="utdrag frå {organisation}",
    after="Tidlegare i samtalen: {questions}",
    only="Valde organisasjonar: {organisations}",
    changed=(
        "Dokumentet er endra eller fjerna sidan du vurderte utdraget, så det kan ikkje visast her."
    ),
    comment="Kommentar: {comment}",
    remove="Slett",
    remove_of="Slett vurdering {number}",
    remove_all="Slett alle vurderingane",
    sure_one="Vil du slette vurderinga? Det kan ikkje angrast.",
    sure_many="Vil du slette alle dei {count} vurderingane? Det kan ikkje angrast.",
    really="Ja, slett",
    cancel="Avbryt",
    removed="Vurderinga er sletta.",
    removed_all="Alle vurderingane dine er sletta.",
    wording=wording.NYNORSK,
)

ENGLISH = StoredTexts(
    heading="What is stored",
    introduction=(
        "This is all that the program keeps, and where. You can delete your judgements and the "
        "conversation whenever you like."
    ),
    table="What is stored, and where",
    columns=("What", "Where"),
    feedback="Judgements of answers and excerpts",
    feedback_of="Judgements of answers and excerpts, with your user name ({person})",
    conversation="The conversation: questions and answers",
    choices="Language, light or dark display, and a question that you have begun",
    index="The search index, which is derived from the documents",
    documents="The documents",
    in_browser="In this browser only",
    nothing_else=(
        "The files are on the machine that the program runs on. Nothing else is stored, and "
        "nothing leaves the machine."
    ),
    nothing_else_but=(
        "The files are on the machine that the program runs on. Nothing else is stored. The "
        "questions and the excerpts of their answers are sent to the language model {model}, which "
        "the settings name. Nothing else leaves the machine."
    ),
    conversation_heading="The conversation",
    conversation_note=(
        "The conversation is kept in the browser, so that you can go on where you left off."
    ),
    forget_conversation="Delete the conversation in the browser",
    forgotten="The conversation is deleted from the browser.",
    feedback_heading="Your judgements",
    empty=(
        "You have no stored judgements. Under each answer and each excerpt you can say whether it "
        "is right or wrong; it will then be listed here."
    ),
    one="One judgement",
    many="{count} judgements",
    when="{day} {month} {year} at {hour}:{minute}",
    right="Right",
    wrong="Wrong",
    of_answer="the whole answer",
    of_excerpt="an excerpt from {organisation}",
    after="Earlier in the conversation: {questions}",
    only="Organisations chosen: {organisations}",
    changed=(
        "The document has been changed or removed since you judged the excerpt, so it cannot be "
        "shown here."
    ),
    comment="Comment: {comment}",
    remove="Delete",
    remove_of="Delete judgement {number}",
    remove_all="Delete all judgements",
    sure_one="Do you want to delete the judgement? This cannot be undone.",
    sure_many="Do you want to delete all {count} judgements? This cannot be undone.",
    really="Yes, delete",
    cancel="Cancel",
    removed="The judgement is deleted.",
    removed_all="All your judgements are deleted.",
    wording=wording.ENGLISH,
)
