"""What Chinese readers get of an English story by DeepL and LibreTranslate, from feed to card."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.adapters.translating import HttpInterpreter
from jobs.enrich import enrich
from tests.adapters.answers import ARTICLE, TITLE
from tests.adapters.loopback import serving
from tests.data import given
from tests.fakes import NOON

from .newsroom import EXCERPT, EXCERPTED, STORY, TRANSLATED, Newsroom, chinese, newsroom
from .people import LIN

pytestmark = pytest.mark.enable_socket

PATHS = {"deepl": "v2/translate", "libretranslate": "translate"}
WORDS = {
    TITLE: "Corvane计划斥资2950亿美元建设数据中心",
    EXCERPT: "Corvane周一表示，将在2030年之前斥资2950亿美元建设数据中心。",
    "The company, based in Norway, expects to employ 12,500 people and to power 80% of the halls"
    " with wind.": "公司总部位于挪威，预计雇用1.25万人，并以风能为80%的机房供电。",
    "The first hall is to open near Bergen in May 2027, and others will follow along the coast.":
    "首座机房将于2027年5月在卑尔根附近启用，其余机房将沿海岸陆续建成。",
    "Neighbours worry about the water that the halls need in dry summers.":
    "附近居民担心机房在干旱的夏季用水过多。",
    "The council of the town asked Corvane to publish how much it draws from the river each month,"
    " and it agreed.": "镇议会要求Corvane公布每月从河中取水的数量，公司已同意。",
    "Unions welcomed the plan, but said that the wages of the builders were still to be settled.":
    "工会欢迎这项计划，但表示建筑工人的工资仍未谈妥。",
    "Alpha writes: ": "Alpha写道：",
    " ": "",
}  # fmt: skip
SUMMARY = WORDS[EXCERPT]


class Service:
    """DeepL and LibreTranslate, as far as they are asked here."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.status = int(HTTPStatus.OK)
        self.slips: dict[str, str] = {}
        """What it says in the place of the right words."""
        self.asked: list[list[str]] = []

    async def respond(self, request: web.Request) -> web.Response:
        body = await request.json()
        texts = body["text" if self.service == "deepl" else "q"]
        self.asked.append(texts)
        if self.status != HTTPStatus.OK:
            return web.json_response({"message": "no"}, status=self.status)
        found = [self._translate(text) for text in texts]
        if self.service == "deepl":
            told = [{"detected_source_language": "EN", "text": text} for text in found]
            return web.json_response({"translations": told})
        return web.json_response({"translatedText": found})

    def _translate(self, text: str) -> str:
        for english, said in (WORDS | self.slips).items():
            text = text.replace(english, said)
        return text


@asynccontextmanager
async def translating(service: Service, database: Path) -> AsyncIterator[Newsroom]:
    async with (
        serving(**{PATHS[service.service]: service.respond}) as address,
        aiohttp.ClientSession() as session,
    ):
        url = f"{service.service}+{address}?key=secret"
        async with newsroom(database, interpreter=HttpInterpreter(session, url)) as room:
            await room.talk.ask(LIN, "/subscribe")  # nothing is translated for nobody
            yield room


@pytest.fixture(params=PATHS)
def service(request: pytest.FixtureRequest) -> Service:
    return Service(request.param)


@pytest.fixture
def database(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


async def assert_original(room: Newsroom) -> None:
    """Assert that Chinese readers have the English words, labelled, and the story waits."""
    seen = await room.look()
    assert EXCERPT in seen.chinese
    assert seen.chinese.splitlines()[-1] == f"原文为英语。{chinese(EXCERPTED)}"
    assert SUMMARY not in seen.everything
    assert await room.is_queued()


async def test_a_translation_reaches_chinese_readers_with_its_label(
    service: Service, database: Path
) -> None:
    async with translating(service, database) as room:
        assert await room.writer.run() == 1

        seen = await room.look()
        assert WORDS[TITLE] in seen.chinese
        assert SUMMARY in seen.chinese
        assert "Alpha写道：“" in seen.chinese
        assert seen.chinese.splitlines()[-1] == chinese(TRANSLATED)
        assert WORDS[TITLE] in seen.lists
        assert seen.english.splitlines()[-1] == EXCERPTED
        assert await room.spent() == 0, "a service costs no tokens"


async def test_a_paragraph_that_was_translated_is_not_sent_again(
    service: Service, database: Path
) -> None:
    async with translating(service, database) as room:
        assert await room.writer.run() == 1
        (source,) = await room.store.sources.all()
        again = given.draft(source.id, TITLE, url="https://alpha.example/again", text=ARTICLE)
        await room.store.articles.add(again, story_id=STORY, why={}, now=NOON)
        await enrich(room.talk.services)

        assert await room.writer.run() == 1

        assert SUMMARY in (await room.look()).chinese
    (asked,) = service.asked
    assert EXCERPT in asked[1]


@pytest.mark.parametrize(
    "slip",
    [
        {EXCERPT: SUMMARY.replace("2950", "9250")},
        {EXCERPT: SUMMARY.replace("美元", "元")},
        {EXCERPT: EXCERPT},
        {"。": ""},
    ],
    ids=["invented figure", "swapped currency", "wrong language", "cut off"],
)
async def test_a_translation_with_a_fault_reaches_nobody(
    service: Service, database: Path, slip: dict[str, str]
) -> None:
    service.slips = slip
    async with translating(service, database) as room:
        assert await room.writer.run() == 0

        await assert_original(room)
        report = await room.store.writing.report(STORY)
        assert report["tries"][0]["faults"]


@pytest.mark.parametrize("status", [429, 456, 500])
async def test_while_the_service_is_down_the_original_stands_and_it_is_asked_again(
    service: Service, database: Path, status: int
) -> None:
    service.status = status
    async with translating(service, database) as room:
        assert await room.writer.run() == 0
        await assert_original(room)
        assert len(service.asked) == 1

        service.status = HTTPStatus.OK
        room.clock.advance(3600)
        assert await room.writer.run() == 1
        assert SUMMARY in (await room.look()).chinese
