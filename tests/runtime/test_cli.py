"""Commands say what they did, fail in one line, and mean their exit codes."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.news import StoryId
from data.store import Store
from tests.data import given
from tests.fakes import FixedClock

from .conftest import Run, one_line, stored

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["demo", "--port", "x"],
        ["story"],
        ["story", "0"],
        ["story", "99999999999999999999"],
        ["stories", "--since", "soon"],
        ["stories", "--tag", "no such tag"],
        ["digest", "preview", "--min-score", "101"],
        ["digest", "preview", "--tags", "chps"],
        ["digest", "preview", "--language", "xx"],
        ["sources", "test", "not-an-address"],
    ],
)
def test_wrong_usage_is_one_line_and_two(tidings: Run, arguments: list[str]) -> None:
    said = tidings(*arguments)

    assert said.code == 2
    assert one_line(said.err)


@pytest.mark.parametrize(
    ("typed", "near"),
    [("chps", "near it: chips"), ("芯骗", "near it: 芯片"), ("nosuch", "robotics")],
)
def test_a_wrong_tag_names_the_near_ones_or_else_all(tidings: Run, typed: str, near: str) -> None:
    assert near in tidings("digest", "preview", "--tags", typed).err
    assert near in tidings("stories", "--tag", typed).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["story", "abc"], "'abc' is no number of a story; `tidings stories` lists them"),
        (["merge", "1", "0"], "'0' is no number of a story; `tidings stories` lists them"),
        (["split", "1", "x"], "'x' is no number of an article; `tidings story ID` lists those"),
    ],
)
def test_what_is_no_number_is_answered_with_where_numbers_are(
    tidings: Run, arguments: list[str], said: str
) -> None:
    assert tidings(*arguments).err.startswith(f"tidings: {said}")


def test_a_worker_needs_the_database_of_all(tidings: Run) -> None:
    said = tidings("worker")

    assert said.code == 2
    assert one_line(said.err)
    assert "TIDINGS_DATABASE_URL" in said.err


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


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("file/news.db", "file: "),
        ("folder", "folder: .*; whoever runs this has to be able"),
    ],
)
def test_a_database_that_cannot_be_reached_names_its_setting(
    tidings: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str, said: str
) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("TIDINGS_DATABASE_URL", f"sqlite:///{tmp_path}/{place}")

    done = tidings("stats")

    assert done.code == 2
    assert one_line(done.err)
    assert re.search(f"TIDINGS_DATABASE_URL: {tmp_path}/{said}", done.err)


@pytest.mark.usefixtures("no_sources")
def test_the_check_has_a_line_for_everything(tidings: Run) -> None:
    said = tidings("check", "--json")

    assert said.code == 1
    results = {row["check"]: row["ok"] for row in said.json}
    assert results["database"]
    assert results["clock"]
    assert results["telegram"] is None
    assert not results["http://127.0.0.1:9/feed"]
    assert "FAILED" in tidings("check").out


@pytest.mark.usefixtures("no_sources")
def test_without_a_token_all_else_can_be_fine(tidings: Run) -> None:
    tidings("sources", "remove", "http://127.0.0.1:9/feed")

    said = tidings("check")

    assert said.code == 0
    assert re.search("telegram +not set +only `tidings run` .* TIDINGS_TELEGRAM_TOKEN", said.out)


def test_the_check_tries_the_list_that_the_bot_would_take(
    tidings: Run, request: pytest.FixtureRequest
) -> None:
    tidings("stats")  # fills the database with the curated list
    request.getfixturevalue("no_sources")

    names = [row["check"] for row in tidings("check", "--json").json]

    assert [name for name in names if ":" in name] == ["http://127.0.0.1:9/feed"]


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
    assert explained["reasons"]["hot"].startswith("🔥 Hot 50: 1 publisher")
    assert explained["tags"] == ["chips"]
    said = tidings("story", str(number), "--why").out
    assert "publishers" in said
    assert explained["reasons"]["total"] in said
    assert "chips" in tidings("story", str(number)).out
    assert "facts" not in tidings("story", str(number), "--json").json


def test_two_stories_are_merged_and_parted_again(tidings: Run, tmp_path: Path) -> None:
    now = FixedClock().now()

    async def two(store: Store) -> tuple[StoryId, StoryId]:
        return await given.story(store, "One", at=now), await given.story(store, "Two", at=now)

    one, other = stored(tmp_path, two)

    assert tidings("merge", str(one), str(other)).code == 0
    found = tidings("story", str(other), "--json").json
    assert (found["id"], len(found["sources"])) == (one, 2)
    moved = f"Story {other} is now part of story {one}:\n"
    assert tidings("story", str(other)).out.startswith(moved)
    assert not tidings("story", str(one)).out.startswith("Story")
    again = tidings("merge", str(one), str(other))
    assert again.code == 1
    assert again.err.startswith(
        f"tidings: {one} and {other} are not two stories; `tidings stories`"
    )

    assert tidings("split", str(one), str(found["sources"][1]["article"])).code == 0
    assert tidings("story", str(other), "--json").json["id"] == other
    assert tidings("split", str(one), "999").code == 1


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
    restored = tidings("restore", str(copy))

    assert restored.code == 0
    assert re.search(r"kept as .*\.before-restore-1$", restored.out.strip())
    assert tidings("stories", "--since", "9999d", "--json").json == []
    assert tidings("backup", str(copy)).code == 1


def test_a_file_of_another_program_is_not_restored(tidings: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "photos.db")) as photos:
        photos.execute("CREATE TABLE photo(name TEXT)")

    refused = tidings("restore", str(tmp_path / "photos.db"))

    assert refused.code == 1
    assert re.fullmatch(r"tidings: .*photos\.db is no database of Tidings; .*\n", refused.err)


def test_statistics_count_everything(tidings: Run, tmp_path: Path) -> None:
    stored(tmp_path, lambda store: given.subscriber(store, 7))

    figures = tidings("stats", "--json").json

    assert figures["sources"]["all"] >= 60
    assert figures["chats"] == {"all": 1, "active": 1, "closed": 0, "subscribed": 1}
    assert figures["parcels"]["queued"] == 0
    said = tidings("stats").out
    assert all(row in said for row in ("active chats", "active sources", "queued parcels"))


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
