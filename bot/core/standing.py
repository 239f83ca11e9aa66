"""Who is named: the companies that move the field, and the powers; each once in any language."""

import regex

from .concepts import Sighting, Vocabulary

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
    r"|runs? with|powered by|(?:alternative|rival|competitor|challenger|answer)s? (?:of|to)|rivals"
    # "OpenAI rival Anthropic": there the second one acts.
    r"|(?<!(?-i:\p{Lu})[\w.’'-]* )rival|compet(?:e[sd]?|ing) (?:with|against)|spun (?:out|off) of"
    r"|(?<!\b(?:round|deal|fund|plan|project|bill) )(?:back|fund)ed by|such as|including"
    r"|as well as|and \w+ on)[\s-](?:an? |the )?(?:(?<!\bon )(?-i:\p{Lu})\w+ (?:and|or) )?$"
    r"|(?:前|类似|媲美|超越|对标|叫板|挑战|兼容|基于|运行[在于]|替代|例如|包括)(?:\w+[、和与及])?$",
    regex.IGNORECASE,
)
"""Before a company that is only a former house, a measure or the ground that something runs on."""
_ANOTHERS = regex.compile(
    r"(?:['’]s?(?: [\w-]+)?)? (?:rivals?|competitors?|challengers?|spin-?(?:off|out)|alum\w*"
    r"|veterans?|defectors?)\b|(?:['’]s?)? (?:former|ex-)|-(?:backed|funded|invested)\b"
    r"|的?(?:最大|主要|头号|老|潜在)?(?:竞争)?对手|的?(?:劲敌|竞品|竞争者|挑战者)"
    r"|(?:等\p{Han}{0,4})?(?:投资|支持|入股|参股)的"
    r"(?!\p{Han}{0,6}(?:厂|项目|中心|园区|基金|计划|法案|模型))"
    r"|前(?:员工|雇员|高管|研究员|工程师|科学家|负责人|首席)",
    regex.IGNORECASE,
)
"""After a company whose name only says who somebody else is."""
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
_STUDY = regex.compile(
    r"(?<!\b(?:after|following|despite|since|as|over) (?:[\w-]+ ){0,2})"
    r"\b(?:study|survey|researchers|scientists|paper|audit|poll|scorecard|safety index)\b"
    r"[^.!?\n]{0,60}?\b(?:f(?:inds?|ound)|shows?|showed|says?|said|suggests?|suggested|reveal\w*"
    r"|warn\w*|test(?:s|ed)|compar\w+|evaluat\w+|examin\w+|rank\w*|grade[sd]?|analy[sz]\w+)\b"
    r"|\b(?:study|survey|audit|poll):|\bresearchers? (?:have )?(?:find|found|test)"
    r"|(?:研究|调查|评测|测评|论文|审计)(?:人员|者|团队|结果|报告)?(?:发现|显示|表明|指出|称)",
    regex.IGNORECASE,
)
"""A study, and none that something was done after."""
_AUTHOR_AFTER = regex.compile(
    r"(?:['’]s)? (?:[\w-]+ ){0,2}?(?:study|survey|researchers?|scientists?|paper)\b"
    r"|的?(?:一项)?(?:研究|论文|调查)",
    regex.IGNORECASE,
)
_AUTHOR_BEFORE = regex.compile(
    r"\b(?:study|survey|researchers?|scientists?|paper) (?:by|from|at) $", regex.IGNORECASE
)
_SERVED = regex.compile(
    r"\b(?:for|to|serv(?:es|ing)|used by|such as|including|like|helps?) (?:the |all )?"
    r"(?:U\.?S\.? )?(?:(?:\p{Lu}[\w.]*|of)(?:,? and|,| )(?: ?the)? ?){0,8}$"
    r"|(?:面向|供|服务于?|助力|提供给|包括|(?<![认作成因])为)(?:美国|\p{Han}{2,12}[、和与及])?$"
)
"""Before an authority that something is made for: a customer."""
_CUSTOMER = regex.compile(
    r"(?:,? and (?:the )?\p{Lu}\w+)? (?:already |now |also )?us(?:es?|ed|ing)\b"
    r"|(?:[、和与及]\p{Han}{2,12}?)?(?:已|均|都|正在?){0,2}(?:使用|采用|等机构)"
)
_OFFICES = regex.compile(
    r"(?<!\b(?:for|to)(?: [\w.]+){0,2} )\b"
    r"(?:[Gg]overnments?(?! (?:cloud|customers?|clients?|editions?|versions?|users?)\b)"
    r"|President \p{Lu}|[Pp]rime [Mm]inister|[Rr]egulators?|[Ww]atchdogs?|[Mm]inist(?:ry|ers?)"
    r"|[Ll]awmakers?|[Pp]arliament)\b"
    r"|(?<!(?:面向|供|服务)(?:\p{Han}{2})?)政府(?!版|客户|用户)|总统|首相|总理|监管机构|议会"
)


def named_giants(title: str, text: str, vocabulary: Vocabulary) -> int:
    """Count the companies that move the whole field and act or are concerned here.

    In a title wares concern their maker ("Nvidia chips banned"), in a text they are what is used.
    A study is an act of those who made it, not of those whom it looks at.
    """
    head = f"{title}\n{text[:_OPENING]}"
    is_study = _STUDY.search(head) is not None
    named: set[str] = set()
    for sighting in vocabulary.read(head):
        concept = sighting.concept
        if concept.section != "companies" or _is_aside(head, sighting):
            continue
        if sighting.start > len(title) and _WARES.match(head, sighting.end):
            continue
        if is_study and not (
            _AUTHOR_AFTER.match(head, sighting.end)
            or _AUTHOR_BEFORE.search(head, max(0, sighting.start - 30), sighting.start)
        ):
            continue
        named |= ({concept.key} | concept.owners) & _GIANTS
    return len(named)


def _is_aside(text: str, sighting: Sighting) -> bool:
    """Tell whether a company is named only to say what somebody or something else is."""
    before = _BESIDE.search(text, max(0, sighting.start - 30), sighting.start)
    return before is not None or _ANOTHERS.match(text, sighting.end) is not None


def named_powers(title: str, text: str, vocabulary: Vocabulary) -> int:
    """Count the authorities near the top, but no customers; a capital counts where it acts."""
    head = _head(title, text)
    named: set[str] = set()
    for sighting in vocabulary.read(head):
        key, words = sighting.concept.key, head[sighting.start : sighting.end]
        is_power = (
            key in _POWERS
            and words not in _CONTINENT
            and not _SERVED.search(head[max(0, sighting.start - 80) : sighting.start])
            and not _CUSTOMER.match(head, sighting.end)
        )
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
