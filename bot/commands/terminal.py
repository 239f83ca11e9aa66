"""What the commands have in common at a terminal: tables or JSON out, errors as one line."""

import asyncio
import json
import signal
from collections.abc import Coroutine, Iterable, Sequence
from itertools import compress
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from bot.errors import BotError, ConfigError
from bot.logs import configure_logs
from bot.settings import Settings, load_settings

T = TypeVar("T")

DONE = 0
FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130
_WIDE = 10_000
_NUMBER, _LONG = "#", ">"
"""Ends of a column's name that say what it holds."""
_MOST_ID = 2**63 - 1
"""The largest key a database holds."""


Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
File = Annotated[Path, typer.Argument(metavar="FILE")]


class CommandError(BotError):
    """A command cannot do what it was asked; the message is the one line that is shown."""


out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def prepare(*, is_quiet: bool = True, **given: Any) -> Settings:
    """Read the settings and set up the log; commands that people watch are quiet.

    From here on Ctrl-C undoes what is begun, where it ended the program at once before.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    settings = load_settings(**given)
    configure_logs(settings.log_format, settings.secrets, is_quiet=is_quiet)
    return settings


def complete(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to its end; of several errors at once the first of ours is raised."""
    try:
        return asyncio.run(work)
    except BaseExceptionGroup as group:
        raise _first(group) from group


def explain(error: BaseException) -> int:
    """Say in one line what went wrong and return the exit code."""
    err.print(f"tidings: {' '.join(str(error).split())}", style="red", markup=False)
    return WRONG_USAGE if isinstance(error, ConfigError) else FAILED


def misused(error: typer.TyperException) -> int:
    """Say what was wrong with the command line; a group without a command shows its help."""
    message = error.format_message()
    err.print(message if "\n" in message else f"tidings: {message}", markup=False)
    return error.exit_code


def story_number(typed: str) -> int:
    """Read the number of a story; raises ConfigError for anything else."""
    return _number(typed, "a story", "`tidings stories` lists them")


def article_number(typed: str) -> int:
    """Read the number of an article; raises ConfigError for anything else."""
    return _number(typed, "an article", "`tidings story ID` lists those of a story")


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; a column whose name ends in `#` holds numbers, in `>` long words.

    On a terminal that is too narrow for all of them, long words get lines of their own.
    """
    cells = [["" if value is None else str(value) for value in row] for row in rows]
    # Into a file or a pipe, nothing is wrapped: other programs read it.
    console = Console(highlight=False, width=out.width if out.is_terminal else _WIDE)
    whole = _table(columns, cells)
    is_long = [column.endswith(_LONG) for column in columns]
    wide = console.options.update(width=_WIDE)
    if any(is_long) and console.measure(whole, options=wide).maximum > console.width:
        _show_stacked(console, columns, cells, is_long)
    else:
        console.print(whole, markup=False)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        is_number = column.endswith(_NUMBER)
        table.add_column(
            column.rstrip(_NUMBER + _LONG),
            justify="right" if is_number else "left",
            no_wrap=is_number,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _show_stacked(
    console: Console,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    is_long: Sequence[bool],
) -> None:
    """Print each row in a few lines: long words before its short ones above them, others below."""
    is_short = [not long for long in is_long]
    first = is_short.index(True)
    table = _table([*compress(columns, is_short)], [[*compress(row, is_short)] for row in rows])
    wide = console.options.update(width=_WIDE)
    head, *lines = console.render_lines(table, wide, pad=False)
    shown = [_indented(head)]
    for line, row in zip(lines, rows, strict=True):
        shown += map(Text, row[:first])
        shown.append(_indented(line))
        shown += [Text(f"  {word}") for word in compress(row[first:], is_long[first:]) if word]
    console.print(Text("\n").join(shown), soft_wrap=True)


def _indented(line: Iterable[Segment]) -> Text:
    return Text.assemble("  ", *((segment.text, segment.style or "") for segment in line))


def show_json(value: object) -> None:
    """Print a value as JSON."""
    out.print(json.dumps(value, ensure_ascii=False, indent=2, default=str), markup=False)


def say(line: str) -> None:
    """Print a line as it is."""
    out.print(line, markup=False)


def open_progress() -> Progress:
    """Return a progress bar on standard error, which shows itself on a terminal only."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        disable=not err.is_terminal,
        transient=True,
    )


def _number(typed: str, kind: str, way: str) -> int:
    number = int(typed) if typed.isdecimal() and len(typed) <= len(str(_MOST_ID)) else 0
    if not 1 <= number <= _MOST_ID:
        raise ConfigError(f"{typed!r} is no number of {kind}; {way}")
    return number


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the first BotError anywhere in `group`, or its first error of any kind."""
    ours = group.subgroup(BotError)
    found: BaseException = ours or group
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    return found
