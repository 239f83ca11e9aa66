"""Which addresses are public: the guard of everything that is fetched.

`ipaddress.is_global` calls several translated forms of private addresses global (6to4, NAT64,
IPv4-compatible), so those are unwrapped first, and for the rest only what IANA hands out for
public unicast is let through.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NOT_PUBLIC_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_CARRIES_4 = tuple(
    IPv6Network(block)
    for block in (
        "::/96",  # IPv4-compatible
        "::ffff:0:0/96",  # IPv4-mapped
        "::ffff:0:0:0/96",  # IPv4-translated (RFC 2765)
        "64:ff9b::/96",  # NAT64 (RFC 6052)
    )
)
_SIX_TO_FOUR = IPv6Network("2002::/16")


def is_public(address: str) -> bool:
    """Tell whether an IP address literal belongs to the public internet."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        carried = _carried(parsed)
        if carried is None:
            return parsed in _PUBLIC_6 and not any(parsed in block for block in _NOT_PUBLIC_6)
        parsed = carried
    return not any(parsed in block for block in _NOT_PUBLIC_4)


def _carried(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address inside `address`, if it is a form that carries one."""
    if address in _SIX_TO_FOUR:
        return IPv4Address(address.packed[2:6])
    if any(address in block for block in _CARRIES_4):
        return IPv4Address(address.packed[12:])
    return None
