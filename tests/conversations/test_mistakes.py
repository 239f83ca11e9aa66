"""What goes wrong at the other end: typing mistakes, stale and forged buttons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.actions import Action
from bot.core.callbacks import encode, fits
from tests.properties.test_callbacks import ACTIONS

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Talk

STALE = {
    "en": "This button is out of date. Please ask again.",
    "zh-Hans": "这个按钮已经过期，请重新发送命令。",
}
HUGE = "9" * 4000
FORGED = (
    "x:1",
    "nonsense",
    "O:3",
    "o:",
    "l:l:0::",  # a list of no stories
    "l:t:5::nosuchtag",
    "l:p:5::century",
    "l:l:5:5:",  # a number where a moment belongs
    "l:p:5:1.1:day",  # the reverse
    "r:follow:g:0:nosuchtag",
    "sl:s:xx",
    "sz:s:Nowhere/Else",
    "sn:0",
    "sd:7",
    "st:s:zzz",
    "\x00",
    "芯" * 21,
)
COMMANDS = (
    *("/tag", "/search", "/follow", "/mute", "/unmute", "/time", "/timezone", "/language"),
    *("/top", "/story", "/share", "/latest", "/subscribe", "/start", "/nonsense", ""),
)


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [
        (
            "/tag chps",
            "I don't know the tag “chps”. Did you mean #chips? /tags shows them all.",
            "没有“chps”这个标签。您要找的是 #chips 吗？全部标签见 /tags。",
        ),
        (
            "/tag nosuchtag",
            "I don't know the tag “nosuchtag”. /tags shows them all.",
            "没有“nosuchtag”这个标签。全部标签见 /tags。",
        ),
        (
            "/tag zzqq",
            "I don't know the tag “zzqq”. /tags shows them all.",
            "没有“zzqq”这个标签。",
        ),
        ("/tag #", "I don't know the tag “#”. /tags shows them all.", "没有“#”这个标签。"),
        (
            "/tag chips 50",
            "Please give a number from 1 to 20, for example /tag chips 10.",
            "请给出1到20之间的数字，例如 /tag chips 10。",
        ),
        (
            "/latest 0",
            "Please give a number from 1 to 20, for example /latest 10.",
            "请给出1到20之间的数字，例如 /latest 10。",
        ),
        ("/latest 21", "Please give a number from 1 to 20,", "请给出1到20之间的数字，"),
        ("/latest -1", "Please give a number from 1 to 20,", "请给出1到20之间的数字，"),
        ("/latest ²", "Please give a number from 1 to 20,", "请给出1到20之间的数字，"),
        (f"/latest {HUGE}", "Please give a number from 1 to 20,", "请给出1到20之间的数字，"),
        (
            "/top year",
            "Please choose Day, Week, or Month, for example /top Week.",
            "请选择今日、本周或本月，例如 /top 本周。",
        ),
        (
            "/story",
            "Please give the number of a story, for example /story 12.",
            "请给出新闻的编号",
        ),
        ("/story abc", "Please give the number of a story, for", "请给出新闻的编号"),
        ("/story 0", "Please give the number of a story, for", "请给出新闻的编号"),
        ("/story 1 2", "Please give the number of a story, for", "请给出新闻的编号"),
        ("/share 1 2", "Please give the number of a story, for", "请给出新闻的编号"),
        ("/latest 5 6", "Please give a number from 1 to 20,", "请给出1到20之间的数字，"),
        ("/top week day", "Please choose Day, Week, or Month,", "请选择今日、本周或本月，"),
        (
            "/pause 3 4",
            "Please give a number of days from 0 to 365,",
            "请给出0到365之间的天数",
        ),
        (f"/story {HUGE}", "Please give the number of a story, for", "请给出新闻的编号"),
        (
            "/story 99999",
            "There is no story 99999. /latest shows the newest ones.",
            "没有编号为 99999 的新闻。",
        ),
        ("/story 999999999999999999", "There is no story 999999999999999999.", "没有编号为"),
        (
            "/share",
            "Please give the number of a story, for example /share 12.",
            "请给出新闻的编号，例如 /share 12。",
        ),
        ("/share 99999", "There is no story 99999.", "没有编号为 99999 的新闻。"),
        ("/search", "What shall I look for?", "想搜索什么？"),
        ("/search !?。", "What shall I look for?", "想搜索什么？"),
        ("🙂", "What shall I look for?", "想搜索什么？"),
        ("/", "What shall I look for?", "想搜索什么？"),
        ("/time 25:00", "I don't understand the time “25:00”.", "看不懂时间“25:00”。"),
        ("/subscribe soon", "I don't understand the time “soon”.", "看不懂时间“soon”。"),
        (
            "/timezone Lisbn",
            "I don't know the time zone “Lisbn”. Did you mean Lisbon?",
            "没有找到时区“Lisbn”。您要找的是里斯本吗？",
        ),
        (
            "/timezone +99",
            "I don't know the time zone “+99”. Send a city or an offset: /timezone Berlin,",
            "没有找到时区“+99”。请发送城市或时差",
        ),
        ("/language Klingon", "I don't speak “Klingon” yet.", "暂不支持“Klingon”。"),
        ("/nonsense", "I don't know /nonsense. /help shows what I can do.", "没有 /nonsense 这个"),
    ],
)
async def test_every_mistake_is_answered_with_what_to_do(
    talk: Talk, typed: str, english: str, chinese: str
) -> None:
    meet_ada(talk)
    meet_lin(talk)

    assert (await talk.ask_one(ADA, typed))["text"].startswith(english)
    assert (await talk.ask_one(LIN, typed))["text"].startswith(chinese)


@pytest.mark.parametrize("filling", ["<b>&", "🙂x"])
async def test_the_longest_message_gets_a_short_answer(talk: Talk, filling: str) -> None:
    meet_ada(talk)

    for command in COMMANDS:
        answer = await talk.ask_one(ADA, f"{command} {filling * 1020}")
        assert len(answer["text"]) < 400, command


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_a_stale_or_forged_button_says_so_and_changes_nothing(
    talk: Talk, language: str
) -> None:
    reader = meet(talk, language)
    screen = await talk.ask_one(reader, "/settings")
    before = await remembered(talk)

    for data in FORGED:
        assert await talk.press_data(reader, screen, data) == screen, data
        assert talk.toast() == STALE[language], data

    assert await remembered(talk) == before


@pytest.mark.parametrize(
    ("language", "sorry"),
    [("en", "There is no story 1295."), ("zh-Hans", "没有编号为 1295 的新闻。")],
)
async def test_a_story_that_is_gone_is_said_above_its_button(
    talk: Talk, language: str, sorry: str
) -> None:
    reader = meet(talk, language)
    latest = await talk.ask_one(reader, "/latest")

    for data in ("o:zz", "d:zz:1", "h:zz", "b:zz:1", "f:zz:more:1"):
        assert await talk.press_data(reader, latest, data) == latest
        assert talk.toast().startswith(sorry)


async def forge(talk: Talk, data: str) -> None:
    """Press a button with any data and check that the press is answered."""
    if ADA not in talk.world.people:
        meet_ada(talk)
    said = [m for m in talk.world.messages(ADA) if m["from"]["is_bot"]]
    message = said[0] if said else await talk.ask_one(ADA, "/help")
    answered = len([c for c in talk.world.calls if c.method == "answerCallbackQuery"])
    talk.world.press(ADA, message["message_id"], data)
    await talk.pump()
    calls = [c for c in talk.world.calls if c.method == "answerCallbackQuery"]
    assert len(calls) == answered + 1


@settings(max_examples=40)
@given(data=st.text(max_size=64))
async def test_whatever_is_pressed_is_answered(talk: Talk, data: str) -> None:
    await forge(talk, data)


@settings(max_examples=40)
@given(action=ACTIONS.filter(fits))
async def test_whatever_button_is_forged_is_answered(talk: Talk, action: Action) -> None:
    await forge(talk, encode(action))
