"""The house rules, read from the imports and calls of every module of the product."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "embeddings", "qa", "evals")

# Room → the rooms it may import: settings ← corpus ← embeddings ← qa ← app.py and evals.
ALLOWED = {
    "settings": set[str](),
    "console": set[str](),
    "corpus": {"settings", "console"},
    "embeddings": {"settings", "console", "corpus"},
    "qa": {"settings", "console", "corpus", "embeddings"},
    "evals": {"settings", "console", "corpus", "embeddings", "qa"},
    "app": {"settings", "console", "corpus", "embeddings", "qa"},
}
# Everything outside Python itself is too heavy for reading text, so the corpus imports none of it.
CORPUS_LIBRARIES = {
    "__future__", "argparse", "bisect", "collections", "dataclasses", "datetime", "enum",
    "functools", "hashlib", "itertools", "operator", "pathlib", "re", "sys", "tomllib", "types",
    "typing", "unicodedata",
}  # fmt: skip
# Switches of other libraries, which can be set in the environment only and before their import.
# They are constants, so nothing a person sets is read here.
SWITCHES = {
    "app.py": re.compile(r"GRADIO_\w+"),
    "qa/chat/__init__.py": re.compile(r"GRADIO_ANALYTICS_ENABLED|HF_HUB_\w+|DO_NOT_TRACK"),
    "embeddings/embedder.py": re.compile(r"HF_HUB_\w+"),
    "qa/chatmodel.py": re.compile(r"LANGSMITH_\w+|LANGCHAIN_(?:TRACING\w*|HANDLER)"),
}


def modules() -> list[str]:
    """All modules of the product, as paths below the repository."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    found += [
        path for name in ("settings.py", "console.py", "app.py") if (path := ROOT / name).exists()
    ]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), module)


def imports_of(tree: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    """Dotted names of all that is imported, at any depth of the code, relative ones made whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *([node.module] if node.module else [])))
            # "from qa import chat" imports qa.chat where that is a module
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (a.value for a in node.args if isinstance(a, ast.Constant))


def imports(module: str) -> list[str]:
    return list(imports_of(tree(module), Path(module).parent.parts))


def room(module: str) -> str:
    return module.split("/")[0].removesuffix(".py")


def test_the_rooms_are_there() -> None:
    assert {"settings", "corpus", "embeddings", "qa"} <= {room(module) for module in modules()}
    assert {room(module) for module in modules()} <= ALLOWED.keys()


@pytest.mark.parametrize("module", modules())
def test_imports_point_one_way(module: str) -> None:
    imported = {name.split(".")[0] for name in imports(module)} & ALLOWED.keys()
    assert imported - {room(module)} <= ALLOWED[room(module)]


@pytest.mark.parametrize("module", [m for m in modules() if m.startswith("qa/")])
def test_the_pipeline_does_not_know_the_chat(module: str) -> None:
    of_chat = [n for n in imports(module) if n == "qa.chat" or n.startswith("qa.chat.")]
    assert of_chat == [] or module.startswith("qa/chat/")


@pytest.mark.parametrize("module", [m for m in modules() if m.startswith("corpus/")])
def test_the_corpus_needs_nothing_but_python(module: str) -> None:
    imported = {name.split(".")[0] for name in imports(module)}
    assert imported <= CORPUS_LIBRARIES | {"corpus", *ALLOWED["corpus"]}


def test_only_the_store_imports_chroma() -> None:
    of_chroma = {
        module
        for module in modules()
        if any(name.split(".")[0] in {"chromadb", "langchain_chroma"} for name in imports(module))
    }
    assert of_chroma == {"embeddings/store.py"}


def environment_uses(tree: ast.AST) -> list[tuple[str, list[str]]]:
    """How the environment is touched: ("set", names) for constants put in, else ("read", [])."""
    uses: list[tuple[str, list[str]]] = []
    set_here: set[int] = set()
    for node in ast.walk(tree):
        names: list[str] | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            target = node.func.value
            if node.func.attr == "setdefault" and all(
                isinstance(argument, ast.Constant) for argument in node.args
            ):
                names = [str(ast.literal_eval(node.args[0]))]
            elif node.func.attr == "update" and not node.args:
                names = [keyword.arg or "**" for keyword in node.keywords]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            target = node.targets[0].value
            if isinstance(node.targets[0].slice, ast.Constant):
                names = [str(node.targets[0].slice.value)]
        if names is not None and ast.unparse(target) == "os.environ":
            uses.append(("set", names))
            set_here.add(id(target))
    for node in ast.walk(tree):
        reads = (
            isinstance(node, ast.Attribute)
            and ast.unparse(node) in {"os.environ", "os.environb", "os.getenv", "os.putenv"}
            and id(node) not in set_here
        )
        imported = (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and any(alias.name in {"environ", "getenv", "*"} for alias in node.names)
        )
        if reads or imported:
            uses.append(("read", []))
    return uses


@pytest.mark.parametrize("module", [m for m in modules() if m != "settings.py"])
def test_only_the_settings_read_the_environment(module: str) -> None:
    for kind, names in environment_uses(tree(module)):
        assert kind == "set", f"{module} reads the environment"
        allowed = SWITCHES.get(module, re.compile(r"(?!)"))
        assert [name for name in names if not allowed.fullmatch(name)] == []


@pytest.mark.parametrize("module", modules())
def test_no_module_names_a_path_outside_the_repository(module: str) -> None:
    text = (ROOT / module).read_text(encoding="utf-8")
    outside = r"\.\./|\.\.\\|[\"'](?:/(?:work|home|root|srv|mnt|Users)\b|[A-Z]:\\)"
    assert re.findall(outside, text) == []
    assert re.findall(r"\bshared/", text) == []


# --- the reader of imports sees what it should ---------------------------------------------------


@pytest.mark.parametrize(
    ("code", "package", "expected"),
    [
        ("import qa.chat", (), ["qa.chat"]),
        ("from qa import chat", (), ["qa.chat"]),
        ("from .chat import page", ("qa",), ["qa.chat.page"]),
        ("from ..answer import Answer", ("qa", "chat"), ["qa.answer.Answer"]),
        (
            "def f():\n    from embeddings.index import open_index",
            (),
            ["embeddings.index.open_index"],
        ),
        ("importlib.import_module('chromadb')", (), ["chromadb"]),
    ],
)
def test_imports_are_seen_however_they_are_written(
    code: str, package: tuple[str, ...], expected: list[str]
) -> None:
    assert list(imports_of(ast.parse(code), package)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("os.environ['A'] = '1'", [("set", ["A"])]),
        ("os.environ.setdefault('A', '1')", [("set", ["A"])]),
        ("os.environ.update(A='1', B='2')", [("set", ["A", "B"])]),
        ("x = os.environ['A']", [("read", [])]),
        ("os.environ.get('A')", [("read", [])]),
        ("os.getenv('A')", [("read", [])]),
        ("from os import environ", [("read", [])]),
        ("os.environ.update(read())", [("read", [])]),
        ("dict(os.environ)", [("read", [])]),
    ],
)
def test_uses_of_the_environment_are_seen_however_they_are_written(
    code: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert environment_uses(ast.parse(code)) == expected
