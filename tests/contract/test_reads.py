"""Every statement that reads gives the same rows on both stores, and what the demo set really holds."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from engine.operation import Operations, Request
from graph.plan.guard import Sight
from graph.plan.plan import Planner
from graph.store.errors import StoreStatementError
from graph.store.store import Store
from matching.model.rows import id_of
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings
from tests.contract.cases import Case, answer_of, generated, load_cases, matching_cases, planned_cases
from tests.contract.conftest import Both
from tests.contract.differences import DIFFERENCES
from tests.plan.cypher import tokens, values
from tests.plan.graphs import random_graph
from tests.plan.oracle import Graph, Oracle
from transport.queries import Example, examples

MODEL = assemble_schema()[1].model
PLANNER = Planner(MODEL)
TYPES = sorted(MODEL.types)
FEWEST = 7
"""Rows of a small page."""
PLACES = 12
"""Decimals that both stores agree on; answers tell six."""
WRITES = {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "CSV", "DROP"}


def settled(value: Any) -> Any:
    """A value with its fractions cut where the order of a sum shows: a mean is added up in each store's own order."""
    match value:
        case float():
            return round(value, PLACES)
        case dict():
            return {key: settled(each) for key, each in value.items()}
        case list():
            return [settled(each) for each in value]
    return value


async def rows(store: Store, case: Case) -> list[Any]:
    """The rows; where the statement does not order them fully, in an order of our own."""
    found: list[Any] = settled(await store.rows(case.text, case.parameters))
    if case.read:
        return [case.read([*record.values()]) for record in found]
    return found if case.ordered else sorted(found, key=repr)


async def differing(both: Both, cases: Iterable[Case]) -> dict[str, tuple[Any, Any]]:
    """The cases that the stores answer differently, but for those that are listed."""
    found = {}
    for case in cases:
        one, other = await rows(both.embedded, case), await rows(both.neo4j, case)
        if one != other and case.name not in DIFFERENCES:
            found[case.name] = (one, other)
    return found


def all_cases(graph: Graph) -> list[Case]:
    """All but the documents of docs/queries."""
    planned = [case for type in TYPES for case in planned_cases(PLANNER, generated(MODEL, graph, type))]
    return [*matching_cases(graph), *load_cases(graph), *planned]


async def test_read_model_is_filled_alike(both: Both) -> None:
    assert await differing(both, matching_cases()) == {}


async def test_loads_and_export_read_alike(both: Both, graph: Graph) -> None:
    assert await differing(both, load_cases(graph)) == {}


@pytest.mark.parametrize("type", TYPES)
async def test_questions_are_answered_alike(both: Both, graph: Graph, type: str) -> None:
    assert await differing(both, planned_cases(PLANNER, generated(MODEL, graph, type))) == {}


@pytest.mark.parametrize("type", TYPES)
async def test_questions_are_answered_as_the_oracle_answers_them(embedded: Store, graph: Graph, type: str) -> None:
    oracle = Oracle(MODEL, graph)
    wrong = {}
    for name, root in generated(MODEL, graph, type).items():
        plan = PLANNER.plan([root], Sight.ALL)
        answer = answer_of(plan, root, await embedded.read(plan.statement.text, plan.parameters))
        if answer != oracle.answer(root):
            wrong[name] = (answer, oracle.answer(root))
    assert wrong == {}


async def cases_of(store: Store, example: Example) -> list[Case]:
    """The statements of a document."""
    settings = Settings.model_construct()
    registry = registry_of(store, settings)
    found: list[Case] = []
    registry.watch = lambda _, plan: found.append(Case(example.name, plan.statement.text, plan.parameters))
    answer = await Operations(assemble_schema()[0], registry, settings).run(Request(example.query, example.variables))
    assert answer.body.get("errors", []) == []
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
async def test_document_is_answered_alike(both: Both, example: Example) -> None:
    cases = await cases_of(both.embedded, example)
    assert cases
    assert await differing(both, cases) == {}
    asked = sorted((case.text, repr(case.parameters)) for case in cases)
    assert sorted((case.text, repr(case.parameters)) for case in await cases_of(both.neo4j, example)) == asked


