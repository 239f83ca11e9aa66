"""What Telegram makes of Rich HTML, and what it refuses."""

from typing import Any

import pytest
from aiogram.types import Message
from telegram import Message as PtbMessage

from .clients import Bot, make_world

INVALID = (400, "Bad Request: RICH_MESSAGE_HTML_INVALID")
ROWS = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}


@pytest.fixture
def bot() -> Bot:
    world = make_world()
    world.add_user(7, "Ada")
    world.say(7, "/start")
    return Bot(world)


async def send(bot: Bot, html: str, **values: Any) -> dict[str, Any]:
    sent = await bot.ok("sendRichMessage", chat_id=7, rich_message={"html": html}, **values)
    return dict(sent)


async def blocks(bot: Bot, html: str) -> list[dict[str, Any]]:
    return list((await send(bot, html))["rich_message"]["blocks"])


async def refused(bot: Bot, html: str) -> tuple[int, str]:
    return await bot.refusal("sendRichMessage", chat_id=7, rich_message={"html": html})


async def test_each_tag_becomes_its_block(bot: Bot) -> None:
    html = """
        <h2>Head &amp; line</h2>
        text of its own
        <p>One<br>two</p><hr/>
        <ol><li>first</li><li>second</li></ol>
        <blockquote expandable>Said<cite>Ada</cite></blockquote>
        <aside>Pulled</aside>
        <details open><summary>More</summary><p>inside</p><ul><li>x</li></ul></details>
        <pre>code</pre><footer>end&hellip;&#x27;</footer>
    """
    assert await blocks(bot, html) == [
        {"type": "heading", "text": ["Head ", "&", " line"], "size": 2},
        {"type": "paragraph", "text": "text of its own"},
        {"type": "paragraph", "text": ["One", "\n", "two"]},
        {"type": "divider"},
        {
            "type": "list",
            "items": [
                {"label": "1.", "blocks": [{"type": "paragraph", "text": "first"}]},
                {"label": "2.", "blocks": [{"type": "paragraph", "text": "second"}]},
            ],
        },
        {
            "type": "expandable_blockquote",
            "blocks": [{"type": "paragraph", "text": "Said"}],
            "credit": "Ada",
        },
        {"type": "pullquote", "text": "Pulled"},
        {
            "type": "details",
            "summary": "More",
            "blocks": [
                {"type": "paragraph", "text": "inside"},
                {
                    "type": "list",
                    "items": [{"label": "•", "blocks": [{"type": "paragraph", "text": "x"}]}],
                },
            ],
            "is_open": True,
        },
        {"type": "pre", "text": "code"},
        {"type": "footer", "text": ["end", "…", "'"]},
    ]


async def test_words_have_styles_links_and_what_is_found_in_them(bot: Bot) -> None:
    html = (
        '<p>🗞 <b>bold <i>both</i></b> <code>#no</code> <a href="https://t.me">a link</a> '
        '<a href="#top">up</a><a name="top"></a> #chips @ada_l $USD a@b.org news.org /help</p>'
    )
    ((block),) = await blocks(bot, html)
    assert [piece for piece in block["text"] if not isinstance(piece, str)] == [
        {"type": "bold", "text": ["bold ", {"type": "italic", "text": ["both"]}]},
        {"type": "code", "text": ["#no"]},
        {"type": "url", "text": ["a link"], "url": "https://t.me/"},
        {"type": "anchor_link", "text": ["up"], "anchor_name": "top"},
        {"type": "anchor", "name": "top"},
        {"type": "hashtag", "text": "#chips", "hashtag": "chips"},
        {"type": "mention", "text": "@ada_l", "username": "ada_l"},
        {"type": "cashtag", "text": "$USD", "cashtag": "USD"},
        {"type": "email_address", "text": "a@b.org", "email_address": "a@b.org"},
        {"type": "url", "text": "news.org", "url": "news.org"},
        {"type": "bot_command", "text": "/help", "bot_command": "/help"},
    ]
    sent = await bot.ok(
        "sendRichMessage",
        chat_id=7,
        rich_message={"html": "#chips", "skip_entity_detection": True, "is_rtl": True},
    )
    told = {"blocks": [{"type": "paragraph", "text": "#chips"}], "is_rtl": True}
    assert sent["rich_message"] == told


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n ",
        "<div>x</div>",
        "<script>x</script>",
        "<p>open",
        "<p>crossed</b>",
        "</p>",
        "<p>&copy;</p>",
        "<p>a < b</p>",
        "<p>x <",
        "<!-- x -->",
        "<!DOCTYPE html>",
        "<?php ?>",
        "<summary>alone</summary>",
        "<li>alone</li>",
        "<ul><p>x</p></ul>",
        "<details>no summary</details>",
        "<details></details>",
        "<b><h1>x</h1></b>",
        "<p><h1>x</h1></p>",
        '<p><a href="nowhere">x</a></p>',
        "<img src='https://x.example/y.png'>",
    ],
)
async def test_what_is_not_rich_html_is_refused(bot: Bot, html: str) -> None:
    assert await refused(bot, html) == INVALID


