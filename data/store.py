"""The one door to everything remembered; everybody outside `data` comes in here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from .amending import Amending
from .articles import Articles
from .audience import Audience
from .background import Background
from .breaking import Breaking
from .broadcasts import Broadcasts
from .editing import Editing
from .engine import open_engines
from .figures import Counts
from .memory import Memory
from .models import Models
from .outbox import Outbox
from .personal import Personal
from .reactions import Reactions
from .retention import Retention
from .reviews import Reviews
from .scoring import Scoring
from .search import Search
from .sources import Sources
from .stories import Stories
from .turns import Turns
from .writing import Writing


@dataclass(frozen=True, slots=True)
class Store:
    """What is remembered, by subject.

    Methods take the time as an argument, return the types of `bot.core` and raise StoreError
    where the database fails; what they were doing is then undone.
    """

    sources: Sources
    articles: Articles
    stories: Stories
    search: Search
    scoring: Scoring
    background: Background
    editing: Editing
    amending: Amending
    audience: Audience
    personal: Personal
    reactions: Reactions
    outbox: Outbox
    breaking: Breaking
    broadcasts: Broadcasts
    reviews: Reviews
    counts: Counts
    models: Models
    writing: Writing
    memory: Memory
    retention: Retention
    turns: Turns


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """Open the store at `url`, whose schema `data.migrate.migrate` has brought up to date."""
    async with open_engines(url) as database:
        yield Store(
            sources=Sources(database),
            articles=Articles(database),
            stories=Stories(database),
            search=Search(database),
            scoring=Scoring(database),
            background=Background(database),
            editing=Editing(database),
            amending=Amending(database),
            audience=Audience(database),
            personal=Personal(database),
            reactions=Reactions(database),
            outbox=Outbox(database),
            breaking=Breaking(database),
            broadcasts=Broadcasts(database),
            reviews=Reviews(database),
            counts=Counts(database),
            models=Models(database),
            writing=Writing(database),
            memory=Memory(database.generation),
            retention=Retention(database),
            turns=Turns(database),
        )
