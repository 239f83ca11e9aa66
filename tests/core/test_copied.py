"""Quotations, links, cut words and sentences of another language, as a text copies them."""

import pytest

from bot.core.check import FaultKind, Gate
from bot.core.check.quoted import quotations
from bot.core.check.wording import wording_faults
from bot.core.news import Origin, Text

from .stories import VOCABULARY, article

ENGLISH = article(
    "Corvane plans data centres for its models",
    "Corvane will build data centres in Norway, made with Node.js.\n\n“We will build in twelve"
    " countries at once,” said Lena Ortiz. “Nobody loses work,” she said. See corvane.example.",
)
GERMAN = article(
    "Corvane plant Rechenzentren",
    "Corvane baut. „Wir werden in zwölf Ländern gleichzeitig bauen“, sagte Lena Ortiz.",
    language="de",
)
CHINESE = article(
    "科尔文将建设数据中心",
    "科尔文将在挪威建设数据中心。负责人说：“我们会同时在十二个国家动工建设。”《人工智能治理办法》已经生效。",
    language="zh-Hans",
)


def found(kind: FaultKind, words: str, language: str = "en", *, title: bool = False) -> list[str]:
    text = Text(
        language=language,
        title=words if title else "Corvane",
        summary="" if title else words,
        analysis="",
        origin=Origin.MODEL,
    )
    sources = [CHINESE] if language == "en" and "twelve countries at" in words else [ENGLISH]
    if language == "fr":
        sources = [GERMAN]
    return [f.words for f in Gate.of(sources, VOCABULARY).check([text]) if f.kind is kind]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("“Nobody keeps work,” said Lena Ortiz.", "en"),
        ("'We will build in twenty countries,' said Lena Ortiz.", "en"),
        ("She said: 'Everybody loses work.'", "en"),
        ('"We will not build in twelve countries at once," she said.', "en"),
        ("负责人表示：“我们不会同时在十二个国家动工建设。”", "zh-Hans"),
        (
            "« Nous n’allons pas construire dans douze pays en même temps », a dit Lena Ortiz.",
            "fr",
        ),
        ("»Nous ne construirons jamais dans douze pays en même temps«, a dit Lena Ortiz.", "fr"),
    ],
)
def test_a_false_quotation_is_found(words: str, language: str) -> None:
    assert len(found(FaultKind.QUOTATION, words, language)) == 1


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("'Nobody loses work,' said Lena Ortiz.", "en"),
        ("It is the firms' plan, and the '90s won't come back in the towns' centres.", "en"),
        ("A “data centre” is built.", "en"),
        ("“We will build in twelve countries at once,” the head said.", "en"),
        ("The “Measures for the Governance of AI, twelve countries at” say so.", "en"),
        ("负责人表示：“我们将同时在十二个国家建设。”", "zh-Hans"),
        ("负责人表示：“没有人失业。”", "zh-Hans"),
        ("« Nous allons construire dans douze pays en même temps », a dit Lena Ortiz.", "fr"),
    ],
)
def test_a_true_quotation_is_not(words: str, language: str) -> None:
    if "Measures" not in words:
        assert found(FaultKind.QUOTATION, words, language) == []


@pytest.mark.parametrize("sign", [*"“「『„«»‘", "‘ ", " 'a", "“「‘ '«"])
def test_a_text_of_one_sign_is_read_in_one_pass(sign: str) -> None:
    assert quotations(sign * (20_000 // len(sign)) + "\n“Nobody loses work”") == [
        "Nobody loses work"
    ]


def test_a_source_of_one_sign_is_read_in_one_pass() -> None:
    source = article("科尔文", "《" * 20_000, language="zh-Hans")
    words = "“Nobody loses work,” said Lena Ortiz."
    text = Text(language="en", title="", summary=words, analysis="", origin=Origin.MODEL)
    faults = Gate.of([source], VOCABULARY).check([text])
    assert [f.words for f in faults if f.kind is FaultKind.QUOTATION] == ["Nobody loses work,"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("“ She says “we will build it” today.", "we will build it"),
        (
            "'We give 'em the firm's work, don't we?' she said.",
            "We give 'em the firm's work, don't we?",
        ),
        ("It's 'a plan, 'we build it now' she said.", "we build it now"),
    ],
)
def test_a_quotation_begins_at_the_last_sign_before_its_end(words: str, said: str) -> None:
    assert quotations(words) == [said]


@pytest.mark.parametrize(
    "link",
    ["corvane.win", "corvane.co.uk", "CORVANE.BET", "Corvane.Win", "t.me/corvane", "корван.рф",
     "xn--80ak6aa92e.com", "@corvane", "https://corvane.bet/x", "www.corvane.bet"],
)  # fmt: skip
def test_what_can_be_tapped_is_a_link(link: str) -> None:
    assert found(FaultKind.LINK, f"Corvane builds, see {link} for more") == [link]
    assert found(FaultKind.LINK, f"科尔文建设，见{link}。", "zh-Hans") == [link]


