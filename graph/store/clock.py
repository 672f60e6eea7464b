"""Instants as stores keep them."""

import time
from datetime import UTC, datetime


def now_ms() -> int:
    """This instant, in UTC epoch milliseconds."""
    return time.time_ns() // 1_000_000


def iso_instant(epoch_ms: int) -> str:
    """An instant in UTC epoch milliseconds as text, to the second: `2026-12-01T09:30:00Z`."""
    return datetime.fromtimestamp(epoch_ms / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
