"""Pictures and documents, uploaded as real clients upload them."""

import json
from struct import pack
from typing import Any

import pytest
from aiogram.types import File, Message

from bot.simulator.files import StoredFile, image_size
from bot.simulator.world import World

from .clients import Bot, make_world

BOUNDARY = "b0undary"


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x06\0\0\0"


def jpeg(width: int, height: int) -> bytes:
    app = b"\xff\xe0" + pack(">H", 4) + b"xx"
    frame = b"\xff\xc0" + pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


@pytest.fixture
def world() -> World:
    world = make_world()
    world.add_user(7, has_started=True)
    return world


async def upload(world: World, method: str, name: str, file: bytes, **values: str) -> Any:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in {"chat_id": "7", **values}.items()
    ]
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="a.bin"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = b"".join([*parts, head.encode(), file, f"\r\n--{BOUNDARY}--\r\n".encode()])
    content_type = f"multipart/form-data; boundary={BOUNDARY}"
    _, answer = await Bot(world).api.post(method, body, content_type=content_type)
    return json.loads(answer)


async def test_a_picture_has_its_size_and_a_caption_with_entities(world: World) -> None:
    answer = await upload(
        world, "sendPhoto", "photo", png(800, 418), caption="<b>图</b>", parse_mode="HTML"
    )

    message = Message.model_validate(answer["result"])
    assert message.photo is not None
    assert [(p.width, p.height) for p in message.photo] == [(800, 418)]
    assert message.caption == "图"
    assert message.html_text == "<b>图</b>"
    again = await Bot(world).ok("sendPhoto", chat_id=7, photo=message.photo[0].file_id)
    assert again["photo"] == answer["result"]["photo"]


async def test_a_document_comes_back_byte_for_byte(world: World) -> None:
    content = bytes(range(256)) + b"\r\n--b0undar\r\n"

    answer = await upload(world, "sendDocument", "other", content, document="attach://other")

    document = Message.model_validate(answer["result"]).document
    assert document is not None
    assert (document.file_name, document.file_size) == ("a.bin", len(content))
    file = File.model_validate(await Bot(world).ok("getFile", file_id=document.file_id))
    assert file.file_path == f"files/{document.file_id}"
    assert world.files[document.file_id].content == content


async def test_a_picture_on_the_web_is_believed(world: World) -> None:
    sent = await Bot(world).ok("sendPhoto", chat_id=7, photo="https://a.de/x.png")

    assert sent["photo"][0]["width"] > 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"GIF89a", "IMAGE_PROCESS_FAILED"),
        (b"\xff\xd8\xff", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (png(9000, 2000), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (png(0, 100), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_what_is_no_picture_is_refused(world: World, content: bytes, reason: str) -> None:
    answer = await upload(world, "sendPhoto", "photo", content)

    assert answer["description"] == f"Bad Request: {reason}"


async def test_files_and_captions_have_their_limits(world: World) -> None:
    bot = Bot(world)
    big = await upload(world, "sendPhoto", "photo", png(100, 100) + b"\0" * (10 * 1024 * 1024))

    assert (big["error_code"], big["description"]) == (413, "Request Entity Too Large")
    photo = "https://a.de/x.png"
    assert await bot.refusal("sendPhoto", chat_id=7, photo=photo, caption="x" * 1025) == (
        400,
        "Bad Request: message caption is too long",
    )
    assert await bot.refusal("sendPhoto", chat_id=7) == (
        400,
        "Bad Request: there is no photo in the request",
    )
    assert (await bot.refusal("sendDocument", chat_id=7, document="nothing"))[0] == 400
    assert (await bot.refusal("getFile", file_id="x"))[0] == 400


async def test_a_caption_can_be_edited_and_copied(world: World) -> None:
    bot = Bot(world)
    sent = await bot.ok("sendPhoto", chat_id=7, photo="https://a.de/x.png", caption="one")
    place = {"chat_id": 7, "message_id": sent["message_id"]}

    edited = await bot.ok("editMessageCaption", **place, caption="two")
    await bot.ok("copyMessage", from_chat_id=7, **place)
    await bot.ok("copyMessage", from_chat_id=7, **place, caption="three")

    assert edited["caption"] == "two"
    assert [m["caption"] for m in world.messages(7)] == ["two", "two", "three"]
    assert await bot.refusal("editMessageText", **place, text="x") == (
        400,
        "Bad Request: there is no text in the message to edit",
    )


def test_sizes_are_read_from_both_formats() -> None:
    assert image_size(png(3, 4)) == (3, 4)
    assert image_size(jpeg(3, 4)) == (3, 4)
    assert StoredFile("x", "x", jpeg(3, 4)).media_type == "image/jpeg"
    assert StoredFile("x", "x", b"<html>").media_type == "application/octet-stream"
