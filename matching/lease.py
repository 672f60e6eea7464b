"""The right of one process at a time to read the whole model from the store and to write its snapshot."""

import asyncio
import fcntl
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

log = logging.getLogger(__name__)

LOCK = "lock"
LOOK_SECONDS = 0.2
"""After which a process that waits looks again."""


@asynccontextmanager
async def lease(folder: Path, *, wait: bool = True) -> AsyncIterator[bool]:
    """Holds the lease of a folder; where another process has it, `wait`s for that. It ends with its process.

    Gives whether it is held: it is not where the folder cannot be written, which is told in the log.
    """
    try:
        file = _opened(folder)
    except OSError as error:
        log.warning("snapshots disabled", extra={"folder": str(folder), "reason": str(error)})
        yield False
        return
    with file:
        while not (held := _locked(file)) and wait:  # noqa: ASYNC110  # another process has no event
            await asyncio.sleep(LOOK_SECONDS)
        yield held


def _opened(folder: Path) -> IO[str]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return (folder / LOCK).open("a")


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
