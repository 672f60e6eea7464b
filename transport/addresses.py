"""The addresses of clients, by which those count who are not signed in."""

import ipaddress
from functools import lru_cache

from starlette.types import Scope

NETWORK_BITS = 64
"""Of an IPv6 address that name its network: whoever has one has all addresses of it."""
UNKNOWN = "unknown"
"""In the place of an address where the server tells none (a socket of Unix)."""


def address_of(scope: Scope) -> str:
    """What a client counts by: its IPv4 address, or the network of its IPv6 address."""
    client = scope.get("client")
    return _network_of(client[0]) if client else UNKNOWN


@lru_cache(4096)
def _network_of(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:  # what a trusted proxy has in the place of an address
        return host
    if address.version == 4:
        return host
    if address.ipv4_mapped:  # a client over IPv4 on a socket that listens on both
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), NETWORK_BITS), strict=False))
