import pytest

from bot.core.events import events


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Vellum releases Quill 3", "Quill 3 is a new language model."),
        ("Introducing Quill 3", "We release Quill 3, our new flagship model, to all developers."),
        ("Introducing Quill Nib: small and fast", "Quill Nib is a natively multimodal model."),
        ("Vellum unveils new open-weight reasoning model", ""),
        ("Introducing Claude Opus 9", ""),
        ("Vellum's new image model is here", ""),
        ("Quill V4 arrives", "The reasoning model is cheaper."),
        ("Quill 3 is now available on Corvane", "The new model writes."),
        ("维伦发布新一代旗舰模型", ""),
        ("维伦发布Quill3.5-Max", "该模型支持长文本。"),
        ("Quill-V4 正式上线", "新模型支持长文本。"),
    ],
)
def test_a_model_is_released_where_a_model_is_what_is_released(title: str, body: str) -> None:
    assert "model-release" in events(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Vellum launches a browser extension", ""),
        ("Vellum launches Pen for Android", "The app uses AI models."),
        ("Vellum releases report on the business model of rivals", ""),
        ("Introducing Vellum Model Council", ""),
        ("Model Context Protocol launches a registry", ""),
        ("Vellum introduces 3 new features", "They use a language model."),
        ("Vellum unveils Pen 18", "The phone has a new camera."),
        ("Corvane announces K7 inference chip", "It runs language models."),
        ("科万发布K7推理芯片", "可运行大模型。"),
        ("We test recently released models", ""),
        ("商务部发布人工智能监管条例", ""),
        ("研究院发布大模型安全报告", ""),
        ("维伦发布新一代芯片", "用于大模型训练。"),
    ],
)
def test_other_things_that_are_released_are_no_model(title: str, body: str) -> None:
    assert "model-release" not in events(title, body)


@pytest.mark.parametrize(
    "title",
    ["Vellum raises $40 million", "Vellum closes Series B", "Corvane invests in Vellum"],
)
def test_money_is_raised_where_a_sum_or_a_round_is(title: str) -> None:
    assert events(title, "") == {"funding": True}


@pytest.mark.parametrize(
    "title", ["Vellum to acquire Quill", "Vellum buys AI startup", "Vellum completes acquisition"]
)
def test_a_company_is_bought_where_one_is_named(title: str) -> None:
    assert events(title, "") == {"mergers": True}


@pytest.mark.parametrize(
    "title",
    [
        "Vellum raises questions",
        "Quill raises the bar for pens",
        "Models acquire new skills",
        "Vellum buys Corvane chips",
    ],
)
def test_a_verb_without_its_object_is_no_event(title: str) -> None:
    assert events(title, "") == {}


def test_the_beginning_of_a_body_tells_an_event_too_and_the_rest_what_was_before() -> None:
    assert events("Good news", "Vellum raises $40 million.") == {"funding": False}
    assert events("Good news", "All is well. " * 40 + "Vellum raises $40 million.") == {}
