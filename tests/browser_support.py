"""Starting the real application, and the system's Chromium, for the browser tests."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
import pytest
from playwright.sync_api import Browser, Page

from corpus.library import Library
from embeddings.language import Language
from embeddings.steps import Report
from qa.chat.handlers import Handlers
from qa.chat.opening import Desk
from qa.chat.page import build_page
from qa.chat.serving.dispatch import LANGUAGES
from qa.chat.serving.server import address_of, build_app, listen, make_server
from qa.chat.startup import Startup
from qa.chat.texts import texts_of
from qa.chat.workplace import Workplace
from settings import Settings

PROJECT_DIR = Path(__file__).resolve().parent.parent
CHROMIUM_ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE_MS = 120_000
"""So long an expectation waits; the first answer needs the model, whatever else is going on."""
# What the browser says of requests that a reload or the end of the test's server cuts off. A page
# that really cannot reach its server fails the test by what it does not show.
_CUT_OFF = (
    "net::ERR_CONNECTION_REFUSED",
    "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
    "TypeError: Failed to fetch",
    "TypeError: network error",
    "AbortError: signal is aborted",
    "Unexpected error Connection errored out",
)
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


@contextmanager
def served(
    library: Library,
    opener: Callable[[Report], Desk],
    data_dir: Path,
    documents_dir: Path | None = None,
    port: int = 0,
) -> Iterator[str]:
    """The pages in three languages over a hand-made desk; gives their address.

    Args:
        library: The documents.
        opener: Opens the desk.
        data_dir: Where feedback is kept.
        documents_dir: Where the documents' themes are; ``None`` for the shipped ones.
        port: Where they are served; 0 for a free port.
    """
    startup = Startup(opener)
    settings = Settings(documents_dir or Settings().documents_dir, data_dir)
    workplace = Workplace(settings, library, startup)
    pages = {
        language: build_page(Handlers(workplace, texts_of(language))) for language in LANGUAGES
    }
    with serving(pages, port) as address:
        startup.start()
        yield address


@contextmanager
def serving(pages: Mapping[Language, gr.Blocks], port: int = 0) -> Iterator[str]:
    """Pages, served from a thread on a port, 0 for a free one; gives their address."""
    listener = listen("127.0.0.1", port)
    server = make_server(build_app(pages, "127.0.0.1"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield address_of(listener)
    finally:
        server.should_exit = True
        thread.join(30)


@contextmanager
def guarded_page(
    browser: Browser, expected: Sequence[str] = (), locale: str = "nb-NO"
) -> Iterator[Page]:
    """A page that fails its test when it asks for anything outside this machine or breaks.

    Args:
        browser: The browser.
        expected: What stands in the errors that the test itself brings about.
        locale: The browser's wish for a language.
    """
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale=locale)
    opened = context.new_page()
    requests: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    strays = [url for url in requests if not _is_local(url)]
    known = (*expected, *_CUT_OFF)
    unexpected = [fault for fault in faults if not any(words in fault for words in known)]
    # This module's assertions say nothing by themselves.
    assert (strays, unexpected) == ([], []), (strays, unexpected)


@dataclass(frozen=True, slots=True)
class Saved:
    """A file as the browser saved it."""

    name: str
    content: bytes


def saved(page: Page, button: str) -> Saved:
    """Press a button of that name, and wait for the file that it saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return Saved(download.value.suggested_filename, download.value.path().read_bytes())


def _is_local(url: str) -> bool:
    return re.match(r"(?:https?|wss?)://127\.0\.0\.1:\d+/|data:|blob:", url) is not None


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
