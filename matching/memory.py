"""The memory of this process, as the machine sees it (Linux)."""

import ctypes
import os
from pathlib import Path

STATM = Path("/proc/self/statm")


def resident_bytes() -> int:
    """What the process holds; 0 where the machine does not tell."""
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if STATM.exists() else 0


def give_back() -> None:
    """Gives memory that is no longer used back to the machine: the C library would keep much of what a load took."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of the GNU library alone
    if trim:
        trim(0)
