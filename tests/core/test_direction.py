import pytest

from bot.core.text import isolated


@pytest.mark.parametrize("text", ["", "Nvidia", "芯片", "Новости 5", "¿Qué?"])
def test_text_from_left_to_right_stays_as_it_is(text: str) -> None:
    assert isolated(text) == text


@pytest.mark.parametrize("text", ["الجزيرة", "AI חדשות", "نسخة 2.0"])
def test_text_from_right_to_left_turns_nothing_around_it(text: str) -> None:
    assert isolated(text) == f"\u2068{text}\u2069"
