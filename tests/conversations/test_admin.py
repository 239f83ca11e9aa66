"""`/admin`: what operators see and do, and that nobody else can."""

import pytest

from bot.core.actions import Action
from bot.core.admin import (
    AdminScreen,
    ManageSource,
    ManageStory,
    ShowAdmin,
    ShowSources,
    SourceVerb,
)
from bot.core.callbacks import encode
from bot.core.news import Source, SourceId, StoryId

from .people import ADA, EVERY_LANGUAGE, meet_ada
from .talk import BOSS, Talk, find_button, labels

TITLES = {"en": "Operations", "zh-Hans": "运维"}
STALE = "This button is out of date. Please ask again."


def meet_boss(talk: Talk, language: str = "en") -> None:
    talk.world.add_user(BOSS, "Boss", language.lower())


async def first_source(talk: Talk) -> Source:
    return (await talk.services.store.sources.all())[0]


async def top_story(talk: Talk) -> StoryId:
    (story,) = await talk.services.store.stories.latest(floor=0, before=None, limit=1)
    return story.id


def actions(source: SourceId, story: StoryId) -> list[Action]:
    return [
        *map(ShowAdmin, AdminScreen),
        ShowSources(0),
        *(ManageSource(source, verb) for verb in SourceVerb),
        ManageStory(story),
    ]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_every_screen_edits_one_message_in_the_operators_language(
    talk: Talk, language: str
) -> None:
    meet_boss(talk, language)
    home = await talk.ask_one(BOSS, "/admin")
    assert home["text"].startswith(TITLES[language])

    seen = {home["text"]}
    before = talk.world.messages(BOSS)
    for action in actions((await first_source(talk)).id, await top_story(talk)):
        shown = await talk.press_data(BOSS, home, encode(action))
        assert shown["message_id"] == home["message_id"]
        seen.add(shown["text"])
    assert len(talk.world.messages(BOSS)) == len(before)
    assert len(seen) > 7
    if language == "zh-Hans":
        assert not any("Press to copy" in text or "Page " in text for text in seen)


async def test_for_others_there_is_no_such_command(talk: Talk) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, "/admin")
    typed = await talk.ask_one(ADA, f"/admin retract {await top_story(talk)} A hoax.")

    assert answer["text"] == "I don't know /admin. /help shows what I can do."
    assert typed["text"] == answer["text"]
    assert await talk.services.store.stories.get(await top_story(talk)) is not None


async def test_a_forged_button_does_nothing(talk: Talk) -> None:
    meet_ada(talk)
    mine = await talk.ask_one(ADA, "/settings")
    source = await first_source(talk)

    for action in actions(source.id, await top_story(talk)):
        assert await talk.press_data(ADA, mine, encode(action)) == mine
        assert talk.toast() == STALE

    assert await first_source(talk) == source


async def test_operators_speak_in_private_only(talk: Talk) -> None:
    meet_boss(talk)
    group = talk.world.create_group("AI readers", BOSS).id
    talk.world.add_bot_to_group(group, BOSS)
    settings = (await talk.ask(BOSS, "/settings", group))[-1]

    assert await talk.ask(BOSS, "/admin", group) == []
    await talk.press_data(BOSS, settings, encode(ShowAdmin(AdminScreen.HOME)), group)

    assert talk.toast() == STALE


async def test_sources_that_fail_come_first_and_say_why(talk: Talk) -> None:
    meet_boss(talk)
    sources = talk.services.store.sources
    failing = (await sources.all())[-1]
    for _ in range(2):
        await sources.record_failure(
            failing.id, talk.clock.now(), error="HTTP 503", next_fetch_at=talk.clock.now()
        )

    page = await talk.press(BOSS, await talk.ask_one(BOSS, "/admin"), "📡")
    assert labels(page)[0].startswith("⚠️")
    shown = await talk.press(BOSS, page, "⚠️")

    for words in (failing.seed.url, "HTTP 503", "2 failures in a row", "Last read: just now"):
        assert words in shown["text"]


async def test_a_source_is_paused_and_resumed(talk: Talk) -> None:
    meet_boss(talk)
    source = await first_source(talk)
    home = await talk.ask_one(BOSS, "/admin")
    shown = await talk.press_data(BOSS, home, encode(ManageSource(source.id, SourceVerb.SHOW)))

    paused = await talk.press(BOSS, shown, "Pause")
    assert "It is paused." in paused["text"]
    assert (await first_source(talk)).is_paused

    resumed = await talk.press(BOSS, paused, "Resume")
    assert "It is paused." not in resumed["text"]
    assert not (await first_source(talk)).is_paused


