"""What a word in Latin letters and Chinese characters sound like, so that they can be compared.

Foreign names are transcribed with a few hundred characters that Chinese news keeps for it
(Xinhua's tables), about one for each consonant and its vowel. So both, sorted into sounds that
are heard alike, come in the same order: Jonathan is JoNaDan and 乔纳森 is SoNaSen, where Chinese
hears J as S and cannot say D.
"""

from functools import lru_cache

import regex
from anyascii import anyascii

TRANSCRIBING = (
    "阿埃艾爱安昂奥巴白拜班邦包保堡鲍北贝本比彼毕边别宾波伯博勃布卡凯坎康考科克肯孔库昆夸达大戴丹当道德登邓迪蒂"
    "丁东杜敦顿多厄尔凡范方菲费芬丰冯佛弗福富盖甘冈戈哥格葛根贡古瓜圭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉加贾简江"
    "杰金京喀拉腊莱赖兰朗劳勒雷累黎里理利莉丽立连廉良列林琳留隆卢鲁陆路露伦罗洛吕马玛麦迈曼芒毛茂梅门蒙米密敏"
    "明缪莫默姆木穆拿纳娜奈南瑙内嫩尼妮涅宁牛纽农努诺欧帕派潘庞佩彭蓬皮匹平珀葡普浦奇恰切琴青丘让热仁荣茹儒瑞若"
    "撒萨塞赛桑瑟森沙莎山珊尚绍舍申圣施什诗史士丝斯松苏素孙索塔泰坦汤唐陶特滕提廷汀通图土托陀瓦威韦维伟委魏温"
    "文翁沃乌吾武伍西希锡喜夏香肖歇谢辛欣休叙逊雅亚延扬耶叶伊依英尤约云赞泽扎詹章哲珍芝治朱卓祖佐茨霭蕾薇娅"
    "黛妲翰伽乔弥姬罕茜瑶璐牙萄坡夫易突舒万"
)
"""The characters of transcribed names; all of them have other uses too."""
_LETTERS = regex.compile(r"[^a-z]")
_DOUBLED = regex.compile(r"([b-df-hj-np-tv-z])\1+")
_SILENT = regex.compile(r"^(?:[kgp](?=n)|w(?=r)|p(?=s))")
_LEAST_SOUND = 1.8
_LONG_SOUND = 4.0
_APART, _APART_SHORT = 0.25, 0.2
"""Share of its sound that a name may differ by."""

# What is heard, by the beginning of a word's rest. C, D, G, J and V are said in several ways,
# small consonants are weak, and a stop is a vowel that only Chinese says.
_LATIN = [
    (regex.compile(pattern), sound)
    for pattern, sound in (
        ("sch|tch|sh|zh|c(?=[eiy])|[sz]", "S"),
        ("ch", "C"),
        ("th", "D"),
        ("ph|f", "F"),
        ("gh", "g"),
        ("ck|qu", "K"),
        ("x", "KS"),
        ("ng(?![aeiou])|n(?![aeiouy])", "n"),
        ("g(?=[eiy])", "G"),
        ("[cgkq]", "K"),
        ("j", "J"),
        ("[bp]", "P"),
        ("m", "M"),
        ("v", "V"),
        ("[td]", "T"),
        ("n", "N"),
        ("[lr](?=[aeiouy])", "L"),
        ("l", "l"),
        ("r", "r"),
        ("h", "H"),
        ("w", "W"),
        ("e$", "."),
        ("ee|ea|ie|i|y$", "i"),
        ("ai|ay|ei|ey|e|y", "e"),
        ("ou|oo|au|aw|ow|oa|eu|o|u", "o"),
        ("a", "a"),
    )
]
_INITIALS = {"b": "P", "p": "P", "m": "M", "f": "F", "d": "T", "t": "T", "n": "N", "l": "L"} | {
    "g": "K", "k": "K", "h": "H", "r": "R", "w": "W", **dict.fromkeys("jqxzcs", "S")
}  # fmt: skip
_FINAL = regex.compile(r"[aeiou]+")
_FINALS = {
    **dict.fromkeys(("ia", "ua", "ai", "uai"), "a"),
    **dict.fromkeys(("ie", "ue", "ei", "ui"), "e"),
    **dict.fromkeys(("u", "uo", "ao", "iao", "ou", "iu", "io"), "o"),
}
_MORA = regex.compile(r"(?P<begin>[b-df-hj-mp-tv-z]*|n)(?P<end>[aeiou])|(?P<begin>)(?P<end>n)")
_SMALL_KANA = frozenset("ァィゥェォャュョ")
"""They take the place of the vowel before them."""
_BUZZED = regex.compile(r"(?:[zcs]h?|r)i")
_VOWELS = frozenset("aeio.")
_ALIKE = {
    pair: cost
    for cost, pairs in {
        0.0: "CS CK DT DS GK GS JS VF VW lL lr i. .i",
        0.1: "Nn nN e. .e a. .a o. .o ei ie",
        0.2: "CH GR JH JR LR Mn rL rR ae ea ao oa eo oe",
        0.3: "Lr VP ai ia",
        0.4: "WF WH FW FH HK KH TS SR nM ln io oi",
        0.6: "KS SK ST HS PF NL LN",
    }.items()
    for pair in pairs.split()
}
"""What hearing one for the other costs, Latin first; 1 and more where they are not here."""
_VOWEL_FOR_CONSONANT = 1.3
_DROPPED = {"g": 0.1, "r": 0.1, "H": 0.2, "n": 0.3, "W": 0.3, "l": 0.4, "K": 0.8, "D": 0.9} | {
    "a": 0.3, "e": 0.2, "i": 0.25, "o": 0.3, ".": 0.0
}  # fmt: skip
_ADDED = {"W": 0.2, "n": 0.3, "r": 0.3, "H": 0.4, "S": 0.8} | {
    "a": 0.3, "e": 0.1, "i": 0.15, "o": 0.15, ".": 0.0
}  # fmt: skip


