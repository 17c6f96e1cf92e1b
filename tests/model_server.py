"""A server with OpenAI's interface on this machine, which says what a test scripts."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from settings import Settings

END = object()
"""Ends the stream as OpenAI's interface ends it."""
DROP = object()
"""Breaks the connection off."""
HANG = object()
"""Says nothing more until the test is over."""
ENDLESS = object()
"""Says the same again and again until the client hangs up."""

Step = object
"""A piece of text, bytes as they are, or one of the marks above."""


@dataclass
class ModelServer:
    """A scripted chat model.

    Attributes:
        address: Its base address.
        scripts: For each request to come, what it answers; the last one is used again.
        requests: The bodies of the requests that came.
        paths: The paths that they went to.
        hung_up: Set once a client hangs up during ``ENDLESS``.
    """

    address: str
    scripts: list[Sequence[Step] | int]
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    hung_up: threading.Event = field(default_factory=threading.Event)

    def settings(self, seconds: float = 20.0, name: str = "openai:prøve-1") -> Settings:
        """Settings that name it."""
        return Settings(chat_model=name, chat_base_url=self.address, chat_seconds=seconds)

    @property
    def told(self) -> list[list[tuple[str, str]]]:
        """Role and text of the messages of each request."""
        return [[(m["role"], m["content"]) for m in r["messages"]] for r in self.requests]


@contextmanager
def serving(*scripts: Sequence[Step] | int) -> Iterator[ModelServer]:
    """A server that answers each request with the next script: steps, or an HTTP status."""
    model = ModelServer("", list(scripts))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            model.paths.append(self.path)
            model.requests.append(json.loads(body))
            script = model.scripts.pop(0) if len(model.scripts) > 1 else model.scripts[0]
            if isinstance(script, int):
                self._refuse(script)
            else:
                self._say(script)

        def do_GET(self) -> None:
            model.paths.append(self.path)
            self._refuse(404)

        def _refuse(self, status: int) -> None:
            said = json.dumps({"error": {"message": "nei <b>", "type": "x", "code": "y"}}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def _say(self, script: Sequence[Step]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for step in script:
                if step is DROP:
                    # Without lingering, closing resets the connection.
                    linger = struct.pack("ii", 1, 0)
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    self.connection.close()
                    return
                if step is HANG:
                    model.released.wait(30)
                elif step is ENDLESS:
                    self._repeat()
                elif step is END:
                    self.wfile.write(b"data: [DONE]\n\n")
                else:
                    self._piece(step)

        def _repeat(self) -> None:
            try:
                while not model.released.is_set():
                    self._piece("og ")
            except OSError:
                model.hung_up.set()

        def _piece(self, step: Step) -> None:
            self.wfile.write(step if isinstance(step, bytes) else chunk(str(step)))
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Print nothing."""

        def finish(self) -> None:
            if not self.connection._closed:  # type: ignore[attr-defined]
                super().finish()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        model.released.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


def chunk(text: str) -> bytes:
    """A piece of text as an event of the stream."""
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    said = {
        "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
        "choices": [choice],
    }  # fmt: skip
    return b"data: " + json.dumps(said).encode() + b"\n\n"
