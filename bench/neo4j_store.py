"""Our store over the Neo4j of `NEO4J_*`."""

import os

from graph.store.address import StoreAddress
from graph.store.store import Store


def open_neo4j() -> Store:
    """The store, not yet asked. Raises KeyError where one of the variables is not set."""
    return Store.open(StoreAddress(*(os.environ[f"NEO4J_{name}"] for name in ("URI", "USER", "PASSWORD", "DATABASE"))))
