"""What a publisher takes back: its earlier report of which it says that this one is the right one.

A wrong figure is no proof of another event once it is corrected, however unlike the right one.
"""

from collections.abc import Mapping
from math import hypot

from .signs import Signs

_ALIKE = 0.5
"""A corrected report says nearly the same as before, in the same words."""
_LABEL = (
    r"(?:corrections?|corrected|corrigendum|erratum|clarification|retracted|retraction|korrektur"
    r"|korrigiert|berichtigung|richtigstellung|corrección|corregido|rectificación|fe de errata[s]?"
    r"|rectificatif|correctif|correction|corrigé|rétractation|исправлен\w+|поправка|уточнение)\b"
)
_HAN_LABEL = "(?:更正|勘误|勘誤|订正|訂正|更正启事|撤稿|撤回)"
_CORRECTS = Signs(
    latin=(rf"^\W*{_LABEL}(?=\s?[]):|–—-])|[\[(]{_LABEL}[\])]$"),
    han=(rf"^[【\[（(]?\s?{_HAN_LABEL}(?=\s?[】\])）:：|｜丨])|[【\[（(]{_HAN_LABEL}[】\])）]$"),
)


def is_correction(title: str) -> bool:
    """Tell whether a headline is labelled, before or behind, as correcting an earlier one."""
    return _CORRECTS.search(title) is not None


def says_again(corrected: Mapping[str, float], earlier: Mapping[str, float]) -> bool:
    """Tell whether one report has the weighted words of another, for the most part."""
    product = sum(weight * earlier.get(term, 0.0) for term, weight in corrected.items())
    return product > _ALIKE * hypot(*corrected.values()) * hypot(*earlier.values())
