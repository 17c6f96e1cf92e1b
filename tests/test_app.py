"""The front door: what it says when it cannot open, and that it ends cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from browser_support import PROJECT_DIR, start_app

import app
from qa.chat.server import listen


def _run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HMH_")} | variables
    return subprocess.run(
        [sys.executable, "app.py", *arguments],
        cwd=PROJECT_DIR,
        env=environment,
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
