"""The web chat's files hold together: words, names, origins, colours."""

import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import pytest

WEB = {file.name: file for file in (files("bot.simulator") / "web").iterdir()}
SOURCES = {name: file.read_text(encoding="utf-8") for name, file in WEB.items()}
WORDS: dict[str, dict[str, str]] = json.loads(SOURCES["strings.json"])
LANGUAGES = sorted(WORDS)
SCRIPTS = sorted(name for name in WEB if name.endswith(".js"))
STYLES = sorted(name for name in WEB if name.endswith(".css"))

KEY = re.compile(
    r'"((?:page|status|offline|chat|message|button|composer|keyboard|place|channel|commands|inline|start'
    r'|clock|chats|making|members|menu|person|alert|share|error|about)\.[A-Za-z]+)"'
)
# What an asset may name without fetching it: a namespace, and the links that Telegram writes.
NAMED_ONLY = {
    "http://www.w3.org/2000/svg",
    "https://t.me/${written.slice(1",
    "https://t.me/${username}",
    "https://${text}",
}
REFERENCES = ("for", "aria-controls", "aria-labelledby", "aria-describedby")


class Tag(NamedTuple):
    name: str
    attributes: dict[str, str]


class Page(HTMLParser):
    """Every tag of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def values(self, attribute: str) -> list[str]:
        return [tag.attributes[attribute] for tag in self.tags if attribute in tag.attributes]


PAGE = Page(SOURCES["index.html"])


def used_keys() -> set[str]:
    in_page = {
        key
        for attribute in ("data-t", "data-t-label", "data-t-placeholder")
        for key in PAGE.values(attribute)
    }
    return in_page.union(*(KEY.findall(SOURCES[name]) for name in SCRIPTS))


def test_every_word_exists_in_every_language() -> None:
    for one, other in pairwise(LANGUAGES):
        assert WORDS[one].keys() == WORDS[other].keys()


def test_the_page_speaks_english_and_chinese() -> None:
    assert {"en", "zh-Hans"} <= WORDS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_and_all_keep_their_fields(language: str) -> None:
    for key, sentence in WORDS[language].items():
        assert sentence.strip(), key
        assert sorted(re.findall(r"\{\w+\}", sentence)) == sorted(
            re.findall(r"\{\w+\}", WORDS["en"][key])
        ), key


def test_every_word_that_is_used_exists_and_every_word_is_used() -> None:
    assert used_keys() == WORDS["en"].keys()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_asks_for_words_only_by_a_whole_key(name: str) -> None:
    # A key put together at run time would escape the test above.
    assert not re.findall(r"\bt\(\s*`", SOURCES[name])


def test_the_pages_ids_are_there_once_and_so_are_all_it_refers_to() -> None:
    ids = PAGE.values("id")
    assert len(ids) == len(set(ids))
    wanted = {
        name
        for attribute in REFERENCES
        for value in PAGE.values(attribute)
        for name in value.split()
    }
    wanted |= {value[1:] for value in PAGE.values("href") if value.startswith("#")}
    assert wanted <= set(ids)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_finds_by_id_only_what_the_page_has(name: str) -> None:
    wanted = set(re.findall(r'byId\("([\w-]+)"\)', SOURCES[name]))
    wanted |= {f"icon-{symbol}" for symbol in re.findall(r'\bicon\("([\w-]+)"\)', SOURCES[name])}
    assert wanted <= set(PAGE.values("id"))


def test_the_page_names_only_files_that_exist() -> None:
    named = PAGE.values("src") + [v for v in PAGE.values("href") if not v.startswith("#")]
    assert named
    for address in named:
        assert address.startswith("/assets/"), address
        assert address.removeprefix("/assets/") in WEB


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_imports_only_its_neighbours_and_only_what_they_export(name: str) -> None:
    imports = re.findall(r'import \{([^}]+)\} from "([^"]+)"', SOURCES[name])
    assert len(imports) == SOURCES[name].count("import ")
    for names, address in imports:
        neighbour = address.removeprefix("./")
        assert neighbour in SCRIPTS
        exported = set(
            re.findall(r"export (?:async )?(?:const|function|class) (\w+)", SOURCES[neighbour])
        )
        assert {one.strip() for one in names.split(",") if one.strip()} <= exported


@pytest.mark.parametrize("name", sorted(WEB))
def test_no_asset_refers_to_another_origin(name: str) -> None:
    addresses = set(re.findall(r"""https?://[^\s"'`<)]+""", SOURCES[name]))
    assert addresses <= NAMED_ONLY
    assert not re.search(r"""["'(]//""", SOURCES[name])


@pytest.mark.parametrize("name", STYLES)
def test_a_stylesheet_loads_only_files_beside_it(name: str) -> None:
    assert "@import" not in SOURCES[name]
    assert all(file in WEB for file in re.findall(r'url\("?([^")]+)', SOURCES[name]))


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_turns_text_into_markup_or_code(name: str) -> None:
    dangerous = (
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|DOMParser|createContextualFragment"
        r"|eval|Function|document\.write)\b"
    )
    assert not re.findall(dangerous, SOURCES[name])


def test_the_page_needs_nothing_that_its_content_policy_forbids() -> None:
    for tag in PAGE.tags:
        assert tag.name != "style"
        assert tag.name != "script" or "src" in tag.attributes
        assert not [name for name in tag.attributes if name == "style" or name.startswith("on")]


def test_every_control_of_the_page_has_a_name() -> None:
    labelled = set(PAGE.values("for"))
    for tag in PAGE.tags:
        if tag.name in {"input", "select", "textarea"}:
            assert "data-t-label" in tag.attributes or tag.attributes["id"] in labelled
        if tag.name == "button" and "round" in tag.attributes.get("class", ""):
            assert "data-t-label" in tag.attributes or tag.attributes["id"] == "to-bottom"
        if tag.name == "dialog":
            assert tag.attributes["aria-labelledby"]


@pytest.mark.parametrize("name", SCRIPTS + STYLES)
def test_files_stay_short(name: str) -> None:
    assert SOURCES[name].count("\n") < 300


COLOURS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", SOURCES["tokens.css"]
    )
}
ON_SURFACES = [
    (ink, ground)
    for ground in ("surface", "surface-soft", "bubble", "paper")
    for ink in ("ink", "ink-quiet", "accent", "danger")
]
PAIRS = [
    *ON_SURFACES,
    ("accent", "accent-soft"),
    ("accent-solid-ink", "accent-solid"),
    ("bubble-mine-ink", "bubble-mine"),
    ("bubble-mine-quiet", "bubble-mine"),
    ("bubble-mine-link", "bubble-mine"),
    ("danger", "key"),
    ("good", "key"),
    ("ink", "raised"),
    ("key-ink", "key"),
    ("key-ink", "key-hover"),
    ("pill-ink", "pill"),
    ("toast-ink", "toast"),
    ("warn-ink", "warn"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2, definition of the term)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read_in_both_themes(ink: str, ground: str, theme: int) -> None:
    assert contrast(COLOURS[ink][theme], COLOURS[ground][theme]) >= 4.5  # WCAG 2.2, 1.4.3 AA


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("part", "ground"), [("outline", "surface"), ("accent", "surface")])
def test_the_edges_of_controls_can_be_seen(part: str, ground: str, theme: int) -> None:
    assert contrast(COLOURS[part][theme], COLOURS[ground][theme]) >= 3  # WCAG 2.2, 1.4.11 AA
