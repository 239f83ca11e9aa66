"""Who is named: the companies that move the field, and the powers; each once in any language."""

import regex

from .concepts import Vocabulary

_HEAD_LENGTH = 700
_GIANT_KEYS = """
openai anthropic google microsoft meta nvidia apple amazon xai tesla tsmc samsung deepseek alibaba
tencent huawei bytedance baidu softbank oracle intel amd asml
"""
_GIANTS = frozenset(_GIANT_KEYS.split())
"""Concept keys; what they own (DeepMind, AWS) is them."""
_POWER_KEYS = """
whitehouse congress senate eu supremecourt pentagon commerce justice statecouncil ftc sec fda un g7
nato wto cac miit ndrc samr cma
"""
_POWERS = frozenset(_POWER_KEYS.split())
_CAPITALS = frozenset({"beijing", "washington", "brussels"})
_PLACED = regex.compile(r"\b(?:in|from|near|at|of|to|around|outside)\s(?:\p{Lu}\w+,?\s)?$|在$")
"""Before a town that is only where something is."""
_BASED = regex.compile(r"[ -]based|-|,|市|大学|\s(?:University|State|Post)\b")
_CONTINENT = frozenset({"Europe", "European", "欧洲"})
_OFFICES = regex.compile(
    r"\b(?:[Gg]overnments?|President \p{Lu}|[Pp]rime [Mm]inister|[Rr]egulators?"
    r"|[Mm]inist(?:ry|ers?)|[Ll]awmakers?|[Pp]arliament)\b"
    r"|政府|总统|首相|总理|监管机构|议会"
)


def named_giants(title: str, text: str, vocabulary: Vocabulary) -> int:
    """Count the companies near the top that move the whole field."""
    named: set[str] = set()
    for sighting in vocabulary.read(_head(title, text)):
        concept = sighting.concept
        if concept.section == "companies":
            named |= ({concept.key} | concept.owners) & _GIANTS
    return len(named)


def named_powers(title: str, text: str, vocabulary: Vocabulary) -> int:
    """Count the authorities named near the top; a capital counts where it acts."""
    head = _head(title, text)
    named: set[str] = set()
    for sighting in vocabulary.read(head):
        key, words = sighting.concept.key, head[sighting.start : sighting.end]
        is_power = key in _POWERS and words not in _CONTINENT
        is_acting = key in _CAPITALS and not (
            _PLACED.search(head[max(0, sighting.start - 30) : sighting.start])
            or _BASED.match(head, sighting.end)
        )
        if is_power or is_acting:
            named.add(key)
    return len(named)


def speaks_of_offices(title: str, text: str) -> bool:
    """Tell whether an office without a name of its own is near the top: regulators, a minister."""
    return _OFFICES.search(_head(title, text)) is not None


def _head(title: str, text: str) -> str:
    return f"{title}\n{text[:_HEAD_LENGTH]}"
