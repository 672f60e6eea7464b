"""A store: reads in one round trip, writes in explicit transactions.

Works the same on Neo4j and on the embedded store; what differs between them is in `dialect.py`.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncResult,
    AsyncSession,
    AsyncTransaction,
    Query,
)
from neo4j.exceptions import (
    ConstraintError,
    DriverError,
    Neo4jError,
)

from graph.store.address import StoreAddress
from graph.store.calls import CallKind, StoreCall, StoreObserver
from graph.store.causes import fault_of, is_away, may_pass, schema_may_pass, write_may_pass
from graph.store.connecting import NO_BOOKMARKS, READ_DEADLINE, driver_of
from graph.store.dialect import EMBEDDED, NEO4J, Dialect
from graph.store.errors import (
    StoreBusyError,
    StoreDeniedError,
    StoreDownError,
    StoreError,
    StoreStatementError,
    StoreTimeoutError,
)
from graph.store.lanes import Lanes, lanes_for
from graph.store.profile import profile_text
from graph.store.waiting import Waiting, back_off

log = logging.getLogger(__name__)

POOL = 32
"""Connections at most, where nobody says; `serve` says (settings.py)."""
PING_DEADLINE = 3.0
READ_TRIES = 3
WRITE_TRIES = 40
VIOLATION_TRIES = 3
"""Of a write that a constraint refuses. Of two that race the later one finds at its next try what the other has made; a
violation that stays is of the write's own making, and meanwhile others wait."""
PATIENCE = 30.0
"""Seconds for which a write waits for a store that is away."""
END = (
    "SHOW TRANSACTIONS YIELD transactionId, currentQuery WHERE currentQuery STARTS WITH $mark "
    "TERMINATE TRANSACTIONS transactionId"
)
"""Ends the statement with this mark, on the embedded store, which tells the beginnings of those that run."""
END_DEADLINE = 2.0
END_TRIES, END_PAUSE = 2, 0.05
"""A statement that was sent a moment ago may not run yet, and one that is ended may go on for a moment: it is looked
for until so many times in a row, with pauses of these seconds, it is not there."""


StoreRows = list[dict[str, Any]]
Result = TypeVar("Result")


class Reader(Protocol):
    """What runs a statement: the store, what reads through it, or a test."""

    def rows(self, statement: str, parameters: dict[str, Any]) -> Awaitable[StoreRows]:
        """The rows of a reading statement."""


@dataclass(slots=True)
class Transaction:
    """An open write transaction."""

    _inner: AsyncTransaction

    async def run(self, statement: str, parameters: Mapping[str, object] | None = None) -> StoreRows:
        """Runs a statement and gives its rows."""
        return await _rows(await self._inner.run(statement, dict(parameters or {})))


