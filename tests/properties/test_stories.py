import string

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.calibration import PRIOR
from bot.core.cluster import StoryIndex, features
from bot.core.news import StoryId
from bot.core.quantities import agree, figures, key_figures
from bot.core.score import rate
from bot.core.script import simplified
from bot.core.summary import summarise
from bot.core.text import grapheme_length
from bot.core.texts import write_texts
from tests.core.stories import NOON, TAXONOMY, VOCABULARY, article, hours, material, scored

LANGUAGES = st.sampled_from(["en", "zh-Hans", "zh-Hant", "ja", "de"])
VOICES = "OpenAI 英伟达 raises $5 billion 50亿美元 GPT-5.5 chips 芯片 said 。 . ? “ ” 80%"
WORDS = st.lists(st.sampled_from(VOICES.split()), max_size=40).map(" ".join)
TEXT = st.text(max_size=300) | WORDS


@given(title=TEXT, text=TEXT, language=LANGUAGES)
def test_any_article_can_be_placed_scored_tagged_and_written(
    title: str, text: str, language: str
) -> None:
    found = features(title, text, language, VOCABULARY)
    index = StoryIndex()
    index.add(StoryId(1), found, "Herald", NOON)
    assert 0 <= index.place(found, NOON).similarity <= 1
    story = material(article(title, text, language=language))
    tags = TAXONOMY.tag(title, text)
    scores = scored(story, tags, NOON)
    assert all(
        0 <= score <= 100
        for score in (scores.hot, scores.hot_peak, scores.quality, scores.impact, scores.total)
    )
    (draft,) = write_texts(story, VOCABULARY)
    assert draft.language == language


FEW_WORDS = 3


@given(title=TEXT, text=TEXT)
def test_what_is_indexed_is_found_again_unless_it_says_little(title: str, text: str) -> None:
    found = features(title, text, "en", VOCABULARY)
    assume(len(found.terms) > FEW_WORDS)
    index = StoryIndex()
    index.add(StoryId(7), found, "Herald", NOON)
    assert index.place(found, NOON).story_id == 7


@given(
    reports=st.lists(st.tuples(WORDS, LANGUAGES), min_size=1, max_size=6),
    later=st.integers(0, 500),
)
def test_hot_only_cools_and_its_peak_never_falls(
    reports: list[tuple[str, str]], later: int
) -> None:
    articles = [
        article(text, text, number=number, publisher=f"P{number}", language=language)
        for number, (text, language) in enumerate(reports, start=1)
    ]
    fresh = scored(material(*articles), [], NOON)
    old = rate(fresh.facts, NOON + hours(later), PRIOR)
    assert old.hot <= fresh.hot
    assert old.hot_peak == fresh.hot_peak
    assert old.total <= fresh.total


@given(text=TEXT, title=TEXT, limit=st.integers(1, 400))
def test_a_summary_fits_and_says_only_what_the_text_says(
    text: str, title: str, limit: int
) -> None:
    summary = summarise(text, title, limit=limit)
    assert grapheme_length(summary) <= limit
    assert set(summary) <= set(text) | {" "}


@given(value=st.integers(1, 9999), scale=st.sampled_from(["million", "billion", "trillion"]))
def test_an_amount_is_the_same_in_english_and_chinese(value: int, scale: str) -> None:
    written = {
        "million": f"{value * 100}万",
        "billion": f"{value * 10}亿",
        "trillion": f"{value}万亿",
    }
    (english,) = figures(f"${value} {scale}", "en")
    (chinese,) = figures(f"{written[scale]}美元", "zh-Hans")
    assert agree(english, chinese)


@given(text=TEXT, language=LANGUAGES)
def test_key_figures_are_figures_and_no_two_agree_twice(text: str, language: str) -> None:
    found = figures(text, language)
    assert set(key_figures(found, 99)) <= set(found)
    assert all(figure.value > 0 for figure in found)


@given(st.text())
def test_simplifying_keeps_places_and_is_done_once(text: str) -> None:
    assert len(simplified(text)) == len(text)


@given(typed=st.text(alphabet=string.ascii_letters + "芯片机器人 #_-", max_size=80))
def test_a_typed_name_is_resolved_or_suggested_to_known_tags_only(typed: str) -> None:
    known = set(TAXONOMY.keys())
    assert {TAXONOMY.resolve(typed)} <= known | {None}
    likely = TAXONOMY.suggest(typed)
    assert set(likely) <= known
    assert likely or not TAXONOMY.is_slip(typed)
    assert [TAXONOMY.resolve(TAXONOMY.spelling(key, typed, key)) for key in likely] == likely
