"""What a page shows above its article, headline and byline, is no part of the text."""

import pytest

from bot.core.masthead import without_masthead

TITLE = "Corvane opens a second plant in Port Halden"
TITEL = "五个提示词小技巧，让周报不再难写"
BODY = "The chip maker Corvane has opened a plant. It employs 400 people."
LEAD = "又到写周报的时候，读者来信问有没有省力的办法。"


@pytest.mark.parametrize(
    "head",
    [
        TITLE,
        f"{TITLE}.",
        TITLE.upper(),
        "Corvane opens second plant in Port Halden",
        f"{TITLE}\n\nBy Jane Doe\n\nMarch 3, 2026",
        f"{TITLE}\nBy Jane Doe and Jan van Dyk | Updated 3 Mar 2026, 10:20 AM",
        "News\n\nChips\n\n" + TITLE,
        "Jane Doe",
        "By Jane Doe",
        "Jane Doe · 2026-03-03",
        "Posted on Tuesday, March 3rd, 2026 at 10:20 GMT by Jane Doe",
        "2026/03/03 10:20",
        "3 hours ago",
        "5 min read",
        f"{TITLE} Jane Doe · 2026-03-03",
        f"{TITLE} By Jane Doe",
    ],
)
def test_headline_and_byline_go_from_english_texts(head: str) -> None:
    flat = " " if head.startswith(f"{TITLE} ") else "\n\n"

    assert without_masthead(f"{head}{flat}{BODY}", TITLE, "Jane Doe") == BODY


@pytest.mark.parametrize(
    "head",
    [
        TITEL,
        "早报编辑部 · 2026-02-28",
        f"{TITEL}\n\n作者：何青砚\n\n2026年2月28日 10:20",
        f"{TITEL}\n文｜何青砚 编辑｜顾南乔",
        "来源：灯台智讯 2026-02-28 10:20",
        "2 小时前",
        "發佈時間：2026 年 2 月 28 日 星期六",
        "閱讀時間約 3 分鐘",
        f"{TITEL} 早报编辑部 · 2026-02-28",
        f"{TITEL} 何青砚",
        TITEL + " ",
    ],
)
def test_headline_and_byline_go_from_chinese_texts(head: str) -> None:
    flat = " " if head.startswith(f"{TITEL} ") else "\n\n"

    assert without_masthead(f"{head.strip()}{flat}{LEAD}", TITEL, "何青砚") == LEAD


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{TITLE} this week, its owner said.\n\n{BODY}",
        f"{TITLE} Plaza, near the station. More follows.",
        f"Corvane opens a third plant in Port Halden\n\n{BODY}",
        f"By the way\n\n{BODY}",
        f"By Design\n\n{BODY}",
        f"Ada Byron on Jane Doe:\n\n{BODY}",
        f"What happened on March 3, 2026\n\n{BODY}",
        f"2026 will be a busy year\n\n{BODY}",
        f"Summary\n\n{BODY}",
        f"The plant opened on Monday.\n\n{TITLE}\n\n{BODY}",
        "3月3日科文宣布新厂投产\n\n" + BODY,
        "科文 2026 年第一季度业绩\n\n" + BODY,
        "",
    ],
)
def test_what_belongs_to_the_article_stays(text: str) -> None:
    assert without_masthead(text, TITLE, "Jane Doe") == text


def test_two_headlines_that_differ_in_a_number_are_not_the_same() -> None:
    text = f"Corvane ships the K6 to ten cloud companies\n\n{BODY}"

    assert without_masthead(text, "Corvane ships the K7 to ten cloud companies", "") == text


def test_without_title_and_author_dates_go_all_the_same() -> None:
    assert without_masthead(f"2026-03-03\n\n{BODY}", "", "") == BODY
    assert without_masthead(BODY, "", "") == BODY


def test_a_text_that_is_a_headline_only_says_nothing_more() -> None:
    assert without_masthead(TITLE, TITLE, "") == ""


def test_a_list_of_dates_is_not_read_to_its_end() -> None:
    assert without_masthead("2026-03-03\n" * 20 + BODY, TITLE, "").startswith("2026-03-03\n")
