"""`tidings correct` and `tidings retract`: an operator's word about a story."""

from bot.app import open_runtime
from bot.core.editing import MAX_REASON, MAX_SUMMARY, MAX_TITLE, clean
from bot.core.news import StoryId
from bot.errors import ConfigError
from bot.i18n.catalog import INTERFACE_LANGUAGES
from bot.settings import Settings

from .terminal import CommandError, say


async def correct(
    settings: Settings, story_id: int, *, language: str, title: str, summary: str
) -> None:
    """Store a title, a summary or both in one language."""
    if language not in INTERFACE_LANGUAGES:
        known = ", ".join(INTERFACE_LANGUAGES)
        raise ConfigError(f"--language: {language!r} is none of {known}")
    title = _clean("--title", title, MAX_TITLE)
    summary = _clean("--summary", summary, MAX_SUMMARY)
    if not title and not summary:
        raise ConfigError("--title or --summary: give at least one of them")
    async with open_runtime(settings) as runtime:
        is_done = await runtime.services.store.editing.correct(
            StoryId(story_id), language, title=title, summary=summary
        )
    if not is_done:
        raise CommandError(
            f"story {story_id} is not shown, or has no {language} text yet: give title and summary"
        )
    say(f"Story {story_id} is corrected in {language}.")


async def retract(settings: Settings, story_id: int, *, reason: str) -> None:
    """Take a story back."""
    reason = _clean("REASON", reason, MAX_REASON)
    if not reason:
        raise ConfigError("REASON: say why, readers are told")
    async with open_runtime(settings) as runtime:
        services = runtime.services
        if not await services.store.editing.retract(
            StoryId(story_id), reason, services.clock.now()
        ):
            raise CommandError(f"there is no story {story_id}")
    say(f"Story {story_id} is retracted.")


def _clean(name: str, words: str, limit: int) -> str:
    try:
        return clean(words, limit)
    except ValueError as error:
        raise ConfigError(f"{name}: {error}") from error
