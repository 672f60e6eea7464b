"""Whose word is taken for the address of a client (REGISTRY_TRUSTED_PROXIES)."""

import ipaddress
from collections.abc import Sequence
from typing import Any, cast

from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

MAPPED = "::ffff:"
"""Before an IPv4 address on a socket that listens on both, and the bits that it adds to the length of a network."""
MAPPED_BITS = 96


def behind_proxies(app: ASGIApp, proxies: Sequence[str]) -> ASGIApp:
    """The application, with the addresses that these proxies tell in `X-Forwarded-For`; others' word is not taken."""
    if not proxies:
        return app
    return cast(ASGIApp, ProxyHeadersMiddleware(cast(Any, app), [form for each in proxies for form in _forms(each)]))


def _forms(proxy: str) -> list[str]:
    """An address or a network, as it may come over IPv4 and IPv6."""
    network = ipaddress.ip_network(proxy)
    mapped = f"{MAPPED}{network.network_address}/{network.prefixlen + MAPPED_BITS}"
    return [str(network), mapped] if network.version == 4 else [str(network)]
