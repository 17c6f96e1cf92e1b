"""``python -m evals``: measure how often the answers and their citations are right."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from console import run
from settings import UserError


class CommandModule(Protocol):
    """What a module offers to be a command; only the command that is asked for is imported."""

    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run_command(self, options: argparse.Namespace) -> int:
        """Run it; return the exit status. A ``UserError`` becomes a sentence and status 2."""


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table: the module that does it, and what it does in a few words."""

    module: str
    help: str


COMMANDS = {
    "run": Command("evals.run", "ask every question of a set, score the answers, write a report"),
    "score": Command("evals.score", "score answer records, another system's too"),
    "lint": Command("evals.lint", "look for what is wrong with a question set"),
    "compare": Command("evals.compare", "hold two runs against each other, question by question"),
    "gate": Command("evals.gate", "fail where a run falls below the baseline"),
    "ablate": Command("evals.ablate", "leave parts of the retrieval out, to see what each brings"),
    "calibrate": Command("evals.calibrate", "fit the confidence of answers, and say its errors"),
    "bench": Command("evals.bench", "time a question by stage, and ways without the product"),
    "norquad": Command("evals.norquad", "try the retrieval, and BM25 beside it, on NorQuAD"),
    "import": Command("evals.importers.importing", "bring in feedback, or BEIR, SQuAD or TREC"),
    "export": Command("evals.importers.exporting", "write BEIR or TREC files"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 2 for a person's error, 130 if interrupted."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(given[:1]).parse_args(given)
    try:
        return _module(options.command).run_command(options)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def _parser(chosen: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        subparser = commands.add_parser(name, help=command.help)
        if name in chosen:
            module = _module(name)
            subparser.description = module.__doc__
            module.add_arguments(subparser)
    return parser


def _module(name: str) -> CommandModule:
    return cast(CommandModule, importlib.import_module(COMMANDS[name].module))


if __name__ == "__main__":
    run(main)
