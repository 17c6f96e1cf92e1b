"""Who may log in: a file of names and hashes of passwords.

Each line is ``name:hash``, the hash an encoded Argon2 one. Empty lines and lines that begin with
``#`` say nothing. The file is for its owner's eyes alone.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from threading import Lock

import argon2

from settings import UserError

NAME = re.compile(r"[a-z0-9._-]{1,32}")
LONGEST_PASSWORD = 1000
"""Characters of a password, at most."""
MOST_FAILURES = 5
"""So many wrong passwords in a row for one name make it wait."""
WAITING_S = 30.0
ADD_COMMAND = "python app.py --add-user"

_MOST_NAMES = 10_000


class AccountsError(UserError):
    """The file of accounts, a name or a password cannot be used."""


class Admission(Enum):
    """What comes of a try to log in."""

    ADMITTED = auto()
    REFUSED = auto()
    TOO_MANY = auto()


@dataclass(slots=True)
class _Failures:
    count: int
    last: float


class Accounts:
    """Those who may log in.

    Args:
        hashes: Name → encoded Argon2 hash of the password.
        clock: Seconds from any beginning, never going back.
    """

    def __init__(
        self, hashes: Mapping[str, str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._hashes = dict(hashes)
        self._clock = clock
        self._hasher = argon2.PasswordHasher()
        # What a name that nobody has is checked against, so that it takes as long as another.
        self._nobody = self._hasher.hash(os.urandom(16))
        self._failures: dict[str, _Failures] = {}
        self._turn = Lock()

    def admit(self, name: str, password: str) -> Admission:
        """Check a name and password, one try at a time (each takes 64 MiB of memory).

        After ``MOST_FAILURES`` wrong passwords in a row, a name that is somebody's or nobody's is
        not even looked at until ``WAITING_S`` seconds have passed since the last.
        """
        with self._turn:
            failures = self._failures.get(name, _Failures(0, 0.0))
            if failures.count >= MOST_FAILURES and self._clock() - failures.last < WAITING_S:
                return Admission.TOO_MANY
            if self._is_right(name, password):
                self._failures.pop(name, None)
                return Admission.ADMITTED
            self._count(name, failures.count + 1)
            return Admission.REFUSED

    def _is_right(self, name: str, password: str) -> bool:
        known = self._hashes.get(name)
        try:
            self._hasher.verify(known or self._nobody, password[:LONGEST_PASSWORD])
        except argon2.exceptions.VerificationError:
            return False
        return known is not None and len(password) <= LONGEST_PASSWORD

    def _count(self, name: str, failures: int) -> None:
        if not NAME.fullmatch(name):
            return  # nobody's and never anybody's
        self._failures.pop(name, None)
        self._failures[name] = _Failures(failures, self._clock())
        if len(self._failures) > _MOST_NAMES:
            del self._failures[next(iter(self._failures))]


def read_accounts(path: Path) -> dict[str, str]:
    """The accounts in a file: name → encoded hash.

    Raises:
        AccountsError: The file is missing or unreadable, others than its owner may read it, or it
            is malformed; the sentence names the line.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read()
    except FileNotFoundError:
        raise AccountsError(
            f"HMH_AUTH_FILE is {path}, which does not exist; make it with {ADD_COMMAND}."
        ) from None
    except OSError as error:
        raise AccountsError(
            f"HMH_AUTH_FILE is {path}, which cannot be read ({error.strerror}); make it readable "
            "to this user, or name another file."
        ) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise AccountsError(
            f"HMH_AUTH_FILE is {path}, which others than its owner may use (mode "
            f"{stat.S_IMODE(mode):04o}); close it with: chmod 600 {path}."
        )
    return _parse(content, path)


def _parse(content: bytes, path: Path) -> dict[str, str]:
    hashes: dict[str, str] = {}
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, encoded = line.strip().partition(":")
        fault = None
        if not NAME.fullmatch(name):
            fault = "does not begin with a name of a-z, 0-9, '.', '_' and '-' and a colon"
        elif name in hashes:
            fault = f"names {name} a second time"
        elif not _is_hash(encoded):
            fault = f"has no Argon2 hash for {name}"
        if fault:
            raise AccountsError(
                f"Line {number} of {path} {fault}; delete it and run {ADD_COMMAND}."
            )
        hashes[name] = encoded
    return hashes


def _is_hash(encoded: str) -> bool:
    try:
        argon2.extract_parameters(encoded)
    except argon2.exceptions.InvalidHashError:
        return False
    return True
