"""How often somebody may ask: by key or person, and by address where nobody is signed in.

The strategies of the library `limits` decide. A request is counted before its body is read. Who is refused is answered
429 with `Retry-After`, and is not counted.
"""

import time
from collections.abc import Callable, Sequence
from math import ceil

from limits import RateLimitItem
from limits.strategies import RateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from access.principal import ANONYMOUS
from errors import Code, RegistryError
from transport.addresses import address_of
from transport.fields import Fields
from transport.graphql import send_refusal
from transport.negotiation import HTML, JSON, answer_type, negotiate

ADDRESS, KEY, FAILED_KEYS = "address", "key", "failed keys"

RefusalCounter = Callable[[str], None]
"""Is told of a refusal: whether it was by `address` or by `key`."""


class RateLimitedError(RegistryError):
    """Somebody asks too often. `seconds`: after so many one request is let through."""

    def __init__(self, seconds: int) -> None:
        super().__init__(Code.RATE_LIMITED, Code.RATE_LIMITED.meaning)
        self.seconds = seconds


class Rates:
    """Counts requests, and refuses those above a limit. Where no limit is set, all pass.

    by_address  limits of each address of those who are not signed in
    by_key      limits of each key or person
    counted     is told of refusals
    clock       that of the limiter's storage, in seconds
    """

    def __init__(
        self,
        limiter: RateLimiter,
        by_address: Sequence[RateLimitItem],
        by_key: Sequence[RateLimitItem],
        counted: RefusalCounter | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limiter = limiter
        self.by_address = by_address
        self.by_key = by_key
        self.counted = counted
        self.clock = clock

    def count(self, scope: Scope) -> None:
        """Counts a request for its principal (`scope["state"]["principal"]`). Raises RateLimitedError."""
        principal = scope["state"].get("principal", ANONYMOUS)
        if principal.id:
            self._count(KEY, principal.id, self.by_key)
        else:
            self._count(ADDRESS, address_of(scope), self.by_address)

    def check_address(self, scope: Scope) -> None:
        """Refuses an address that has sent too many wrong keys; to be asked before a key is looked up. Counts nothing.

        Wrong keys have a counter of their own for this: else whoever asks much without one would keep others of the
        same address from signing in. Raises RateLimitedError.
        """
        address = address_of(scope)
        if not self._has_room(FAILED_KEYS, address, self.by_address):
            raise self._refuse(FAILED_KEYS, address, self.by_address)

    def count_failure(self, scope: Scope) -> None:
        """Counts a wrong key: as a request of its address, and for `check_address`. Raises RateLimitedError."""
        address = address_of(scope)
        for rate in self.by_address:
            self.limiter.hit(rate, ADDRESS, address)
        self._count(FAILED_KEYS, address, self.by_address)

    def _count(self, by: str, who: str, rates: Sequence[RateLimitItem]) -> None:
        """Counts for all rates, or for none: what one refuses must not count for the others."""
        if len(rates) > 1 and not self._has_room(by, who, rates):
            raise self._refuse(by, who, rates)
        for rate in rates:
            if not self.limiter.hit(rate, by, who):
                raise self._refuse(by, who, rates)

    def _has_room(self, by: str, who: str, rates: Sequence[RateLimitItem]) -> bool:
        return all(self.limiter.test(rate, by, who) for rate in rates)

    def _refuse(self, by: str, who: str, rates: Sequence[RateLimitItem]) -> RateLimitedError:
        if self.counted:
            self.counted(KEY if by == KEY else ADDRESS)
        stats = [self.limiter.get_window_stats(rate, by, who) for rate in rates]
        ends = [each.reset_time for each in stats if each.remaining < 1]
        return RateLimitedError(max(1, ceil(max(ends, default=0.0) - self.clock())))


class RateLimits:
    """An endpoint that answers as often as `rates` allow. What says who asks stands around it, as does `Requests`."""

    def __init__(self, app: ASGIApp, rates: Rates) -> None:
        self.app = app
        self.rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers 429; the page for people is free."""
        try:
            if not _asks_for_page(scope):
                self.rates.count(scope)
        except RateLimitedError as error:
            await refuse_rate(scope, send, error)
        else:
            await self.app(scope, receive, send)


async def refuse_rate(scope: Scope, send: Send, error: RateLimitedError) -> None:
    """Answers 429, without having read the body."""
    media_type = negotiate(Fields(scope["headers"])[b"accept"]) or JSON
    await send_refusal(scope, send, error, {"retry-after": str(error.seconds)}, media_type)


def _asks_for_page(scope: Scope) -> bool:
    if scope["method"] not in ("GET", "HEAD"):
        return False
    return answer_type(scope["method"], Fields(scope["headers"])[b"accept"]) == HTML
