from __future__ import annotations

from pathlib import Path

import pytest
from test_embeddings_embedder import save_model

from embeddings.__main__ import main


def test_gloss_prints_the_gloss_and_a_line_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gloss", "Hva med LAR-pasientene?"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "what about opioid substitution treatment patient?"
    assert lines[2:] == [
        "language: nb",
        "Hva med         frequent  what about",
        "LAR-pasientene  compound  opioid substitution treatment patient",
    ]


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
