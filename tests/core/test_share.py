from urllib.parse import parse_qs, urlsplit

import pytest

from bot.core.news import StoryId
from bot.core.share import page_url, parse_payload, sheet_url, story_link, tag_link


def test_a_story_link_opens_the_bot_on_the_story() -> None:
    assert story_link("tidings_bot", StoryId(12)) == "https://t.me/tidings_bot?start=s_12"


def test_a_tag_link_opens_the_bot_on_the_tag() -> None:
    link = tag_link("tidings_bot", "image-generation")
    assert link == "https://t.me/tidings_bot?start=t_image-generation"


@pytest.mark.parametrize(
    ("payload", "meaning"),
    [
        ("s_12", 12),
        ("t_image-generation", "image-generation"),
        ("", None),
        ("s_0", None),
        ("s_012", None),
        ("s_-1", None),
        ("s_1 ", None),
        ("s_٣", None),
        ("s_" + "9" * 40, None),
        ("t_", None),
        ("t_芯片", None),
        ("t_" + "x" * 63, None),
        ("hello", None),
    ],
)
def test_a_payload_is_read_strictly(payload: str, meaning: object) -> None:
    assert parse_payload(payload) == meaning


def test_the_share_sheet_gets_link_and_text_whole() -> None:
    url = sheet_url("https://t.me/b?start=s_1", "R&D: 50% more & 芯片")
    query = parse_qs(urlsplit(url).query)
    assert query == {"url": ["https://t.me/b?start=s_1"], "text": ["R&D: 50% more & 芯片"]}


def test_a_story_has_a_page_only_where_pages_are_served() -> None:
    assert page_url("https://news.example", StoryId(3)) == "https://news.example/s/3"
    assert page_url("", StoryId(3)) == ""
