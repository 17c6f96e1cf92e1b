"""The page that says what is stored and where, and deletes it.

``script/stored.js`` makes its buttons work. An excerpt is shown as its document says it now, never
as the file of judgements has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from corpus.library import Library
from qa import phrases
from qa.chat.texts.stored import StoredTexts
from qa.feedback import Excerpt, Feedback, Verdict
from qa.feedback_store import feedback_file
from qa.place import Place
from settings import Settings


def render_stored(
    feedback: Sequence[Feedback],
    person: str,
    library: Library,
    settings: Settings,
    texts: StoredTexts,
    done: str = "",
    fault: str = "",
) -> str:
    """The page.

    Args:
        feedback: The person's judgements, oldest first.
        person: Login name; "" where the page has no login.
        library: The documents.
        settings: Where things are kept, and whether a chat model is told anything.
        texts: The words.
        done: What was just deleted, as ``texts`` says it.
        fault: Why the judgements cannot be read, in a sentence; "" where they can.
    """
    return (
        '<article class="hmh-stored">'
        f'<h2 tabindex="-1">{escape(texts.heading)}</h2><p>{escape(texts.introduction)}</p>'
        f'<p class="hmh-done" role="status" tabindex="-1">{escape(done)}</p>'
        f"{_places(person, settings, texts)}{_conversation(texts)}"
        f"<section><h3>{escape(texts.feedback_heading)}</h3>"
        f"{_fault(fault) if fault else _judgements(feedback, library, texts)}</section></article>"
    )


def _fault(fault: str) -> str:
    # Sentences about files are in English, as on the command line.
    return f'<p class="hmh-problem" role="alert" lang="en">{escape(fault)}</p>'


def _places(person: str, settings: Settings, texts: StoredTexts) -> str:
    about = texts.feedback_of.format(person=person) if person else texts.feedback
    rows = (
        (about, _path(feedback_file(settings))),
        (texts.conversation, escape(texts.in_browser)),
        (texts.choices, escape(texts.in_browser)),
        (texts.index, _path(settings.data_dir)),
        (texts.documents, _path(settings.documents_dir)),
    )
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in texts.columns)
    body = "".join(
        f'<tr><th scope="row">{escape(what)}</th><td>{where}</td></tr>' for what, where in rows
    )
    note = texts.nothing_else
    if settings.chat_model:
        note = texts.nothing_else_but.format(model=settings.chat_model)
    return (
        f"<table><caption>{escape(texts.table)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table><p>{escape(note)}</p>"
    )


def _path(path: object) -> str:
    return f"<code>{escape(str(path))}</code>"


def _conversation(texts: StoredTexts) -> str:
    return (
        f"<section><h3>{escape(texts.conversation_heading)}</h3>"
        f"<p>{escape(texts.conversation_note)}</p>"
        f'<button type="button" class="hmh-forget-conversation" '
        f'data-said="{escape(texts.forgotten)}">{escape(texts.forget_conversation)}</button>'
        "</section>"
    )


def _judgements(feedback: Sequence[Feedback], library: Library, texts: StoredTexts) -> str:
    if not feedback:
        return f"<p>{escape(texts.empty)}</p>"
    count = len(feedback)
    said = texts.one if count == 1 else texts.many.format(count=count)
    sure = texts.sure_one if count == 1 else texts.sure_many.format(count=count)
    newest_first = enumerate(reversed(feedback), 1)
    entries = "".join(
        f"<li>{''.join(_judgement(number, entry, library, texts))}</li>"
        for number, entry in newest_first
    )
    return (
        f'<p>{escape(said)}</p><ol class="hmh-judgements">{entries}</ol>'
        f'<button type="button" class="hmh-forget-all">{escape(texts.remove_all)}</button>'
        f'<div class="hmh-sure" role="group" aria-labelledby="hmh-sure" hidden>'
        f'<p id="hmh-sure">{escape(sure)}</p>'
        f'<button type="button" class="hmh-really">{escape(texts.really)}</button> '
        f'<button type="button" class="hmh-cancel">{escape(texts.cancel)}</button></div>'
    )


def _judgement(number: int, entry: Feedback, library: Library, texts: StoredTexts) -> Iterator[str]:
    yield f"<h4>{escape(entry.asked.question)}</h4>"
    yield (
        f'<p class="hmh-facts">{escape(_verdict(entry, library, texts))} · '
        f'<time datetime="{entry.at.isoformat()}">{escape(_when(entry.at, texts))}</time></p>'
    )
    if entry.asked.history:
        said = texts.after.format(questions=" · ".join(entry.asked.history))
        yield f'<p class="hmh-facts">{escape(said)}</p>'
    if entry.asked.organisations:
        names = ", ".join(_name(o, library) for o in entry.asked.organisations)
        yield f'<p class="hmh-facts">{escape(texts.only.format(organisations=names))}</p>'
    if entry.excerpt:
        yield _excerpt(entry.excerpt, library, texts)
    if entry.comment:
        comment = texts.comment.format(comment=entry.comment)
        yield f'<p class="hmh-remark">{escape(comment)}</p>'
    yield (
        f'<button type="button" class="hmh-forget" data-id="{escape(entry.id)}" '
        f'aria-label="{escape(texts.remove_of.format(number=number))}">'
        f"{escape(texts.remove)}</button>"
    )


def _verdict(entry: Feedback, library: Library, texts: StoredTexts) -> str:
    verdict = texts.right if entry.verdict is Verdict.RIGHT else texts.wrong
    if entry.excerpt is None:
        return f"{verdict}: {texts.of_answer}"
    name = _name(entry.excerpt.organisation_id, library)
    return f"{verdict}: {texts.of_excerpt.format(organisation=name)}"


def _name(identifier: str, library: Library) -> str:
    """The short name of an organisation, or its id where the catalogue no longer has it."""
    known = {organisation.id: organisation for organisation in library.catalogue.organisations}
    return known[identifier].short if identifier in known else identifier


def _when(at: datetime, texts: StoredTexts) -> str:
    """Date and time of day where the program runs."""
    local = at.astimezone()
    return texts.when.format(
        day=local.day,
        month=texts.wording.months[local.month - 1],
        year=local.year,
        hour=f"{local.hour:02}",
        minute=f"{local.minute:02}",
    )


def _excerpt(excerpt: Excerpt, library: Library, texts: StoredTexts) -> str:
    if not excerpt.stands_in(library):
        return f'<p class="hmh-facts">{escape(texts.changed)}</p>'
    document = library.documents[excerpt.document_id]
    link = Place(document.id, (excerpt.start, excerpt.end)).link
    source = phrases.document_line(document.entry, texts.wording)
    return (
        f'<blockquote lang="no"><p>«{escape(document.text[excerpt.start : excerpt.end])}»</p>'
        f'</blockquote><p class="hmh-facts"><a class="hmh-cite" href="{escape(link)}">'
        f"{escape(source)}</a></p>"
    )
