"""The read model that answers: up to the store's last change, made anew when others come."""

import asyncio
import gc
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeGuard

from graph.changes.last import LastChange, read_last_change
from graph.days import utc_today
from graph.store.errors import StoreDownError, StoreTimeoutError
from graph.store.store import Reader
from matching.lease import lease
from matching.memory import resident_bytes
from matching.model.changes import changes_since
from matching.model.pace import Pace
from matching.snapshot import Snapshots
from matching.standing import (
    DEFECT,
    NOT_BEGUN,
    WAITING,
    BuildFailures,
    NotMadeError,
    describe_failure,
    describe_progress,
)
from matching.view import View, kept_of, load_view, view_of
from matching.weights import Weights

log = logging.getLogger(__name__)

CHECK_SECONDS = 0.25
"""How old the knowledge of the store's last change may be: a write by another process is seen after this time."""
REST_SHARE, LONGEST_PAUSE = 1.0, 5.0
"""A newer one is made after so many times as long as making the last one took, and after so many seconds at most: at a
million contacts writers would keep a core busy."""
PATIENCE_SECONDS = 2.0
"""How long a question waits for a newer view; after that the older one answers until the newer is made."""
DEADLINE = 1_800.0
"""Seconds that making one may take, where nobody says; 1,000,000 contacts take 480 at a tenth of the store's speed."""
FIRST_REST, LONGEST_REST = 1.0, 30.0
"""Seconds until it is tried again: after the first failure, and at most."""


Look = Callable[[], Awaitable[LastChange]]


@dataclass(frozen=True, slots=True)
class BuildStats:
    """How a read model was made."""

    at: float  # seconds since 1970
    seconds: float  # that it took
    grown: int  # bytes by which the process grew when it made its first one; 0 where it found room in what it had


