"""People who want what is not theirs: forged buttons, payloads and queries get them nothing."""

from collections.abc import Iterator

import pytest

from bot.core.actions import (
    Action,
    Close,
    Flow,
    GiveFeedback,
    ListKind,
    MarkTags,
    OpenStory,
    SaveStory,
    Screen,
    SetFloor,
    SetLanguage,
    SetSize,
    SetTag,
    SetTime,
    SetTimezone,
    ShareStory,
    ShowList,
    ShowScreen,
    ShowTags,
    ShowTopics,
    Subscribe,
    TagOrigin,
    ToggleDetails,
    ToggleWeekday,
    Unsubscribe,
)
from bot.core.admin import (
    AdminScreen,
    ManageSource,
    ManageStory,
    RestoreStory,
    SendBroadcast,
    ShowAdmin,
    ShowSources,
    SourceVerb,
    TellReaders,
)
from bot.core.audience import CardPart, ChatId, Effect, FeedbackKind, RuleKind
from bot.core.broadcast import BroadcastId
from bot.core.callbacks import aim, encode
from bot.core.choices import (
    AskChannel,
    AskLocation,
    DropRule,
    EndReview,
    ForgetMe,
    ForgetTaste,
    Pause,
    SetAlerts,
    SetQuiet,
    SetReview,
    SetRich,
    SetSecondLanguage,
    SetSilent,
    ShowHidden,
    ShowPreview,
    ShowTrends,
    TogglePart,
    UnmuteStories,
)
from bot.core.news import SourceId, StoryId
from bot.core.select import Why
from handlers.telegram.buttons import CHANGES, OPERATES, READS

from .people import ADA, LIN, meet_ada, meet_lin, remembered
from .talk import Json, Talk

STORY = StoryId(3)
MEMBER = "Only administrators of this group can change its digest."
STALE = "这个按钮已经过期，请重新发送命令。"
CHANGING: tuple[Action, ...] = (
    SaveStory(STORY, is_on=True),
    GiveFeedback(STORY, FeedbackKind.MUTE),
    SetTag("chips", Effect.MUTE, TagOrigin.LIST),
    MarkTags(Effect.MUTE, 0),
    ShowTopics(Flow.SETTINGS),
    ShowScreen(Screen.SETTINGS),
    SetLanguage("ru"),
    SetSecondLanguage("zh-Hans"),
    SetTime(60),
    SetTimezone("Asia/Tokyo"),
    SetSize(20),
    SetFloor(100),
    TogglePart(CardPart.SUMMARY),
    SetRich(is_on=True),
    ToggleWeekday(0),
    Pause(300),
    SetQuiet(0, 60),
    SetSilent(is_on=True),
    SetAlerts(10, 20),
    SetReview(0, 0),
    EndReview(),
    AskLocation(),
    DropRule(RuleKind.TAG, Effect.FOLLOW, 1),
    UnmuteStories(),
    ForgetTaste(),
    AskChannel(),
    Subscribe(),
    Unsubscribe(),
    ForgetMe(),
    Close(),
)
READING: tuple[Action, ...] = (
    OpenStory(STORY),
    ToggleDetails(STORY, is_open=True),
    ShareStory(STORY),
    ShowList(ListKind.SAVED, 5),
    ShowTags(0),
    ShowPreview(),
    ShowHidden(Why.SEEN),
    ShowTrends(),
)
OPERATING: tuple[Action, ...] = (
    ShowAdmin(AdminScreen.HOME),
    ShowSources(0),
    ManageSource(SourceId(1), SourceVerb.PAUSE),
    ManageStory(STORY),
    TellReaders(STORY),
    RestoreStory(STORY),
    SendBroadcast(BroadcastId(1)),
)
PAYLOADS = (
    *(
        "s_",
        "s_0",
        "s_-3",
        "s_3.5",
        "s_99999999999999999999",
        "s_٣",
        "S_3",
        "s_3_7",
        "s_3;t_chips",
    ),
    *("t_", "t_..", "t_chips'--", "t_%", "t_CHIPS", "on", "off", "fm", "@7;off", "admin", "null"),
    *("\u202es_3", "s_3\u0000", "x" * 64, "🙂" * 16),
)
QUERIES = (
    *("\x00", "'", '"', '" OR 1=1 --', "title:*", "NEAR(a b)", "a* b*", "(((", "-", "^", "%", "_"),
    *("tag:", "tag:chips'--", 'source:"', "since:99999999999d", "min:-1", "min:999", "lang:zz"),
    *("芯" * 256, "a " * 128, "\u202e\u200b\ufeff", "<b>&amp;", "🙂" * 128, "\ud7ff" * 85),
)


def test_nothing_a_button_can_do_is_left_out_here() -> None:
    assert {type(action) for action in CHANGING} == {*CHANGES}
    assert {type(action) for action in READING} == {*READS}
    assert {type(action) for action in OPERATING} == {*OPERATES}


async def everything(talk: Talk, *chats: int) -> list[object]:
    """Return all that is kept about chats, what they said about stories included."""
    kept = []
    for chat_id in chats:
        reader = await remembered(talk, chat_id)
        kept += [reader, await talk.services.store.personal.export(reader.id)]
    return kept


