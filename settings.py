"""What a person can set, read once from the environment.

This is the only module that reads the environment. Every setting begins with ``HMH_``; a name
that is not a setting is refused, so that a misspelt one is never silently ignored.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PROJECT_DIR = Path(__file__).resolve().parent
SHORTEST_WAIT_S, LONGEST_WAIT_S = 1, 600
"""Bounds of the seconds that a chat model may be waited for."""

_PREFIX = "HMH_"
_NAMES = (
    "HMH_AUTH_FILE",
    "HMH_CHAT_BASE_URL",
    "HMH_CHAT_MODEL",
    "HMH_CHAT_SECONDS",
    "HMH_DATA_DIR",
    "HMH_EMBEDDING_MODEL",
)
_CHAT_MODEL = re.compile(r"[a-z][a-z0-9_]*:[^\s:]\S*")


class UserError(Exception):
    """Something a person can put right: one sentence with the value and the remedy.

    Front doors (``app.py`` and the ``python -m`` commands) print the sentence and exit with
    status 2; they show no traceback.
    """


class SettingsError(UserError):
    """An environment variable that is unknown or has an unusable value."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run.

    Attributes:
        documents_dir: Folder with the source documents and their ``catalogue.toml``.
        data_dir: Folder for everything derived: vectors and index. Created on first use.
        embedding_model: Name or folder of a sentence-transformers model that replaces the
            glossed default, or ``None`` for the default.
        chat_model: A chat model that summarises the excerpts, as ``provider:name`` in the words
            of LangChain's ``init_chat_model``, or ``None`` for no summary.
        chat_base_url: Address of the provider's interface (http or https), or ``None`` for the
            provider's own.
        chat_seconds: How long an answer waits for the whole summary, 1 to 600.
        auth_file: File of those who may log in to the chat, or ``None`` for no login.
    """

    documents_dir: Path = PROJECT_DIR / "corpus" / "documents"
    data_dir: Path = PROJECT_DIR / "data"
    embedding_model: str | None = None
    chat_model: str | None = None
    chat_base_url: str | None = None
    chat_seconds: float = 30.0
    auth_file: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from ``environment`` (default: the process's own).

        An empty value counts as not set.

        Raises:
            SettingsError: A variable begins with ``HMH_`` and is not a setting, a path begins
            with the home of a user who does not exist, or a value of the chat model's settings is
            malformed or out of bounds.
        """
        variables = os.environ if environment is None else environment
        given = {
            name: value.strip() for name, value in variables.items() if name.startswith(_PREFIX)
        }
        for name in sorted(given.keys() - set(_NAMES)):
            raise SettingsError(f"{name} is not a setting; the settings are {', '.join(_NAMES)}.")
        defaults = cls()
        data_dir = _path(given, "HMH_DATA_DIR")
        seconds = given.get("HMH_CHAT_SECONDS")
        return cls(
            data_dir=data_dir or defaults.data_dir,
            embedding_model=given.get("HMH_EMBEDDING_MODEL") or None,
            chat_model=_chat_model(given.get("HMH_CHAT_MODEL", "")),
            chat_base_url=_address(given.get("HMH_CHAT_BASE_URL", "")),
            chat_seconds=_seconds(seconds) if seconds else defaults.chat_seconds,
            auth_file=_path(given, "HMH_AUTH_FILE"),
        )


def _path(given: Mapping[str, str], name: str) -> Path | None:
    written = given.get(name)
    try:
        return Path(written).expanduser() if written else None
    except RuntimeError:
        raise SettingsError(
            f"{name} is {written}, which begins with the home of a user who does not exist; "
            "write the path in full."
        ) from None


def _chat_model(written: str) -> str | None:
    if written and not _CHAT_MODEL.fullmatch(written):
        raise SettingsError(
            f"HMH_CHAT_MODEL is {written}; write it as provider:name, such as ollama:llama3.1."
        )
    return written or None


def _address(written: str) -> str | None:
    if not written:
        return None
    try:
        address = urlsplit(written)
        usable = address.scheme in {"http", "https"} and address.hostname and address.port != 0
    except ValueError:
        usable = False
    if not usable or any(char.isspace() for char in written):
        raise SettingsError(
            f"HMH_CHAT_BASE_URL is {written}; write an address such as http://127.0.0.1:8000/v1."
        )
    return written


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = math.nan
    if not SHORTEST_WAIT_S <= seconds <= LONGEST_WAIT_S:
        raise SettingsError(
            f"HMH_CHAT_SECONDS is {written}; write a number of seconds from {SHORTEST_WAIT_S} to "
            f"{LONGEST_WAIT_S}."
        )
    return seconds
