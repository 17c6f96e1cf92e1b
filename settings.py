"""What a person can set, read once from the environment.

This is the only module that reads the environment. Every setting begins with ``HMH_``; a name
that is not a setting is refused, so that a misspelt one is never silently ignored.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent
_PREFIX = "HMH_"


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
    """

    documents_dir: Path = PROJECT_DIR / "corpus" / "documents"
    data_dir: Path = PROJECT_DIR / "data"
    embedding_model: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from ``environment`` (default: the process's own).

        An empty value counts as not set.

        Raises:
            SettingsError: A variable begins with ``HMH_`` and is not a setting, or a folder begins
            with the home of a user who does not exist.
        """
        variables = os.environ if environment is None else environment
        given = {
            name: value.strip() for name, value in variables.items() if name.startswith(_PREFIX)
        }
        known = {"HMH_DATA_DIR", "HMH_EMBEDDING_MODEL"}
        for name in sorted(given.keys() - known):
            raise SettingsError(
                f"{name} is not a setting; the settings are {', '.join(sorted(known))}."
            )
        defaults = cls()
        data_dir = given.get("HMH_DATA_DIR")
        return cls(
            data_dir=_folder(data_dir) if data_dir else defaults.data_dir,
            embedding_model=given.get("HMH_EMBEDDING_MODEL") or None,
        )


def _folder(written: str) -> Path:
    try:
        return Path(written).expanduser()
    except RuntimeError:
        raise SettingsError(
            f"HMH_DATA_DIR is {written}, which begins with the home of a user who does not exist; "
            "write the path in full."
        ) from None
