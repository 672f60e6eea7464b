"""The memory of this process, as the machine sees it (Linux)."""

import ctypes
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATM = Path("/proc/self/statm")


def resident_bytes() -> int:
    """What the process holds; 0 where the machine does not tell."""
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if STATM.exists() else 0


@contextmanager
def without_collector() -> Iterator[None]:
    """Has the collector of cycles rest: it would go again and again through a million objects that are being made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def trim_heap() -> None:
    """Gives memory that is no longer used back to the machine: the C library would keep much of what a load took."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of the GNU library alone
    if trim:
        trim(0)
