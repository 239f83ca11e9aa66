"""Events that need their object: what is released, raised, bought, exported, cut or ordered.

A verb alone says little: questions, forecasts and bars are raised too. So an event counts where
its object stands in the same clause: a model (`bot.core.releases`), a sum or a round, a company,
exports, jobs or a strike of those who do them, and an office with what it does.
"""

from collections.abc import Callable, Mapping

import regex

from .releases import releases_model

_OPENING = 400
"""Characters of the body in which the news itself is told."""
_SUM = r"(?:[$€£¥₹]|\b(?:US|USD|EUR) ?\$?\d|\b\d[\d.,]* ?(?:[mb]n|[MB]|million|billion)\b)"
_NO_ROUND = (
    r"\b(?i:forecasts?|guidance|outlook|targets?|estimates?|expectations?|projections?|prices?"
    r"|fees?"
    r"|rates?|bids?|offers?|stakes?|dividends?|wages?|pay|salar(?:y|ies)|capex|spending|output"
    r"|production|budgets?|tariffs?|tax(?:es)?|limits?|caps?|concerns?|questions?|doubts?|alarms?"
    r"|contracts?|orders?|deals?|loans?|debt|fines?|settlements?|revenue|sales|profits?)\b"
)
"""What else is raised, secured, closed or landed."""
_RAISES = regex.compile(
    r"(?i:\b(?:rais(?:e|es|ed|ing)|secur(?:e|es|ed|ing)|clos(?:e|es|ed|ing)|land(?:s|ed)?"
    rf"|bag(?:s|ged)))\b(?:(?!{_NO_ROUND})[^.;!?\n]){{0,40}}?"
    rf"(?:{_SUM}(?![\d.,]*\s?(?:[\w’'-]+\s){{0,3}}?{_NO_ROUND})"
    r"|\b(?i:seed|series [a-k]|funding|capital|money|round|financing|investment|valuation)\b)"
    rf"|(?i:\binvest(?:s|ed|ing)?\b)[^.;!?\n]{{0,30}}?(?:{_SUM}|\bin \p{{Lu}})"
)
_BUYS = regex.compile(
    r"(?i:\b(?:acquir(?:e|es|ed|ing)|buy(?:s|ing)?|bought|snaps? up))\b "
    r"(?:(?!for\b)[\w’'-]+ ){0,4}?(?:\p{Lu}[\w.&-]*(?=$|[\s.,;:!?’'])"
    r"(?! (?i:chips?|GPUs?|power|shares|stock|cloud|capacity)\b)"
    r"|(?:start-?ups?|compan(?:y|ies)|firms?|maker|rivals?|business|units?|labs?|developers?)\b)"
    r"|(?i:\bacquisition of) (?:(?:the|an?|its|AI) ){0,2}(?:\p{Lu}|start-?up|rival|compan|firm)"
    r"|(?i:\b(?:completes?|announces?|agrees? to|to be) (?:the |an? |its )?"
    r"(?:acquisition|acquired|merger))\b"
)


