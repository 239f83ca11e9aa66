"""Feeds: from the bytes of any server to entries."""

from bot.core.feeds.decoding import decode
from bot.core.feeds.discovery import discover_feed
from bot.core.feeds.ends import is_oldest_first, with_end
from bot.core.feeds.fields import FeedReadError
from bot.core.feeds.reading import parse_feed

__all__ = ["FeedReadError", "decode", "discover_feed", "is_oldest_first", "parse_feed", "with_end"]
