"""A small form of the chaos bench: failures and kills lose nothing and double nothing."""

import asyncio
import json
import subprocess
import sys

from bench.chaos import FAULTS

MENDABLE = ("429", "500", "502", "cut before", "cut after", "403", "moved")
"""What hangs takes longer than a test may."""


async def test_killed_and_failed_at_random_nothing_is_lost_or_comes_twice(either_url: str) -> None:
    bench = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.chaos", "--parcels", "100", "--kills", "1", "--json"),
        *("--database", either_url, "--faults", *MENDABLE),
        stdout=subprocess.PIPE,
    )
    printed, _ = await bench.communicate()

    found = json.loads(printed)
    assert {fault: found[fault] for fault in FAULTS} == dict.fromkeys(FAULTS, 0)
    assert found["sent"] > 60
    assert bench.returncode == 0
