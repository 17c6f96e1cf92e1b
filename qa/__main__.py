"""``python -m qa "spørsmål"``: ask from a terminal."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from console import run
from corpus.library import Library, load_library
from embeddings.index import open_index
from embeddings.language import detect_language
from embeddings.progress import console_progress
from qa.answer import Answer
from qa.chatmodel import ChatModel, open_chat_model
from qa.generate import stop_summary, summarise
from qa.pipeline import answer_question
from qa.problems import QuestionError
from qa.render import answer_record, render_text
from settings import Settings, UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one question; the exit status is 2 for a person's error."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment()
        library = load_library(settings.documents_dir)
        chat_model = open_chat_model(settings)
        with console_progress() as report:
            index = open_index(library, settings, report=report)
        answer = answer_question(options.question, index)
        if chat_model is not None:
            answer = _summarised(answer, library, chat_model)
    except QuestionError as error:
        print(error.in_language(detect_language(options.question)), file=sys.stderr)
        return 2
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(answer_record(answer, library), ensure_ascii=False))
    else:
        print(render_text(answer, library))
    return 0


def _summarised(answer: Answer, library: Library, model: ChatModel) -> Answer:
    """The answer with its summary; Ctrl-C ends the waiting and leaves what there is."""
    stages = [answer]
    try:
        stages.extend(summarise(answer, library.catalogue.organisations, model))
    except KeyboardInterrupt:
        return stop_summary(stages[-1])
    return stages[-1]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m qa", description=__doc__)
    parser.add_argument("question", help="the question, in quotation marks")
    parser.add_argument("--json", action="store_true", help="print the answer record as JSON")
    return parser


if __name__ == "__main__":
    run(main)
