"""The front door: ``python app.py`` serves the chat on this machine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus.library import load_library
from qa.chat.serving.accounts import Accounts, read_accounts
from qa.chat.serving.add_user import add_user
from qa.chat.serving.front import Front, parse_front
from settings import Settings, UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C; returns the exit status, 2 where the person has to mend something."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment()
        if options.data_dir is not None:
            settings = replace(settings, data_dir=options.data_dir)
        if options.add_user:
            add_user(settings.auth_file, print)
        else:
            _serve(settings, options.host, options.port, parse_front(options.root_path))
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="app.py", description="Serve the chat on this machine; stop it with Ctrl-C."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve at (%(default)s)")
    parser.add_argument("--port", type=_port, default=7860, help="port to serve at (%(default)s)")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="data folder, instead of HMH_DATA_DIR's"
    )
    parser.add_argument(
        "--root-path",
        default="",
        metavar="ADDRESS",
        help="behind a proxy, the address that people open, such as https://radgiver.example/hmh, "
        "or its path alone, such as /hmh",
    )
    parser.add_argument(
        "--add-user",
        action="store_true",
        help="ask for a name and a password, add them to HMH_AUTH_FILE, and end",
    )
    return parser


def _serve(settings: Settings, host: str, port: int, front: Front) -> None:
    accounts = Accounts(read_accounts(settings.auth_file)) if settings.auth_file else None
    library = load_library(settings.documents_dir)

    from qa.chat.handlers import Handlers
    from qa.chat.opening import open_desk
    from qa.chat.page import build_page
    from qa.chat.serving.dispatch import LANGUAGES
    from qa.chat.serving.server import address_of, build_app, is_within_reach, listen, serve
    from qa.chat.startup import Startup
    from qa.chat.texts import texts_of
    from qa.chat.workplace import Workplace

    listener = listen(host, port)
    address = address_of(listener)
    if is_within_reach(listener) and accounts is None:
        print(
            f"Anyone on the network can read the documents and ask at {address}; set "
            "HMH_AUTH_FILE for a login, or serve at 127.0.0.1.",
            file=sys.stderr,
        )
    startup = Startup(partial(open_desk, library, settings))
    workplace = Workplace(settings, library, startup)
    texts = [texts_of(language) for language in LANGUAGES]
    pages = {each.language: build_page(Handlers(workplace, each)) for each in texts}
    app = build_app(pages, listener.getsockname()[0], front, accounts)
    startup.start()
    print(f"{texts[0].frame.title}: {address}", flush=True)
    serve(app, listener)


def _port(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written) <= 65535):
        raise argparse.ArgumentTypeError(f"'{written}' is not a port; write 0 to 65535")
    return int(written)


if __name__ == "__main__":
    sys.exit(main())
