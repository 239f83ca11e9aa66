"""`tidings correct` and `tidings retract`."""

import json
import re
from pathlib import Path

import pytest

from tests.data import given

from .conftest import Run, one_line, stored

pytestmark = pytest.mark.usefixtures("no_sources")


def test_a_story_is_corrected_and_taken_back(tidings: Run, tmp_path: Path) -> None:
    number = str(stored(tmp_path, given.story))

    corrected = tidings("correct", number, "--language", "en", "--title", "The right title")
    shown = tidings("story", number)
    retracted = tidings("retract", number, "It was a hoax.")
    gone = tidings("story", number)
    restored = tidings("retract", number, "--undo")
    again = tidings("story", number)

    assert (corrected.code, retracted.code, restored.code, again.code) == (0, 0, 0, 0)
    assert "The analysis in en is gone" in corrected.out
    assert again.out.partition("ID")[0] == shown.out.partition("ID")[0]
    assert "[en, correction] The right title" in shown.out
    assert gone.code == 1
    assert gone.err == f"tidings: story {number} was retracted: It was a hoax.\n"


def test_the_help_says_what_a_correction_takes_away(tidings: Run) -> None:
    told = " ".join(re.sub(r"[│╭╮╰╯─]", " ", tidings("correct", "--help").out).split())
    assert "The analysis in that language goes" in told


def test_an_operator_sees_who_wrote_a_text_and_how_far_their_word_has_come(
    tidings: Run, tmp_path: Path
) -> None:
    number = str(stored(tmp_path, given.story))
    tidings("correct", number, "--language", "en", "--title", "Right", "--tell")

    table = tidings("story", number, "--why")
    machine = json.loads(tidings("story", number, "--why", "--json").out)
    tidings("retract", number, "It was a hoax.")
    gone = tidings("story", number, "--why")

    assert re.search(r"^en +correction *$", table.out, re.MULTILINE)
    assert re.search(r"^word +correction *$", table.out, re.MULTILINE)
    assert machine["origins"] == {"en": "correction"}
    assert machine["word"]["word"] == "correction"
    assert machine["word"]["to tell"] == 0
    assert gone.err == (
        f"tidings: story {number} was retracted: It was a hoax. (0 messages changed, 0 waiting,"
        " 0 beyond change; 0 chats told, 0 to be told, more follow)\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("correct", "1", "--language", "tlh", "--title", "T"), 2, "--language"),
        (("correct", "1", "--language", "en"), 2, "--title"),
        (("correct", "1", "--language", "en", "--title", "x" * 241), 2, "--title"),
        (("correct", "99", "--language", "en", "--title", "T"), 1, "99"),
        (("retract", "1", " "), 2, "REASON"),
        (("retract", "1", "x" * 121), 2, "REASON"),
        (("retract", "99", "A hoax."), 1, "99"),
        (("retract", "1", "A hoax.", "--undo"), 2, "--undo"),
        (("retract", "99", "--undo"), 1, "99"),
    ],
)
def test_a_wrong_correction_ends_in_one_line(
    tidings: Run, arguments: tuple[str, ...], code: int, named: str
) -> None:
    said = tidings(*arguments)

    assert said.code == code
    assert one_line(said.err)
    assert named in said.err
