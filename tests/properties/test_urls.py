"""One name per page, for any address."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.urls import canonical_url, host, is_web_url, resolve

_ADDRESS = st.lists(
    st.sampled_from(
        [
            "http://",
            "https://",
            "HTTPS://",
            "www.",
            "m.",
            "amp.",
            "a.com",
            "例子.cn",
            "/",
            "//",
            "amp",
            "/amp/s/",
            "www.google.com",
            "x.cdn.ampproject.org",
            "?",
            "&",
            "=",
            "utm_a=1",
            "f=rss",
            "%",
            "%41",
            "%2f",
            "%e4",
            "#",
            "#!/",
            ":80",
            ":x",
            "@",
            "[::1]",
            "..",
            "/../",
            " ",
            "\n",
            ".",
            "index.html",
            ".amp",
            "arxiv.org/pdf/",
            "v1",
            "é",
            "ß",
            "\u3002",
            "\ud800",
        ]
    )
).map("".join)


@given(st.text() | _ADDRESS)
def test_naming_a_name_changes_nothing(url: str) -> None:
    name = canonical_url(url)
    assert canonical_url(name) == name
    assert not name or (is_web_url(name) and name.isascii())


@given(_ADDRESS, st.text() | _ADDRESS)
def test_links_resolve_to_the_web_or_to_nothing(base: str, url: str) -> None:
    link = resolve(base, url)
    assert not link or is_web_url(link)


@given(st.text() | _ADDRESS)
def test_a_host_has_no_capitals(url: str) -> None:
    assert host(url) == host(url).lower()