async def make_group(talk: Talk, kind: str) -> int:
    """Let Ada own a group or channel with a digest of its own, and Lin be in it."""
    meet_ada(talk)
    meet_lin(talk)
    await talk.ask(ADA, "/subscribe")
    await talk.ask(LIN, "/help")
    chat = talk.world.create_group("AI readers", ADA, kind=kind, members=(LIN,))
    talk.world.add_bot_to_group(chat.id, ADA)
    await talk.pump()
    return chat.id


async def test_a_member_changes_nothing_by_any_forged_button(talk: Talk) -> None:
    group = await make_group(talk, "group")
    help_ = await talk.ask_one(LIN, "/help", group)
    before = await everything(talk, group, ADA, LIN)

    for action in CHANGING:
        assert await talk.press_data(LIN, help_, encode(action), group) == help_, action
        assert talk.toast() == MEMBER, action
    for action in OPERATING:
        assert await talk.press_data(LIN, help_, encode(action), group) == help_, action

    assert await everything(talk, group, ADA, LIN) == before


def aimed(chat_id: int) -> Iterator[tuple[Action, str]]:
    for action in (*CHANGING, *READING, *OPERATING):
        yield action, aim(encode(action), ChatId(chat_id))


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_nobody_reaches_a_chat_of_somebody_else_from_their_own(
    talk: Talk, kind: str
) -> None:
    chat = await make_group(talk, kind)
    if kind == "channel":
        talk.world.share_chat(ADA, chat)
        await talk.pump()
    help_ = await talk.ask_one(LIN, "/help")
    before = await everything(talk, chat, ADA, LIN)
    heard = len(talk.world.messages(LIN))

    for action, data in aimed(chat):
        assert await talk.press_data(LIN, help_, data) == help_, action
        assert talk.toast(), action

    assert await everything(talk, chat, ADA, LIN) == before
    assert len(talk.world.messages(LIN)) == heard
    assert len(talk.world.messages(chat)) <= 2, "the bot said nothing more there"


async def test_no_button_reaches_another_person(talk: Talk) -> None:
    talk.may_fail = True  # Telegram is asked about chats that are none
    await make_group(talk, "group")
    help_ = await talk.ask_one(LIN, "/help")
    before = await everything(talk, ADA, LIN)

    for start in ("@7;", "@-7;", "@07;", "@ 7;", "@7", "@@7;", "@zzzzzzzzzzzzz;"):
        for action in (*CHANGING, *READING):
            await talk.press_data(LIN, help_, start + encode(action))
            assert talk.toast(), (start, action)

    assert await everything(talk, ADA, LIN) == before


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_a_forged_payload_only_opens_the_door(talk: Talk, payload: str) -> None:
    meet_ada(talk)
    meet_lin(talk)
    await talk.ask(ADA, "/subscribe")
    before = await everything(talk, ADA)

    answers = await talk.ask(LIN, f"/start {payload}")

    assert answers
    assert not (await remembered(talk, LIN)).is_subscribed
    assert await everything(talk, ADA) == before


async def offered(talk: Talk, user_id: int, words: str) -> list[Json]:
    asked = talk.world.inline(user_id, words)
    await talk.pump()
    assert asked.answer is not None
    results: list[Json] = asked.answer["results"]
    return results


async def test_whatever_is_asked_inline_is_answered_and_stores_nothing(talk: Talk) -> None:
    meet_lin(talk)

    for words in QUERIES:
        for result in await offered(talk, LIN, words):
            assert result["type"] == "article"

    assert await talk.services.store.audience.get(ChatId(LIN)) is None


async def test_inline_results_show_nothing_of_others_nor_of_the_askers_own(talk: Talk) -> None:
    meet_ada(talk)
    meet_lin(talk)
    await talk.ask(LIN, "/help")
    before = await offered(talk, LIN, "芯片")
    newest = await offered(talk, LIN, "")
    card = await talk.ask_one(ADA, f"/story {before[0]['id']}")
    await talk.press(ADA, card, "🔖")
    await talk.press_data(
        ADA, card, encode(GiveFeedback(StoryId(int(before[0]["id"])), FeedbackKind.MUTE))
    )
    await talk.ask(ADA, "/mute chips")
    await talk.ask(LIN, "/mute 芯片")

    assert await offered(talk, LIN, "芯片") == before
    assert await offered(talk, LIN, "") == newest
    assert "🔖" not in str(await offered(talk, ADA, "芯片"))


async def test_what_is_saved_is_seen_by_its_owner_alone(talk: Talk) -> None:
    group = await make_group(talk, "group")
    await talk.press(ADA, await talk.ask_one(ADA, "/story 3"), "🔖")

    for chat in (None, group):
        (answer,) = await talk.ask(LIN, "/saved", chat)
        assert "🔥" not in answer["text"]
    for typed in ("/story 3", "/story@tidings_bot 3"):
        assert "🔖" in str(await talk.ask_one(LIN, typed)), "to save, not saved"
    settings = await talk.ask_one(LIN, "/settings")
    assert await talk.press_data(LIN, settings, encode(ShowList(ListKind.SAVED, 5))) == settings
    assert "🔥" not in talk.last(LIN)["text"]
