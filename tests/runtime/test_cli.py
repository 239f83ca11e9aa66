"""Commands say what they did, fail in one line, and mean their exit codes."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Generator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.adapters import http
from bot.adapters.clock import SystemClock
from data.store import Store, open_store
from handlers.web.sample import sample_routes, sample_sources
from tests.data import given
from tests.fakes import FixedClock
from tests.operating.desk import serving

from .conftest import Said

T = TypeVar("T")
Run = Callable[..., Said]

ROOT = Path(__file__).parents[2]
OPML = """<opml version="2.0"><body><outline text="A &amp; B" xmlUrl="https://a.example/feed"
language="en"/><outline text="C" xmlUrl="https://c.example/feed"/></body></opml>"""


def stored(path: Path, work: Callable[[Store], Awaitable[T]]) -> T:
    """Do something with the store the commands use."""

    async def do() -> T:
        async with open_store(f"sqlite:///{path / 'tidings.db'}") as store:
            return await work(store)

    return asyncio.run(do())


@pytest.fixture
def no_sources(clean: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the curated list by one source that nobody answers for."""
    del clean
    (tmp_path / "list.toml").write_text(
        '[[source]]\nurl = "http://127.0.0.1:9/feed"\ntitle = "T"\npublisher = "P"\n'
        'language = "en"\n'
    )
    monkeypatch.setenv("TIDINGS_SOURCES_FILE", str(tmp_path / "list.toml"))


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.startswith("tidings: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["demo", "--port", "x"],
        ["story"],
        ["story", "0"],
        ["stories", "--since", "soon"],
        ["stories", "--tag", "no such tag"],
        ["digest", "preview", "--min-score", "101"],
        ["digest", "preview", "--tags", "chps"],
        ["sources", "test", "not-an-address"],
    ],
)
def test_wrong_usage_is_one_line_and_two(tidings: Run, arguments: list[str]) -> None:
    said = tidings(*arguments)

    assert said.code == 2
    assert one_line(said.err)


def test_a_wrong_tag_names_the_near_ones(tidings: Run) -> None:
    assert "chips" in tidings("digest", "preview", "--tags", "chps").err


