"""Addresses inside addresses: AMP caches, and pages that only lead on to another one."""

import re
from urllib.parse import SplitResult, parse_qsl

_CACHES = frozenset({"google.com", "bing.com", "cdn.ampproject.org"})
_CACHED = re.compile(r"/(?:amp|c|v|a|wp)/(?:s/)?([^/]+\.[^/]+/.*)")
# Host and path of a redirector, and the parameters that may hold where it leads.
_REDIRECTORS = {
    "google.com/url": ("url", "q"),
    "youtube.com/redirect": ("q",),
    "bing.com/news/apiclick.aspx": ("url",),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com": ("u",),
    "out.reddit.com": ("url",),
    "linkedin.com/redir/redirect": ("url",),
    "slack-redir.net/link": ("url",),
    "t.umblr.com/redirect": ("z",),
    "vk.com/away.php": ("to",),
    "link.zhihu.com": ("target",),
    "link.juejin.cn": ("target",),
    "link.csdn.net": ("target",),
    "jianshu.com/go-wild": ("url",),
}
_NAMED_BY_QUERY = frozenset({"out.reddit.com"})
"""Redirectors whose path is only a number of their own."""
_MOST_PARAMETERS = 50


def inner_address(name: str, parts: SplitResult) -> str:
    """Return the address that an address of host `name` carries; empty where it carries none.

    Args:
        name: the host without `www.` or `m.`.
        parts: the whole address; of an AMP cache's, the inner one has no scheme in it.
    """
    if name in _CACHES or name.endswith(".cdn.ampproject.org"):
        cached = _CACHED.fullmatch(parts.path)
        if cached:
            return f"https://{cached[1]}" + (f"?{parts.query}" if parts.query else "")
    place = name if name in _NAMED_BY_QUERY else (name + parts.path).rstrip("/")
    wanted = _REDIRECTORS.get(place, ())
    if not wanted or parts.query.count("&") > _MOST_PARAMETERS:
        return ""
    values = dict(parse_qsl(parts.query))
    targets = (values.get(key, "") for key in wanted)
    return next((target for target in targets if target.startswith(("http://", "https://"))), "")
