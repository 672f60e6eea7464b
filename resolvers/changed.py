"""The subscription `changed`: follows changes, and fills in what is asked of each."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from engine.answers import fill_answers
from engine.context import Context
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.streaming import Heartbeat
from graph.changes.change import Change
from graph.changes.last import LastChange
from graph.changes.pages import ChangesPage, ChangesWhere
from graph.store.errors import StoreBusyError, StoreDownError, StoreTimeoutError
from resolvers.changes import (
    change_value,
    changes_where,
    check_lineage,
    parse_change_cursor,
    read_page,
    write_change_cursor,
)

PAGE = 100
"""Changes that are read at once."""
FRESH_SECONDS = 0.5
"""For how long what was read of them is told; a slow client gets the rest of a page as it is then."""
HEARTBEAT_SECONDS = 15.0
AWAY_SECONDS = 1.0
"""Until a store that does not answer is asked again."""


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """A change that is told of, and the place after it."""

    lineage: str
    seq: int
    change: Change

    @property
    def cursor(self) -> str:
        """Where to go on after it."""
        return write_change_cursor(self.lineage, self.seq)


async def follow_changes(_: object, info: Info, **given: Any) -> AsyncIterator[ChangeEvent | Heartbeat]:
    """Changes as they are written, each once, in order; between them heartbeats that tell how far it has come.

    Who asks is looked at anew before each page. Raises RegistryError, and TokenError when a key or token ends.
    """
    context: Context = info.context
    given = plain_values(given)
    path, where = str(info.path.key), changes_where(given)
    lineage, seq = await _start(context, context.resume or given.get("after"), f"{path}.after")
    return _events(context, where, lineage, seq, path)


async def _start(context: Context, cursor: str | None, path: str) -> tuple[str, int]:
    """Lineage and number after which to begin. Raises RegistryError."""
    if cursor:
        return parse_change_cursor(cursor, path)
    last = await context.registry.feed.look()
    return last.lineage, last.seq


async def _events(
    context: Context, where: ChangesWhere, lineage: str, seq: int, path: str
) -> AsyncIterator[ChangeEvent | Heartbeat]:
    feed = context.registry.feed
    with feed.follow():
        while True:
            page = await _page(context, seq, where)
            read = time.monotonic()
            check_lineage(lineage, page, f"{path}.after")
            lineage = page.lineage
            for number, change in page.changes:
                if time.monotonic() - read > FRESH_SECONDS:
                    break
                seq = number
                yield ChangeEvent(lineage, number, change)
            else:
                seq = page.reached
                if page.is_last and not await feed.wait(LastChange(seq, lineage), HEARTBEAT_SECONDS):
                    yield Heartbeat(write_change_cursor(lineage, seq))


async def _page(context: Context, seq: int, where: ChangesWhere) -> ChangesPage:
    """The next changes, as who asks may see them now; waits for a store that does not answer."""
    while True:
        try:
            if context.authorize:
                context.principal = await context.authorize()
            return await read_page(context, seq, PAGE, where)
        except (StoreBusyError, StoreDownError, StoreTimeoutError):
            await asyncio.sleep(AWAY_SECONDS)


async def changed_event(event: ChangeEvent, info: Info, **_: Any) -> Answer:
    """What is asked of a change."""
    value = change_value(info.context, event.lineage, event.seq, event.change)
    return (await fill_answers(info, "ChangeInfo", [value]))[0]
