"""A store: reads in one round trip, writes in explicit transactions.

Works the same on Neo4j and on the embedded store; what differs between them is in `dialect.py`.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncTransaction,
    NotificationMinimumSeverity,
    Query,
)
from neo4j.exceptions import ConstraintError, DriverError, Neo4jError

from graph.store.address import StoreAddress
from graph.store.dialect import EMBEDDED, NEO4J, Dialect
from graph.store.faults import StoreBusy, StoreDown, StoreRefused, StoreTimeout

log = logging.getLogger(__name__)

READ_DEADLINE = 15.0
"""Seconds a read may take, retries included."""
POOL = 50
"""Connections at most."""
READ_TRIES = 3
WRITE_TRIES = 40
RETRY_FROM, RETRY_TO = 0.005, 0.1
"""Bounds in seconds of the wait before a retry (docs/decisions/0001)."""

Rows = list[dict[str, Any]]
Result = TypeVar("Result")


@dataclass(slots=True)
class Transaction:
    """An open write transaction."""

    _inner: AsyncTransaction

    async def run(self, statement: str, parameters: Mapping[str, object] | None = None) -> Rows:
        """Runs a statement and gives its rows."""
        result = await self._inner.run(statement, dict(parameters or {}))
        return await result.data()


@dataclass(slots=True)
class Store:
    """An open store. `recorder`, where set, is told the text of every `read`: of every question, not of loads."""

    address: StoreAddress
    dialect: Dialect
    _driver: AsyncDriver
    recorder: Callable[[str], None] | None = None
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def open(cls, address: StoreAddress, *, embedded: bool = False, pool: int = POOL) -> "Store":
        """A store at this address. Does not connect yet, so a store that is down can come back."""
        return cls(address, EMBEDDED if embedded else NEO4J, _driver(address, pool))

    async def move(self, address: StoreAddress) -> None:
        """Goes on at another address: an embedded server that was started again has another port."""
        old, self.address, self._driver = self._driver, address, _driver(address, POOL)
        await old.close()

    async def close(self) -> None:
        """Closes all connections."""
        await self._driver.close()

    async def ping(self) -> None:
        """Raises StoreDown unless the store answers."""
        await self.rows("RETURN true AS up", {}, deadline=3.0)

    async def read(
        self,
        statement: str,
        parameters: Mapping[str, object],
        *,
        deadline: float = READ_DEADLINE,
        about: Mapping[str, str] | None = None,
    ) -> list[Any]:
        """One round trip: the values of the one record that the statement returns.

        `about` (operation name, request id) goes to the store's query log.
        Raises StoreDown, StoreTimeout or StoreRefused.
        """

        if self.recorder:
            self.recorder(statement)

        async def ask() -> list[Any]:
            async with self._driver.session(database=self.address.database, default_access_mode=READ_ACCESS) as session:
                query = Query(statement, metadata=dict(about or {}), timeout=deadline)
                result = await session.run(query, dict(parameters))
                record = await result.single(strict=True)
                return record.values()

        return await self._within(ask, deadline)

    async def rows(self, statement: str, parameters: Mapping[str, object], *, deadline: float = READ_DEADLINE) -> Rows:
        """One round trip: all rows of the statement, as dictionaries. For loads of many rows; raises as `read`."""

        async def ask() -> Rows:
            async with self._driver.session(database=self.address.database, default_access_mode=READ_ACCESS) as session:
                result = await session.run(Query(statement, timeout=deadline), dict(parameters))
                return await result.data()

        return await self._within(ask, deadline)

    async def explain(self, statement: str, parameters: Mapping[str, object]) -> str:
        """How the store would run the statement, as text for people; it is not run."""
        async with self._driver.session(database=self.address.database, default_access_mode=READ_ACCESS) as session:
            result = await session.run(f"EXPLAIN {statement}", dict(parameters))
            rows = await result.data()
            summary = await result.consume()
        if summary.plan:
            return "\n".join(_operators(dict(summary.plan), 0))
        return "\n".join(str(value) for row in rows for value in row.values())

    async def write(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Runs `work` in one explicit transaction and commits it; a lost conflict is tried again.

        `work` may run several times. On the embedded store one write runs at a time (its conflicts are costly).
        Raises StoreDown, StoreBusy or StoreRefused; then nothing was written.
        """
        if not self.dialect.one_writer:
            return await self._write(work)
        async with self._writing:
            return await self._write(work)

    async def schema(self, statement: str) -> None:
        """Runs a schema statement (constraint, index), outside any transaction as both stores want it."""
        async with self._driver.session(database=self.address.database, default_access_mode=WRITE_ACCESS) as session:
            await (await session.run(statement)).consume()

    async def _write(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        for attempt in range(1, WRITE_TRIES + 1):
            try:
                return await self._once(work)
            except (DriverError, Neo4jError) as error:
                if not (_may_pass(error) or isinstance(error, ConstraintError)):
                    raise _fault(error) from error
                if attempt == WRITE_TRIES or _is_down(error):
                    raise (StoreDown() if _is_down(error) else StoreBusy()) from error
                await _back_off()
        raise AssertionError("unreachable")

    async def _once(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        async with self._driver.session(database=self.address.database, default_access_mode=WRITE_ACCESS) as session:
            inner = await session.begin_transaction()
            try:
                result = await work(Transaction(inner))
                await inner.commit()
                return result
            finally:
                await inner.close()

    async def _within(self, ask: Callable[[], Awaitable[Result]], deadline: float) -> Result:
        try:
            async with asyncio.timeout(deadline):
                return await _retried(ask)
        except TimeoutError as error:
            raise StoreTimeout(deadline) from error


def _operators(plan: dict[str, Any], depth: int) -> list[str]:
    arguments = plan.get("args", {})
    rows = arguments.get("EstimatedRows")
    told = f"{'  ' * depth}{plan['operatorType']}  {arguments.get('Details', '')}".rstrip()
    own = told if rows is None else f"{told}  (~{rows:.0f} rows)"
    return [own, *(line for child in plan.get("children", ()) for line in _operators(child, depth + 1))]


def _driver(address: StoreAddress, pool: int) -> AsyncDriver:
    return AsyncGraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        max_connection_pool_size=pool,
        connection_acquisition_timeout=5.0,
        connection_timeout=5.0,
        fetch_size=-1,
        telemetry_disabled=True,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        user_agent="partner-registry",
    )


async def _retried(ask: Callable[[], Awaitable[Result]]) -> Result:
    for attempt in range(1, READ_TRIES + 1):
        try:
            return await ask()
        except (DriverError, Neo4jError, OSError) as error:
            if attempt == READ_TRIES or not _may_pass(error):
                raise _fault(error) from error
            log.info("read tried again", extra={"attempt": attempt, "reason": type(error).__name__})
            await _back_off()
    raise AssertionError("unreachable")


async def _back_off() -> None:
    await asyncio.sleep(random.uniform(RETRY_FROM, RETRY_TO))


def _may_pass(error: Exception) -> bool:
    """Whether the same call may succeed a moment later."""
    if isinstance(error, Neo4jError):
        return error.is_retryable() or "ConcurrentModification" in str(error)
    return isinstance(error, DriverError) and error.is_retryable()


def _is_down(error: Exception) -> bool:
    return isinstance(error, OSError) or (isinstance(error, DriverError) and not isinstance(error, Neo4jError))


def _fault(error: Exception) -> Exception:
    """The store's error as one of ours; the cause keeps the details for the log."""
    if isinstance(error, Neo4jError) and error.code and "Timed" in error.code:
        return StoreTimeout(None)
    if isinstance(error, Neo4jError):
        return StoreDown() if "Unavailable" in (error.code or "") else StoreRefused(str(error))
    return StoreDown()
