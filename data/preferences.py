"""Preferences: rows that never change, shared by all who want the same.

A subscriber who changes one setting is pointed to another row. Whoever has equal preferences
therefore has the same row, and a digest is chosen and rendered once for all of them.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import (
    CardPart,
    Effect,
    Leaning,
    LeaningKind,
    Preferences,
    Rule,
    RuleKind,
)

from .engine import Database
from .immutable import keep
from .tables import PreferenceLeaningRow, PreferenceRow, PreferenceRuleRow

_COLUMNS = (
    "language",
    "second_language",
    "min_score",
    "min_hot",
    "min_quality",
    "min_impact",
    "size",
    "is_rich",
)
"""The fields that are columns of the same name and type."""


async def store_preferences(
    connection: AsyncConnection, database: Database, preferences: Preferences
) -> int:
    """Return the id of the row that holds `preferences`, made where there is none."""
    rules = sorted((rule.kind, rule.value, rule.effect) for rule in preferences.rules)
    leanings = sorted((one.kind, one.value, one.points) for one in preferences.leanings)
    values = {column: getattr(preferences, column) for column in _COLUMNS}
    values["hidden"] = sorted(preferences.hidden)
    # Rows from before digests could be rich keep their hash, and stay shared.
    hashed = {name: value for name, value in values.items() if name != "is_rich" or value}
    content = [hashed, rules, leanings]
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    row = {"hash": digest, **values}
    (kept,) = await keep(connection, database, PreferenceRow.hash, [row])
    if not kept.is_new:
        return kept.id
    if rules:
        await connection.execute(
            insert(PreferenceRuleRow),
            [
                {"preference_id": kept.id, "kind": kind, "value": value, "effect": effect}
                for kind, value, effect in rules
            ],
        )
    if leanings:
        await connection.execute(
            insert(PreferenceLeaningRow),
            [
                {"preference_id": kept.id, "kind": kind, "value": value, "points": points}
                for kind, value, points in leanings
            ],
        )
    return kept.id


async def load_preferences(
    connection: AsyncConnection, ids: Collection[int]
) -> dict[int, Preferences]:
    """Return preferences by the id of their row."""
    rules: defaultdict[int, set[Rule]] = defaultdict(set)
    for rule in await connection.execute(
        select(PreferenceRuleRow).where(col(PreferenceRuleRow.preference_id).in_(ids))
    ):
        rules[rule.preference_id].add(
            Rule(kind=RuleKind(rule.kind), value=rule.value, effect=Effect(rule.effect))
        )
    leanings: defaultdict[int, set[Leaning]] = defaultdict(set)
    for one in await connection.execute(
        select(PreferenceLeaningRow).where(col(PreferenceLeaningRow.preference_id).in_(ids))
    ):
        leanings[one.preference_id].add(
            Leaning(kind=LeaningKind(one.kind), value=one.value, points=one.points)
        )
    rows = await connection.execute(select(PreferenceRow).where(col(PreferenceRow.id).in_(ids)))
    return {
        row.id: Preferences(
            **{column: getattr(row, column) for column in _COLUMNS},
            hidden=frozenset(map(CardPart, row.hidden)),
            rules=frozenset(rules[row.id]),
            leanings=frozenset(leanings[row.id]),
        )
        for row in rows
    }
