"""The image's health check does what its Dockerfile says."""

import json
import re
import subprocess
import sys

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from .desk import ROOT, serving


def _check(port: str) -> int:
    written = re.search(r"^  CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert written is not None
    _, *arguments = json.loads(written[1])
    environment = {"TIDINGS_WEB_PORT": port}
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode  # noqa: S603 - our own image's


def test_without_a_web_server_the_image_is_healthy() -> None:
    assert _check("0") == 0


@pytest.mark.enable_socket
@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_image_is_as_healthy_as_its_web_server_on_any_port(status: int, code: int) -> None:
    async def answer(_request: object) -> PlainTextResponse:
        return PlainTextResponse("", status)

    with serving(Starlette(routes=[Route("/healthz", answer)])) as address:
        assert _check(address.rpartition(":")[2]) == code
