"""Commands, as they are run from a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT_DIR = Path(__file__).resolve().parent.parent


def corpus(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "corpus", *arguments],
        cwd=PROJECT_DIR,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_norwegian_is_printed_whatever_encoding_the_system_would_choose(encoding: str) -> None:
    process = corpus("text", "nkrop", PYTHONIOENCODING=encoding)
    printed, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert errors == b""
    assert "RUSHÅNDHEVINGSUTVALGET" in printed.decode("utf-8").upper()


def test_a_reader_that_stops_reading_ends_a_command_without_a_complaint() -> None:
    process = corpus("text", "actis")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 1
    process.stderr.close()
