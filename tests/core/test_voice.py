"""The model's own voice: a fault in every language, while news of models and quotations pass."""

import pytest

from bot.core.check.faults import FaultKind
from bot.core.check.voice import models_voice
from bot.core.check.wording import wording_faults


@pytest.mark.parametrize(
    "words",
    [
        "As a large language model, I have no opinion on it.",
        "I'm just an AI assistant and this is beyond my training data.",
        "Sure, here's the summary you asked for.",
        "Certainly! Below is a short account.",
        "I apologize for the confusion.",
        "I have translated the article as faithfully as it can be.",
        "Corvane opened a plant. Let me know if you need more.",
        "I'd be happy to write a longer one.",
        "作为一个大型语言模型，我没有看法。",
        "作為一個大型語言模型，我沒有看法。",
        "以下是为您生成的摘要。",
        "以下是為您整理的摘要。",
        "好的，以下内容供参考。",
        "很抱歉，我没有看到正文。",
        "如果您需要更多信息，请随时告诉我。",
        "如果您還有其他問題，歡迎提出。",
        "Como modelo de lenguaje, no puedo opinar.",
        "Aquí tienes el resumen solicitado.",
        "Lo siento, falta el artículo.",
        "Si necesitas más detalles, dímelo.",
        "Как большая языковая модель, я не имею мнения.",
        "Вот краткое содержание статьи.",
        "К сожалению, я не вижу статьи.",
        "Если у вас есть вопросы, пишите.",
        "大規模言語モデルとして、私には意見がありません。",
        "以下はご依頼の要約です。",
        "申し訳ありませんが、記事がありません。",
        "ご質問があればお気軽にどうぞ。",
        "Als großes Sprachmodell habe ich dazu keine Meinung.",
        "Hier ist die gewünschte Zusammenfassung.",
        "Es tut mir leid, der Artikel fehlt.",
        "Lassen Sie mich wissen, ob mehr gebraucht wird.",
        "En tant que modèle de langage, je n’ai pas d’avis.",
        "Voici le résumé demandé.",
        "Je suis désolé, l’article manque.",
        "N’hésitez pas à demander la suite.",
    ],
)
def test_what_a_model_says_for_itself_is_a_fault(words: str) -> None:
    found = wording_faults(words, "en", "summary")
    assert FaultKind.INSTRUCTION in [kind for kind, _ in found]


@pytest.mark.parametrize(
    "words",
    [
        "As large language models grow, they need more power.",
        "Claude works as an AI assistant, and Corvane pays for it.",
        "As a language model, Claude has no opinion.",
        "“I can't say when,” said Lena Ortiz.",
        "Here is what the analysis leaves open.",
        "作为大语言模型公司，我们会继续投入，这家公司说。",
        "作为人工智能大国，我国正在立法。",
        "以下是三项要点。",
        "负责人说：“很抱歉，我来晚了。”",
        "Como modelo de lenguaje, no tiene opinión.",
        "Как языковая модель, Claude не имеет мнения.",
        "大規模言語モデルとして、Claudeは文章を書く。",
        "Als Sprachmodell hat Claude keine Meinung.",
        "En tant que modèle de langage, Claude n’a pas d’avis.",
    ],
)
def test_news_of_models_and_what_people_say_are_none(words: str) -> None:
    assert models_voice(words) == ""
