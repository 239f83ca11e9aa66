"""Stories written about by a model and translated, after they were enriched offline.

The offline text stands until a better one has passed the gate: a model that is down, slow, over
its budget or refuses takes nothing away, and the story stays queued.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Sequence

from bot.core.briefing import Written, content_key, mend_brief, told_articles, write_brief
from bot.core.check import Fault, Gate
from bot.core.news import Scores, Text
from bot.core.rubric import judged, with_evidence
from bot.core.score import SCORE_VERSION, rate
from bot.core.select import NEWS_AGE
from bot.core.writing import (
    FALLBACK,
    MOST_TRIES,
    Assignment,
    Call,
    Demand,
    Report,
    Try,
    outcome_of,
    pack,
    parts_of,
    told,
    translated,
    translation_key,
    unpack,
    wait_after,
)
from bot.errors import AnalysisError
from bot.ports import Analyst, Interpreter
from bot.services import Services

from .spending import spend

log = logging.getLogger(__name__)

AT_ONCE = 6
_FORM = "- the answer was not the JSON asked for; answer with that JSON and nothing else"


class Writer:
    """Passes over the stories that wait; rests while the model or translator is down."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._failures = 0
        self._rests_until = 0.0

    async def run(self) -> int:
        """Write about the best stories that wait; return how many got a new text."""
        return sum(job.is_better for job in await self._write())

    async def run_all(self, seen: Callable[[int], None]) -> int:
        """Write about all that wait, as long as the model answers; return how many got a new text.

        `seen` hears of how many stories there was an answer or a failure, again and again.
        """
        count = 0
        while jobs := await self._write():
            count += sum(job.is_better for job in jobs)
            seen(len(jobs))
        return count

    async def _write(self) -> list["_Desk"]:
        services, writers = self._services, self._services.writers
        if writers.analyst is None and writers.interpreter is None:
            return []
        if services.clock.monotonic() < self._rests_until:
            return []
        demand = await services.store.writing.demand()
        waiting = await services.store.writing.due(
            demand, services.clock.now(), age=NEWS_AGE, limit=AT_ONCE
        )
        jobs = [_Desk(services, assignment, demand) for assignment in waiting]
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job.work())
        down = [job.down for job in jobs if job.down is not None]
        self._rest(down)
        return jobs

    def _rest(self, down: Sequence[AnalysisError]) -> None:
        """Leave alone what is down, longer each time."""
        if not down:
            self._failures = 0
            return
        rest = max(wait_after(self._failures).total_seconds(), *(e.retry_after for e in down))
        self._failures += 1
        self._rests_until = self._services.clock.monotonic() + rest
        log.warning("no model texts", extra={"facts": {"why": str(down[0]), "rest": rest}})


