"""How long others kept the processor from a thread: on a shared machine no time of its own."""

import os
import time
from bisect import bisect_left


class Withheld:
    """The seconds this thread was ready to run while another had the processor, at each moment.

    The file stays open: to open it for each answer would be a tenth of what is measured.
    """

    def __init__(self) -> None:
        self._file = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
        self._moments: list[float] = []
        self._seconds: list[float] = []

    def note(self) -> float:
        """Return the moment, by the clock of `time.perf_counter`."""
        # Nanoseconds on a processor, nanoseconds waiting for one, slices (sched-stats, /proc).
        waited = int(os.pread(self._file, 100, 0).split()[1])
        self._moments.append(now := time.perf_counter())
        self._seconds.append(waited / 1e9)
        return now

    def between(self, begin: float, end: float) -> float:
        """Return the seconds from the first note after `begin` to the one at `end`."""
        first, last = (bisect_left(self._moments, moment) for moment in (begin, end))
        return self._seconds[last] - self._seconds[first]

    def close(self) -> None:
        """Look no more."""
        os.close(self._file)
