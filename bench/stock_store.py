"""What the stock server asks of the store: rows of nodes, and loaders that ask for many parents at once."""

import os
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import neo4j
from neo4j.time import Date
from strawberry.dataloader import DataLoader

from graph.store.connecting import CONNECT_SECONDS
from graph.store.store import POOL

Row = dict[str, Any]

UNIVERSITIES = "UNWIND $ids AS id MATCH (n:University {id: id}) RETURN id AS parent, n"
COUNTRIES = """UNWIND $ids AS id
MATCH (:University {id: id})-[e:LOCATED_IN]->()-[:IN_COUNTRY]->(n)
RETURN id AS parent, n ORDER BY e.position"""
NAMES = """UNWIND $ids AS id
MATCH (:University {id: id})-[:NAMED]->(n)
RETURN id AS parent, n ORDER BY n.kind, n.language, n.value, n.id"""
PARTIES = """UNWIND $ids AS id
MATCH (:Contact {id: id})-[:BETWEEN]->(n)
RETURN id AS parent, n ORDER BY n.name, n.id"""
CONTACTS = """UNWIND $ids AS id
CALL (id) {
  MATCH (:University {id: id})<-[:BETWEEN]-(n:Contact)
  WHERE n.since <= $day AND (n.until IS NULL OR n.until > $day) AND NOT n.stage IN ['DORMANT', 'LOST']
  RETURN n ORDER BY n.since DESC, n.id DESC LIMIT $first
}
RETURN id AS parent, n"""


class Store:
    """The store of `NEO4J_*`."""

    def __init__(self) -> None:
        self._database = os.environ.get("NEO4J_DATABASE", "neo4j")
        self._driver = neo4j.AsyncGraphDatabase.driver(
            os.environ["NEO4J_URI"],
            auth=(os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"]),
            max_connection_pool_size=POOL,
            connection_timeout=CONNECT_SECONDS,
            fetch_size=-1,
            telemetry_disabled=True,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        )

    async def rows(self, statement: str, **parameters: Any) -> list[Row]:
        """All rows of a statement."""
        result = await self._driver.execute_query(
            statement, parameters, database_=self._database, routing_=neo4j.RoutingControl.READ
        )
        return [record.data() for record in result.records]

    async def below(self, statement: str, ids: Sequence[str], **parameters: Any) -> list[list[Row]]:
        """The nodes below each of the parents."""
        found = defaultdict(list)
        for row in await self.rows(statement, ids=list(ids), **parameters):
            found[row["parent"]].append(row["n"])
        return [found[id] for id in ids]


class Loaders:
    """The loaders of one request."""

    def __init__(self, store: Store) -> None:
        def loader(statement: str) -> DataLoader[str, list[Row]]:
            async def load(ids: list[str]) -> list[list[Row]]:
                return await store.below(statement, ids)

            return DataLoader(load)

        self.store = store
        self.universities = loader(UNIVERSITIES)
        self.countries = loader(COUNTRIES)
        self.names = loader(NAMES)
        self.parties = loader(PARTIES)
        self._contacts: dict[tuple[date, int], DataLoader[str, list[Row]]] = {}

    def contacts(self, day: date, first: int) -> DataLoader[str, list[Row]]:
        """A loader for each set of arguments."""

        async def load(ids: list[str]) -> list[list[Row]]:
            return await self.store.below(CONTACTS, ids, day=day, first=first)

        return self._contacts.setdefault((day, first), DataLoader(load))


def day_of(value: Date | None) -> date | None:
    """The driver's date as Python's."""
    return value.to_native() if value else None
