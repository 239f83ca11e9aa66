"""Whether what a report denies is what another told, and not a different matter of the same firm.

The names that both share say nothing: who denies a takeover may take an order on the same day. So
what is compared is the act, in the articles' languages, and within one language the other words.
"""

import regex

from .background import names_of
from .naming import is_sentence
from .news import Article
from .quantities import agree, figures
from .script import simplified
from .text import split_sentences, tokens

_ORDER, _TAKEOVER, _FUNDING = "order", "takeover", "funding"
_ACTS = {
    act: regex.compile(pattern, regex.IGNORECASE)
    for act, pattern in {
        _ORDER: r"\b(?:orders?|ordered|rent(?:s|ed|al)?|leas(?:es?|ed|ing)"
        r"|customers? for|suppl(?:y|ies|ied)"
        r"|deliver\w*|contract (?:for|to)|(?:buy|sell)(?:s|ing)?"
        r" (?:\w+ ){0,2}?\d[\d,]*(?! ?(?:%|percent"
        r"|million|billion)))\b"
        r"|订单|租用|租赁|采购|供应|订购|交付|受注|発注|\b(?:auftr[aä]g\w*|bestell\w+|commandes?"
        r"|pedidos?|заказ\w*|поставк\w+|поставля\w+)\b",
        _TAKEOVER: r"\b(?:acqui(?:re|sition)\w*|buy(?:s|ing|out)?|bought|takeover"
        r"|take over|takes over|merg\w+"
        r"|sale|sell(?:s|ing)?|sold|snaps? up|purchas\w+|stakes?)\b"
        r"|收购|并购|合并|买下|出售|卖给|入股|要约|买収|売却"
        r"|\b(?:übern[ai]\w+|kauf\w*|verkauf\w*|fusion\w*|rachat|rach[eè]t\w+|cession|vend\w*"
        r"|compra\w*|venta|adqui\w+|покуп\w+|куп\w+|прода\w+|поглощ\w+|слияни\w+)\b",
        "layoffs": r"\b(?:lay(?:s|ing)? ?-?offs?|laid off|jobs?"
        r"|redundanc\w+|dismiss\w+ (?:staff|workers))\b"
        r"|裁员|人员削减|解雇|\b(?:entlass\w+|stellenabbau|licenci\w+|despid\w+|увольн\w+)\b",
        _FUNDING: r"\b(?:rais(?:es?|ed|ing)|funding|invest(?:s|ed|ing|ment)?|valuation)\b"
        r"|融资|投资|估值|调达|\b(?:finanzier\w+|levée?|inversi\w+|инвест\w+)\b",
        "listing": r"\b(?:ipo|go(?:es|ing)? public|list(?:s|ed|ing)|float(?:s|ed)?)\b"
        r"|上市|上场|\b(?:börsen\w+|introduction en bourse|salida a bolsa)\b",
        "leaving": r"\b(?:resign\w*|step(?:s|ped|ping)? down|leav(?:es?|ing)|left|quits?|oust\w*"
        r"|depart\w*"
        r"|fired|replac\w+)\b|辞职|离职|卸任|离任|辞任|退任|\b(?:zurücktr\w+|rücktritt|démission\w*"
        r"|dimi\w+|увол\w+|отставк\w+)\b",
        "breach": r"\b(?:breach\w*|hack\w*|leak\w*|stol\w+|steal\w*|spy\w*|backdoors?)\b"
        r"|泄露|泄漏|入侵|攻击|后门|窃取|流出|漏洩"
        r"|\b(?:gehackt|datenleck|fuites?|pirat\w+|filtraci\w+|утечк\w+|взлом\w*)\b",
        "delay": r"\b(?:delay\w*|postpon\w+)\b|推迟|延期|延后|跳票"
        r"|\b(?:versch\w+|verzöger\w+|report\w*é\w*|retras\w+|отлож\w+)\b",
    }.items()
}
"""What a report can be of, each in the words of several languages, Han characters simplified."""
_DEALING = regex.compile(
    r"\b(?:deals?|talks|negotiat\w+|agree\w*|bids?|offers?)\b|交易|谈判|洽谈|协议|交渉",
    regex.IGNORECASE,
)
"""What a headline says of a takeover or a round that it does not call so."""
_EMPTY = (
    "a an and any are as at be been being but by can could did do does for from had has have"
    " he her him his if in into is it its may might more no nor not of on or our out over own"
    " she so some such than that the their them then there these they this those to up us was"
    " we were what when which who will with would yet after about against ai all also deny"
    " denied denial refute debunk reject dismiss report claim rumour rumor allegation"
    " speculation story statement say said tell told call called true untrue false wrong"
    " incorrect correct inaccurate accurate baseless unfounded fake truth hoax fiction talk"
    " negotiation negotiate discussion plan deal agreement offer intention spokesman"
    " spokeswoman spokesperson company firm monday tuesday wednesday thursday friday saturday"
    " sunday"
)
_SAID_OF_ANY = frozenset(tokens(_EMPTY))
"""What a denial says of whatever was told."""
_WORD = regex.compile(r"[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*")
_READ = 800
_MOSTLY = 0.5
"""More than this share of a denial's words tell the fact itself."""
_CIRCUMSTANCE = regex.compile(
    r"\b(?:behind|because|due to|owing to|caus\w+|reasons?|link\w*|relat(?:ed|ion)\w*|driven"
    r"|motiv\w+|illegal\w*|unlawful\w*|violat\w+|unfair\w*|discriminat\w+|retaliat\w+|target\w*"
    r"|wegen|aufgrund|grund|gründe?n?|zusammenh\w+|hinter|illegal|rechtswidrig\w*"
    r"|à cause|en raison|liée?s?|liens?|derrière|illéga\w+"
    r"|a causa|por culpa|deb[ae]n?|debid\w+|relaci\w+|motivos?|detrás|ilegal\w*"
    r"|из-за|связ\w+|причин\w+|вызван\w*|незаконн\w+)\b"
    r"|与[^，。]{1,20}[有相]关|因[^，。]{1,12}而|由于|导致|所致|原因|违[法规]|理由|関[连系]",
    regex.IGNORECASE,
)
"""Why something happened, or how: who denies that does not deny that it did."""
_STEM = 5
_DENSE = ("zh", "ja")


