"""Days of the week in a text: what claims one, and what only allows for it."""

import pytest

from bot.core.quantities.days import days


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It opens at the weekend", "en"),
        ("周末开放", "zh"),
        ("Offen am Wochenende", "de"),
        ("Ouvert le week-end", "fr"),
        ("Abre el fin de semana", "es"),
    ],
)
def test_a_weekend_may_be_either_of_its_days_and_claims_none(text: str, language: str) -> None:
    saturday, sunday = days(text, language)
    assert (saturday.value, sunday.value) == (5, 6)
    assert not saturday.is_claim
    assert not sunday.is_claim
