"""Which amounts of two publishers dispute each other."""

from dataclasses import replace

import pytest

from .test_analysis import LEAD, RIVAL, known


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Vellum's revenue hits $5 billion", "Vellum spends $6 billion on looms"),
        ("Vellum raises $40 million", "Vellum fined $45 million"),
        ("Vellum raises $40 million", "Vellum raises €45 million"),
        ("Vellum's sales grow by 40%", "Vellum raises €45 million"),
        ("Vellum's revenue was $4.2 billion", "Vellum's net income was $3.1 billion"),
        ("Operating income was $20.4 billion at Vellum", "Net income was $18.3 billion at Vellum"),
        ("Vellum's gross profit was $20 billion", "Vellum's profit was $18 billion"),
        ("Vellum's operating loss was $20 billion", "Vellum's net loss was $18 billion"),
        ("Vellum's costs were $20 billion", "Vellum's revenue was $18 billion"),
        ("Vellum's free cash flow hits $20 billion", "Vellum's net profit hits $18 billion"),
        ("Vellum plans $20 billion of bonds", "Vellum has orders of $18 billion"),
        ("Vellum promises looms for $20 billion", "Vellum gets $18 billion from Oslo"),
        ("维伦营业利润达200亿美元", "维伦净利润达180亿美元"),
        ("维伦营收达200亿美元", "维伦净收入达180亿美元"),
        ("维伦估值200亿美元", "维伦融资180亿美元"),
        (
            "Vellum in talks to sell library for $50 million",
            "Vellum sells library for $45 million",
        ),
    ],
)
def test_amounts_of_different_things_or_steps_are_no_dispute(mine: str, theirs: str) -> None:
    one = replace(LEAD, title=mine, text="")
    other = replace(RIVAL, title=theirs, text="")
    assert known(one, other, lead=other).disputed == ()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Vellum's net income was $20 billion", "Vellum posts net profit of $18 billion"),
        ("Vellum posts operating income of $20 billion", "Operating profit was $18 billion"),
        ("Vellum's revenue was $20 billion", "Vellum posts sales of $18 billion"),
        ("维伦净利润达200亿美元", "Vellum's net income was $18 billion"),
        ("维伦营业收入达200亿美元", "Vellum's revenue was $18 billion"),
        ("Vellum puts $40 million into looms", "Vellum puts $45 million into looms"),
    ],
)
def test_amounts_of_one_thing_are_disputed(mine: str, theirs: str) -> None:
    one = replace(LEAD, title=mine, text="", language="zh-Hans" if mine[0] == "维" else "en")
    other = replace(RIVAL, title=theirs, text="")
    assert len(known(one, other, lead=other).disputed) == 1
