import pytest

from bot.core.broadcast import Broadcast, BroadcastId, read_broadcast
from tests.fakes import NOON

LANGUAGES = {"de": "de", "deutsch": "de", "中文": "zh-Hans"}


def find(name: str) -> str | None:
    return LANGUAGES.get(name.casefold())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", {}),
        ("  \n\n", {}),
        (" Back at  noon. ", {"": "Back at noon."}),
        ("One.\n\n\n\nTwo.\n", {"": "One.\n\nTwo."}),
        ("Note: later.", {"": "Note: later."}),
        ("Hello.\nde: Hallo.\nWeiter.", {"": "Hello.", "de": "Hallo.\nWeiter."}),
        ("Deutsch: Hallo.\n中文：你好", {"": "Hallo.", "de": "Hallo.", "zh-Hans": "你好"}),
        ("x" * 31 + ": y", {"": "x" * 31 + ": y"}),
        ("a\u202eb\x00c", {"": "abc"}),
    ],
)
def test_words_are_read_by_language(typed: str, expected: dict[str, str]) -> None:
    assert read_broadcast(typed, find) == expected


def test_who_has_no_words_of_their_own_gets_the_others() -> None:
    said = Broadcast(id=BroadcastId(1), said_at=NOON, texts={"": "Hello.", "de": "Hallo."})

    assert (said.in_language("de"), said.in_language("ja")) == ("Hallo.", "Hello.")
