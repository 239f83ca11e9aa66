import pytest

from bot.core import signals


@pytest.mark.parametrize(("value", "share"), [(0, 0), (10, 0), (100, 0.5), (1000, 1), (10_000, 1)])
def test_a_scale_runs_from_nothing_to_all_by_the_logarithm(value: float, share: float) -> None:
    assert signals.on_scale(value, 10, 1000) == pytest.approx(share)


def test_words_are_counted_alike_in_both_languages() -> None:
    assert signals.word_count("A new chip's plant") == 4
    assert signals.word_count("新的芯片工厂开工建设了") == 6


@pytest.mark.parametrize(
    "text",
    [
        "The company said on Tuesday that it will release a new model next month.",
        "Компания заявила во вторник, что выпустит новую модель в следующем месяце.",
        "Das Unternehmen sagte am Dienstag, dass es nächsten Monat ein neues Modell bringt.",
        "L’entreprise a annoncé mardi qu'elle publiera un nouveau modèle le mois prochain.",
        "La empresa dijo el martes que publicará un nuevo modelo el próximo mes.",
        "该公司周二表示，将于下个月发布一款新的模型。",
        "該公司週二表示，將於下個月發布一款新的模型。",
        "同社は火曜日、来月に新しいモデルを発表すると述べた。",
        "회사는 다음 달에 새로운 인공지능 언어 모델을 공개할 예정이라고 화요일 밝혔다.",
    ],
)
def test_one_sentence_has_about_as_many_words_in_every_language(text: str) -> None:
    assert 11 <= signals.word_count(text) <= 14


def test_long_quotations_count_as_somebodys_words() -> None:
    text = (
        'He said "this is a long enough quotation" but not "short". 他说：“这是一句足够长的引语”。'
    )
    assert signals.quote_count(text) == 2


def test_attributions_are_counted_in_both_languages() -> None:
    assert signals.attribution_count("She said so, according to him. 他表示如此。") == 3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("数据显示，证据不足，名称和职称未变，表示学习", 0),
        ("据报道，公司称将扩产，知情人称属实，并称没有困难", 4),
        ("根据该报告，发言人表示如此", 2),
    ],
)
def test_characters_inside_other_words_say_nothing_of_who_said_so(text: str, count: int) -> None:
    assert signals.attribution_count(text) == count


@pytest.mark.parametrize(
    "title",
    [
        "You won't believe what this robot did",
        "10 prompts that will change your life!",
        "震惊！这个模型太强了",
    ],
)
def test_bait_is_told_from(title: str) -> None:
    assert signals.clickbait(title) >= 0.3


@pytest.mark.parametrize(
    "title", ["OpenAI raises $40 billion", "欧盟通过人工智能法案", "Nvidia reports record revenue"]
)
def test_a_sober_title(title: str) -> None:
    assert signals.clickbait(title) == 0


def test_firsts_and_releases_are_landmarks_up_to_a_limit() -> None:
    assert signals.landmark("A landmark", "") == pytest.approx(0.2)
    assert signals.landmark("首个", "收购 禁止 发布 推出 超越") == 1


def test_rumours_are_hedged_up_to_a_limit() -> None:
    assert signals.hedge("", "Sources say so.") == pytest.approx(0.25)
    assert signals.hedge("Rumour: Vellum could buy Quill", "") == 1
    assert signals.hedge("传闻：维伦或将收购", "消息未经证实") == 1


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Vellum shows a chip", "It could train models that might not fit elsewhere."),
        ("A robot that can open doors", "Nurses could save an hour. Others might follow."),
        ("Which chips may leave Arden", "Banks may move money."),
        ("Vellum opens in May", "The plant could make a million chips."),
        ("维伦发布新模型", "它可能更快，有助于开发者。"),
        ("How to write prompts", "A guide with tips, a tutorial and a podcast."),
    ],
)
def test_what_a_thing_is_able_to_do_is_no_doubt_about_the_news(title: str, text: str) -> None:
    assert signals.hedge(title, text) == 0


def test_figures_are_counted_in_title_and_text() -> None:
    assert signals.figure_count("$5 million", "80% of 12,000", "en") == 3
