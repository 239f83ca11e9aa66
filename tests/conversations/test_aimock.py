"""The same from a server of models that others wrote, in the formats of three providers."""

import asyncio
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.core.writing import MOST_TRIES
from tests.adapters.answers import ANSWER, BAD, FENCED

from .newsroom import STORY, with_model
from .test_models import assert_offline, assert_written_by_the_model

pytestmark = pytest.mark.enable_socket

AIMOCK = "@copilotkit/aimock@1.43.0"
HANG = 5_000
"""Milliseconds."""


def fixtures() -> list[dict[str, Any]]:
    """Return what it answers; which one is chosen by the model's name."""
    said: dict[str, dict[str, Any]] = {name: {"content": text} for name, text in BAD.items()}
    said |= {"good": {"content": ANSWER}, "fenced": {"content": FENCED}}
    said |= {
        str(status): {"error": {"message": "no", "type": "server_error"}, "status": status}
        for status in (429, 500)
    }
    found: list[dict[str, Any]] = [
        {"match": {"model": _model(name)}, "response": response} for name, response in said.items()
    ]
    slow = {"chaos": {"latencyMs": HANG}}
    return [*found, {"match": {"model": "hang"}, "response": said["good"], **slow}]


def _model(name: str) -> str:
    return name.replace(" ", "-")


@pytest.fixture(scope="module")
def aimock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Install and start it; skip where that cannot be."""
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
    (home / "answers.json").write_text(json.dumps({"fixtures": fixtures()}), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(home / "node_modules" / ".bin" / "llmock")
    with subprocess.Popen(  # noqa: S603 - the same package
        [program, "-p", str(port), "-f", str(home / "answers.json")],
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        url = f"http://127.0.0.1:{port}"
        asyncio.run(until_it_answers(url))
        yield url
        server.terminate()


async def until_it_answers(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(200):
            try:
                async with session.get(f"{url}/v1/models"):
                    return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)


@pytest.fixture
def database(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.mark.parametrize("model", ["good", "fenced", "anthropic:good", "google:good"])
async def test_a_good_answer_reaches_readers(database: Path, aimock: str, model: str) -> None:
    url = aimock if ":" in model else f"{aimock}/v1"
    async with with_model(database, url, model=model) as room:
        assert await room.writer.run() == 1

        assert_written_by_the_model(await room.look())
        assert not await room.is_queued()


@pytest.mark.parametrize("answer", BAD)
async def test_a_bad_answer_reaches_nobody(database: Path, aimock: str, answer: str) -> None:
    async with with_model(database, f"{aimock}/v1", model=_model(answer)) as room:
        assert await room.writer.run() == 0

        assert_offline(await room.look())
        assert await room.is_queued()
        report = await room.store.writing.report(STORY)
        assert len(report["tries"]) == MOST_TRIES
        assert await room.spent() > 0


@pytest.mark.parametrize("model", ["429", "500", "anthropic:500", "google:429"])
async def test_while_it_is_down_the_offline_text_stands(
    database: Path, aimock: str, model: str
) -> None:
    url = aimock if ":" in model else f"{aimock}/v1"
    async with with_model(database, url, model=model) as room:
        assert await room.writer.run() == 0

        assert_offline(await room.look())
        assert await room.is_queued()
        assert await room.spent() == 0


async def test_while_it_hangs_the_offline_text_stands(database: Path, aimock: str) -> None:
    async with with_model(database, f"{aimock}/v1", model="hang", deadline=0.3) as room:
        assert await room.writer.run() == 0

        assert_offline(await room.look())
        assert await room.is_queued()
