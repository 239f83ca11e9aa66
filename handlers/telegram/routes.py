"""Which update goes to which handler: the whole table, in one place."""

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from . import (
    admin,
    chats,
    elsewhere,
    lists,
    personal,
    schedule,
    settings,
    stories,
    topics,
    trends,
    typed,
    welcome,
)
from .buttons import pressed
from .context import Handler, TelegramApp
from .digest import digest, preview
from .doorkeeper import Doorkeeper
from .errors import answer_error
from .inline import chosen, inline
from .middleware import identify

_NEW = filters.UpdateType.MESSAGE
# What the person sent through inline mode is in their chat with the bot, but not said to it.
_PRIVATE = filters.ChatType.PRIVATE & _NEW & ~filters.VIA_BOT & ~filters.StatusUpdate.ALL
_TOPIC_CLOSES = filters.StatusUpdate.FORUM_TOPIC_CLOSED | filters.StatusUpdate.FORUM_TOPIC_REOPENED

COMMANDS = {
    "start": welcome.start,
    "help": welcome.help_,
    "about": welcome.about,
    "privacy": personal.privacy,
    "export": personal.export,
    "forget": personal.forget,
    "latest": lists.latest,
    "top": lists.top,
    "tag": topics.tag,
    "search": lists.search,
    "saved": lists.saved,
    "trends": trends.trends,
    "tags": topics.tags,
    "follow": topics.follow,
    "mute": topics.mute,
    "unmute": topics.unmute,
    "story": stories.story,
    "share": stories.share,
    "digest": digest,
    "preview": preview,
    "subscribe": settings.subscribe,
    "unsubscribe": settings.unsubscribe,
    "time": schedule.time,
    "timezone": schedule.timezone,
    "pause": schedule.pause,
    "language": settings.language,
    "settings": settings.settings,
}


def routes() -> list[Handler]:
    """Return every handler, in the order they are tried."""
    return [
        InlineQueryHandler(inline),  # one for each letter typed
        CallbackQueryHandler(pressed),
        *(CommandHandler(name, run, filters=_NEW) for name, run in COMMANDS.items()),
        CommandHandler("admin", admin.admin, filters=_PRIVATE),
        MessageHandler(_PRIVATE & filters.COMMAND, welcome.unknown),
        MessageHandler(_PRIVATE & filters.TEXT, typed.words),
        MessageHandler(_PRIVATE & filters.LOCATION, schedule.location),
        MessageHandler(_PRIVATE, welcome.wordless),
        MessageHandler(filters.StatusUpdate.CHAT_SHARED, elsewhere.channel_shared),
        MessageHandler(filters.StatusUpdate.MIGRATE, chats.migration),
        MessageHandler(_TOPIC_CLOSES, chats.topic),
        ChosenInlineResultHandler(chosen),
        ChatMemberHandler(chats.membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ]


def mount(app: TelegramApp) -> None:
    """Put the routes on `app`."""
    app.add_handler(TypeHandler(Update, Doorkeeper().let_in), group=-2)
    app.add_handler(TypeHandler(Update, identify), group=-1)
    app.add_handlers(routes())
    app.add_error_handler(answer_error)
