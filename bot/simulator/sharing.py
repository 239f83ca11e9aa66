"""What a person gives by the buttons in the place of their keyboard: a place, a channel."""

from .params import Json
from .posting import Handler, degrees_of, number_of
from .world import PlayerError, World


class Sharing:
    """The page's requests about what is shared with the bot."""

    def __init__(self, world: World) -> None:
        self.world = world

    def handlers(self) -> dict[str, Handler]:
        """Return what is under /sim, by its path."""
        return {
            "location": self.location,
            "share-chat": self.share_chat,
        }

    async def location(self, values: Json) -> Json:
        """Share a place."""
        latitude = degrees_of(values, "latitude", 90)
        longitude = degrees_of(values, "longitude", 180)
        sent = self.world.send_location(number_of(values, "user"), latitude, longitude)
        return {"message_id": sent["message_id"]}

    async def share_chat(self, values: Json) -> Json:
        """Pick a channel by the button that asks for one, which gives the bot its rights."""
        user_id, request_id = number_of(values, "user"), number_of(values, "request_id")
        if request_id not in self._requests(user_id):
            raise PlayerError(f"no button asks for chat {request_id}")
        chat_id = number_of(values, "chat")
        chat = self.world.chats.get(chat_id)
        if chat is None or chat.kind != "channel" or chat.status(user_id) != "creator":
            raise PlayerError("that is no channel of theirs")
        if not self.world.bot_rules(chat):
            self.world.add_bot_to_group(chat_id, user_id)
        return {"message_id": self.world.share_chat(user_id, chat_id, request_id)["message_id"]}

    def _requests(self, user_id: int) -> list[int]:
        """Return the numbers of the buttons that ask a person for a chat now."""
        keyboard = self.world.chats[self.world.person(user_id).id].keyboard or {}
        return [
            button["request_chat"]["request_id"]
            for row in keyboard.get("keyboard", ())
            for button in row
            if "request_chat" in button
        ]
