from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.phrases import Phrase
from bot.core.query import Known, Query, read_query
from bot.core.tags import Taxonomy
from bot.i18n.languages import find_language
from data.curated import curated_tags

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SHANGHAI_MIDNIGHT = datetime(2026, 2, 28, 16, tzinfo=UTC)


@cache
def known() -> Known:
    return Known(
        taxonomy=Taxonomy.load(curated_tags()),
        publishers=("The Decoder", "The Verge", "量子位"),
        language_of=find_language,
        now=NOW,
        timezone="Asia/Shanghai",
    )


def read(typed: str) -> Query:
    query = read_query(typed, known())
    assert isinstance(query, Query), query
    return query


def complaint(typed: str) -> Phrase:
    query = read_query(typed, known())
    assert isinstance(query, Phrase), query
    return query


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", Query()),
        ("  open   weights ", Query(words="open weights", named="open-source")),
        ("robots tag:chips walk", Query(words="robots walk", tags=("chips",))),
        ("#芯片 出口", Query(words="出口", tags=("chips",))),
        ("标签：芯片", Query(tags=("chips",))),
        ("tag:chips #funding", Query(tags=("chips", "funding"))),
        ('source:"The Decoder" x', Query(words="x", publishers=("The Decoder",))),
        ("来源:量子位", Query(publishers=("量子位",))),
        ("source:the", Query(publishers=("The Decoder", "The Verge"))),
        ("since:7d", Query(since=NOW - timedelta(days=7))),
        ("since:2周", Query(since=NOW - timedelta(days=14))),
        ("Since:24h", Query(since=NOW - timedelta(hours=24))),
        ("after:2026-03-01", Query(since=SHANGHAI_MIDNIGHT)),
        ("after:2026-03", Query(since=SHANGHAI_MIDNIGHT)),
        ("since:yesterday", Query(since=SHANGHAI_MIDNIGHT + timedelta(days=8))),
        ("before:2026/3/1", Query(until=SHANGHAI_MIDNIGHT)),
        ("min:60", Query(floor=60)),
        ("lang:zh", Query(language="zh")),
        ("Чипы", Query(words="Чипы", named="chips")),
        ("puces since:7d", Query(words="puces", since=NOW - timedelta(days=7), named="chips")),
        ("lang:en", Query(language="en")),
        ("语言:中文", Query(language="zh-Hans")),
        ("OpenAI: a new model", Query(words="OpenAI: a new model")),
        ("https://example.com/a", Query(words="https://example.com/a")),
        ("英伟达：新芯片", Query(words="英伟达：新芯片")),
        ("ratio 3:1", Query(words="ratio 3:1")),
    ],
)
def test_words_and_filters_are_told_apart(typed: str, query: Query) -> None:
    assert read(typed) == query


@pytest.mark.parametrize(
    ("typed", "text", "field"),
    [
        ("foo:bar", "I don't know the filter", "foo:"),
        ("tag:chps", "Did you mean", "chps"),
        ("tag:芯骗", "Did you mean", "('tag:芯片',)"),
        ("tag:wether-model", "Did you mean", """('tag:"weather model"',)"""),
        ("tag:zzqq", "/tags shows them all", "zzqq"),
        ("source:decodr", "Did you mean", "decodr"),
        ("source:zzqq", "Leave it out to search them all.", "zzqq"),
        ("since:soon", "I can't read the date", "soon"),
        ("since:9q", "I can't read the date", "9q"),
        ("before:2026-13-01", "I can't read the date", "2026-13-01"),
        ("min:101", "A score is a number", "100"),
        ("min:00029999999999999999999", "A score is a number", "100"),
        ("min:²", "A score is a number", "100"),
        ("lang:klingon", "I don't know the language", "klingon"),
    ],
)
def test_what_cannot_be_understood_is_answered_with_how_to_mend_it(
    typed: str, text: str, field: str
) -> None:
    phrase = complaint(typed)

    assert text in phrase.text
    assert field in map(str, phrase.fields.values())


@given(st.text())
def test_whatever_is_typed_is_a_query_or_a_complaint(typed: str) -> None:
    assert isinstance(read_query(typed, known()), Query | Phrase)
