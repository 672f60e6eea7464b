"""Compiled reading of rows against the stock executor: random documents over rows of the demo set, many of them broken.

Both are given the same record; the answers are the same, byte for byte, with their errors. Of these the order is left
out: the stock executor tells of root fields in the order in which their statements end.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any, cast

import orjson
import pytest
from graphql import parse, validate

from engine.operation import OperationResult, Operations, Request
from graph.store.store import Store
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings
from tests.conftest import DemoViews, Server
from tests.projection.documents import VARIABLES, Writer
from transport.queries import examples

ODD: tuple[Any, ...] = (
    None, None, None, "x", "", 0, -1, 2**31, 2**40, True, 1.5, float("nan"), [], [None], ["x"], [[]], {},
)  # fmt: skip
BROKEN = (0.0, 0.001, 0.01, 0.1)
"""How likely each value of a record is an odd one."""
DOCUMENTS, TRIALS = 120, 3
"""Random documents; how often each is tried with each likelihood."""

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)


@dataclass
class Breaking:
    """A store whose records are broken in places that the seed tells; read once, and told again and again."""

    store: Store
    seed: int = 0
    broken: float = 0.0
    known: dict[str, list[Any]] = field(default_factory=dict)

    async def read(self, statement: str, parameters: Mapping[str, object], **_: Any) -> list[Any]:
        asked = f"{statement} {parameters!r}"
        if asked not in self.known:
            self.known[asked] = await self.store.read(statement, parameters)
        numbers = random.Random(f"{self.seed} {asked}")
        return [self._broken(each, numbers) for each in self.known[asked]]

    def _broken(self, value: Any, numbers: random.Random) -> Any:
        if numbers.random() < self.broken:
            return numbers.choice(ODD)
        if isinstance(value, list):
            return [self._broken(each, numbers) for each in value]
        if isinstance(value, dict):
            return {key: self._broken(each, numbers) for key, each in value.items()}
        return value


@dataclass
class Pair:
    """Operations that are compiled at once, and the same by the stock executor, over one breaking store.

    Both ask as for documents that are asked again and again, in the same statements.
    """

    store: Breaking
    compiled: Operations
    stock: Operations
    made: dict[str, int] = field(default_factory=dict)

    def answer(self, by: str) -> None:
        self.made[by] = self.made.get(by, 0) + 1

    def document(self, known: bool) -> None:
        pass

    async def same(self, query: str, variables: dict[str, Any]) -> None:
        for seed in range(TRIALS):
            for broken in BROKEN:
                self.store.seed, self.store.broken = seed, broken
                compiled = await self.compiled.run(Request(query, variables))
                stock = await self.stock.run(Request(query, variables))
                assert told(compiled) == told(stock), query


def told(answer: OperationResult) -> bytes:
    body = answer.body
    body.get("errors", []).sort(key=lambda error: str(error["path"]))
    return orjson.dumps(body)


@pytest.fixture
def pair(demo_store: Store, server: Server) -> Pair:
    store = Breaking(demo_store)
    registry = registry_of(cast(Store, store), Settings.model_construct())
    registry.views = DemoViews(server, demo_store)
    schema = assemble_schema()[0]
    pair = Pair(
        store,
        cast(Operations, None),
        Operations(schema, registry, Settings.model_construct(compiled=False), at_once=True),
    )
    pair.compiled = Operations(schema, registry, Settings.model_construct(), at_once=True, counted=pair)
    return pair


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
async def test_broken_rows_of_documents_are_answered_alike(pair: Pair, example: Any) -> None:
    await pair.same(example.query, example.variables)


async def test_broken_rows_of_random_documents_are_answered_alike(pair: Pair) -> None:
    schema = assemble_schema()[0]._schema
    writer = Writer(schema, random.Random(11))
    documents = (writer.document() for _ in count())
    valid = (text for text in documents if not validate(schema, parse(text)))  # one field may have two arguments
    for text in islice(valid, DOCUMENTS):
        await pair.same(text, VARIABLES)
    assert min(pair.made["compiled"], pair.made["fallback"]) > 100
