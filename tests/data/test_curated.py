import pytest

from bot.commands.sources import to_opml
from bot.core.news import SourceSeed
from bot.core.tags import Taxonomy
from data.curated import curated_sources, curated_tags, load_sources

TOML = """
[[source]]
url = "https://a.example/feed"
title = "A"
publisher = "P"
language = "zh-Hans"
"""
OPML = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
  <head><title>Feeds</title></head>
  <body>
    <outline text="Labs">
      <outline type="rss" text="A" title="Feed A" language="de"
               xmlUrl="https://feeds.example/a.xml" htmlUrl="https://www.a.example/"/>
      <outline text="B" xmlUrl=" https://www.b.example/feed "/>
      <outline text="B again" xmlUrl="https://www.b.example/feed"/>
      <outline xmlUrl="https://c.example/" htmlUrl="javascript:alert(1)"/>
    </outline>
  </body>
</opml>
"""


def test_the_curated_lists_can_be_read() -> None:
    assert len(curated_sources()) >= 60
    assert Taxonomy.load(curated_tags()).keys()


def test_a_toml_list_gives_sources_with_defaults() -> None:
    (seed,) = load_sources(TOML, "mine.toml")

    assert seed == SourceSeed(
        url="https://a.example/feed", title="A", publisher="P", language="zh-Hans"
    )


def test_a_toml_list_may_say_everything() -> None:
    more = 'reputation = 1\nprimary = true\ngeneral = true\nhome = "https://a.example/"'

    (seed,) = load_sources(TOML + more, "mine.toml")

    assert (seed.reputation, seed.home) == (1.0, "https://a.example/")
    assert seed.is_primary
    assert seed.is_general


def test_an_opml_list_gives_each_feed_once_by_its_site() -> None:
    seeds = load_sources(f"\ufeff\n{OPML.lstrip()}", "feeds.opml")

    assert seeds == [
        SourceSeed(
            url="https://feeds.example/a.xml",
            title="Feed A",
            publisher="a.example",
            language="de",
            home="https://www.a.example/",
        ),
        SourceSeed(
            url="https://www.b.example/feed", title="B", publisher="b.example", language=""
        ),
        SourceSeed(
            url="https://c.example/", title="c.example", publisher="c.example", language=""
        ),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "list: holds no sources"),
        ("[[source]", "list: .*line 1"),
        ("source = 1", "list: source: .*valid list"),
        ("[sources]", "list: sources: "),
        ("source = [1]", "list: source 1: "),
        (TOML + TOML, "list: source 2: https://a.example/feed is listed twice"),
        (TOML.replace("title", "titel"), "list: source 1 title: "),
        (TOML + "reputation = 2", "list: source 1 reputation: .*less than or equal to 1"),
        (TOML + "general = 'often'", "list: source 1 general: .*valid boolean"),
        (TOML + "colour = 2", "list: source 1 colour: "),
        (
            TOML.replace("https", "file"),
            "list: source 1: 'file://a.example/feed' is no web address",
        ),
        ("<opml", "list: "),
        ("<html/>", "list: line 1: <html> is neither OPML nor TOML"),
        ("<opml><body/></opml>", "list: holds no sources"),
        ('<opml>\n<outline xmlUrl="ftp://x/"/></opml>', "list: line 2: 'ftp://x/' is no web"),
        (
            '<opml>\n<outline xmlUrl="https://x/" reputation="high"/></opml>',
            "list: line 2: reputation: .*valid number",
        ),
        (
            '<opml>\n<outline xmlUrl="https://x/" reputation="2"/></opml>',
            "list: line 2: reputation: .*less than or equal to 1",
        ),
        (
            '<opml>\n<outline xmlUrl="https://x/" primary="often"/></opml>',
            "list: line 2: primary: .*valid boolean",
        ),
    ],
)
def test_a_list_that_cannot_be_read_says_where(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        load_sources(text, "list")


def test_what_is_exported_as_opml_comes_back_whole() -> None:
    plain = SourceSeed(url="https://a.example/feed", title="A", publisher="P", language="")
    full = SourceSeed(
        url="https://b.example/feed?a=1&b=2",
        title='"B" & <C>',
        publisher="R & D",
        language="zh-Hans",
        reputation=0.85,
        is_primary=True,
        is_general=True,
        home="https://b.example/",
    )
    seeds = [*curated_sources(), plain, full]

    assert load_sources(to_opml(seeds), "out.opml") == seeds


def test_an_opml_list_with_entities_is_refused() -> None:
    bomb = (
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<opml><body><outline xmlUrl="https://a.example/" text="&x;"/></body></opml>'
    )

    with pytest.raises(ValueError, match=r"^list: "):
        load_sources(bomb, "list")
