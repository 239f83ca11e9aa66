from bot.core.news import Origin
from bot.core.text import grapheme_length
from bot.core.texts import DENSE_SUMMARY_LENGTH, SUMMARY_LENGTH, write_texts

from .stories import VOCABULARY, article, material
from .test_analysis import CHINESE, FOLLOWER, LEAD


def test_each_language_of_the_articles_has_a_text_of_its_own_the_leads_first() -> None:
    drafts = write_texts(material(CHINESE, LEAD, FOLLOWER), VOCABULARY)
    assert [draft.language for draft in drafts] == ["en", "zh-Hans"]
    assert [draft.title for draft in drafts] == [LEAD.title, CHINESE.title]


def test_a_summary_keeps_the_limit_of_its_language() -> None:
    long_english = article(text="The library of manuals holds many a loom and press. " * 40)
    long_chinese = article(
        text="图书馆收藏了很多关于织机和印刷机的手册。" * 40, language="zh-Hans"
    )
    for story, limit in ((long_english, SUMMARY_LENGTH), (long_chinese, DENSE_SUMMARY_LENGTH)):
        (draft,) = write_texts(material(story), VOCABULARY)
        assert 0 < grapheme_length(draft.summary) <= limit


def test_where_only_a_title_is_known_the_text_is_the_sources_and_has_no_summary() -> None:
    (draft,) = write_texts(material(article("Vellum opens", "Vellum opens")), VOCABULARY)
    assert (draft.title, draft.summary, draft.origin) == ("Vellum opens", "", Origin.SOURCE)


def test_a_short_text_is_given_whole_as_the_sources_own() -> None:
    text = "Vellum opened its library of manuals in Oslo on Monday."
    (draft,) = write_texts(material(article("A new library", text)), VOCABULARY)
    assert (draft.summary, draft.origin) == (text, Origin.SOURCE)


def test_a_chosen_summary_is_an_extract() -> None:
    (draft,) = write_texts(material(article(LEAD.title, LEAD.text * 3)), VOCABULARY)
    assert draft.origin is Origin.EXTRACT


def test_every_sentence_of_a_text_stands_in_its_article() -> None:
    (draft,) = write_texts(material(LEAD), VOCABULARY)
    assert all(part in LEAD.text for part in draft.summary.split(". "))
