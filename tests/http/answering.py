"""Asks an application in this process, as a client over HTTP would."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx

from graph.plan.plan import Planner
from graph.plan.statement import Statement
from graph.store.address import StoreAddress
from graph.store.store import Store
from matching.views import ViewsBySight
from process.application import application
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings

RESPONSE_JSON = "application/graphql-response+json"
NOBODY = StoreAddress("bolt://127.0.0.1:1", "neo4j", "password", "neo4j")
"""An address where nothing ever listens."""


class BrokenPlanner(Planner):
    """Writes statements that no store takes."""

    def plan(self, roots: Any, sight: Any) -> Any:
        return replace(super().plan(roots, sight), statement=Statement("RETURN secret_thing"))


@asynccontextmanager
async def client(
    store: Store, settings: Settings, *, planner: Planner | None = None, views: Any = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application over the store; its planner and its read model can be broken ones."""
    registry = registry_of(store, settings)
    registry.planner = planner or registry.planner
    if views:
        registry.views = ViewsBySight(lambda _: views)
    transport = httpx.ASGITransport(application(settings, registry))
    async with httpx.AsyncClient(transport=transport, base_url="http://registry", timeout=30) as made:
        yield made


def broken_planner() -> Planner:
    return BrokenPlanner(assemble_schema()[1].model)


async def post(asker: httpx.AsyncClient, query: str, **variables: Any) -> httpx.Response:
    return await asker.post("/graphql", json={"query": query, "variables": variables})


def codes(answer: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in answer.json().get("errors", [])]
