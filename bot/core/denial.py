"""Whether somebody says that a thing is so, or that it is not."""

from enum import StrEnum

import regex

_REFUSED = (
    r"motions?|requests?|bids?|appeals?|petitions?|applications?|access|injunctions?|visas?"
    r"|permits?|bail|entry|stay|relief|services?|coverage"
)
"""What courts and offices deny is refused, and no less true for it."""
_DENIED = (
    rf"\b(?:den(?:y|ies|ied|ying)|denial of)\b(?!(?:\W+[\w'’$.-]+){{0,4}}?\W+(?:{_REFUSED})\b)"
    r"|\bdenials?\b(?![- ]of)|\b(?:debunk|refut)(?:s|es|ed|ing)?\b"
    r"|\breject(?:s|ed|ing)?\W+(?:\w+\W+){0,2}(?:reports?|claims?|rumou?rs?|allegations?)\b"
    r"|\b(?:reports?|claims?|rumou?rs?|allegations?|figures?)\W+(?:\w+\W+){0,8}"
    r"(?:false|untrue|incorrect|inaccurate|baseless|wrong|made up)\b"
    r"|\b(?:false|untrue|inaccurate|baseless)\W+(?:reports?|claims?|rumou?rs?|allegations?)\b"
    r"|\b(?:is|was|are|were)(?: not|n['’]t) (?:true|correct|accurate)\b|\bno truth\b"
    r"|否认|否認|辟谣|闢謠|不实|不實|不属实|不屬實|子虚乌有|子虛烏有|谣言|謠言|传闻失实|傳聞失實"
)
_CONFIRMED = (
    r"(?<!\b(?:not|yet to|never|without|(?:refus|declin)\w+ to)\s)(?<!n['’]t\s)"
    r"\bconfirm(?:s|ed|ing)?\b"
    r"|(?<!未)(?<!未[经经获獲經])(?:[证證]实|證實|确认|確認)"
)


class Verdict(StrEnum):
    """What became of what was told."""

    NONE = ""
    CONFIRMED = "confirmed"
    DENIED = "denied"


_SAID = {
    Verdict.CONFIRMED: regex.compile(_CONFIRMED, regex.IGNORECASE),
    Verdict.DENIED: regex.compile(_DENIED, regex.IGNORECASE),
}


def verdicts_of(text: str) -> list[Verdict]:
    """Return what a headline or a sentence says of what was told."""
    return [verdict for verdict, said in _SAID.items() if said.search(text)]


def denies(text: str) -> bool:
    """Tell whether a headline or a sentence says that something is not so."""
    return Verdict.DENIED in verdicts_of(text)
