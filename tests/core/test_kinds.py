"""What happened, as a kind: two kinds that happen to one company are two stories."""

import pytest

from bot.core.cluster import StoryIndex, features
from bot.core.news import StoryId

from .stories import NOON, VOCABULARY


def kinds(title: str, text: str = "", language: str = "en") -> set[str]:
    return set(features(title, text, language, VOCABULARY).evidence.kinds.title)


@pytest.mark.parametrize(
    ("english", "chinese", "kind"),
    [
        ("Vellum in talks to buy Quill", "维伦洽谈收购Quill", "takeover"),
        ("Vellum wins its largest order", "维伦获最大订单", "order"),
        ("Authors sue Vellum", "作家起诉维伦", "suit"),
        ("Vellum settles with authors", "维伦与作家和解", "suit"),
        ("Vellum raises $2 billion", "维伦融资20亿美元", "funding"),
        ("Vellum down in worldwide outage", "维伦全球宕机", "outage"),
        ("Vellum's quarterly results beat hopes", "维伦公布财报", "results"),
        ("Vellum lays off 600 people: job cuts", "维伦裁员600人", "layoffs"),
        ("Vellum lays off 600", "维伦裁员600人", "layoffs"),
        ("Vellum is laying off 600", "維倫裁員600人", "layoffs"),
        ("Vellum hit by outage", "維倫大當機", "outage"),
        ("Chief of Vellum stepped down", "维伦首席执行官辞职", "people"),
        ("Vellum went public", "维伦上市", "listing"),
        ("Vellum hires a chief scientist", "维伦聘请首席科学家", "people"),
        ("Anthropic releases Claude Quill", "Anthropic发布Claude", "launch"),
    ],
)
def test_a_title_tells_its_kind_in_both_languages(english: str, chinese: str, kind: str) -> None:
    assert kinds(english) == kinds(chinese, language="zh-Hans") == {kind}


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        (
            "takeover",
            [
                "es: Vellum adquiere Quill por 2.000 millones",
                "de: Vellum übernimmt Quill",
                "fr: Vellum rachète Quill",
                "ru: Vellum купила Quill",
                "ja: ベラム、クイルを買収",
            ],
        ),
        (
            "order",
            [
                "es: Vellum logra un pedido de 1.200 robots",
                "de: Vellum erhält Großauftrag",
                "fr: Vellum décroche une commande de 1 200 robots",
                "ru: Vellum получила заказ на 1200 роботов",
                "ja: ベラム、ロボット1200台を受注",
            ],
        ),
        (
            "funding",
            [
                "es: Vellum cierra una ronda de financiación",
                "de: Vellum schließt Finanzierungsrunde ab",
                "fr: Vellum lève 2 milliards",
                "ru: Vellum привлекла 2 млрд долларов",
                "ja: ベラム、20億ドルを調達",
            ],
        ),
        (
            "suit",
            [
                "es: Autores demandan a Vellum",
                "de: Autoren verklagen Vellum",
                "fr: Des auteurs portent plainte contre Vellum",
                "ru: Писатели подали в суд на Vellum",
                "ja: 作家らがベラムを提訴",
            ],
        ),
        (
            "outage",
            [
                "es: Caída mundial de Vellum",
                "de: Störung bei Vellum",
                "fr: Vellum en panne dans le monde entier",
                "ru: Сбой в работе Vellum",
                "ja: ベラムでシステム障害",
            ],
        ),
        (
            "layoffs",
            [
                "es: Vellum despide a 600 empleados",
                "de: Vellum streicht 600 Stellen",
                "fr: Vellum supprime 600 postes",
                "ru: Vellum увольняет 600 человек",
                "ja: ベラム、600人を解雇",
            ],
        ),
        (
            "people",
            [
                "es: Dimite la directora de Vellum tras una ronda de inversión",
                "de: Chef von Vellum tritt zurück nach Übernahme durch Quill",
                "fr: Après le rachat de Quill, le patron de Vellum démissionne",
                "ru: Глава Vellum уходит в отставку после слияния",
                "ja: クイル買収後、ベラムCEOが辞任",
            ],
        ),
        (
            "launch",
            [
                "es: Anthropic lanza Claude Quill 3",
                "de: Anthropic veröffentlicht Claude Quill 3",
                "fr: Anthropic dévoile Claude Quill 3",
                "ru: Anthropic выпустила Claude Quill 3",
                "ja: Anthropic、Claude Quill 3を発表",
            ],
        ),
    ],
)
def test_a_title_tells_its_kind_in_every_other_language(kind: str, titles: list[str]) -> None:
    for told in titles:
        language, _, title = told.partition(": ")
        assert kinds(title, language=language) == {kind}, told


def test_all_steps_of_a_takeover_are_one_kind() -> None:
    steps = ("in talks to buy Quill", "completes acquisition of Quill", "drops takeover of Quill")
    assert {frozenset(kinds(f"Vellum {step}")) for step in steps} == {frozenset({"takeover"})}


def test_what_is_announced_is_a_launch_only_beside_a_product_or_a_version() -> None:
    assert kinds("Vellum announces a new tower") == set()
    assert kinds("Vellum announces Quill 2.5") == {"launch"}
    assert kinds("OpenAI announces layoffs") == {"layoffs"}


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Vellum hires a chief days after raising $2 billion", "en"),
        ("融资20亿美元后，维伦聘请首席科学家", "zh-Hans"),
    ],
)
def test_what_happened_before_is_not_what_is_told(title: str, language: str) -> None:
    assert kinds(title, language=language) == {"people"}


def test_where_the_title_tells_none_the_first_sentence_does() -> None:
    text = "Vellum has its largest order so far. It was sued in March."
    evidence = features("Robots for 26 warehouses", text, "en", VOCABULARY).evidence
    assert evidence.kinds.title == evidence.kinds.whole == {"order"}


TALKS = (
    "Vellum Labs in talks to buy Quill Robotics, sources say",
    (
        "Vellum Labs is in early talks to buy Quill Robotics, people who know of the talks said."
        " Quill builds the Ambler humanoid robot; Ostwick has firm orders for 1,200 machines."
    ),
)
DENIAL = (
    "Vellum Labs denies it is in talks to buy Quill Robotics",
    (
        "Vellum Labs has denied that it is in talks to buy Quill Robotics, maker of the Ambler"
        " humanoid robot."
    ),
)
ORDER = (
    "Quill Robotics wins its largest order: 1,200 humanoid robots",
    (
        "Quill Robotics has won its largest order, for 1,200 Ambler humanoid robots. Ostwick puts"
        " the machines of Quill Robotics in its warehouses."
    ),
)


@pytest.mark.parametrize(("report", "joins"), [(DENIAL, True), (ORDER, False)])
def test_talks_and_their_denial_are_one_story_and_an_order_is_another(
    report: tuple[str, str], *, joins: bool
) -> None:
    index = StoryIndex()
    index.add(StoryId(1), features(*TALKS, "en", VOCABULARY), "One", NOON)
    placement = index.place(features(*report, "en", VOCABULARY), NOON, "Other")
    assert (placement.story_id == 1) is joins
