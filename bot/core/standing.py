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
_OPENING = 260
"""Characters of a body in which companies act; after that they are compared, used and recalled."""
_BESIDE = regex.compile(
    r"\b(?:on|via|using|through|like|unlike|than|former|formerly|ex|previously at|compatible with"
    r"|runs? with|powered by|alternatives? to|rivals?(?: of| to)?|such as|including|as well as|and"
    r" \w+ on)[\s-](?:an? |the )?$|(?:前|类似|媲美|超越|对标|兼容|基于|运行[在于]|替代|例如"
    r"|包括)$",
    regex.IGNORECASE,
)
"""Before a company that is only a former house, a measure or the ground that something runs on."""
_WARES = regex.compile(
    r"(?:['’]s)? (?:\p{Lu}\w+ )?(?:GPUs?|chips?|cards?|hardware|silicon|accelerators?|APIs?|SDK"
    r"|Cloud|Azure"
    r"|Bedrock|SageMaker|Colab|Chrome|Play|Sheets|Docs|Drive|Workspace|Office|App Store|accounts?"
    r"|veterans?|alum\w*|(?:researcher|engineer|executive|employee)s?)\b"
    r"|[ -](?:style|compatible|powered|like)\b"
    r"|的?\s?(?:[A-Z][A-Za-z\d-]*\s?)?(?:显卡|芯片|云|账号|前员工|前高管|工程师)",
    regex.IGNORECASE,
)
"""After a company that only lends its wares, or its name to somebody's past."""
_OFFICES = regex.compile(
    r"(?<!\b(?:for|to)(?: \w+)? )\b(?:[Gg]overnments?|President \p{Lu}|[Pp]rime [Mm]inister"
    r"|[Rr]egulators?|[Ww]atchdogs?|[Mm]inist(?:ry|ers?)|[Ll]awmakers?|[Pp]arliament)\b"
    r"|政府|总统|首相|总理|监管机构|议会"
)


def named_giants(title: str, text: str, vocabulary: Vocabulary) -> int:
    """Count the companies that move the whole field and act or are concerned here.

    In a title wares concern their maker ("Nvidia chips banned"), in a text they are what is used.
    """
    head = f"{title}\n{text[:_OPENING]}"
    named: set[str] = set()
    for sighting in vocabulary.read(head):
        concept = sighting.concept
        if concept.section != "companies" or _BESIDE.search(
            head, max(0, sighting.start - 30), sighting.start
        ):
            continue
        if sighting.start > len(title) and _WARES.match(head, sighting.end):
            continue
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
