"""`tidings sources` and `tidings ingest`: feeds are tried, added, read, listed and removed."""

import re
from collections.abc import Generator
from functools import partial
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.adapters import http
from bot.adapters.clock import SystemClock
from handlers.web.sample import sample_routes, sample_sources
from tests.data import given
from tests.operating.desk import serving

from .conftest import Run, one_line, stored

OPML = """<opml version="2.0"><body><outline text="A &amp; B" xmlUrl="https://a.example/feed"
language="en"/><outline text="C" xmlUrl="https://c.example/feed"/></body></opml>"""


def test_the_curated_sources_are_there_from_the_start(tidings: Run) -> None:
    listed = tidings("sources", "list", "--json").json

    assert len(listed) >= 60
    assert {source["state"] for source in listed} == {"new"}
    assert "Publisher" in tidings("sources", "list").out


@pytest.mark.usefixtures("no_sources")
def test_sources_come_from_opml_and_go_into_it(tidings: Run, tmp_path: Path) -> None:
    (tmp_path / "in.opml").write_text(OPML)

    assert tidings("sources", "import", str(tmp_path / "in.opml")).code == 0
    assert tidings("sources", "export", str(tmp_path / "out.opml")).code == 0

    exported = (tmp_path / "out.opml").read_text()
    assert 'text="A &amp; B"' in exported
    assert "https://c.example/feed" in exported
    assert tidings("sources", "import", str(tmp_path / "out.opml")).out == (
        "Added 0 sources, 3 were known already\n"
    )


