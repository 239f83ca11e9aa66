"""A web server inside the program: uvicorn, ended by the program and not by signals."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

SHUTDOWN_SECONDS = 3
_BACKLOG = 128


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the program."""
        yield


class WebServer:
    """Listens from the start; answers while `run` runs."""

    def __init__(self, host: str, port: int) -> None:
        """Take the port, any free one for 0; raises OSError where it cannot be had."""
        self._listener = socket.create_server((host, port), backlog=_BACKLOG)
        self.port: int = self._listener.getsockname()[1]
        self._server: _Server | None = None

    async def run(self, app: ASGIApp) -> None:
        """Serve `app` until `stop` is called."""
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        self._server = _Server(config)
        await self._server.serve(sockets=[self._listener])

    def stop(self) -> None:
        """End `run` once the answers under way are given, in a few seconds at most."""
        if self._server is None:
            self._listener.close()
        else:
            self._server.should_exit = True