class _Desk:
    """The work on one story."""

    def __init__(self, services: Services, assignment: Assignment, demand: Demand) -> None:
        self._services = services
        self._assignment = assignment
        self._demand = demand
        self._report = Report()
        self.down: AnalysisError | None = None
        self.is_better = False

    async def work(self) -> None:
        """Write, translate what is still missing, and put in place what passed."""
        services, story = self._services, self._assignment
        writers, now = services.writers, services.clock.now()
        texts: list[Text] = []
        scores: Scores = story.scores
        try:
            if writers.analyst is not None:
                written = await self._write(writers.analyst)
                if written is not None:
                    texts += [t for t in written.texts if not story.is_corrected(t.language)]
                    self._report.marks = with_evidence(written.marks, story.material.articles)
                    calibration = await services.store.scoring.calibration(SCORE_VERSION)
                    scores = rate({**scores.facts, **judged(self._report.marks)}, now, calibration)
            if writers.interpreter is not None:
                texts += await self._translate(writers.interpreter, texts)
        except AnalysisError as error:
            self.down = error
            self._report.is_waiting = True
            self._report.tries.append(Try(engine="", outcome=str(error)))
        if self._report.is_waiting and not texts:
            await services.store.models.record(Call(engine="", outcome=FALLBACK), now)
        self._report.origins = {
            text.language: str(text.origin) for text in (*story.texts.values(), *texts)
        }
        saved = await services.store.writing.save(
            story,
            texts,
            scores,
            self._report,
            next_try_at=now + wait_after(story.attempts),
            now=now,
        )
        self.is_better = saved and bool(texts)

    async def _write(self, analyst: Analyst) -> Written | None:
        """Return what passed the gate, within MOST_TRIES; None where nothing did."""
        services, languages = self._services, self._services.writers.languages
        articles = told_articles(self._assignment.material)
        gate = Gate.of(articles, services.writers.vocabulary)
        key = content_key(analyst.model, articles, languages)
        known = await services.store.models.answers([key])
        if key in known:
            written = unpack(known[key])
            if not _fatal(gate.check(written.texts)):
                self._note(analyst.model, "remembered", ())
                return written
        brief = asked = write_brief(articles, languages, secrets.token_hex(8))
        passed: Written | None = None
        for _ in range(MOST_TRIES):
            try:
                written = await spend(
                    services,
                    analyst.model,
                    asked.most_tokens,
                    lambda asked=asked: analyst.write(asked),  # type: ignore[misc]  # mypy cannot infer it
                    lambda answer: gate.check(answer.texts),
                )
            except AnalysisError as error:
                if error.is_down and passed is None:
                    raise
                self._note(analyst.model, str(error), ())
                if error.is_down:  # what passed is kept; the next stories wait
                    self.down = error
                    break
                asked = mend_brief(brief, _FORM)
                continue
            faults = gate.check(written.texts)
            self._note(analyst.model, outcome_of(faults), faults)
            if not _fatal(faults):
                passed = written
            if not faults:
                break
            asked = mend_brief(brief, faults)
        if passed is None:
            self._report.is_waiting = True
        else:
            await services.store.models.remember({key: pack(passed)}, services.clock.now())
        return passed

    async def _translate(self, interpreter: Interpreter, texts: Sequence[Text]) -> list[Text]:
        """Return what passed, in the languages that somebody reads and nobody wrote."""
        story = self._assignment
        have = {text.language: text for text in (*story.texts.values(), *texts)}
        original = have[story.language]
        missing = [
            language
            for language in self._services.writers.languages
            if language in self._demand.languages and language not in have
        ]
        found = [await self._interpret(interpreter, original, language) for language in missing]
        return [text for text in found if text is not None]

    async def _interpret(
        self, interpreter: Interpreter, original: Text, language: str
    ) -> Text | None:
        services, engine = self._services, interpreter.engine
        gate = Gate.translating(original, services.writers.vocabulary)
        parts = parts_of(original)
        keys = {part: translation_key(engine, original.language, language, part) for part in parts}
        known = await services.store.models.answers(list(keys.values()))
        said = {part: str(known[key]["text"]) for part, key in keys.items() if key in known}
        new = [part for part in dict.fromkeys(parts) if part not in said]
        if new:

            def faults_of(answer: Sequence[str]) -> list[Fault]:
                both = said | dict(zip(new, answer, strict=True))
                text = translated(original, language, [both[part] for part in parts])
                return _faults_of_translation(gate, original, text)

            answer = await spend(
                services,
                engine,
                interpreter.most_tokens(new),
                lambda: interpreter.translate(new, original.language, language),
                faults_of,
            )
            said |= dict(zip(new, answer, strict=True))
        text = translated(original, language, [said[part] for part in parts])
        faults = _faults_of_translation(gate, original, text)
        self._note(engine, outcome_of(faults), faults)
        if _fatal(faults):
            self._report.is_waiting = True
            return None
        await services.store.models.remember(
            {keys[part]: {"text": said[part]} for part in new}, services.clock.now()
        )
        return text

    def _note(self, engine: str, outcome: str, faults: Sequence[Fault]) -> None:
        self._report.tries.append(Try(engine=engine, outcome=outcome, faults=told(faults)))


def _faults_of_translation(gate: Gate, original: Text, text: Text) -> list[Fault]:
    """Return what is wrong with a translation, not with what it was made of."""
    of_original = set(gate.check([original]))
    return [fault for fault in gate.check([original, text]) if fault not in of_original]


def _fatal(faults: Sequence[Fault]) -> bool:
    return any(fault.is_fatal for fault in faults)
