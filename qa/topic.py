"""What a question is about: its words without those that only ask, compare or greet."""

from __future__ import annotations

import re

from qa.content import AGREEING, SAYING_VERBS, without_courtesy

# What is left of those who are asked once their names are cut out of a question.
_ASKED = (
    r"(?:[\s,/&]+(?:og|and|eller|or|de|dei|they|andre|others?|rest|resten|alle|all|everyone"
    r"|organisasjon(?:ene|ane)|the|organi[sz]ations|men|but|med|with)\b)*"
)
_AGREE = rf"(?:{'|'.join(sorted(AGREEING))})"
# "Jeg lurer på hva …", "Kan du fortelle meg litt om hva …"
_LEADING_UP = re.compile(
    r"^(?:(?:jeg|eg|i)\s+(?:lurer|lurar|undrer|undrast|wonder)(?:\s+(?:på|about))?"
    r"|(?:(?:kan|kunne|can|could)\s+(?:du|dere|de|you)\s+)?(?:fortelle?|fortelje|fortel|si|seie"
    r"|forklare?|tell)(?:\s+(?:meg|me|oss|us))?(?:\s+(?:litt|noe|noko))?(?:\s+(?:om|about))?)"
    r"[\s,]+(?=(?:hva|kva|hvem|kven|hvor\w*|kor\w*|what|who|how|why)\b)",
    re.IGNORECASE,
)
# These words stand in every other passage too: "Hva mener FO om bolig?" is searched as "bolig?",
# and so are "Hva er forskjellen på FO og NNPF når det gjelder bolig?" and "Er de enige om bolig?".
_ASKING = re.compile(
    rf"^(?:(?:hva|kva|what)\s+(?:{'|'.join(SAYING_VERBS)}|does|do){_ASKED}(?:\s+(?:think|say))?"
    r"[\s,]+(?:om|about|of|on)"
    r"|(?:(?:hva|kva|what)\s+(?:er|is|are)\s+)?(?:the\s+)?(?:forskjell\w*|skilnad\w*|likhet\w*"
    rf"|differences?|similarit\w+)(?:\s+(?:på|mellom|blant|between))?{_ASKED}[\s,]+"
    r"(?:når\s+det\s+(?:gjelder|gjeld)|(?:i\s+)?(?:synet?\s+)?(?:på|om|i)|about|regarding|on|in)"
    rf"|(?:er|are|is|do|does){_ASKED}\s+{_AGREE}(?:\s+(?:med|with){_ASKED})?\s+"
    r"(?:om|i|on|about|in|with)(?:\s+at)?)\s+",
    re.IGNORECASE,
)
# "…, og er de enige?"
_WHETHER_AGREED = re.compile(
    rf"[\s,.;–-]*(?P<end>[.?!]?)\s*(?:\b(?:og|and)\s+)?\b(?:er|are|do){_ASKED}\s+{_AGREE}\s*[.?!]*$",
    re.IGNORECASE,
)


def topic_of(nameless: str) -> str:
    """What a question is about; all of it but greetings where nothing else is left.

    Args:
        nameless: The question without the names of those who are asked.
    """
    asked = without_courtesy(nameless)
    topic = _LEADING_UP.sub("", asked)
    topic = _WHETHER_AGREED.sub(r"\g<end>", topic)
    topic = _ASKING.sub("", topic)
    return topic if any(char.isalpha() for char in topic) else asked
