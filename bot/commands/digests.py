"""`tidings digest preview`: a digest as text, without a subscriber."""

from collections.abc import Sequence
from datetime import timedelta

from bot.app import open_runtime
from bot.core.audience import Effect, Preferences, Rule, RuleKind
from bot.core.language import normalize_tag
from bot.core.planning import Alike, Group
from bot.core.tags import Taxonomy
from bot.core.text import html_to_text
from bot.errors import ConfigError
from bot.i18n.catalog import INTERFACE_LANGUAGES, pick_language
from bot.settings import Settings
from jobs.digest import Planner

from .terminal import say, show_json


async def preview(
    settings: Settings,
    *,
    language: str,
    tags: Sequence[str],
    min_score: int,
    since: str,
    as_json: bool,
) -> None:
    """Print the digest that somebody with these preferences would get now."""
    age = read_age(since)
    async with open_runtime(settings) as runtime:
        services = runtime.services
        now = services.clock.now()
        candidates = await services.store.stories.candidates(now - age, now)
        digest = await Planner(services, candidates, now).make(
            Group(
                alike=Alike(
                    preferences=Preferences(
                        language=_interface(language),
                        min_score=min_score,
                        rules=frozenset(
                            Rule(kind=RuleKind.TAG, value=key, effect=Effect.FOLLOW)
                            for key in resolve_tags(services.taxonomy, tags)
                        ),
                    ),
                    shown=frozenset(),
                    muted=frozenset(),
                    local_date=now.date(),
                ),
                timezone="UTC",
                past=None,
                slot=now,
                recipients=(),
            )
        )
    texts = [html_to_text(fields["text"].replace("\n", "<br>")) for fields in digest.messages]
    if as_json:
        show_json({"stories": digest.story_ids, "messages": texts})
    else:
        say("\n\n".join(texts))


def _interface(name: str) -> str:
    """Return the interface language of that name; raises ConfigError where there is none."""
    language = pick_language(name)
    if normalize_tag(name) != language:
        raise ConfigError(
            f"no interface language {name!r}; there are {', '.join(INTERFACE_LANGUAGES)}"
        )
    return language


def resolve_tags(taxonomy: Taxonomy, names: Sequence[str]) -> list[str]:
    """Return the keys of tags given in any language; raises ConfigError for an unknown one."""
    keys = []
    for name in names:
        key = taxonomy.resolve(name)
        if key is None:
            near = [taxonomy.spelling(near, name, near) for near in taxonomy.suggest(name)]
            said = (
                f"near it: {', '.join(near)}"
                if near
                else f"the tags: {', '.join(taxonomy.keys())}"
            )
            raise ConfigError(f"unknown tag {name!r}; {said}")
        keys.append(key)
    return keys


def read_age(text: str) -> timedelta:
    """Read `24h`, `7d` or `90m`; raises ConfigError for anything else."""
    units = {"m": "minutes", "h": "hours", "d": "days"}
    number, unit = text[:-1], text[-1:].lower()
    if unit not in units or not number.isdecimal() or len(number) > 4:  # noqa: PLR2004 - years
        raise ConfigError(f"{text!r} is no length of time; write for example 90m, 24h or 7d")
    return timedelta(**{units[unit]: int(number)})
