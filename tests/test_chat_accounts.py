"""Who may log in: the file, the tries, and adding somebody."""

from __future__ import annotations

import io
import os
import stat
from contextlib import suppress
from pathlib import Path

import argon2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.chat.serving import accounts
from qa.chat.serving.accounts import (
    MOST_FAILURES,
    WAITING_S,
    Accounts,
    AccountsError,
    Admission,
    read_accounts,
)
from qa.chat.serving.add_user import add_user, write_account

PASSWORD = "båt ved bryggekanten"
# The smallest parameters that Argon2 takes, so that the tests are fast.
_HASHER = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
# Its salt is fixed, so that the tests have the same names in every process.
HASH = _HASHER.hash(PASSWORD, salt=b"ved bryggekanten")


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: _HASHER)


def _file(folder: Path, content: str, mode: int = 0o600) -> Path:
    path = folder / "accounts"
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)
    return path


# --- the file ---------------------------------------------------------------------------------


def test_names_and_hashes_are_read(tmp_path: Path) -> None:
    path = _file(tmp_path, f"# Rådgivere\nkari:{HASH}\n\nola.n-2_x:{HASH}\r\n")
    assert read_accounts(path) == {"kari": HASH, "ola.n-2_x": HASH}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("kari", "has no Argon2 hash for kari"),
        (f"Kari:{HASH}", "does not begin with a name"),
        (f"kåre:{HASH}", "does not begin with a name"),
        (f":{HASH}", "does not begin with a name"),
        (f"{'a' * 33}:{HASH}", "does not begin with a name"),
        ("kari:båt ved bryggekanten", "has no Argon2 hash for kari"),
        ("kari:$argon2id$v=19$m=8,t=1,p=1$x", "has no Argon2 hash for kari"),
        (f"ola:{HASH}", "names ola a second time"),
    ],
)
def test_a_malformed_line_is_refused_with_its_number(tmp_path: Path, line: str, fault: str) -> None:
    path = _file(tmp_path, f"ola:{HASH}\n{line}\n")
    with pytest.raises(AccountsError) as caught:
        read_accounts(path)
    assert str(caught.value).startswith(f"Line 2 of {path} {fault}")
    assert str(caught.value).endswith("; delete it and run python app.py --add-user.")
    assert PASSWORD not in str(caught.value)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_file_that_others_may_use_is_refused_with_the_command_to_run(
    tmp_path: Path, mode: int
) -> None:
    path = _file(tmp_path, f"kari:{HASH}\n", mode)
    with pytest.raises(AccountsError, match=rf"\(mode {mode:04o}\); .*chmod 600 {path}\.$"):
        read_accounts(path)


def test_a_missing_file_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(AccountsError, match=r"does not exist; make it with .*--add-user\.$"):
        read_accounts(tmp_path / "none")
    with pytest.raises(AccountsError, match=r"cannot be read .*; make it readable"):
        read_accounts(tmp_path)


@given(st.binary(max_size=200))
def test_any_content_is_read_or_refused(content: bytes) -> None:
    read: dict[str, str] = {}
    with suppress(AccountsError):
        read = accounts._parse(content, Path("accounts"))
    assert all(accounts.NAME.fullmatch(name) for name in read)


# --- the tries --------------------------------------------------------------------------------


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_only_the_right_name_and_password_are_admitted() -> None:
    known = Accounts({"kari": HASH})
    assert known.admit("kari", PASSWORD) is Admission.ADMITTED
    for name, password in (
        ("kari", PASSWORD.upper()), ("kari", ""), ("ola", PASSWORD), ("", ""), ("Kari", PASSWORD),
        ("kari", PASSWORD + "x" * 2000), ("x" * 5000, PASSWORD),
    ):  # fmt: skip
        assert known.admit(name, password) is Admission.REFUSED


def test_a_name_that_nobody_has_takes_as_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    class Counting:
        def hash(self, password: bytes) -> str:
            return _HASHER.hash(password)

        def verify(self, encoded: str, password: str) -> bool:
            checked.append(encoded)
            return _HASHER.verify(encoded, password)

    monkeypatch.setattr(argon2, "PasswordHasher", Counting)
    known = Accounts({"kari": HASH})
    known.admit("kari", "feil")
    known.admit("ola", "feil")
    assert checked[0] == HASH
    assert len(checked) == 2
    assert argon2.extract_parameters(checked[1]) == argon2.extract_parameters(HASH)


@pytest.mark.parametrize("name", ["kari", "ola"])
def test_after_some_wrong_passwords_a_name_has_to_wait(name: str) -> None:
    clock = Clock()
    known = Accounts({"kari": HASH}, clock)
    tries = [known.admit(name, "feil") for _ in range(MOST_FAILURES + 1)]
    assert tries == [Admission.REFUSED] * MOST_FAILURES + [Admission.TOO_MANY]
    assert known.admit(name, PASSWORD) is Admission.TOO_MANY
    clock.now += WAITING_S
    expected = Admission.ADMITTED if name == "kari" else Admission.REFUSED
    assert known.admit(name, PASSWORD) is expected


