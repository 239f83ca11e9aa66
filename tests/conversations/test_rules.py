"""What comes and what stays away, in words: `/follow`, `/mute`, `/unmute`."""

import pytest

from bot.core.audience import Effect, Rule, RuleKind

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Talk, labels


def rule(kind: RuleKind, value: str, effect: Effect) -> Rule:
    return Rule(kind=kind, value=value, effect=effect)


async def rules(talk: Talk, chat_id: int = ADA) -> set[Rule]:
    return set((await remembered(talk, chat_id)).preferences.rules)


CHIPS = rule(RuleKind.TAG, "chips", Effect.FOLLOW)
POLICY = rule(RuleKind.TAG, "policy", Effect.FOLLOW)


@pytest.mark.parametrize(
    ("language", "nothing"),
    [
        ("en", "You follow everything.\nNothing is muted."),
        ("zh-Hans", "您关注全部内容。\n没有屏蔽任何内容。"),
    ],
)
async def test_without_names_the_rules_are_told(talk: Talk, language: str, nothing: str) -> None:
    reader = meet(talk, language)

    for command in ("/follow", "/mute", "/unmute", "/mute , ,"):
        answer = await talk.ask_one(reader, command)
        assert answer["text"].startswith(nothing)
        assert await talk.press(reader, answer, labels(answer)[-1]) == {}


async def test_the_rules_lead_to_topics_and_tags(talk: Talk) -> None:
    meet_ada(talk)
    answer = await talk.ask_one(ADA, "/follow")

    topics = await talk.press(ADA, answer, "⭐ Topics")
    assert topics["text"].startswith("Topics")

    answer = await talk.ask_one(ADA, "/follow")
    assert (await talk.press(ADA, answer, "All tags"))["text"].startswith("All tags")


@pytest.mark.parametrize(
    "typed",
    [
        "chips, policy",
        "芯片、政策",
        "#chips #policy",
        "chips policy",
        "chips，policy;",
        "政策 芯片",
    ],
)
async def test_tags_are_followed_in_any_language_and_order(talk: Talk, typed: str) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, f"/follow {typed}")

    assert answer["text"].startswith("You follow #")
    assert answer["text"].endswith("Your digest holds only what you follow.")
    assert await rules(talk) == {CHIPS, POLICY}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("rumour", "rumour"),
        ("Elon Musk", "elon musk"),
        ('"chips"', "chips"),
        ("“Open, Weights”", "open, weights"),
        ("「量子」", "量子"),
        ("<b>&amp", "<b>&amp"),
    ],
)
async def test_words_are_muted_with_and_without_quotation_marks(
    talk: Talk, typed: str, word: str
) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, f"/mute {typed}")

    assert answer["text"] == f"Muted: “{word}”."
    assert await rules(talk) == {rule(RuleKind.WORD, word, Effect.MUTE)}


@pytest.mark.parametrize("word", ["手机", "美国", "苹果", "传闻"])
async def test_a_chinese_word_that_is_like_a_tag_needs_no_quotation_marks(
    talk: Talk, word: str
) -> None:
    meet_lin(talk)

    answer = await talk.ask_one(LIN, f"/mute {word}")

    assert answer["text"] == f"已屏蔽：“{word}”。"
    assert await rules(talk, LIN) == {rule(RuleKind.WORD, word, Effect.MUTE)}


async def test_what_names_a_tag_in_other_languages_names_it_in_chinese(talk: Talk) -> None:
    meet_lin(talk)

    answer = await talk.ask_one(LIN, "/mute 视频")

    assert answer["text"] == "已屏蔽：#视频生成。"


async def test_publishers_are_muted_by_their_name(talk: Talk) -> None:
    meet_lin(talk)

    answer = await talk.ask_one(LIN, "/mute the model relay")

    assert answer["text"] == "已屏蔽：The Model Relay。"
    expected = rule(RuleKind.PUBLISHER, "The Model Relay", Effect.MUTE)
    assert await rules(talk, LIN) == {expected}