@pytest.mark.parametrize("name", ["missing.opml", "broken.opml"])
def test_a_bad_list_to_import_fails_in_one_line(tidings: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.opml").write_text("<opml")

    said = tidings("sources", "import", str(tmp_path / name))

    assert said.code == 1
    assert one_line(said.err)
    assert name in said.err


@pytest.mark.parametrize("content", [b'[{"url": "https://a.example"}]', b"<rss/>", b"\xff\xfe"])
def test_a_file_that_is_no_list_is_answered_with_what_is_taken(
    tidings: Run, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "truth.json").write_bytes(content)

    said = tidings("sources", "import", str(tmp_path / "truth.json"))

    assert (said.code, one_line(said.err)) == (1, True)
    assert re.search(r"truth\.json: .*neither OPML nor TOML", said.err)


def test_an_export_that_cannot_be_written_fails(tidings: Run, tmp_path: Path) -> None:
    assert tidings("sources", "export", str(tmp_path / "no" / "out.opml")).code == 1


@pytest.mark.usefixtures("no_sources")
def test_looking_does_not_switch_the_list(tidings: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(tidings("sources", "list", "--json").json) == 1
    monkeypatch.delenv("TIDINGS_SOURCES_FILE")

    assert tidings("stats", "--json").json["sources"]["all"] == 1
    (source,) = tidings("sources", "list", "--json").json
    assert source["state"] == "new"


@pytest.mark.usefixtures("no_sources")
def test_a_listed_source_that_was_removed_is_not_read_again(tidings: Run) -> None:
    assert tidings("sources", "remove", "http://127.0.0.1:9/feed").code == 0

    assert tidings("ingest", "--json").json == []
    assert tidings("sources", "list", "--json").json == []


@pytest.mark.parametrize(
    "command", [("stats",), ("sources", "list"), ("ingest",), ("stories",), ("check",)]
)
def test_a_list_that_makes_no_sense_ends_every_command(
    tidings: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (tmp_path / "bad.toml").write_text("nonsense")
    monkeypatch.setenv("TIDINGS_SOURCES_FILE", str(tmp_path / "bad.toml"))

    said = tidings(*command)

    assert said.code == 2
    assert one_line(said.err)
    assert "TIDINGS_SOURCES_FILE" in said.err


@pytest.mark.usefixtures("no_sources")
def test_a_source_can_be_removed(tidings: Run, tmp_path: Path) -> None:
    stored(tmp_path, lambda store: given.source(store, "alpha"))

    assert tidings("sources", "remove", "https://alpha.example/feed").code == 0
    said = tidings("sources", "remove", "https://alpha.example/feed")

    assert said.code == 1
    assert one_line(said.err)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Generator[str, None, None]:
    """Serve the sample news and a page that names one of its feeds; yields the address."""

    async def home(request: Request) -> Response:
        del request
        return HTMLResponse(
            '<html><head><link rel="alternate" type="application/rss+xml" href="'
            f"{feeds[0].url}"
            '"></head><body>News</body></html>'
        )

    async def cut_off(request: Request) -> Response:
        del request
        return Response("<rss><channel><title>x", media_type="application/rss+xml")

    app = Starlette(
        routes=[*sample_routes(SystemClock()), Route("/home", home), Route("/cut", cut_off)]
    )
    with serving(app) as address:
        feeds = sample_sources(address)
        monkeypatch.setenv("TIDINGS_FETCH_PRIVATE_HOSTS", "1")
        monkeypatch.setattr(http, "Politeness", partial(http.Politeness, gap=0))
        yield address


@pytest.mark.enable_socket
@pytest.mark.usefixtures("no_sources")
def test_a_source_is_tried_added_and_read(tidings: Run, site: str) -> None:
    feed = sample_sources(site)[0]
    tried = tidings("sources", "test", feed.url)
    assert tried.code == 0
    assert f"{feed.title} -" in tried.out
    told = tidings("sources", "test", feed.url, "--json").json
    assert (told["url"], told["title"], told["note"]) == (feed.url, feed.title, "")
    assert len(told["entries"]) == min(told["count"], 5)
    assert told["entries"][0].keys() == {"published_at", "title", "url"}

    added = tidings("sources", "add", f"{site}/home", "--publisher", "Somebody")
    assert added.code == 0
    assert added.out.startswith("Added ")
    assert feed.url in added.out
    again = tidings("sources", "add", feed.url)
    assert again.code == 0
    assert again.out == f"Known already, nothing changed: {feed.url}\n"

    read = tidings("ingest")
    assert read.code == 0
    assert "Stories" in read.out
    listed = {s["url"]: s for s in tidings("sources", "list", "--json").json}
    assert listed[feed.url]["publisher"] == "Somebody"
    assert listed[feed.url]["articles"] > 0
    assert listed["http://127.0.0.1:9/feed"]["state"] == "failing"


@pytest.mark.enable_socket
def test_what_a_general_source_says_about_other_things_is_counted(
    tidings: Run, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = next(feed for feed in sample_sources(site) if feed.publisher == "Northwind Labs")
    (tmp_path / "general.toml").write_text(
        f'[[source]]\nurl = "{feed.url}"\ntitle = "T"\npublisher = "P"\n'
        'language = "en"\ngeneral = true\n'
    )
    monkeypatch.setenv("TIDINGS_SOURCES_FILE", str(tmp_path / "general.toml"))

    (row,) = tidings("ingest", "--json").json

    assert row["off_topic"] > 0
    assert row["entries"] == row["new"] + row["off_topic"]


@pytest.mark.enable_socket
def test_a_feed_without_entries_fails_its_test(tidings: Run, site: str) -> None:
    said = tidings("sources", "test", f"{site}/cut")

    assert (said.code, one_line(said.err)) == (1, True)
    assert "holds no entries" in said.err


@pytest.mark.enable_socket
def test_a_page_without_a_feed_is_no_source(tidings: Run, site: str) -> None:
    said = tidings("sources", "add", f"{site}/sample/")

    assert said.code == 1
    assert one_line(said.err)


def test_a_source_on_a_private_address_is_not_tested(tidings: Run) -> None:
    said = tidings("sources", "test", "http://127.0.0.1/feed")

    assert said.code == 1
    assert "not public" in said.err


@pytest.mark.usefixtures("no_sources")
def test_when_no_source_answers_reading_fails(tidings: Run) -> None:
    said = tidings("ingest", "--json")

    assert said.code == 1
    (row,) = said.json
    assert row["status"] == "failed"
    assert row["error"] != ""
