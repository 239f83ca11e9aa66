"""What proves that two articles tell of different events, however alike they sound.

Two funding rounds, two releases or two companies share nearly all their words. So each side keeps
the names, versions and amounts of its titles, and of its whole lead: two sides conflict where each
has one in its titles that the other has nowhere.
"""

from dataclasses import dataclass

from .quantities import Quantity

_TOLERANCE = 0.12
"""Two reports of one amount may differ by this share: rounding, other rates, early news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an article, or all articles of a story, name."""

    title_actors: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    """Companies, products and people, by concept key."""
    title_versions: frozenset[str] = frozenset()
    versions: frozenset[str] = frozenset()
    """Versioned names, as `gpt5.5`."""
    title_money: tuple[Quantity, ...] = ()
    money: tuple[Quantity, ...] = ()
    rounds: frozenset[str] = frozenset()
    """Funding rounds, by concept key."""

    def __or__(self, other: "Evidence") -> "Evidence":
        return Evidence(
            title_actors=self.title_actors | other.title_actors,
            actors=self.actors | other.actors,
            title_versions=self.title_versions | other.title_versions,
            versions=self.versions | other.versions,
            title_money=self.title_money + other.title_money,
            money=self.money + other.money,
            rounds=self.rounds | other.rounds,
        )

    def conflict(self, other: "Evidence") -> str:
        """Return what keeps two sides apart: `round`, `version`, `actor`, `amount` or nothing."""
        if self.rounds and other.rounds and not self.rounds & other.rounds:
            return "round"
        if _differ(self.title_versions, self.versions, other.title_versions, other.versions):
            return "version"
        if _differ(self.title_actors, self.actors, other.title_actors, other.actors):
            return "actor"
        return "amount" if self._pays_otherwise(other) else ""

    def _pays_otherwise(self, other: "Evidence") -> bool:
        if {figure.kind for figure in self.title_money}.isdisjoint(
            figure.kind for figure in other.title_money
        ):
            return False
        return not (
            any(_is_same(one, two) for one in self.title_money for two in other.money)
            or any(_is_same(one, two) for one in other.title_money for two in self.money)
        )


def _differ(
    mine: frozenset[str],
    all_mine: frozenset[str],
    theirs: frozenset[str],
    all_theirs: frozenset[str],
) -> bool:
    return bool(mine and theirs) and mine.isdisjoint(all_theirs) and theirs.isdisjoint(all_mine)


def _is_same(one: Quantity, two: Quantity) -> bool:
    return one.kind == two.kind and abs(one.value - two.value) <= _TOLERANCE * max(
        one.value, two.value
    )
