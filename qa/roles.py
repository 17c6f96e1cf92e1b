"""Why a question names an organisation: to ask it, to leave it out, or to ask others about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.content import SAYING_VERBS
from qa.names import Mention, Role, Span, blanked

_MASK = "\0"
_NAMES = r"\0+(?:(?:\s*[,/&]\s*|\s*,?\s+(?:og|eller|and|or|samt)\s+)\0+)*"
_ALL = r"(?:(?:alle|all|de|dei|the|noen|nokon|some|any|everyone)\s+)?"
_ORGANISATIONS = r"(?:organisasjon\w*\s+|organi[sz]ations?\s+)?"
_BUT = (
    rf"{_ALL}(?:(?:andre|others?)\s+{_ORGANISATIONS}(?:enn|than)|{_ORGANISATIONS}(?:unntatt"
    r"|unnateke|utenom|utanom|bortsett\s+fr[aå]|foruten|forutan|med\s+(?:unntak|unnatak)\s+av"
    r"|except(?:\s+for)?|apart\s+from|aside\s+from))"
)
# "Hva mener alle unntatt NNPF …", and "ikke FO, men Actis"; in "vil ikke FO …" it is asked.
_LEFT_OUT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_BUT}\s+(?P<who>{_NAMES})",
        rf"(?:^|[,.;:(–]|\b(?:og|and|men|but)\b)\s*(?:ikke|ikkje|not)\s+(?P<who>{_NAMES})"
        r"(?=\s*(?:$|[,.?!;:)–]|(?:men|but|om|about|on)\b))",
    )
)
_AND_THE_REST = re.compile(
    r"\0\s+(?:og|and|samt)\s+(?:alle\s+|all\s+)?(?:(?:de|dei|the)\s+(?:andre|others?|rest)|resten)\b",
    re.IGNORECASE,
)
_SAYING = "|".join(SAYING_VERBS)
# "Hva mener FO om NNPF?", "Hva sier de andre om NNPFs forslag?", "What does FO think of NNPF?"
_TOPIC = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_SAYING})\s+(?:(?!(?:om|at)\b)[\w\0]+[\s,]+){{1,8}}om\s+(?P<who>{_NAMES})",
        rf"\0\s+(?:think|thinks|say|says|feel|feels)\s+(?:about|of)\s+(?P<who>{_NAMES})",
        rf"\0\s+(?:(?:sitt|sin)\s+)?(?:syn(?:et)?|views?|position|opinion|holdning|haldning)\s+"
        rf"(?:på|til|of|on|about)\s+(?P<who>{_NAMES})",
    )
)


def with_roles(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Tell why each organisation is named in ``text``, in the order given."""
    masked = blanked(text, (mention.span for mention in mentions), _MASK)
    left_out = [(m.start(), m.span("who")) for p in _LEFT_OUT for m in p.finditer(masked)]
    topics = [m.span("who") for p in _TOPIC for m in p.finditer(masked)]
    return [_with_role(mention, left_out, topics) for mention in mentions]


def asks_the_rest_too(mentions: Sequence[Mention], text: str) -> bool:
    """Whether ``text`` asks those it names and all others: "NNPF og de andre"."""
    masked = blanked(text, (mention.span for mention in mentions), _MASK)
    return _AND_THE_REST.search(masked) is not None


def _with_role(
    mention: Mention, left_out: Sequence[tuple[int, Span]], topics: Sequence[Span]
) -> Mention:
    for start, who in left_out:
        if _inside(mention, who):
            first = mention.start == who[0]
            return replace(mention, start=start if first else mention.start, role=Role.LEFT_OUT)
    if any(_inside(mention, who) for who in topics):
        return replace(mention, role=Role.TOPIC)
    return mention


def _inside(mention: Mention, span: Span) -> bool:
    return span[0] <= mention.start and mention.end <= span[1]
