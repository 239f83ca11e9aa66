import pytest

from bot.core.reach import reach


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Nations sign a global treaty on weapons", 1.0),
        ("Quill launches to users worldwide", 1.0),
        ("The tool is now available in all countries", 1.0),
        ("缓解全球芯片短缺", 1.0),
        ("该模型面向全球开放", 1.0),
        ("Quill is now sold across Europe", 0.9),
        ("Throughout Southeast Asia, banks close early", 0.9),
        ("All 27 member states ban the practice", 0.9),
        ("European Parliament passes a liability law", 0.9),
        ("EU rules on chatbots take effect", 0.9),
        ("欧盟通过人工智能法案", 0.9),
        ("该禁令适用于所有成员国", 0.9),
        ("东南亚各国开放数据", 0.9),
        ("Quill is now sold across India", 0.8),
        ("Senate passes a liability law", 0.8),
        ("Tests are ordered nationwide", 0.8),
        ("Arden to require export licences for chips", 0.8),
        ("全国推行人工智能教育", 0.8),
        ("国务院发布人工智能管理条例", 0.8),
        ("A case that the whole industry follows", 0.6),
        ("Commission opens inquiry into the AI chips market", 0.6),
        ("新规冲击整条供应链", 0.6),
        ("Vellum halves its price for all users", 0.4),
        ("向所有用户免费开放", 0.4),
        ("My cat sleeps", 0.1),
    ],
)
def test_the_widest_circle_that_is_affected_counts(text: str, share: float) -> None:
    assert reach(text, "") == share


@pytest.mark.parametrize(
    "text",
    [
        "Vellum fined up to 7 percent of its worldwide turnover",
        "Vellum reports sales of $9 billion worldwide",
        "Vellum shows a world model",
        "Vellum hires a head of international sales",
        "The fastest chip in the world",
        "Vellum wants to lead the global AI race",
        "Quill passed the exam in four countries",
        "Users claim that Quill is lazy",
        "It is the best result in the industry",
        "Quill enters a $40 billion market",
        "阿里推出世界模型",
        "剪映国际版接入新功能",
        "维伦发布世界级模型，拥有丰富的世界知识",
        "官方称其为全球最强的集群",
        "罚款最高可达全球年营业额的7%",
        "在人类偏好评估中排名第一",
        "行业标准测试",
        "应用市场新增插件",
    ],
)
def test_a_mention_is_no_reach(text: str) -> None:
    assert reach(text, "") == 0.1


def test_only_the_beginning_of_a_text_says_who_is_affected() -> None:
    assert reach("Vellum opens a plant", "It said. " * 100 + "A global treaty.") == 0.1


def test_export_rules_of_a_text_are_background_those_of_a_title_the_news() -> None:
    assert reach("Corvane sees more orders", "Export licences bring it work.") == 0.1
    assert reach("Export licences for chips", "") == 0.8
