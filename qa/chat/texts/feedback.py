"""The words by which answers and excerpts are judged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackTexts:
    """The words of the judging controls in one language; ``{name}`` is filled in.

    Attributes:
        answer: What the whole answer is called.
        excerpt: What an excerpt is called.
        asked_of_answer: Asks for the verdict on the whole answer; shown.
        asked_of_excerpt: Asks for the verdict on an excerpt; heard only.
        right: The one verdict, as on its button.
        wrong: The other one.
        comment: Label of the comment, which may be left empty.
        comment_of: The same, as it is heard.
        save: Button that keeps the comment.
        save_of: The same, as it is heard.
        kept: Said when a judgement is kept.
        comment_kept: Said when it is kept with a comment.
        taken_back: Said when it is taken back.
    """

    answer: str
    excerpt: str
    asked_of_answer: str
    asked_of_excerpt: str
    right: str
    wrong: str
    comment: str
    comment_of: str
    save: str
    save_of: str
    kept: str
    comment_kept: str
    taken_back: str


BOKMAL = FeedbackTexts(
    answer="Hele svaret",
    excerpt="Utdrag {number}",
    asked_of_answer="Er svaret riktig?",
    asked_of_excerpt="Svarer utdrag {number} på spørsmålet?",
    right="Riktig",
    wrong="Feil",
    comment="Kommentar (kan stå tom)",
    comment_of="{subject}: kommentar (kan stå tom)",
    save="Lagre kommentaren",
    save_of="{subject}: lagre kommentaren",
    kept="Takk. Vurderingen er lagret.",
    comment_kept="Takk. Vurderingen er lagret med kommentar.",
    taken_back="Vurderingen er tatt tilbake.",
)

NYNORSK = FeedbackTexts(
    answer="Heile svaret",
    excerpt="Utdrag {number}",
    asked_of_answer="Er svaret rett?",
    asked_of_excerpt="Svarar utdrag {number} på spørsmålet?",
    right="Rett",
    wrong="Feil",
    comment="Kommentar (kan stå tom)",
    comment_of="{subject}: kommentar (kan stå tom)",
    save="Lagre kommentaren",
    save_of="{subject}: lagre kommentaren",
    kept="Takk. Vurderinga er lagra.",
    comment_kept="Takk. Vurderinga er lagra med kommentar.",
    taken_back="Vurderinga er teken tilbake.",
)

ENGLISH = FeedbackTexts(
    answer="The whole answer",
    excerpt="Excerpt {number}",
    asked_of_answer="Is the answer right?",
    asked_of_excerpt="Does excerpt {number} answer the question?",
    right="Right",
    wrong="Wrong",
    comment="Comment (may be left empty)",
    comment_of="{subject}: comment (may be left empty)",
    save="Save the comment",
    save_of="{subject}: save the comment",
    kept="Thank you. Your judgement is saved.",
    comment_kept="Thank you. Your judgement is saved with its comment.",
    taken_back="Your judgement is taken back.",
)
