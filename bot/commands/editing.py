"""`tidings correct` and `tidings retract`: an operator's word about a story."""

from dataclasses import dataclass

from bot.app import open_runtime
from bot.core.editing import MAX_REASON, MAX_SUMMARY, MAX_TITLE, clean
from bot.core.news import StoryId
from bot.errors import ConfigError
from bot.i18n.catalog import INTERFACE_LANGUAGES
from bot.settings import Settings
from jobs.enrich import enrich

from .terminal import CommandError, say

_REACH = "The running bot changes the messages; `tidings story ID --why` shows how far it is."


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is right, in one language; what is empty stays as it is."""

    language: str
    title: str
    summary: str


async def correct(settings: Settings, story_id: int, words: Words, *, is_told: bool) -> None:
    """Store a title, a summary or both in one language, and say that the analysis goes."""
    language = words.language
    if language not in INTERFACE_LANGUAGES:
        known = ", ".join(INTERFACE_LANGUAGES)
        raise ConfigError(f"--language: {language!r} is none of {known}")
    title = _clean("--title", words.title, MAX_TITLE)
    summary = _clean("--summary", words.summary, MAX_SUMMARY)
    if not title and not summary:
        raise ConfigError("--title or --summary: give at least one of them")
    async with open_runtime(settings) as runtime:
        services = runtime.services
        is_done = await services.store.editing.correct(
            StoryId(story_id),
            language,
            services.clock.now(),
            title=title,
            summary=summary,
            is_told=is_told,
        )
    if not is_done:
        raise CommandError(
            f"story {story_id} is not shown, or has no {language} text yet: give title and summary"
        )
    say(
        f"Story {story_id} is corrected in {language}. The analysis in {language} is gone: it was"
        f" written beside the old words. {_REACH}"
    )


async def retract(settings: Settings, story_id: int, *, reason: str, is_undone: bool) -> None:
    """Take a story back, or undo that."""
    reason = _clean("REASON", reason, MAX_REASON)
    if is_undone == bool(reason):
        raise ConfigError("REASON: say why, readers are told; or give --undo alone")
    async with open_runtime(settings) as runtime:
        services = runtime.services
        editing, now = services.store.editing, services.clock.now()
        if is_undone:
            if not await editing.restore(StoryId(story_id), now):
                raise CommandError(f"story {story_id} is not retracted")
            await enrich(services)
        elif not await editing.retract(StoryId(story_id), reason, now):
            raise CommandError(f"there is no story {story_id}")
    say(f"Story {story_id} {'stands again' if is_undone else 'is retracted'}. {_REACH}")


def _clean(name: str, words: str, limit: int) -> str:
    try:
        return clean(words, limit)
    except ValueError as error:
        raise ConfigError(f"{name}: {error}") from error