def is_of(denied: str, context: str, report: Article, lead: Article) -> bool:
    """Tell whether the words in which `report` denies something deny what `lead` tells.

    Words that name nothing themselves ("The reports are false") take up their `context`. Where
    neither says what is denied, it is what was told. `lead` tells it in its headline and its
    first sentence.
    """
    told = "\n".join([lead.title, *split_sentences(lead.text[:_READ])[:1]])
    names = _names(report, lead)
    for spoken in (denied, context):
        acts, words = acts_of(spoken), _content(spoken, names)
        is_worded = report.language == lead.language and not report.language.startswith(_DENSE)
        if not acts and not (is_worded and words):
            continue
        known = acts_of(told)
        if acts and known:
            return bool(acts & known)
        if acts & {_TAKEOVER, _FUNDING} and _DEALING.search(simplified(lead.title)):
            return True
        return is_worded and bool(words & _content(told, names))
    return True


def tells_of(denial: Article, fact: Article) -> bool:
    """Tell whether two headlines are surely of one fact: of one act, or in nearly the same words.

    More is asked than by `is_of`, for what is denied so is told no longer. A sum that the fact
    does not tell, or a circumstance of it, may be all that is denied.
    """
    if _CIRCUMSTANCE.search(simplified(denial.title)) or not _has_all_figures(fact, denial):
        return False
    if denied := acts_of(denial.title):
        return bool(denied & acts_of(fact.title))
    if denial.language != fact.language:
        return False
    names = set() if denial.language.startswith(_DENSE) else _names(denial, fact)
    words = _content(denial.title, names)
    return len(words & _content(fact.title, names)) > _MOSTLY * len(words)


def _has_all_figures(fact: Article, denial: Article) -> bool:
    told = figures(fact.title, fact.language)
    return all(
        any(agree(figure, one) for one in told)
        for figure in figures(denial.title, denial.language)
    )


def acts_of(text: str) -> set[str]:
    """Return what a text is of; who orders goods buys them, and takes nobody over."""
    plain = simplified(text)
    found = {act for act, pattern in _ACTS.items() if pattern.search(plain)}
    return found - {_TAKEOVER} if _ORDER in found else found


def _content(text: str, names: set[str]) -> set[str]:
    words = (word for word in _WORD.findall(text) if word.casefold() not in names)
    terms = set(tokens(" ".join(words))) - _SAID_OF_ANY
    return {term[:_STEM] for term in terms if len(term) > 1}


def _names(one: Article, other: Article) -> set[str]:
    """Return the names of two articles, and what both titles write with a capital."""
    found = names_of(one) | names_of(other)
    if is_sentence(one.title) and is_sentence(other.title):
        found |= _capitals(one.title) & _capitals(other.title)
    return {name.casefold() for name in found}


def _capitals(title: str) -> set[str]:
    return {word for word in _WORD.findall(title) if word[0].isupper()}
