"""Starting the real application, and the system's Chromium, for the browser tests."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT_DIR = Path(__file__).resolve().parent.parent
CHROMIUM_ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str:
    """Path of the system's Chromium; skips the test where there is none, and fails it in CI."""
    for name in _CHROMIUM_NAMES:
        path = shutil.which(name)
        if path:
            return path
    missing = f"no Chromium on this machine (looked for {', '.join(_CHROMIUM_NAMES)})"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{missing}; CI has to have one", pytrace=False)
    pytest.skip(f"{missing}; install it to run the browser tests")


def start_app(data_dir: Path) -> tuple[subprocess.Popen[str], str]:
    """Start ``app.py`` on a free port, and return its process and address.

    Standard error is a pipe that is read at the end only; the application writes little there.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HMH_")}
    process = subprocess.Popen(
        [sys.executable, "app.py", "--port", "0"],
        cwd=PROJECT_DIR,
        env={**environment, "HMH_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A shell's background jobs ignore Ctrl-C and would pass that on to the application.
        preexec_fn=_hear_interrupts,
    )
    if process.stdout is None:
        raise RuntimeError("the application was started without a pipe for what it prints")
    address = process.stdout.readline().rpartition(" ")[2].strip()
    return process, address


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
