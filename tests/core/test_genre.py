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
        "Cutting costs: how we built a smaller index",
        "Under the hood: how a vector index works",
        "How retrieval-augmented generation works",
        "How large quantized models fit on a phone",
        "How chips are made",
        "Learn how to write a parser",
        "Ten steps: how to run Quill",
        "How Vellum built its index with Quill",
        "How Corvane used Quill to halve its costs",
        "A small team's notes: how nurses use chatbots",
        "大模型如何工作",
        "入夜之后：如何绕过常见误区",
        "企业应如何走过第一年",
        "维伦发布提示词指南",
        "Cómo usar Quill en el móvil",
        "Guía práctica de la ley de IA",
        "Quill, paso a paso",
        "Qué es Quill y para qué sirve",
        "So nutzen Sie Quill auf dem Handy",
        "Vektoren: Wie man einen Index einrichtet",
        "Quill Schritt für Schritt",
        "Was ist ein Vektorindex?",
        "Comment utiliser Quill sur un téléphone",
        "Quill : mode d’emploi",
        "Qu’est-ce qu’un index vectoriel ?",
        "Как настроить Quill на телефоне",
        "Пошаговая инструкция: Quill дома",
        "Что такое векторный индекс",
        "Quillの使い方",
        "ベクトル索引とは",
        "Quill入門：最初の一歩",
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
        "Kommentar: Nvidia ist zu groß",
        "Tribune - Nvidia est trop grand",
        "Мнение: Nvidia слишком велика",
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
        "Poisoned carts: how a buried sentence tricked grocery bots",
        "How a clerk's slip cost Vellum a court case, and how it won it back",
        "How Vellum lost its chief",
        "How thieves used a cloned voice to rob a bank",
        "Ministers agree how to police chatbots",
        "Two trials: how many patients got better",
        "Regulator publishes a guide to honest advertising of bots",
        "网信办发布《智能体安全指南》",
        "部长们商定如何监管聊天机器人",
        "隐形指令：一句话如何骗过了买菜助手",
        "一名店员怎样拖垮一家公司",
        "维伦是如何失去创始人的",
        "Cómo Vellum perdió dos mil millones",
        "Bruselas debate cómo regular la IA",
        "La agencia publica su guía para aplicar la ley",
        "Wie Vellum zwei Milliarden verlor",
        "So viel kostet der neue Chip von Vellum",
        "Comment Vellum a perdu deux milliards",
        "Comment Xavier Niel finance Vellum",
        "Как Vellum потеряла два миллиарда",
        "Как власть ограничит Vellum",
        "ベラムはなぜ20億ドルを失ったか",
    ],
)
def test_everything_else_is_news(title: str) -> None:
    assert genre_of(title) is Genre.NEWS


def test_a_title_of_openers_alone_is_read_in_one_pass() -> None:
    assert genre_of("“(" * 30_000) is Genre.NEWS
