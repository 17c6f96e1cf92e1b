"""An answer as the page shows it: by organisation, each excerpt linked to its place, as HTML.

All text that comes from documents, people or a chat model is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from corpus.catalogue import CatalogueEntry
from corpus.library import Library
from qa import phrases
from qa.answer import Answer, Citation, Finding
from qa.arrangement import Group, compared, grouped
from qa.chat.citing import citation_in_words
from qa.chat.colours import colour_class
from qa.chat.feedback import render_judging
from qa.chat.texts import Texts
from qa.feedback import Excerpt, Feedback
from qa.markers import MARKER, markers
from qa.place import Place
from qa.summary_wording import summary_wording_of
from qa.wording import Wording, wording_of

MOST_OPEN = 3
"""Excerpts of one organisation that are shown at once; the others are folded away."""

Judgements = Mapping[Excerpt | None, Feedback]
"""What the person said of an answer (None) and of its excerpts."""


def render_answer(
    answer: Answer, library: Library, texts: Texts, turn: int, judgements: Judgements
) -> str:
    """The answer in its own language; what can be done with it in the page's.

    Args:
        answer: The answer.
        library: Its documents.
        texts: The page's words.
        turn: The question's number in the conversation, from 1.
        judgements: What the person said of it before.
    """
    page = _AnswerPage(answer, library, texts, turn, judgements)
    return f'<div class="hmh-answer" lang="{answer.language}">{"".join(page.parts())}</div>'


def judging_controls(
    turn: int, number: int | None, judgement: Feedback | None, texts: Texts
) -> str:
    """The controls beneath an excerpt, or beneath the answer, as the person left them."""
    if judgement is None:
        return render_judging(turn, number, None, "", texts.feedback)
    return render_judging(
        turn, number, judgement.verdict, judgement.comment, texts.feedback, judgement.id
    )


def announcement(answer: Answer, texts: Texts) -> str:
    """What a screen reader is told when the answer is there."""
    words = texts.conversation
    if not answer.answered:
        return words.announced_nothing
    speaking = ", ".join(f.organisation.short for f in answer.findings if f.citations)
    silent = ", ".join(f.organisation.short for f in answer.findings if not f.citations)
    form = words.announced_one if len(answer.citations) == 1 else words.announced
    said = form.format(count=len(answer.citations), organisations=speaking)
    return f"{said} {words.announced_silent.format(organisations=silent)}" if silent else said


@dataclass(frozen=True, slots=True)
class _AnswerPage:
    """Writes one answer."""

    answer: Answer
    library: Library
    texts: Texts
    turn: int
    judgements: Judgements

    @property
    def wording(self) -> Wording:
        return wording_of(self.answer.language)

    def parts(self) -> Iterator[str]:
        """The parts of the answer in the order in which they are read."""
        yield from self._readings()
        for note in phrases.notes(self.answer, self.library, self.wording):
            yield f'<p class="hmh-note">{escape(note)}</p>'
        yield from self._summary()
        if findings := compared(self.answer):
            yield self._table(findings)
        for group in grouped(self.answer, self.library):
            yield self._group(group)
        for line in phrases.closing(self.answer, self.library, self.wording):
            yield f'<p class="hmh-silent">{escape(line)}</p>'

    def _readings(self) -> Iterator[str]:
        """How the question was read, and a way to put that right."""
        readings = [escape(said) for said in phrases.readings(self.answer, self.wording)]
        if readings:
            words = self.texts.conversation
            yield (
                f'<p class="hmh-understood">{"<br>".join(readings)} '
                f'<button type="button" data-act="edit" lang="{self.texts.language}" '
                f'data-text="{escape(self.answer.understood_as)}">{escape(words.correct)}'
                "</button></p>"
            )

    def _summary(self) -> Iterator[str]:
        """The sentences that hold, each marker linked to its excerpt, and what is said of them."""
        if not self.answer.summary_note:
            return
        heading = summary_wording_of(self.answer.language).heading
        citations = {citation.number: citation for citation in self.answer.citations}
        kept = (s.sentence for s in self.answer.summary if s.kept)
        sentences = " ".join(self._with_links(sentence, citations) for sentence in kept)
        yield (
            f'<section class="hmh-summary"><h4>{escape(heading)}</h4>'
            f"{f'<p>{sentences}</p>' if sentences else ''}"
            f'<p class="hmh-by">{escape(self.answer.summary_note)}</p></section>'
        )

    def _with_links(self, sentence: str, citations: Mapping[int, Citation]) -> str:
        parts: list[str] = []
        end = 0
        for match in MARKER.finditer(sentence):
            links = " ".join(self._link(citations[number]) for number in markers(match[0]))
            parts += (escape(sentence[end : match.start()]), links)
            end = match.end()
        return "".join((*parts, escape(sentence[end:])))

    def _table(self, findings: Sequence[Finding]) -> str:
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in self.wording.columns)
        rows = "".join(self._row(finding) for finding in findings)
        return (
            f'<table class="hmh-compared"><caption class="hmh-unseen" '
            f'lang="{self.texts.language}">{escape(self.texts.conversation.compared)}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _row(self, finding: Finding) -> str:
        name = escape(phrases.finding_name(finding, self.library, self.wording))
        colour = colour_class(self.library.catalogue, finding.organisation.id)
        head = f'<tr class="{colour}"><th scope="row">{name}</th>'
        leading = finding.leading
        if leading is None:
            nothing = escape(self.wording.silent_row)
            return f'{head}<td colspan="3" class="hmh-nothing">{nothing}</td></tr>'
        quotation = f'<q lang="no">«{escape(leading.leading_words)}»</q>'
        return (
            f"{head}<td>{quotation} {self._link(leading)}</td><td>{self._strength(leading)}</td>"
            f"<td>{self._place(leading)}</td></tr>"
        )

    def _group(self, group: Group) -> str:
        colour = colour_class(self.library.catalogue, group.organisation.id)
        name = escape(phrases.name_in_full(group.organisation))
        left = MOST_OPEN
        documents = []
        for entry, citations in group.documents:
            documents.append(self._document(entry, citations, left))
            left = max(0, left - len(citations))
        return (
            f'<section class="hmh-group {colour}"><h4 lang="no">{name}</h4>'
            f"{''.join(documents)}</section>"
        )

    def _document(self, entry: CatalogueEntry, citations: Sequence[Citation], left: int) -> str:
        """The excerpts of one document, those beyond the first ``left`` folded away."""
        line = escape(phrases.document_line(entry, self.wording))
        count = phrases.count_in_words(self.answer, citations, self.wording)
        head = f'<p class="hmh-docline">{line}</p>'
        if count:
            head += f'<p class="hmh-docline">{escape(count)}</p>'
        shown = "".join(self._excerpt(citation) for citation in citations[:left])
        folded = "".join(self._excerpt(citation) for citation in citations[left:])
        if shown:
            head += f'<ul class="hmh-cited">{shown}</ul>'
        if folded:
            more = self.texts.conversation.more.format(
                count=len(citations[left:]), organisation=entry.organisation.short
            )
            head += (
                f'<details class="hmh-more"><summary lang="{self.texts.language}">{escape(more)}'
                f'</summary><ul class="hmh-cited">{folded}</ul></details>'
            )
        return head

    def _excerpt(self, citation: Citation) -> str:
        before, leading, after = (escape(part) for part in citation.parts)
        bold = f"<strong>{leading}</strong>" if leading else ""
        return (
            '<li class="hmh-excerpt">'
            f'<blockquote lang="no">«{before}{bold}{after}» {self._link(citation)}</blockquote>'
            f'<div class="hmh-foot"><p class="hmh-meta">{self._strength(citation)} '
            f'<span class="hmh-place">{self._place(citation)}</span></p>'
            f"{self._tools(citation)}</div></li>"
        )

    def _tools(self, citation: Citation) -> str:
        words = self.texts.conversation
        document = self.library.documents[citation.document_id]
        passages = self.library.passages_by_document[document.id]
        span = (citation.start, citation.end)
        copied = citation_in_words(document, passages, span, self.texts)
        judgement = self.judgements.get(Excerpt.of(citation))
        judging = judging_controls(self.turn, citation.number, judgement, self.texts)
        name = words.copy_excerpt_name.format(number=citation.number)
        return (
            f'<div class="hmh-tools" lang="{self.texts.language}">'
            f'<button type="button" data-act="copy" data-copy="{escape(copied)}" '
            f'aria-label="{escape(name)}">{escape(words.copy_excerpt)}</button>'
            f"{judging}</div>"
        )

    def _strength(self, citation: Citation) -> str:
        said = escape(phrases.strength_in_words(citation, self.wording))
        return f'<span class="hmh-strength hmh-{citation.strength.value}">{said}</span>'

    def _place(self, citation: Citation) -> str:
        place = escape(phrases.place_in_words(citation, self.wording))
        # A heading such as "legemiddel/heroinassistert" has to fit the table's last column.
        return place.replace("/", "/<wbr>")

    def _link(self, citation: Citation) -> str:
        place = Place(citation.document_id, (citation.start, citation.end))
        name = self.texts.conversation.open_excerpt.format(number=citation.number)
        return (
            f'<a class="hmh-cite" href="{escape(place.link)}" lang="{self.texts.language}" '
            f'aria-label="{escape(name)}">{citation.number}</a>'
        )
