import pytest

from bot.core.standing import named_giants, named_powers, speaks_of_offices

from .stories import NOON, VOCABULARY, article, material, scored


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
        ("OpenAI rival Vellum raises money", "It grows."),
        ("Google’s biggest competitors hire", "They grow."),
        ("Vellum grows", "It competes with Google and Meta, and is a challenger to OpenAI."),
        ("Nvidia-backed Vellum hires", "Vellum, backed by Microsoft, grows."),
        ("OpenAI veterans found Vellum", "OpenAI's former chief is with them."),
        ("谷歌竞争对手维伦完成融资", "OpenAI前研究员创立了它。"),
        ("英伟达支持的维伦完成融资", "维伦叫板OpenAI和谷歌。"),
    ],
)
def test_a_company_that_is_only_used_compared_or_recalled_does_not_count(
    title: str, text: str
) -> None:
    assert named_giants(title, text, VOCABULARY) == 0


@pytest.mark.parametrize(
    "title",
    [
        "OpenAI rival Anthropic hires",
        "Vellum raises money in a round backed by Nvidia",
        "Nvidia backs Vellum",
        "Google sues rivals",
        "OpenAI partners with Vellum",
        "英伟达投资的工厂开工",
        "谷歌投资维伦",
    ],
)
def test_a_company_that_acts_beside_another_counts(title: str) -> None:
    assert named_giants(title, "", VOCABULARY) == 1


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


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Large labs fall short, study finds", "None of OpenAI, Google and Meta has a plan."),
        ("Chatbots err", "Researchers at Oxford found that OpenAI and Google answer wrongly."),
        ("Study: Google favours the West", "A survey compared it with Meta."),
        ("研究发现大型实验室安全不足", "OpenAI、谷歌和Meta均没有计划。"),
    ],
)
def test_a_study_is_no_act_of_the_companies_it_looks_at(title: str, text: str) -> None:
    assert named_giants(title, text, VOCABULARY) == 0


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Anthropic study finds models lie", "They lied."),
        ("Models lie, study by Google finds", "They lied."),
        ("Anthropic研究发现模型会说谎", "它们说谎。"),
        ("Meta bars teens after study finds harm", "It acts now."),
    ],
)
def test_a_study_is_an_act_of_its_authors_and_what_comes_of_it_another(
    title: str, text: str
) -> None:
    assert named_giants(title, text, VOCABULARY) == 1


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Quill for Government", "It is made for the Pentagon and the FDA."),
        ("Quill for the US Government", "Agencies such as the Pentagon rent a government cloud."),
        ("Quill for Government", "The FDA and the Pentagon already use it."),
        ("维伦推出面向美国政府的工具", "供五角大楼使用。"),
        ("维伦推出政府版", "五角大楼已使用。"),
    ],
)
def test_a_customer_is_no_power_at_work(title: str, text: str) -> None:
    assert named_powers(title, text, VOCABULARY) + speaks_of_offices(title, text) == 0


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Pentagon bans Quill", "It calls it a risk."),
        ("Vellum sues", "It sues after the Pentagon banned Quill."),
        ("五角大楼禁止使用维伦", "此举引发争议。"),
    ],
)
def test_a_power_that_acts_counts(title: str, text: str) -> None:
    assert named_powers(title, text, VOCABULARY) == 1


def test_policy_that_nobody_in_power_makes_is_half_an_event() -> None:
    product = article("OpenAI launches Quill for Government", "It is sold to the Pentagon.")
    order = article("White House orders tests of OpenAI", "The order takes effect in May.")
    sold, ordered = (scored(material(one), ["policy"], NOON) for one in (product, order))
    assert sold.facts["powers"] == 0
    assert sold.impact + 20 < ordered.impact
