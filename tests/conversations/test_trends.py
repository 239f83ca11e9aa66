"""`/trends`."""

from datetime import timedelta

import pytest

from bot.adapters.charts import ChartPainter

from .people import ADA, meet, meet_ada
from .talk import Talk, labels


class LatinPainter(ChartPainter):
    """Has no letters for Chinese."""

    async def can_write(self, text: str) -> bool:
        return all(ord(letter) < 0x3000 for letter in text)


@pytest.mark.parametrize(
    ("language", "caption"), [("en", "Tags of the last 30 days"), ("zh-Hans", "最近30天的标签")]
)
async def test_trends_are_a_chart_and_the_same_in_words(
    talk: Talk, language: str, caption: str
) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, "/trends")

    assert answer["photo"][0]["width"] > 800
    assert answer["caption"].startswith(caption)
    first = labels(answer)[0]
    assert first.startswith("#")
    opened = await talk.open(reader, answer, first)
    assert opened["text"].startswith(first)


async def test_before_there_is_news_trends_are_words_alone(talk: Talk) -> None:
    meet_ada(talk)
    talk.clock.advance(timedelta(days=60).total_seconds())

    answer = await talk.ask_one(ADA, "/trends")

    assert "No stories yet." in answer["text"]


async def test_where_no_font_has_chinese_the_picture_is_in_english(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = meet(talk, "zh-Hans")
    monkeypatch.setattr(ChartPainter, "can_write", LatinPainter.can_write)

    answer = await talk.ask_one(reader, "/trends")

    assert answer["caption"].startswith("最近30天的标签")
