"""Languages by the names people give them."""

from functools import cache

from babel import Locale

from .catalog import INTERFACE_LANGUAGES, open_translator, pick_language
from .dates import language as language_name


def find_language(typed: str) -> str | None:
    """Return the interface language that `typed` names; None where it names none.

    A tag (`zh-CN`, `de`), or a name in any interface language: `English`, `中文`, `Chinesisch`.
    """
    wanted = " ".join(typed.casefold().split())
    named = _names().get(wanted)
    if named is not None:
        return named
    picked = pick_language(wanted)
    is_tag = picked.split("-")[0].casefold() == wanted.replace("_", "-").split("-")[0]
    return picked if is_tag else None


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code in INTERFACE_LANGUAGES:
        language = Locale.parse(code, sep="-")
        for speaker in INTERFACE_LANGUAGES:
            locale = Locale.parse(speaker, sep="-")
            shown = language_name(open_translator(speaker), code)
            plain = language.get_language_name(locale) or shown
            for name in (shown, language.get_display_name(locale) or shown, plain):
                names.setdefault(name.casefold(), code)
    return names
