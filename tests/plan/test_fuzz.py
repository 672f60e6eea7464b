"""Random questions over random small graphs: both stores answer what the oracle answers.

`REGISTRY_FUZZ=2000` asks so many questions of each graph, and other ones at each run.
"""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings

from graph.plan.plan import Plan, RootRows
from graph.store.store import Store
from schema.query import assemble_schema
from tests.conftest import Server, emptied
from tests.plan.graphs import random_graph, write
from tests.plan.oracle import Graph, Oracle, told
from tests.plan.questions import Question, World, pages, questions

MODEL = assemble_schema()[1].model
SEEDS = [1, 2, 3]
WISHED = int(os.environ.get("REGISTRY_FUZZ", "0"))
QUESTIONS = {"embedded": 40, "neo4j": 15}
"""Of each kind to each graph. Neo4j takes most of a second to plan a statement that it has not seen."""


@dataclass
class Loaded:
    """A store and the graph in it; hypothesis runs its examples one by one, so they share a loop."""

    runner: asyncio.Runner
    store: Store
    graph: Graph
    questions: int

    def ask(self, plan: Plan) -> list[RootRows]:
        return plan.rows_of(self.runner.run(self.store.read(plan.statement.text, plan.parameters)))


@pytest.fixture(params=SEEDS)
def loaded(server: Server, request: pytest.FixtureRequest) -> Iterator[Loaded]:
    graph = random_graph(request.param)
    with asyncio.Runner() as runner:
        store = runner.run(emptied(server))
        server.holds = "something"
        runner.run(write(graph, store))
        yield Loaded(runner, store, graph, WISHED or QUESTIONS["embedded" if server.embedded else "neo4j"])
        runner.run(store.close())


def fuzzed(loaded: Loaded) -> settings:
    return settings(
        deadline=None,
        derandomize=not WISHED,
        database=None,
        max_examples=loaded.questions,
        suppress_health_check=list(HealthCheck),
    )


def check(loaded: Loaded, question: Question) -> None:
    """Compares the store with the oracle."""
    plan = question.plan
    oracle = Oracle(MODEL, loaded.graph)
    for root, shaped, found in zip(question.roots, plan.shaped, loaded.ask(plan), strict=True):
        rows, total = oracle.answer(root)
        assert told(found.rows, shaped, root.node) == rows
        assert found.total == total


def test_any_question_is_answered_as_the_oracle_answers_it(loaded: Loaded) -> None:
    @fuzzed(loaded)
    @given(questions(World(MODEL, loaded.graph)))
    def every(question: Question) -> None:
        check(loaded, question)

    every()


def test_any_page_is_answered_as_the_oracle_answers_it(loaded: Loaded) -> None:
    @fuzzed(loaded)
    @given(pages(World(MODEL, loaded.graph)))
    def every(question: Question) -> None:
        check(loaded, question)

    every()
