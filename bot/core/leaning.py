"""Sentences that lean on what stands before them: "He", "But", "It also", 此外, 该公司.

Read without the sentence before, they leave open who or what they speak of. A list of words tells
them, in the languages that articles come in; what a noun refers to only a reader knows.
"""

import regex

_PERSONS = (
    "he|she|they|his|her|their|him|them|it also|its"
    "|er|ihr|ihre|il|elle|ils|elles|él|ella|ellos|ellas|он|она|они|оно"
)
_JOINTS = (
    "but|and|so|or|yet|nor|however|also|moreover|furthermore|additionally|in addition|besides"
    "|meanwhile|instead|therefore|thus|hence|consequently|nevertheless|nonetheless|similarly"
    "|likewise|otherwise|for (?:example|instance)|(?:in|by) contrast|on the other hand|as a result"
    "|in other words|that said|in turn|then|afterwards|still|even so|finally|second(?:ly)?|third"
    "|while (?:this|that)|because of (?:this|that)|despite (?:this|that)"
    "|aber|doch|jedoch|zudem|außerdem|darüber hinaus|dennoch|deshalb|daher|stattdessen|dabei"
    "|damit|und|mais|cependant|toutefois|en outre|de plus|par ailleurs|ainsi|et|pero|sin embargo"
    "|además|por (?:otro lado|eso)|asimismo|no obstante|также|но|однако|кроме того|при этом"
    "|поэтому|вместо этого|в то же время"
)
_THINGS = (
    "the (?:company|firm|start-?up|group|agency|paper|study|report|model|tool|system|move|deal"
    "|decision|announcement|former|latter|two|pair|duo|same)"
    "|such|those|neither|both of (?:them|these)"
    "|das unternehmen|die firma|l[’']entreprise|la société|la (?:empresa|compañía)|компания"
)
_HAN = (
    "此外|另外|除此之外|与此同时|同时|然而|不过|但是|但|因此|所以|而且|并且|而|其中|其(?!他|它|余|实)|对此|随后|之后"
    "|例如|比如|换言之|总之|据此|于是|接着|最后|第[二三四]|上述|此举|该|两者|双方|[他她它](?!国|人)"
    "|しかし|また|さらに|同社|同氏|一方|彼女?(?:は|ら|の)|なお|そして|そのため|それ(?!ぞれ)"
)
_POINTING = (
    "this|these|that|it|it[’']s|here"
    "|dies(?:e[rs]?)?|ce(?:tte|s|la)?|est[ea]s?|esto|это|этот|эта|эти"
)
_HAN_POINTING = "这(?!家)|此次|本次|これ|この"
_NO_POINTING = (
    r"(?:this|that) (?:week|month|year|quarter|morning|spring|summer|autumn|fall|winter)"
    r"|it (?:can |may |will |could )?(?:take|took|takes)\b|it (?:is|was|[’']s) (?:not )?"
    r"(?:unclear|possible|likely|hard|easy|important|clear|time|rare|common|difficult|no)\b"
)
_QUOTE = r"[\s\"“”„«「『‘’'*(（—–-]*"
_LEANS = regex.compile(
    rf"{_QUOTE}(?:(?:{_PERSONS}|{_JOINTS}|{_THINGS})(?![\p{{L}}\p{{N}}-])|(?:{_HAN}))",
    regex.IGNORECASE,
)
_SAID = regex.compile(
    r"[”\"],? (?:he|she|they|it) (?:said|says|added|adds|told|wrote|writes|explained)\b",
    regex.IGNORECASE,
)
_POINTS = regex.compile(
    rf"{_QUOTE}(?!{_NO_POINTING})(?:(?:{_POINTING})(?![\p{{L}}\p{{N}}-])|{_HAN_POINTING})",
    regex.IGNORECASE,
)


def leans(sentence: str, *, is_first: bool = False) -> bool:
    """Tell whether a sentence needs the one before.

    At the beginning of a text "this" is the text itself or what its title names.
    """
    if _LEANS.match(sentence) or _SAID.search(sentence):
        return True
    return not is_first and _POINTS.match(sentence) is not None
