"""What proves that two articles tell of different events, however alike they sound.

Two funding rounds, two releases or two companies share nearly all their words. So each side keeps
the names, versions, places and amounts of its titles, and of its whole lead: two sides conflict
where each has one in its titles that the other has nowhere.
"""

from collections.abc import Container
from dataclasses import dataclass, field

from .occasions import Span, are_apart
from .papers import Papers
from .quantities import Quantity

_TOLERANCE = 0.06
"""Two reports of one amount may differ by this share: rounding, other rates, early news."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the titles of one side name, and what its titles and leads do."""

    title: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    def __or__(self, other: "Named") -> "Named":
        return Named(self.title | other.title, self.whole | other.whole)

    def is_apart(self, other: "Named") -> bool:
        """Tell whether both titles name some, and none of either is known to the other."""
        return (
            bool(self.title and other.title)
            and self.title.isdisjoint(other.whole)
            and other.title.isdisjoint(self.whole)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an article, or all articles of a story, name."""

    actors: Named = Named()
    """Companies, products and people, by concept key, and whose they are."""
    versions: Named = Named()
    """Versioned names, as `gpt5.5`."""
    places: Named = Named()
    """Countries, towns and authorities, by concept key; the whole has where they lie too."""
    quarters: Named = Named()
    kinds: Named = Named()
    """Kinds of occurrence, as a takeover; read by `bot.core.kinds`."""
    papers: Papers = field(default_factory=Papers)
    rounds: Named = Named()
    """Funding rounds, by concept key."""
    days: frozenset[Span] = frozenset()
    title_words: frozenset[str] = frozenset()
    """Names in Latin letters that no concept covers, as the terms that languages share."""
    title_amounts: tuple[Quantity, ...] = ()
    """Sums of money and large counts; two percentages often tell of one event in two ways."""
    amounts: tuple[Quantity, ...] = ()
    is_study: bool = False
    """It tells what researchers found."""
    is_roundup: bool = False
    """It gathers several events, and so is none of them."""

    def __or__(self, other: "Evidence") -> "Evidence":
        return Evidence(
            actors=self.actors | other.actors,
            versions=self.versions | other.versions,
            places=self.places | other.places,
            quarters=self.quarters | other.quarters,
            kinds=self.kinds | other.kinds,
            papers=self.papers | other.papers,
            rounds=self.rounds | other.rounds,
            days=self.days | other.days,
            title_words=self.title_words | other.title_words,
            title_amounts=self.title_amounts + other.title_amounts,
            amounts=self.amounts + other.amounts,
            is_study=self.is_study or other.is_study,
            is_roundup=self.is_roundup or other.is_roundup,
        )

    def conflict(self, other: "Evidence") -> str:
        """Return what keeps two sides apart, or nothing.

        One of `roundup`, `round`, `paper`, `version`, `actor`, `quarter` and `amount`.
        """
        if self.is_roundup or other.is_roundup:
            return "roundup"
        apart = {
            "round": _are_other_rounds(self.rounds, other.rounds),
            "paper": self.papers.is_apart(other.papers),
            "version": self.versions.is_apart(other.versions),
            "actor": self.actors.is_apart(other.actors),
            "quarter": self.quarters.is_apart(other.quarters),
            "amount": self._counts_otherwise(other),
        }
        return next((veto for veto, is_apart in apart.items() if is_apart), "")

    def conflict_across(self, other: "Evidence") -> str:
        """Return what keeps two sides in different languages apart; also a `place` or a `day`.

        Within one language other words tell two places apart, and these would only cost recall.
        """
        if self.places.is_apart(other.places):
            return "place"
        if are_apart(self.days, other.days):
            return "day"
        return self.conflict(other)

    def names_others(
        self, terms: Container[str], other: "Evidence", other_terms: Container[str]
    ) -> bool:
        """Tell whether each title has a name that the other side has nowhere.

        `terms` and `other_terms` are what either side shares with other languages.
        """
        return _has_own_name(self, other, other_terms) and _has_own_name(other, self, terms)

    def _counts_otherwise(self, other: "Evidence") -> bool:
        if {figure.kind for figure in self.title_amounts}.isdisjoint(
            figure.kind for figure in other.title_amounts
        ):
            return False
        return not (
            any(_is_same(one, two) for one in self.title_amounts for two in other.amounts)
            or any(_is_same(one, two) for one in other.title_amounts for two in self.amounts)
        )


def _are_other_rounds(one: Named, other: Named) -> bool:
    """Tell whether two sides tell of two rounds: a lead recalls others than that of its title."""
    first, second = one.title or one.whole, other.title or other.whole
    return bool(first and second) and first.isdisjoint(second)


def _has_own_name(one: Evidence, other: Evidence, other_terms: Container[str]) -> bool:
    return not one.actors.title <= other.actors.whole or any(
        word not in other_terms for word in one.title_words
    )


def _is_same(one: Quantity, two: Quantity) -> bool:
    return one.kind == two.kind and abs(one.value - two.value) <= _TOLERANCE * max(
        one.value, two.value
    )
