"""One story in English and in Chinese has the same event and about the same Impact."""

import pytest

from .stories import NOON, TAXONOMY, article, material, scored

FEW_POINTS = 6
PAIRS = [
    (
        "jobs",
        "SAP cuts 8,000 jobs as it turns to AI",
        (
            "SAP will cut about 8,000 jobs this year as it reorganizes around artificial "
            "intelligence, the company said on Tuesday. The layoffs concern employees in "
            "Europe and the United States."
        ),
        "SAP因转向人工智能裁员8000人",
        ("SAP周二宣布，今年将围绕人工智能重组，裁减约8000个岗位。此次裁员涉及欧洲和美国的员工。"),
    ),
    (
        "jobs",
        "SAP plans to cut thousands of jobs in AI overhaul",
        "SAP plans to cut thousands of jobs in an AI overhaul that will cost 2 billion euros.",
        "SAP计划裁掉数千名员工",
        "SAP计划在一场耗资20亿欧元的人工智能改革中裁掉数千名员工。",
    ),
    (
        "jobs",
        "Intel to lay off 15% of staff",
        "Intel will lay off 15% of its staff.",
        "英特尔裁员15%",
        "英特尔将裁减15%的员工。",
    ),
    (
        "jobs",
        "Samsung workers strike over AI in factories",
        (
            "Workers at Samsung went on strike on Monday over the use of artificial "
            "intelligence in chip factories. The union said 30,000 workers took part in the "
            "walkout."
        ),
        "三星工人罢工抗议工厂使用人工智能",
        "三星工人周一举行罢工，抗议芯片工厂使用人工智能。工会称有3万名工人参加罢工。",
    ),
    (
        "jobs",
        "Delivery drivers walk out over AI scheduling",
        (
            "Drivers went on strike across the country on Friday against scheduling by "
            "artificial intelligence, their union said."
        ),
        "快递司机罢工反对人工智能排班",
        "工会表示，全国各地的司机周五罢工，反对由人工智能排班。",
    ),
    (
        "jobs",
        "Dockworkers strike against automation",
        "Dockworkers walked off the job in a strike against automation.",
        "码头工人罢工反对自动化",
        "码头工人举行罢工，反对自动化。",
    ),
    (
        "legal",
        "Publishers sue OpenAI over training data",
        (
            "A group of publishers sued OpenAI in federal court on Wednesday, accusing it of "
            "copying millions of books to train its models without permission."
        ),
        "出版商因训练数据起诉OpenAI",
        "一批出版商周三在联邦法院起诉OpenAI，指控其未经许可复制数百万本书籍来训练模型。",
    ),
    (
        "regulation",
        "Italy's privacy watchdog fines Baidu 15 million euros",
        (
            "Italy's privacy watchdog has fined Baidu 15 million euros because its chatbot "
            "collected the personal data of minors."
        ),
        "意大利隐私监管机构对百度罚款1500万欧元",
        ("意大利隐私监管机构对百度处以1500万欧元罚款，原因是其聊天机器人收集未成年人的个人数据。"),
    ),
    (
        "mergers",
        "Nvidia acquires start-up Lumora for $2 billion",
        (
            "Nvidia has agreed to acquire Lumora, a start-up that designs networking chips, "
            "for $2 billion, the companies said on Monday."
        ),
        "英伟达以20亿美元收购初创公司Lumora",
        "两家公司周一表示，英伟达已同意以20亿美元收购设计网络芯片的初创公司Lumora。",
    ),
    (
        "funding",
        "Robotics start-up Kelda raises $300 million",
        (
            "Kelda, which builds humanoid robots, has raised $300 million in a series B "
            "round led by Sequoia, valuing it at $2.5 billion."
        ),
        "机器人初创公司Kelda融资3亿美元",
        "制造人形机器人的Kelda完成3亿美元B轮融资，由红杉领投，估值25亿美元。",
    ),
    (
        "model-release",
        "DeepSeek releases V5 model with open weights",
        (
            "DeepSeek released its new model V5 on Thursday. The large language model is "
            "open source and costs a third of its predecessor."
        ),
        "DeepSeek发布V5模型并开放权重",
        "DeepSeek周四发布新模型V5。这款大语言模型开源，价格为上一代的三分之一。",
    ),
    (
        "export-controls",
        "US bars exports of H20 chips to China",
        (
            "The US Commerce Department on Tuesday barred exports of Nvidia's H20 chips to "
            "China without a licence."
        ),
        "美国禁止向中国出口H20芯片",
        "美国商务部周二要求，英伟达H20芯片未经许可不得出口到中国。",
    ),
    (
        "export-controls",
        "US tightens chip export controls on China",
        (
            "The US government tightened export controls on advanced AI chips to China on "
            "Monday, adding 40 companies to the entity list."
        ),
        "美国收紧对华芯片出口管制",
        "美国政府周一收紧对华先进人工智能芯片的出口管制，将40家公司列入实体清单。",
    ),
    (
        "export-controls",
        "Nvidia to resume H20 sales to China",
        (
            "Nvidia said it will resume sales of its H20 chip to China after the US "
            "government promised licences."
        ),
        "英伟达将恢复向中国销售H20",
        "英伟达表示，在美国政府承诺发放许可后，将恢复向中国销售H20芯片。",
    ),
    (
        "export-controls",
        "US allows Nvidia to export H20 chips to China",
        (
            "The Commerce Department has begun issuing licences to Nvidia to export H20 "
            "chips to China."
        ),
        "美国放行英伟达H20对华出口",
        "美国商务部开始向英伟达发放H20芯片对华出口许可证。",
    ),
    (
        "assistants",
        "ChatGPT suffers worldwide outage",
        (
            "ChatGPT was down for four hours on Tuesday in an outage that hit users "
            "worldwide. OpenAI said it had fixed the servers."
        ),
        "ChatGPT全球宕机",
        "ChatGPT周二宕机四小时，影响全球用户。OpenAI表示已修复服务器。",
    ),
    (
        "security",
        "Anthropic leaks source code of coding assistant",
        (
            "Anthropic accidentally leaked the source code of its coding assistant on "
            "Tuesday. The company said no customer data was exposed in the leak."
        ),
        "Anthropic编程助手源代码泄露",
        "Anthropic周二意外泄露其编程助手的源代码。该公司称没有客户数据在泄露中外泄。",
    ),
    (
        "people",
        "OpenAI's chief scientist resigns",
        (
            "OpenAI's chief scientist resigned on Friday after four years at the company. He "
            "will be replaced by his deputy."
        ),
        "OpenAI首席科学家辞职",
        "OpenAI首席科学家周五辞职，他在该公司任职四年，将由其副手接任。",
    ),
    (
        "regulation",
        "Denmark bans AI chatbots in schools",
        (
            "Denmark's government banned AI chatbots in schools on Monday. The ban applies "
            "to all students under 15."
        ),
        "丹麦禁止学校使用AI聊天机器人",
        "丹麦政府周一禁止学校使用AI聊天机器人。禁令适用于所有15岁以下学生。",
    ),
    (
        "legal",
        "Court rules Meta's AI training is fair use",
        (
            "A federal judge ruled on Wednesday that Meta's use of books to train its models "
            "is fair use, dismissing the authors' copyright lawsuit."
        ),
        "法院判决Meta的AI训练属合理使用",
        "联邦法官周三裁定，Meta使用书籍训练模型属于合理使用，驳回作者的版权诉讼。",
    ),
    (
        "data-centers",
        "Microsoft builds $10 billion data centre in Portugal",
        (
            "Microsoft will build a data centre in Portugal for $10 billion, the company "
            "said on Tuesday. It will need 1.2 gigawatts of power."
        ),
        "微软在葡萄牙投资100亿美元建数据中心",
        "微软周二表示，将在葡萄牙投资100亿美元建设数据中心，需要1.2吉瓦电力。",
    ),
    (
        "partnerships",
        "Apple and Baidu partner on AI features",
        (
            "Apple and Baidu announced a partnership on Monday to bring AI features to "
            "iPhones in China."
        ),
        "苹果与百度合作，为iPhone增加AI功能",
        "苹果与百度周一宣布合作，将AI功能带到中国的iPhone上。",
    ),
]


def told(title: str, text: str, language: str) -> tuple[list[str], int]:
    tags = TAXONOMY.tag(title, text)
    return tags, scored(material(article(title, text, language=language)), tags, NOON).impact


@pytest.mark.parametrize(("event", "title", "text", "han_title", "han_text"), PAIRS)
def test_a_story_has_its_event_and_impact_in_either_language(
    event: str, title: str, text: str, han_title: str, han_text: str
) -> None:
    tags, impact = told(title, text, "en")
    han_tags, han_impact = told(han_title, han_text, "zh-Hans")
    assert event in tags
    assert event in han_tags
    assert abs(impact - han_impact) <= FEW_POINTS
