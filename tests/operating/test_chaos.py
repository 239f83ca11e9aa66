"""A small form of the chaos bench: failures and kills lose nothing and double nothing."""

import asyncio
import json
import subprocess
import sys


async def test_killed_and_failed_at_random_nothing_is_lost_or_comes_twice() -> None:
    faults = ("429", "500", "502", "cut before", "cut after", "403", "moved")
    bench = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.chaos", "--parcels", "100", "--kills", "1", "--json"),
        *("--faults", *faults),
        stdout=subprocess.PIPE,
    )
    printed, _ = await bench.communicate()

    found = json.loads(printed)
    assert (found["lost"], found["came twice"], found["unexplained"]) == (0, 0, 0)
    assert found["sent"] > 60
    assert bench.returncode == 0
