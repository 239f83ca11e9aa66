"""Links that bring a story or a tag to other people, and back into the bot."""

import re
from urllib.parse import urlencode

from .news import StoryId

# Telegram lets A-Z a-z 0-9 _ - through, at most 64 characters (Bot API, deep linking).
_STORY = re.compile(r"s_([1-9][0-9]{0,17})", re.ASCII)
_TAG = re.compile(r"t_([A-Za-z0-9_-]{1,62})", re.ASCII)


def story_link(bot_username: str, story_id: StoryId) -> str:
    """Return the deep link that opens the bot on a story."""
    return f"https://t.me/{bot_username}?start=s_{story_id}"


def tag_link(bot_username: str, tag: str) -> str:
    """Return the deep link that opens the bot on a tag, by its key."""
    return f"https://t.me/{bot_username}?start=t_{tag}"


def parse_payload(payload: str) -> StoryId | str | None:
    """Read what follows `/start`: a story's id, a tag's key (unchecked), or None."""
    if match := _STORY.fullmatch(payload):
        return StoryId(int(match[1]))
    if match := _TAG.fullmatch(payload):
        return match[1]
    return None


def sheet_url(link: str, text: str) -> str:
    """Return the link that opens Telegram's share sheet with `link` and a text below it."""
    return f"https://t.me/share/url?{urlencode({'url': link, 'text': text})}"


def page_url(public_url: str, story_id: StoryId) -> str:
    """Return the address of a story's web page; empty where no web pages are served."""
    return f"{public_url}/s/{story_id}" if public_url else ""
