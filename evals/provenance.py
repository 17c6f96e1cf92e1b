"""What a run was made with, so that its figures can be made again and never mixed with others'."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from embeddings.index import Index
from qa.retrieve import Weights
from settings import PROJECT_DIR

_ROOMS = ("corpus", "embeddings", "qa")
_PACKAGES = (
    "bm25s",
    "chromadb",
    "langchain-chroma",
    "langchain-core",
    "numpy",
    "py3langid",
    "PyStemmer",
    "sentence-transformers",
    "simplemma",
    "torch",
    "transformers",
)

DECIDES_ANSWERS = ("questions", "weights", "model", "corpus", "code", "versions")
"""The settings by which two halves of one run have to agree."""


def describe(index: Index, weights: Weights, source: Path, limit: int | None) -> dict[str, Any]:
    """Describe a run that is about to begin.

    Args:
        index: What is searched.
        weights: How much each signal of retrieval counts.
        source: The file of questions.
        limit: How many of them are asked, from the first; ``None`` for all.

    Returns:
        The content of ``settings.json``. ``code`` is the SHA-256 over the program that answers and
        its lexicon; ``commit`` is the last commit and ``changed`` whether files of the working
        tree differ from it, both ``None`` outside a Git checkout.
    """
    commit, changed = _commit()
    return {
        "questions": {
            "file": source.name,
            "sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
            "limit": limit,
        },
        "weights": asdict(weights),
        "model": {"name": index.embedder.name, "dimension": index.embedder.dimension, "threads": 1},
        "corpus": {
            "sha256": index.library.content_hash,
            "catalogue": hashlib.sha256(repr(index.library.catalogue).encode()).hexdigest(),
            "documents": len(index.library.documents),
            "passages": len(index.passages),
            "sentences": len(index.sentences),
        },
        "code": code_hash(),
        "commit": commit,
        "changed": changed,
        "versions": {"python": platform.python_version(), **_versions()},
        "machine": {"system": platform.platform(), "processors": os.cpu_count()},
        "began": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
    }


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Name the settings that decide the answers and differ, such as ``weights.words``."""
    found = []
    for name in DECIDES_ANSWERS:
        old, new = before.get(name), now[name]
        if isinstance(old, dict) and isinstance(new, dict):
            keys = sorted(old.keys() | new.keys())
            found += [f"{name}.{key}" for key in keys if old.get(key) != new.get(key)]
        elif old != new:
            found.append(name)
    return found


def code_hash(project: Path = PROJECT_DIR) -> str:
    """SHA-256, in hexadecimal, over the program that answers: its Python files and lexicon."""
    files = [project / "settings.py"]
    for room in _ROOMS:
        files += [
            path
            for path in (project / room).rglob("*")
            if path.suffix in {".py", ".tsv"} and path.parent.name != "chat"
        ]
    digest = hashlib.sha256()
    for path in sorted(files):
        name = path.relative_to(project).as_posix().encode()
        digest.update(hashlib.sha256(name).digest() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in _PACKAGES}


def _commit() -> tuple[str | None, bool | None]:
    head = _git("rev-parse", "HEAD")
    if head is None:
        return None, None
    return head.strip(), bool((_git("status", "--porcelain", "--untracked-files=no") or "").strip())


def _git(*arguments: str) -> str | None:
    """What Git prints; ``None`` where there is no Git or no checkout."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments
            ["git", *arguments],  # noqa: S607 - the person's own Git
            cwd=PROJECT_DIR,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
