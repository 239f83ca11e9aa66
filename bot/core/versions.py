"""The numbers that products go by, in any language: GPT-5.5, H200, Qwen3-Coder, v0.31."""

from collections.abc import Iterator, Sequence

import regex

from .concepts import Sighting

_NO_FAMILIES_TEXT = """
jan january feb february mar march apr april may jun june jul july aug august sep sept september
oct october nov november dec december top series phase day week part section chapter article page
fy level tier step round version age aged episode issue no vol q the a an of in on by over under
about nearly almost for to from and or at with is are was covid rs us usd rmb eur
"""
_NO_FAMILIES = frozenset(_NO_FAMILIES_TEXT.split())
"""Words that stand before a number without naming a product."""
_VERSION = regex.compile(
    r"(?<![\p{Latin}\p{N}.])(?P<family>\p{Latin}+)(?P<gap>[ -]?)"
    r"(?P<number>(?:\d{1,3}|\d{4}(?=\.\d))(?:\.\d{1,3})*)(?P<suffix>[a-z])?"
    r"(?![\p{Latin}\p{N}%]|[.,]\d|\s?(?:%|percent))"
)
_MODEL = regex.compile(
    r"(?<![\p{Latin}\p{N}.])\p{Lu}\p{Latin}+\d{1,3}(?:\.\d{1,3})*"
    r"-(?!(?:[Bb]ased|[Pp]owered|[Ss]tyle|[Ll]ike|[Cc]lass|[Ll]evel|[Dd]riven)\b)\p{Lu}\p{Latin}+"
)
"""One of the models that share a family and its number: Qwen3-Coder, Qwen3-VL."""
_FAMILY = regex.compile(r"^\p{Latin}+")
_RELEASE = regex.compile(
    r"(?<![\p{Latin}\p{N}.])(?:v|\d{1,4}\.(?=\d+\.\d))\d{1,4}(?:\.\d{1,4})+(?![\p{N}%]|[.,]\d)"
)
"""What release notes are numbered by, with or without the product before it: v0.31, 0.31.2."""


def versions_in(text: str, sightings: Sequence[Sighting]) -> Iterator[str]:
    """Yield versioned names (GPT-5.5, Gemini 3.1, H200), however they are spaced, and releases."""
    for match in _RELEASE.finditer(text):
        yield "v" + match.group().removeprefix("v")
    products = {s.end for s in sightings if s.concept.section == "products"}
    for match in _VERSION.finditer(text):
        family, number = match["family"], match["number"]
        if family.lower() in _NO_FAMILIES:
            continue
        if len(family) == 1 and (match["gap"] or not family.isupper()):
            continue
        # After a space, "Cuts 600" reads like a version: only a point, a known product or what is
        # joined to one (Qwen-Image 3) is sure.
        hyphen = text.find("-", match.start() - 1, match.start())
        is_product = not products.isdisjoint((match.end("family"), hyphen))
        if match["gap"] == " " and "." not in number and not is_product:
            continue
        yield f"{family.lower()}{number}{match['suffix'] or ''}"


def models_in(text: str) -> Iterator[str]:
    """Yield models that share a family and its number with others, as `qwen3-coder`."""
    for match in _MODEL.finditer(text):
        yield match.group().lower()


def unnamed(version: str) -> str:
    """Return a version as release notes give it, which name no product."""
    return _FAMILY.sub("v", version)
