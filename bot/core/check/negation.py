"""Whether one text says that something is not so where its translation says that it is.

Languages negate in ways of their own ("fail to", 难以), so what plainly says no is held against
all that may translate it. Two looks find it: one text says no in more clauses than the other may
in words, or a clause says no and the one that translates it does not.
"""

from collections.abc import Collection
from dataclasses import dataclass

import regex

from bot.core.script import simplified

from .clauses import rendered
from .dictionary import is_word
from .glossary import chinese_for


@dataclass(frozen=True, slots=True)
class _No:
    """How a language says no."""

    plain: "regex.Pattern[str]"
    hidden: "regex.Pattern[str]"
    """All else that can translate a plain no."""
    idle: "regex.Pattern[str]"
    """Words that hold one of these and deny nothing."""
    is_doubled: bool
    """Whether one clause says it twice: ne … pas, no … nada."""

    def denies(self, text: str) -> bool:
        """Tell whether a clause plainly says no."""
        return bool(self.plain.search(self.idle.sub(" ", text)))

    def rest(self, text: str) -> str:
        """Return a text without what plainly says no or is idle."""
        return self.plain.sub(" ", self.idle.sub(" ", text))


def _no(plain: str, hidden: str, idle: str = r"(?!)", *, is_doubled: bool = False) -> _No:
    fold = regex.IGNORECASE
    return _No(
        plain=regex.compile(plain, fold),
        hidden=regex.compile(hidden, fold),
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
        r"|wrong|absence|exclud\w+|out of|end(?:ed|s)?|too|forbid\w*|bann?\w*|regardless"
        r"|(?:keep\w*|kept)(?: \p{L}+){0,4} (?:from|out|away|off)"
        r"|free|other than|far from|beyond|ceas\w+|otherwise"
        r"|(?:yet|still|remain\w*) to|pending|await\w*|miss\w*|cautio\w*|careful\w*"
        r"|beware|declin\w+|drop\w*|quit\w*"
        r"|(?:un|im|in|ir|il|dis|non-?|mis)(?P<turned>\p{L}{4,}))\b|\w+less\b",
        r"\bno(?:\.?\s?\d|,)|\b(?:no[ -]brainer|not only|no less than|why not|can['’]?t wait"
        r"|no doubt|not just|or not|at least|more or less)\b"
        r"|\b(?:increas|immediate|interest|intent|intend|inform|invest|inspir|insight|install|inter"
        r"|improv|impress|import|impact|under|unit|uniform|univers|union|distan|discuss|display"
        r"|distribut|district|discover|disciplin|mission|missile|indeed|industr|individual|irons?)\w*",
    ),
    "zh": _no(
        "不[会能要再想愿应该得准许允让打需可必做去行]|(?<!而)不是|没[有能]|并[不未没非]|[从决绝]不|从[未没]|[尚仍还][未没不]|未[能曾会]"
        "|无[法意需]|绝非|别[再让去做说]|[勿莫]",
        "[不没未无非否别]|难以|很难|缺乏|缺少|失败|拒绝|避免|防止|免于|免费|停止|只有|才(?![华能子干智女艺])|少|除了|禁|反对|否认|杜绝|远离|错|消失|逃|躲|罢|休[想战止]|弃|漏|违|缺|欠|失",
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

_ALIKE = (
    {"en": r"only|just|merely|simply", "zh": "只|仅|就是|唯一|无非", "de": "nur|lediglich|bloß",
     "fr": r"seul\w*", "es": r"s[oó]lo", "ru": "только|лишь", "ja": "だけ|しか|のみ"},
    {"en": r"stop\w*|ceas\w+|end(?:s|ed|ing)?|halt\w*", "zh": "停|止步|中止|终止|结束",
     "de": r"stopp\w+|beend\w+", "fr": r"arrêt\w+|cess\w+", "es": r"detener\w*|ces\w+",
     "ru": r"прекра\w+|останов\w+", "ja": "停止|止め|終"},
    {"en": r"den(?:y|ies|ied|ying|ial)", "zh": "否认|否定", "de": r"leugn\w+|bestreit\w+",
     "fr": r"ni(?:er|é|ent)\w*|démen\w+", "es": r"neg(?:ar|ó|ado)\w*|desm\w+", "ru": r"отриц\w+",
     "ja": "否定"},
    {"en": r"avoid\w*|prevent\w*|keep\w*|stop\w*", "zh": "避免|防止|阻止|避开|免于",
     "de": r"vermeid\w+|verhinder\w+", "fr": r"évit\w+|empêch\w+", "es": r"evit\w+|imped\w+",
     "ru": r"избе\w+|предотвра\w+", "ja": "避け|防[ぐい止]"},
    {"en": r"lo(?:se|ss|st|sing)\w*|miss\w*", "zh": "失[去掉守]|[丧痛流损丢错]失|错过"},
    {"en": r"fail\w*|unsuccessful\w*", "zh": "失败|落空"},
    {"en": r"refus\w+|reject\w*|declin\w+", "zh": "拒", "de": r"weiger\w+|ablehn\w+|lehn\w+",
     "fr": r"refus\w+|rejet\w+", "es": r"rechaz\w+|neg\w+", "ru": r"отказ\w+|отверг\w+",
     "ja": "拒"},
    {"en": r"lack\w*|short(?:age)?s?|absence|without", "zh": "缺[乏少席]|短缺|欠缺"},
    {"en": r"violat\w+|breach\w*|illegal\w*|unlawful\w*", "zh": "违"},
    {"en": r"few(?:er)?|less|little|lower|reduc\w+|at least", "zh": "少|一点"},
    {"en": r"wrong\w*|mistak\w+|errors?|fault\w*|misled|mislead\w*", "zh": "错|误"},
    {"en": r"bann?\w*|forbid\w*|prohibit\w*", "zh": "禁"},
    {"en": r"oppos\w+|against|objections?", "zh": "反对"},
    {"en": r"disappear\w*|vanish\w*", "zh": "消失"},
    {"en": r"escap\w+|flee\w*|fled", "zh": "逃"},
    {"en": r"free", "zh": "免费"},
    {"en": r"except|unless|other than|besides|exclud\w+", "zh": "除"},
    {"en": r"difficult\w*|hard(?:ly)?|impossible", "zh": "难以|很难|难[于办]"},
    {"en": r"rather|instead", "zh": "而不是|反而"},
)  # fmt: skip
"""Words that hide a denial in each language and translate each other, so that both say the same
by them and neither leaves room for another."""
_TURNED = regex.compile(r"\b(?:un|im|in|ir|il|dis|non-?|mis)\p{L}{4,}\b", regex.IGNORECASE)
"""What the dictionary tells whether Chinese says it by a denial: unreasonable, 不合理."""
_PAIRED = tuple(
    {
        language: regex.compile(
            words if language in {"zh", "ja"} else rf"\b(?:{words})\b", regex.IGNORECASE
        )
        for language, words in alike.items()
    }
    for alike in _ALIKE
)
_CLAUSE_ENDS = regex.compile(r"[,.;:!?—–，。；：！？、]+")


def is_reversed(one: str, language: str, other: str, spoken: str) -> bool:
    """Tell whether one says no more often than the other, its whole translation, may say it.

    False where a language is not known.
    """
    its, their = _LANGUAGES.get(language[:2]), _LANGUAGES.get(spoken[:2])
    if its is None or their is None:
        return False
    one, other = simplified(one), simplified(other)
    return _denied(one, its) > _room(other, spoken, one, language) or _denied(
        other, their
    ) > _room(one, language, other, spoken)


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
    ours, told, rest = (english, "en", "zh") if balance > 0 else (chinese, "zh", "en")
    return any(
        ours.denies(clause)
        and all(not _room(rendering, rest, clause, told) for rendering in renderings)
        for clause, renderings in rendered(one, other, is_english_first=balance > 0)
        if renderings
    )


def _denied(text: str, no: _No) -> int:
    """Return how many times a text plainly says no."""
    told = no.idle.sub(" ", text)
    if no.is_doubled:
        return sum(no.denies(clause) for clause in _CLAUSE_ENDS.split(told))
    return len(no.plain.findall(told))


def _room(text: str, language: str, other: str, spoken: str) -> int:
    """Return how many times a text may say no, besides what both say by words alike."""
    language, spoken = language[:2], spoken[:2]
    no = _LANGUAGES[language]
    told = no.idle.sub(" ", text)
    left, theirs = no.rest(text), _LANGUAGES[spoken].rest(other)
    for words in _PAIRED:
        if language in words and spoken in words:
            both = min(_count(words[language], left), _count(words[spoken], theirs))
            left = words[language].sub(" ", left, both) if both else left
            theirs = words[spoken].sub(" ", theirs, both) if both else theirs
    if (language, spoken) == ("zh", "en"):
        for word in _TURNED.findall(theirs):
            left = _without_one(left, chinese_for(word))
    elif (language, spoken) == ("en", "zh"):
        left = _TURNED.sub(lambda word: _unless_said(theirs, word[0]), left)
    return len(no.plain.findall(told)) + _count(no.hidden, left)


def _count(pattern: "regex.Pattern[str]", text: str) -> int:
    """Return how often a text has one of some words; "important" is not the opposite of any."""
    return sum(
        match.lastgroup is None or is_word(match["turned"], "en")
        for match in pattern.finditer(text)
    )


def _without_one(chinese: str, words: Collection[str]) -> str:
    """Return Chinese without the first of some words that it has."""
    return next((chinese.replace(han, " ", 1) for han in words if han in chinese), chinese)


def _unless_said(chinese: str, english: str) -> str:
    """Return nothing where Chinese says an English word, else the word."""
    return " " if any(han in chinese for han in chinese_for(english)) else english