class CurrentView:
    """The view up to the store's last change: made when first asked for, made anew when others have come.

    While a newer one is made, or cannot be made, the older answers. `made`: how the one that answers was made; none
    while there is none.
    """

    def __init__(
        self,
        reader: Reader,
        weights: Weights,
        deadline: float = DEADLINE,
        snapshots: Snapshots | None = None,
        look: Look | None = None,
    ) -> None:
        """`deadline`: seconds that making one may take. `snapshots`: where the first one may be, and is kept.

        `look`: gives the version up to which all can be read; where it is left out, nobody may write meanwhile.
        """
        self.made: BuildStats | None = None
        self._weights = weights
        self._reader = reader
        self._look = look
        self._deadline = deadline
        self._snapshots = snapshots
        self._view: View | None = None
        self._fresh_until = float("-inf")
        self._making: asyncio.Task[None] | None = None
        self._begun = 0.0
        self._pace: Pace | None = None
        self._failures: BuildFailures | None = None
        self._rests_until = float("-inf")
        self._waits = False

    async def current(self) -> View:
        """The view: behind the store by CHECK_SECONDS, the pause after the last one, and the making of a newer one.

        Raises StoreDownError where the store does not answer, NotMadeError where there is none and none could be made.
        """
        if self._view and time.monotonic() < self._fresh_until:
            return self._view
        making = self.begin()
        if making is None:
            return self._older_or_raise()
        patience = max(0.0, self._begun + PATIENCE_SECONDS - time.monotonic()) if self._view else None
        await asyncio.wait({making}, timeout=patience)  # it goes on for others where who asks first goes away
        error = making.exception() if making.done() else None
        if isinstance(error, StoreDownError):
            raise error
        return self._older_or_raise() if error else self._require_view()

    def begin(self) -> "asyncio.Task[None] | None":
        """The making of a newer view, begun if it is not under way; none while it rests after a failure."""
        if self._making is None or self._making.done():
            if time.monotonic() < self._rests_until:
                return None
            self._making = asyncio.create_task(self._refresh())
            self._making.add_done_callback(_retrieve_exception)
            self._begun = time.monotonic()
        return self._making

    def stop(self) -> None:
        """Cancels a making that is under way, before the store is closed."""
        if self._making:
            self._making.cancel()

    @property
    def trouble(self) -> str:
        """Why there is no view yet, how far its making is, or why there is no newer one; empty where all is well."""
        under_way = self._making is not None and not self._making.done()
        told = self._failures.words() if self._failures else ""
        if self._view is None and under_way:
            read = self._pace.read if self._pace else 0
            now = WAITING if self._waits else describe_progress(read, time.monotonic() - self._begun)
            return f"{now} {told}".strip()
        return told or ("" if self._view else NOT_BEGUN)

    def _require_view(self) -> View:
        assert self._view
        return self._view

    def _older_or_raise(self) -> View:
        """The view that there is. Raises StoreDownError or NotMadeError."""
        if self._view:
            return self._view
        error = self._making.exception() if self._making else None
        if isinstance(error, StoreDownError):
            raise StoreDownError(str(error)) from error
        raise NotMadeError(self.trouble) from error

    async def _refresh(self) -> None:
        self._pace = pace = Pace(self._reader)
        try:
            async with asyncio.timeout(self._deadline):
                made = await self._update(pace)
        except TimeoutError:
            late = StoreTimeoutError(self._deadline)
            self._note(late)
            raise late from None
        except Exception as error:
            if self._view is None or not isinstance(error, StoreDownError):
                self._note(error)
            raise
        self._failures = None
        pause = min(self.made.seconds * REST_SHARE, LONGEST_PAUSE) if made and self.made else 0.0
        self._fresh_until = time.monotonic() + max(CHECK_SECONDS, pause)

    async def _update(self, pace: Pace) -> bool:
        """Makes a view of the last change, where there is none; whether there was none."""
        version = await (self._look() if self._look else read_last_change(pace))
        if self._view and self._view.network.last_change == version:
            return False
        started, held = time.monotonic(), resident_bytes()
        self._view = await self._make(pace, version)
        grown = self.made.grown if self.made else max(0, resident_bytes() - held)
        self.made = BuildStats(time.time(), time.monotonic() - started, grown)
        gc.freeze()  # the collector would go through its millions of objects again and again: a third of all work
        log.info("read model built", extra={"last_change": version.seq, "seconds": round(self.made.seconds, 2)})
        return True

    async def _make(self, pace: Pace, version: LastChange) -> View:
        """A view of the version: of the one before, of a snapshot, or of all that the store holds."""
        if self._view or not self._snapshots or not version.lineage:  # which tells one graph from another
            return await load_view(pace, self._weights, self._view, version)
        found = await self._load_snapshot(self._snapshots, pace, version)
        return found if _serves(found, version) else await self._make_and_keep(self._snapshots, pace, version, found)

    async def _make_and_keep(self, snapshots: Snapshots, pace: Pace, version: LastChange, found: View | None) -> View:
        """A view of the version with the network of today, of which a snapshot is kept; or that of another process.

        It is made of the snapshot that was `found`, if any, or else of all that the store holds.
        """
        self._waits = True
        async with lease(snapshots.folder) as held:
            self._waits = False
            if held:
                found = await self._load_snapshot(snapshots, pace, version)
                if _serves(found, version):
                    return found
            if found and found.network.last_change == version:
                view = found
            else:
                view = await load_view(pace, self._weights, found, version)
            if held:
                await asyncio.to_thread(view.network.prepare, [utc_today()])
                await asyncio.to_thread(snapshots.write, kept_of(view))
                kept = await asyncio.to_thread(partial(snapshots.load, version, is_own=True))
                return view_of(kept, self._weights) if kept else view  # whose arrays others share
        return view

    async def _load_snapshot(self, snapshots: Snapshots, pace: Pace, version: LastChange) -> View | None:
        """The view of a snapshot; none where there is none, or what has changed since is not known."""
        kept = await asyncio.to_thread(snapshots.load, version)
        if kept is None:
            return None
        of = kept.network.last_change
        if of != version and await changes_since(pace, of, version) is None:
            snapshots.refuse(f"of version {of.seq}", "what has changed since is not known")
            return None
        return view_of(kept, self._weights)

    def _note(self, error: Exception) -> None:
        before = self._failures
        tries = before.tries + 1 if before else 1
        rest = FIRST_REST if isinstance(error, StoreDownError) else min(FIRST_REST * 2 ** (tries - 1), LONGEST_REST)
        self._failures = BuildFailures(describe_failure(error), before.since if before else time.time(), tries)
        self._rests_until = time.monotonic() + rest
        log.warning(
            "the read model could not be made",
            extra={"reason": str(error), "tries": tries, "rest": rest, "rows": self._pace.read if self._pace else 0},
            exc_info=None if describe_failure(error) != DEFECT else error,
        )


def _serves(found: View | None, version: LastChange) -> TypeGuard[View]:
    """Whether a view is of a version, with the network of today: it answers without more work."""
    return found is not None and found.network.last_change == version and utc_today() in found.network.days()


def _retrieve_exception(made: asyncio.Task[None]) -> None:
    """Retrieves the exception, so that asyncio does not report it as unhandled."""
    if not made.cancelled():
        made.exception()
