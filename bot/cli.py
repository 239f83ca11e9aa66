"""The command line: names and options; the bodies are in `bot.commands`.

They are imported when they run: `--help` is quick, and the processes that parse feeds, which
import this module again, stay small.
"""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from bot.commands import feeds
from bot.commands.terminal import (
    DONE,
    INTERRUPTED,
    File,
    Json,
    article_number,
    complete,
    explain,
    misused,
    prepare,
    say,
    story_number,
)
from bot.errors import BotError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
digest_commands = typer.Typer(help="Digests.", no_args_is_help=True)
app.add_typer(digest_commands, name="digest")
app.add_typer(feeds.commands, name="sources")

Id = Annotated[int, typer.Argument(metavar="ID", parser=story_number)]


def _print_version(is_asked: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if is_asked:
        say(f"tidings {version('tidings')}")
        raise typer.Exit


@app.callback()
def _begin(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """A Telegram bot that groups, scores and delivers AI news."""


@app.command()
def demo(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any free one.")] = 8765,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
) -> None:
    """Try the whole bot in your browser, with nothing to set up."""
    from bot.commands import demo as demos

    prepare(is_quiet=True)
    complete(demos.demo(port=port, opens_browser=not no_browser))


@app.command()
def run() -> None:
    """Run the bot, its jobs and its web pages until Ctrl-C or SIGTERM.

    It polls Telegram, or listens at TIDINGS_WEBHOOK_URL where that is set.
    """
    from bot.commands import serving

    complete(serving.run(prepare(is_quiet=False)))


@app.command()
def worker() -> None:
    """Do the jobs and deliver on one more machine; needs PostgreSQL."""
    from bot.commands import serving

    complete(serving.work(prepare(is_quiet=False)))


@app.command()
def ingest(*, as_json: Json = False) -> int:
    """Read all sources once, then score and tag what they gave."""
    from bot.commands import ingesting

    return complete(ingesting.ingest(prepare(), as_json=as_json))


@digest_commands.command()
def preview(
    *,
    language: Annotated[str, typer.Option(help="For example en or zh-Hans.")] = "en",
    tags: Annotated[str, typer.Option(help="Only these, with commas between them.")] = "",
    min_score: Annotated[int, typer.Option(min=0, max=100, help="The floor.")] = 40,
    since: Annotated[str, typer.Option(help="The oldest news: 90m, 24h or 7d.")] = "72h",
    as_json: Json = False,
) -> None:
    """Print the digest as it would be now."""
    from bot.commands import digests

    names = [name.strip() for name in tags.split(",") if name.strip()]
    complete(
        digests.preview(
            prepare(),
            language=language,
            tags=names,
            min_score=min_score,
            since=since,
            as_json=as_json,
        )
    )


@digest_commands.callback()
def _keep_name() -> None:
    """Digests."""  # a group with one command would otherwise lose its name


@app.command("stories")
def show_stories(
    *,
    tag: Annotated[str, typer.Option(help="Only this tag.")] = "",
    since: Annotated[str, typer.Option(help="For example 90m, 24h or 7d.")] = "24h",
    as_json: Json = False,
) -> None:
    """Print the best stories of a time."""
    from bot.commands import stories

    complete(stories.show_stories(prepare(), tag=tag, since=since, as_json=as_json))


@app.command("story")
def show_story(
    story_id: Id,
    *,
    why: Annotated[
        bool,
        typer.Option("--why", help="Say what the scores come from and why each article is here."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Print one story."""
    from bot.commands import stories

    complete(stories.show_story(prepare(), story_id, why=why, as_json=as_json))


@app.command()
def correct(
    story_id: Id,
    *,
    language: Annotated[str, typer.Option(help="For example en or zh-Hans.")],
    title: Annotated[str, typer.Option(help="The right title; else it stays.")] = "",
    summary: Annotated[str, typer.Option(help="The right summary; else it stays.")] = "",
    tell: Annotated[bool, typer.Option("--tell", help="Tell those who had the story.")] = False,
) -> None:
    """Put your own words into a story, for good. The analysis in that language goes."""
    from bot.commands import editing

    words = editing.Words(language=language, title=title, summary=summary)
    complete(editing.correct(prepare(), story_id, words, is_told=tell))


@app.command()
def retract(
    story_id: Id,
    reason: Annotated[str, typer.Argument(metavar="REASON", help="Readers are told.")] = "",
    *,
    undo: Annotated[bool, typer.Option("--undo", help="The story stands after all.")] = False,
) -> None:
    """Take a story back, and say so in the messages that show it.

    It is in no list, search or digest any more.
    """
    from bot.commands import editing

    complete(editing.retract(prepare(), story_id, reason=reason, is_undone=undo))


@app.command()
def merge(
    story_id: Id,
    other: Annotated[int, typer.Argument(metavar="OTHER", parser=story_number, help="Joins it.")],
) -> None:
    """Make one story of two; links to the other lead to the first."""
    from bot.commands import stories

    complete(stories.merge(prepare(), story_id, other))


@app.command()
def split(
    story_id: Id,
    articles: Annotated[
        list[int],
        typer.Argument(
            metavar="ARTICLE", parser=article_number, help="As `tidings story ID` numbers them."
        ),
    ],
) -> None:
    """Take articles out of a story they do not belong to."""
    from bot.commands import stories

    complete(stories.split(prepare(), story_id, articles))


@app.command()
def check(*, as_json: Json = False) -> int:
    """Try settings, database, Telegram, models and every source."""
    from bot.commands import upkeep

    return complete(upkeep.check(prepare(), as_json=as_json))


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    from bot.commands import upkeep

    upkeep.bring_up_to_date(prepare())


@app.command()
def backup(file: File) -> None:
    """Write a copy of the SQLite database, also while the bot runs."""
    from bot.commands import upkeep

    upkeep.save(prepare(), file)


@app.command()
def restore(file: File) -> None:
    """Put a backup in the place of the SQLite database.

    Stop the bot first. What was there is kept beside it.
    """
    from bot.commands import upkeep

    upkeep.load(prepare(), file)


@app.command()
def stats(
    *,
    in_doubt: Annotated[
        bool,
        typer.Option("--in-doubt", help="List the last unconfirmed and parked messages instead."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Print how much there is of everything."""
    from bot.commands import upkeep

    show = upkeep.list_doubtful if in_doubt else upkeep.stats
    complete(show(prepare(), as_json=as_json))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 wrong usage or settings."""
    try:
        return app(args=arguments, prog_name="tidings", standalone_mode=False) or DONE
    except typer.TyperException as error:
        return misused(error)
    except BotError as error:
        return explain(error)
    except typer.Abort:
        return INTERRUPTED