def pinyin(han: str) -> str:
    """Return Chinese in pinyin without tones or spaces, each character as it is mostly read."""
    return anyascii(han).lower()


def letters_of(name: str) -> str:
    """Return what is compared of a name in Latin letters: neither accents nor marks."""
    return _LETTERS.sub("", anyascii(name).lower())


@lru_cache(maxsize=4096)
def sound_of_latin(word: str) -> str:
    """Return what a word sounds like."""
    rest = _DOUBLED.sub(r"\1", _SILENT.sub("", letters_of(word)))
    heard = []
    while rest:
        sound, length = next(
            (sound, match.end()) for pattern, sound in _LATIN if (match := pattern.match(rest))
        )
        heard.append(sound)
        rest = rest[length:]
    return "".join(heard)


def sound_of_han(run: str) -> str:
    """Return what Chinese characters sound like."""
    return "".join(map(_syllable, run))


@lru_cache(maxsize=4096)
def sound_of_kana(part: str) -> str:
    """Return what katakana sounds like, in the sounds of Chinese characters."""
    spelled = ""
    for kana in part:
        spelled = spelled[:-1] if kana in _SMALL_KANA else spelled
        spelled += letters_of(kana)
    return "".join(
        ("L" if match["begin"] == "r" else _INITIALS.get(match["begin"][:1], ""))
        + _FINALS.get(match["end"], match["end"])
        for match in _MORA.finditer(spelled)
    )


@lru_cache(maxsize=4096)
def _syllable(character: str) -> str:
    spelled = pinyin(character)
    if spelled == "er":
        return "r"
    initial = _INITIALS.get(spelled[0], "")
    if _BUZZED.fullmatch(spelled):
        return initial + "."
    final = _FINAL.search(spelled)
    vowel = _FINALS.get(final[0], final[0][-1]) if final else ""
    return initial + vowel + ("n" if spelled.endswith(("n", "ng")) else "")


@lru_cache(maxsize=65536)
def is_heard(sound: str, other: str, *, is_part: bool) -> bool:
    """Tell whether a Latin sound is a Chinese one, or a part of it (Sellers 1980, weighted)."""
    weight = sum(_DROPPED.get(one, 1.0) for one in sound)
    if weight < _LEAST_SOUND:
        return False
    row = [0.0]
    for one in other:
        row.append(0.0 if is_part else row[-1] + _ADDED.get(one, 1.0))
    for one in sound:
        dropped = _DROPPED.get(one, 1.0)
        after = [row[0] + dropped]
        for place, heard in enumerate(other):
            cheapest = min(
                row[place] + _misheard(one, heard),
                row[place + 1] + dropped,
                after[place] + _ADDED.get(heard, 1.0),
            )
            after.append(cheapest)
        row = after
    apart = _APART if weight >= _LONG_SOUND else _APART_SHORT
    return (min(row) if is_part else row[-1]) <= apart * weight


def _misheard(one: str, other: str) -> float:
    if one == other:
        return 0.0
    is_same_kind = (one in _VOWELS) == (other in _VOWELS)
    return _ALIKE.get(one + other, 1.0 if is_same_kind else _VOWEL_FOR_CONSONANT)
