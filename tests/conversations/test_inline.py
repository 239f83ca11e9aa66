"""Inline mode: `@bot words` in any chat."""

import pytest

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin
from .talk import Json, Talk, buttons


async def find(talk: Talk, user_id: int, words: str) -> list[Json]:
    """Type `@bot words` in some chat; return what is offered."""
    asked = talk.world.inline(user_id, words)
    await talk.pump()
    assert asked.answer is not None
    results: list[Json] = asked.answer["results"]
    return results


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_without_words_the_newest_stories_are_offered(talk: Talk, language: str) -> None:
    reader = meet(talk, language)

    results = await find(talk, reader, "")

    assert len(results) == 10
    assert all(result["description"].startswith("🔥 ") for result in results)


@pytest.mark.parametrize(
    ("language", "words", "label"),
    [("en", "robotaxis", "Open in Tidings"), ("zh-Hans", "芯片", "在 Tidings 中打开")],
)
async def test_a_found_story_is_sent_as_a_card_with_a_link_into_the_bot(
    talk: Talk, language: str, words: str, label: str
) -> None:
    reader = meet(talk, language)
    talk.world.add_user(99, "Friend", "de")
    chosen = (await find(talk, reader, words))[0]

    card = talk.world.choose(reader, chosen["id"], chat_id=99)

    assert card["text"].startswith("🔥 ")
    assert buttons(card) == [(label, f"https://t.me/tidings_bot?start=s_{chosen['id']}")]


async def test_the_settings_of_the_asker_give_the_language(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/language 中文")

    results = await find(talk, ADA, "芯片")

    assert "芯片" in results[0]["title"] + results[0]["description"]
    talk.world.choose(ADA, results[0]["id"])
    assert buttons(talk.last(ADA))[0][0] == "在 Tidings 中打开"


async def test_a_card_sent_to_the_bot_itself_is_not_taken_for_a_search(talk: Talk) -> None:
    meet_lin(talk)
    results = await find(talk, LIN, "")
    card = talk.world.choose(LIN, results[0]["id"])

    assert await talk.heard(LIN) == []

    assert talk.last(LIN) == card


@pytest.mark.parametrize("words", ["qwertyuiop", "!!!", "%_\"'", "芯" * 256, "\x00"])
async def test_whatever_is_typed_gets_an_answer(talk: Talk, words: str) -> None:
    meet_ada(talk)

    assert await find(talk, ADA, words) == []


async def test_more_results_follow_until_there_are_none(talk: Talk) -> None:
    meet_ada(talk)
    seen: list[str] = []
    offset: str | None = ""
    while offset is not None:
        asked = talk.world.inline(ADA, "model", offset)
        await talk.pump()
        assert asked.answer is not None
        seen += [result["id"] for result in asked.answer["results"]]
        offset = asked.answer["next_offset"] or None

    assert len(seen) > 10
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize(
    ("language", "typed", "hint"),
    [
        ("en", "colour:red", "I don't know the filter “colour:”."),
        ("zh-Hans", "colour:red", "没有“colour:”这个筛选条件。"),
        ("en", "qwertyuiop", "Nothing found. Open the bot to look around."),
    ],
)
async def test_finding_nothing_says_why_on_a_button_into_the_bot(
    talk: Talk, language: str, typed: str, hint: str
) -> None:
    reader = meet(talk, language)

    asked = talk.world.inline(reader, typed)
    await talk.pump()

    assert asked.answer is not None
    assert asked.answer["results"] == []
    assert asked.answer["button"]["text"].startswith(hint)


async def test_an_answer_is_kept_for_its_asker_alone(talk: Talk) -> None:
    meet_ada(talk)
    meet_lin(talk)
    for reader in (ADA, ADA, LIN):
        await find(talk, reader, "Gale")

    answers = [call for call in talk.world.calls if call.method == "answerInlineQuery"]
    assert len(answers) == 2


async def test_a_card_that_is_sent_counts_as_a_share(talk: Talk) -> None:
    meet_ada(talk)
    results = await find(talk, ADA, "robotaxis")

    for _ in range(2):
        talk.world.choose(ADA, results[0]["id"])
        await talk.pump()

    card = await talk.ask_one(ADA, f"/story {results[0]['id']}")
    assert "2 shares" in card["text"]


async def test_a_forged_press_under_a_sent_card_is_answered(talk: Talk) -> None:
    meet_lin(talk)
    results = await find(talk, LIN, "")
    card = talk.world.choose(LIN, results[0]["id"])
    await talk.pump()

    await talk.press_data(LIN, card, "o:3")

    assert talk.toast() == "这个按钮已经过期，请重新发送命令。"
    assert talk.last(LIN) == card
