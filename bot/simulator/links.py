"""Which links Telegram takes, and how it writes them (tdlib, LinkManager and HttpUrl)."""

import re

_HOST_CHARACTERS = re.compile(r"(?:[a-z0-9._!$,~*'();&+=-]|%[0-9a-f]{2}|[^\x00-\x7f])*")
_TG_HOST_CHARACTERS = re.compile(r"[A-Za-z0-9_-]+")
_PROTOCOL = re.compile(r"([^/:?#@\[\]]*)://", re.DOTALL)
_MAX_PORT = 65535


class LinkError(ValueError):
    """The link is none; the message is tdlib's."""


def _split_port(authority: str) -> tuple[str, str]:
    head, colon, port = authority.rpartition(":")
    if not colon or "]" in port:
        return authority, ""
    digits = port.lstrip("0")
    if not digits.isascii() or not digits.isdigit() or int(digits) > _MAX_PORT:
        raise LinkError("Wrong port number specified in the URL")
    return head, digits


def _check_tg(link: str) -> str:
    rest = link[3:].removeprefix("//")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if not host:
        raise LinkError("URL host is empty")
    if not _TG_HOST_CHARACTERS.fullmatch(host):
        raise LinkError("Wrong tg URL")
    return f"tg://{host.lower()}{rest[len(host) :].removeprefix('/')}"


def check_link(link: str) -> str:
    """Return `link` as Telegram writes it; a missing scheme means http.

    Raises:
        LinkError: with tdlib's reason.
    """
    if link[:3].lower() == "tg:":
        return _check_tg(link)
    protocol = "http"
    if found := _PROTOCOL.match(link):
        protocol = found[1].lower()
        link = link[found.end() :]
        if protocol not in {"http", "https"}:
            raise LinkError("Unsupported URL protocol")
    authority = re.split(r"[/?#]", link, maxsplit=1)[0]
    query = link[len(authority) :].rstrip(" \t\r\n\0\v")
    userinfo, at, host_port = authority.rpartition("@")
    host, port = _split_port(host_port)
    host = host.lower()
    is_ipv6 = host.startswith("[") and host.endswith("]")
    if not host:
        raise LinkError("URL host is empty")
    if not is_ipv6 and not _HOST_CHARACTERS.fullmatch(host):
        raise LinkError("Disallowed character in URL host")
    if "." not in host and not is_ipv6:
        raise LinkError("Wrong HTTP URL")
    if not query.startswith("/"):
        query = "/" + query
    query = "".join(f"%{ord(c):02X}" if c <= " " else c for c in query)
    return f"{protocol}://{userinfo}{at}{host}{':' + port if port else ''}{query}"


def linked_user(link: str) -> int:
    """Return the id in `tg://user?id=`, 0 where it is another link."""
    found = re.fullmatch(r"tg:(?://)?user/?\?id=(\d{1,19})", link, re.IGNORECASE)
    return int(found[1]) if found else 0