async def test_every_listed_difference_is_still_there(both: Both, graph: Graph) -> None:
    by_name = {case.name: case for case in all_cases(graph)}
    assert DIFFERENCES.keys() <= by_name.keys()
    listed = [by_name[name] for name in DIFFERENCES]
    gone = [each.name for each in listed if await rows(both.embedded, each) == await rows(both.neo4j, each)]
    assert gone == [], "the stores agree: take these out of differences.py"


PAGED = [each for each in matching_cases() if "$after" in each.text and "a page" not in each.name]


@pytest.mark.parametrize("case", PAGED, ids=lambda each: each.name)
async def test_read_model_comes_whole_in_pages(embedded: Store, case: Case) -> None:
    whole = (await embedded.rows(case.text, case.parameters))[0]["rows"]
    ids = list(map(id_of, whole))
    assert ids == sorted(set(ids))
    assert whole
    walked: list[Any] = []
    size = max(FEWEST, len(whole) // 4)
    asked = case.parameters | {"limit": size}
    while page := (await embedded.rows(case.text, asked))[0]["rows"]:
        walked += page
        asked["after"] = id_of(walked[-1])
    assert walked == whole


async def told_by(store: Store, case: Case) -> list[Any]:
    """The rows of a statement of the read model, one a record or all in one."""
    found = await store.rows(case.text, case.parameters)
    return found[0]["rows"] if found and found[0].keys() == {"rows"} else found


async def test_read_model_has_all_nodes_and_edges(embedded: Store, graph: Graph) -> None:
    counts = {case.name: len(await told_by(embedded, case)) for case in matching_cases()}
    edges = Counter(edge.type for edge in graph.edges)
    for name, label in {
        "universities": "University", "contacts": "Contact", "offices": "Office", "agreements": "Agreement",
        "events": "Event", "intents": "Intent", "persons": "Person", "names": "Name", "identifiers": "Identifier",
    }.items():  # fmt: skip
        assert counts[f"matching {name}"] == len(graph.of(label)), name
    for name, type in {
        "office_statuses": "HAS_STATUS", "office_coverage": "COVERS", "children": "CHILD_OF",
        "successors": "SUCCEEDED_BY", "relatives": "RELATED_TO",
    }.items():  # fmt: skip
        assert counts[f"matching {name}"] == edges[type], name
    persons = next(case for case in matching_cases() if case.name == "matching persons")
    stays = await told_by(embedded, persons)
    for name, type in {"works": "WORKS_AT", "serves": "SERVES_AT"}.items():
        assert sum(len(person[name]) for person in stays) == edges[type], name


def test_statements_that_read_hold_no_word_that_writes() -> None:
    writing = {
        case.name for case in all_cases(random_graph(5)) if WRITES & {text.upper() for _, text in tokens(case.text)}
    }
    assert writing == set()


@pytest.mark.parametrize("type", TYPES)
def test_no_question_has_a_value_in_its_text(type: str) -> None:
    graph = random_graph(5)
    cases = planned_cases(PLANNER, generated(MODEL, graph, type))
    assert {case.name: values(case.text) for case in cases if values(case.text)} == {}


@pytest.mark.parametrize("way", ["read", "rows"])
async def test_read_cannot_write(both: Both, way: str) -> None:
    """The embedded store does not refuse it (docs/decisions): what is true of Neo4j is asked of Neo4j."""
    with pytest.raises(StoreStatementError):
        await getattr(both.neo4j, way)("CREATE (n:Scratch {id: $id}) RETURN count(n) AS made", {"id": "x"})
    assert await both.neo4j.rows("MATCH (n:Scratch) RETURN n.id AS id", {}) == []
