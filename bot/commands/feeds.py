"""`tidings sources`: names and options; the bodies are in `bot.commands.sources`."""

from typing import Annotated

import typer

from .terminal import File, Json, complete, prepare

commands = typer.Typer(help="The feeds that are read.", no_args_is_help=True)
Url = Annotated[str, typer.Argument(metavar="URL", help="The address of the feed.")]


@commands.command("list")
def list_sources(*, as_json: Json = False) -> None:
    """Print every source and how it fares."""
    from bot.commands import sources

    complete(sources.show(prepare(), as_json=as_json))


@commands.command("add")
def add_source(
    url: Url,
    *,
    publisher: Annotated[str, typer.Option(help="Default: the feed's title.")] = "",
    title: Annotated[str, typer.Option(help="Default: the feed's title.")] = "",
    language: Annotated[str, typer.Option(help="Default: what the feed is written in.")] = "",
) -> None:
    """Read a feed from now on."""
    from bot.commands import sources

    complete(sources.add(prepare(), url, publisher=publisher, title=title, language=language))


@commands.command("remove")
def remove_source(url: Url) -> None:
    """Read a feed no more; its articles stay."""
    from bot.commands import sources

    complete(sources.remove(prepare(), url))


@commands.command("test")
def try_source(url: Url, *, as_json: Json = False) -> None:
    """Read a feed and print what is in it; nothing is stored."""
    from bot.commands import sources

    complete(sources.test(prepare(), url, as_json=as_json))


@commands.command("import")
def import_sources(file: File) -> None:
    """Add every feed of an OPML or TOML file."""
    from bot.commands import sources

    complete(sources.take_in(prepare(), file))


@commands.command("export")
def export_sources(file: File) -> None:
    """Write all sources into an OPML file."""
    from bot.commands import sources

    complete(sources.give_out(prepare(), file))