async def test_the_limits_are_telegrams(bot: Bot) -> None:
    def nested(levels: int) -> str:
        return "<details><summary>s</summary>" * levels + "x" + "</details>" * levels

    await send(bot, "🗞" * 32_768)
    assert await refused(bot, "x" * 32_769) == (400, "Bad Request: RICH_MESSAGE_TEXT_TOO_LONG")
    await send(bot, "<hr/>" * 500)
    items = "<ul>" + "<li>x</li>" * 250 + "</ul>"
    for many in ("<hr/>" * 501, items):
        assert await refused(bot, many) == (400, "Bad Request: RICH_MESSAGE_BLOCKS_TOO_MANY")
    await send(bot, nested(15))
    for deep in (nested(16), nested(15).replace("x", "<b>x</b>"), nested(1000)):
        assert await refused(bot, deep) == (400, "Bad Request: RICH_MESSAGE_DEPTH_INVALID")


@pytest.mark.parametrize("given", [{}, {"markdown": "x"}, {"html": "x", "markdown": "x"}])
async def test_only_html_is_taken(bot: Bot, given: dict[str, str]) -> None:
    refusal = await bot.refusal("sendRichMessage", chat_id=7, rich_message=given)
    assert refusal == (400, "Bad Request: can't parse InputRichMessage: HTML expected")


async def test_words_and_rich_messages_take_each_others_place(bot: Bot) -> None:
    sent = await send(bot, "<h1>x</h1>", reply_markup=ROWS)
    at = {"chat_id": 7, "message_id": sent["message_id"]}

    plain = await bot.ok("editMessageText", text="x", **at)
    rich = await bot.ok("editMessageText", rich_message={"html": "<h1>y</h1>"}, **at)
    same = await bot.refusal("editMessageText", rich_message={"html": "<h1>y</h1> "}, **at)
    copied = await bot.ok("copyMessage", from_chat_id=7, **at)

    assert "rich_message" not in plain
    assert "text" not in rich
    assert "message is not modified" in same[1]
    assert bot.world.messages(7)[-1]["rich_message"] == rich["rich_message"]
    assert copied["message_id"] != at["message_id"]


async def test_a_server_that_is_older_knows_neither_the_method_nor_the_parameter() -> None:
    world = make_world(knows_rich=False)
    world.add_user(7, has_started=True)
    bot = Bot(world)
    sent = await bot.ok("sendMessage", chat_id=7, text="x")
    at = {"chat_id": 7, "message_id": sent["message_id"], "rich_message": {"html": "x"}}

    assert await refused(bot, "x") == (404, "Not Found: method not found")
    assert await bot.refusal("editMessageText", **at) == (
        400,
        "Bad Request: message text is empty",
    )
    assert (await bot.ok("editMessageText", text="y", **at))["text"] == "y"


async def test_client_libraries_read_what_is_answered(bot: Bot) -> None:
    sent = await send(
        bot,
        "<h4>x</h4><ul><li>#a</li></ul><details><summary>s</summary><p>y</p></details>",
        reply_markup=ROWS,
    )

    read = Message.model_validate(sent)
    assert read.rich_message is not None
    assert [block.type for block in read.rich_message.blocks] == ["heading", "list", "details"]
    known = PtbMessage.de_json(sent)
    assert known.reply_markup is not None
