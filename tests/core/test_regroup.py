"""Articles looked at together: groups that no single article could see when it came."""

from datetime import timedelta
from itertools import combinations

from bot.core.cluster import WINDOW
from bot.core.features import features
from bot.core.likeness import Rarity
from bot.core.mending import Mending, plan_mending
from bot.core.news import ArticleId, StoryId
from bot.core.regroup import Report, compare, regroup

from .stories import NOON, VOCABULARY

FIRE_HARBOUR = (
    "A fire destroyed the Corner Books shop in Halden on Friday night",
    "The Corner Books shop in Halden is lost, its owner says after the fire",
    "Corner Books in Halden burns down, nobody was hurt in the fire",
    "The Corner Books fire in Halden began in the cellar, firefighters say",
)
FIRE_HILL = (
    "Man denies arson at the Corner Books shop in Mossby",
    "A fire damaged the Corner Books shop, and Mossby police question a man",
    "Fire at Corner Books in Mossby was arson, police say, and question a man",
    "Man questioned about the fire at the Corner Books shop denies arson, Mossby police say",
)
OTHERS = ("Rain is expected on the coast", "The library buys a piano", "A ferry loses its anchor")


def report(
    key: str,
    title: str,
    *,
    language: str = "en",
    publisher: str = "",
    later: timedelta = timedelta(0),
) -> Report:
    found = features(title, "", language, VOCABULARY)
    return Report(key=key, features=found, publisher=publisher, at=NOON + later)


def keys(reports: list[Report]) -> list[str]:
    return sorted(
        "".join(one.key[0] for one in group) for group in regroup(reports, compare(reports))
    )


def test_reports_of_one_event_become_one_group() -> None:
    reports = [report(f"a{n}", title) for n, title in enumerate(FIRE_HARBOUR)]
    reports += [report(f"o{n}", title) for n, title in enumerate(OTHERS)]
    assert keys(reports) == ["aaaa", "o", "o", "o"]


def test_two_groups_that_share_most_words_stay_two_where_each_has_its_own() -> None:
    reports = [report(f"a{n}", title) for n, title in enumerate(FIRE_HARBOUR)]
    reports += [report(f"b{n}", title) for n, title in enumerate(FIRE_HILL)]
    reports += [report(f"o{n}", title) for n, title in enumerate(OTHERS)]
    assert keys(reports) == ["aaaa", "bbbb", "o", "o", "o"]


def test_languages_meet() -> None:
    reports = [
        report("a", "OpenAI releases GPT-5.5 with a context of 400000 tokens"),
        report("b", "OpenAI发布GPT-5.5，上下文达400000 token", language="zh-Hans"),
        *(report(f"o{n}", title) for n, title in enumerate(OTHERS)),
    ]
    assert keys(reports) == ["ab", "o", "o", "o"]


def test_contradicting_evidence_keeps_groups_apart() -> None:
    reports = [
        report("a", "Anthropic raises $5 billion in a new funding round"),
        report("b", "Anthropic raises $30 billion in a new funding round"),
        *(report(f"o{n}", title) for n, title in enumerate(OTHERS)),
    ]
    assert keys(reports) == ["a", "b", "o", "o", "o"]


def test_rarity_learned_elsewhere_tells_a_few_reports_that_are_all_alike() -> None:
    pair = [report(f"a{n}", title) for n, title in enumerate(FIRE_HARBOUR[:2])]
    rarity = Rarity(1.0)
    for title in (*FIRE_HARBOUR, *OTHERS, *OTHERS):
        rarity.learn(features(title, "", "en", VOCABULARY))

    assert len(regroup(pair, compare(pair, rarity))) == 1
    for _ in range(30):
        rarity.learn(pair[0].features)
    assert len(regroup(pair, compare(pair, rarity))) == 1  # all words fade alike
    assert regroup([], compare([], rarity)) == []


def test_titles_that_share_little_but_a_product_are_no_event() -> None:
    reports = [
        report("a", "Agent view in Gale Studio"),
        report("b", "Introducing plugins in Gale Studio"),
        report("c", "Best practices for Gale Studio in the enterprise"),
        report("d", "Building agents for finance with Gale"),
        *(report(f"o{n}", title) for n, title in enumerate(OTHERS)),
    ]
    assert keys(reports) == ["a", "b", "c", "d", "o", "o", "o"]


