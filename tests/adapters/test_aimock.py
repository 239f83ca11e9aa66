"""A model server that others wrote, asked over loopback."""

import asyncio
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator

import aiohttp
import pytest

from data.store import Store
from jobs.write import Writer
from tests.factories import bench

from .test_model import BY_MODEL, GOOD, OPENED, WRITTEN, begin, read, with_model

pytestmark = pytest.mark.enable_socket

AIMOCK = "@copilotkit/aimock@1.43.0"


@pytest.fixture(scope="module")
def aimock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An OpenAI-compatible server that others wrote, with one fixture of ours."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("npm is not installed")
    home = tmp_path_factory.mktemp("aimock")
    install = [npm, "install", "--no-audit", "--no-fund", "--no-save", "--prefix", str(home)]
    done = subprocess.run(  # noqa: S603 - a pinned package
        [*install, AIMOCK], capture_output=True, check=False, timeout=120, cwd=home
    )
    if done.returncode:
        pytest.skip(f"npm cannot install {AIMOCK}")
    fixture = {"fixtures": [{"match": {}, "response": {"content": json.dumps(GOOD)}}]}
    (home / "story.json").write_text(json.dumps(fixture), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(home / "node_modules" / ".bin" / "llmock")
    with subprocess.Popen(  # noqa: S603 - the same package
        [program, "-p", str(port), "-f", str(home / "story.json")],
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        yield f"http://127.0.0.1:{port}/v1"
        server.terminate()


async def test_a_server_that_others_wrote_is_understood(store: Store, aimock: str) -> None:
    desk = bench(store)
    story_id = await begin(desk)
    await until_it_answers(aimock)

    assert await Writer(with_model(desk, aimock)).run() == 1

    card = await read(desk, story_id)
    assert WRITTEN in card
    assert BY_MODEL in card
    await OPENED.pop().close()


async def until_it_answers(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(200):
            try:
                async with session.get(f"{url}/models"):
                    return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)
