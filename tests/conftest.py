"""What several rooms share: a small library, an embedder without a model, and the real index."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import numpy as np
import pytest
from filelock import FileLock

from corpus.library import Library, load_library
from embeddings.embedder import PassageEmbedder, Vectors
from embeddings.folder import IndexFolder
from embeddings.index import Index, open_index
from settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# First calls load dictionaries and models; how long a machine takes is not what is tested. Half of
# the usual number of examples keeps the tests under ten minutes; each run draws other ones.
hypothesis.settings.register_profile("product", deadline=None, max_examples=50)
hypothesis.settings.load_profile("product")

TINY_CATALOGUE = """
[[organisations]]
id = "fjord"
name = "Fjordforeningen"

[[organisations]]
id = "fjell"
name = "Fjellforbundet"
aliases = ["fjellfolket"]

[[documents]]
id = "fjord"
file = "fjord.txt"
organisation = "fjord"
title = "Innspill om bolig"
title_printed = true
date = "2020-05-01"
date_stated = true
kind = "hearing_statement"

[[documents]]
id = "fjell"
file = "fjell.txt"
organisation = "fjell"
title = "Innspill om behandling"
title_printed = true
date = "2021"
date_stated = false
kind = "hearing_statement"
"""

TINY_SOURCES = {
    "fjord.txt": (
        "Fjordforeningen mener at alle må få en bolig. Kommunen bør ha ansvaret for dette.\n\n"
        "Vi støtter gratis behandling for unge som trenger hjelp.\n"
    ),
    "fjell.txt": (
        "Fjellforbundet foreslår bøter for støy i fjellet. Straff virker ikke alene.\n\n"
        "Det er viktig at pasientene får behandling innen 24 timer.\n"
    ),
}


class FakeEmbedder(PassageEmbedder):
    """A bag of hashed words: texts that share words are close, and nothing is loaded.

    ``embedded`` counts the texts that went through it.
    """

    def __init__(self, name: str = "fake@1", dimension: int = 48) -> None:
        self._name = name
        self._dimension = dimension
        self.embedded = 0

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimension(self) -> int:
        return self._dimension

    def encode_documents(
        self, prepared: Sequence[str], advance: Callable[[int], None] | None = None
    ) -> Vectors:
        self.embedded += len(prepared)
        if advance:
            advance(len(prepared))
        return np.array([self._vector(t) for t in prepared], np.float32).reshape(
            -1, self._dimension
        )

    def encode_query(self, question: str) -> Vectors:
        return self._vector(question)

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self._dimension, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()):
            digest = hashlib.sha256(word.encode()).digest()
            vector[digest[0] % self._dimension] += 1 if digest[1] % 2 else -1
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector


@pytest.fixture
def fake_embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture
def tiny_documents(tmp_path: Path) -> Path:
    """A documents folder of two organisations that a test may change."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "catalogue.toml").write_text(TINY_CATALOGUE, encoding="utf-8")
    for name, text in TINY_SOURCES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def tiny_library(tiny_documents: Path) -> Library:
    return load_library(tiny_documents)


@pytest.fixture
def without_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets an index that the test has just built be opened without its trial in a child process.

    The trial takes two seconds; what it finds is tested with it.
    """
    monkeypatch.setattr(IndexFolder, "_is_sound", lambda *_: True)


@pytest.fixture
def plain_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a run of an evaluation leave an empty report; to draw its pictures takes a second."""
    monkeypatch.setattr("evals.run.render_report", lambda *_: "<!doctype html>")


@pytest.fixture(scope="session")
def harbours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of the library about harbours. Tests only read it."""
    from qa_examples import make_index  # which imports this module

    index = make_index(tmp_path_factory.mktemp("harbours"))
    yield index
    index.close()


@pytest.fixture(scope="session")
def _real(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[tuple[Path, Index]]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("real") / "data")
    # Of the processes that share the tests, the first embeds the documents for all.
    own = tmp_path_factory.getbasetemp()
    made = (own if worker_id == "master" else own.parent) / "made"
    with FileLock(made.with_suffix(".lock")):
        if made.exists():
            shutil.copytree(made, settings.data_dir)
        index = open_index(load_library(settings.documents_dir), settings)
        if not made.exists():
            shutil.copytree(settings.data_dir, made)
    yield settings.data_dir, index
    index.close()


@pytest.fixture(scope="session")
def real_index(_real: tuple[Path, Index]) -> Index:
    """The index of the real documents by the real model, which takes a minute to build."""
    return _real[1]


@pytest.fixture(scope="session")
def real_data_dir(_real: tuple[Path, Index]) -> Path:
    """The data folder of that index. Tests only read it; one that breaks something copies it."""
    return _real[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started with the first test that needs it."""
    from browser_support import CHROMIUM_ARGUMENTS, PATIENCE_MS, find_chromium
    from playwright.sync_api import expect, sync_playwright

    chromium = find_chromium()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when it asks for anything outside this machine or breaks."""
    from browser_support import guarded_page

    with guarded_page(browser) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(browser: Browser, real_data_dir: Path) -> Iterator[str]:
    """The real application with the real model, over the index that all tests share."""
    from browser_support import start_app

    process, where = start_app(real_data_dir)
    yield where
    process.terminate()
    process.communicate(timeout=60)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in the browser come last: while it is driven, no other event loop can run here."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
