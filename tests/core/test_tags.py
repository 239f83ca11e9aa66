import tomllib

import pytest

from bot.core.tags import MAX_TAGS, Taxonomy

from .stories import SEEDS, TAXONOMY

LANGUAGES = ("en", "zh-Hans", "zh-Hant", "es", "ru", "ja", "de", "fr")

SMALL = """
[[tag]]
key = "funding"
group = "business"
labels = { en = "Funding", zh-Hans = "融资" }
words = ["raises"]
[[tag]]
key = "chips"
group = "infrastructure"
labels = { en = "Chips", zh-Hans = "芯片" }
words = ["chip", "半导体"]
exact = ["ARM"]
weak = ["wafers"]
hints = ["Nvidia", "GPT"]
never = ["chip shop"]
"""


@pytest.fixture
def small() -> Taxonomy:
    return Taxonomy.load(SMALL)


def test_the_seed_has_every_tag_named_in_every_language() -> None:
    tags = tomllib.loads((SEEDS / "tags.toml").read_text(encoding="utf-8"))["tag"]
    assert len(tags) == 61
    assert {tuple(tag["labels"]) for tag in tags} == {LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_means_one_tag_only_whichever_language_it_is_in(language: str) -> None:
    for key in TAXONOMY.keys():  # noqa: SIM118 - the taxonomy is no dict
        assert TAXONOMY.resolve(key) == key
        assert TAXONOMY.resolve(TAXONOMY.label(key, language)) == key


@pytest.mark.parametrize(
    "name", ["chips", "芯片", "Semiconductors", "#chips", "CHIP", "半导体", "半導體", "＃芯片"]
)
def test_a_tag_resolves_by_any_name(name: str) -> None:
    assert TAXONOMY.resolve(name) == "chips"


@pytest.mark.parametrize(
    ("name", "key"),
    [("open_source", "open-source"), ("Open Source", "open-source"), ("m&a", "mergers")],
)
def test_separators_make_no_difference_to_a_name(name: str, key: str) -> None:
    assert TAXONOMY.resolve(name) == key


@pytest.mark.parametrize("name", ["", "#", "chps", "banana", "x" * 5000])
def test_what_is_no_name_resolves_to_nothing(name: str) -> None:
    assert TAXONOMY.resolve(name) is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("chps", "chips"),
        ("regulaton", "regulation"),
        ("roboics", "robotics"),
        ("心片", "chips"),
        ("多模太", "multimodal"),
        ("芯片公司", "chips"),
        ("nvidia", "chips"),
    ],
)
def test_a_slip_in_either_language_suggests_what_was_meant(typed: str, key: str) -> None:
    assert TAXONOMY.suggest(typed)[0] == key


@pytest.mark.parametrize(
    "typed", ["", "#", "zzzzzz", "苹果派", "nosuchtag", "footag", "sometag", "cooler"]
)
def test_nothing_is_suggested_for_what_is_like_nothing(typed: str) -> None:
    assert TAXONOMY.suggest(typed) == []


@pytest.mark.parametrize(
    ("typed", "key", "english", "chinese"),
    [
        ("chps", "chips", "Chips", "chips"),
        ("心片", "chips", "芯片", "芯片"),
        ("Halbleitr", "chips", "Halbleiter", "Halbleiter"),
        ("nvidia", "chips", "Chips", "芯片"),
    ],
)
def test_a_suggestion_is_spelled_like_what_was_typed(
    typed: str, key: str, english: str, chinese: str
) -> None:
    for language, spelling in (("en", english), ("zh-Hans", chinese)):
        assert TAXONOMY.spelling(key, typed, TAXONOMY.label(key, language)) == spelling


def test_suggestions_are_limited() -> None:
    assert len(TAXONOMY.suggest("data", n=2)) == 2


