"""Nobody's words are cut short, in whatever marks they stand."""

import pytest

from bot.core.summary import sentences_of


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("“The plant in Ohio opens in May.", "“The plant in Ohio opens in May,” she said."),
        ('And it hires 300 people there soon."', '"It hires 300 people there," she said soon.'),
        ("„Das Werk in Ohio öffnet im Mai.", "„Das Werk in Ohio öffnet im Mai“, sagte sie."),
        ("«El taller de Ohio abre en mayo.", "«El taller de Ohio abre en mayo», dijo."),
        (
            "「工場は五月にオハイオで稼働します。",
            "「工場は五月にオハイオで稼働します」と述べた。",
        ),
    ],
)
def test_half_a_quotation_is_no_whole_sentence(half: str, whole: str) -> None:
    assert sentences_of(f"{half}\n\nThey met on Monday in Ohio.", "")[0][:9] == "They met "
    assert sentences_of(whole, "") == (whole,)
