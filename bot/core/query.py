"""What people type to search: words, and filters such as `tag:chips since:7d min:60`."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from .phrases import N_, Phrase
from .tags import Taxonomy

EXAMPLES = 'tag:chips source:"The Decoder" since:7d before:2026-11-01 min:60 lang:zh'
"""Every filter once, as answers show them."""
MAX_QUOTED = 40
"""Characters of what was typed that a complaint repeats."""

_NAMES = {
    "tag": "tag tags topic 标签 標籤 话题 主题 話題 etiqueta tema тег тема タグ thema étiquette",
    "source": "source from publisher 来源 媒体 來源 媒體 fuente источник 出典 quelle média",
    "since": "since after 自 之后 以来 之後 以來 desde después с после 以降 seit nach depuis",
    "before": "before until 之前 截至 antes hasta до 以前 vor bis avant jusque",
    "min": "min score 最低 分数 分數 puntos мин スコア punkte",
    "lang": "lang language 语言 語言 idioma язык 言語 sprache langue",
}
_NAME = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_UNITS = {
    "h": "h hour hours 小时 小時 时 時間 ч",
    "d": "d day days 天 日 д j",
    "w": "w week weeks 周 週 星期 н s",
    "m": "m month months 月 个月 個月 か月 мес",
    "y": "y year years 年 г a",
}
_UNIT = {name: unit for unit, names in _UNITS.items() for name in names.split()}
_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}
_DAYS_AGO = {"today": 0, "今天": 0, "今日": 0, "yesterday": 1, "昨天": 1, "昨日": 1}
_PERIOD = re.compile(r"(\d{1,3})([^\W\d_]+)")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_HIGHEST = 100
_DIGITS = 3
_LIKELY = 60.0

_OPENING, _CLOSING = '"“„«「『', '"”“»」』'
_PART = re.compile(
    rf"(?<!\S)(?:(?P<name>[^\W\d_]+)(?P<colon>[:：])"
    rf"(?P<value>[{_OPENING}][^{_CLOSING}]+[{_CLOSING}]?|[^\s/:：]\S*)"
    r"|[#＃](?P<tag>\w[\w-]*))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search as it is understood; all of it must hold."""

    words: str = ""
    tags: tuple[str, ...] = ()
    """Keys; a story has all of them."""
    publishers: tuple[str, ...] = ()
    """A story has an article of at least one."""
    language: str = ""
    """BCP 47, or only its first part; a story has words in it."""
    since: datetime | None = None
    until: datetime | None = None
    floor: int = 0
    """The least `Scores.total`."""
    named: str = ""
    """The key of the tag that `words` are a name of, in whatever language; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What names in a query can mean, and for whom."""

    taxonomy: Taxonomy
    publishers: Collection[str]
    language_of: Callable[[str], str | None]
    """Reads the name or the tag of a language."""
    now: datetime
    timezone: str
    """IANA; a date is its midnight there."""


def read_query(typed: str, known: Known) -> Query | Phrase:
    """Read a search; what cannot be understood is answered with how to mend it.

    A colon that is followed by a blank or a slash belongs to the words, and so does a full-width
    one after a word that names no filter: headlines in Chinese are full of them.
    """
    query, rest, end = Query(), [], 0
    for part in _PART.finditer(typed):
        if part["tag"]:
            read = _read_tag(query, part["tag"], known)
        else:
            kind = _NAME.get(part["name"].casefold())
            if kind is None and part["colon"] == "：":
                continue
            if kind is None:
                return Phrase(
                    N_(
                        "I don't know the filter “{name}”. These work: {filters}. "
                        "To search for the word itself, leave the colon out."
                    ),
                    {"name": f"{part['name'][:MAX_QUOTED]}:", "filters": EXAMPLES},
                )
            value = part["value"].strip(_OPENING + _CLOSING).strip()
            read = _READERS[kind](query, value, known)
        if isinstance(read, Phrase):
            return read
        query = read
        rest.append(typed[end : part.start()])
        end = part.end()
    words = " ".join(" ".join([*rest, typed[end:]]).split())
    return replace(query, words=words, named=known.taxonomy.resolve(words) or "")


