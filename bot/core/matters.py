"""What an amount of money is of: revenue is no net income, and no two of these dispute."""

from enum import Enum

import regex

from .script import simplified


class Matter(Enum):
    """What an amount can be of, the narrower first: net income is a profit too."""

    NET_INCOME = (
        r"\bnet (?:income|profits?|loss(?:es)?|earnings)\b|\bbottom line\b"
        r"|净(?:利润?|收入|亏损|收益)|純(?:利|損失)"
        r"|nettogewinn|nettoverlust|jahresüberschuss|bénéfice net|perte nette"
        r"|(?:beneficio|ganancia|utilidad|pérdida)s? net[oa]s?|чист\w+ (?:прибыл|убыт)"
    )
    OPERATING_INCOME = (
        r"\boperating (?:income|profits?|loss(?:es)?|earnings|result)\b|\bebit\b"
        r"|(?:营业|经营|运营)(?:利润|亏损|收益)|営業(?:利益|損失)|betriebsergebnis"
        r"|operativ\w* (?:gewinn|ergebnis|verlust)|(?:résultat|bénéfice) opérationnel"
        r"|(?:beneficio|resultado) operativo|операционн\w+ (?:прибыл|убыт)"
    )
    GROSS_PROFIT = (
        r"\bgross (?:profits?|margins?|income)\b|毛利|総利益|粗利|bruttogewinn|bénéfice brut"
        r"|beneficio bruto|валов\w+ прибыл"
    )
    CASH_FLOW = (
        r"\bcash flow\b|现金流|キャッシュ・?フロー|cashflow|flux de trésorerie|flujo de caja"
        r"|денежн\w+ поток"
    )
    PROFIT = (
        r"\bprofits?\b|\bloss(?:es)?\b|\bearn\w+|\bebitda\b|利润|亏损|盈利|利益|gewinn|verlust"
        r"|bénéfice|beneficio|прибыл|убыт"
    )
    REVENUE = (
        r"\brevenues?\b|\bsales\b|\bturnover\b|营收|收入|销售额|売上|umsatz|chiffre d|ingresos"
        r"|выручк"
    )
    VALUATION = (
        r"\bvalu(?:e[sd]?|ing|ation)\b|\bworth\b|\bmarket cap\w*|估值|市值|企業価値|bewertung"
        r"|valoris|valora|оцен"
    )
    FINE = (
        r"\b(?:fin(?:e[sd]?|ing)|damages|penalt\w+)\b|罚款|赔偿|罰金|bußgeld|strafe|amende|multa"
        r"|штраф"
    )
    COSTS = r"\bcosts?\b|\bexpenses?\b|成本|费用|耗资|費用|kost\w+|coût|costes?\b|costos?\b|расход"
    INVESTMENT = (
        r"\bspend\w*|\bspent\b|\binvest\w*|\bcapex\b|\bcapital expenditures?\b|投资|支出|投資"
        r"|inver\w+|инвест"
    )
    ROUND = (
        r"\brais(?:e|es|ed|ing)\b|\bfunding\b|\bround\b|融资|募资|調達|levée?|levant|ronda"
        r"|привлек"
    )
    DEBT = (
        r"\b(?:loans?|debts?|bonds?|borrow\w*)\b|贷款|债券|债务|借款|融資|社債|kredit|anleihe"
        r"|emprunt|deuda|préstamo|кредит|облигац"
    )
    ORDERS = (
        r"\b(?:orders?|backlog|contracts?)\b|订单|合同|受注|auftr[aä]g|commande|pedido|заказ"
        r"|контракт"
    )
    RETURNS = r"\b(?:dividends?|buybacks?|repurchas\w+)\b|分红|股息|回购|配当|dividend|дивиденд"
    PRICE = (
        r"\b(?:buy|buys|bought|pays?|paid|sell|sells|sold|price|acqui\w+|deal)\b|收购|出售|价格"
        r"|买|買収"
    )


_PATTERNS = {matter: regex.compile(matter.value, regex.IGNORECASE) for matter in Matter}


def matter_of(sentence: str, start: int, end: int) -> Matter | None:
    """Return what the amount at `start` to `end` of a sentence is of, by the nearest word for it.

    Of two words equally near the narrower counts; None where no word tells.
    """
    read = simplified(sentence)
    near = [
        (max(found.start() - end, start - found.end(), 0), matter)
        for matter, pattern in _PATTERNS.items()
        for found in pattern.finditer(read)
    ]
    return min(near, key=lambda one: one[0])[1] if near else None
