"""One address per page, and only addresses of the web."""

import pytest

from bot.core.urls import canonical_url, host, is_web_url, resolve, unwrapped


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://www.Example.com:80/a/../b/./index.html?utm_source=x&b=2&a=1#part", "https://example.com/b?a=1&b=2"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com/a/?&x=1&fbclid=z", "https://example.com/a?x=1"),
        ("https://m.36kr.com/p/123?f=rss", "https://36kr.com/p/123"),
        ("https://en.m.wikipedia.org/wiki/A%7eb%2fc", "https://en.wikipedia.org/wiki/A~b%2Fc"),
        ("https://example.com/news?from=12&source=feed", "https://example.com/news?from=12"),
        ("https://www.google.com/amp/s/amp.theguardian.com/x/amp?amp=1", "https://theguardian.com/x"),
        ("https://a-b-com.cdn.ampproject.org/c/s/a.b.com/x.amp.html?y=1", "https://a.b.com/x?y=1"),
        ("https://www.google.com/search?q=ai", "https://google.com/search?q=ai"),
        ("https://example.com/amp/story", "https://example.com/story"),
        ("https://例子.测试/路?q=中", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF?q=%E4%B8%AD"),
        ("http://arxiv.org/pdf/2401.00001v2.pdf", "https://arxiv.org/abs/2401.00001"),
        ("https://arxiv.org/abs/cs/9901001v1", "https://arxiv.org/abs/cs/9901001"),
        ("https://arxiv.org/list/cs.AI/recent", "https://arxiv.org/list/cs.AI/recent"),
        ("https://twitter.com/a/status/1?s=20&ref_src=x", "https://x.com/a/status/1"),
        ("https://youtu.be/abc?si=x", "https://youtube.com/watch?v=abc"),
        ("https://m.youtube.com/watch?t=3&v=abc", "https://youtube.com/watch?v=abc"),
        ("https://youtu.be/", "https://youtu.be/"),
        ("https://example.com/a;jsessionid=1F/b?PHPSESSID=2&x=1", "https://example.com/a/b?x=1"),
        ("https://example.com//a//b?x=1&amp;utm_source=y&view=amp", "https://example.com/a/b?x=1"),
        ("https://3g.example.com/a?m=1", "https://example.com/a"),
        ("https://example.com/?m=202601", "https://example.com/?m=202601"),
        ("https://example.com/a?q=b%20c", "https://example.com/a?q=b+c"),
        ("http://export.arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.00001"),
        ("https://www.google.com/url?sa=t&url=https://m.example.com/a%3Fx%3D1&ct=ga", "https://example.com/a?x=1"),
        ("https://out.reddit.com/t3_1?url=https%3A%2F%2Fexample.com%2Fa&token=1", "https://example.com/a"),
        ("https://www.google.com/url?q=javascript:x", "https://google.com/url?q=javascript:x"),
        ("https://www.google.com/url?url=https://[x", "https://google.com/url?url=https://%5Bx"),
        ("https://user:pass@example.com:8080/", "https://example.com:8080/"),
        ("http://[::1]:8080/x", "https://[::1]:8080/x"),
        ("https://example.com/app#!/story/1", "https://example.com/app#!/story/1"),
        ("https://example.com/100%/%41", "https://example.com/100%25/A"),
        ("https://example.com/../..", "https://example.com/"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://example.com:port/", ""),
        ("https://[broken/", ""),
        ("https://exa mple.com/", ""),
        ("https://" + "ü" * 70 + ".de/", ""),
        ("https://" + "a." * 200 + "de/", ""),
        ("https://example.com/" + "a" * 5000, ""),
        ("https://example.com/" + "a" * 20000, ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_addresses_of_a_page_have_one_name(url: str, expected: str) -> None:
    assert canonical_url(url) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    ("base", "url", "expected"),
    [
        ("https://a.com/b/c", "../d e", "https://a.com/d%20e"),
        ("https://a.com/b?x", "?y", "https://a.com/b?y"),
        ("https://a.com", "//b.com/x", "https://b.com/x"),
        ("", " https://a.com/\n x ", "https://a.com/%20x"),
        ("", "www.example.com/x", "https://www.example.com/x"),
        ("https://a.com", "mailto:a@b.c", ""),
        ("https://a.com", "  ", ""),
        ("", "/x", ""),
        ("https://[bad", "/x", ""),
    ],
)
def test_links_are_resolved_or_dropped(base: str, url: str, expected: str) -> None:
    assert resolve(base, url) == expected


def test_only_the_web_counts_as_the_web() -> None:
    assert is_web_url("http://localhost:1/x")
    assert not is_web_url("ftp://example.com")
    assert not is_web_url("https://example.com/" + "a" * 5000)


def test_the_host_is_lower_case_without_port() -> None:
    assert host("https://WWW.Example.com.:8080/x") == "www.example.com"
    assert host("mailto:x") == ""


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://link.zhihu.com/?target=https%3A//example.com/a%3Fb", "https://example.com/a?b"),
        ("https://cdn.ampproject.org/c/s/example.com/a?b", "https://example.com/a?b"),
        ("https://link.zhihu.com/", "https://link.zhihu.com/"),
        ("https://vk.com/away.php?to=https://x.com/" + "&a=1" * 60, ""),
        ("https://example.com/url?url=https://a.com", ""),
        ("mailto:a@b.c", ""),
    ],
)
def test_a_redirectors_address_leads_where_it_says(url: str, target: str) -> None:
    assert unwrapped(url) == (target or url)