@dataclass(slots=True)
class Store:
    """An open store. `recorder`, where set, is told the text of every `read`: of every question, not of loads.

    `watches` are told of every call that has ended.

    `deadline` is that of reads which name none. Writes wait `patience` seconds for a store that has answered before and
    is away; where it is `patient`, as in a load, reads do so too.

    `up` holds while calls find the store; the log is told when it goes and when it comes back, not at every call.
    """

    address: StoreAddress
    dialect: Dialect
    _driver: AsyncDriver
    recorder: Callable[[str], None] | None = None
    up: bool | None = None
    pool: int = POOL
    deadline: float = READ_DEADLINE
    patient: bool = False
    patience: float = PATIENCE
    lanes: Lanes = field(default_factory=lambda: Lanes(lanes_for(1)))
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    watches: list[StoreObserver] = field(default_factory=list)
    _idle: list[AsyncSession] = field(default_factory=list)
    """Sessions of reads that have ended, to be used again: making one is a tenth of the driver's work for a read."""

    @classmethod
    def open(
        cls,
        address: StoreAddress,
        *,
        embedded: bool = False,
        pool: int = POOL,
        lanes: int = 0,
        deadline: float = READ_DEADLINE,
        patient: bool = False,
    ) -> "Store":
        """A store at this address. Does not connect yet, so a store that is down can come back.

        `lanes` is how many heavy statements run at once; 0: by the cores.
        Raises StoreAddressError where the address is none.
        """
        dialect = EMBEDDED if embedded else NEO4J
        return cls(
            address,
            dialect,
            driver_of(address, pool),
            pool=pool,
            deadline=deadline,
            patient=patient,
            lanes=Lanes(lanes or lanes_for(1)),
        )

    async def move(self, address: StoreAddress) -> None:
        """Goes on at another address: an embedded server that was started again has another port."""
        old, self.address, self._driver = self._driver, address, driver_of(address, self.pool)
        await self._close_idle()
        await old.close()

    async def close(self) -> None:
        """Closes all connections."""
        await self._close_idle()
        await self._driver.close()

    async def _close_idle(self) -> None:
        idle, self._idle = self._idle, []
        for session in idle:
            await session.close()

    async def ping(self) -> None:
        """Raises StoreDownError unless the store answers."""
        await self.rows("RETURN true AS up", {}, deadline=PING_DEADLINE)

    async def read(
        self,
        statement: str,
        parameters: Mapping[str, object],
        *,
        deadline: float = READ_DEADLINE,
        about: Mapping[str, str] | None = None,
        heavy: bool = False,
    ) -> list[Any]:
        """One round trip: the values of the one record that the statement returns.

        `about` (operation name, request id) goes to the store's query log. A `heavy` statement waits for a lane, and
        is ended when nobody waits for it any more. Raises StoreDownError, StoreTimeoutError or StoreStatementError.
        """

        if self.recorder:
            self.recorder(statement)
        given = dict(parameters)

        async def ask(text: str = statement) -> list[Any]:
            query = Query(text, metadata=dict(about or {}), timeout=deadline)
            idle = self._idle  # that of another server, where the store moves meanwhile
            session = idle.pop() if idle else self._session(READ_ACCESS)
            try:
                result = await session.run(query, given)
                records = await result.values()
            except BaseException:
                await session.close()
                raise
            idle.append(session)
            if len(records) != 1:
                raise StoreStatementError(f"A statement gave {len(records)} records and not one.")
            return records[0]

        async def in_lane() -> list[Any]:
            async with self.lanes.lane() as mark:
                if not self.dialect.orphans:
                    return await ask()
                try:
                    return await ask(f"{mark}\n{statement}")
                except asyncio.CancelledError:
                    await self._end(mark)
                    raise

        return await self._observe(
            CallKind.QUESTION, statement, self._within(in_lane if heavy else ask, deadline), _rows_in
        )

    async def _end(self, mark: str) -> None:
        """Ends the statement with this mark. Where that fails, the store's own time limit ends it."""
        with contextlib.suppress(DriverError, Neo4jError, OSError, TimeoutError):
            async with asyncio.timeout(END_DEADLINE):
                missed = 0
                while missed < END_TRIES:
                    async with self._session(READ_ACCESS) as session:
                        result = await session.run(END, {"mark": mark})
                        missed = 0 if await result.values() else missed + 1
                    await asyncio.sleep(END_PAUSE)

    async def rows(
        self, statement: str, parameters: Mapping[str, object], *, deadline: float | None = None
    ) -> StoreRows:
        """One round trip: all rows of the statement, as dictionaries. For loads of many rows; raises as `read`."""
        seconds = deadline or self.deadline

        async def ask() -> StoreRows:
            async with self._session(READ_ACCESS) as session:
                return await _rows(await session.run(Query(statement, timeout=seconds), dict(parameters)))

        return await self._observe(CallKind.LOAD, statement, self._within(ask, seconds), len)

    async def explain(self, statement: str, parameters: Mapping[str, object]) -> str:
        """How the store ran the statement, as text for people: the plan with what each step cost. Raises as `read`.

        It is run, because the embedded store tells only of a statement that has run which indexes it took.
        """

        async def ask() -> str:
            async with self._session(READ_ACCESS) as session:
                result = await session.run(Query(f"PROFILE {statement}", timeout=READ_DEADLINE), dict(parameters))
                summary = await result.consume()
                return profile_text(dict(summary.profile or summary.plan or {}))

        return await self._within(ask, READ_DEADLINE)

    async def write(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Runs `work` in one explicit transaction and commits it; a lost conflict is tried again.

        `work` may run several times, and again after it was committed: the store may go away before it has said so. So
        what it writes must be the same when it finds it written. On the embedded store one write runs at a time (its
        conflicts are costly).

        Raises StoreBusyError or StoreStatementError; then nothing was written. Raises StoreDownError where the store
        stays away; then it may have been.
        """
        return await self._observe(CallKind.WRITE, "", self._write(work), lambda _: 0)

    async def schema(self, statement: str) -> None:
        """Runs a schema statement (constraint, index), outside any transaction as both stores want it.

        The statement can be run again, and is where another process made the same thing meanwhile. Raises as `write`.
        """

        async def once() -> None:
            async with self._session(WRITE_ACCESS) as session:
                await (await session.run(statement)).consume()

        await self._retry_change(once, schema_may_pass)

    async def _write(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        async with self._writing if self.dialect.one_writer else contextlib.nullcontext():
            return await self._retry_change(lambda: self._once(work), write_may_pass)

    async def _observe(
        self, kind: CallKind, statement: str, work: Awaitable[Result], rows: Callable[[Result], int]
    ) -> Result:
        """The result of a call, when those who watch have been told of it."""
        if not self.watches:
            return await work
        started, given, fault = time.perf_counter(), 0, ""
        try:
            result = await work
            given = rows(result)
            return result
        except StoreError as raised:
            fault = type(raised).__name__.removeprefix("Store").removesuffix("Error").lower()
            raise
        except asyncio.CancelledError:
            fault = "cancelled"
            raise
        finally:
            ran = StoreCall(kind, statement, given, time.perf_counter() - started, fault)
            for each in self.watches:
                each.on_call_end(ran)

    def _tell_retry(self) -> None:
        for each in self.watches:
            each.on_retry()

    async def _retry_change(
        self, attempt: Callable[[], Awaitable[Result]], may_pass: Callable[[Exception], bool]
    ) -> Result:
        """Tries a change until it goes through, and waits for a store that has answered before and is away."""
        lost, violations, waiting = 0, 0, Waiting(self.patience if self.up is not None else 0)
        while True:
            driver = self._driver
            try:
                result = await attempt()
            except (DriverError, Neo4jError, OSError) as error:
                if is_away(error) or driver is not self._driver:
                    fault = self._fault(error)
                    if not await waiting.pause():
                        raise fault from error
                elif may_pass(error):
                    lost += 1
                    violations += isinstance(error, ConstraintError)
                    if violations == VIOLATION_TRIES:
                        raise self._fault(error) from error
                    if lost == WRITE_TRIES:
                        raise StoreBusyError from error
                    await back_off()
                else:
                    raise self._fault(error) from error
                self._tell_retry()
            else:
                self._tell_up()
                return result

    def _session(self, access: str) -> AsyncSession:
        return self._driver.session(
            database=self.address.database, default_access_mode=access, bookmark_manager=NO_BOOKMARKS
        )

    async def _once(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        async with self._session(WRITE_ACCESS) as session:
            inner = await session.begin_transaction()
            try:
                result = await work(Transaction(inner))
                await inner.commit()
                return result
            finally:
                await inner.close()

    async def _within(self, ask: Callable[[], Awaitable[Result]], deadline: float) -> Result:
        waiting = Waiting(self.patience if self.patient and self.up is not None else 0)
        while True:
            try:
                async with asyncio.timeout(deadline):
                    answer = await self._retry_read(ask)
            except TimeoutError as error:
                raise StoreTimeoutError(deadline) from error
            except StoreDownError as fault:
                if not self.patient or isinstance(fault, StoreDeniedError) or not await waiting.pause():
                    raise
            else:
                self._tell_up()
                return answer

    def _tell_up(self) -> None:
        if self.up is False:
            log.info("store is back")
        self.up = True

    async def _retry_read(self, ask: Callable[[], Awaitable[Result]]) -> Result:
        for attempt in range(1, READ_TRIES + 1):
            driver = self._driver
            try:
                return await ask()
            except (DriverError, Neo4jError, OSError) as error:
                if attempt == READ_TRIES or not (may_pass(error) or driver is not self._driver):
                    raise self._fault(error) from error
                log.debug("read retried", extra={"attempt": attempt, "reason": type(error).__name__})
                self._tell_retry()
                await back_off()
        raise AssertionError("unreachable")

    def _fault(self, error: Exception) -> Exception:
        """The store's error as one of ours; the cause keeps the details for the log."""
        fault = fault_of(error, self.address, embedded=self.dialect.one_writer)
        if isinstance(fault, StoreDownError) and self.up:
            self.up = False
            log.warning("store unavailable", extra={"reason": str(fault), "cause": str(error)})
        return fault


async def _rows(result: AsyncResult) -> StoreRows:
    """All rows of a result. The driver's own `data()` walks into every list and map."""
    names = result.keys()
    return [dict(zip(names, row, strict=True)) for row in await result.values()]


def _rows_in(record: list[Any]) -> int:
    return sum(len(part) for part in record if isinstance(part, list))
