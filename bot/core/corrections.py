"""What a publisher takes back: its earlier report of which it says that this one is the right one.

A wrong figure is no proof of another event once it is corrected, however unlike the right one.
"""

from collections.abc import Mapping
from math import hypot

from .signs import Signs

_ALIKE = 0.5
"""A corrected report says nearly the same as before, in the same words."""
_NAMED = (
    r"(?:corrections?|corrected|corrigend(?:um|a)|errat(?:um|a)|clarifications?|retracted"
    r"|retraction|korrektur(?:en)?|korrigiert(?:e fassung)?|korrigend(?:um|a)|berichtig(?:ung|t)"
    r"|richtigstellung|corrección|correcciones|corregido|corrige|rectificación"
    r"|fe de err(?:ata|ore)s?|aclaración|rectificati(?:f|on)|correctif|corrigé|rétractation"
    r"|исправлен\w+|поправка|уточнени[ея])"
)
_BESIDE = (
    r"(?: (?:and|&|und|et|y|и) (?:(?:an |our )?apolog(?:y|ies)|clarifications?|corrections?"
    r"|entschuldigung|excuses|disculpas|извинения))?"
)
_HOUSE = "(?:AP|AFP|EFE|dpa|APA|ANSA|UPI|TASS|Reuters|Bloomberg|ТАСС|РИА(?: Новости)?|Интерфакс)"
_AGENCY = (
    rf"(?-i:{_HOUSE}) (?:corrects|corrige|rectifie|rectifica|korrigiert|berichtigt|исправляет"
    r"|уточняет)"
)
"""A news agency that corrects itself; of a price, the same word says that it falls."""
_LABEL = rf"(?:(?:{_HOUSE}-)?{_NAMED}{_BESIDE}|{_AGENCY})\b(?:\s?\([^()\n]{{1,20}}\))?"
_HAN_NAMED = "(?:更正|勘误|勘誤|订正|訂正|撤稿|撤回)"
_SORRY = "(?:お詫び|おわび|致歉|道歉)"
_HAN_LABEL = (
    rf"(?:{_SORRY}(?:と|して|及|与|與|和|[并並])?)?{_HAN_NAMED}"
    rf"(?:(?:と|及|与|與|和|暨|[并並])?{_SORRY}|[启啟]事|[说說]明|[声聲]明|のお知らせ|します)?"
)
_CORRECTS = Signs(
    latin=(rf"^\W*{_LABEL}(?=\s?[])]?\s?[]:|–—-]|[])])|[\[(]{_LABEL}[\])]$"),
    han=(
        rf"^[【\[［〔（(<＜]?\s?{_HAN_LABEL}(?=\s?[】\]］〕>＞）)：:|｜丨])"
        rf"|[【\[［〔（(]{_HAN_LABEL}[】\]］〕）)]$"
    ),
)


def is_correction(title: str) -> bool:
    """Tell whether a headline is labelled, before or behind, as correcting an earlier one."""
    return _CORRECTS.search(title) is not None


def says_again(corrected: Mapping[str, float], earlier: Mapping[str, float]) -> bool:
    """Tell whether one report has the weighted words of another, for the most part."""
    product = sum(weight * earlier.get(term, 0.0) for term, weight in corrected.items())
    return product > _ALIKE * hypot(*corrected.values()) * hypot(*earlier.values())