async def test_a_source_is_tested(talk: Talk) -> None:
    meet_boss(talk)
    source = await first_source(talk)
    home = await talk.ask_one(BOSS, "/admin")
    test = encode(ManageSource(source.id, SourceVerb.TEST))

    failed = await talk.press_data(BOSS, home, test)
    talk.fetcher.put(source.seed.url, "<rss><channel><title>x", "application/rss+xml")
    empty = await talk.press_data(BOSS, home, test)
    talk.fetcher.put(source.seed.url, RSS, "application/rss+xml")
    passed = await talk.press_data(BOSS, home, test)

    assert "Test failed: the feed holds no entries" in empty["text"]
    assert "Test failed: HTTP 404" in failed["text"]
    assert "Test passed: rss 2.0, 1 entry" in passed["text"]


async def test_a_source_that_is_gone_is_said_above_its_button(talk: Talk) -> None:
    meet_boss(talk)
    home = await talk.ask_one(BOSS, "/admin")

    await talk.press_data(BOSS, home, encode(ManageSource(SourceId(999), SourceVerb.SHOW)))

    assert talk.toast() == STALE


async def test_a_story_is_corrected(talk: Talk) -> None:
    meet_boss(talk)
    story_id = await top_story(talk)

    managed = await talk.ask_one(BOSS, f"/admin story #{story_id}")
    assert managed["text"].startswith(f"Story {story_id}\n")
    await talk.ask_one(BOSS, f"/admin correct {story_id} en The right title | Right words.")

    card = await talk.ask_one(BOSS, f"/story {story_id}")
    assert "The right title" in card["text"]
    assert "Right words." in card["text"]
    assert card["text"].endswith("Corrected by the editors.")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Story {} was retracted: A hoax."), ("zh-Hans", "新闻 {} 已撤回：A hoax.")],
)
async def test_a_retracted_story_says_why_to_whoever_asks(
    talk: Talk, language: str, sentence: str
) -> None:
    meet_boss(talk, language)
    story_id = await top_story(talk)
    page = await talk.ask_one(BOSS, "/latest")

    await talk.ask_one(BOSS, f"/admin retract {story_id} A hoax.")

    expected = sentence.format(story_id)
    assert (await talk.ask_one(BOSS, f"/story {story_id}"))["text"] == expected
    assert (await talk.ask(BOSS, f"/start s_{story_id}"))[0]["text"] == expected
    await talk.press(BOSS, page, "1")
    assert talk.toast() == expected
    again = await talk.ask_one(BOSS, "/latest")
    assert find_button(again, "1") != find_button(page, "1")


async def test_stories_are_merged_and_split(talk: Talk) -> None:
    meet_boss(talk)
    stories = talk.services.store.stories
    kept, other = (s.id for s in await stories.latest(floor=0, before=None, limit=2))

    merged = await talk.ask_one(BOSS, f"/admin merge {kept} {other}")
    assert merged["text"].startswith(f"Story {other} is now part of story {kept}")
    article = (await talk.services.store.articles.of_story(kept))[0].id
    split = await talk.ask_one(BOSS, f"/admin split {kept} {article}")

    assert split["text"].startswith("The articles are story ")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/admin nonsense", "Send /admin story, "),
        ("/admin story x", "Please give the number of a story"),
        ("/admin story 99999", "There is no story 99999."),
        ("/admin correct 1 tlh Words", "Say which language and what is right"),
        ("/admin correct 1 en", "Say which language and what is right"),
        ("/admin correct 1 en " + "x" * 241, "“" + "x" * 40 + "” is too long: 240"),
        ("/admin retract 1", "Say why, for readers are told"),
        ("/admin merge 1 1", "These are not two stories."),
        ("/admin split 1 x", "Give numbers of its articles"),
        ("/admin split 1 99999", "Give numbers of its articles"),
    ],
)
async def test_what_cannot_be_done_is_said(talk: Talk, typed: str, answer: str) -> None:
    meet_boss(talk)

    assert (await talk.ask_one(BOSS, typed))["text"].startswith(answer)


RSS = """<rss version="2.0"><channel><title>T</title><link>https://t.example/</link>
<item><title>A model</title><link>https://t.example/1</link><guid>1</guid></item>
</channel></rss>"""
