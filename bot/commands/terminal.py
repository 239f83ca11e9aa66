"""What the commands have in common at a terminal: tables or JSON out, errors as one line."""

import asyncio
import json
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
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
_MOST_ID = 2**63 - 1
"""The largest key a database holds."""


class CommandError(BotError):
    """A command cannot do what it was asked; the message is the one line that is shown."""


out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def prepare(*, is_quiet: bool = True, **given: Any) -> Settings:
    """Read the settings and set up the log; commands that people watch are quiet."""
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
    """Print a table; a column whose name ends in `#` holds numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        is_number = column.endswith("#")
        table.add_column(
            column.removesuffix("#"),
            justify="right" if is_number else "left",
            no_wrap=is_number,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    # Into a file or a pipe, nothing is wrapped: other programs read it.
    Console(highlight=False, width=None if out.is_terminal else _WIDE).print(table, markup=False)


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


def _cell(value: object) -> Text:
    return Text("" if value is None else str(value))


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the first BotError anywhere in `group`, or its first error of any kind."""
    ours = group.subgroup(BotError)
    found: BaseException = ours or group
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    return found
