"""From bytes to text, whatever the sender says about them.

Labels lie, above all in Chinese feeds and pages: what the bytes can be comes first, the label
second. Text that is valid UTF-8 is UTF-8; two-byte encodings are told apart by how many of the
characters they give are ones that people really use, and one-byte ones, where nothing names them,
by chardet's statistics of languages.
"""

import codecs
import re

import chardet

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A document begins with "<" or "{" (XML 1.0, appendix F; JSON has the same shape).
_WIDE_STARTS = (
    (re.compile(rb"[<{\s]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[<{\s]"), "utf-32-be"),
    (re.compile(rb"[<{\s]\0"), "utf-16-le"),
    (re.compile(rb"\0[<{\s]"), "utf-16-be"),
)
_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{2,40})"
    rb"|<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 4096
_SAMPLE = 1 << 16
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_NOT_ASCII = re.compile("[^\x00-\x7f]")

# Senders mean the larger set (https://encoding.spec.whatwg.org/#names-and-labels).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
_WESTERN = "cp1252"
_STATEFUL = frozenset({"hz", "utf-7", "iso2022_jp", "iso2022_kr", "iso2022_jp_2"})
_TWO_BYTE = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_ONE_BYTE = (
    *(f"windows-{number}" for number in range(1250, 1259)),
    *("iso-8859-2", "iso-8859-5", "iso-8859-7", "koi8-r", "koi8-u", "windows-874"),
)
"""Those of the web (https://encoding.spec.whatwg.org/#names-and-labels); no DOS and no Mac."""
_JAPANESE = (b"\x1b$B", b"\x1b$@")
"""How ISO-2022-JP turns to Japanese (RFC 1468)."""
_SEVEN_BIT_MARKS = (b"\x1b", b"~{", b"+")

_COMMON = re.compile(
    "[\u3001-\u3003\u3008-\u3011\u3040-\u30ff\uff01-\uff1f\u2018-\u201d\u2026\u2014\u00b7"
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方"
    "后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开"
    "它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此"
    "变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老"
    "头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门"
    "即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花"
    "带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段"
    "研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳"
    "便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效院查江型眼王按格养易置派层片始却专状育厂京识"
    "网智能模芯片价亿版款购推荐游戏软件科技手机视频用户数据"
    "這個國時來們產說過會對發動現實電學經進體當從業還後們義與關線內數氣條沒結問軍無題黨員設長頭資邊級圖統見計"
    "別處隊給門壓導領東濟術極聯認權轉單風帶場車務萬達議聲報類華確張馬節話傳許廣記觀織裝眾書復兒須際驗連斷難"
    "備辦習響約團歷構準號維劃選標寫親養層專狀廠識網價億購薦遊戲軟視頻"
    "이다는의에을를가고하지로기사한도인대시자리어정서그라수나스일부보들만해제아과전장주원구상신조년으은있"
    "것여비오동공미국소성습니까요라면며들될된됐있없않했함할등및만까와과도적람학교생관회통령업장울세계연개발술산융투증감상승"
    "락월오늘최근올난말새운언었크게향격내려모델표]"
)
_LABEL_BONUS = 0.1
_SURELY_TWO_BYTE = 0.35
_WESTERN_RUN = 1.5
"""High bytes in a row, on average: accents come alone, two-byte characters never do."""
_ENOUGH_ACCENTS = 10
"""Accents whose letters tell more than a label that many servers send with everything."""
_ERRORS_ALLOWED = 10
"""UTF-8 may have one broken byte per this many good characters."""


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of an XML, HTML or JSON body; never fails.

    Args:
        body: as received, decompressed.
        content_type: the HTTP header's value, for its charset.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    for pattern, name in _WIDE_STARTS:
        if pattern.match(body):
            return body.decode(name, "replace")
    if body.isascii():
        return _decode_ascii(body, content_type)
    text = body.decode("utf-8", "replace")
    bad = text[:-1].count("\ufffd")  # the last character may be cut in two
    if not bad or bad * _ERRORS_ALLOWED <= len(_NOT_ASCII.findall(text)) - bad:
        return text
    return body.decode(_guess(body, _labels(body, content_type)), "replace")


def _decode_ascii(body: bytes, content_type: str) -> str:
    """Decode seven-bit bytes, which may still switch character sets by escape sequences."""
    if any(mark in body for mark in _SEVEN_BIT_MARKS):
        for label in _labels(body, content_type):
            if label in _STATEFUL:
                return body.decode(label, "replace")
        if any(mark in body for mark in _JAPANESE):
            return body.decode("iso2022_jp", "replace")
    return body.decode("ascii")


def _labels(body: bytes, content_type: str) -> tuple[str, ...]:
    """Return the codecs the header and the document name, header first."""
    header = _LABEL.search(content_type)
    declared = _DECLARED.search(body, 0, _HEAD)
    names = [header[1]] if header else []
    if declared:
        names.append((declared[1] or declared[2]).decode("ascii"))
    return tuple(filter(None, map(_codec, names)))


def _codec(label: str) -> str:
    """Return Python's name of a text encoding, empty for an unknown one."""
    try:
        info = codecs.lookup(label)
        info.decode(b"")
    except (LookupError, ValueError):
        return ""
    name = info.name
    return _MEANT.get(name, name) if getattr(info, "_is_text_encoding", True) else ""


def _guess(body: bytes, labels: tuple[str, ...]) -> str:
    """Choose a codec for bytes that are no UTF-8."""
    first = _HIGH_BYTES.search(body)
    sample = body[first.start() if first else 0 :][:_SAMPLE]
    runs = _HIGH_BYTES.findall(sample)
    labelled = [label for label in labels if label in _TWO_BYTE]
    is_western = sum(map(len, runs)) <= _WESTERN_RUN * len(runs)
    if labelled or not is_western:
        scores = {
            name: _familiarity(sample.decode(name, "replace"))
            + (_LABEL_BONUS if name in labels else 0)
            for name in _TWO_BYTE
        }
        best = max(_TWO_BYTE, key=lambda name: scores[name])
        if scores[best] >= _SURELY_TWO_BYTE:
            return best
    single = [label for label in labels if not label.startswith("utf") and label != _WESTERN]
    if single:
        return single[0]
    is_trusted = is_western and _WESTERN in labels and len(runs) < _ENOUGH_ACCENTS
    return _WESTERN if is_trusted else _one_byte(sample)


def _one_byte(sample: bytes) -> str:
    """Return the one-byte encoding that its letters are most likely in."""
    found = chardet.detect(sample, include_encodings=_ONE_BYTE, no_match_encoding=_WESTERN)
    return _codec(found["encoding"] or "") or _WESTERN


def _familiarity(text: str) -> float:
    """Return the share of common characters, wrongly decoded ones counted against it."""
    strange = len(_NOT_ASCII.findall(text))
    return (len(_COMMON.findall(text)) - 3 * text.count("\ufffd")) / strange if strange else 0.0
