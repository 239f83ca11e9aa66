"""Whether one text says that something is not so where its translation says that it is.

Languages negate in ways of their own ("fail to", 难以), so what plainly says no is held against
all that may translate it. Two looks find it: one text says no in more clauses than the other may
in words, or a clause says no and the one that translates it does not.
"""

from dataclasses import dataclass

import regex

from bot.core.script import simplified

from .clauses import rendered
from .dictionary import is_word


@dataclass(frozen=True, slots=True)
class _No:
    """How a language says no."""

    plain: "regex.Pattern[str]"
    hidden: "regex.Pattern[str]"
    """All that can translate a plain no."""
    idle: "regex.Pattern[str]"
    """Words that hold one of these and deny nothing."""
    is_doubled: bool
    """Whether one clause says it twice: ne … pas, no … nada."""

    def denies(self, text: str) -> bool:
        """Tell whether a clause plainly says no."""
        return bool(self.plain.search(self.idle.sub(" ", text)))

    def most(self, text: str) -> int:
        """Return how many times a text may say no."""
        told = self.idle.sub(" ", text)
        return sum(
            match.lastgroup is None or is_word(match["turned"], "en")
            for match in self.hidden.finditer(told)
        )


def _no(plain: str, hidden: str, idle: str = r"(?!)", *, is_doubled: bool = False) -> _No:
    fold = regex.IGNORECASE
    return _No(
        plain=regex.compile(plain, fold),
        hidden=regex.compile(f"{plain}|{hidden}", fold),
        idle=regex.compile(idle, fold),
        is_doubled=is_doubled,
    )


_HAN_IDLE = (
    r"不断|不仅|不但|不过|不同|不少|不管|不论|不久|不足|不错|不已|差不多|无论|无人[机驾]|未来|非常|非洲|别[人的处墅]"
    r"|[特区级分性识差告个类]别|没关系|(\p{Han})[不没]\1|是否|能否|否则|除非|不得不|不能不|无[线比数]|前所未有"
)
_LANGUAGES = {
    "en": _no(
        r"\b(?:not|cannot|never|no|none|nobody|nothing|neither|nor|without)\b|n['’]t\b",
        r"\b(?:fail\w*|refus\w+|den(?:y|ies|ied)|lack\w*|unable|impossible|hardly|barely|rarely|only"
        r"|stop\w*|prevent\w*|avoid\w*|less|few|little|reject\w*|nowhere|instead|rather|until|unless"
        r"|wrong|absence|exclud\w+|out of|end(?:ed|s)?|too|forbid\w*|bann?\w*|keep\w*|regardless"
        r"|free|other than|far from|beyond|ceas\w+|otherwise"
        r"|(?:yet|still|remain\w*) to|pending|await\w*|miss\w*|cautio\w*|careful\w*"
        r"|beware|declin\w+|drop\w*|quit\w*"
        r"|(?:un|im|in|ir|il|dis|non-?|mis)(?P<turned>\p{L}{4,}))\b|\w+less\b",
        r"\bno(?:\.?\s?\d|,)|\b(?:no[ -]brainer|not only|no less than|why not|can['’]?t wait"
        r"|no doubt|not just|or not)\b",
    ),
    "zh": _no(
        "不[会能要再想愿应该得准许允让打需可必做去行]|(?<!而)不是|没[有能]|并[不未没非]|[从决绝]不|从[未没]|[尚仍还][未没不]|未[能曾会]"
        "|无[法意需]|绝非|别[再让去做说]|[勿莫]",
        "[不没未无非否别]|难以|很难|缺乏|缺少|失败|拒绝|避免|防止|免于|免费|停止|只有|才|少|除了|禁|反对|否认|杜绝|远离|错|消失|逃|躲|罢|休|弃|漏|违|缺|欠|失",
        _HAN_IDLE,
    ),
    "ja": _no(
        r"ない|ません|なかった|なく(?:て|、)|ず[、に]|ぬ(?=[。」])",
        "[不無非未]|だけ|しか|難し|拒否|避け|なし|失敗",
        "だけでなく|かもしれない|ではないか|ばならない|いけない|少なくとも|間違いない",
    ),
    "de": _no(
        r"\b(?:nicht|kein\w*|nie|niemals|niemand\w*|nichts|weder|ohne)\b",
        r"\b(?:kaum|wenig\w*|nur|un\w{4,}|\w+los\w*|weiger\w+|vermeid\w+|verhinder\w+|statt)\b",
        r"\bnicht nur\b",
    ),
    "fr": _no(
        r"\b(?:ne|pas|jamais|rien|aucune?|sans|personne)\b|\bn['’]",
        r"\b(?:non|ni|peu|seul\w*|im\w{4,}|in\w{4,}|dé\w{4,}|refus\w+|évit\w+|empêch\w+|plutôt)\b",
        r"\bpas seulement\b|\bne\s\w+\sque\b",
        is_doubled=True,
    ),
    "es": _no(
        r"\b(?:no|nunca|jamás|nada|nadie|ning[uú]n\w*|sin|tampoco)\b",
        r"\b(?:ni|poco|sol[oa]|sólo|im\w{4,}|in\w{4,}|des\w{4,}|evit\w+|rechaz\w+|imped\w+)\b",
        r"\bno s[oó]lo\b|\bsin embargo\b",
        is_doubled=True,
    ),
    "ru": _no(
        r"\b(?:не|нет|никогда|никто|ничего|нельзя|без|ни)\b",
        r"\b(?:мало|только|едва|отказ\w+|не\w{4,}|без\w{4,}|избеж\w+|предотврат\w+)\b",
        r"\bне только\b|\bне менее\b|\bтем не менее\b",
        is_doubled=True,
    ),
}  # fmt: skip


_CLAUSE_ENDS = regex.compile(r"[,.;:!?—–，。；：！？、]+")


def is_reversed(one: str, language: str, other: str, spoken: str) -> bool:
    """Tell whether one says no more often than the other, its whole translation, may say it.

    False where a language is not known.
    """
    its, their = _LANGUAGES.get(language[:2]), _LANGUAGES.get(spoken[:2])
    if its is None or their is None:
        return False
    one, other = simplified(one), simplified(other)
    return _denied(one, its) > their.most(other) or _denied(other, their) > its.most(one)


def is_clause_reversed(one: str, language: str, other: str, spoken: str) -> bool:
    """Tell whether a clause of one, or of what it translates in part, says no and the other's not.

    Known between English and Chinese only, whose words a dictionary compares.
    """
    if {language[:2], spoken[:2]} != {"en", "zh"}:
        return False
    if language.startswith("zh"):
        one, language, other, spoken = other, spoken, one, language
    english, chinese = _LANGUAGES["en"], _LANGUAGES["zh"]
    other = simplified(other)
    balance = _denied(one, english) - _denied(other, chinese)
    if balance == 0:
        return False
    ours, theirs = (english, chinese) if balance > 0 else (chinese, english)
    return any(
        ours.denies(clause) and all(not theirs.most(rendering) for rendering in renderings)
        for clause, renderings in rendered(one, other, is_english_first=balance > 0)
        if renderings
    )


def _denied(text: str, no: _No) -> int:
    """Return how many times a text plainly says no."""
    told = no.idle.sub(" ", text)
    if no.is_doubled:
        return sum(no.denies(clause) for clause in _CLAUSE_ENDS.split(told))
    return len(no.plain.findall(told))
