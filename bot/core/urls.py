"""Web addresses: which ones are fit to use, and which ones name the same page."""

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from bot.core.wrapped import inner_address

_LONGEST_URL = 4096
_LONGEST_INPUT = 4 * _LONGEST_URL
_LONGEST_HOST = 253
_WEB_SCHEMES = frozenset({"http", "https"})

# What the URL standard strips or ignores: https://url.spec.whatwg.org/#url-parsing
_IGNORED = re.compile(r"[\t\n\r]+")
_AROUND = "".join(map(chr, range(0x21))) + "\u00a0\u200b\ufeff"
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_IPV6 = re.compile(r"[0-9a-f:.]+")
_BARE_HOST = re.compile(r"www\.[^\s/]+\.[^\s/]+", re.IGNORECASE)
_ABSOLUTE = re.compile("https?://", re.IGNORECASE)
_ORDINARY = re.compile(r"https?://[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,3}(?:/[!-~]{0,2000})?")
"""What nearly all addresses look like; those need no closer look."""
_PERCENT = re.compile(r"%([0-9a-fA-F]{2})?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT_IN_PATH = "%/:=~+!$&,;'@()*"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?"

# Parameters that say how somebody came to a page, never which page it is.
_TRACKING_PREFIXES = (
    "utm_",
    "amp_",
    "at_",
    "hsa_",
    "mc_",
    "mtm_",
    "ns_",
    "pk_",
    "piwik_",
    "vero_",
    "_hs",
)
_TRACKING = frozenset(
    {
        *("amp", "cmpid", "cmp", "cid_source", "dclid", "efid", "fbclid", "fb_action_ids"),
        *("fb_source", "gaa_at", "gaa_n", "gaa_sig", "gaa_ts", "gad_source", "gbraid", "gclid"),
        *("gclsrc", "guccounter", "guce_referrer", "guce_referrer_sig", "igshid", "igsh"),
        *("isappinstalled", "mibextid", "mkt_tok", "msclkid", "ncid", "nsukey", "oly_anon_id"),
        *("oly_enc_id", "outputtype", "partner", "rb_clickid", "ref_src", "ref_url", "referer"),
        *("referrer", "rss", "s_cid", "scene", "share_from", "share_medium", "share_source"),
        *("share_source_id", "share_token", "smid", "smtyp", "soc_src", "soc_trk", "spm"),
        *("si", "sr_share", "srnd", "taid", "twclid", "unlocked_article_code", "wickedid", "wfr"),
        *(
            "wt_mc",
            "xtor",
            "xtrack",
            "yclid",
            "ysclid",
            "chksm",
            "_ga",
            "_gl",
            "__twitter_impression",
            "_openstat",
            "icid",
            "trk",
            "trackingid",
            "usqp",
            "wbraid",
        ),
        *("jsessionid", "phpsessid", "sessionid", "session_id"),
    }
)
# How a page is shown, not which one it is; Blogger's mobile pages.
_VIEWS = frozenset({"view=amp", "output=amp", "format=amp", "mode=amp", "m=0", "m=1"})
# These name a page in some places: they go only where they hold a word, not a number.
_TRACKING_WORDS = frozenset({"f", "from", "ref", "source", "src", "via"})

_HOST_PREFIXES = frozenset({"www", "www2", "m", "mobile", "amp", "wap", "3g"})
_MOBILE_LABELS = frozenset({"m", "mobile"})
_SAME_HOST = {
    "twitter.com": "x.com",
    "old.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
    "export.arxiv.org": "arxiv.org",
}
_AMP_PATH = re.compile(r"(?:/amp(?:\.html?)?|\.amp(?:\.html?)?)/*$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_SLASHES = re.compile(r"(?<!:)//+")
_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_ARXIV = re.compile(r"/(?:abs|pdf|html)/([^/]+?|[a-z.-]+/\d+)(?:v\d+)?(?:\.pdf)?")


def is_web_url(url: str) -> bool:
    """Tell whether `url` is an absolute http(s) address with a host, of a sane length."""
    if _ORDINARY.fullmatch(url):
        return True
    return len(url) <= _LONGEST_URL and _split(url) is not None


def host(url: str) -> str:
    """Return the host in lower case, without a port; empty where there is none."""
    parts = _split(url)
    return (parts.hostname or "").rstrip(".") if parts else ""


def resolve(base: str, url: str) -> str:
    """Return `url` as an absolute web address, relative to `base`; empty where it is none.

    Spaces are escaped, as browsers do; `www.example.com/x` is taken for what it means.
    """
    if _ORDINARY.fullmatch(url):
        return url
    url = _IGNORED.sub("", url.strip(_AROUND)).replace(" ", "%20")
    if not url:
        return ""
    if _BARE_HOST.match(url):
        url = "https://" + url
    if not _ABSOLUTE.match(url):
        try:
            url = urljoin(_IGNORED.sub("", base.strip(_AROUND)), url)
        except ValueError:
            return ""
    return url if is_web_url(url) else ""


def canonical_url(url: str) -> str:
    """Return one name for all the addresses of a page; empty where `url` is no web address.

    It is an identity, idempotent, not an address to visit: always https, without www or mobile
    hosts, AMP, tracking, user names, default ports and fragments, the query in order.
    """
    seen = ""
    while url != seen and len(url) <= _LONGEST_INPUT:
        seen, url = url, _simplify(url)
    return url if len(url) <= _LONGEST_URL else ""


def unwrapped(url: str) -> str:
    """Return where an AMP cache's or a redirector's address leads; any other as it is."""
    parts = _split(url)
    inner = inner_address(_same_host(parts.hostname or ""), parts) if parts else ""
    return inner if inner and is_web_url(inner) else url


def _split(url: str) -> SplitResult | None:
    """Split a web address; None for anything else."""
    try:
        parts = urlsplit(_IGNORED.sub("", url.strip(_AROUND)))
        name = parts.hostname or ""
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    if parts.scheme not in _WEB_SCHEMES or not _ascii_host(name):
        return None
    return parts


def _ascii_host(name: str) -> str:
    """Return a host as it goes over the wire (IDNA), empty where it is not possible."""
    name = name.rstrip(".")
    if _IPV6.fullmatch(name) and ":" in name:
        return f"[{name}]"
    if len(name) > _LONGEST_HOST:
        return ""
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return ""
    return name if _HOST.fullmatch(name) else ""


def _simplify(url: str) -> str:
    """Take one round of simplification; `canonical_url` repeats it until nothing changes."""
    parts = _split(url)
    if parts is None:
        return ""
    name = _same_host(_ascii_host(parts.hostname or ""))
    port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    path = _escape(_without_dots(parts.path), _KEPT_IN_PATH)
    inner = inner_address(name, parts)
    if inner and is_web_url(inner):
        return inner
    # "&amp;" is left by those who escape twice.
    query = "&".join(sorted(_identifying(parts.query.replace("&amp;", "&"))))
    name, path, query = _well_known(name, _trim_path(path), query)
    # Single-page sites name the page after the hash.
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    fragment = _escape(fragment, _KEPT_IN_QUERY + "#")
    return f"https://{name}{port}{path or '/'}" + (f"?{query}" if query else "") + fragment


def _same_host(name: str) -> str:
    labels = name.split(".")
    while len(labels) > 2 and labels[0] in _HOST_PREFIXES:  # noqa: PLR2004 - a name and its ending stay
        labels.pop(0)
    if len(labels) > 3 and labels[1] in _MOBILE_LABELS:  # noqa: PLR2004 - en.m.wikipedia.org
        labels.pop(1)
    name = ".".join(labels)
    return _SAME_HOST.get(name, name)


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986, section 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def _escape(part: str, kept: str) -> str:
    """Bring percent-encoding to one form (RFC 3986, section 6.2.2)."""
    return quote(_PERCENT.sub(_escaped, part), safe=kept, errors="replace")


def _escaped(match: re.Match[str]) -> str:
    if not match[1]:
        return "%25"
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _identifying(query: str) -> list[str]:
    return [
        _escape(pair, _KEPT_IN_QUERY).replace("%20", "+")
        for pair in query.split("&")
        if pair and not _tracks(pair)
    ]


def _tracks(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    if name in _TRACKING_WORDS:
        return not value.isdecimal()
    if pair.lower() in _VIEWS:
        return True
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _trim_path(path: str) -> str:
    path = _AMP_PATH.sub("", _SLASHES.sub("/", _SESSION.sub("", path)))
    path = path.removeprefix("/amp") if path.startswith("/amp/") else path
    return _INDEX_PAGE.sub("", path).rstrip("/")


def _well_known(name: str, path: str, query: str) -> tuple[str, str, str]:
    """Bring the several addresses of a paper, a post or a film to one."""
    if name == "arxiv.org" and (paper := _ARXIV.fullmatch(path)):
        return name, f"/abs/{paper[1]}", ""
    if name == "x.com" and "/status/" in path:
        return name, path, ""
    if name == "youtu.be" and path:
        return "youtube.com", "/watch", f"v={path[1:]}"
    if name == "youtube.com" and path == "/watch":
        return name, path, "&".join(part for part in query.split("&") if part.startswith("v="))
    return name, path, query
