"""Tables written by hand: which of their lines stay, where the page is cut, what they cost."""

import pytest

from graph.model import Model, NodeType, Property, PropertyKind, Sort
from graph.plan.analysis import AnalysisTable, NodeColumn, lines_for
from graph.plan.cost import most_nodes
from graph.plan.guard import Sight
from graph.plan.plan import Plan, Planner
from graph.plan.selection import AnalysisRoot, Cursor, NodeSelection, Page
from tests.plan.cypher import values
from tests.plan.snapshots import kept

THING = NodeType("Thing", "thng", {"name": Property("name", PropertyKind.STRING)})
TEXT = """
MATCH (t:Thing) WHERE t.day >= date($since)
[kind]   AND t.kind = $kind
[!kind]   AND t.kind <> $none
WITH t, t.day AS day, t.id AS id
[page t, day, id]
MATCH (t)-[:HAS]->(p)
WITH t AS thing, collect(p) AS parts, day, id, count(p) AS number
"""
TABLE = AnalysisTable(
    "things",
    TEXT,
    values=(
        Property("id", PropertyKind.STRING, unique=True),
        Property("day", PropertyKind.DATE),
        Property("number", PropertyKind.INTEGER),
    ),
    nodes=(NodeColumn("thing", "Thing"), NodeColumn("parts", "Thing", most=7)),
    order=(Sort("day", descending=True),),
    constants=(("none", "NONE"),),
)
NODE = NodeSelection(THING)


def planned(root: AnalysisRoot) -> Plan:
    return Planner(Model({"Thing": THING})).plan([root], Sight.ALL)


@pytest.mark.parametrize(
    ("given", "kept_lines"), [({"a"}, ["one", "  given"]), (set(), ["one", "  missing"])], ids=["given", "missing"]
)
def test_lines_stay_by_the_presence_of_an_argument(given: set[str], kept_lines: list[str]) -> None:
    assert lines_for("\none\n[a]   given\n[!a]   missing\n", frozenset(given)) == kept_lines


def test_table_becomes_this_statement() -> None:
    cursor = Cursor(("2025-01-01", "thng_a"))
    root = AnalysisRoot(TABLE, {"since": "2024-01-01", "kind": "BIG"}, {"thing": NODE, "parts": NODE}, Page(5, cursor))
    plan = planned(root)
    text = f"{plan.statement.text}\n"
    assert text == kept("analysis", text)
    assert values(text) == []
    assert plan.parameters == {
        "p0": "BIG", "p1": "NONE", "p2": "2024-01-01", "p3": "2025-01-01", "p4": "thng_a", "p5": 6,
    }  # fmt: skip


def test_values_of_arguments_do_not_change_the_statement_but_their_presence_does() -> None:
    texts = {
        planned(AnalysisRoot(TABLE, {"since": since, **kind}, {"thing": NODE}, Page(size))).statement.text
        for since in ("2024-01-01", "2025-01-01")
        for size in (1, 50)
        for kind in ({}, {"kind": "BIG"}, {"kind": "SMALL"})
    }
    assert len(texts) == 2


def test_table_without_pages_gives_all_its_rows_and_reads_only_the_nodes_asked_for() -> None:
    table = AnalysisTable(
        "sum", "MATCH (t:Thing) WITH count(t) AS number", values=(Property("number", PropertyKind.INTEGER),)
    )
    assert planned(AnalysisRoot(table, {})).statement.text.splitlines() == [
        "MATCH (t:Thing) WITH count(t) AS number",
        "RETURN collect({number: number}) AS rows0",
    ]


@pytest.mark.parametrize(
    ("columns", "nodes"), [((), 1), (("thing",), 2), (("parts",), 1 + 7), (("thing", "parts"), 2 + 7)]
)
def test_estimate_counts_each_row_with_the_nodes_asked_of_it(columns: tuple[str, ...], nodes: int) -> None:
    asked = dict.fromkeys(columns, NODE)
    assert most_nodes(Model(), [AnalysisRoot(TABLE, {}, asked, Page(10))]) == 10 * nodes
