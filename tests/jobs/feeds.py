"""Feeds that tests of jobs read."""

from datetime import timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from bot.core.news import SourceSeed
from jobs.collecting import Catch
from jobs.ingest import Ingest
from tests.factories import Bench, vocabulary
from tests.fakes import NOON

FEED = "https://alpha.example/feed"
OTHER = "https://beta.example/feed"
COURT = "A court in Arden fined the chatbot maker Pipwick for keeping what children wrote. " * 10
LONG = "The chip maker opened a plant in Dresden on Monday and will hire 400 people there. " * 10


def rss(*items: tuple[str, str, str]) -> str:
    """Return an RSS feed of (title, link, text); the link is the guid too."""
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(NOON - timedelta(hours=1))}</pubDate>"
        f"<description>{escape(text)}</description></item>"
        for title, link, text in items
    )
    return f'<rss version="2.0"><channel><title>News</title>{entries}</channel></rss>'


def item(number: int, title: str = "", text: str = LONG) -> tuple[str, str, str]:
    return title or f"Title {number}", f"https://alpha.example/{number}", text


async def listed(desk: Bench, url: str = FEED, *, is_general: bool = False) -> None:
    name = url.split("/")[2]
    seed = SourceSeed(url=url, title=name, publisher=name, language="en", is_general=is_general)
    await desk.store.sources.add(seed, desk.clock.now())


async def visit(desk: Bench) -> list[Catch]:
    return await Ingest(desk.services, vocabulary()).run()
