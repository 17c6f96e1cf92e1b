"""``python app.py --add-user``: add somebody who may log in, or change a password."""

from __future__ import annotations

import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path

import argon2

from embeddings.writing import replacing
from qa.chat.serving.accounts import (
    ADD_COMMAND,
    LONGEST_PASSWORD,
    NAME,
    AccountsError,
    read_accounts,
)

SHORTEST_PASSWORD = 12
"""Characters of a password, at least."""


def add_user(path: Path | None, say: Callable[[str], None]) -> None:
    """Ask for a name and twice for its password, and write the account.

    Where standard input is no terminal, it has the name and the password on a line each.

    Args:
        path: The file of accounts; made where it is missing.
        say: Takes each sentence that tells what is done, and what to do next.

    Raises:
        AccountsError: No file is set, or it, the name or the password cannot be used.
    """
    if path is None:
        raise AccountsError(
            "HMH_AUTH_FILE is not set; set it to the file that shall hold the accounts, and run "
            f"{ADD_COMMAND} again."
        )
    known = read_accounts(path) if path.exists() else {}
    name = _check_name(_ask("Name: ", input))
    if name in known:
        say(f"{name} is in {path} already and gets a new password.")
    password = _check_password(_ask("Password: ", getpass))
    if sys.stdin.isatty() and getpass("The password again: ") != password:
        raise AccountsError("The two passwords differ; nothing has been changed, try again.")
    write_account(path, name, password)
    say(f"{name} may log in once app.py is started anew with HMH_AUTH_FILE={path}.")


def write_account(path: Path, name: str, password: str) -> None:
    """Add an account to the file, or change its password; what else stands in the file stays.

    The file is written aside and renamed into place, with mode 0600.

    Raises:
        AccountsError: The file cannot be used.
    """
    if path.exists():
        read_accounts(path)
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        others = [line for line in lines if line.strip().partition(":")[0] != name]
        hashed = f"{name}:{argon2.PasswordHasher().hash(password)}"
        with replacing(path) as file:
            file.write("\n".join([*others, hashed, ""]).encode())
    except OSError as error:
        raise AccountsError(
            f"HMH_AUTH_FILE is {path}, which cannot be written ({error.strerror}); make its folder "
            "writable, or name another file."
        ) from None


def _ask(prompt: str, typed: Callable[[str], str]) -> str:
    """What a person types, or the next line of a pipe, which is not asked with words."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    try:
        return typed(prompt)
    except EOFError:
        return ""


def _check_name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise AccountsError(
            f"'{name}' cannot be a name; write 1 to 32 of a-z, 0-9, '.', '_' and '-'."
        )
    return name


def _check_password(password: str) -> str:
    """The password; no sentence repeats it."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountsError(
            f"The password has {len(password)} characters; write {SHORTEST_PASSWORD} to "
            f"{LONGEST_PASSWORD}."
        )
    if not password.isprintable():
        raise AccountsError("The password has a character that cannot be typed; choose another.")
    return password
