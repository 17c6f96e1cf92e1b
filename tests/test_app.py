"""The front door: what it says when it cannot open, and that it ends cleanly."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from browser_support import PROJECT_DIR, start_app

import app
from qa.chat.serving.accounts import read_accounts
from qa.chat.serving.add_user import write_account
from qa.chat.serving.front import DIRECT, Front
from qa.chat.serving.server import listen
from settings import Settings


def _run(*arguments: str, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HMH_")} | variables
    return subprocess.run(
        [sys.executable, "app.py", *arguments],
        cwd=PROJECT_DIR,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_taken_port_gives_one_sentence_and_status_2(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        finished = _run("--port", port, HMH_DATA_DIR=str(tmp_path))
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert finished.stderr.count("\n") == 1
    assert port in finished.stderr
    assert "--port" in finished.stderr


def test_a_misspelt_setting_gives_one_sentence_and_status_2() -> None:
    finished = _run(HMH_DATADIR="x")
    assert finished.returncode == 2
    assert finished.stderr.count("\n") == 1
    assert "HMH_DATADIR" in finished.stderr


def test_help_names_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        app.main(["--help"])
    said = capsys.readouterr().out
    assert "--host" in said
    assert "127.0.0.1" in said
    assert "--port" in said
    assert "7860" in said
    assert "--data-dir" in said
    assert "--root-path" in said
    assert "--add-user" in said


def test_the_options_win_over_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[Settings, str, int, Front]] = []
    monkeypatch.setattr(app, "_serve", lambda *given: served.append(given))
    monkeypatch.setenv("HMH_DATA_DIR", "set")
    assert app.main([]) == 0
    assert app.main(["--data-dir", "given", "--root-path", "https://x.example/hmh"]) == 0
    default, given = served
    assert default[0].data_dir == Path("set")
    assert default[1:] == ("127.0.0.1", 7860, DIRECT)
    assert given[0] == replace(default[0], data_dir=Path("given"))
    assert given[3] == Front("https://x.example", "/hmh")


def test_what_is_no_address_behind_a_proxy_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--root-path", "hmh"]) == 2
    assert capsys.readouterr().err.startswith("--root-path is 'hmh'; write the address")


def test_without_the_file_of_accounts_that_is_set_nothing_is_served(tmp_path: Path) -> None:
    finished = _run(HMH_AUTH_FILE=str(tmp_path / "none"))
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr == (
        f"HMH_AUTH_FILE is {tmp_path / 'none'}, which does not exist; make it with "
        "python app.py --add-user.\n"
    )


def test_somebody_is_added_by_a_script(tmp_path: Path) -> None:
    path = tmp_path / "accounts"
    finished = _run("--add-user", HMH_AUTH_FILE=str(path), typed="kari\nbåt ved bryggekanten\n")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout == (
        f"kari may log in once app.py is started anew with HMH_AUTH_FILE={path}.\n"
    )
    assert list(read_accounts(path)) == ["kari"]
    finished = _run("--add-user", HMH_AUTH_FILE=str(path), typed="kari\nfor kort\n")
    assert (finished.returncode, finished.stdout.count("\n")) == (2, 1)
    assert finished.stderr == "The password has 8 characters; write 12 to 1000.\n"
    assert _run("--add-user").returncode == 2


@pytest.mark.parametrize("has_login", [False, True])
def test_who_serves_the_network_without_a_login_is_warned(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    has_login: bool,
) -> None:
    monkeypatch.setattr("qa.chat.serving.server.serve", lambda app, listener: listener.close())
    monkeypatch.setattr("qa.chat.startup.Startup.start", lambda startup: None)
    monkeypatch.setenv("HMH_DATA_DIR", str(tmp_path))
    if has_login:
        write_account(tmp_path / "accounts", "kari", "båt ved bryggekanten")
        monkeypatch.setenv("HMH_AUTH_FILE", str(tmp_path / "accounts"))
    assert app.main(["--host", "0.0.0.0", "--port", "0"]) == 0  # noqa: S104
    said = capsys.readouterr().err
    warned = re.fullmatch(
        r"Anyone on the network can read the documents and ask at http://0\.0\.0\.0:\d+; set "
        r"HMH_AUTH_FILE for a login, or serve at 127\.0\.0\.1\.\n",
        said,
    )
    assert said == "" if has_login else warned


@pytest.mark.parametrize("port", ["x", "-1", "65536", "٣", "", "7860.0"])
def test_what_is_no_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        app.main([f"--port={port}"])
    assert "is not a port; write 0 to 65535" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="a signal stands for Ctrl-C on POSIX only")
def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    process, address = start_app(tmp_path)
    assert address.startswith("http://127.0.0.1:")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in errors
