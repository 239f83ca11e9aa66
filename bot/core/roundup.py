"""Tell articles that gather several events from those that tell one.

A newsletter, a daily brief or an episode mentions everything and so resembles each event of its
day; it is a story of its own.
"""

import regex

_SERIES = regex.compile(
    r"\b(?:round-?ups?|(?:weekly|daily|monthly|morning|evening|news)[ -]"
    r"(?:digest|brief|briefing|recap|review|rundown|wrap|update|links|newsletter)"
    r"|(?:week|month) in review|(?:episode|issue|ep\.?|vol\.?) #?\d+)\b"
    r"|^(?:this|the|last) week in\b"
    # A label, unless what stands behind is who says so: "Gale opens this week: report".
    r"|^(?:[^\s:]+ ){0,3}(?:this|last|past) (?:week|month)\s?[:|](?=(?:\s\S+){3})"
    # What is made, sold or banned may be a podcast; as a label it is one.
    r"|^(?:\S+ ){0,3}(?:podcast|newsletter|in brief)\s?[:|#–—-]|[:|–—-] (?:\S+ ){0,3}podcast$"
    r"|^播客\s?[:：|｜丨]|(?:^|\s)#\d+\s?[:：—–-]|[:：|]\s?#\d+$"
    # Many Chinese newspapers are called a daily (人民日报), so that a bare 日报 says nothing.
    r"|(?:AI|人工智能|资讯|科技|财经|创投|行业|每日|今日|大模型|开源)[\s·]?(?:日报|晚报|周刊|月刊)"
    r"|(?:^|[|｜丨【\[])\s?(?:日报|晚报|周刊|月刊)"
    r"|(?<!联合)(?:早报|午报|周报|月报|早餐|早知道|简报)(?=\s?[:：|｜丨\d(（】\]]|\s|$)"
    r"|(?:要闻|热点|新闻|资讯|一周|本周|今日)(?:速览|汇总|回顾|盘点|精选|一览)"
    r"|一周(?:要闻|热点|大事|AI)|第\s?\d+\s?期",
    regex.IGNORECASE,
)
_LABEL = regex.compile(r"^[^:：,;]{1,40}[:：]\s")
_BREAKS = tuple(map(regex.compile, (r"[;；]\s*", r"\s\|\s|\s?[丨｜]\s?", r"(?<!\s),\s")))
_LIST = 3
"""Events that a title has to name."""
_LONG_LIST = 4
_WORDS = 2
_LONG_WORDS = 3
"""Words of each event of a long list, and of a short one: people's names are shorter."""
_MOST_WORDS = 10
"""More between two commas are a sentence that has some."""
_WORD = regex.compile(r"[^\s+]+")
_HAN = regex.compile(r"\p{Han}")
_HAN_IN_A_WORD = 2
_BEGINS = regex.compile(r"[\p{Lu}\p{N}\p{Sc}\p{Han}“‘\"']|\p{Ll}{1,2}\p{Lu}")


def is_roundup(title: str) -> bool:
    """Tell whether a title names a series that gathers news, or lists several events."""
    if _SERIES.search(title):
        return True
    told = _LABEL.sub("", title)
    return any(_lists_events(breaks.split(told)) for breaks in _BREAKS)


def _lists_events(parts: list[str]) -> bool:
    """Tell whether these are events side by side, each with a beginning of its own."""
    sizes = [_size(part) for part in parts]
    shortest = min(sizes)
    return (
        max(sizes) <= _MOST_WORDS
        and all(_BEGINS.match(part) for part in parts)
        and (
            (len(parts) >= _LIST and shortest >= _LONG_WORDS)
            or (len(parts) >= _LONG_LIST and shortest >= _WORDS)
        )
    )


def _size(part: str) -> int:
    return len(_WORD.findall(part)) + len(_HAN.findall(part)) // _HAN_IN_A_WORD
