from __future__ import annotations

import hashlib
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import FakeEmbedder
from filelock import FileLock

from corpus.library import Library, load_library
from corpus.passages import PassageKind
from embeddings.folder import DataFolderError, IndexFolder
from embeddings.index import ForeignIndexError, Index, open_index
from embeddings.steps import Step
from embeddings.texts import contextual_text, searched_passages
from settings import PROJECT_DIR, Settings

Opener = Callable[..., Index]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def open_tiny(tiny_library: Library, settings: Settings, request: pytest.FixtureRequest) -> Opener:
    """Open the index of the tiny library with a given embedder; closed after the test."""

    def opener(embedder: FakeEmbedder, library: Library = tiny_library, **options: object) -> Index:
        index = open_index(library, settings, embedder=embedder, **options)  # type: ignore[arg-type]
        request.addfinalizer(index.close)
        return index

    return opener


def generations(settings: Settings) -> list[Path]:
    return [path for path in (settings.data_dir / "index").iterdir() if path.is_dir()]


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def break_store(settings: Settings) -> None:
    (database,) = (settings.data_dir / "index").rglob("chroma.sqlite3")
    content = bytearray(database.read_bytes())
    content[: len(content) // 2] = b"\0" * (len(content) // 2)
    database.write_bytes(content)


def test_passages_and_sentences_have_their_vectors(
    open_tiny: Opener, fake_embedder: FakeEmbedder
) -> None:
    index = open_tiny(fake_embedder)
    assert index.passage_vectors.shape == (len(index.passages), fake_embedder.dimension)
    assert index.sentence_vectors.shape == (len(index.sentences), fake_embedder.dimension)
    for passage, vector in zip(index.passages, index.passage_vectors, strict=True):
        assert vector == pytest.approx(fake_embedder.encode_query(contextual_text(passage)))
    for sentence, vector in zip(index.sentences, index.sentence_vectors, strict=True):
        passage = index.passages[sentence.passage_index]
        assert passage.start <= sentence.start < sentence.end <= passage.end
        text = index.library.documents[passage.document_id].text[sentence.start : sentence.end]
        assert vector == pytest.approx(fake_embedder.encode_query(text))


def test_dense_search_ranks_by_cosine_and_filters_by_organisation(
    open_tiny: Opener, fake_embedder: FakeEmbedder
) -> None:
    index = open_tiny(fake_embedder)
    query = fake_embedder.encode_query("gratis behandling for unge")
    found = index.dense(query, 10)
    exact = index.passage_vectors @ query
    assert len(found) == len(index.passages)
    assert [s for _, s in found] == pytest.approx(sorted(exact, reverse=True), abs=1e-5)
    assert all(score == pytest.approx(exact[i], abs=1e-5) for i, score in found)
    only = index.dense(query, 10, ["fjell"])
    assert {index.passages[i].document_id for i, _ in only} == {"fjell"}
    assert index.words.ngrams.scores("bolig").argmax() == 0
    assert index.words.glosses is None


def test_headings_and_lead_ins_are_not_searched(tiny_library: Library) -> None:
    kinds = {passage.kind for passage in searched_passages(tiny_library)}
    assert kinds.isdisjoint({PassageKind.HEADING, PassageKind.LEAD_IN})


def test_opening_again_embeds_nothing_and_writes_nothing(
    open_tiny: Opener, settings: Settings
) -> None:
    first = open_tiny(FakeEmbedder())
    before = snapshot(settings.data_dir)
    again = FakeEmbedder()
    second = open_tiny(again)
    second.dense(again.encode_query("bolig"), 3)
    assert again.embedded == 0
    assert snapshot(settings.data_dir) == before
    assert np.array_equal(first.passage_vectors, second.passage_vectors)


def test_a_changed_document_embeds_only_what_changed(
    open_tiny: Opener, tiny_documents: Path, settings: Settings
) -> None:
    open_tiny(FakeEmbedder())
    source = tiny_documents / "fjell.txt"
    source.write_text(source.read_text("utf-8").replace("24 timer", "48 timer"), "utf-8")
    embedder = FakeEmbedder()
    index = open_tiny(embedder, load_library(tiny_documents))
    # A passage of one sentence without a section is one text, embedded once.
    assert embedder.embedded == 1
    assert any("48 timer" in passage.text for passage in index.passages)
    assert index.store.count() == len(index.passages)
    assert len(generations(settings)) == 1


def test_another_reading_of_the_same_texts_rebuilds_the_index(
    open_tiny: Opener, settings: Settings
) -> None:
    open_tiny(FakeEmbedder())
    before = generations(settings)

    class Reworded(FakeEmbedder):
        def prepare(self, text: str) -> str:
            return text.upper()

    embedder = Reworded()
    index = open_tiny(embedder)
    assert embedder.embedded > 0
    assert generations(settings) != before
    assert index.store.count() == len(index.passages)


def test_an_index_of_another_model_is_refused_with_the_command(
    open_tiny: Opener, settings: Settings
) -> None:
    open_tiny(FakeEmbedder("first@1"))
    before = snapshot(settings.data_dir)
    with pytest.raises(ForeignIndexError) as refusal:
        open_tiny(FakeEmbedder("second@2", dimension=24))
    for part in ("first@1", "second@2", "python -m embeddings build --replace"):
        assert part in str(refusal.value)
    assert snapshot(settings.data_dir) == before


def test_replacing_keeps_the_vectors_of_the_former_model(open_tiny: Opener) -> None:
    open_tiny(FakeEmbedder("first@1"))
    open_tiny(FakeEmbedder("second@2", dimension=24), replace=True)
    back = FakeEmbedder("first@1")
    open_tiny(back, replace=True)
    assert back.embedded == 0


def test_a_corrupted_index_is_rebuilt_without_embedding_and_said_so(
    open_tiny: Opener, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    open_tiny(FakeEmbedder())
    break_store(settings)
    embedder = FakeEmbedder()
    with caplog.at_level(logging.WARNING):
        index = open_tiny(embedder)
    assert embedder.embedded == 0
    assert index.dense(embedder.encode_query("bolig"), 1)
    assert "is damaged" in caplog.text
    assert str(settings.data_dir) in caplog.text


@pytest.mark.parametrize("damage", ["manifest", "pointer", "elsewhere", "generation"])
def test_a_damaged_index_folder_is_rebuilt_without_embedding(
    open_tiny: Opener, settings: Settings, damage: str
) -> None:
    open_tiny(FakeEmbedder())
    pointer = settings.data_dir / "index" / "current"
    (generation,) = generations(settings)
    if damage == "manifest":
        (generation / "manifest.json").write_text("{", "utf-8")
    elif damage == "pointer":
        pointer.write_bytes(b"\xff\xfe")
    elif damage == "elsewhere":
        pointer.write_text("../../etc", "utf-8")
    else:
        shutil.rmtree(generation)
    embedder = FakeEmbedder()
    assert open_tiny(embedder).store.count() == 4
    assert embedder.embedded == 0


@pytest.mark.usefixtures("without_probe")
def test_a_damaged_vector_file_is_embedded_again(open_tiny: Opener, settings: Settings) -> None:
    first = open_tiny(FakeEmbedder())
    (vectors,) = (settings.data_dir / "vectors").glob("*.npz")
    vectors.write_bytes(vectors.read_bytes()[:50])
    embedder = FakeEmbedder()
    second = open_tiny(embedder)
    assert embedder.embedded > 0
    assert np.array_equal(first.passage_vectors, second.passage_vectors)


def test_a_kill_while_writing_leaves_the_old_index_in_use(
    open_tiny: Opener, settings: Settings
) -> None:
    open_tiny(FakeEmbedder())
    program = """
import os, signal, sys
from pathlib import Path
import numpy as np
from embeddings.folder import IndexFolder
from embeddings.store import StoreRow, VectorStore

def killed(folder, rows, vectors):
    folder.mkdir(parents=True)
    (folder / "chroma.sqlite3").write_bytes(b"half a database")
    os.kill(os.getpid(), signal.SIGKILL)

VectorStore.create = killed
folder = IndexFolder(Path(sys.argv[1]))
with folder.lock(lambda stage, fraction: None, 1):
    folder.write(folder.manifest(), [StoreRow("a", "a", "a", "a")], np.eye(1, dtype=np.float32))
"""
    ended = subprocess.run(
        [sys.executable, "-c", program, settings.data_dir], cwd=PROJECT_DIR, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert len(generations(settings)) == 2
    embedder = FakeEmbedder()
    index = open_tiny(embedder)
    assert embedder.embedded == 0
    assert index.store.count() == len(index.passages)


def test_a_kill_while_embedding_keeps_what_was_saved(
    open_tiny: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.index._SAVE_EVERY", 2)

    class Interrupted(FakeEmbedder):
        def encode_documents(self, prepared, advance=None):  # type: ignore[no-untyped-def]
            if self.embedded >= 2:
                raise KeyboardInterrupt
            return super().encode_documents(prepared, advance)

    with pytest.raises(KeyboardInterrupt):
        open_tiny(Interrupted())
    whole, rest = FakeEmbedder("other@1"), FakeEmbedder()
    open_tiny(rest)
    open_tiny(whole, replace=True)
    assert rest.embedded == whole.embedded - 2


def test_a_second_builder_waits_says_so_and_gives_up_with_a_sentence(
    open_tiny: Opener, settings: Settings
) -> None:
    settings.data_dir.mkdir()
    said: list[Step] = []
    with (
        FileLock(settings.data_dir / "index.lock"),
        pytest.raises(DataFolderError, match="Another process has been building"),
    ):
        open_tiny(FakeEmbedder(), report=lambda step, fraction: said.append(step), lock_wait_s=0.1)
    assert said == [Step.READING, Step.WAITING]


@pytest.mark.usefixtures("without_probe")
def test_a_reader_needs_no_lock(open_tiny: Opener, settings: Settings) -> None:
    open_tiny(FakeEmbedder())
    with FileLock(settings.data_dir / "index.lock"):
        assert open_tiny(FakeEmbedder(), lock_wait_s=0).store.count() == 4


@pytest.mark.parametrize("folder", ["file", "file/below", "x" * 300])
def test_a_data_folder_that_cannot_be_is_refused_in_one_sentence(
    tiny_library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture, folder: str
) -> None:
    (tmp_path / "file").write_text("en fil", "utf-8")
    settings = Settings(data_dir=tmp_path / folder)
    with pytest.raises(DataFolderError, match="HMH_DATA_DIR") as refusal:
        open_index(tiny_library, settings, embedder=FakeEmbedder())
    assert str(settings.data_dir) in str(refusal.value)
    assert caplog.text == ""


def test_a_full_disk_is_refused_and_loses_nothing(
    open_tiny: Opener, settings: Settings, tiny_documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_tiny(FakeEmbedder())
    before = snapshot(settings.data_dir)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("embeddings.vectors.np.savez", full)
    (tiny_documents / "fjord.txt").write_text("Fjordforeningen krever noe nytt.", "utf-8")
    with pytest.raises(DataFolderError, match="No space left on device"):
        open_tiny(FakeEmbedder(), load_library(tiny_documents))
    assert snapshot(settings.data_dir) == before


@pytest.mark.usefixtures("without_probe")
def test_every_step_is_told_and_how_much_of_it_is_done(
    open_tiny: Opener, fake_embedder: FakeEmbedder
) -> None:
    said: list[tuple[Step, float]] = []
    open_tiny(fake_embedder, report=lambda step, fraction: said.append((step, fraction)))
    assert said == [(Step.READING, 0.0), (Step.EMBEDDING, 1.0), (Step.BUILDING, 0.0)]
    said.clear()
    open_tiny(fake_embedder, report=lambda step, fraction: said.append((step, fraction)))
    assert said == [(Step.READING, 0.0), (Step.OPENING, 0.0)]


@pytest.mark.usefixtures("without_probe")
def test_the_copy_that_is_searched_is_deleted_with_its_store(
    open_tiny: Opener, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(copies))
    open_tiny(FakeEmbedder())
    folder = IndexFolder(settings.data_dir)
    before = set(copies.iterdir())
    manifest = folder.manifest()
    assert manifest is not None
    store = folder.open_store(manifest)
    assert store is not None
    assert len(set(copies.iterdir()) - before) == 1
    store.close()
    del store
    assert set(copies.iterdir()) == before


def test_copies_of_processes_that_are_gone_are_deleted(
    open_tiny: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    abandoned = tmp_path / f"hvem-mener-hva-{gone.pid}-x"
    in_use = tmp_path / f"hvem-mener-hva-{os.getpid()}-x"
    for copy in (abandoned, in_use):
        copy.mkdir()
    open_tiny(FakeEmbedder())
    assert not abandoned.exists()
    assert in_use.exists()
