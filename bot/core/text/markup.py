"""Plain text from HTML, and from what claims to be text and holds HTML all the same."""

import html
import re
from collections.abc import Iterator


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Line and paragraph separators are white space; the other control characters, invisible spaces,
# embeddings and overrides of the writing direction, tag characters and halves of surrogate pairs
# can only hide or reorder words.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,30};)")
_OPENING = re.compile(r"<[A-Za-z/!?]")
# Possessive, and stopped by the next "<": one pass however the quotation marks fall.
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s<>/"']{0,40})(?:[^<>"']|"[^"<]*"|'[^'<]*'|["'])*+>""")
_NOT_ELEMENTS = (("<!--", "-->"), ("<!", ">"), ("<?", ">"))
_BREAKING = re.compile(r"<(?:/?p|br|/?div|/?li|/?h[1-6]|/?tr|pre)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"</[a-z][a-z0-9]{0,15}\s{0,9}>|<(?:br|hr|img|p)\b", re.IGNORECASE)
_UNESCAPE_ROUNDS = 3
_SPACES = re.compile(r"\s+")
_HORIZONTAL = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{2,}")

_PARAGRAPHS = _names(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend main nav ol optgroup p pre"
    " section summary table tbody tfoot thead title ul"
)
_LINES = _names("br li option tr")
_CELLS = _names("td th")
_DROPPED = _names(
    "applet canvas iframe math noembed noframes object script style svg template textarea"
)
_INLINE = _names(
    "a abbr acronym area audio b base basefont bdi bdo bgsound big blink button caption circle"
    " cite code col colgroup command data datalist defs del dfn em embed font frame frameset g i"
    " img input ins kbd keygen label link map"
    " mark marquee menu meta meter nobr o output param path picture polygon progress q rect rp rt"
    " ruby s samp select slot small source span strike strong sub sup time track tt u use var"
    " video wbr"
)


def html_to_text(markup: str) -> str:
    """Return the words of HTML (or of plain text) as paragraphs separated by blank lines."""
    text = _HORIZONTAL.sub(" ", _undo_markup(markup))
    return _BLANK_LINES.sub("\n\n", _AROUND_BREAK.sub("\n", text)).strip()


def plain(html_or_text: str) -> str:
    """Return one line of plain text: no tags, entities, control or direction characters."""
    return " ".join(_undo_markup(html_or_text).split())


def one_line(text: str) -> str:
    """Return `text`, which is no markup, as one line without characters that only hide."""
    return " ".join(_UNSEEN.sub("", text).split())


def _undo_markup(s: str) -> str:
    """Take out tags and entities, also where they were escaped twice, and all unseen characters.

    What an entity brings to light counts as markup only where it is closed (`<b>x</b>`) or stands
    alone by nature (`<br>`): "How &lt;div&gt; works" keeps its word.
    """
    text = _strip_tags(s)
    has_lines = "<" in s
    for _ in range(_UNESCAPE_ROUNDS):
        unescaped = _unescape(text)
        if unescaped == text:
            break
        text = unescaped
        if _ESCAPED.search(text):
            text = _strip_tags(text, has_lines=has_lines)
    return _UNSEEN.sub("", text)


def _unescape(s: str) -> str:
    """Resolve entities that end in a semicolon (numeric ones need none), once."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), s) if "&" in s else s


def _strip_tags(markup: str, *, has_lines: bool = False) -> str:
    """Leave the text between the tags, with line breaks where the markup makes them.

    Only names that HTML knows, or that hold a hyphen or colon, are tags: `List<String>` is text.
    Where no tag breaks lines, or `has_lines`, the line breaks of the source mean something.
    """
    if "<" not in markup:
        return markup
    is_flowing = not has_lines and _BREAKING.search(markup) is not None
    pieces: list[str] = []
    in_pre = False
    for text, name, tag in _pieces(markup):
        pieces.append(_SPACES.sub(" ", text) if is_flowing and not in_pre else text)
        pieces.append(_left_by(name, tag))
        in_pre = not tag.startswith("</") if name == "pre" else in_pre
    return "".join(pieces)


def _pieces(markup: str) -> Iterator[tuple[str, str, str]]:
    """Yield text, the name of the tag that ends it, and that tag; comments and scripts left out.

    What only begins like a tag is yielded as one without a name.
    """
    unclosed: set[str] = set()
    at = 0
    while opening := _OPENING.search(markup, at):
        start = opening.start()
        text = markup[at:start]
        if (after := _after_comment(markup, start)) >= 0:
            at = after
            yield text, "", ""
            continue
        match = _TAG.match(markup, start)
        name, tag = (match[2].lower(), match[0]) if match else ("", opening[0])
        at = start + len(tag)
        if name in _DROPPED and name not in unclosed and not tag.startswith("</"):
            close = _element_end(markup, name, at)
            if close < 0:
                unclosed.add(name)
            at = max(at, close)
        yield text, name, tag
    yield markup[at:], "", ""


def _after_comment(markup: str, start: int) -> int:
    """Return where a comment or declaration at `start` ends, -1 where there is none."""
    for opening, closing in _NOT_ELEMENTS:
        if markup.startswith(opening, start):
            close = markup.find(closing, start + len(opening))
            return close + len(closing) if close >= 0 else len(markup)
    return -1


def _element_end(markup: str, name: str, start: int) -> int:
    """Return where the element that was opened before `start` ends, -1 where it does not."""
    match = re.compile(f"</{name}[^<>]*>", re.IGNORECASE).search(markup, start)
    if match:
        return match.end()
    return len(markup) if name in {"script", "style"} else -1


def _left_by(name: str, tag: str) -> str:
    """Return what a tag leaves in the text."""
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES:
        return "" if tag.startswith("</") else "\n"
    if name in _CELLS:
        return " "
    is_markup = name in _INLINE or name in _DROPPED or "-" in name or ":" in name
    return "" if is_markup else tag
