"""Every statement that loads write with does the same on both stores; each in a transaction that is rolled back.

The embedded store runs those of every relationship. Neo4j, which takes long to plan a text that it has not seen, runs
some of each form: the others differ from them in names alone.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from neo4j.time import Date

from graph.changes import statements as changes
from graph.declared import declared_model, edge_type_of, node_type_of
from graph.load import statements
from graph.load.statements import MARKS
from graph.migrations import APPLIED, RECORD, migration_status
from graph.model import Ownership
from graph.store.store import Store, StoreRows, Transaction
from tests.conftest import Server
from tests.contract.conftest import demo

EDGE_TABLES = [(type, source, target) for type in declared_model().edges for source, target in edge_type_of(type).ends]
OF_EACH_FORM = 2
"""Relationships whose statements Neo4j runs."""
DAY, LATER = "2020-02-29", "2021-03-01"


def form_of(ends: tuple[str, str, str]) -> str:
    """The statements of a relationship with its names left out."""
    type, source, target = ends
    texts = (
        statements.create_edge(*ends),
        statements.upsert_edge(*ends),
        statements.drop_edge(*ends),
        statements.drop_incoming(type, target),
        statements.drop_edges(type, source),
    )
    return re.sub(rf"\b({'|'.join(ends)})\b", "…", "\n".join(texts))


def edges_by_store() -> list[Any]:
    """Each store with the relationships that it is asked about."""
    forms: dict[str, list[tuple[str, str, str]]] = {}
    for ends in EDGE_TABLES:
        forms.setdefault(form_of(ends), []).append(ends)
    some = [ends for alike in forms.values() for ends in alike[:OF_EACH_FORM]]
    asked = [("embedded", ends) for ends in EDGE_TABLES] + [("neo4j", ends) for ends in some]
    return [pytest.param(store, ends, id=f"{store}-{' '.join(ends)}") for store, ends in asked]


of_edges = pytest.mark.parametrize(("server", "ends"), edges_by_store(), indirect=["server"])


class RolledBackError(Exception):
    """Ends the transaction of a scratch set; carries what was seen in it."""

    def __init__(self, seen: Any) -> None:
        super().__init__()
        self.seen = seen


@dataclass
class Scratch:
    """A transaction with nodes of its own."""

    transaction: Transaction
    ids: list[str] = field(default_factory=list)

    async def node(self, label: str, number: int = 0, properties: dict[str, Any] | None = None) -> str:
        id = f"{node_type_of(label).prefix}_scratch{number}"
        row = {"id": id, "properties": properties or {}, "dates": {}, "first": {}}
        await self.transaction.run(statements.upsert_node(label), {"rows": [row]})
        self.ids.append(id)
        return id

    async def edge(self, type: str, source: str, target: str, **dates: str | None) -> None:
        text = statements.upsert_edge(type, _label(source), _label(target))
        row = {"from": source, "to": target, "properties": {}, "dates": dates}
        await self.transaction.run(text, {"rows": [row]})

    async def run(self, text: str, *rows: dict[str, Any]) -> None:
        await self.transaction.run(text, {"rows": list(rows)})

    async def nodes(self, label: str) -> StoreRows:
        text = f"MATCH (n:{label}) WHERE n.id IN $ids RETURN properties(n) AS properties ORDER BY n.id"
        return [row["properties"] for row in await self.transaction.run(text, {"ids": self.ids})]

    async def edges(self, type: str, source: str, target: str) -> StoreRows:
        text = (
            f"MATCH (a:{source})-[e:{type}]->(b:{target}) WHERE a.id IN $ids AND b.id IN $ids "
            "RETURN a.id AS a, b.id AS b, properties(e) AS properties ORDER BY a, b, e.since"
        )
        return [tuple(row.values()) for row in await self.transaction.run(text, {"ids": self.ids})]  # type: ignore[misc]


def _label(id: str) -> str:
    return next(label for label, table in declared_model().types.items() if id.startswith(f"{table.prefix}_"))


def scratch_ids(label: str, *numbers: int) -> list[str]:
    return [f"{node_type_of(label).prefix}_scratch{number}" for number in numbers]


async def seen_in(store: Store, work: Callable[[Scratch], Awaitable[Any]]) -> Any:
    """What the work gives, in a transaction that leaves nothing behind."""

    async def inner(transaction: Transaction) -> None:
        raise RolledBackError(await work(Scratch(transaction)))

    with pytest.raises(RolledBackError) as ended:
        await store.write(inner)
    return ended.value.seen


@pytest.fixture
async def written(server: Server) -> Any:
    """Each store in turn, with the demo set that the scratch sets must not touch."""
    async with demo(server) as store:
        yield store


@pytest.mark.parametrize("label", declared_model().types)
async def test_node_is_made_once_changed_and_its_dates_kept(written: Store, label: str) -> None:
    text, dates = statements.upsert_node(label), node_type_of(label).dates
    id = f"{node_type_of(label).prefix}_scratch0"

    async def work(scratch: Scratch) -> StoreRows:
        scratch.ids.append(id)
        first = {"mark": "first"}
        new = {"text": "Ё", "number": 7, "share": 1.5, "list": ["a", "b"], "flag": True, "none": None}
        await scratch.run(text, {"id": id, "properties": new, "dates": dict.fromkeys(dates, DAY), "first": first})
        again = {"number": 8, "flag": None}
        changed = {date: None if place else LATER for place, date in enumerate(dates)}
        await scratch.run(text, {"id": id, "properties": again, "dates": changed, "first": {"mark": "second"}})
        await scratch.run(text, {"id": id, "properties": {}, "dates": {}, "first": {}})
        return await scratch.nodes(label)

    date = {dates[0]: Date(2021, 3, 1)} if dates else {}
    kept = {"id": id, "text": "Ё", "number": 8, "share": 1.5, "list": ["a", "b"], "mark": "first"}
    assert await seen_in(written, work) == [kept | date]


@pytest.mark.parametrize("label", declared_model().types)
async def test_node_that_is_new_is_made_with_the_dates_that_it_has(written: Store, label: str) -> None:
    text, dates = statements.create_node(label), node_type_of(label).dates
    id = f"{node_type_of(label).prefix}_scratch0"

    async def work(scratch: Scratch) -> StoreRows:
        scratch.ids.append(id)
        new = {"text": "Ё", "number": 7, "share": 1.5, "list": ["a", "b"], "flag": True}
        given = dict.fromkeys(dates[:1], DAY) | dict.fromkeys(dates[1:])
        await scratch.run(text, {"id": id, "properties": new} | ({"dates": given} if dates else {}))
        return await scratch.nodes(label)

    date = {dates[0]: Date(2020, 2, 29)} if dates else {}
    new = {"id": id, "text": "Ё", "number": 7, "share": 1.5, "list": ["a", "b"], "flag": True}
    assert await seen_in(written, work) == [new | date]


@of_edges
async def test_edge_that_is_new_is_made_with_or_without_properties(written: Store, ends: tuple[str, str, str]) -> None:
    type, source, target = ends
    text, table = statements.create_edge(*ends), edge_type_of(type)

    async def work(scratch: Scratch) -> Any:
        a, b, c = await scratch.node(source, 1), await scratch.node(target, 2), await scratch.node(target, 3)
        dates = dict.fromkeys(table.dates[:1], DAY) | dict.fromkeys(table.dates[1:])
        full = {"from": a, "to": b, "properties": {"position": 1}, "dates": dates}
        await scratch.run(text, full, {"from": a, "to": c}, {"from": a, "to": "no_such_id"})
        return await scratch.edges(*ends)

    a, b, c = *scratch_ids(source, 1), *scratch_ids(target, 2, 3)
    date = dict.fromkeys(table.dates[:1], Date(2020, 2, 29))
    assert await seen_in(written, work) == [(a, b, {"position": 1} | date), (a, c, {})]


@of_edges
async def test_edge_is_made_changed_and_removed(written: Store, ends: tuple[str, str, str]) -> None:
    type, source, target = ends
    text, table = statements.upsert_edge(*ends), edge_type_of(type)

    async def work(scratch: Scratch) -> dict[str, Any]:
        a, b, c = await scratch.node(source, 1), await scratch.node(target, 2), await scratch.node(target, 3)
        seen = {}
        row = {"from": a, "to": b, "properties": {"position": 1}, "dates": dict.fromkeys(table.dates, DAY)}
        await scratch.run(text, row, {**row, "to": c})
        seen["made"] = await scratch.edges(*ends)
        await scratch.run(text, {**row, "properties": {}, "dates": dict.fromkeys(table.dates[:1], LATER)})
        seen["again"] = await scratch.edges(*ends)
        await scratch.run(text, {**row, "to": "no_such_id"}, {**row, "from": "no_such_id"})
        seen["to nothing"] = await scratch.edges(*ends)
        await scratch.run(statements.drop_edge(*ends), {"from": a, "to": b})
        seen["one dropped"] = await scratch.edges(*ends)
        await scratch.run(statements.drop_incoming(type, target), {"id": c})
        seen["what comes in dropped"] = await scratch.edges(*ends)
        await scratch.run(text, row, {**row, "to": c})
        await scratch.run(statements.drop_edges(type, source), {"id": a})
        seen["what leaves dropped"] = await scratch.edges(*ends)
        return seen

    seen = await seen_in(written, work)
    a, b, c = *scratch_ids(source, 1), *scratch_ids(target, 2, 3)
    old: dict[str, Any] = {"position": 1} | dict.fromkeys(table.dates, Date(2020, 2, 29))
    date = dict.fromkeys(table.dates[:1], Date(2021, 3, 1))
    to_b = [(a, b, old), (a, b, date)] if table.parallel else [(a, b, old | date)]
    assert seen["made"] == [(a, b, old), (a, c, old)]
    assert seen["again"] == seen["to nothing"] == [*to_b, (a, c, old)]
    assert seen["one dropped"] == [(a, c, old)]
    assert seen["what comes in dropped"] == seen["what leaves dropped"] == []


@pytest.mark.parametrize("owned", declared_model().ownerships, ids=lambda each: f"{each.owner} {each.child}")
async def test_children_that_are_not_kept_go(written: Store, owned: Ownership) -> None:
    async def work(scratch: Scratch) -> list[str]:
        owner = await scratch.node(owned.owner, 9)
        children = [
            await scratch.node(owned.child, 0, {"origin": "mine"}),
            await scratch.node(owned.child, 1, {"origin": "mine"}),
            await scratch.node(owned.child, 2, {"origin": "another"}),
        ]
        for child in children:
            await scratch.edge(owned.type, *((child, owner) if owned.backwards else (owner, child)))
        await scratch.run(statements.prune(owned), {"id": owner, "keep": children[:1], "origin": "mine"})
        return [row["id"] for row in await scratch.nodes(owned.child)]

    prefix = node_type_of(owned.child).prefix
    kept = [f"{prefix}_scratch{number}" for number in ([0, 2] if owned.of_origin else [0])]
    assert await seen_in(written, work) == kept


async def test_identifier_is_taken_from_who_holds_it(written: Store) -> None:
    async def work(scratch: Scratch) -> tuple[StoreRows, StoreRows, StoreRows]:
        holder = await scratch.node("University")
        identifier = await scratch.node("Identifier", 0, {"key": "LOCAL:scratch", "origin": "mine"})
        await scratch.edge("IDENTIFIED_BY", holder, identifier)
        keys = {"keys": ["LOCAL:scratch"]}
        before = await scratch.transaction.run(statements.IDENTIFIER_HOLDERS, keys)
        await scratch.run(statements.RELEASE_IDENTIFIERS, {"id": identifier})
        after = await scratch.transaction.run(statements.IDENTIFIER_HOLDERS, keys)
        return before, after, await scratch.nodes("Identifier")

    before, after, nodes = await seen_in(written, work)
    assert before == [{"key": "LOCAL:scratch", "id": "iden_scratch0", "origin": "mine", "holder": "univ_scratch0"}]
    assert after == []
    assert len(nodes) == 1


async def test_changes_are_numbered_and_chained(written: Store) -> None:
    async def work(scratch: Scratch) -> tuple[list[StoreRows], StoreRows]:
        seen: list[StoreRows] = []
        for registry in ("registry", "registry", "scratch"):
            rows = [
                {"key": f"{registry}{len(seen)}{place}@1", "place": place, "properties": {"entity": "pers_scratch0",
                 "version": len(seen) * 2 + place, "hash": f"{len(seen)}{place}"}} for place in (1, 2)
            ]  # fmt: skip
            given = {"registry": registry, "lineage": "a", "rules": "r", "none": 0, "count": 2, "rows": rows}
            seen.append(await scratch.transaction.run(changes.APPEND_CHANGES, given))
        return seen, await scratch.transaction.run(changes.LAST_CHANGES, {"ids": ["pers_scratch0", "pers_none"]})

    (first, second, new), last = await seen_in(written, work)
    assert second[0]["seq"] - first[0]["seq"] == 2
    assert new == [{"seq": 2}]
    assert last == [{"id": "pers_scratch0", "version": 6, "hash": "22"}]


async def test_migration_is_recorded_once(written: Store) -> None:
    async def work(scratch: Scratch) -> StoreRows:
        for checksum in ("a", "b"):
            await scratch.transaction.run(RECORD, {"number": 9999, "name": "scratch", "checksum": checksum})
        return (await scratch.transaction.run(APPLIED))[-1:]

    assert await seen_in(written, work) == [{"number": 9999, "checksum": "b"}]
    assert (await migration_status(written)).ready


async def test_load_begins_once_advances_and_ends(written: Store) -> None:
    async def work(scratch: Scratch) -> list[StoreRows]:
        run, name = scratch.transaction.run, {"name": "scratch"}
        begun = [await run(statements.BEGIN_LOAD, name | {"of": "a", "done": 0})]
        await run(statements.ADVANCE_LOAD, name | {"done": 7})
        begun += [
            await run(statements.BEGIN_LOAD, name | {"of": "b", "done": 0}),
            await run(statements.UNFINISHED_LOADS),
        ]
        await run(statements.END_LOAD, name)
        return [*begun, await run(statements.UNFINISHED_LOADS)]

    unfinished = {"name": "scratch", "of": "a", "done": 7}
    assert await seen_in(written, work) == [[{"done": 0}], [{"done": 7}], [unfinished], []]


async def test_scratch_sets_left_nothing_behind(written: Store) -> None:
    for label in declared_model().types:
        text = f"MATCH (n:{label}) WHERE n.id STARTS WITH $prefix RETURN n.id AS id"
        assert await written.rows(text, {"prefix": f"{node_type_of(label).prefix}_scratch"}) == []


def test_every_statement_that_writes_is_run_here() -> None:
    run = {"release identifiers"}
    run |= {"begin load", "advance load", "end load"}
    run |= {f"{way} {label}" for label in declared_model().types for way in ("upsert", "create")}
    run |= {f"prune {each.owner} {each.type} {each.child}" for each in declared_model().ownerships}
    for type, source, target in EDGE_TABLES:
        run |= {f"{way} {source} {type} {target}" for way in ("upsert", "create", "drop")}
        run |= {f"drop {source} {type}", f"drop {type} {target}"}
    reads = ("read", "page", "identifier holders", "any")
    assert {name for name in statements.statements() if not name.startswith(reads)} == run
    assert len(MARKS) == 2
