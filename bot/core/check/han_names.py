"""Names in Chinese and Japanese texts: people, transcribed names, firms."""

from collections.abc import Iterator, Sequence

import regex

from bot.core.script import simplified

from .glossary import is_chinese_word, words_of
from .hearing import TRANSCRIBING, pinyin
from .meaning import translated
from .sounds import SURNAMES, as_name
from .sources import Sources

_ROLE = (
    r"CEO|CTO|CFO|COO|首席\p{Han}{2,3}官|总裁|董事长|主席|创始人|总经理|负责人|经理|教授|院士|博士"
    r"|研究员|工程师|分析师|科学家|部长|主任|发言人|记者|律师|总统|总理|议员|作者|市长|秘书长|顾问|专家"
    r"|学者|投资人|合伙人|高管"
)
_SPEECH = "表示|说|称|指出|认为|强调|透露|介绍|补充|回应|坦言|写道"
_DOES = (
    "将|曾|已|于|先生|女士|教授|博士|院士|出任|担任|任职|接任|接替|加入|加盟|离开|离职|辞职|创办|创立|创建"
    f"|领导|主持|负责|牵头|宣布|发布|获|当选|毕业|等人|{_SPEECH}"
)
_PERSON = regex.compile(
    rf"(?:(?<!\p{{Han}})|(?<={_ROLE})|(?<=[由与和及对让给被据请邀聘]|任命))"
    rf"(?P<name>(?![于向应方时和全成任])[{SURNAMES}]\p{{Han}}{{1,2}}?)(?:(?={_DOES})|(?<=(?:{_ROLE}).{{2,3}})(?!\p{{Han}}))"
)
_SAYS = regex.compile(_SPEECH)
_NO_PERSON = regex.compile(
    r"高管|文[中章件]|周[一二三四五六日末]|路透社|彭博社?|金融|白宫|方面|时报"
    r"|.(?:先生|女士|教授|博士|院士|总裁|总|董|某|老师|主任|将军|小姐|工|局长|部长|经理|医生|律师|校长|阿姨)"
)
_TRANSCRIBED = regex.compile(rf"([{TRANSCRIBING}]{{2,}}(?:·[{TRANSCRIBING}]+)+)")
"""A foreign name in Chinese, with its dot."""
_LONE = regex.compile(rf"(?<![·{TRANSCRIBING}])[{TRANSCRIBING}]{{3,}}(?![·{TRANSCRIBING}])")
_FIRM = regex.compile(
    r"(?:(?<!\p{Han})|(?<=[由与和及向对被的在是将为]))(?P<name>(?![这那该其某各每一两三几多数本我他她新老大小全的和与及之于在将是等中美英法德日韩俄欧印])"
    r"\p{Han}{2,4}?)(?:公司|集团|科技|资本|实验室|研究院|控股)"
)
_KANA = regex.compile(r"[\p{Katakana}ー]{2,}(?:[・＝][\p{Katakana}ー]{2,})+")
_LEAST_PART = 2
_LEAST_LONE = 3
_LONGER = 3


def strange_han(
    text: str, language: str, sources: Sources, known: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Yield names that no source has, in either script."""
    simple = simplified(text)
    if language.startswith("ja"):
        yield from (name for name in _KANA.findall(simple) if not sources.sounds.have_kana(name))
        return
    for name, start, end in _names(simple):
        is_known = any(begin < end and start < stop for begin, stop in known)
        # A character at either end can belong to the next word: 坎帕尼亚大区.
        forms = (name, name[1:], name[:-1]) if len(name) > _LEAST_LONE else (name,)
        is_told = any(form in sources.text or _is_told(form, sources) for form in forms)
        if not (is_known or is_told):
            yield name


def _names(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _TRANSCRIBED.finditer(text):
        yield match[1], match.start(1), match.end(1)
    for match in _PERSON.finditer(text):
        name = match["name"]
        is_said = _SAYS.match(text, match.end())
        begins_word = any(is_chinese_word(text[match.start() :][:size]) for size in (2, 3, 4))
        if not ((begins_word and not is_said) or _NO_PERSON.match(name)):
            yield name, match.start(), match.end("name")
    for match in _LONE.finditer(text):
        start, end = match.span()
        first = words_of(text[start : end + _LONGER])[0]
        if len(first) >= _LEAST_LONE:  # 乌鲁木齐, of which 齐 transcribes nothing
            yield first, start, start + len(first)
            continue
        end -= is_chinese_word(text[end - 1 : end + 1])  # 莱娜加入
        if end - start >= _LEAST_LONE and all(map(_is_single, words_of(text[start:end]))):
            yield text[start:end], start, end
    for match in _FIRM.finditer(text):
        if any(map(_is_single, words_of(match["name"]))):
            yield match["name"], match.start(), match.end("name")


def _is_single(word: str) -> bool:
    return len(word) == 1


def _is_told(name: str, sources: Sources) -> bool:
    """Tell whether a Chinese name can be one of the sources by sound, spelling or meaning."""
    sounds = sources.sounds
    if pinyin(as_name(name[0])) in sounds.half_spelled or sounds.have_han(name):
        return True
    parts = (
        name[start:end]
        for start in range(len(name))
        for end in range(start + _LEAST_PART, len(name) + 1)
    )
    return translated(name, sources) or any(pinyin(part) in sounds.letters for part in parts)
