"""An operator's desk: a simulator on loopback, and the product as a subprocess beside it."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import uvicorn
from starlette.types import ASGIApp

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0

Json: TypeAlias = dict[str, Any]


@contextmanager
def serving(app: ASGIApp) -> Generator[str, None, None]:
    """Serve `app` on a free loopback port; yields its base address."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    config = uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()


def eventually(check: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Return the first true answer of `check`; AssertionError when it stays false."""
    deadline = time.monotonic() + patience
    pause = threading.Event()
    while time.monotonic() < deadline:
        if answer := check():
            return answer
        pause.wait(0.1)
    raise AssertionError(f"never happened: {what}")


class Operator:
    """Starts `tidings` commands as an operator would, with one state directory."""

    def __init__(self, state: Path, **settings: str) -> None:
        self.log = state / "log.txt"
        self.environment = {
            "PATH": os.environ["PATH"],  # noqa: TID251 - a subprocess needs the machine's own
            "TIDINGS_STATE_DIR": str(state),
            **settings,
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    @contextmanager
    def running(self, *command: str) -> Generator["subprocess.Popen[bytes]", None, None]:
        """Keep a command running for the block; it is ended with SIGTERM and must then exit 0."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "bot", *command],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        try:
            yield process
            if process.poll() is None:
                process.terminate()
                code = process.wait(timeout=30)
                assert code == 0, f"exit {code}:\n{self.log.read_text()[-3000:]}"
        finally:
            if process.poll() is None:
                process.kill()
                process.wait(timeout=10)


class Person:
    """Somebody at the simulator's own web chat."""

    def __init__(self, web: httpx.Client, name: str, language: str) -> None:
        self.web = web
        answer = web.post("/sim/users", json={"first_name": name, "language_code": language})
        self.id: int = answer.raise_for_status().json()["id"]

    def say(self, text: str) -> None:
        """Type a message."""
        self.web.post("/sim/say", json={"user": self.id, "text": text}).raise_for_status()

    def press(self, message: Json, label: str) -> None:
        """Press the button whose label contains `label`."""
        rows = message["reply_markup"]["inline_keyboard"]
        data = next(b["callback_data"] for row in rows for b in row if label in b["text"])
        body = {"user": self.id, "message_id": message["message_id"], "data": data}
        self.web.post("/sim/press", json=body).raise_for_status()

    def answers(self) -> list[Json]:
        """Return what the bot has sent so far, oldest first."""
        state = self.web.get("/sim/state", params={"user": self.id}).raise_for_status().json()
        return [message for message in state["messages"] if message["from"]["is_bot"]]

    def ask(self, text: str) -> Json:
        """Type a message and return the bot's next one."""
        before = len(self.answers())
        self.say(text)
        fresh: list[Json] = eventually(lambda: self.answers()[before:], f"an answer to {text!r}")
        return fresh[-1]
