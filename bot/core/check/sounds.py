"""Whether the names of some texts can be written in another script, by their sound.

A Chinese name is spelled in pinyin, syllable by syllable; a foreign one is transcribed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from bot.core.script import simplified

from .hearing import (
    TRANSCRIBING,
    is_heard,
    letters_of,
    pinyin,
    sound_of_han,
    sound_of_kana,
    sound_of_latin,
)

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜"
    "崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武莫孔向汤常温康施牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛"
    "靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫柏宗瞿桂全佟应"
    "臧闵苟邬边卞师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查苑迟邝朴"
)
_READ_OTHERWISE = str.maketrans("曾单解仇区覃朴重厦行都藏", "增善谢求欧秦瓢虫下航督脏")
"""Characters that names read in another way, each as one that is always read so."""
_RUN = regex.compile(f"[{TRANSCRIBING}·]{{2,}}")
_HAN = regex.compile(r"\p{Han}+")
_NAMES = regex.compile(r"\p{Lu}[\p{Latin}'’-]+(?: \p{Lu}[\p{Latin}'’-]+)*")
_MOST_WORDS = 3
_IDEOGRAPHS = range(0x4E00, 0xA000)
_LEAST_SPELLED = 4
"""Letters; fewer are in every text, and count only where they are a surname."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """What the names of some texts sound like."""

    spelled: tuple[tuple[str, frozenset[int]], ...]
    """The Chinese in pinyin, read in two ways, each with where its syllables begin."""
    surnames: frozenset[str]
    """Those of its characters that are some, in pinyin."""
    transcribed: frozenset[str]
    """Sounds of the Chinese that can be foreign names."""
    letters: frozenset[str]
    """Latin names of up to three words."""
    latin: frozenset[str]
    """Their sounds."""
    half_spelled: frozenset[str]
    """Words that can be the surname of a Chinese with a foreign given name, as Jensen Huang."""

    @classmethod
    def of(cls, text: str) -> "Sounds":
        """Listen to a text."""
        chinese = simplified(text)
        names = [
            [letters_of(word) for word in part]
            for run in dict.fromkeys(_NAMES.findall(text))
            for part in _parts(run.split(" "))
        ]
        return cls(
            spelled=(_spell(chinese), _spell(as_name(chinese))),
            surnames=frozenset(
                pinyin(as_name(character)) for character in set(chinese) & set(SURNAMES)
            ),
            transcribed=frozenset(
                sound_of_han(run.replace("·", "")) for run in _RUN.findall(chinese)
            ),
            letters=frozenset("".join(words) for words in names),
            latin=frozenset("".join(map(sound_of_latin, words)) for words in names),
            half_spelled=frozenset(
                word
                for words in names
                if not all(map(is_pinyin, words))
                for word in words
                if is_pinyin(word)
            ),
        )

    def spell(self, letters: str) -> bool:
        """Tell whether whole syllables of the Chinese are spelled so, or one of its surnames."""
        if letters in self.surnames:
            return True
        return len(letters) >= _LEAST_SPELLED and any(
            at in begun and at + len(letters) in begun
            for written, begun in self.spelled
            for at in _places(letters, written)
        )

    def have_latin(self, words: Sequence[str]) -> bool:
        """Tell whether Chinese of the texts can be a transcription of a name in Latin letters."""
        sound = "".join(map(sound_of_latin, words))
        return any(is_heard(sound, run, is_part=True) for run in self.transcribed)

    def have_han(self, name: str) -> bool:
        """Tell whether a name in Chinese can stand for one in Latin letters of the texts."""
        read = (pinyin(name), pinyin(as_name(name)))
        if any(
            letters in self.letters
            for written, first in zip(
                read, (pinyin(name[0]), pinyin(as_name(name[0]))), strict=True
            )
            for letters in (written, written.removeprefix(first) + first)
        ):
            return True
        heard = sound_of_han(name.replace("·", ""))
        return any(is_heard(sound, heard, is_part=False) for sound in self.latin)

    def have_kana(self, name: str) -> bool:
        """Tell whether a name in katakana can stand for one of the texts, by one of its parts."""
        heard = [sound_of_kana(part) for part in regex.split("[・＝]", name)]
        known = self.latin | self.transcribed
        return any(is_heard(sound, part, is_part=False) for sound in known for part in heard)


def is_pinyin(letters: str) -> bool:
    """Tell whether letters can be Chinese in pinyin."""
    return _syllables().fullmatch(letters) is not None


def is_surname(letters: str) -> bool:
    """Tell whether letters are a Chinese surname in pinyin."""
    return letters in _surnames()


@cache
def _syllables() -> re.Pattern[str]:
    """Return a pattern of all syllables that Chinese characters are read as."""
    spelled = {pinyin(chr(code)) for code in _IDEOGRAPHS}
    return re.compile(f"(?:{'|'.join(sorted(filter(str.isalpha, spelled)))})+")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(map(pinyin, as_name(SURNAMES)))


def as_name(han: str) -> str:
    """Return Chinese with characters that names read in another way made such as read so."""
    return han.translate(_READ_OTHERWISE)


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _MOST_WORDS) + 1):
            yield words[start:end]


def _spell(text: str) -> tuple[str, frozenset[int]]:
    written = []
    begun = set()
    length = 0
    for run in _HAN.findall(text):
        for character in run:
            begun.add(length)
            written.append(pinyin(character))
            length += len(written[-1])
        begun.add(length)
        written.append(" ")
        length += 1
    return "".join(written), frozenset(begun)


def _places(letters: str, written: str) -> Iterator[int]:
    at = written.find(letters)
    while at >= 0:
        yield at
        at = written.find(letters, at + 1)
