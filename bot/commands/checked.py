"""What `tidings story --why` says about texts: who wrote them, what was checked, what was said."""

from collections.abc import Mapping
from typing import Any

from bot.core.amending import Reach
from bot.core.news import Story
from data.store import Store

from .terminal import say, show_table


async def load_checks(store: Store, story: Story) -> dict[str, Any]:
    """Return what is known about a story's texts as plain values, for machines."""
    reach = await store.amending.reach(story.id)
    return {
        "origins": {text.language: str(text.origin) for text in story.texts.values()},
        "writing": await store.writing.report(story.id),
        "word": reach.facts if reach else {},
    }


def show_checks(checks: Mapping[str, Any]) -> None:
    """Print it as tables, for people."""
    show_table(("Language", "Text"), sorted(checks["origins"].items()))
    writing = checks["writing"]
    if writing:
        show_table(
            ("Try#", "Model or translator", "Outcome", "Faults found"),
            [
                (number, one["engine"] or "-", one["outcome"], "\n".join(one["faults"]) or "none")
                for number, one in enumerate(writing["tries"], start=1)
            ],
        )
        if writing["marks"]:
            show_table(
                ("Mark of", "0-4#", "Words in a source"),
                [(one["factor"], one["mark"], one["evidence"]) for one in writing["marks"]],
            )
        if writing["is_waiting"]:
            say(
                f"Its offline text stands; after {writing['attempts']} failed tries the next is"
                f" from {writing['next_try_at']} on."
            )
    if checks["word"]:
        show_table(("Operator's word", "Value"), checks["word"].items())


def describe_reach(reach: Reach | None) -> str:
    """Say in words how far a retraction has come."""
    if reach is None:
        return ""
    more = "" if reach.is_done else ", more follow"
    return (
        f" ({reach.changed} messages changed, {reach.waiting} waiting, {reach.failed} beyond"
        f" change; {reach.told} chats told, {reach.to_tell} to be told{more})"
    )