@pytest.mark.parametrize(
    ("language", "button", "said"),
    [
        ("en", "🔇 Muted", "Muted\n“rumour” and The Model Relay\n"),
        ("zh-Hans", "🔇 已屏蔽", "已屏蔽\n“rumour”和 The Model Relay\n"),
        ("fr", "🔇 Masqués", "Masqués\n«\u00a0rumour\u00a0» et The Model Relay\n"),
    ],
)
async def test_words_and_sources_are_muted_without_a_command(
    talk: Talk, language: str, button: str, said: str
) -> None:
    reader = meet(talk, language)
    muted = await talk.press(reader, await talk.ask_one(reader, "/settings"), button)
    await talk.press(reader, muted, "➕")

    slip = await talk.ask_one(reader, "#chps")  # asks, and goes on listening
    answer = await talk.ask_one(reader, "rumour, The Model Relay")

    assert "#chps" in slip["text"]
    assert said in answer["text"]
    assert await rules(talk, reader) == {
        rule(RuleKind.WORD, "rumour", Effect.MUTE),
        rule(RuleKind.PUBLISHER, "The Model Relay", Effect.MUTE),
    }
    await talk.ask_one(reader, "Corvane")  # a search again
    assert len(await rules(talk, reader)) == 2


async def test_different_kinds_at_once_are_all_confirmed(talk: Talk) -> None:
    meet_ada(talk)

    answers = await talk.ask(ADA, '/mute chips, The Model Relay, "rumour", gossip')

    assert [answer["text"] for answer in answers] == [
        "Muted: #chips.",
        "Muted: The Model Relay.",
        "Muted: “rumour” and “gossip”.",
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "I don't know the tag “chps”. Did you mean #chips? For the word itself, put it in"),
        ("zh-Hans", "没有“chps”这个标签。您要找的是 #chips 吗？"),
    ],
)
async def test_a_mistyped_tag_is_asked_about_and_nothing_changes(
    talk: Talk, language: str, sentence: str
) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, "/follow policy, chps")

    assert answer["text"].startswith(sentence)
    assert await rules(talk) == set()


async def test_an_unknown_hashtag_is_never_taken_for_a_word(talk: Talk) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, "/mute #zzzzqqqq")

    assert answer["text"] == "I don't know the tag “#zzzzqqqq”. /tags shows them all."


async def test_following_replaces_muting(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/mute chips")

    await talk.ask(ADA, "/follow chips")

    assert await rules(talk) == {CHIPS}
    assert "You follow #chips.\nNothing is muted." in (await talk.ask_one(ADA, "/mute"))["text"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No longer followed or muted: “chps”."),
        ("zh-Hans", "已取消关注或屏蔽：“chps”。"),
    ],
)
async def test_what_was_muted_as_a_word_is_unmuted_without_quotation_marks(
    talk: Talk, language: str, said: str
) -> None:
    reader = meet(talk, language)
    await talk.ask(reader, '/mute "chps"')

    answer = await talk.ask_one(reader, "/unmute chps")

    assert answer["text"] == said
    assert await rules(talk) == set()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "You neither follow nor mute #policy. /unmute alone shows what you do."),
        ("zh-Hans", "您没有关注或屏蔽 #政策。只发送 /unmute 可查看已设置的内容。"),
    ],
)
async def test_what_was_never_said_cannot_be_unsaid(talk: Talk, language: str, said: str) -> None:
    reader = meet(talk, language)
    await talk.ask(reader, "/follow chips")

    answer = await talk.ask_one(reader, "/unmute chips, policy")

    assert answer["text"] == said
    assert await rules(talk) == {CHIPS}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_a_word_has_a_sensible_length(talk: Talk, language: str) -> None:
    reader = meet(talk, language)

    for word in ("x", "x" * 41, "x" * 4000):
        answer = await talk.ask_one(reader, f'/mute "{word}"')
        assert "2" in answer["text"]
        assert "40" in answer["text"]
        assert len(answer["text"]) < 100


async def test_rules_have_an_end(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/mute " + ",".join(f'"word {n}"' for n in range(60)))
    assert len(await rules(talk)) == 60

    answer = await talk.ask_one(ADA, "/follow chips")

    assert answer["text"] == "That would be more than 60 topics. Drop some first with /unmute."


async def test_what_is_followed_and_muted_decides_the_digest(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/follow chips")
    assert "#chips" in (await talk.ask_one(ADA, "/digest"))["text"]

    await talk.ask(ADA, "/mute chips")

    assert "#chips" not in (await talk.ask_one(ADA, "/digest"))["text"]