def _read_tag(query: Query, value: str, known: Known) -> Query | Phrase:
    key = known.taxonomy.resolve(value)
    if key is not None:
        return replace(query, tags=(*query.tags, key))
    typed = value[:MAX_QUOTED]
    taxonomy = known.taxonomy
    spelled = [taxonomy.spelling(key, value, key) for key in taxonomy.suggest(value)]
    if not spelled:
        return Phrase(
            N_("I don't know the tag “{typed}”. /tags shows them all."), {"typed": typed}
        )
    return Phrase(
        N_("I don't know the tag “{typed}”. Did you mean {likely}? /tags shows them all."),
        {"typed": typed, "likely": tuple(map(_tag_filter, spelled))},
    )


def _tag_filter(name: str) -> str:
    return f'tag:"{name}"' if " " in name else f"tag:{name}"


def _read_source(query: Query, value: str, known: Known) -> Query | Phrase:
    folded = value.casefold()
    named = [name for name in known.publishers if name.casefold() == folded]
    named = named or [name for name in known.publishers if folded in name.casefold()]
    if named:
        return replace(query, publishers=(*query.publishers, *named))
    typed = value[:MAX_QUOTED]
    near = process.extract(
        folded,
        {name: name.casefold() for name in known.publishers},
        scorer=fuzz.WRatio,
        score_cutoff=_LIKELY,
        limit=3,
    )
    if not near:
        return Phrase(
            N_("I don't know the source “{typed}”. Leave it out to search them all."),
            {"typed": typed},
        )
    return Phrase(
        N_("I don't know the source “{typed}”. Did you mean {likely}?"),
        {"typed": typed, "likely": tuple(f'source:"{name}"' for _, _, name in near)},
    )


def _read_since(query: Query, value: str, known: Known) -> Query | Phrase:
    moment = _moment(value, known)
    return moment if isinstance(moment, Phrase) else replace(query, since=moment)


def _read_before(query: Query, value: str, known: Known) -> Query | Phrase:
    moment = _moment(value, known)
    return moment if isinstance(moment, Phrase) else replace(query, until=moment)


def _moment(value: str, known: Known) -> datetime | Phrase:
    """Read how long ago, or a day; a month without a day begins with its first."""
    folded, zone = value.casefold(), ZoneInfo(known.timezone)
    today = known.now.astimezone(zone).date()
    if folded in _DAYS_AGO:
        return datetime.combine(today - timedelta(days=_DAYS_AGO[folded]), time(), zone)
    period = _PERIOD.fullmatch(folded)
    if period and (unit := _UNIT.get(period[2])):
        return known.now - timedelta(hours=int(period[1]) * _HOURS[unit])
    if day := _DATE.fullmatch(folded):
        try:
            return datetime.combine(date(int(day[1]), int(day[2]), int(day[3] or 1)), time(), zone)
        except ValueError:
            pass
    return Phrase(
        N_("I can't read the date “{typed}”. Try {examples}."),
        {"typed": value[:MAX_QUOTED], "examples": ("24h", "7d", "2026-11-01")},
    )


def _read_min(query: Query, value: str, _known: Known) -> Query | Phrase:
    if value.isdecimal() and len(value) <= _DIGITS and int(value) <= _HIGHEST:
        return replace(query, floor=int(value))
    return Phrase(
        N_("A score is a number from 0 to {most}, for example {example}."),
        {"most": _HIGHEST, "example": "min:60"},
    )


def _read_lang(query: Query, value: str, known: Known) -> Query | Phrase:
    language = known.language_of(value)
    if language is None:
        return Phrase(
            N_("I don't know the language “{typed}”. Try {examples}."),
            {"typed": value[:MAX_QUOTED], "examples": ("lang:en", "lang:zh")},
        )
    return replace(query, language=value.casefold() if value.casefold() == "zh" else language)


_READERS: dict[str, Callable[[Query, str, Known], Query | Phrase]] = {
    "tag": _read_tag,
    "source": _read_source,
    "since": _read_since,
    "before": _read_before,
    "min": _read_min,
    "lang": _read_lang,
}
