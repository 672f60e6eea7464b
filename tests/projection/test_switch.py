"""REGISTRY_COMPILED: with it and without it the answers are the same, byte for byte, errors too."""

import random
from typing import Any

import pytest

from engine.operation import Operations, Request
from graph.store.store import Store
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings
from tests.conftest import DemoViews, Server
from tests.projection.documents import VARIABLES, Writer
from transport.queries import examples

DOCUMENTS = 150
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)  # both executors read rows of one form


@pytest.fixture
def both(demo_store: Store, server: Server) -> tuple[Operations, Operations]:
    """Operations that are compiled at once, and the same by the stock executor."""
    registry = registry_of(demo_store, Settings.model_construct())
    registry.views = DemoViews(server, demo_store)
    schema = assemble_schema()[0]
    stock = Operations(schema, registry, Settings.model_construct(compiled=False))
    return Operations(schema, registry, Settings.model_construct(), at_once=True), stock


class Counted:
    """By what operations were answered."""

    def __init__(self) -> None:
        self.by: list[str] = []

    def answer(self, by: str) -> None:
        self.by.append(by)

    def document(self, known: bool) -> None:
        """Not looked at."""


async def same(both: tuple[Operations, Operations], query: str, variables: dict[str, Any]) -> tuple[str, ...]:
    compiled, stock = [await each.run(Request(query, variables)) for each in both]
    assert compiled.content == stock.content, query
    assert (compiled.codes, compiled.failed) == (stock.codes, stock.failed)
    return compiled.codes


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
async def test_documents_are_answered_alike(both: tuple[Operations, Operations], example: Any) -> None:
    assert await same(both, example.query, example.variables) == ()


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
async def test_documents_are_answered_by_compiled_python(demo_store: Store, server: Server, example: Any) -> None:
    registry, settings, counted = (
        registry_of(demo_store, Settings.model_construct()),
        Settings.model_construct(),
        Counted(),
    )
    registry.views = DemoViews(server, demo_store)
    operations = Operations(assemble_schema()[0], registry, settings, counted=counted, at_once=True)
    await operations.run(Request(example.query, example.variables))
    assert counted.by == ["compiled"]


async def test_random_documents_are_answered_alike(both: tuple[Operations, Operations]) -> None:
    writer, whole, failed = Writer(assemble_schema()[0]._schema, random.Random(3)), 0, 0
    for _ in range(DOCUMENTS):
        codes = await same(both, writer.document(), VARIABLES)
        whole, failed = whole + (not codes), failed + bool(codes)
    assert min(whole, failed) > DOCUMENTS * 0.1


ERRORS = {
    "an argument": "{ a: universities(first: 1000) { totalCount } b: __typename }",
    "one of two fields": '{ university(id: "nothing") { id } countries(first: 1) { nodes { code } } }',
    "no such node": '{ university(id: "univ_nothingnothingno") { id } }',
    "a cursor": '{ universities(after: "x") { nodes { id } } }',
    "a representation": '{ _entities(representations: [{ __typename: "Nothing" }]) { __typename } }',
    "a field that waits for the store, and one that fails at once": """{
        _entities(representations: [{}]) { __typename } balanceOfExchange(from: "x", to: "x") { totals { sent } }
    }""",
    "a bad date": "query ($d: Date) { universities(first: 1) { nodes { contacts(asOf: $d) { totalCount } } } }",
}


@pytest.mark.parametrize("query", ERRORS.values(), ids=ERRORS)
async def test_errors_are_told_alike(both: tuple[Operations, Operations], query: str) -> None:
    codes = await same(both, query, {"d": "2026-02-30"})
    assert codes or "univ_nothingnothingno" in query
