"""`tidings`, or `python -m bot`: begin the command line.

To import the rest takes seconds; Ctrl-C meanwhile ends it without a word.
"""

import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130


def main() -> int:
    """Run the command that was typed and return its exit code, INTERRUPTED after Ctrl-C."""
    # Where it is ignored (a shell's background jobs) it stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, leave)
    from bot.cli import main as run_command

    return run_command()


def leave(_number: int, _frame: FrameType | None) -> None:
    """End the program at once.

    An exception would be printed by some libraries, and taken for a missing part by others.
    """
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())
