"""Which dollar a lone `$` is: the American one, or that of a country the text is about."""

import regex

_COUNTRIES = {
    "AUD": r"\bAustrali|\bSydney|\bMelbourne|澳大利亚|澳洲|悉尼|墨尔本",
    "CAD": r"\bCanad|\bToronto|\bMontr[eé]al|加拿大|多伦多",
    "HKD": r"\bHong ?Kong|香港",
    "NZD": r"\bNew Zealand|\bAuckland|新西兰|奥克兰",
    "SGD": r"\bSingap|新加坡",
    "TWD": r"\bTaiwan|\bTaipei|台湾|台北",
}
_NAMED = {code: regex.compile(pattern) for code, pattern in _COUNTRIES.items()}


def local_dollars(text: str) -> frozenset[str]:
    """Return the ISO 4217 codes of the dollars of countries that are named in `text`."""
    return frozenset(code for code, named in _NAMED.items() if named.search(text))
