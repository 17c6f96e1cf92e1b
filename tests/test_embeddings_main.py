from __future__ import annotations

from pathlib import Path

import pytest
from test_embeddings_embedder import save_model

from embeddings.__main__ import main


def test_gloss_prints_the_gloss_and_a_line_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gloss", "Hva med LAR-pasientene?"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "what about opioid substitution treatment patients?"
    assert lines[2:] == [
        "language: nb",
        "Hva med         phrase    what about",
        "LAR-pasientene  compound  opioid substitution treatment patients",
    ]


def test_coverage_lists_the_words_that_are_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Hva med LAR-pasientene i Blorpø? Blorpø, Xyq!", encoding="utf-8")
    assert main(["coverage", str(text), "--limit", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == [
        "     2  blorpø  unknown   –",
        "     1  xyq     unknown   –",
        "… and 1 more; see --limit",
    ]


def test_coverage_of_the_documents_is_nearly_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--limit", "0"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:-1]]
    unknown = {row[0]: float(row[3].rstrip("%")) for row in rows}["unknown"]
    assert unknown < 1


@pytest.mark.parametrize(
    ("content", "complaint"), [(None, "cannot be read"), (b"\xe6", "is not UTF-8")]
)
def test_coverage_of_an_unreadable_file_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, complaint: str
) -> None:
    path = tmp_path / "text.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["coverage", str(path)]) == 2
    assert complaint in capsys.readouterr().err


def test_gloss_leaves_english_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gloss", "What about housing?"]) == 0
    assert capsys.readouterr().out == "What about housing?\n\nlanguage: en (not glossed)\n"


def test_gloss_of_nothing_prints_nothing_but_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["gloss", ""]) == 0
    assert capsys.readouterr().out == "\n\nlanguage: nb\n"


def test_an_unusable_setting_is_a_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HMH_DATA_FOLDER", "x")
    assert main(["info"]) == 2
    assert "HMH_DATA_FOLDER is not a setting" in capsys.readouterr().err


def test_build_info_and_replace_with_a_model_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HMH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HMH_EMBEDDING_MODEL", str(save_model(tmp_path / "one")))
    assert main(["info"]) == 0
    assert "none; python -m embeddings build makes it" in capsys.readouterr().out
    assert main(["build"]) == 0
    assert "of 5 documents are ready" in capsys.readouterr().out
    assert main(["info"]) == 0
    assert "index          up to date" in capsys.readouterr().out
    monkeypatch.setenv("HMH_EMBEDDING_MODEL", str(save_model(tmp_path / "two", scale=3.0)))
    assert main(["info"]) == 0
    assert "of another model than two@" in capsys.readouterr().out
    assert main(["build"]) == 2
    refusal = capsys.readouterr().err
    assert "python -m embeddings build --replace" in refusal
    assert "Traceback" not in refusal
    assert main(["build", "--replace"]) == 0
