"""How often somebody may ask, by the settings; workers count together."""

import os
from pathlib import Path

from limits.strategies import MovingWindowRateLimiter

from process.metrics import SHARED
from process.shared_counters import SharedCounters
from settings import Settings
from transport.rates import Rates, RefusalCounter

FILE = "rates"
"""In the folder that workers share."""


def rates_of(settings: Settings, counted: RefusalCounter | None = None) -> Rates:
    """The rates of the settings. Raises OSError where the workers' file cannot be made."""
    by_address, by_key = settings.address_rates, settings.key_rates
    shared = os.environ.get(SHARED) if by_address or by_key else None
    counters = SharedCounters(Path(shared) / FILE if shared else None)
    return Rates(MovingWindowRateLimiter(counters), by_address, by_key, counted)
