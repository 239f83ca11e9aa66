"""Which reports of a story only print another's text."""

from collections.abc import Sequence

from .news import Article
from .text import tokens

_COMPARED = 2000
"""Characters that are read of each text."""
_RUN = 4
"""Terms in a row that two texts share only where one copies the other, or both a third."""
_SHORTEST = 12
_COPIED = 0.5
"""Share of a report's runs that stand in an earlier report."""


def first_reports(articles: Sequence[Article]) -> list[Article]:
    """Return each publisher's first article, oldest first; one owner's many feeds are one."""
    firsts: dict[str, Article] = {}
    for article in sorted(articles, key=lambda article: (article.published_at, article.id)):
        firsts.setdefault(article.publisher.casefold(), article)
    return list(firsts.values())


def are_copies(reports: Sequence[Article]) -> list[bool]:
    """Tell of each report, oldest first, whether it is marked as a copy or only repeats another.

    The mark (`bot.core.syndication`) knows copies of whole texts; here short reports count too, of
    which an earlier one has half.
    """
    seen: list[set[tuple[str, ...]]] = []
    copies = []
    for article in reports:
        terms = tokens(article.text[:_COMPARED])
        runs = {tuple(terms[at : at + _RUN]) for at in range(len(terms) - _RUN + 1)}
        copies.append(
            article.copy_of is not None
            or (
                len(terms) >= _SHORTEST
                and any(len(runs & other) >= _COPIED * len(runs) for other in seen)
            )
        )
        seen.append(runs)
    return copies
