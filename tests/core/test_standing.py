import pytest

from bot.core.standing import named_giants, named_powers, speaks_of_offices

from .stories import VOCABULARY


@pytest.mark.parametrize(
    ("title", "text", "count"),
    [
        ("NVIDIA grows", "Nvidia, 英伟达 and 辉达", 1),
        ("谷歌发布财报", "Google DeepMind and Alphabet", 1),
        ("Google and Nvidia", "AWS and 亚马逊", 3),
        ("Vellum", "Claude and ChatGPT", 0),
        ("An apple a day", "the amazon and a meta study", 0),
    ],
)
def test_a_company_counts_once_whatever_it_is_called(title: str, text: str, count: int) -> None:
    assert named_giants(title, text, VOCABULARY) == count


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Quill gets faster", "It runs on Nvidia and is cheaper than Google."),
        ("Quill gets faster", "It is tuned for Nvidia GPUs, with Microsoft Azure accounts."),
        ("Former OpenAI engineer founds Vellum", "She had been an engineer."),
        ("Vellum opens an office", "It sells pens. " * 30 + "Google sells pens too."),
        ("维伦发布新工具", "它运行于英伟达显卡，媲美谷歌。"),
    ],
)
def test_a_company_that_is_only_used_compared_or_recalled_does_not_count(
    title: str, text: str
) -> None:
    assert named_giants(title, text, VOCABULARY) == 0


def test_what_befalls_the_wares_of_a_title_befalls_their_maker() -> None:
    assert named_giants("Beijing bans Nvidia chips", "", VOCABULARY) == 1


@pytest.mark.parametrize(
    ("title", "text", "count"),
    [
        ("White House", "The White House and the EU met the European Commission.", 2),
        ("European startup hires", "It sells in Europe.", 0),
        ("Beijing tightens rules", "", 1),
        ("Vellum hires", "The Beijing-based firm has an office in Washington.", 0),
        ("The president of Vellum", "Regulators and the government look on.", 0),
    ],
)
def test_a_power_is_an_authority_with_a_name(title: str, text: str, count: int) -> None:
    assert named_powers(title, text, VOCABULARY) == count


def test_offices_without_a_name_are_known_as_such() -> None:
    assert speaks_of_offices("", "Regulators look on.")
    assert speaks_of_offices("总统签署", "")
    assert not speaks_of_offices("The president of Vellum", "He said so.")


def test_an_office_that_something_is_sold_to_does_nothing() -> None:
    assert not speaks_of_offices("Introducing Quill for Government", "We bring it to government.")
