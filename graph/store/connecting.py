"""The driver of a store: how it connects, and to which servers."""

from collections.abc import Collection

from neo4j import Address, AsyncDriver, AsyncGraphDatabase, NotificationMinimumSeverity
from neo4j.api import AsyncBookmarkManager
from neo4j.exceptions import ConfigurationError

from graph.store.address import StoreAddress
from graph.store.errors import StoreAddressError
from version import NAME, VERSION

READ_DEADLINE = 15.0
"""Seconds a read may take, retries included."""
CONNECT_SECONDS = 2.0
"""How long a server may take to accept a connection; tried three times, a dead machine is told within six seconds."""
BOLT_PORT = 7687


class _NoBookmarks(AsyncBookmarkManager):
    """A session does not wait for what it has read before: reads are used again and again, in no order."""

    async def update_bookmarks(self, previous_bookmarks: object, new_bookmarks: object) -> None:
        """Keeps none."""

    async def get_bookmarks(self) -> Collection[str]:
        return ()


NO_BOOKMARKS = _NoBookmarks()


def driver_of(address: StoreAddress, pool: int) -> AsyncDriver:
    """A driver with so many connections at most. Does not connect yet. Raises StoreAddressError."""
    uri, seeds = address.seeds()

    def resolve(first: Address) -> list[Address]:
        return [Address.parse(seed, default_port=BOLT_PORT) for seed in seeds] or [first]

    try:
        return AsyncGraphDatabase.driver(
            uri,
            auth=(address.user, address.password),
            resolver=resolve,
            max_connection_pool_size=pool,
            connection_acquisition_timeout=READ_DEADLINE,
            connection_timeout=CONNECT_SECONDS,
            fetch_size=-1,
            telemetry_disabled=True,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            user_agent=f"{NAME}/{VERSION}",
        )
    except (ConfigurationError, ValueError) as error:
        told = "is no address of a Neo4j (NEO4J_URI): bolt://host:7687, or neo4j://one:7687,two:7687 for a cluster"
        raise StoreAddressError(f"{address.uri!r} {told}") from error
