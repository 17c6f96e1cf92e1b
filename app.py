"""The front door: ``python app.py`` serves the chat on this machine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from corpus.library import load_library
from settings import Settings, UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C; returns the exit status, 2 where the person has to mend something."""
    parser = argparse.ArgumentParser(
        prog="app.py", description="Serve the chat on this machine; stop it with Ctrl-C."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve at (%(default)s)")
    parser.add_argument("--port", type=_port, default=7860, help="port to serve at (%(default)s)")
    options = parser.parse_args(arguments)
    try:
        _serve(options.host, options.port)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


def _serve(host: str, port: int) -> None:
    settings = Settings.from_environment()
    library = load_library(settings.documents_dir)

    from qa.chat.handlers import Handlers
    from qa.chat.opening import open_desk
    from qa.chat.page import build_page
    from qa.chat.server import address_of, listen, serve
    from qa.chat.startup import Startup
    from qa.chat.texts import BOKMAL

    listener = listen(host, port)
    startup = Startup(partial(open_desk, library, settings))
    page = build_page(Handlers(library, startup, BOKMAL))
    startup.start()
    print(f"{BOKMAL.frame.title}: {address_of(listener)}", flush=True)
    serve(page, listener, BOKMAL.language)


def _port(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written) <= 65535):
        raise argparse.ArgumentTypeError(f"'{written}' is not a port; write 0 to 65535")
    return int(written)


if __name__ == "__main__":
    sys.exit(main())