@pytest.mark.parametrize("arguments", [[], ["digest"], ["sources"]])
def test_a_group_without_a_command_shows_its_help(tidings: Run, arguments: list[str]) -> None:
    said = tidings(*arguments)

    assert said.code == 2
    assert "Commands:" in said.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIDINGS_WEB_PORT", "x"),
        ("TIDINGS_SOURCES_FILE", "/nowhere/sources.toml"),
        ("TIDINGS_STATE_DIR_FILE", "/nowhere"),
    ],
)
def test_a_bad_setting_is_one_line_that_names_it_and_two(
    tidings: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    said = tidings("stats")

    assert said.code == 2
    assert one_line(said.err)
    assert name in said.err


def test_a_broken_list_of_sources_is_named(
    tidings: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "list.toml").write_text("[[source]]\nurl = 3\n")
    monkeypatch.setenv("TIDINGS_SOURCES_FILE", str(tmp_path / "list.toml"))

    said = tidings("stats")

    assert said.code == 2
    assert "TIDINGS_SOURCES_FILE" in said.err
    assert "list.toml" in said.err


def test_running_needs_a_token(tidings: Run) -> None:
    said = tidings("run")

    assert said.code == 2
    assert "TIDINGS_TELEGRAM_TOKEN" in said.err


def test_a_database_that_cannot_be_reached_fails(
    tidings: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("TIDINGS_DATABASE_URL", f"sqlite:///{tmp_path}/file/news.db")

    said = tidings("stats")

    assert said.code == 1
    assert one_line(said.err)


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
    assert tidings("sources", "import", str(tmp_path / "out.opml")).out == "Added 3 sources\n"


@pytest.mark.parametrize("name", ["missing.opml", "broken.opml"])
def test_a_bad_list_to_import_fails_in_one_line(tidings: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.opml").write_text("<opml")

    said = tidings("sources", "import", str(tmp_path / name))

    assert said.code == 1
    assert one_line(said.err)
    assert name in said.err


def test_an_export_that_cannot_be_written_fails(tidings: Run, tmp_path: Path) -> None:
    assert tidings("sources", "export", str(tmp_path / "no" / "out.opml")).code == 1


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

    app = Starlette(routes=[*sample_routes(SystemClock()), Route("/home", home)])
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

    added = tidings("sources", "add", f"{site}/home", "--publisher", "Somebody")
    assert added.code == 0
    assert feed.url in added.out

    read = tidings("ingest")
    assert read.code == 0
    assert "Stories" in read.out
    listed = {s["url"]: s for s in tidings("sources", "list", "--json").json}
    assert listed[feed.url]["publisher"] == "Somebody"
    assert listed[feed.url]["articles"] > 0
    assert listed["http://127.0.0.1:9/feed"]["state"] == "failing"


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


@pytest.mark.usefixtures("no_sources")
def test_the_check_has_a_line_for_everything(tidings: Run) -> None:
    said = tidings("check", "--json")

    assert said.code == 1
    results = {row["check"]: row["ok"] for row in said.json}
    assert results["database"]
    assert results["clock"]
    assert not results["telegram"]
    assert not results["http://127.0.0.1:9/feed"]
    assert "FAILED" in tidings("check").out


def test_stories_are_listed_and_explained(tidings: Run, tmp_path: Path) -> None:
    now = FixedClock().now()
    number = stored(
        tmp_path, lambda store: given.story(store, "Plant opens", tags=("chips",), at=now)
    )

    listed = tidings("stories", "--since", "9999d", "--tag", "芯片", "--json").json
    assert [story["titles"] for story in listed] == [{"en": "Plant opens"}]
    assert "Plant opens" in tidings("stories", "--since", "9999d").out
    assert tidings("stories", "--since", "1m", "--json").json == []

    explained = tidings("story", str(number), "--why", "--json").json
    assert explained["facts"] == {"publishers": 1}
    assert explained["articles"][0]["publisher"] == "Alpha"
    assert "publishers" in tidings("story", str(number), "--why").out
    assert "facts" not in tidings("story", str(number), "--json").json


def test_a_story_that_is_not_there_fails_in_one_line(tidings: Run) -> None:
    said = tidings("story", "404")

    assert said.code == 1
    assert said.err == "tidings: there is no story 404\n"


def test_a_digest_is_previewed_in_a_language(tidings: Run, tmp_path: Path) -> None:
    stored(tmp_path, lambda store: given.story(store, "Plant <opens>", at=FixedClock().now()))

    english = tidings("digest", "preview", "--since", "9999d").out
    chinese = tidings("digest", "preview", "--since", "9999d", "--language", "zh-CN").out

    assert "Plant <opens>" in english
    assert english.startswith("Your digest")
    assert not chinese.startswith("Your digest")
    assert len(tidings("digest", "preview", "--since", "9999d", "--json").json["stories"]) == 1


def test_the_database_is_brought_up_to_date_saved_and_restored(
    tidings: Run, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"

    assert re.match(r"The database is at revision \w+", tidings("migrate").out)
    assert tidings("backup", str(copy)).code == 0
    stored(tmp_path, lambda store: given.story(store, "Later"))
    assert tidings("restore", str(copy)).code == 0

    assert tidings("stories", "--since", "9999d", "--json").json == []
    assert tidings("backup", str(copy)).code == 1


def test_statistics_count_everything(tidings: Run, tmp_path: Path) -> None:
    stored(tmp_path, lambda store: given.subscriber(store, 7))

    figures = tidings("stats", "--json").json

    assert figures["sources"] >= 60
    assert figures["parcels queued"] == 0
    assert "parcels queued" in tidings("stats").out


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "story", "x"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert one_line(done.stderr)
