"""What kind of answer a question asks for, read from its words."""

from __future__ import annotations

import re
from enum import StrEnum


class Sought(StrEnum):
    """What kind of answer is asked for."""

    POSITION = "position"
    LIST = "list"


# "Hvilke tiltak …", "hva krever X …", "hva vil X gjøre med …" ask for several things.
_LIST = re.compile(
    r"\b(?:hvilke|hva slags|kva(?: for| slags)?|what|which)\s+(?:\w+\s+){0,2}?"
    r"(?:tiltak\w*|forslag\w*|framlegg\w*|krav\w*"
    r"|virkemid\w*|verkemid\w*|løsning\w*|løysing\w*|grep\w*|prinsipp\w*|mål\w*|oppgave\w*"
    r"|oppgåve\w*|measures|proposals|demands)\b"
    r"|\b(?:hva|kva|what)\b.{0,40}\b(?:foreslår|føreslår|krever|krev|ber|gjøre|gjere|propos\w+"
    r"|demands?|do (?:about|against|for|to|with))\b"
    r"|\b(?:list opp|liste over|rams opp|alle (?:forslag\w*|tiltak\w*|krav\w*)|list all)\b",
    re.IGNORECASE,
)


def read_sought(question: str) -> Sought:
    """Read what kind of answer a question asks for."""
    return Sought.LIST if _LIST.search(question) else Sought.POSITION
