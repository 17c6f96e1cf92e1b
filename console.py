"""How every command begins and ends, whatever it is piped into."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import NoReturn


def run(main: Callable[[], int]) -> NoReturn:
    """Run a command and exit with its status.

    What it prints is UTF-8 even where the system would choose another encoding, since Norwegian
    does not fit into all of them. A reader that stops reading (``… | head``) ends it quietly.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try to flush once more at exit and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)