def test_a_label_is_shown_in_the_readers_language_or_in_english(small: Taxonomy) -> None:
    labels = [small.label("chips", language) for language in ("zh-Hans", "ko", "en")]
    assert labels == ["芯片", "Chips", "Chips"]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("regulacion", "regulation"),
        ("полупроводники", "chips"),
        ("Halbleiter", "chips"),
        ("energie", "energy"),
        ("データセンター", "data-centers"),
        ("晶片", "chips"),
        ("droit d'auteur", "copyright"),
    ],
)
def test_a_tag_answers_to_its_names_in_every_language_accents_or_not(typed: str, key: str) -> None:
    assert TAXONOMY.resolve(typed) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("regulacoin", "regulation"),
        ("полупроводник", "chips"),
        ("Halbleitr", "chips"),
        ("financment", "funding"),
        ("ロボツト", "robotics"),
        ("出口管治", "export-controls"),
    ],
)
def test_a_slip_in_any_language_suggests_what_was_meant(typed: str, key: str) -> None:
    assert TAXONOMY.suggest(typed)[0] == key


@pytest.mark.parametrize("typed", ["chps", "robotiks", "大模形", "Halbleitr"])
def test_a_slip_is_told_from_a_word(typed: str) -> None:
    assert TAXONOMY.is_slip(typed)


@pytest.mark.parametrize(
    "typed", ["手机", "汽车", "美国", "传闻", "苹果", "tesla", "music", "rumour", "训练"]
)
def test_a_word_of_its_own_is_no_slip_however_like_a_tag_it_is(typed: str) -> None:
    assert not TAXONOMY.is_slip(typed)


def test_a_general_tag_is_settled_by_the_title_not_in_passing() -> None:
    assert "llm" in TAXONOMY.tag("A new language model from Vellum", "")
    passing = TAXONOMY.tag("Vellum opens a chip plant", "Its language model comes next year.")
    assert "llm" not in passing


def test_an_unknown_key_is_shown_as_it_is(small: Taxonomy) -> None:
    assert small.label("vanished", "en") == "vanished"


def test_a_tag_knows_its_group(small: Taxonomy) -> None:
    assert small.group("chips") == "infrastructure"


@pytest.mark.parametrize(
    ("title", "body", "tags"),
    [
        ("Vellum raises $40 million", "", ["funding"]),
        ("New chip plant", "Vellum raises it.", ["chips", "funding"]),
        ("半导体工厂开工", "", ["chips"]),
        ("ARM licence", "", ["chips"]),
        ("An arm and a leg", "", []),
        ("Wafers grow", "", ["chips"]),
        ("A day out", "We saw wafers.", []),
        ("Nvidia grows", "", []),
        ("Nvidia grows", "It makes a chip.", ["chips"]),
        ("GPT-9 is fast", "", ["chips"]),
        ("Vellum releases a new model", "", []),
        ("The best chip shop in town", "", []),
        ("A fried fish and a chip from the chip shop", "", ["chips"]),
        ("", "", []),
    ],
)  # fmt: skip
def test_an_article_is_tagged_by_its_words_the_best_first(
    small: Taxonomy, title: str, body: str, tags: list[str]
) -> None:
    assert small.tag(title, body) == tags


def test_a_long_body_must_speak_of_a_topic_more_than_once(small: Taxonomy) -> None:
    filler = "They talked about the weather for a long time. " * 120
    assert small.tag("A quiet day", filler + "One chip.") == []


def test_an_article_about_everything_has_no_more_tags_than_fit() -> None:
    everything = ", ".join(TAXONOMY.label(key, "en") for key in TAXONOMY.keys())  # noqa: SIM118
    assert len(TAXONOMY.tag(everything, "")) == MAX_TAGS


