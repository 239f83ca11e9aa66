"""Somebody who presses every button there is."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.extract import extract_from_file

from bot.core.actions import Close, OpenStory, SetFloor, SetLanguage, SetTag, ShowList
from bot.core.callbacks import decode
from bot.core.choices import DropRule, ForgetMe
from bot.i18n.catalog import INTERFACE_LANGUAGES, SOURCE_LANGUAGE
from tests.rules.test_catalogues import ROOT, forms, template

from .people import meet
from .talk import Json, Talk, buttons, words

MOST_PRESSES = 400
FIELD = re.compile(r"\\{\w+\\}")


def kind_of(data: str) -> object:
    """Return what makes a button worth pressing: everything but which story, tag or moment."""
    match decode(data):
        case ShowList(kind, size, start, subject):
            return kind, size, start if start is None else type(start), subject == ""
        case SetTag(_, effect, origin, page):
            return effect, origin, page
        case OpenStory() | DropRule() as action:
            return type(action)
        case SetFloor(_, axis):
            return SetFloor, axis
        case None:
            raise AssertionError(f"a button of ours holds {data!r}")
        case action:
            is_of_story = hasattr(action, "story_id")
            return (type(action), tuple(data.split(":", 2)[2:])) if is_of_story else action


def written_with_stories() -> set[str]:
    """Return the sentences of analyses, which stay in the language of their labelled text."""
    path = str(ROOT / "bot" / "render" / "analysis.py")
    found = extract_from_file("python", path, keywords={"t": None, "plural": (1, 2)})
    return {form for _, said, _, _ in found for form in forms(said)}


def english_sentences(*, has_own_stories: bool) -> Iterator[re.Pattern[str]]:
    """Yield every sentence of the catalogue that is long enough to be told from news.

    Stories in no language of the reader's are shown as they are, analysis included.
    """
    left_out = set() if has_own_stories else written_with_stories()
    for message in template():
        if left_out.intersection(forms(message.id)):
            continue
        for form in forms(message.id):
            if len(re.sub(r"{\w+}", "", form).split()) >= 3:
                yield re.compile(FIELD.sub(".{1,80}?", re.escape(form)))


class Explorer:
    """Presses the buttons of every new message and of every changed one."""

    def __init__(self, talk: Talk, reader: int, language: str) -> None:
        self.talk = talk
        self.reader = reader
        self.language = language
        self.said: list[str] = []
        self._seen: set[object] = set()
        self._waiting: list[tuple[int, str]] = []
        self.presses = 0

    def look(self, message: Json) -> None:
        """Take in a message."""
        self.said.append(words(message))
        for label, data in buttons(message):
            self.said.append(label)
            if data.startswith(("http", "tg:")) or not decode(data):
                continue
            kind = kind_of(data)
            # Another language would end the search for words in a wrong one.
            is_foreign = isinstance(kind, SetLanguage) and kind.language != self.language
            if kind not in self._seen and not is_foreign:
                self._seen.add(kind)
                self._waiting.append((message["message_id"], data))

    async def run(self) -> None:
        """Press, nearest buttons first, those that close a message last."""
        while self._waiting and self.presses < MOST_PRESSES:
            self._waiting.sort(key=lambda button: isinstance(decode(button[1]), Close | ForgetMe))
            await self._press(*self._waiting.pop(0))

    async def _press(self, message_id: int, data: str) -> None:
        before = {m["message_id"]: m for m in self.talk.world.messages(self.reader)}
        self.talk.world.press(self.reader, message_id, data)
        await self.talk.pump()
        self.presses += 1
        self.said.append(self.talk.toast())
        assert self.talk.world.callbacks == {}, f"{data!r} was not answered"
        for message in self.talk.world.messages(self.reader):
            if before.get(message["message_id"]) != message:
                self.look(message)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
async def test_every_button_works_and_speaks_the_readers_language(
    talk: Talk, language: str
) -> None:
    reader = meet(talk, language)
    explorer = Explorer(talk, reader, language)
    for command in (
        "/start",
        "/settings",
        "/tags",
        "/latest 3",
        "/help",
        "/top",
        "/digest",
        "/forget",
    ):
        for message in await talk.ask(reader, command):
            explorer.look(message)
    await explorer.run()

    assert explorer.presses > 60
    told = [call for call in talk.world.calls if call.method == "answerCallbackQuery"]
    assert len(told) == explorer.presses
    assert explorer.presses < MOST_PRESSES, "there are more buttons than were pressed"
    if language != SOURCE_LANGUAGE:
        foreign = [
            (pattern.pattern, text)
            for pattern in english_sentences(has_own_stories=language.startswith("zh"))
            for text in set(explorer.said)
            if pattern.search(text)
        ]
        assert foreign == []
