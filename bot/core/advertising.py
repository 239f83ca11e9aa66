"""Whether somebody paid for a piece, as its title or its feed says: such a label is no event."""

from collections.abc import Iterable

import regex

_LABEL = (
    r"(?:sponsored(?:[ -](?:content|posts?|articles?|stor(?:y|ies)))?"
    r"|advertisements?|advertorials?|paid (?:posts?|content|partnership|promotion)"
    r"|partner(?:ed)? (?:content|posts?)"
    r"|promoted(?: content| posts?)?|in partnership with|anzeige|werbung|publicité"
    r"|publi-?rédactionnel|(?:contenu |article )?sponsorisée?|contenido patrocinado"
    r"|patrocinad[oa]|publirreportaje"
    r"|на правах рекламы|реклама|партн[её]рский материал"
    r"|(?:商业|商業)?(?:推广|推廣|广告|廣告|赞助|贊助)(?:内容|內容|文章)?|软文|軟文|広告)"
)
_TITLED = regex.compile(
    rf"^\s*(?:[\[(【（「]\s?{_LABEL}\s?[\])】）」]"
    rf"|{_LABEL}(?: (?:by|von|par|por) [^:|]{{1,40}}?)?\s?(?:[:：|｜丨]|[–—-]\s|[·•]))",
    regex.IGNORECASE,
)
_FILED = regex.compile(_LABEL, regex.IGNORECASE)


def is_advertisement(title: str) -> bool:
    """Tell whether a title begins with the label of an advertisement."""
    return _TITLED.search(title) is not None


def labelled(title: str, categories: Iterable[str]) -> str:
    """Return a title with the label of an advertisement, where it is filed only under one."""
    if is_advertisement(title):
        return title
    found = next((one for one in categories if _FILED.fullmatch(one.strip())), "")
    return f"{found.strip()}: {title}" if found else title
