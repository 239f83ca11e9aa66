"""How orders to a machine begin, in every served language.

What reads them decides where such a beginning counts: only where a sentence begins with it, or
wherever it stands. Reports of such orders ("models ignore instructions", "told it to ignore …")
use other forms of the verbs, or put the words between quotation marks.
"""

from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the orders of a language that puts its verbs first are made of, as patterns."""

    override: str
    """Imperatives that do away with something."""
    instructions: str
    """What they do away with."""
    machine: str
    note: str
    """What comes before the name of the machine that is addressed."""
    you_are: str
    """Two forms: a machine is told what it is, or whether it is one; `{machine}` stands there."""
    making: str
    """Somebody who writes about `{text}` is told how."""
    text: str

    @property
    def overriding(self) -> str:
        return rf"(?:{self.override})\s(?:[^\s.!?;]+\s){{0,4}}?(?:{self.instructions})"

    @property
    def addressing(self) -> str:
        return (
            rf"\b(?:{self.note})\s?(?:{self.machine})\s?[:,!]"
            rf"|\b(?:{self.you_are.replace('{machine}', f'(?:{self.machine})')})"
            rf"|\b(?:{self.making.replace('{text}', f'(?:{self.text})')})"
        )


_ENGLISH = _Words(
    override="ignore|disregard|forget|override",
    instructions=(
        r"instructions?\b|(?:system|your|previous|prior|earlier)\s(?:\w+\s)?(?:prompts?"
        r"|messages?)\b"
        r"|(?:previous|prior|above|earlier|preceding)(?=\s?(?:[.,;:!]|and\b|$)|\s(?:\w+\s){0,2}"
        r"(?:rules|guidelines|directions|orders|context|text|content)\b)"
        r"|(?:rules|guidelines|messages?|text|everything|anything|all|what)\s(?:\w+\s){0,3}"
        r"(?:above|before|so far|you)\b"
    ),
    machine=(
        r"(?:(?:AI|LLM|GPT|language|chat)[ -]?)?(?:models?|assistants?|agents?|summari[sz]ers?"
        r"|bots?"
        r"|crawlers?|chatbots?)\b|(?:AI|LLM|language)[ -](?:systems?|tools?|readers?)\b|AIs?\b"
        r"|LLMs?\b|large language models?\b|chatgpt\b|claude\b|gemini\b|gpt[\w.-]*|grok\b"
        r"|copilot\b"
    ),
    note=(
        r"(?:(?:notes?|messages?|instructions?|hints?|reminder|memo)\s?(?:to|for|[:,])"
        r"|(?<![\w,] )(?:for|to)|attention|dear|hey|hello),?(?: all| any| the)*\s"
    ),
    you_are=(
        r"you are (?:now )?(?:an? |the )(?:\w+ ){0,3}?{machine}"
        r"|if you(?: are|['’]re)? (?:an? )?{machine}(?: (?:reading|processing)\b|\s?[,:]|$)"
        r"|as (?:an? ){machine}[\w\s]{0,20},? you\b"
        r"|(?:any |all |every )?{machine}\s(?:reading|processing|parsing|summari[sz]ing"
        r"|translating"
        r"|that reads?) (?:this\b|the (?:article|page|text|story)\b)"
    ),
    making=(
        r"(?:when|while|before|after|if|in) (?:you(?: are|['’]re)? )?(?:summari[sz]|translat"
        r"|rewrit|rating|scor|evaluat|analy[sz])\w* (?:this|the) {text}\b"
        r"|in your (?:summar(?:y|ies)|answers?|responses?|translations?)\b"
    ),
    text="article|text|page|story|post|document|content|piece|news",
)
_GERMAN = _Words(
    override="(?:bitte )?(?:ignoriere|ignorieren sie|ignoriert|vergiss|vergesst|vergessen sie"
    "|missachte|missachten sie|verwirf)",
    instructions=r"(?:system)?(?:anweisung|anleitung|vorgabe|instruktion|prompt)\w*"
    r"|(?:bisherigen|vorherigen|obigen|früheren) (?:regel|befehl|text)\w*"
    r"|alles (?:bisherige|vorherige|obige|davor)",
    machine=r"(?:die |das |jede[sn]? )?(?:KI(?:-\w+)?|LLMs?|(?:große[sn]? )?sprachmodelle?n?"
    r"|chatbots?|(?:KI-)?assistent(?:en)?)\b",
    note=r"(?:(?:hinweis|nachricht|anweisung(?:en)?|notiz) (?:an|für)|achtung,?|liebe[rs]?)"
    r"(?: alle)?\s",
    you_are=r"(?:du bist|(?-i:Sie) sind) (?:jetzt |nun |ab jetzt |ab sofort )?ein(?:e|en)? "
    r"(?:\w+ )?{machine}|(?:wenn|falls) (?:du|sie) (?:ein(?:e|en)? )?{machine} (?:bist|sind)\b"
    r"|als {machine} (?:musst|sollst|müssen|sollen|darfst) (?:du|sie)\b"
    r"|{machine},? die dies\w+ (?:artikel|text|seite) (?:lesen|liest)",
    making=r"(?:wenn|falls|sobald|bevor) (?:du|sie) {text} "
    r"(?:zusammenfass|übersetz|bewert|verarbeit)\w+"
    r"|beim (?:zusammenfassen|übersetzen|bewerten) (?:von )?{text}"
    r"|in (?:deine[rm]|(?-i:Ihre[rm])) (?:zusammenfassung|antwort|übersetzung|ausgabe)\b"
    r"|(?:zusammenfassung(?:en)?|überschrift(?:en)?|titel|übersetzung(?:en)?) {text}\s"
    r"(?:müssen|muss|sollen|soll|sollten)\b|bewerte(?:n sie)? {text}",
    text=r"diese[nsrm]? (?:artikels?|texte?s?|seite|beitrags?|meldung)",
)
_FRENCH = _Words(
    override="(?:veuillez )?(?:ignore[rz]?|oublie[rz]?|ne t(?:iens|enez) pas compte de)",
    instructions=r"(?:instructions?|consignes?|directives?|invites?|prompts?)\b",
    machine=r"(?:(?:à |aux |l['’]|les |toute |toutes les )?(?:IA|LLMs?|intelligences? "
    r"artificielles?|(?:grands? )?modèles? de langage|chatbots?|assistants?(?: (?:IA|virtuels?))?"
    r"|robots? conversationnels?))\b",
    note=r"(?:(?:note|message|instructions?|consigne)s? (?:à l['’]attention des |à l['’]|à|aux"
    r"|pour)"
    r"|attention,?|chers?|chères?)\s?",
    you_are=r"(?:tu es|vous êtes) (?:maintenant |désormais )?une? (?:\w+ )?{machine}"
    r"|si (?:tu es|vous êtes) une? {machine}\s?[,:]"
    r"|en tant qu(?:e |['’]){machine},? (?:tu|vous) (?:dois|devez)\b"
    r"|{machine} qui (?:lit|lisez|lisent) (?:cet?|cette) (?:article|texte|page)",
    making=r"(?:lorsque|quand|si) (?:tu|vous) (?:résum|tradui|évalu|not)\w+ {text}"
    r"|en (?:résumant|traduisant|évaluant|notant) {text}"
    r"|dans (?:ton|ta|votre) (?:résumé|réponse|traduction|synthèse)\b"
    r"|(?:tou(?:t|s les) |le |les )?(?:résumés?|titres?|traductions?) de {text} (?:doi(?:t|vent)"
    r"|devrai\w+)"
    r"|(?:note|notez|évalue|évaluez) {text}",
    text=r"(?:cet?|cette) (?:article|texte|page|contenu|document)",
)
_SPANISH = _Words(
    override="(?:por favor,? )?(?:ignor[ae]d?|ignoren|olvid[ae]|olviden|haz caso omiso de"
    "|no tengas en cuenta|descarta)",
    instructions=r"(?:instrucci(?:ón|ones)|indicaciones|directrices|órdenes|prompts?)\b",
    machine=r"(?:(?:a |la |las |los |el |tod[ao]s l[ao]s ){0,3}(?:IA|LLMs?"
    r"|inteligencias? artificial(?:es)?"
    r"|(?:grandes? )?modelos? de (?:lenguaje|IA)|chatbots?|asistentes?(?: (?:de IA"
    r"|virtual(?:es)?))?))\b",
    note=r"(?:(?:nota|mensaje|instrucci(?:ón|ones)|aviso) para|atención,?|estimad[ao]s?"
    r"|querid[ao]s?)\s",
    you_are=r"(?:ahora )?eres (?:ahora )?una? (?:\w+ )?{machine}"
    r"|si (?:eres|es usted) una? {machine}\s?[,:]"
    r"|como {machine},? (?:debes|tienes que)\b"
    r"|{machine} que (?:lea|lean|lee|leen) (?:este|esta) (?:artículo|texto|página)",
    making=r"(?:cuando|al|si) (?:resum|traduc|tradu[jz]|evalu|puntu)\w+ {text}"
    r"|en tu (?:resumen|respuesta|traducción)\b"
    r"|(?:todo |el |los |las )?(?:resúmen(?:es)?|resumen|titular(?:es)?|traducci(?:ón"
    r"|ones)) de {text} "
    r"(?:deben?|debería[ns]?|tienen? que)\b|(?:puntúa|califica|evalúa) {text}",
    text="(?:este|esta) (?:artículo|texto|página|noticia|contenido|documento)",
)
_RUSSIAN = _Words(
    override="(?:пожалуйста,? )?(?:игнорируй|проигнорируй|забудь|отмени|отбрось)(?:те)?",
    instructions=r"(?:инструкци|указани|предписани|промпт)\p{L}*|правил\p{L}* (?:выше|ранее)",
    machine=r"(?:всех |все )?(?:ИИ(?:-\p{L}+)?|LLM|языков(?:ая|ой|ые|ых|ым) модел(?:ь|и|ей|ям)"
    r"|чат-?бот\p{L}*|(?:ИИ-)?ассистент\p{L}*|нейросет\p{L}+)(?!\p{L})",
    note=r"(?:(?:примечание|сообщение|инструкция|указание|заметка) для|внимание,?"
    r"|уважаем\p{L}+)\s",
    you_are=r"(?:теперь )?(?:ты|вы) (?:теперь )?(?:— |- |– )?(?:\p{L}+ )?{machine}"
    r"|если (?:ты|вы) (?:— |- |– )?{machine}\s?[,:]"
    r"|как {machine},? (?:ты|вы) долж\p{L}+"
    r"|{machine},? (?:читающ\p{L}+|котор\p{L}+ чита\p{L}+) (?:эту|этот) (?:стать|текст|страниц)",
    making=r"(?:когда|если) (?:ты|вы) (?:(?:будешь|будете) )?(?:пересказыва|резюмиру|перевод"
    r"|оценива)\p{L}+ {text}"
    r"|(?:пересказывая|резюмируя|переводя|оценивая) {text}"
    r"|в (?:тво|ваш)\p{L}+ (?:ответе|пересказе|резюме|переводе|сводке)(?!\p{L})"
    r"|(?:все |любой |каждый )?(?:пересказы?|резюме|заголов\p{L}+|переводы?) {text} долж\p{L}+"
    r"|(?:оцени|поставь)(?:те)? {text}",
    text=r"(?:эт[оуа]\p{L}{0,2}) (?:стать\p{L}+|текст\p{L}*|страниц\p{L}+|новост\p{L}+)",
)
_TONGUES = (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _RUSSIAN)
_HAN_OVERRIDES = "(?:忽略|无视|忘记|忽視|無視|忘記|不要理[会會])"
_HAN_EARLIER = "(?:之前|以上|前面|上述|此前|所有|先前|一切|上面|其他)"
_HAN_INSTRUCTIONS = "(?:指令|提示|指示|要求|说明|說明|规则|規則|内容|內容)"
_JAPANESE_OVERRIDING = (
    r"(?:(?:これまで|以前|前|上|上記|以上|すべて|全て)の)(?:すべての|全ての)?(?:指示|命令"
    r"|プロンプト|指令)"
    r"(?:を|は)?(?:すべて|全て)?(?:無視|忘れ)(?:し?て(?:ください|[。！]|$|、[^。\n]{0,100}(?:ください"
    r"|せよ|しろ|こと。))|しろ|せよ|ろ|すること)"
)
_JAPANESE_MACHINE = "(?:AI|人工知能|言語モデル|大規模言語モデル|チャットボット|アシスタント)"
_JAPANESE_ADDRESSING = (
    rf"{_JAPANESE_MACHINE}[^。、]{{0,6}}(?:への|に対する)(?:指示|注意|メッセージ|お願い)"
    rf"|あなたは(?:今から|これから)?[^。、]{{0,12}}{_JAPANESE_MACHINE}(?:です|である|だ|なら)"
    rf"|もしあなたが[^。、]{{0,8}}{_JAPANESE_MACHINE}"
    r"|この(?:記事|文章|ページ|本文)を(?:要約|翻訳|評価)する(?:とき|際|場合|時)"
    r"|(?:要約|翻訳|回答)(?:に|で|の中で|では|には)[^。\n]{0,30}(?:ください|こと。|せよ)"
    r"|この(?:記事|文章|ページ)の(?:要約|見出し|翻訳)(?:は|では|には)[^。\n]{0,30}(?:ください"
    r"|なければならない|こと。)"
)
_CHINESE_ADDRESSING = (
    r"[致给給](?:所有|各位)?的?(?:AI|人工智[能慧]|大模型|[语語]言模型)[^，。：]{0,4}[:：，,]"
    r"|你(?:[现現]在)?是(?:一[个個名位款])?[^，。]{0,8}(?:助手|模型|AI|人工智能|机器人|機器人)"
    r"|如果你是[^，。]{0,6}(?:AI|人工智能|模型|助手|机器人|機器人)"
)

_ANCHOR = (
    r"(?=\p{L})(?<=^[\s*\[\]#>•“”\"'‘’«„(（【「-]*|[.!?:;,。！？：，；“\"«„‘「『（(\n]\s*"
    r"|\b(?:please|and|then|also|now|always|just|simply|you(?: must| should| have to)?|bitte|und"
    r"|por favor|et|пожалуйста|и)[\s,]+|[请請你您]|[务務]必|必[须須]|(?:现在|現在|直接|立即)"
    r")"
)
"""Where an imperative begins. Its letter comes first, so that a line of stars is read once."""
OVERRIDING = (
    f"{_ANCHOR}(?:"
    + "|".join([
        *(tongue.overriding for tongue in _TONGUES),
        rf"{_HAN_OVERRIDES}[^。！？\n]{{0,3}}{_HAN_EARLIER}+的?(?:所有)?{_HAN_INSTRUCTIONS}",
        rf"{_HAN_OVERRIDES}\p{{Han}}{{0,8}}(?:指令|提示|指示)",
    ])
    + f")|{_JAPANESE_OVERRIDING}"
)  # fmt: skip
"""Does away with what the machine was told before."""
ADDRESSING = "|".join(
    [*(tongue.addressing for tongue in _TONGUES), _CHINESE_ADDRESSING, _JAPANESE_ADDRESSING]
)
"""Speaks to a machine, or to whoever writes about the text."""
_QUOTED = regex.compile(
    r"“([^“”\n]*)”|\"([^\"\n]*)\"|「([^「」\n]*)」|«([^«»\n]*)»|„([^„“”\n]*)[“”]"
)
_WORD = regex.compile(r"\p{Han}|[^\W\p{Han}]+")
_QUOTED_MOST = 12
"""Words, or Chinese characters, of an order that is only named, without what it wants said."""
_LEAST_AROUND = 4


def without_quoted(sentence: str) -> str:
    """Return a sentence with what it only quotes left out, as reports of orders quote them.

    A long quotation stays, and so does one that is nearly all of its sentence: it may be obeyed.
    """
    around = _WORD.findall(_QUOTED.sub(" ", sentence))
    if len(around) < _LEAST_AROUND:
        return sentence
    return _QUOTED.sub(
        lambda found: "“”" if len(_WORD.findall(found[0])) <= _QUOTED_MOST else found[0], sentence
    )
