"""What gathers several events is told from what tells one."""

import pytest

from bot.core.cluster import StoryIndex
from bot.core.features import features
from bot.core.news import StoryId
from bot.core.roundup import is_roundup

from .stories import NOON, VOCABULARY


@pytest.mark.parametrize(
    "title",
    [
        "Vellum Weekly Digest: chips, courts and a choir",
        "The week in AI: a quiet one",
        "Robots this week: Gale sold, Norra down, Quill sued",
        "Last month | what the harbour learned",
        "AI news roundup for Tuesday",
        "Machine Matters #214: What the harbour learned",
        "Lantern Podcast: Who owns a voice?",
        "Episode 31 — Teaching ferries to wait",
        "Gale Opens Its Weights, Norra Loses Its Chief, Courts Look at Choirs, Robots Peel Onions",
        "Gale Thinks Smarter, xNorra Joins Lantern, Robots Outperform Doctors",
        "The Lantern: Chips Leave Port, Judges Read Code, Teachers Ask Questions",
        "Moe, Too, Sees It; Vellum Sues Quill; Larynx Builds a Plant; Corvane Leaves the Board",
        "Vellum Sues Quill, Larynx+Corvane, $5 Billion in Sales, Elmbrook Votes on Power",
        "维伦起诉羽笔；喉音建设新工厂；科万离开董事会",
        "Gale opens its weights; Norra loses its chief; Halden votes on robots",
        "AI早报：Gale开源，Norra换帅",
        "8点1氪早报 | 海港上线机器人",
        "【日报】海港上线机器人",
        "科技晚报 Gale发布新模型",
        "一周要闻：海港、芯片与合唱团",
        "Gale开源新模型；Norra更换首席；海港投票",
        "Norra发布新耳机丨Gale开源新模型丨海港投票",
        "播客：谁拥有声音",
        "海港周刊第12期",
    ],
)
def test_a_series_or_a_list_gathers_news(title: str) -> None:
    assert is_roundup(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Gale opens its weights",
        "Gale, Norra and Lantern sign a safety pledge",
        "Sam Hill, Greg Dale, Ilse Moor leave Gale Labs",
        "Gale cuts prices, opens an office, and hires forty people",
        "Chips, ships and choirs: a mayor looks back",
        "Gale buys the makers of a podcast: report",
        "Google, Apple and Meta sign a pact",
        "Vellum opens Quill 3, its largest model, to schools",
        "Norra will open this week in Halden",
        "Gale opens this week: report",
        "Paper of the week: a robot that peels onions",
        "人民日报：Gale开源新模型",
        "联合早报称Gale将裁员",
        "据早报道，Norra发布新耳机",
        "Gale开源新模型，Norra随后跟进",
    ],
)
def test_one_event_is_no_list(title: str) -> None:
    assert not is_roundup(title)


def test_a_round_up_joins_nothing_and_nothing_joins_it() -> None:
    text = "Gale Labs opened the weights of its smallest model for everybody to use at home."
    news = features("Gale Labs opens its smallest model", text, "en", VOCABULARY)
    weekly = features("Weekly digest: Gale Labs opens its smallest model", text, "en", VOCABULARY)
    for first, second in ((news, weekly), (weekly, news)):
        index = StoryIndex()
        index.add(StoryId(1), first, "Herald", NOON)
        (look,) = index.nearest(second, NOON)
        assert look.refused == "roundup"
