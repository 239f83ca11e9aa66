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

from bot.core.audience import Effect, Preferences, Rule, RuleKind

from .engine import Database
from .tables import PreferenceRow, PreferenceRuleRow


async def store_preferences(
    connection: AsyncConnection, database: Database, preferences: Preferences
) -> int:
    """Return the id of the row that holds `preferences`, made where there is none."""
    rules = sorted((rule.kind, rule.value, rule.effect) for rule in preferences.rules)
    content = [preferences.language, preferences.min_score, preferences.size, rules]
    digest = hashlib.sha256(json.dumps(content).encode()).hexdigest()
    inserted = await connection.execute(
        database.insert(PreferenceRow)
        .values(
            hash=digest,
            language=preferences.language,
            min_score=preferences.min_score,
            size=preferences.size,
        )
        .on_conflict_do_nothing(index_elements=["hash"])
        .returning(col(PreferenceRow.id))
    )
    preference_id = inserted.scalar()
    if preference_id is None:
        known = select(col(PreferenceRow.id)).where(col(PreferenceRow.hash) == digest)
        return (await connection.execute(known)).scalar_one()
    if rules:
        await connection.execute(
            insert(PreferenceRuleRow),
            [
                {"preference_id": preference_id, "kind": kind, "value": value, "effect": effect}
                for kind, value, effect in rules
            ],
        )
    return preference_id


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
    rows = await connection.execute(select(PreferenceRow).where(col(PreferenceRow.id).in_(ids)))
    return {
        row.id: Preferences(
            language=row.language,
            min_score=row.min_score,
            size=row.size,
            rules=frozenset(rules[row.id]),
        )
        for row in rows
    }
