"""Whether one text says that something is not so where its translation says that it is.

Languages negate in ways of their own ("fail to", 难以), so a text that denies nothing in any way
is held only against one that plainly says no.
"""

from dataclasses import dataclass

import regex

from bot.core.script import simplified


@dataclass(frozen=True, slots=True)
class _No:
    """How a language says no."""

    plain: "regex.Pattern[str]"
    hidden: "regex.Pattern[str]"
    """All that can translate a plain no."""
    idle: "regex.Pattern[str]"
    """Words that hold one of these and deny nothing."""


def _no(plain: str, hidden: str, idle: str = r"(?!)") -> _No:
    fold = regex.IGNORECASE
    return _No(
        plain=regex.compile(plain, fold),
        hidden=regex.compile(f"{plain}|{hidden}", fold),
        idle=regex.compile(idle, fold),
    )


_HAN_IDLE = (
    r"不断|不仅|不但|不过|不同|不少|不管|不论|不久|不足|不错|不已|差不多|无论|无人[机驾]|未来|非常|非洲|别[人的处墅]"
    r"|[特区级分性识差告个类]别|没关系|(\p{Han})[不没]\1|是否|能否|否则|除非|不得不|不能不|无[线比数]|前所未有"
)
_LANGUAGES = {
    "en": _no(
        r"\b(?:not|cannot|never|no|none|nobody|nothing|neither|nor|without)\b|n['’]t\b",
        r"\b(?:fail\w*|refus\w+|den(?:y|ies|ied)|lack\w*|unable|hardly|barely|rarely|only|stop\w*"
        r"|prevent\w*|avoid\w*|less|few|little|reject\w*|nowhere|instead|rather|until|unless"
        r"|wrong|absence|exclud\w+|out of|end(?:ed|s)?|too|(?:un|im|in|ir|il|dis|non-?)\w{4,})\b"
        r"|\w+less\b",
        r"\bno\.\s?\d|\b(?:no[ -]brainer|not only|no less than|why not|can['’]?t wait|no doubt"
        r"|not just)\b",
    ),
    "zh": _no(
        "不[会能是要再想愿应该得准许允让打需可必做去]|没[有能]|并[不未没非]|[从决绝]不|从[未没]|[尚仍还][未没不]|未[能曾会]"
        "|无[法意需]|绝非|别[再让去做说]|[勿莫]",
        "[不没未无非否别]|难以|很难|缺乏|缺少|失败|拒绝|避免|防止|免于|免费|停止|只有|才|少|除了|禁|反对|否认|杜绝|远离|错",
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
    ),
    "es": _no(
        r"\b(?:no|nunca|jamás|nada|nadie|ning[uú]n\w*|sin|tampoco)\b",
        r"\b(?:ni|poco|sol[oa]|sólo|im\w{4,}|in\w{4,}|des\w{4,}|evit\w+|rechaz\w+|imped\w+)\b",
        r"\bno s[oó]lo\b|\bsin embargo\b",
    ),
    "ru": _no(
        r"\b(?:не|нет|никогда|никто|ничего|нельзя|без|ни)\b",
        r"\b(?:мало|только|едва|отказ\w+|не\w{4,}|без\w{4,}|избеж\w+|предотврат\w+)\b",
        r"\bне только\b|\bне менее\b|\bтем не менее\b",
    ),
}  # fmt: skip


def is_reversed(one: str, language: str, other: str, spoken: str) -> bool:
    """Tell whether one plainly says no and the other, its translation, in no way.

    False where a language is not known.
    """
    its, their = _LANGUAGES.get(language[:2]), _LANGUAGES.get(spoken[:2])
    if its is None or their is None:
        return False
    one, other = its.idle.sub(" ", simplified(one)), their.idle.sub(" ", simplified(other))
    return bool(
        (its.plain.search(one) and not their.hidden.search(other))
        or (their.plain.search(other) and not its.hidden.search(one))
    )
