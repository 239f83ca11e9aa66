"""The public pages: one story to read and pass on, and the top stories as a feed."""

from datetime import timedelta
from itertools import islice

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.core.news import Mention, Retraction, Story, StoryId
from bot.core.share import page_url, parse_payload, story_link, tag_link
from bot.core.text import plain, truncate
from bot.core.urls import is_web_url
from bot.i18n.catalog import INTERFACE_LANGUAGES, SOURCE_LANGUAGE, pick_language
from bot.i18n.dates import age
from bot.i18n.dates import language as language_name
from bot.render.reasons import render_reasons
from bot.render.story import about_line, choose_text, language_label, origin_label, told_at
from bot.render.view import View
from bot.services import Services

from .conditional import respond
from .pages import fill, page

_MAX_AGE = 300
_MAX_DESCRIPTION = 200
_FEED_SPAN = timedelta(days=7)
_FEED_SIZE = 30
_MAX_ACCEPTED = 20
"""Languages of an Accept-Language header that are read; browsers send a handful."""


def choose_language(request: Request) -> str:
    """Return the language of an answer: `?lang=`, else Accept-Language, else English."""
    asked = request.query_params.get("lang", "")
    for tag in (asked, *_accepted(request.headers.get("accept-language", ""))):
        language = pick_language(tag)
        if _primary(language) == _primary(tag):
            return language
    return SOURCE_LANGUAGE


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].strip().lower()


def _accepted(header: str) -> list[str]:
    """Return the language tags of a header, most wanted first (RFC 9110, section 12.5.4)."""
    wanted = []
    for part in header.split(",")[:_MAX_ACCEPTED]:
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            quality = 0.0
        wanted.append((quality, tag.strip()))
    wanted.sort(key=lambda pair: -pair[0])
    return [tag for quality, tag in wanted if quality > 0]


def _source(view: View, mention: Mention) -> dict[str, str]:
    return {
        "publisher": plain(mention.publisher),
        "title": plain(mention.title),
        "url": mention.url if is_web_url(mention.url) else "",
        "language": mention.language,
        "foreign": (
            language_name(view.t, mention.language) if mention.language != view.t.language else ""
        ),
        "age": age(view.t, mention.published_at, view.now),
        "at": mention.published_at.isoformat(),
    }


class _Pages:
    def __init__(self, services: Services) -> None:
        self._services = services

    async def story(self, request: Request) -> Response:
        """Answer with a story's page, or say in the reader's language that there is none."""
        language = choose_language(request)
        view = self._view(request, language)
        story = await self._find(request.path_params["story_id"])
        switch = self._switch(language)
        if story is None:
            retraction = await self._find_retraction(request.path_params["story_id"])
            return page(
                "missing.html",
                language=language,
                status=410 if retraction else 404,
                t=view.t,
                switch=switch,
                bot=f"https://t.me/{view.bot_username}",
                reason=retraction.reason if retraction else "",
            )
        told = choose_text(view, story)
        notes = (language_label(view, story), origin_label(view, told))
        return page(
            "story.html",
            language=language,
            max_age=_MAX_AGE,
            t=view.t,
            switch=switch,
            url=page_url(view.public_url, story.id),
            told=told,
            title=plain(told.title),
            description=truncate(told.summary, _MAX_DESCRIPTION),
            paragraphs=told.analysis.split("\n\n") if told.analysis else [],
            scores=_scores(view, story),
            reasons=render_reasons(view, story.scores),
            about=about_line(view, story),
            told_at=told_at(story).isoformat(),
            notes=[note for note in notes if note],
            tags=[(view.tag_name(tag), tag_link(view.bot_username, tag)) for tag in story.tags],
            sources=[_source(view, mention) for mention in story.mentions],
            deep_link=story_link(view.bot_username, story.id),
        )

    async def feed(self, request: Request) -> Response:
        """Answer with the week's top stories that are told in one language, as Atom (RFC 4287)."""
        language = request.path_params["language"]
        if language not in INTERFACE_LANGUAGES:
            raise HTTPException(404)
        stories, now = self._services.store.stories, self._services.clock.now()
        top = await stories.top(since=now - _FEED_SPAN, offset=0, limit=4 * _FEED_SIZE)
        told = list(islice((story for story in top if language in story.texts), _FEED_SIZE))
        changed_at = max((story.updated_at for story in told), default=now - _FEED_SPAN)
        view = self._view(request, language)
        body = fill(
            "stories.xml",
            t=view.t,
            language=language,
            here=f"{view.public_url}/feeds/{language}.xml",
            changed_at=changed_at.isoformat(),
            items=[_entry(view, story) for story in told],
        )
        return respond(request, body.encode(), "application/atom+xml; charset=utf-8", changed_at)

    async def _find(self, story_id: str) -> Story | None:
        found = parse_payload(f"s_{story_id}")
        if not isinstance(found, int):
            return None
        return await self._services.store.stories.get(StoryId(found))

    async def _find_retraction(self, story_id: str) -> Retraction | None:
        found = parse_payload(f"s_{story_id}")
        if not isinstance(found, int):
            return None
        return await self._services.store.editing.retraction(StoryId(found))

    def _view(self, request: Request, language: str) -> View:
        services = self._services
        return View(
            t=services.translator(language),
            taxonomy=services.taxonomy,
            now=services.clock.now(),
            timezone="UTC",
            bot_username=services.bot_username,
            public_url=services.public_url or str(request.base_url).rstrip("/"),
        )

    def _switch(self, language: str) -> list[tuple[str, str, str, bool]]:
        """Return address, tag, own name and whether it is chosen, of every language."""
        translator = self._services.translator
        return [
            (f"?lang={tag}", tag, language_name(translator(tag), tag), tag == language)
            for tag in INTERFACE_LANGUAGES
        ]


def _scores(view: View, story: Story) -> list[tuple[str, str, int]]:
    t, scores = view.t, story.scores
    return [
        ("🔥", t("Hot"), scores.hot),
        ("✍️", t("Quality"), scores.quality),
        ("🌍", t("Impact"), scores.impact),
    ]


def _entry(view: View, story: Story) -> dict[str, object]:
    text = story.texts[view.t.language]
    return {
        "title": plain(text.title),
        "url": f"{page_url(view.public_url, story.id)}?lang={text.language}",
        "summary": text.summary,
        "published": story.first_seen_at.isoformat(),
        "updated": story.updated_at.isoformat(),
        "publisher": plain(story.publishers[0]),
        "tags": [view.taxonomy.label(tag, text.language) for tag in story.tags],
    }


def share_routes(services: Services) -> list[Route]:
    """Return the routes of the public pages; they need `page_routes` beside them."""
    pages = _Pages(services)
    return [Route("/s/{story_id}", pages.story), Route("/feeds/{language}.xml", pages.feed)]
