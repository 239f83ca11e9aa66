"""Articles out of pages, and walls recognised."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.boilerplate import (
    asks_payment,
    asks_something_else,
    is_missing,
    is_prompt,
    says_paid,
)
from bot.core.extract import extract_page

_SENTENCE = (
    "The laboratory said on Monday that its new model answers questions faster than before. "
)
_HEAD = """<html lang="en-GB"><head><title>Lab ships model - The Example</title>
<meta property="og:title" content="Lab ships model - The Example">
<meta property="og:site_name" content="The Example"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-03T10:00:00Z">
<meta property="og:image" content="/i.png">{extra}</head>"""
_BODY = """<body><nav><a href="/">Home</a></nav><article><h1>Lab ships model</h1><p>{one}</p>
<h2>What is new</h2><ul>
<li>First thing of many in the list</li><li>Second thing of many in it</li></ul>
<p>Read more: Another story</p><p>{two}</p></article>
<footer>Imprint</footer></body></html>"""


def _page(extra: str = "", times: int = 4) -> bytes:
    body = _BODY.format(one=_SENTENCE * times, two=_SENTENCE[::-1].capitalize() * times)
    return (_HEAD.format(extra=extra) + body).encode()


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    canonical = '<link href="/lab?a=1&amp;b=2" rel="canonical">'
    page = extract_page(_page(canonical), url="https://example.com/x?utm_source=y")
    assert page is not None
    blocks = page.text.split("\n\n")
    assert "What is new" in blocks
    assert "- First thing of many in the list\n- Second thing of many in it" in blocks
    assert not any(word in page.text for word in ("Home", "Imprint", "Read more"))
    assert (page.title, page.author) == ("Lab ships model", "Ann Lee")
    assert page.published_at == datetime(2024, 5, 3, tzinfo=UTC)
    assert page.image_url == "https://example.com/i.png"
    assert page.canonical_url == "https://example.com/lab?a=1&b=2"
    assert (page.language, page.is_paywalled) == ("en", False)


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ('<meta property="og:url" content="https://example.com/own">', "https://example.com/own"),
        (
            '<link rel="canonical"><link rel="icon" href="/i"><link rel=canonical href=mailto:x>',
            "https://example.com/x",
        ),
    ],
)
def test_the_page_names_its_own_address(extra: str, expected: str) -> None:
    page = extract_page(_page(extra), url="https://example.com/x")
    assert page is not None
    assert page.canonical_url == expected


def test_chinese_pages_are_read_whatever_their_label() -> None:
    sentence = "人工智能公司星期一发布了新的语言模型，性能比以前提高了很多，价格也下降了一半。"
    head = "<html><head><title>新模型发布_新闻网</title></head>"
    html = f"{head}<body><article><p>{sentence * 20}</p></article>"
    page = extract_page(html.encode("gb18030"), content_type="text/html; charset=utf-8")
    assert page is not None
    assert sentence in page.text
    assert (page.language, page.title) == ("zh-Hans", "新模型发布_新闻网")


@pytest.mark.parametrize(
    "title", ["Model - Version 2 - The Example", "Model - Version 2 | example"]
)
def test_the_name_of_the_site_leaves_the_title(title: str) -> None:
    html = f'<title>{title}</title><meta property="og:site_name" content="The Example">'
    page = extract_page(f"<html><head>{html}</head><body><p>{_SENTENCE * 9}</p>".encode())
    assert page is not None
    assert page.title == "Model - Version 2"


def test_a_title_without_the_name_of_the_site_stays() -> None:
    meta = '<meta property="og:site_name" content="The Example"><meta property="og:title" content='
    html = f"{meta}'Model - Version 2'>"
    page = extract_page(f"<html><head>{html}</head><body><p>{_SENTENCE * 9}</p>".encode())
    assert page is not None
    assert (page.title, page.published_at) == ("Model - Version 2", None)


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"<p>x</p>", b"\x00\xff", b"{}"])
def test_a_page_without_an_article_gives_none(body: bytes) -> None:
    assert extract_page(body) is None


def test_a_page_with_nothing_but_prompts_gives_none() -> None:
    prompts = "<p>Read more: Another story about the laboratory and its models</p>" * 3
    assert extract_page(f"<html><body><article>{prompts}</article></body></html>".encode()) is None


def test_odd_metadata_do_not_cost_the_text() -> None:
    odd = '{"@type": "Article", "author": [[3]], "datePublished": [1]}'
    page = extract_page(_page(f'<script type="application/ld+json">{odd}</script>'))
    assert page is not None
    assert "questions faster" in page.text


def test_a_wall_is_marked() -> None:
    wall = f"<body><article><p>{_SENTENCE}</p><p>Subscribe to continue reading.</p></article>"
    page = extract_page(wall.encode())
    assert page is not None
    assert page.is_paywalled


def test_an_article_that_says_it_is_not_free_is_marked() -> None:
    schema = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    page = extract_page(_page(schema))
    assert page is not None
    assert page.is_paywalled


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('"isAccessibleForFree":"False"', True),
        ('"isAccessibleForFree" : "https://schema.org/False"', True),
        ('<meta itemprop="isAccessibleForFree" content="false">', True),
        ('<meta property="article:content_tier" content="locked"/>', True),
        ('"isAccessibleForFree":true, "x":false', False),
        ('<meta property="article:content_tier" content="free"/>', False),
        ("", False),
    ],
)
def test_pages_declare_whether_they_are_free(markup: str, expected: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert says_paid(markup) is expected


@pytest.mark.parametrize(
    "text",
    [
        "A first paragraph.\nAlready a subscriber? Sign in",
        "Unlock this article",
        "You’ve reached your monthly free article limit",
        "登录后即可阅读全文",
        "本文为付费内容",
        "购买后即可阅读全文",
        "开通VIP会员，阅读全文",
        "还剩60%未读",
        "この記事は会員限定です",
        "Материал доступен только подписчикам",
        "Оформите подписку, чтобы читать дальше",
        "Abonnez-vous pour lire la suite",
        "Suscríbete para seguir leyendo",
        "Bereits Abonnent? Hier anmelden",
    ],
)
def test_a_short_line_may_ask_for_money_or_a_name(text: str) -> None:
    assert asks_payment(text)


@pytest.mark.parametrize(
    "text",
    [
        "A short piece of news.",
        "Readers who are already subscribed to it get the model.",
        "The publisher asks all to subscribe to continue reading" + ", as several others did" * 3,
        "Already a subscriber?" + "\nwords" * 400,
        "付费用户增长了一倍。",
    ],
)
def test_what_is_told_of_payment_is_no_request(text: str) -> None:
    assert not asks_payment(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please enable JavaScript", True),
        ("We use cookies. Accept all cookies", True),
        ("We and our 842 partners store and access information on a device", True),
        ("环境异常 完成验证后即可继续访问", True),
        ("Mit Werbung weiterlesen", True),
        ("Nous et nos 842 partenaires stockons des informations sur un appareil", True),
        ("Wir und unsere Partner bauen die Fabrik", False),
        ("Наш сайт использует файлы cookie", True),
        ("本网站使用Cookie，继续浏览即表示同意", True),
        ("Google использует файлы cookie", False),
        ("A short piece of news.", False),
        ("Accept cookies" + " words" * 100, False),
    ],
)
def test_short_pages_may_ask_for_something_else(text: str, expected: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert asks_something_else(text) is expected


def test_a_page_that_says_it_is_missing_is_none() -> None:
    assert is_missing("404 Page not found")
    assert is_missing("该内容已被发布者删除")
    assert not is_missing("Page not found" + " words" * 200)
    gone = "<h1>Sorry</h1><p>The article was not found. It may have been moved or deleted.</p>"
    assert extract_page(f"<html><body>{gone}</body></html>".encode()) is None


def test_a_request_is_no_text() -> None:
    ask = "<p>We use cookies and data to deliver services and to protect against fraud.</p>"
    page = extract_page(f"<html><body><main>{ask * 2}</main></body></html>".encode())
    assert page is not None
    assert (page.text, page.is_paywalled) == ("", True)


def test_menus_are_no_part_of_short_chinese_news() -> None:
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(12))
    news = "据报道，星河公司于11月27日发布新一代模型，上下文长度提升至两百万字，价格下降一半。"
    body = f"<ul>{menu}</ul><div class='article'><p>{news}</p></div>"
    page = extract_page(f"<html><body>{body}</body></html>".encode())
    assert page is not None
    assert page.text == news


def test_a_page_that_was_cut_in_its_only_paragraph_has_no_text() -> None:
    body = f"<html><body><article><p>{_SENTENCE * 12}"[:-9].encode()
    assert extract_page(body) is not None
    assert extract_page(body, is_cut=True) is None


def test_a_year_in_the_footer_is_no_date() -> None:
    body = f"<article><h1>Lab ships model</h1>{f'<p>{_SENTENCE * 4}</p>' * 2}</article>"
    page = extract_page(f"<html><body>{body}<footer>© 2019 The Example</footer>".encode())
    assert page is not None
    assert page.published_at is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Read more: Another story", True),
        ("» Lire aussi : une autre", True),
        ("相关阅读：其他", True),
        ("Follow us on Twitter", True),
        ("Advertisement", True),
        ("本文来自微信公众号“某某”", True),
        ("Related work has shown that this holds.", False),
        ("Advertisement spending grew", False),
        ("Read more: " + "x" * 300, False),
    ],
)
def test_prompts_are_told_from_sentences(line: str, expected: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_prompt(line) is expected


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                b"<p>",
                b"<div " * 300,
                b"<a href=x>",
                b"\x00",
                b"word " * 40,
                b"<!--",
                b"<?xml version='1.0' encoding='utf-16'?>",
                b"<title>",
                b"\xd6\xd0",
            ]
        )
    ).map(b"".join)
)
def test_any_bytes_give_a_page_or_none(body: bytes) -> None:
    page = extract_page(body, url="https://example.com/")
    assert page is None or page.text or page.is_paywalled
