"""What the README shows is what a person gets."""

from __future__ import annotations

import re

import pytest

from embeddings.index import Index
from qa.pipeline import answer_question
from qa.render import render_text
from settings import PROJECT_DIR

README = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python "


@pytest.mark.parametrize("command", ["app.py", "-m pytest"])
def test_the_two_commands_stand_on_the_first_screen(command: str) -> None:
    first_screen = README.splitlines()[:20]
    assert f"    {INSTALL}{command}" in first_screen


def test_ci_proves_the_readmes_test_command() -> None:
    script = (PROJECT_DIR / ".ci" / "run").read_text(encoding="utf-8")
    assert f"\n{INSTALL}-m pytest\n" in script


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_links_lead_to_files_that_exist(target: str) -> None:
    assert (PROJECT_DIR / target).is_file()


@pytest.mark.model
def test_the_answer_is_printed_as_the_readme_shows_it(real_index: Index) -> None:
    shown = re.search(r'```\n\$ \S+ -m qa "(?P<question>.+)"\n(?P<answer>.+?)\n```', README, re.S)
    assert shown is not None
    answer = answer_question(shown["question"], real_index)
    assert render_text(answer, real_index.library) == shown["answer"]
