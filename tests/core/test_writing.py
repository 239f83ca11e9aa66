"""What is asked of models, and what is made of the answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.briefing import (
    Usage,
    Written,
    content_key,
    mend_brief,
    told_articles,
    write_brief,
)
from bot.core.check import Fault, FaultKind, Gate
from bot.core.news import Origin, Text
from bot.core.rubric import Mark
from bot.core.writing import (
    Report,
    Try,
    outcome_of,
    pack,
    parts_of,
    told,
    translated,
    translation_key,
    unpack,
    wait_after,
)

from .stories import VOCABULARY, article, material

TEXT = Text(
    language="en",
    title="Corvane builds",
    summary="Corvane will spend $295 billion.",
    analysis="One thing changes.\n\nAnother stays.",
    origin=Origin.MODEL,
)
MARK = Mark(factor="reach", mark=4, evidence="employ 12,500 people")
FAULT = Fault(kind=FaultKind.FIGURE, language="en", field="summary", words="$925 billion")


def test_a_remembered_answer_is_the_answer() -> None:
    written = Written(texts=(TEXT,), marks=(MARK,))
    assert unpack(pack(written)) == written


@pytest.mark.parametrize("text", [TEXT, replace(TEXT, summary=""), replace(TEXT, analysis="")])
def test_translated_parts_go_where_the_original_ones_were(text: Text) -> None:
    parts = [f" {part} " for part in parts_of(text)]
    assert translated(text, "de", parts) == replace(text, language="de", origin=Origin.TRANSLATION)


def test_a_translated_paragraph_is_remembered_per_engine_and_language() -> None:
    asked = [("a", "en", "de"), ("b", "en", "de"), ("a", "fr", "de"), ("a", "en", "fr")]
    assert len({translation_key(*one, "Words.") for one in asked}) == len(asked)


def test_rests_double_up_to_some_hours() -> None:
    assert [wait_after(n) for n in (0, 1, 99)] == [
        timedelta(minutes=2),
        timedelta(minutes=4),
        timedelta(hours=6),
    ]


def test_an_answer_is_called_by_its_worst_fault() -> None:
    loose = replace(FAULT, kind=FaultKind.LOOSE_FIGURE)
    fatal = replace(FAULT, kind=FaultKind.FIGURE)
    assert [outcome_of(one) for one in ([], [loose], [loose, fatal])] == ["ok", "loose", "faults"]


def test_a_report_is_kept_as_plain_values() -> None:
    report = Report(
        tries=[Try(engine="m", outcome="faults", faults=told([FAULT]))],
        origins={"en": "model"},
        marks=[MARK],
        is_waiting=True,
    )
    assert report.as_facts() == {
        "tries": [{"engine": "m", "outcome": "faults", "faults": [str(FAULT)]}],
        "origins": {"en": "model"},
        "marks": [{"factor": "reach", "mark": 4, "evidence": "employ 12,500 people"}],
        "is_waiting": True,
    }


def test_what_is_mended_names_the_exact_faults() -> None:
    brief = write_brief([article("T", "Words.")], ("en", "xx"), "nonce")
    assert "$925 billion" in mend_brief(brief, [FAULT]).prompt
    assert mend_brief(brief, "- no JSON").prompt.endswith("- no JSON")
    assert brief.most_tokens > len(brief.prompt) + brief.most_output


def test_an_answer_is_remembered_for_the_very_articles_and_languages() -> None:
    one, other = article("T", "Words."), article("T", "Other words.")
    keys = {
        content_key("m", [one], ["en"]),
        content_key("n", [one], ["en"]),
        content_key("m", [other], ["en"]),
        content_key("m", [one], ["en", "de"]),
    }
    assert len(keys) == 4


def test_a_translation_may_say_only_what_its_original_says() -> None:
    gate = Gate.translating(TEXT, VOCABULARY)
    wrong = replace(TEXT, summary="Corvane will spend $925 billion.")
    assert "$925 billion" in {fault.words for fault in gate.check([wrong])}


def test_a_model_is_shown_one_article_of_each_publisher() -> None:
    articles = [
        article("T", number=n, publisher=publisher)
        for n, publisher in enumerate(["A", "A", "B", "C", "D", "E"], 1)
    ]
    shown = [one.publisher for one in told_articles(material(*articles))]
    assert len(shown) == len(set(shown)) == 4


def test_the_tokens_of_a_request_are_those_of_question_and_answer() -> None:
    assert Usage(tokens_in=900, tokens_out=300).tokens == 1200
