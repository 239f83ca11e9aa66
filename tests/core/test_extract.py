"""Articles out of pages, and walls recognised."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.boilerplate import is_prompt, is_wall, says_paid
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
    ("text", "expected"),
    [
        ("Already a subscriber? Sign in", True),
        ("登录后即可阅读全文", True),
        ("本文为付费内容", True),
        ("Please enable JavaScript", True),
        ("We use cookies. Accept all cookies", True),
        ("环境异常 完成验证后即可继续访问", True),
        ("A short piece of news.", False),
        ("Accept cookies" + " words" * 100, False),
        ("Already a subscriber" + " words" * 400, False),
    ],
)
def test_short_pages_that_only_ask_are_walls(text: str, expected: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_wall(text) is expected


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
