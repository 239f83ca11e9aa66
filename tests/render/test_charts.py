from bot.core.trends import Direction, find_trends
from bot.render.charts import render_trends, trends_chart

from .samples import view

TRENDS = find_trends(
    {"chips": 10, "policy": 9, "funding": 4}, {"chips": 20, "policy": 2, "funding": 4}
)


def test_the_chart_and_its_caption_say_the_same() -> None:
    chart = trends_chart(view("en"), TRENDS)
    caption = render_trends(view("en"), TRENDS)

    assert [(bar.value, bar.direction) for bar in chart.bars] == [
        (30, Direction.RISING),
        (11, Direction.FALLING),
        (8, Direction.STEADY),
    ]
    assert chart.bars[0].note == "30  ▲ +100%"
    assert "Rising: #chips (+100%)." in caption.html
    assert "Falling: #policy (-78%)." in caption.html
    assert "Most stories: #chips (30), #policy (11), and #funding (8)." in caption.html
    assert len(caption.html) < 1024


def test_a_share_of_nothing_or_of_little_is_told_by_counts() -> None:
    trends = find_trends({"funding": 2}, {"chips": 20, "funding": 9, "policy": 3})

    chart = trends_chart(view("en"), trends)
    caption = render_trends(view("en"), trends)

    assert [bar.note for bar in chart.bars] == ["20  ▲ new", "11  ▲ 2 → 9", "3"]
    assert "Rising: #chips (new) and #funding (2 → 9)." in caption.html
    assert "%" not in caption.html


def test_a_young_archive_counts_and_does_not_compare() -> None:
    trends = find_trends({"chips": 2}, {"chips": 20}, is_comparable=False)

    chart = trends_chart(view("en"), trends)
    caption = render_trends(view("en"), trends)

    assert [(bar.note, bar.direction) for bar in chart.bars] == [("22", Direction.UNKNOWN)]
    assert "once I have read for 30 days" in chart.subtitle
    assert "Rising" not in caption.html


def test_the_chart_speaks_the_readers_language() -> None:
    chart = trends_chart(view("zh-Hans"), TRENDS)

    assert chart.title == "最近30天的标签"
    assert chart.bars[0].label == "芯片"
    assert trends_chart(view("de"), TRENDS).bars[0].note == "30  ▲ +100\xa0%"


def test_before_there_is_news_the_caption_says_so() -> None:
    caption = render_trends(view("en"), ())

    assert "No stories yet." in caption.html
    assert len(caption.keyboard) == 2
