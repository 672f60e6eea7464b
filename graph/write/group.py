"""Commands that arrive at once are done in one transaction (docs/decisions/0038-group-commit.md).

What has begun goes on where nobody waits for it any more: clients that go away, or whose time is over, stop nothing.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextvars import Context, copy_context
from dataclasses import dataclass, field

from graph.changes.last import LastChange
from graph.store.errors import StoreBusyError, StoreDownError, StoreError
from graph.store.store import Store
from graph.tasks import settle_tasks
from graph.write.action import Command
from graph.write.outcome import CommandResult, CredentialError, RefusedError, Written
from graph.write.perform import perform

log = logging.getLogger(__name__)

MOST = 32
"""Commands in a transaction."""
EXPECTED = (RefusedError, CredentialError, StoreError)
"""What comes of a command that is no defect. Who was to be told may have gone away."""


@dataclass(frozen=True, slots=True, eq=False)
class QueuedCommand:
    """A command for which somebody waits, and the context of the request by which it came."""

    command: Command
    end: asyncio.Future[Written] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    context: Context = field(default_factory=copy_context)

    def tell(self, outcome: CommandResult | Exception) -> None:
        """Tells who waits what has come of it; of a defect the log, where nobody does."""
        if isinstance(outcome, Written):
            if not self.end.done():
                self.end.set_result(outcome)
        elif not self.end.done():
            self.end.set_exception(outcome)
        elif not isinstance(outcome, EXPECTED):
            log.error("write failed", exc_info=outcome)


class CommandGroups:
    """Those of one process. `on_written` is told the last change of what has been committed."""

    def __init__(self, store: Store, on_written: Callable[[LastChange], None]) -> None:
        self._store = store
        self._on_written = on_written
        self._waiting: defaultdict[str, list[QueuedCommand]] = defaultdict(list)
        self._running: dict[str, asyncio.Task[None]] = {}

    async def perform(self, command: Command) -> Written:
        """Does what a command says, once, however often it is sent under its key, and with others of its action.

        Raises RefusedError with what is wrong, CredentialError, and StoreError; the first two mean that nothing is
        written. Where it is cancelled, the command is done all the same.
        """
        name, mine = command.action.name, QueuedCommand(command)
        self._waiting[name].append(mine)
        if name not in self._running:
            self._running[name] = asyncio.create_task(self._run(name))
        return await mine.end

    async def settle(self, seconds: float) -> None:
        """Waits for all that are under way. Those that are not done in time are cancelled, and leave nothing behind."""
        await settle_tasks(self._running.values(), seconds)

    async def _run(self, name: str) -> None:
        """Does the commands of an action, group by group, until none waits."""
        waiting = self._waiting[name]
        group: list[QueuedCommand] = []
        try:
            while waiting:
                group = take_group(waiting)
                await asyncio.create_task(self._perform(group), context=group[0].context)
        finally:
            del self._running[name]
            for each in (*group, *waiting):
                each.end.cancel()
            waiting.clear()

    async def _perform(self, group: Sequence[QueuedCommand]) -> None:
        """Does the commands of a group together; each by itself, where one of them stops all."""
        outcomes: Sequence[CommandResult | Exception]
        try:
            outcomes = await perform(self._store, [each.command for each in group])
        except (StoreDownError, StoreBusyError) as fault:
            outcomes = [fault] * len(group)
        except Exception as fault:
            if len(group) > 1:
                for each in group:
                    await self._perform([each])
                return
            outcomes = [fault]
        written = [LastChange(each.seq, each.lineage) for each in outcomes if isinstance(each, Written)]
        if written:
            self._on_written(max(written))
        for waiting, outcome in zip(group, outcomes, strict=True):
            waiting.tell(outcome)


def take_group(waiting: list[QueuedCommand]) -> list[QueuedCommand]:
    """Takes the first commands out of those that wait, but those that name what an earlier one of them writes.

    What they link may be the same: an action only looks at whether its author sees that.
    """
    group: list[QueuedCommand] = []
    keys: set[str] = set()
    written: set[str] = set()
    linked: set[str] = set()
    for each in waiting:
        command = each.command
        links = {id for ids in command.links.values() for id in ids}
        if (
            command.request_key in keys
            or command.subject in written
            or command.subject in linked
            or not written.isdisjoint(links)
        ):
            continue
        group.append(each)
        keys.add(command.request_key)
        written.add(command.subject)
        linked |= links
        if len(group) == MOST:
            break
    waiting[:] = [each for each in waiting if each not in group]
    return group
