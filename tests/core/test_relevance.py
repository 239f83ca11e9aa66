"""A general source is read for what it says about AI; the rest of its news is left out."""

import pytest

from bot.core.relevance import is_about_ai

PHONE = "The phone has a 6.3 inch screen, a bigger battery and two cameras. It costs $599. "

ABOUT_AI = (
    "OpenAI releases GPT-5.4 with a million tokens of context",
    "Anthropic raises $5 billion at a higher valuation",
    "Claude 5 can now work through a spreadsheet by itself",
    "Google's Gemini 4 Pro arrives on phones",
    "DeepSeek's new paper explains how it trained on fewer GPUs",
    "Mistral AI opens an office in Montreal",
    "Nvidia says Blackwell systems are sold out for a year",
    "AMD ships MI400 accelerators to two labs",
    "Court says training on pirated books is not fair use, AI firms object",
    "EU delays parts of the AI Act",
    "Why chatbots flatter the people who use them",
    "A language model that fits on a watch",
    "Hospitals try machine learning to plan operating rooms",
    "Robotaxi service begins in Osaka",
    "Humanoid robots join the assembly line in Leipzig",
    "开源大模型迎来新成员，参数量达到三千亿",
    "月之暗面发布新一代 Kimi K3",
    "智谱递交招股书，去年收入翻倍",
    "华为昇腾芯片明年出货量将翻番",
    "国务院印发人工智能产业发展规划",
    "智能体走进客服中心：一年省下两成人力",
    "英伟达 H20 恢复对华供货",
    "阿里通义千问登顶开源榜单",
    "豆包大模型日均调用量再创新高",
    "具身智能公司完成 10 亿元融资",
    "AI 眼镜为什么突然火了",
    "谷歌 Gemini 3 登陆电视",
    "三家医院用深度学习筛查眼底病变",
    "歐盟將要求標示人工智慧生成的圖片",
    "生成式搜索让网站流量减少三成",
    "ChatGPT 广告业务启动，首批开放五个国家",
)

NOT_ABOUT_AI = (
    "The best phones under $400 this spring",
    "Steam's summer sale starts on Thursday",
    "NASA delays the launch of its Moon rover",
    "Linux 7.1 drops support for old network cards",
    "Ransomware gang leaks files of a hospital chain",
    "A new keyboard with switches you can swap",
    "Streaming prices rise again in Europe",
    "Llamas escape from a farm and stop a train",
    "Claude Monet's water lilies return to Paris",
    "Gemini twins: what to see in the night sky tonight",
    "Ai Weiwei opens an exhibition in Lisbon",
    "Electric car sales overtake diesel in Norway",
    "The new Transformers film opens to full cinemas",
    "Nvidia's new driver fixes crashes in three games",
    "Estate agents see more viewings than last year",
    "一加新机开售：六千毫安电池，两千元起",
    "这款键盘支持热插拔，售价 299 元",
    "暑期档票房突破百亿",
    "国产新能源车三月销量排行出炉",
    "苹果推送 iOS 小更新，修复蓝牙问题",
    "智能体脂秤横评：哪款更准",
    "智能体验馆落户成都",
    "寒武纪生命大爆发的新化石",
    "扫地机器人怎么选：五款对比",
    "红豆包怎么蒸才松软",
    "某快递公司智能柜今起涨价",
    "长征火箭成功发射三颗卫星",
    "一图看懂新版身份证办理流程",
    "显卡降价，三款中端型号跌破首发价",
    "游戏主机销量下滑，厂商转向订阅",
    "自驾游攻略：七天走完川西环线",
)


@pytest.mark.parametrize("title", ABOUT_AI)
def test_a_title_that_names_models_labs_or_chips_is_about_ai(title: str) -> None:
    assert is_about_ai(title, "")


@pytest.mark.parametrize("title", NOT_ABOUT_AI)
def test_other_technology_news_is_not_about_ai(title: str) -> None:
    assert not is_about_ai(title, "")


def test_ai_mentioned_once_at_the_end_does_not_make_a_text_about_ai() -> None:
    text = PHONE * 12 + "An AI mode sorts the photos."

    assert not is_about_ai("The new phone from Corvane costs less", text)
    assert not is_about_ai(
        "科文新手机开售", "屏幕更大，电池更耐用，价格更低。" * 20 + "支持 AI 修图。"
    )


def test_a_text_that_speaks_of_ai_throughout_is_about_ai_whatever_its_title() -> None:
    english = "The startup trains language models. Its chatbot writes code. Rivals such as OpenAI "
    chinese = "这家公司训练大模型，上线了聊天机器人，创始人此前在人工智能实验室工作。"

    assert is_about_ai("A quiet week in Port Halden", english + "charge more.")
    assert is_about_ai("他们为什么离开大厂", chinese)


def test_a_text_that_comes_to_ai_late_is_not_about_ai() -> None:
    late = PHONE * 6 + "AI, AI and machine learning help OpenAI, says the chief. " * 3

    assert not is_about_ai("The new phone from Corvane costs less", late)


def test_a_doubtful_title_needs_its_text() -> None:
    title = "Nvidia's results beat expectations"

    assert not is_about_ai(title, PHONE)
    assert is_about_ai(title, "Demand for AI accelerators carried the quarter.")


def test_a_product_name_with_a_version_is_no_longer_doubtful() -> None:
    assert not is_about_ai("What Gemini means this month", "")
    assert is_about_ai("What Gemini 3.5 means this month", "")
    assert is_about_ai("GLM5 上手", "")
    assert not is_about_ai("座椅可灵活调节", "")
