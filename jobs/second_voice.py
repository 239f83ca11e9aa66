"""Ask the embedding model, where there is one, about articles that words leave in doubt.

It may fail, be slow or cost too much: then the words decide alone, and it is asked again later.
Vectors are remembered by what was shown, so that no text is paid for twice.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.core.news import Article
from bot.core.regroup import Pairs, Report
from bot.core.second_voice import (
    Direction,
    Known,
    Likenesses,
    Scale,
    compare_directions,
    doubtful,
    read_direction,
    shown,
    vector_key,
    weigh,
    write_direction,
)
from bot.core.writing import wait_after
from bot.errors import AnalysisError
from bot.ports import Embedder
from bot.services import Services
from data.sample import load_sample

from .spending import spend

log = logging.getLogger(__name__)

AT_ONCE = 32
"""Texts in a request."""
MOST = 512
"""Articles that are asked about in one look."""
PATIENCE = 40.0
"""Seconds after which no further request of a look is begun; what came until then counts."""


class SecondVoice:
    """Weighs what words say anew; rests while the model is down."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._failures = 0
        self._rests_until = 0.0
        self._is_measured = False
        self._found: Scale | None = None

    async def weigh(
        self, articles: Mapping[str, Article], reports: Sequence[Report], pairs: Pairs
    ) -> tuple[Pairs, Likenesses]:
        """Return the pairs as both voices see them, and what the second said of which.

        `articles` and `reports` are the same by their keys.
        """
        embedder = self._services.writers.embedder
        if embedder is None:
            return pairs, {}
        asked = await asyncio.to_thread(doubtful, reports, pairs, MOST)
        if not asked:
            return pairs, {}
        scale = await self._scale(embedder)
        if scale is None:
            return pairs, {}
        said = {key: shown(articles[key].title, articles[key].text) for key in asked}
        directions = await self._hear(embedder, said)
        return await asyncio.to_thread(_weigh, reports, pairs, directions, scale)

    async def _scale(self, embedder: Embedder) -> Scale | None:
        """Measure the model on the sample news, whose events are known, unless it was before."""
        if not self._is_measured:
            entries = [(feed.language, one) for feed in load_sample() for one in feed.entries]
            told = Counter(one.event for _, one in entries)
            known = {one.slug: (one.event, by) for by, one in entries if told[one.event] > 1}
            said = {one.slug: shown(one.title, one.paragraphs[0]) for _, one in entries}
            directions = await self._hear(embedder, {key: said[key] for key in known})
            self._is_measured = directions.keys() == known.keys()
            if self._is_measured:
                self._found = await asyncio.to_thread(_measure, known, directions)
                if self._found is None:
                    facts = {"by": embedder.engine}
                    log.warning("vectors tell no events apart", extra={"facts": facts})
        return self._found

    async def _hear(self, embedder: Embedder, said: Mapping[str, str]) -> dict[str, Direction]:
        """Return the directions of these texts, by their keys; those that can be had."""
        models = self._services.store.models
        keys = {text: vector_key(embedder.engine, text) for text in said.values() if text}
        stored = await models.answers(keys.values())
        found = {
            text: direction
            for text, key in keys.items()
            if (direction := read_direction(stored.get(key, {}).get("vector", "")))
        }
        missing = [text for text in keys if text not in found]
        clock = self._services.clock
        until = clock.monotonic() + PATIENCE
        if missing and clock.monotonic() >= self._rests_until:
            try:
                for start in range(0, len(missing), AT_ONCE):
                    if clock.monotonic() < until:
                        found |= await self._ask(embedder, missing[start : start + AT_ONCE])
                self._failures = 0
            except AnalysisError as error:
                self._rest(error)
        return {key: found[text] for key, text in said.items() if text in found}

    async def _ask(self, embedder: Embedder, texts: Sequence[str]) -> dict[str, Direction]:
        """Pay for the directions of some texts and remember them."""
        services = self._services
        most = embedder.most_tokens(texts)
        directions = await spend(services, embedder.engine, most, lambda: embedder.embed(texts))
        found = dict(zip(texts, directions, strict=True))
        await services.store.models.remember(
            {
                vector_key(embedder.engine, text): {"vector": write_direction(direction)}
                for text, direction in found.items()
            },
            services.clock.now(),
        )
        return found

    def _rest(self, error: AnalysisError) -> None:
        """Leave a model alone that fails, longer each time."""
        rest = max(wait_after(self._failures).total_seconds(), error.retry_after)
        self._failures += 1
        self._rests_until = self._services.clock.monotonic() + rest
        log.warning("no vectors", extra={"facts": {"why": str(error), "rest": rest}})


def _measure(
    known: Mapping[str, tuple[str, str]], directions: Mapping[str, Direction]
) -> Scale | None:
    return Scale.of(
        [
            Known(event=event, tongue=tongue, direction=directions[key])
            for key, (event, tongue) in known.items()
        ]
    )


def _weigh(
    reports: Sequence[Report],
    pairs: Pairs,
    directions: Mapping[str, Direction],
    scale: Scale,
) -> tuple[Pairs, Likenesses]:
    likenesses = compare_directions(pairs, directions)
    return weigh(pairs, likenesses, reports, scale), likenesses
