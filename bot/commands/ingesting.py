"""`tidings ingest`: one pass over all sources, then enrichment, then a model's texts."""

from rich.progress import Progress

from bot.app import Runtime, open_runtime
from bot.settings import Settings
from jobs.collecting import Catch
from jobs.enrich import enrich, rescore_active
from jobs.write import Writer

from .terminal import DONE, FAILED, open_progress, show_json, show_table


async def ingest(settings: Settings, *, as_json: bool) -> int:
    """Read every active source now and show what each gave; fails where none could be read."""
    async with open_runtime(settings, takes_sources=True) as runtime:
        with open_progress() as progress:
            catches = await read_all(runtime, progress)
            await _write_all(runtime, progress)
    rows = [_row(catch) for catch in catches]
    if as_json:
        show_json([dict(zip(_NAMES, row, strict=True)) for row in rows])
    else:
        show_table(_COLUMNS, rows)
        show_table(
            _SUMS,
            [
                [
                    sum(catch.error == "" for catch in catches),
                    len(catches),
                    sum(catch.added for catch in catches),
                    sum(catch.doubles for catch in catches),
                    sum(catch.off_topic for catch in catches),
                    sum(catch.stories for catch in catches),
                ]
            ],
        )
    is_lost = bool(catches) and all(catch.error for catch in catches)
    return FAILED if is_lost else DONE


async def read_all(runtime: Runtime, progress: Progress) -> list[Catch]:
    """Visit all active sources, due or not, and enrich what they brought."""
    services = runtime.services
    sources = [source for source in await services.store.sources.all() if source.is_active]
    reading = progress.add_task("Reading sources", total=len(sources))
    catches = await runtime.ingest.visit(sources, seen=lambda _: progress.advance(reading))
    writing = progress.add_task("Scoring stories", total=None)
    count = await enrich(services)
    progress.update(writing, total=count, completed=count)
    await rescore_active(services)
    return catches


async def _write_all(runtime: Runtime, progress: Progress) -> None:
    """Have a model or translator, where there is one, write about all that can reach a digest."""
    writers = runtime.services.writers
    if writers.analyst is None and writers.interpreter is None:
        return
    task = progress.add_task("Writing texts", total=None)
    count = await Writer(runtime.services).run_all(lambda tried: progress.advance(task, tried))
    progress.update(task, total=count, completed=count)


_COLUMNS = (
    "Source>",
    "Status",
    "Entries#",
    "New#",
    "Changed#",
    "Doubles#",
    "Off topic#",
    "Stories#",
    "Seconds#",
    "Error>",
)
_NAMES = (
    "source",
    "status",
    "entries",
    "new",
    "changed",
    "doubles",
    "off_topic",
    "stories",
    "seconds",
    "error",
)
_SUMS = ("Read#", "of#", "New#", "Doubles#", "Off topic#", "Stories#")


def _row(catch: Catch) -> tuple[object, ...]:
    return (
        catch.source.seed.url,
        catch.status,
        catch.entries,
        catch.added,
        len(catch.changed),
        catch.doubles,
        catch.off_topic,
        catch.stories,
        f"{catch.seconds:.1f}",
        catch.error or catch.note,
    )