@pytest.mark.parametrize(
    ("title", "body", "wrong"),
    [
        ("Vellum hires for Superintelligence Labs", "", "safety"),
        ("Vellum Superintelligence Hires Ten", "It joins Vellum Superintelligence.", "safety"),
        ("维伦挖走十人，加入超级智能实验室", "超级智能实验室由维伦设立。", "safety"),
        ("Pentagon blacklists Vellum", "The blacklist is secret.", "export-controls"),
        ("维伦发布代码审查插件", "插件符合合规要求。", "regulation"),
        ("Vellum raises its forecast", "It raises its revenue guidance to $9 billion.", "funding"),
        ("Vellum raises $40 million", "A round led by Benchmark was closed.", "benchmarks"),
        ("Vellum Raises $40 Million From Benchmark", "It was led by Benchmark.", "benchmarks"),
        ("Scaling Bayesian inference", "Bayesian inference is slow.", "inference"),
        ("Auditing Games for Sandbagging", "In auditing games models hide.", "entertainment"),
        ("Larynx has cash for the runway", "A cursor moves.", "video-generation"),
        ("Quill invests in Nvidia", "The firm said so.", "chips"),
        ("Vellum shares fall", "Revenue was down 5% and the stock is down too.", "outages"),
        ("Model learns fault diagnosis", "工厂用模型做故障诊断。", "outages"),
        ("A power outage in Oslo", "The grid failed in a storm.", "outages"),
    ],
)
def test_names_and_other_meanings_say_nothing_of_a_topic(
    title: str, body: str, wrong: str
) -> None:
    assert wrong not in TAXONOMY.tag(title, body)


@pytest.mark.parametrize(
    ("title", "body", "right"),
    [
        ("New Superintelligence Lab Opens", "It studies superintelligence.", "safety"),
        ("Benchmark for agents", "The benchmark tests agents.", "benchmarks"),
        ("Gaming studio builds a video game", "", "entertainment"),
        ("GPT-9 beats experts", "", "llm"),
        ("Quill for Government", "It sells pens to the Federal Government.", "policy"),
        ("Runway shows a new cut", "", "video-generation"),
        ("阿登收紧芯片出口：互联带宽超标须申请许可", "", "export-controls"),
        ("Data office orders Quill to delete chats", "", "regulation"),
        ("维伦挖走科万两名高管", "", "people"),
        ("Vellum suffers a worldwide outage", "", "outages"),
        ("Quill is down for thousands of users", "Its status page tells of errors.", "outages"),
        ("维伦聊天助手全球宕机四小时", "", "outages"),
        ("维伦云服务中断，已恢复服务", "", "outages"),
    ],
)
def test_the_same_words_say_it_where_they_mean_it(title: str, body: str, right: str) -> None:
    assert right in TAXONOMY.tag(title, body)


SCANS = "A hospital tried a tool on its scans. {} the doctor said."


@pytest.mark.parametrize(
    ("body", "is_about"),
    [
        (SCANS.format("“Haste is not safety,”"), False),
        (SCANS.format('"Haste is not safety,"'), False),
        ("医院试用了一款读片工具。“求快并不等于安全性，”医生说。", False),
        ("Das Haus prüft Bilder. «Haste is not safety», sagt der Arzt.", False),
        (SCANS.format("“Haste is not safety, and hallucination is a harm,”"), True),
        (SCANS.format("“Haste is not safety,”") + " It met a rule of safety.", True),
        ("The firm has an “AI safety” team.", True),
    ],
)
def test_one_word_of_a_quotation_is_no_topic(body: str, is_about: bool) -> None:  # noqa: FBT001 - a case
    assert ("safety" in TAXONOMY.tag("Hospital tries a tool", body)) is is_about
    assert "safety" in TAXONOMY.tag("Hospital doubts the safety of a tool", body)


def test_an_event_counts_where_its_object_is_told() -> None:
    assert "model-release" in TAXONOMY.tag("Quill releases a new model", "")
    assert "model-release" not in TAXONOMY.tag("Quill releases a report on pens", "")
    told = TAXONOMY.tag("Quill news", "Today Quill releases a new model. " + "It writes. " * 300)
    assert "model-release" in told


@pytest.mark.parametrize("broken", ["[[tag", "tags = []", '[[tag]]\nkey = "x"\ngroup = "y"'])
def test_a_broken_file_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Taxonomy.load(broken)


@pytest.mark.parametrize(
    "title",
    ["Potato chips recalled in Ohio", "Bakery adds chocolate chips", "Oslo is no bargaining chip"],
)
def test_a_chip_to_eat_or_to_bargain_with_is_no_semiconductor(title: str) -> None:
    assert "chips" not in TAXONOMY.tag(title, "It was told on Monday.")
