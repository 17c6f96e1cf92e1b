"""Files that the page hands to the browser; none is written to the server's disk."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be saved by the browser.

    Attributes:
        name: Its file name.
        kind: Its media type.
        content: Its bytes.
    """

    name: str
    kind: str
    content: bytes

    def as_json(self) -> dict[str, str]:
        """The file as the page's script takes it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "content": b64encode(self.content).decode("ascii"),
        }
