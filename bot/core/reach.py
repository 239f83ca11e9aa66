"""How far what is told reaches: the world, many countries, one, an industry, users.

Read from who is said to be affected, near the top, where it stands what happened. A mention is no
reach: a fine of a share of worldwide turnover, a world model, an international edition or a chip
that is the fastest in the world concern nobody abroad.
"""

from collections.abc import Sequence

from .signs import Signs

_READ_LENGTH = 700
_NARROWEST = 0.1
_USERS = (
    "users|customers|subscribers|consumers|developers|creators|students|teachers|pupils|workers"
    "|employees|staff|patients|drivers|families|children|jobs|publishers"
)
_MANY = rf"(?:{_USERS}|people|citizens|businesses|companies|laboratories|labs|schools|hospitals)"
_EVERYWHERE = (
    r"(?:(?<!\b(?:turnover|revenues?|sales|profits?|income|employees|staff) )"
    r"(?:worldwide|globally)|(?:all )?(?:around|across|throughout|all over) the (?:world|globe)"
    r"|in (?:every|all) countr(?:y|ies))\b"
)
_BODY = (
    r"\b(?:parliament|congress|senate|legislature|lawmakers|cabinet|government|president|ministry"
    r"|commission|european union|EU|white house|state council|beijing|washington)\b"
)
_RULE = (
    r"(?:laws?|acts?|bills?|rules?|regulations?|orders?|bans?|curbs|limits|licen[cs]\w+|tests"
    r"|liab\w+|treat(?:y|ies))\b"
)
_PASSES = (
    r"[^.\n]{0,50}?\b(?:pass(?:es|ed)?|approv\w+|adopt\w*|enact\w*|sign(?:s|ed)|bans?|banned"
    rf"|order(?:s|ed)|requir\w+|impos\w+|agree[ds]?)\b[^.\n]{{0,50}}?\b{_RULE}"
)
_COMES_IN = (
    r"\b(?:laws?|acts?|bills?|regulations?|rules?|orders?)\b[^.\n]{0,40}?\b(?:takes? effect"
    r"|(?:comes?|came|enters?) into (?:force|effect)|signed into law)\b"
)
_UNION = r"\b(?:EU|European (?:Union|Commission|Parliament|Council)|Brussels)\b"
_CONTINENTS = (
    r"(?:Europe|European Union|EU|Africa|Americas|(?:Latin|South|North) America|Middle East"
    r"|(?:(?:South-?east|South|East|Central) )?Asia|(?:whole |entire )?(?:continent|bloc))\b"
)
_HAN_BODY = (
    "(?:议会|国会|国务院|人大常委会|参议院|众议院|政府|商务部|网信办|工信部|欧盟|白宫|总统)"
)
_HAN_PASSES = (
    r"[^。\n]{0,24}?(?:通过|批准|颁布|出台|发布|实施|施行|禁止|签署|收紧)[^。\n]{0,24}?"
    "(?:法案|法》|条例|办法|规定|新规|禁令|管制|许可|行政令)"
)
_HAN_COMES_IN = r"(?:法案|法律|法》|条例|办法|新规|禁令)[^。\n]{0,14}?(?:生效|施行|实施|通过|颁布)"
_HAN_UNION = "(?:欧盟(?:委员会|理事会)?|欧洲议会|欧委会)"


