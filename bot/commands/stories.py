"""`tidings stories`, `story`, `merge` and `split`: see what is grouped and why, and mend it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.app import open_runtime
from bot.core.audience import Preferences
from bot.core.intake import ArticleVersion
from bot.core.news import Article, ArticleId, Story, StoryId
from bot.i18n.catalog import SOURCE_LANGUAGE
from bot.render.reasons import render_axes
from bot.settings import Settings
from jobs.enrich import enrich
from jobs.viewing import view_of

from .checked import describe_reach, load_checks, show_checks
from .digests import read_age, resolve_tags
from .terminal import CommandError, say, show_json, show_table
from .why import explain

_MOST = 200
_AXES = ("hot", "quality", "impact", "total")
_OVERALL = "Overall {score}: decides the order, and which readers' lowest scores it passes."
_COLUMNS = (
    "ID#", "Score#", "Hot#", "Quality#", "Impact#", "Sources#", "First seen", "Tags>", "Title>",
)  # fmt: skip


async def show_stories(settings: Settings, *, tag: str, since: str, as_json: bool) -> None:
    """Print the best stories of a time, of one tag if given."""
    age = read_age(since)
    async with open_runtime(settings) as runtime:
        services = runtime.services
        key = resolve_tags(services.taxonomy, [tag])[0] if tag else ""
        stories = await services.store.stories.top(
            since=services.clock.now() - age, tag=key, offset=0, limit=_MOST
        )
    if as_json:
        show_json([_facts(story) for story in stories])
    else:
        show_table(_COLUMNS, [_row(story) for story in stories])


async def show_story(settings: Settings, story_id: int, *, why: bool, as_json: bool) -> None:
    """Print one story; `why` adds what the scores come from and why its articles are together."""
    async with open_runtime(settings) as runtime:
        services = runtime.services
        store = services.store
        story = await store.stories.get(StoryId(story_id))
        if story is None:
            retraction = await store.editing.retraction(StoryId(story_id))
            if retraction is not None:
                reach = await store.amending.reach(StoryId(story_id)) if why else None
                said = f"story {story_id} was retracted: {retraction.reason}"
                raise CommandError(said + describe_reach(reach))
            raise CommandError(f"there is no story {story_id}")
        reasons = await store.articles.why(StoryId(story_id)) if why else []
        versions = await store.articles.versions(StoryId(story_id)) if why else []
        checks = await load_checks(store, story) if why else {}
    view = view_of(
        services, Preferences(language=SOURCE_LANGUAGE), now=services.clock.now(), timezone="UTC"
    )
    scores = (*render_axes(view, story.scores), _OVERALL.format(score=story.scores.total))
    placed = [
        {
            "article": article.id,
            "publisher": article.publisher,
            "title": article.title,
            "url": article.url,
            "copy_of": article.copy_of,
            "why": reason,
            "earlier": [
                {
                    "until": version.replaced_at.isoformat(timespec="seconds"),
                    "title": version.title,
                    "text": version.text,
                }
                for version in versions
                if version.article_id == article.id
            ],
        }
        for article, reason in reasons
    ]
    if as_json:
        facts = _facts(story)
        if why:
            facts |= {"reasons": dict(zip(_AXES, scores, strict=True))}
            facts |= {"facts": dict(story.scores.facts), "articles": placed, **checks}
        show_json(facts)
        return
    if story.id != story_id:
        say(f"Story {story_id} is now part of story {story.id}:\n")
    for text in story.texts.values():
        say(
            f"[{text.language}, {text.origin}] {text.title}\n\n{text.summary}\n\n{text.analysis}\n"
        )
    show_table(_COLUMNS, [_row(story)])
    show_table(
        ("Article#", "Publisher>", "Published", "Title>", "URL>"),
        [
            (m.article_id, m.publisher, f"{m.published_at:%Y-%m-%d %H:%M}", m.title, m.url)
            for m in story.mentions
        ],
    )
    if why:
        for line in scores:
            say(line)
        _say_why(story, reasons, versions)
        show_checks(checks)


async def merge(settings: Settings, kept: int, other: int) -> None:
    """Make one story of two and write its texts anew."""
    async with open_runtime(settings) as runtime:
        services = runtime.services
        now = services.clock.now()
        if not await services.store.stories.merge(StoryId(kept), StoryId(other), now):
            raise CommandError(
                f"{kept} and {other} are not two stories; `tidings stories` lists them"
            )
        await enrich(services)
    say(f"Story {other} is now part of story {kept}.")


async def split(settings: Settings, story_id: int, articles: Sequence[int]) -> None:
    """Take articles out of a story and write the texts of both anew."""
    async with open_runtime(settings) as runtime:
        services = runtime.services
        found = await services.store.stories.split(
            StoryId(story_id), [ArticleId(number) for number in articles], services.clock.now()
        )
        if found is None:
            raise CommandError(
                f"these are not some of the articles of story {story_id};"
                f" `tidings story {story_id}` lists them, and one has to stay"
            )
        await enrich(services)
    say(f"These articles are now story {found}.")


def _say_why(
    story: Story,
    reasons: Sequence[tuple[Article, Mapping[str, Any]]],
    versions: Sequence[ArticleVersion],
) -> None:
    show_table(("Component", "Value"), sorted(story.scores.facts.items()))
    for article, reason in reasons:
        copy = f" (copies article {article.copy_of})" if article.copy_of else ""
        say(f"\nArticle {article.id}, {article.publisher}: {article.title}{copy}")
        sentences = explain(reason, seen=f"{article.first_seen_at:%Y-%m-%d %H:%M}")
        sentences += [
            f"Until {version.replaced_at:%Y-%m-%d %H:%M} it said:"
            f" {version.title} ({len(version.text)} characters)."
            for version in versions
            if version.article_id == article.id
        ]
        for sentence in sentences:
            say(f"  {sentence}")


def _facts(story: Story) -> dict[str, object]:
    return {
        "id": story.id,
        "scores": {
            "total": story.scores.total,
            "hot": story.scores.hot,
            "quality": story.scores.quality,
            "impact": story.scores.impact,
        },
        "first_seen_at": story.first_seen_at.isoformat(),
        "tags": story.tags,
        "titles": {text.language: text.title for text in story.texts.values()},
        "sources": [
            {"article": mention.article_id, "publisher": mention.publisher, "url": mention.url}
            for mention in story.mentions
        ],
    }


def _row(story: Story) -> tuple[object, ...]:
    scores = story.scores
    return (
        story.id,
        scores.total,
        scores.hot,
        scores.quality,
        scores.impact,
        len(story.publishers),
        f"{story.first_seen_at:%Y-%m-%d %H:%M}",
        ", ".join(story.tags),
        story.texts[story.language].title,
    )
