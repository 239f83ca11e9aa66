"""Feeds: from the bytes of any server to entries."""

from bot.core.feeds.decoding import decode
from bot.core.feeds.discovery import discover_feed
from bot.core.feeds.fields import FeedReadError
from bot.core.feeds.reading import parse_feed

__all__ = ["FeedReadError", "decode", "discover_feed", "parse_feed"]
