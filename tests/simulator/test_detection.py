"""Telegram finds commands, tags, mentions and links by itself."""

import pytest

from bot.simulator.detection import find_entities


def found(text: str) -> list[tuple[str, str]]:
    raw = text.encode("utf-16-le")
    return [
        (e.type, raw[e.offset * 2 : e.end * 2].decode("utf-16-le")) for e in find_entities(text)
    ]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start s_1", [("bot_command", "/start")]),
        ("🗞 /tag@tidings_bot 芯片", [("bot_command", "/tag@tidings_bot")]),
        ("either/or a/b/c </b>", []),
        (
            "#chips #芯片 #2024 #a1",
            [("hashtag", "#chips"), ("hashtag", "#芯片"), ("hashtag", "#a1")],
        ),
        ("a#b ##c", [("hashtag", "#c")]),
        ("$NVDA up, $100, $usd", [("cashtag", "$NVDA")]),
        ("ask @durov or me@ada.dev", [("mention", "@durov"), ("email", "me@ada.dev")]),
        ("@ab is too short", []),
        ("see (https://a.de/c_(d)?e=f#g).", [("url", "https://a.de/c_(d)?e=f#g")]),
        ("news.example.com/x, then 3.5 or e.g. this", [("url", "news.example.com/x")]),
        (
            "example.invalidtop is none; https://example.invalidtop is one",
            [("url", "https://example.invalidtop")],
        ),
        ("读 https://a.cn/新闻 吧", [("url", "https://a.cn/新闻")]),
        ("http://127.0.0.1:8080/x", [("url", "http://127.0.0.1:8080/x")]),
        (
            "https://a.de/#tag and example.рф",
            [("url", "https://a.de/#tag"), ("url", "example.рф")],
        ),
        ("", []),
    ],
)
def test_entities_are_found_where_telegram_finds_them(
    text: str, entities: list[tuple[str, str]]
) -> None:
    assert found(text) == entities
