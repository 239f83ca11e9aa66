"""Chinese disclaimers, and news that have their words."""

import pytest

from bot.core.boilerplate import is_noise


@pytest.mark.parametrize(
    "words",
    [
        "声明：本文仅代表作者个人观点，不代表本站立场。",
        "作者声明：图书馆的内容仅供参考。",
        "风险提示：投资有风险，入市需谨慎。",
        "投资有风险，买书需谨慎。",
        "免责声明：图书馆的资料来自公开渠道。",
        "本文来源：维伦图书馆报。",
        "转载请注明出自维伦图书馆。",
        "（责任编辑：郭天枢）",
        "本文不构成投资建议，据此操作，风险自担。",
        "图书馆的这篇文章仅代表作者观点，与出版方无关。",
        "風險提示：投資有風險，買書需謹慎。",
        "聲明：本文僅代表作者個人觀點。",
    ],
)
def test_disclaimers_are_no_news(words: str) -> None:
    assert is_noise(words)


@pytest.mark.parametrize(
    "words",
    [
        "公司发布声明称，图书馆不会关闭。",
        "声明：图书馆不会关闭，公司周一表示。",
        "投资有风险偏好的基金买下了图书馆。",
        "交易所就图书馆的股票发布风险提示公告。",
    ],
)
def test_news_of_statements_and_risks_is_news(words: str) -> None:
    assert not is_noise(words)