def test_another_name_need_not_wait_and_success_begins_anew() -> None:
    known = Accounts({"kari": HASH, "ola": HASH}, Clock())
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            assert known.admit("kari", "feil") is Admission.REFUSED
        assert known.admit("kari", PASSWORD) is Admission.ADMITTED
    for _ in range(MOST_FAILURES):
        known.admit("kari", "feil")
    assert known.admit("ola", PASSWORD) is Admission.ADMITTED


def test_so_many_names_are_remembered_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "_MOST_NAMES", 3)
    known = Accounts({}, Clock())
    for name in ("a", "b", "c", "d"):
        known.admit(name, "feil")
    assert list(known._failures) == ["b", "c", "d"]


# --- adding somebody --------------------------------------------------------------------------


def _pipe(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def _type(monkeypatch: pytest.MonkeyPatch, name: str, *passwords: str) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter(passwords)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda prompt: name)
    monkeypatch.setattr("qa.chat.serving.add_user.getpass", lambda prompt: next(typed))


def test_somebody_is_added_from_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new" / "accounts"
    said: list[str] = []
    _pipe(monkeypatch, "kari", PASSWORD)
    add_user(path, said.append)
    assert said == [f"kari may log in once app.py is started anew with HMH_AUTH_FILE={path}."]
    assert Accounts(read_accounts(path)).admit("kari", PASSWORD) is Admission.ADMITTED
    assert PASSWORD not in path.read_text("utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_password_is_typed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "accounts"
    _type(monkeypatch, "kari", PASSWORD, PASSWORD + "x")
    with pytest.raises(AccountsError, match="differ; nothing has been changed"):
        add_user(path, lambda sentence: None)
    assert not path.exists()
    _type(monkeypatch, "kari", PASSWORD, PASSWORD)
    add_user(path, lambda sentence: None)
    assert list(read_accounts(path)) == ["kari"]


def test_a_known_name_gets_a_new_password_and_the_others_keep_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path, f"# Rådgivere\nola:{HASH}\nkari:{HASH}\n")
    said: list[str] = []
    _pipe(monkeypatch, "ola", "et nytt og langt passord")
    add_user(path, said.append)
    assert said[0] == f"ola is in {path} already and gets a new password."
    read = read_accounts(path)
    assert read["kari"] == HASH
    assert Accounts(read).admit("ola", PASSWORD) is Admission.REFUSED
    assert Accounts(read).admit("ola", "et nytt og langt passord") is Admission.ADMITTED
    assert path.read_text("utf-8").startswith("# Rådgivere\n")


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("Kari", PASSWORD, "'Kari' cannot be a name; write 1 to 32 of"),
        ("", PASSWORD, "'' cannot be a name"),
        ("a:b", PASSWORD, "'a:b' cannot be a name"),
        ("kari", "elleve tegn", "The password has 11 characters; write 12 to 1000"),
        ("kari", "", "The password has 0 characters"),
        ("kari", "x" * 1001, "The password has 1001 characters"),
        ("kari", "tolv\ttegn \udce5 her", "a character that cannot be typed"),
    ],
)
def test_a_name_or_password_that_cannot_be_used_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, password: str, sentence: str
) -> None:
    path = tmp_path / "accounts"
    _pipe(monkeypatch, name, password)
    with pytest.raises(AccountsError) as caught:
        add_user(path, lambda said: None)
    assert str(caught.value).startswith(sentence) or sentence in str(caught.value)
    assert not password or password not in str(caught.value)
    assert not path.exists()


def test_twelve_characters_are_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe(monkeypatch, "kari", "tolv tegn æø")
    add_user(tmp_path / "accounts", lambda said: None)
    assert list(read_accounts(tmp_path / "accounts")) == ["kari"]


def test_without_a_file_that_is_set_nothing_is_asked() -> None:
    with pytest.raises(AccountsError, match=r"^HMH_AUTH_FILE is not set; .*--add-user again\.$"):
        add_user(None, lambda said: None)


def test_a_malformed_file_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path, "tull\n")
    _pipe(monkeypatch, "kari", PASSWORD)
    with pytest.raises(AccountsError, match="Line 1"):
        add_user(path, lambda said: None)
    assert path.read_text("utf-8") == "tull\n"


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("en fil", "utf-8")
    with pytest.raises(AccountsError, match=r"cannot be written \(.*\); make its folder writable"):
        write_account(tmp_path / "file" / "accounts", "kari", PASSWORD)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
