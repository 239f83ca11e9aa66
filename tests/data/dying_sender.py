"""A sender that is killed after it wrote its requests and before it recorded the answers."""

import asyncio
import os
import signal
import sys

from data.store import open_store
from tests.data import given


async def main(url: str) -> None:
    async with open_store(url) as store:
        parcels = await given.claim(store, "dying", limit=8)
        marked = await given.begin(store, parcels[:4])
        sys.stdout.write(" ".join(map(str, marked)))
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)


asyncio.run(main(sys.argv[1]))
