import pytest

from bot.core.denial import Verdict, denial_of, denied_spans, denies, verdicts_of

from .stories import article

SALE = article("Vellum sells library", "")


@pytest.mark.parametrize(
    "said",
    [
        "Vellum denies the Pipwick deal",
        "Reports of a sale are completely false, the firm said",
        "The firm rejects recent claims of a sale",
        "Denial from Bergen: no sale of the library",
        "It isn't true that the library was sold",
        "维伦否认收购",
        "官方辟谣：图书馆没有出售",
        "Vellum: what was reported is not correct",
        "There are no talks between the two, a spokesman said.",
        "It's completely untrue, she said.",
        "Vellum is not in talks with Pipwick",
        "该说法与事实并不属实",
        "双方并无谈判",
        "维伦称收购消息不实",
        "收购一说纯属谣言",
        "維倫否認出售圖書館",
        "Vellum dementiert den Verkauf",
        "Vellum weist den Bericht zurück",
        "Vellum dément tout rachat",
        "Vellum desmintió la venta",
        "Vellum опровергла слухи о продаже",
        "ベラムは売却を否定した",
    ],
)
def test_a_denial_is_known(said: str) -> None:
    assert denies(said)


@pytest.mark.parametrize(
    "said",
    [
        "Judge denies Vellum's motion for a new trial",
        "Court denied the request",
        "Denial of service hits the library",
        "A denial-of-service attack hits the library",
        "False positives of the detector fall by 80%",
        "Vellum neither confirmed nor denied the talks",
        "Vellum did not immediately deny the report",
        "Vellum declined to confirm or deny it",
        "维伦未否认收购",
        "不可否认，这座图书馆很大",
        "这台机器不实用",
        "维伦上线AI谣言检测工具",
        "监管部门严打AI不实信息",
        "ベラムは売却を否定していない",
        "Vellum не отрицает продажу",
        "It was wrong to sell the library",
    ],
)
def test_what_is_refused_or_false_otherwise_is_not_denied(said: str) -> None:
    assert not denies(said)


@pytest.mark.parametrize(
    ("said", "is_confirmed"),
    [
        ("Vellum confirms the sale", True),
        ("维伦证实收购", True),
        ("Sale not confirmed yet", False),
        ("Vellum has yet to confirm the sale", False),
        ("Vellum declined to confirm the sale", False),
        ("Unconfirmed reports of a sale", False),
        ("收购消息未获证实", False),
    ],
)
def test_a_confirmation_is_known(said: str, *, is_confirmed: bool) -> None:
    assert (Verdict.CONFIRMED in verdicts_of(said)) is is_confirmed


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("Vellum denies a sale", "It is busy.", "Vellum denies a sale"),
        (
            "Vellum and Pipwick: what we know",
            "Reports said Vellum sold its library. This is not correct. The hall is open.",
            "Reports said Vellum sold its library. This is not correct.",
        ),
        ("Vellum's library", "Vellum denied on Monday that it sold it.", None),
        ("Vellum's library", "Many came. Vellum denied it had sold the library.", None),
        ("维伦图书馆仍在", "有消息称图书馆已售。维伦称相关报道并不属实。", None),
    ],
)
def test_a_report_that_denies_says_so_in_its_headline_or_its_opening(
    title: str, text: str, words: str | None
) -> None:
    report = article(title, text, language="zh-Hans" if "维" in title else "en")
    said = denial_of(report, SALE)
    assert said == words if words else denies(said)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Vellum sells library", "Vellum sold its library. It denied that jobs would be cut."),
        ("Vellum sued over manuals", "Pipwick sued Vellum. Vellum denied the claims."),
        ("Vellum sells library", f"{'All is well in Oslo. ' * 60}It denied that it was sold."),
        ("Vellum sells library", f"{'All is well. ' * 6}It denied that it sold the library."),
        ("Vellum sells library", "The hall is open."),
    ],
)
def test_what_is_denied_besides_or_by_the_accused_denies_no_report(title: str, text: str) -> None:
    assert denial_of(article(title, text), SALE) == ""


ORDER = article(
    "Vellum will put 1,200 humanoid robots to work",
    "Vellum Robotics has signed an order: Aldergate will rent 1,200 robots. Unions want talks.",
)
CHINESE_ORDER = article(
    "1200台机器人进仓库：Vellum拿下最大订单", "Vellum拿下订单。", language="zh-Hans"
)
TAKEOVER = article(
    "Pipwick to buy Vellum Robotics", "Pipwick is in talks to buy Vellum Robotics.", number=2
)
CHINESE_TAKEOVER = article("传Pipwick将收购Vellum", "Pipwick正洽谈收购。", language="zh-Hans")
DENIALS = [
    ("Pipwick denies it is in talks to buy Vellum Robotics", "It denied a report.", "en"),
    ("Pipwick denies Vellum takeover", "", "en"),
    ("Pipwick Denies It Wants To Buy Vellum Robotics", "It said so of Vellum Robotics.", "en"),
    ("Statement", "A paper says Pipwick will buy Vellum. This is not correct.", "en"),
    ("Statement", "A paper says Pipwick will buy Vellum. The reports are false.", "en"),
    ("Pipwick denies report", "Pipwick will not buy the robot maker Vellum Robotics.", "en"),
    ("Pipwick否认收购Vellum", "公司否认。", "zh-Hans"),
    ("声明", "有媒体称Pipwick将收购Vellum。该报道不属实。", "zh-Hans"),
    ("Pipwick dementiert die Übernahme von Vellum", "", "de"),
]


@pytest.mark.parametrize(("title", "text", "language"), DENIALS)
def test_a_denied_takeover_denies_the_takeover_and_no_order_of_goods(
    title: str, text: str, language: str
) -> None:
    report = article(title, text, language=language)
    for told in (TAKEOVER, CHINESE_TAKEOVER):
        assert denial_of(report, told)
    for told in (ORDER, CHINESE_ORDER):
        assert denial_of(report, told) == ""


@pytest.mark.parametrize(
    ("title", "headline", "is_denied"),
    [
        ("Vellum denies it tracks its readers", "Vellum tracked readers for years", True),
        ("Vellum denies it tracks its readers", "Vellum opens a hall in Oslo", False),
        ("Vellum denies report", "Vellum opens a hall in Oslo", True),
        ("Vellum denies layoffs", "Vellum to cut 500 jobs", True),
        ("Vellum denies layoffs", "Vellum to buy Pipwick", False),
        ("Vellum denies it will merge with Pipwick", "Vellum strikes deal with Pipwick", True),
        ("Vellum denies it will merge with Pipwick", "Vellum and Pipwick open a hall", False),
    ],
)
def test_the_act_or_the_object_denied_is_the_headlines(
    title: str, headline: str, *, is_denied: bool
) -> None:
    assert (denial_of(article(title, ""), article(headline, "")) != "") is is_denied


def test_a_denial_that_leans_denies_the_sentence_before() -> None:
    text = "It opened. It cost $40 million. That is false. The hall is large."
    ((start, end),) = denied_spans(text)
    assert text[start:end] == "It cost $40 million. That is false."
    assert list(denied_spans("It opened.")) == []
