"""Instants as stores keep them."""

import time


def now_ms() -> int:
    """This instant, in UTC epoch milliseconds."""
    return time.time_ns() // 1_000_000
