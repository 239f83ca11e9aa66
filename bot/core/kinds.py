"""What kind of occurrence a report tells: takeover talks are no order, and a lawsuit is no launch.

Two things that happen to one company in a week share its name, its products and its people. What
tells them apart is the action, in the words that the vocabulary has for it in eight languages.
"""

from collections.abc import Sequence

import regex

from .concepts import Sighting

_LAUNCH = "launch"
_BEFORE = regex.compile(
    r"\b(?:after|following|amid|despite|since|nach|seit|trotz|après|depuis|malgré|tras|desde"
    r"|pese a|después de|после|несмотря на)\b[^,;:]*"
    r"|(?<![^，；：。])[^，；：。]*(?:后|以来|之际)(?=[，,])"
    r"|(?<![^、：。])[^、：。]*(?:後|以来|を受けて?)(?=、)",
    regex.IGNORECASE,
)
"""What a sentence calls to mind of what happened before."""


def kinds_told(text: str, sightings: Sequence[Sighting], *, has_version: bool) -> frozenset[str]:
    """Return the kinds of occurrence that a title or a sentence tells as its news.

    Anything is announced and released, a result or a new chief too: that is a launch only where a
    product or, by `has_version`, a versioned name stands beside it.
    """
    found = [sighting for sighting in sightings if sighting.concept.kind]
    before = [match.span() for match in _BEFORE.finditer(text)] if found else []
    kinds = {
        sighting.concept.kind
        for sighting in found
        if not any(start <= sighting.start < end for start, end in before)
    }
    if not (has_version or any(one.concept.section == "products" for one in sightings)):
        kinds.discard(_LAUNCH)
    return frozenset(kinds)