_WORLD = Signs(
    latin=(
        rf"\b{_MANY}(?: [\w-]+){{0,2}} {_EVERYWHERE}"
        r"|\b(?:ban\w*|prohibit\w*|launch\w*|releas\w*|roll\w*|available|expan\w+|offer\w*"
        r"|outlaw\w*"
        rf"|outages?|shut\w*|stop\w*|halt\w*|recall\w*|appl(?:y|ies)"
        rf"|live)\b[^.,;\n]{{0,40}}? {_EVERYWHERE}"
        r"|\bworldwide (?:ban|outage|recall|launch|release|roll-?out)\b"
        r"|\b(?:global|international) (?:[\w-]+ ){0,2}?(?:treat(?:y|ies)|accords?|pacts?"
        r"|conventions?"
        r"|bans?|moratorium|standards?(?! bod)|rules|outages?|shortages?|supply|trade|economy"
        r"|workforce|(?:labou?r|job) market)\b"
        r"|\b(?:threat\w*|risk\w*|danger\w*|benefit\w*) (?:to |for )?(?:all (?:of )?)?"
        r"(?:humanity|humankind|mankind)\b|\bhuman extinction\b"
        r"|\b(?:United Nations|UN|G7|G20)\b[^.\n]{0,80}\b(?:treaty|agree\w*|resolution)\b"
    ),
    han=(
        r"(?:面?向|对|为|供|让|给|覆盖|影响|波及|惠及|席卷|冲击|缓解)全球(?!最|首|第|领先|知名|营"
        r"|销)|全球(?:范围内?)?\p{Han}{0,4}?(?:供应链|经济|贸易|治理|条约|公约|短缺|宕机|禁令|就业"
        r"|劳动力)"
        r"|全球(?:同步)?(?:上线|开放|推送|推出|发售)|世界(?:各[国地]|经济|贸易)|全世界(?!最|首|第)"
        r"|国际(?:条约|公约|协定|规则|贸易)|各国(?=政府|监管|企业|[须必将应])|全人类|人类(?:生存"
        r"|命运|灭绝)|(?:惠及|威胁|造福|危及)人类"
    ),
)
_COUNTRIES = Signs(
    latin=(
        rf"\b(?:across|throughout) (?:all (?:of )?)?(?:the )?{_CONTINENTS}(?!['’])"
        r"|\b(?:EU|Europe|continent|bloc)-?wide\b|\bpan-European\b"
        r"|\b(?:all|every|27) (?:of the )?(?:\d+ |EU )?member (?:states?|countries)\b"
        rf"|{_UNION}{_PASSES}|{_UNION}[^.\n]{{0,30}}?{_COMES_IN}"
    ),
    han=(
        r"(?:全|整个)(?:欧洲|欧盟|亚洲|非洲|拉美|东南亚)|(?:欧洲|亚洲|非洲|拉美|东南亚|中东)(?:多|各)国"
        rf"|(?:欧盟|所有|全体|各|27个?)成员国|{_HAN_UNION}{_HAN_PASSES}"
        rf"|{_HAN_UNION}[^。\n]{{0,14}}?{_HAN_COMES_IN}"
    ),
)
_COUNTRY = Signs(
    latin=(
        r"\b(?:nation|country)-?wide\b|\b(?:across|throughout|in) the (?:whole |entire )?"
        r"(?:country|nation)\b(?!['’])"
        r"|\bacross (?:the )?(?:United States|U\.?S\.?|UK|China|India|Japan)\b"
        r"|\b(?:all|every|fifty|50) (?:of the )?(?:\d+ )?(?:U\.?S\.? )?states?\b"
        r"|\b(?:national|federal) (?:[\w-]+ ){0,2}?(?:laws?|bills?|bans?|strateg\w+|plan"
        r"|rules?"
        r"|regulations?|elections?|agencies|moratorium|supply|grid|curriculum|data centers)\b"
        r"|\b(?:export|ship|sale|sell|suppl)\w*\b[^.\n]{0,60}?\b(?:to"
        r"|for) (?:[\w-]+ ){0,2}?countries\b"
        # In the title only: a text speaks of them when it tells what a company fears of them.
        r"|\A[^\n]*\bexport (?:controls?|bans?|curbs|restrictions?|licen[cs]\w+)\b"
        rf"|{_BODY}{_PASSES}|{_COMES_IN}"
    ),
    han=(
        r"\A[^\n]*出口[^，。：\n]{0,12}(?:管制|许可|限制|禁令|新规[^，。：\n]{0,8}生效)"
        r"|全国(?!人大|人民代表|政协|首|最|第|冠军|重点)"
        rf"|{_HAN_BODY}{_HAN_PASSES}|{_HAN_COMES_IN}"
    ),
)
_INDUSTRY = Signs(
    latin=(
        r"\b(?:whole|entire|across (?:the|all)|throughout (?:the|all)) (?:[\w-]+ ){0,2}?"
        r"(?:industry|industries|sectors?|market|economy|supply chain)\b|\bindustry-?wide\b"
        r"|\b(?:shak|upend|disrupt|reshap|roil|rattl|transform|threaten|hit|jolt|squeez|strain"
        r"|batter)"
        r"\w* (?:[\w’'-]+ ){0,4}?(?:industry|industries|sectors?|markets?|economy|stocks"
        r"|supply chains?|grid)\b"
        r"|\b(?:industry|sector|economy|markets?|supply chains?|stocks) (?:\w+ )?(?:braces?"
        r"|fac(?:e|ing)s?|fears?|suffers?|slump\w*|tumbl\w*|plung\w*|crash\w*|reel\w*)\b"
        r"|\b(?:inquiry|investigation|probe|study) (?:into|of) (?:[\w-]+ ){0,4}?(?:markets?"
        r"|industry|sector)\b|\bshortages? (?:of|in)\b|\b(?:eases?|worsens?) (?:the|a) shortage\b"
    ),
    han=(
        r"(?:整个|全)(?:行业|产业|市场)|(?:行业|产业|市场|供应链|经济)(?:洗牌|震荡|动荡|承压"
        r"|受[到冲]|地震)"
        r"|(?:冲击|影响|重塑|颠覆|扰动|撼动|搅动|席卷|波及|威胁)[^，。！\n]{0,10}?(?:行业|产业"
        r"|市场|供应链|经济)|(?:芯片|存储|内存|算力|显存)(?:短缺|荒)"
    ),
)
_ITS_USERS = Signs(
    latin=(
        r"\b(?:for|to|all|its|their|our|every|most|million|thousand|thousands of|hundreds of"
        r"|\d[\d,.]*"
        rf"|affects?|hits?) (?:[\w’'-]+ ){{0,2}}?(?:{_USERS})\b"
    ),
    han=(
        r"(?:所有|全部|全体|面?向|为|(?<!反)对|让|供|给|影响|惠及|[万亿千百]|\d)[\p{Han} ]{0,6}?"
        r"(?:用户|客户|开发者|患者|学生|员工|职工|雇员|工人|家长|儿童|会员|岗位|职位)"
    ),
)
_CIRCLES: Sequence[tuple[Signs, float]] = (
    (_WORLD, 1.0),
    (_COUNTRIES, 0.9),
    (_COUNTRY, 0.8),
    (_INDUSTRY, 0.6),
    (_ITS_USERS, 0.4),
)


def reach(title: str, text: str) -> float:
    """Return how wide the circle of the affected is said to be, 0.1 to 1."""
    head = f"{title}\n{text[:_READ_LENGTH]}"
    return next((share for circle, share in _CIRCLES if circle.search(head)), _NARROWEST)
