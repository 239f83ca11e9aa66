import pytest

from bot.core.genre import Genre, genre_of


@pytest.mark.parametrize(
    "title",
    [
        "How to run Quill on a phone",
        "A guide to the AI Act",
        "Quill explained",
        "What the Accountability Act says, and what it leaves open",
        "手把手教你部署 Quill",
        "一文读懂人工智能法案",
        "Quill 3 实测",
    ],
)
def test_what_explains_is_a_guide(title: str) -> None:
    assert genre_of(title) is Genre.GUIDE


@pytest.mark.parametrize(
    "title",
    [
        "Opinion: Nvidia is too large",
        "Why Google will lose",
        "Is this the end of OpenAI?",
        "Thoughts on the ban",
        "观点：英伟达太大了",
        "我们为什么需要开源",
        "英伟达会输吗？",
    ],
)
def test_what_argues_or_asks_is_an_opinion(title: str) -> None:
    assert genre_of(title) is Genre.OPINION


@pytest.mark.parametrize(
    "title",
    [
        "Windows preview of the Quill tool",
        "Microsoft ships a Windows preview of its notes tool",
        "Quill adds support for Nvidia cards",
        "Google announces Kit with Quill support",
        "Quill v0.12.3",
        "Vellum opens an office in Oslo",
        "维伦在杭州开设办公室",
        "谷歌应用新增支持深色模式",
    ],
)
def test_a_small_step_is_minor_whoever_takes_it(title: str) -> None:
    assert genre_of(title) is Genre.MINOR


@pytest.mark.parametrize(
    "title",
    [
        "Senate passes liability law",
        "Vellum releases a new model, Windows version to follow",
        "Vellum raises $40 million for its Windows app",
        "How many jobs were lost: 40,000 at banks alone",
        "国务院发布人工智能条例",
        "英伟达发布入门级显卡",
    ],
)
def test_everything_else_is_news(title: str) -> None:
    assert genre_of(title) is Genre.NEWS
