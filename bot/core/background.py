"""Earlier stories about the same subjects and names as a new one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import regex

from .naming import ORGANISATIONS
from .news import Article

LOOKED_BACK = timedelta(days=45)
_MOST = 2
_READ = 2000
_NAME = regex.compile(r"(?<=[\p{Ll},;] )\p{Lu}[\p{L}\p{N}]*(?:[-.][\p{L}\p{N}]+)*")
"""A capital in the middle of a sentence; at its beginning it says nothing."""
_LATIN_AMONG_HAN = regex.compile(r"\p{Lu}[\p{Latin}\p{N}]+(?:[-.][\p{Latin}\p{N}]+)*")
_TITLE_WORD = regex.compile(r"[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*")
_COMMON = (
    "AI API CEO CTO LLM GPU US UK EU"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May"
    " June July August September October November December"
)
_EVERYBODYS = frozenset(_COMMON.split())
_TRADES = (
    "robotics robots robotik robotique robótica robot technology tech technologie technologien"
    " tecnología tecnologías system systems systeme systèmes sistemas software hardware"
    " semiconductor semiconductors chip chips computing compute computer computers cloud data"
    " dynamics motors auto automotive mobility aerospace energy power electronics electric"
    " industries industrial industry media news press network networks digital analytics"
    " security cyber health medical biotech bio pharma pharmaceuticals therapeutics sciences"
    " science research intelligence artificial machine machines learning studio bank insurance"
    " investments investment solutions services service logistics games gaming entertainment"
    " university college school international global association company co limited plc llp lp"
    " sa sas sarl srl spa ag se kg nv bv oy ab asa pte pty kk holding consortium agency ministry"
    " authority commission council institut instituto"
)
_GENERIC = ORGANISATIONS | frozenset(_TRADES.split())
"""What thousands of names have, in small letters: a trade, a legal form, a kind of body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A story told before."""

    at: datetime
    titles: Mapping[str, str]
    """By language, as shown then."""
    tags: frozenset[str]


def background(
    lead: Article, tags: Collection[str], candidates: Sequence[Earlier]
) -> tuple[Earlier, ...]:
    """Choose the earlier stories whose titles have most names of `lead`, newest of equals first.

    Only titles in its language are compared, and only stories that share a tag. A word that says
    what a name does ("Robotics"), or which names a tag, makes two names no nearer.
    """
    topics = {word for tag in tags for word in tag.casefold().split("-")}
    names = {name for name in names_of(lead) if name.casefold() not in topics | _GENERIC}
    rated = []
    for earlier in candidates:
        title = earlier.titles.get(lead.language, "")
        shared = len(names & set(_words(title, lead.language)))
        if shared and earlier.tags & set(tags):
            rated.append((shared, len(earlier.tags & set(tags)), earlier.at, earlier))
    rated.sort(key=lambda one: one[:3], reverse=True)
    chosen: dict[str, Earlier] = {}
    for *_, earlier in rated:
        chosen.setdefault(earlier.titles[lead.language].casefold(), earlier)
    return tuple(chosen.values())[:_MOST]


def names_of(article: Article) -> set[str]:
    """Return the words of an article that are surely names."""
    text = article.text[:_READ]
    if article.language.startswith(("zh", "ja")):
        found = _LATIN_AMONG_HAN.findall(f"{article.title}\n{text}")
    else:
        found = _NAME.findall(text)
    return set(found) - _EVERYBODYS


def _words(title: str, language: str) -> list[str]:
    is_han = language.startswith(("zh", "ja"))
    return (_LATIN_AMONG_HAN if is_han else _TITLE_WORD).findall(title)