_LIMITS_EXPORTS = regex.compile(
    r"\bexport\w*\b[^.;!?\n]{0,30}?\b(?:licen[cs]\w+|bans?|banned|curb\w*|restrict\w*|controls?"
    r"|limits?)\b|\b(?:ban|bar|block|curb|restrict|tighten|limit|halt|control|licen[cs]e)\w*\b"
    r"[^.;!?\n]{0,30}?\b(?:exports?|shipments?|sales? (?:of [\w ]{1,30} )?to (?:China|Russia))\b"
    r"|\b(?:allow|permit|approv|clear|resum|restart|let|lift)\w*\b[^.;!?\n]{0,40}?"
    r"\b(?:exports?|(?:sales?|sell|ship(?:ments?)?) (?:[\w’'-]+ ){0,5}?to (?:China|Russia))\b"
    r"|出口[^，。！？\n]{0,14}?(?:管制|许可|限制|禁令|新规|收紧|放行|获批|恢复|解禁)"
    r"|(?:对华|向中国)(?:销售|出售|供应|供货|出货)[^，。！？\n]{0,14}?(?:许可|限制|获批|放行|恢复|解禁)"
    r"|(?:收紧|限制|禁止|放宽|管制|允许|批准|获准|放行|恢复|暂停|停止|解禁)[^，。！？\n]{0,20}?"
    r"(?:出口|(?:对华|向中国)(?:销售|出售|供应|供货|出货))",
    regex.IGNORECASE,
)
_STAFF = r"(?:jobs|positions|posts|roles|staff|employees|workers|workforce|headcount|people)"
_CUTS_JOBS = regex.compile(
    r"\b(?:lay(?:s|ing)? off|laid off|layoffs?)\b"
    r"|\b(?:cut(?:s|ting)?|slash\w*|shed(?:s|ding)?|ax(?:e[sd]?|ing)|eliminat\w+|fir(?:es|ed|ing)"
    rf"|dismiss\w*) (?:[\w.,’'%-]+ ){{0,4}}?{_STAFF}\b"
    r"|\b(?:on|ends?|call(?:s|ed)? an?|general|hunger) strike\b|\bstrike action\b|\bwalk-?outs?\b"
    r"|\bwalk(?:s|ed|ing)? (?:out over|off the job)\b"
    r"|\b(?:workers|drivers|actors|writers|staff|employees|nurses|teachers|dockworkers|unions?)"
    r"['’]? (?:to )?(?:strike|go on strike)\b"
    r"|裁员|罢工|裁(?:减|撤|掉|去)[^，。！？\n]{0,14}?(?:员工|雇员|人员|岗位|职位|[\d万千百]\s?[名人])"
    r"|(?:解雇|遣散)[^，。！？\n]{0,10}?(?:员工|人)",
    regex.IGNORECASE,
)
_OFFICE = (
    r"\b(?:regulators?|watchdogs?|authorit(?:y|ies)|commission(?:er)?|agency|ministry|(?:data"
    r"|election"
    r"|trade|competition|safety|standards) (?:office|board|committee)|FTC|SEC|CMA|FCC|NHTSA|DPA"
    r"|CNIL|Garante|Ofcom)\b"
)
_ACTS = (
    r"\b(?:fin(?:es|ed)|order(?:s|ed)|ban(?:s|ned)|block(?:s|ed)|prob(?:es?|ed)|investigat\w+"
    r"|opens? (?:an? )?(?:\w+ )?(?:inquiry|probe|investigation)|requir(?:es|ed)|demand(?:s|ed)"
    r"|wants|propos(?:es|ed)|warn(?:s|ed)|suspend(?:s|ed)|approv(?:es|ed)|clear(?:s|ed)|su(?:es"
    r"|ed))\b"
)
_REGULATES = regex.compile(
    rf"{_OFFICE}(?: [\w’'-]+){{0,3}}? {_ACTS}"
    rf"|\b(?:fined|banned|blocked|ordered|probed|investigated|suspended"
    rf"|sued) [^.;!?\n]{{0,40}}?\bby [^.;!?\n]{{0,30}}?{_OFFICE}"
    r"|(?:监管机构|监管部门|委员会|管理局|总局|当局|网信办|工信部|办公室"
    r"|数据局)[^，。！？\n]{0,10}?"
    r"(?:罚款|处罚|责令|约谈|叫停|下架|立案|调查|禁止|整改|要求)|被[^，。！？\n]{0,12}?(?:罚款?"
    r"|责令|约谈|立案|叫停)",
    regex.IGNORECASE,
)


_EVENTS: Mapping[str, Callable[[str], bool]] = {
    "model-release": releases_model,
    "funding": lambda text: _RAISES.search(text) is not None,
    "mergers": lambda text: _BUYS.search(text) is not None,
    "export-controls": lambda text: _LIMITS_EXPORTS.search(text) is not None,
    "jobs": lambda text: _CUTS_JOBS.search(text) is not None,
    "regulation": lambda text: _REGULATES.search(text) is not None,
}


def events(title: str, body: str) -> dict[str, bool]:
    """Return the tags of the events that are told, each with whether the title alone tells it.

    Of the body its beginning counts: further down stands what happened before.
    """
    text = f"{title}\n{body[:_OPENING]}"
    return {tag: is_told(title) for tag, is_told in _EVENTS.items() if is_told(text)}
