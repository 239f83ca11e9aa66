import pytest

from bot.core.releases import releases_model


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
        ("Vellum launches Quill, a bilingual model", ""),
        ("Vellum launches 羽毛 (Quill), a bilingual model", ""),
        ("Vellum unveils “Quill” (its first speech model)", ""),
        ("Vellum releases Quill: a small vision model", ""),
        ("Vellum announces the release of Quill, a voice model", ""),
        ("维伦推出羽毛（Quill），一款双语模型", ""),
        ("维伦发布羽毛，这是其首个语音模型", ""),
        ("维伦发布新一代旗舰模型", ""),
        ("维伦发布Quill3.5-Max", "该模型支持长文本。"),
        ("Quill-V4 正式上线", "新模型支持长文本。"),
    ],
)
def test_a_model_is_released_where_a_model_is_what_is_released(title: str, body: str) -> None:
    assert releases_model(f"{title}\n{body}")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Vellum launches a browser extension", ""),
        ("Vellum launches Quill (beta), a tool for language models", ""),
        ("Vellum releases report on Quill, a bilingual model", ""),
        ("维伦推出羽毛，一个管理模型的平台", ""),
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
    assert not releases_model(f"{title}\n{body}")


@pytest.mark.parametrize(
    "text",
    [
        "Corvane announces the K7, an inference chip for large language models",
        "Corvane launches K7 accelerator\nThe K7 runs AI models.",
        "Vellum announces Quill 3 License Change\nThe AI model was free.",
        "Vellum publishes Quill Bench 2, a benchmark for language models",
        "Quill 2.3.1 released\nThe tool now knows more AI models.",
        "科万发布新一代推理芯片 K7，面向大模型",
        "维伦发布论文揭露大语言模型的弱点",
        "维伦发布 Pen v3.1.5，支持自定义模型",
        "维伦更改 Quill 模型的开源许可",
        "维伦发布基准 Nib-3，所有大模型得分不足一成",
    ],
)
def test_a_version_beside_the_word_model_is_no_released_model(text: str) -> None:
    assert not releases_model(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vellum to release a new language model",
        "Vellum plans to launch Quill 4\nThe language model is in training.",
        "Vellum will release its new model next month",
        "Vellum announces a new model for next spring",
        "Vellum unveils a new model, due in 2031",
        "Vellum denies releasing a new model",
        "Vellum did not release the weights",
        "Vellum delays launch of new model",
        "维伦否认发布新模型",
        "维伦将于下月发布新模型",
        "维伦预告新模型，两周内发布",
        "传闻维伦推出新模型",
    ],
)
def test_a_release_that_is_planned_or_denied_is_none_yet(text: str) -> None:
    assert not releases_model(text)


@pytest.mark.parametrize(
    "text",
    [
        "Court hears case against Vellum\nVellum, which released a new model, is sued.",
        "Corvane hires ten engineers after Vellum released a new model",
        "Vellum wins a prize\nIt launched its first language model last year.",
        "维伦获奖\n公司去年发布首个大模型。",
        "维伦高管离职\n维伦此前发布新模型。",
    ],
)
def test_a_release_that_is_recalled_in_passing_is_not_the_news(text: str) -> None:
    assert not releases_model(text)


@pytest.mark.parametrize(
    "text", ["We're excited to release Quill 3\nIt is a language model.", "维伦开源模型“羽 3”"]
)
def test_those_who_are_glad_to_release_a_model_do(text: str) -> None:
    assert releases_model(text)
