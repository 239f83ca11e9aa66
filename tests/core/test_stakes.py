import pytest

from bot.core.signals import sum_at_stake


@pytest.mark.parametrize(
    ("title", "text", "dollars"),
    [
        ("Vellum raises $40 million", "It has revenue of $900 million.", 40e6),
        ("Vellum raises $40 million at a $3 billion valuation", "", 40e6),
        ("Vellum raises money", "Vellum raised $40 million at a valuation of $3 billion.", 40e6),
        ("Vellum raises money", "Vellum has raised $40 million in its first round.", 40e6),
        ("Vellum valued at $3 billion", "It raised $40 million.", 40e6),
        ("Vellum valued at $3 billion", "It raised money on revenue of $9 million.", 3e9),
        ("Vellum, now worth $3 billion, raises $40 million", "", 40e6),
        ("Quill wins a place in a $500 billion market", "It pays $8 million.", 500e9),
        ("Vellum raises money", "Vellum raised $40 million on revenue of $900 million.", 40e6),
        (
            "Vellum raises money",
            "All is well. The round of $40 million was led by Corvane.",
            40e6,
        ),
        ("Vellum opens an office", "The market for pens is worth $50 billion.", 0),
        ("Vellum opens an office", "The maker, with a market cap of $5 billion, hires.", 0),
        ("Vellum opens an office", "All is well. Vellum was valued at $9 billion in May.", 0),
        ("Vellum opens an office", "All is well. It previously raised $900 million.", 0),
        ("Court fines Vellum", "The fine of €20 million is the largest yet.", 22e6),
        ("Vellum posts $57 billion in revenue", "", 57e9),
        ("A price", "It costs $5 a month.", 0),
        ("A bet", "The $2 billion project begins in May.", 2e9),
        ("A bet", "It begins in May. Some speak of $2 billion.", 0),
        ("A bet", "Nothing more. " * 80 + "Vellum raised $40 million.", 0),
    ],
)
def test_at_stake_is_what_the_news_is_about(title: str, text: str, dollars: float) -> None:
    assert sum_at_stake(title, text, "en") == pytest.approx(dollars)


@pytest.mark.parametrize(
    ("title", "text", "dollars"),
    [
        ("维伦完成融资", "维伦完成10亿美元融资，年收入达50亿美元。", 1e9),
        ("维伦完成融资", "公司成立于杭州。本轮融资规模达10亿美元，估值50亿美元。", 1e9),
        ("维伦完成10亿美元融资，投后估值达50亿美元", "", 1e9),
        ("维伦估值达50亿美元", "维伦完成10亿美元融资。", 1e9),
        ("维伦估值达50亿美元", "维伦获得新投资。", 5e9),
        ("维伦扩建工厂", "该市场规模预计达300亿美元。", 0),
        ("维伦扩建工厂", "此前公司融资8亿美元。", 0),
        ("维伦被罚", "监管机构对维伦处以2亿美元罚款，其市值为900亿美元。", 2e8),
    ],
)
def test_at_stake_is_read_in_chinese_too(title: str, text: str, dollars: float) -> None:
    assert sum_at_stake(title, text, "zh-Hans") == pytest.approx(dollars)
