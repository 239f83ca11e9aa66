"""A Bot API on loopback that takes every message: `python -m bench.loopback ANSWER [--delay S]`.

It runs in a process of its own, so that its work is not counted as the sender's, prints its port
and ends with its standard input. Every request gets the bytes of the file ANSWER, getMe a bot.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

_ME = (
    b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Tidings","username":"tidings_bot",'
    b'"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":true}}'
)


def _response(body: bytes) -> bytes:
    head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return (head % len(body)).encode() + body


class Taking(asyncio.Protocol):
    """Reads requests with a Content-Length off one connection and answers each, `delay` later."""

    def __init__(self, answer: bytes, delay: float) -> None:
        self._answer = answer
        self._delay = delay
        self._unread = bytearray()
        self._write: Callable[[bytes], None]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._write = cast("asyncio.Transport", transport).write

    def data_received(self, data: bytes) -> None:
        self._unread += data
        while (head_end := self._unread.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._unread[:head_end]).lower()
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            end = head_end + 4 + int(length or 0)
            if len(self._unread) < end:
                return
            del self._unread[:end]
            if b"/getme" in head.partition(b"\r\n")[0]:
                self._write(_response(_ME))
            elif self._delay:
                loop = asyncio.get_running_loop()
                loop.call_later(self._delay, self._write, self._answer)
            else:
                self._write(self._answer)


async def serve(answer: bytes, delay: float) -> None:
    """Take messages until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Taking(_response(answer), delay), "127.0.0.1", 0, backlog=1024
    )
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    server.close()


@asynccontextmanager
async def loopback(answer: Path, delay: float) -> AsyncIterator[int]:
    """Run the server beside this process; yields its port."""
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.loopback", str(answer), "--delay", str(delay)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield int(await cast("asyncio.StreamReader", server.stdout).readline())
    finally:
        await server.communicate(b"")  # ends its standard input


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("answer", type=Path)
    arguments.add_argument("--delay", type=float, default=0.0, help="seconds")
    given = arguments.parse_args()
    asyncio.run(serve(given.answer.read_bytes(), given.delay))


if __name__ == "__main__":
    main()