@pytest.mark.parametrize(
    "words",
    ["Corvane, e.g. in Norway at 8 a.m. or in the U.S.", "It uses Node.js, see corvane.example.",
     "Corvane baut z.B. in Norwegen, d.h. bald.", "It is v1.5 of Corvane."],
)  # fmt: skip
def test_what_only_has_a_point_in_it_is_none(words: str) -> None:
    assert found(FaultKind.LINK, words) == []


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Corvane to open many data cen", "en"),
        ("Corvane to open many data cent", "en"),
        ("Corvane to build in Nor", "en"),
        ("Corvane to build for its mod", "en"),
    ],
)
def test_a_title_may_not_end_inside_a_word(title: str, language: str) -> None:
    assert len(found(FaultKind.TRUNCATED, title, language, title=True)) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Corvane to open one data centre",
        "Corvane to open many data centers",
        "Corvane shows a model",
        "Corvane builds with care",
        "Corvane to build with a plan",
        "Corvane goes for GPT-5",
        "Build",
        "Corvane to use chat-bots",
    ],
)
def test_a_title_may_end_in_a_word_of_its_own(title: str) -> None:
    assert found(FaultKind.TRUNCATED, title, title=True) == []


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("The deal would be a disaster for the compan.", "en"),
        ("Nobody knew why the shares fell so qui.", "en"),
        ("The firm will not depend on any single W.", "en"),
        ("Corvane construirá un nuevo edific.", "es"),
        ("Corvane baut ein neues Werk und wird wachse. Es wird teuer und gefährl.", "de"),
        ("Компания построит новый заво.", "ru"),
        ("The deal should close within a.", "en"),
        ("Der Abschluss wird im.", "de"),
        ("L’opération devrait aboutir au.", "fr"),
        ("El acuerdo se cerrará en.", "es"),
        ("Сделку планируют закрыть до.", "ru"),
    ],
)
def test_a_sentence_may_not_end_inside_a_word_that_no_source_has(
    words: str, language: str
) -> None:
    assert found(FaultKind.TRUNCATED, words, language) == [words[-30:]]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Corvane works on observability and tokenization.", "en"),
        ("Corvane sells chips, halls, etc.", "en"),
        ("Corvane raised money in its Series B.", "en"),
        ("Lena Ortiz knows it better than I.", "en"),
        ("Corvane builds data centres with Node.js.", "en"),
        ("Компания вложит пять млрд.", "ru"),
        ("It is what halls are made of, and where chips come from.", "en"),
        ("Corvane baut Rechenzentren und stellt sie fertig.", "de"),
    ],
)
def test_a_sentence_may_end_in_a_new_or_short_word(words: str, language: str) -> None:
    assert found(FaultKind.TRUNCATED, words, language) == []


def test_a_chinese_title_may_not_lack_its_end() -> None:
    def cut(title: str) -> list[str]:
        text = Text(language="zh-Hans", title=title, summary="", analysis="", origin=Origin.MODEL)
        faults = Gate.of([CHINESE], VOCABULARY).check([text])
        return [f.words for f in faults if f.kind is FaultKind.TRUNCATED]

    assert cut("科尔文将建设数据中") == ["科尔文将建设数据中|心"]
    assert cut("科尔文将建设数据中心") == []
    assert cut("科尔文将建设") == []


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("科尔文将建设。Corvane said on Monday it would build. It plans Twelve.", "zh-Hans"),
        ("コルベーンは建設する。The firm will hire Lena Ortiz and pay for all of it.", "ja"),
        ("Компания строит. The firm will hire Lena Ortiz and pay for all of it.", "ru"),
    ],
)  # fmt: skip
def test_latin_sentences_do_not_belong_in_another_script(words: str, language: str) -> None:
    assert FaultKind.LANGUAGE in {kind for kind, _ in wording_faults(words, language, "summary")}


def test_latin_names_and_works_do() -> None:
    words = (
        "论文《The Limits of Thinking in the Age of Models and of the Web》由Bank of the West"
        "资助，作者来自奥斯陆的一所大学，文章讨论了模型在推理中的局限。"
    )
    assert FaultKind.LANGUAGE not in {k for k, _ in wording_faults(words, "zh-Hans", "summary")}


def test_a_translated_quotation_may_name_a_firm_and_begin_with_any_word() -> None:
    source = article("Corvane builds", "“We are not trying to replace Nvidia,” said Lena Ortiz.")
    for language, said in (
        ("fr", "« Nous ne voulons pas remplacer Nvidia », dit Lena Ortiz. L’entreprise grandit."),
        ("zh-Hans", "莱娜·奥尔蒂斯说：“我们并不想取代英伟达。”"),
    ):  # fmt: skip
        text = Text(language=language, title="", summary=said, analysis="", origin=Origin.MODEL)
        faults = Gate.of([source], VOCABULARY).check([text])
        assert [f.words for f in faults if f.kind in {FaultKind.QUOTATION, FaultKind.NAME}] == []