def test_chinese_titles_that_each_name_something_else_must_be_more_alike() -> None:
    vellum = report("v", "Vellum发布新一代图像模型，支持手机运行", language="zh-Hans")
    rarity = Rarity(1.0)
    for title in ("Norra发布新一代语音模型，支持手机运行", "公司发布新一代语音模型，支持手机运行"):
        rarity.learn(features(title, "", "zh-Hans", VOCABULARY))
    other = report("n", "Norra发布新一代语音模型，支持手机运行", language="zh-Hans")
    unnamed = report("c", "公司发布新一代语音模型，支持手机运行", language="zh-Hans")

    assert len(regroup([vellum, other], compare([vellum, other], rarity))) == 2
    assert len(regroup([vellum, unnamed], compare([vellum, unnamed], rarity))) == 1


def test_time_and_a_common_publisher_ask_for_more_likeness() -> None:
    title = "Firefighters in Halden fought a blaze in an old mill"
    reports = [report("a", title), report("b", title, later=WINDOW + timedelta(hours=1))]
    assert keys(reports) == ["a", "b"]
    reports = [report("a", title, publisher="Herald"), report("b", title, publisher="Herald")]
    assert keys(reports) == ["ab"]
    reports += [
        report(
            "c", "A blaze in an old mill in Halden keeps firefighters busy", publisher="Courier"
        )
    ]
    assert keys(reports) == ["abc"]
    own = report(
        "d", "A blaze in an old mill in Halden keeps firefighters busy", publisher="Herald"
    )
    assert keys([*reports[:2], own]) == ["ab", "d"]


def placed(*groups: str) -> list[list[tuple[ArticleId, StoryId]]]:
    """Return groups written as `1a 2a 3b`: article 1 in story 1 (a), and so on."""
    return [
        [(ArticleId(int(one[:-1])), StoryId(ord(one[-1]) - ord("a") + 1)) for one in group.split()]
        for group in groups
    ]


def test_stories_of_one_group_become_the_eldest() -> None:
    plan = plan_mending(placed("1b 2a 3c", "4d"), settled=(), shown=())
    assert plan == [Mending((StoryId(1), StoryId(2), StoryId(3)), ())]


def test_what_nobody_saw_is_parted_and_its_part_goes_where_it_belongs() -> None:
    plan = plan_mending(placed("1a 2a", "3a 4b"), settled=(), shown=())
    assert plan == [Mending((StoryId(2),), ((StoryId(1), (ArticleId(3),)),))]


def test_what_a_reader_saw_is_never_parted_but_may_grow() -> None:
    assert plan_mending(placed("1a 2a", "3a 4b"), settled=(), shown={StoryId(1)}) == []
    plan = plan_mending(placed("1a 2a 5c", "3a"), settled=(), shown={StoryId(1)})
    assert plan == [Mending((StoryId(1), StoryId(3)), ())]


def test_a_shown_story_that_is_half_of_one_event_joins_none() -> None:
    assert plan_mending(placed("1a 2b", "3a"), settled=(), shown={StoryId(1)}) == []


def test_what_an_operator_put_together_stays() -> None:
    assert plan_mending(placed("1a 2b", "3b"), settled={StoryId(2)}, shown=()) == []


def test_two_single_reports_must_be_more_alike_than_groups_whose_mean_is_surer() -> None:
    one, two, three = (report(key, "A ferry sinks") for key in "abc")
    chinese = report("d", "一艘渡轮沉没", language="zh-Hans")

    assert len(regroup([one, two], {("a", "b"): 1.4})) == 2
    assert len(regroup([one, two], {("a", "b"): 1.5})) == 1
    mean = {("a", "b"): 1.5, ("a", "c"): 1.25, ("b", "c"): 1.25}
    assert len(regroup([one, two, three], mean)) == 1
    assert len(regroup([one, two, three], mean | {("b", "c"): 1.2})) == 2
    assert len(regroup([one, chinese], {("a", "d"): 1.0})) == 1


def test_two_groups_must_be_nearly_as_alike_across_as_each_is_within() -> None:
    reports = [report(key, "A ferry sinks") for key in "abcdef"]
    pairs = {
        (one, other): 2.0 if (one in "abc") == (other in "abc") else 0.0
        for one, other in combinations("abcdef", 2)
    }

    def across(likeness: float) -> int:
        return len(regroup(reports, {pair: held or likeness for pair, held in pairs.items()}))

    assert across(1.15) == 2
    assert across(1.25) == 1
