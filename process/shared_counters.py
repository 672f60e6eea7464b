"""Counters of requests that the processes of one host share: a table of fixed size in a file mapped into memory.

A storage of the library `limits`, whose own ones are each process's alone or need another server. It serves the moving
window: no window of the length of a limit has more requests than the limit allows, wherever the window begins. (The
library's other window that slides weighs two counters as if requests came evenly. Whoever sends all at the end of one
of them and goes on in the next gets nearly twice the limit within the length of one.)

The times of single requests would take as much memory as a limit is high. They are counted by steps of a sixtieth of
the window instead, as if all requests of a step came at its end: a request is forgotten a sixtieth of a window too late
at most, and never too early.
"""

import fcntl
import mmap
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from struct import Struct

import xxhash
from limits.storage.base import MovingWindowSupport, Storage

SETS, WAYS = 8_192, 8
"""A key has one set, in which it takes any slot. 65,536 keys in 18 MB: a flood of addresses finds no more room."""
STEPS = 60
"""In which the time of a window is counted; there are counters for these and for the step in which it begins."""
HEAD = Struct(f"<{WAYS}Q{WAYS}Q{WAYS}d")
"""Of a set: the digest of each slot's key, the step of its last request, and when its last window is past."""
COUNTS = Struct(f"<{STEPS + 1}I")
"""Of a slot: requests by step, in the place of the step's number modulo their number."""
NONE = (0,) * (STEPS + 1)
COUNT, NUMBER, SECONDS = Struct("<I"), Struct("<Q"), Struct("<d")
DIGESTS, LAST_STEPS, ENDS = range(3)
SET_BYTES = HEAD.size + WAYS * COUNTS.size


class SharedCounters(Storage, MovingWindowSupport):
    """The counters in a file, which all processes that name it share; without one, this process's own.

    Each set is locked while it is looked at, by a lock that the kernel frees when its process dies. What a killed
    process leaves half written are numbers of one slot, which are past after a window. A key whose set is full takes
    the slot whose window is past first, so the requests of whoever has been away longest are forgotten.

    For one thread of each process: the locks keep processes apart. `clock` tells seconds, as all processes see them.
    Raises OSError where the file cannot be made or the disk has no room for it.
    """

    STORAGE_SCHEME = None

    def __init__(self, path: Path | None = None, *, clock: Callable[[], float] = time.monotonic, sets: int = SETS):
        super().__init__()
        self._clock = clock
        self._sets = sets
        size = sets * SET_BYTES
        self._file = -1 if path is None else os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if path is not None:
            os.posix_fallocate(self._file, 0, size)  # a full disk must fail here, not kill whoever writes to a page
        self._memory = mmap.mmap(self._file, size)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong when a set is locked."""
        return OSError

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Counts `amount` requests of a key, unless more than `limit` came in `expiry` seconds: whether it did."""
        digest, number = self._place(key)
        self._lock(number)
        try:
            step = self._step(expiry)
            slot, last, counts = self._find(digest, number, step)
            if sum(counts) + amount > limit:
                return False
            if slot is None:
                slot = self._oldest(number)
            at = _counts_at(number, slot)
            place = step % len(NONE)
            if step != last:
                COUNTS.pack_into(self._memory, at, *counts)
                self._write_head(number, slot, digest, step, expiry)
            COUNT.pack_into(self._memory, at + COUNT.size * place, counts[place] + amount)
            return True
        finally:
            self._unlock(number)

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest request counts as made that is in the window of now, and how many are in it."""
        digest, number = self._place(key)
        self._lock(number)
        try:
            step = self._step(expiry)
            _, _, counts = self._find(digest, number, step)
        finally:
            self._unlock(number)
        first = (step + 1) % len(NONE)
        by_age = (*counts[first:], *counts[:first])
        oldest = next(filter(None, by_age), 0)
        if not oldest:
            return self._clock(), 0
        return _end(step - STEPS + by_age.index(oldest), expiry) - expiry, sum(counts)

    def clear(self, key: str) -> None:
        """Forgets the requests of a key."""
        digest, number = self._place(key)
        self._lock(number)
        try:
            slot, _, _ = self._find(digest, number, 0)
            if slot is not None:
                COUNTS.pack_into(self._memory, _counts_at(number, slot), *NONE)
        finally:
            self._unlock(number)

    def reset(self) -> None:
        """Forgets all requests."""
        self._memory[:] = bytes(len(self._memory))

    def check(self) -> bool:
        """Whether it can count: always."""
        return True

    def close(self) -> None:
        """Lets the file go."""
        self._memory.close()
        if self._file >= 0:
            os.close(self._file)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Fixed windows are not counted: who asks at the end of one and at the begin of the next gets twice as much."""
        raise NotImplementedError

    def get(self, key: str) -> int:
        """As `incr`."""
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:
        """As `incr`."""
        raise NotImplementedError

    def _place(self, key: str) -> tuple[int, int]:
        """The digest of a key and the number of its set."""
        digest = xxhash.xxh3_64_intdigest(key.encode())
        return digest, digest % self._sets

    def _step(self, expiry: int) -> int:
        """The step of now. To be asked while the set is locked: then no other process is ahead."""
        return int(self._clock() * STEPS / expiry)

    def _find(self, digest: int, number: int, step: int) -> tuple[int | None, int, Sequence[int]]:
        """The slot of a key and the step of its last request, if it has one, and its counts at a step."""
        head = HEAD.unpack_from(self._memory, number * SET_BYTES)
        if digest not in head[:WAYS]:
            return None, -1, NONE
        slot = head.index(digest)
        last = head[WAYS * LAST_STEPS + slot]
        if not 0 <= step - last <= STEPS:
            return slot, -1, NONE
        counts = COUNTS.unpack_from(self._memory, _counts_at(number, slot))
        if step == last:
            return slot, last, counts
        kept = list(counts)
        for passed in range(last + 1, step + 1):
            kept[passed % len(NONE)] = 0
        return slot, last, kept

    def _write_head(self, number: int, slot: int, digest: int, step: int, expiry: int) -> None:
        at = number * SET_BYTES + 8 * slot
        NUMBER.pack_into(self._memory, at + 8 * WAYS * DIGESTS, digest)
        NUMBER.pack_into(self._memory, at + 8 * WAYS * LAST_STEPS, step)
        SECONDS.pack_into(self._memory, at + 8 * WAYS * ENDS, _end(step, expiry))

    def _oldest(self, number: int) -> int:
        """The slot of a set that is free or whose window is past first."""
        ends = HEAD.unpack_from(self._memory, number * SET_BYTES)[WAYS * ENDS :]
        return ends.index(min(ends))

    def _lock(self, number: int) -> None:
        if self._file >= 0:
            fcntl.lockf(self._file, fcntl.LOCK_EX, 1, number)

    def _unlock(self, number: int) -> None:
        if self._file >= 0:
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, number)


def _counts_at(number: int, slot: int) -> int:
    return number * SET_BYTES + HEAD.size + slot * COUNTS.size


def _end(step: int, expiry: int) -> float:
    """When the requests of a step are in no window any more."""
    return (step + 1 + STEPS) * expiry / STEPS
