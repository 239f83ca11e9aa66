"""The person's side over HTTP: what the web chat asks for under /sim."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from .chatlist import ChatList, check_writable, topics_of
from .controls import Controls
from .events import Event
from .page import SAFE_HEADERS
from .params import Json
from .people import Chat, Person
from .posting import ChatError, Handler, moment_of, number_of, posting, refuse, text_of
from .profile import localized
from .sharing import Sharing
from .world import World

_INLINE_SECONDS = 10
_QUIET_SECONDS = 15
_NAME_LIMIT = 64
_WHOLE = re.compile(r"-?[0-9]{1,18}")


def shown(message: Json) -> Json:
    """Return a message as the page draws it: files carry an address of their own."""
    message = dict(message)
    if "photo" in message:
        message["photo"] = [{**size, "url": _file_url(size)} for size in message["photo"]]
    if "document" in message:
        message["document"] = {**message["document"], "url": _file_url(message["document"])}
    return message


def _described(world: World, chat: Chat, viewer: Person) -> Json:
    """Return a chat with what somebody is in it, and what everybody is, the bot too."""
    known = world.people | {world.bot.id: world.bot}
    members = [
        {**known[user_id].json(), "status": chat.status(user_id)}
        for user_id in {**chat.members, world.bot.id: ""}
        if user_id == world.bot.id or chat.has(user_id)
    ]
    return {
        **chat.json(),
        "status": chat.status(viewer.id),
        "topics": topics_of(chat),
        "members": members,
    }


def _asked_number(request: Request, name: str) -> int:
    value = request.query_params.get(name, "")
    if not _WHOLE.fullmatch(value):
        raise ChatError(f"{name} must be a whole number")
    return int(value)


def _file_url(file: Json) -> str:
    return f"/sim/files/{file['file_id']}"


class WebChat:
    """Endpoints for the people who look at one world."""

    def __init__(self, world: World, controls: Controls | None) -> None:
        self.world = world
        self.controls = controls
        self.chats = ChatList(world)

    def routes(self) -> list[Route]:
        """Return everything under /sim."""
        posts: dict[str, Handler] = {
            "users": self.users,
            "say": self.say,
            "press": self.press,
            "inline": self.inline,
            "choose": self.choose,
            "block": self.block,
            "language": self.language,
            "clock/skip": self.skip,
            **self.chats.handlers(),
            **Sharing(self.world).handlers(),
        }
        return [
            Route("/sim/state", self.state, methods=["GET"]),
            Route("/sim/events", self.events, methods=["GET"]),
            Route("/sim/files/{file_id}", self.file, methods=["GET"]),
            *(Route(f"/sim/{name}", posting(f), methods=["POST"]) for name, f in posts.items()),
        ]

    def _person(self, user_id: int) -> Person:
        person = self.world.people.get(user_id)
        if person is None:
            raise ChatError(f"there is no user {user_id}", 404)
        return person

    def _actor(self, values: Json) -> tuple[Person, Chat]:
        """Return who acts, and in which of their chats: the one with the bot if none is named."""
        person = self._person(number_of(values, "user"))
        chat_id = number_of(values, "chat") if "chat" in values else person.id
        return person, self.chats.find(person, chat_id)

    def _viewer(self, request: Request) -> tuple[Person, Chat]:
        """Return who looks, and at which of their chats."""
        person = self._person(_asked_number(request, "user"))
        has_chat = "chat" in request.query_params
        chat_id = _asked_number(request, "chat") if has_chat else person.id
        return person, self.chats.find(person, chat_id)

    def _topic(self, topic: int, chat: Chat) -> int:
        """Return the forum topic that is meant, 0 for the chat itself."""
        if topic and topic not in chat.topics:
            raise ChatError(f"there is no topic {topic}", 404)
        return topic

    def _topic_of(self, values: Json, chat: Chat) -> int:
        return self._topic(number_of(values, "topic") if "topic" in values else 0, chat)

    def _viewed_topic(self, request: Request, chat: Chat) -> int:
        has_topic = "topic" in request.query_params
        return self._topic(_asked_number(request, "topic") if has_topic else 0, chat)

    async def _clock(self, chat: Chat, topic: int) -> Json:
        if self.controls is None:
            return {"time": self.world.now(), "next_event": None, "is_over": False}
        return {
            "time": self.controls.now(),
            "next_event": await self.controls.next_event(chat.id, topic),
            "is_over": self.controls.is_over(),
        }

    def _commands(self, person: Person, chat: Chat) -> list[Json]:
        return self.world.profile.commands_of(chat, person.id, person.language_code)

    async def state(self, request: Request) -> Response:
        """Answer `GET /sim/state?user=&chat=&topic=`: the screen, `cursor` to follow it from."""
        try:
            person, chat = self._viewer(request)
            topic = self._viewed_topic(request, chat)
        except ChatError as error:
            return refuse(error)
        clock = await self._clock(chat, topic)
        self.chats.see(person, chat)
        profile, language = self.world.profile, person.language_code
        answer = {
            "cursor": self.world.screens.open(person.id),
            "bot": {
                "id": self.world.bot.id,
                "username": self.world.bot.username,
                "name": localized(profile.names, language),
                "description": localized(profile.descriptions, language),
                "short_description": localized(profile.short_descriptions, language),
                "is_awake": self.world.updates.has_listener,
            },
            "user": person.json(),
            "chat": _described(self.world, chat, person),
            "chats": self.chats.rows(person),
            "messages": [shown(message) for message in self.world.messages(chat.id)],
            "commands": self._commands(person, chat),
            "keyboard": chat.keyboard,
            "blocked": person.has_blocked,
            **clock,
        }
        return JSONResponse(answer, headers=SAFE_HEADERS)

    async def events(self, request: Request) -> Response:
        """Answer `GET /sim/events?user=&chat=&topic=&after=` with Server-Sent Events."""
        try:
            person, chat = self._viewer(request)
            topic = self._viewed_topic(request, chat)
        except ChatError as error:
            return refuse(error)
        # A browser that reconnects by itself says where it stopped in a header.
        after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        start = int(after) if after.isascii() and after.isdigit() else 0
        return StreamingResponse(
            self._stream(person, chat, start, topic),
            media_type="text/event-stream",
            headers=SAFE_HEADERS,
        )

    async def _stream(
        self, person: Person, chat: Chat, after: int, topic: int = 0
    ) -> AsyncGenerator[str]:
        next_event = (await self._clock(chat, topic))["next_event"]
        yield ": hello\n\n"
        while True:
            try:
                async with asyncio.timeout(_QUIET_SECONDS):
                    events = await self.world.screens.wait(person.id, after)
            except TimeoutError:
                yield ": still here\n\n"  # proxies cut silent streams
                continue
            for event in events:
                if written := await self._written(event, person, chat, topic):
                    yield written
                after = event.id
            clock = await self._clock(chat, topic)
            if clock["next_event"] != next_event:
                next_event = clock["next_event"]
                yield f"event: clock\ndata: {json.dumps(clock)}\n\n"

    async def _written(self, event: Event, person: Person, chat: Chat, topic: int) -> str:
        """Return an event as one chat's page hears it; of other chats, what is new there."""
        name, data = event.name, event.data
        if event.chat_id not in {0, chat.id}:
            if name not in {"message", "delete"}:
                return ""
            name, data = "chats", {"chats": self.chats.rows(person)}
        elif name in {"message", "edit"}:
            self.chats.see(person, chat)
            data = shown(data)
        elif name == "commands":
            data = {"commands": self._commands(person, chat)}
        elif name == "clock":
            data = await self._clock(chat, topic)
        return f"id: {event.id}\nevent: {name}\ndata: {json.dumps(data)}\n\n"

    async def file(self, request: Request) -> Response:
        """Answer `GET /sim/files/{id}` with an uploaded file."""
        file = self.world.files.get(request.path_params["file_id"])
        if file is None or file.address:
            return refuse(ChatError("there is no such file", 404))
        return Response(file.content, media_type=file.media_type, headers=SAFE_HEADERS)

    async def users(self, values: Json) -> Json:
        """Add a person."""
        name = text_of(values, "first_name").strip()[:_NAME_LIMIT]
        if not name:
            raise ChatError("first_name must not be empty")
        person = self.world.add_user(0, name, text_of(values, "language_code")[:16])
        if self.controls is not None and "time_zone" in values:
            zone = text_of(values, "time_zone")
            await self.controls.arrive(person.id, person.language_code, zone)
        return {"id": person.id}

    async def say(self, values: Json) -> Json:
        """Write a text in a chat."""
        person, chat = self._actor(values)
        topic = self._topic_of(values, chat)
        check_writable(person, chat, topic)
        said = self.world.say(person.id, text_of(values, "text"), chat.id, thread_id=topic)
        return {"message_id": said["message_id"]}

    async def press(self, values: Json) -> Json:
        """Press a button."""
        person, chat = self._actor(values)
        message_id, data = number_of(values, "message_id"), text_of(values, "data")
        return {"id": self.world.press(person.id, message_id, data, chat.id)}

    async def inline(self, values: Json) -> Json:
        """Ask the bot for inline results and wait for them."""
        person, chat = self._actor(values)
        offset = text_of(values, "offset") if "offset" in values else ""
        query = self.world.inline(person.id, text_of(values, "query"), offset, chat.id)
        try:
            async with asyncio.timeout(_INLINE_SECONDS):
                return await query.wait()
        except TimeoutError:
            raise ChatError("the bot did not answer", 408) from None

    async def choose(self, values: Json) -> Json:
        """Take an inline result."""
        person, chat = self._actor(values)
        topic = self._topic_of(values, chat)
        check_writable(person, chat, topic)
        result = text_of(values, "result_id")
        chosen = self.world.choose(person.id, result, chat.id, thread_id=topic)
        return {"message_id": chosen["message_id"]}

    async def block(self, values: Json) -> Json:
        """Block or unblock the bot."""
        person = self._person(number_of(values, "user"))
        if values.get("blocked"):
            self.world.block(person.id)
        else:
            self.world.unblock(person.id)
        return {"blocked": person.has_blocked}

    async def language(self, values: Json) -> Json:
        """Change the language of a person's client."""
        person = self._person(number_of(values, "user"))
        person.language_code = text_of(values, "language_code")[:16]
        return {"language_code": person.language_code}

    async def skip(self, values: Json) -> Json:
        """Move the clock to the next digest of a chat, unless it was moved since they saw it."""
        _, chat = self._actor(values)
        topic = self._topic_of(values, chat)
        if self.controls is None:
            raise ChatError("this clock cannot be moved", 409)
        await self.controls.skip(chat.id, topic, seen=moment_of(values, "next_event"))
        self.world.screens.show_all("clock", {})
        return await self._clock(chat, topic)
