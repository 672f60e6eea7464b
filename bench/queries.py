"""How fast the documents of docs/queries are answered, and by which steps of the store.

    python -m bench.queries [NAME …] [--runs 5] [--statements]

On the store of the settings, which holds a generated network. Ids, slugs, domains and names among a document's
variables are replaced by those of nodes of this store: of a hub (the node with most edges of the kind that it lives
by) and of one in the middle. Prints for each document and pick the median and the longest time, on Neo4j also the steps
that find nodes. A scan of a label or of all nodes is a failure, as is an error, or a median over a second.
"""

import asyncio
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import neo4j
import typer

from engine.context import Registry
from engine.operation import Operations, Request
from graph.ids import prefix_of
from graph.plan.plan import Plan
from graph.store.store import Store
from process.registry import registry_of
from running import open_store
from schema.query import assemble_schema
from settings import Settings, from_environment
from transport.queries import Example, examples

MAX_SECONDS = 1.0
SCANS = ("LabelScan", "LabelsScan", "AllNodesScan", "RelationshipTypeScan")
MEBI = 1024
DOMAIN_END = ".ru"
CODE = 2
"""Letters of a country's code."""
OFFICE_SLUG = "russian-house-"
"""How the slugs of offices begin in the documents' own variables."""
PATIENCE = 600.0
"""Seconds for picking, which may scan."""

DEGREES = {
    "University": "<-[:BETWEEN]-()",
    "Office": "<-[:FACILITATED_BY]-()",
    "Event": "<-[:ORIGINATED_AT]-()",
    "Person": "<-[:HELD_BY]-()",
    "Country": "<-[:COVERS]-()",
    "Agreement": "-[:HAS_PARTY]->()",
}
"""What a node of a label lives by."""
BY_DEGREE = """MATCH (n:{label})
WITH n, COUNT {{ (n){degree} }} AS degree
WHERE degree > $least
RETURN n.id AS id, n.{key} AS key, n.name AS name ORDER BY degree DESC, id"""
AT_HOME = "MATCH (u:University)-[:LOCATED_IN]->()-[:IN_COUNTRY]->({code: $home}) RETURN u.id AS id"
DOMAIN = """MATCH (:University {id: $id})-[:IDENTIFIED_BY]->(i {scheme: $scheme})
RETURN i.value AS value ORDER BY value LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Pick:
    """Nodes to ask of, by label; `home` and `abroad` are universities."""

    name: str
    nodes: dict[str, dict[str, Any]]
    abroad: dict[str, Any]
    domain: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document."""

    milliseconds: list[float]
    processor: list[float]
    errors: list[str]
    plans: list[Plan]


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Documents, by the beginning of their names.")] = None,
    runs: Annotated[int, typer.Option(help="How often each is asked.")] = 5,
    statements: Annotated[bool, typer.Option(help="Print the statements of those that fail.")] = False,
    model: Annotated[bool, typer.Option(help="Make the read model first; else when a document needs it.")] = True,
    pid: Annotated[int, typer.Option(help="Of the store's server here, to count its processor time too.")] = 0,
) -> None:
    """Asks, prints, and ends with 1 where one is slow, scans or fails."""
    chosen = [each for each in examples() if not names or each.name.startswith(tuple(names))]
    failed = asyncio.run(_measure(from_environment(), chosen, runs, statements, model, pid))
    print(f"{len(failed)} failed: {', '.join(failed)}" if failed else "all passed")
    sys.exit(bool(failed))


async def _measure(
    settings: Settings, chosen: list[Example], runs: int, statements: bool, model: bool, pid: int
) -> list[str]:
    failed = []
    async with open_store(settings) as (store, _):
        registry = registry_of(store, settings)
        if model:
            started = time.monotonic()
            await registry.views.current()
            seconds, memory = time.monotonic() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEBI
            print(f"read model made in {seconds:.1f} s, {memory:,} MiB at most\n", flush=True)
        for pick in await _picks(store):
            for example in chosen:
                outcome = await _ask(registry, settings, example, pick, runs, pid)
                faults, lines = await asyncio.to_thread(_judge, store, outcome)
                told = f"{median(outcome.milliseconds):8.1f} ms, at most {max(outcome.milliseconds):8.1f}"
                told += f", processor {median(outcome.processor):7.1f}"
                print(f"{pick.name:7} {example.name:32} {told}  {'; '.join(faults) or 'ok'}")
                print("".join(f"          {line}\n" for line in lines), end="", flush=True)
                if faults:
                    failed.append(f"{pick.name} {example.name}")
                    if statements:
                        print("\n;\n".join(plan.statement.text for plan in outcome.plans), flush=True)
    return failed


async def _ask(registry: Registry, settings: Settings, example: Example, pick: Pick, runs: int, pid: int) -> Outcome:
    """Once to warm up, then `runs` times."""
    operations = Operations(assemble_schema()[0], registry, settings)
    variables = {name: _variable(name, value, pick) for name, value in example.variables.items()}
    plans: list[Plan] = []
    registry.watch = lambda _, plan: plans.append(plan)
    answer = await operations.run(Request(example.query, variables))
    registry.watch = None
    milliseconds, processor = [], []
    for _ in range(runs):
        started, busy = time.perf_counter(), _processor(pid)
        await operations.run(Request(example.query, variables))
        milliseconds.append((time.perf_counter() - started) * 1000)
        processor.append((_processor(pid) - busy) * 1000)
    return Outcome(milliseconds, processor, [each["message"] for each in answer.body.get("errors", ())], plans)


def _processor(pid: int) -> float:
    """Seconds of processor time of this process, and of the server's where its number is given."""
    ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13] if pid else []
    return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _judge(store: Store, outcome: Outcome) -> tuple[list[str], list[str]]:
    """What is wrong, and the steps of each statement's plan that find nodes, with how often they occur."""
    faults = [f"error: {each}" for each in outcome.errors]
    if median(outcome.milliseconds) > MAX_SECONDS * 1000:
        faults.append("slow")
    if store.dialect.one_writer:
        return faults, []
    lines = []
    address = store.address
    quiet = neo4j.NotificationMinimumSeverity.OFF
    credentials = address.user, address.password
    with neo4j.GraphDatabase.driver(address.uri, auth=credentials, notifications_min_severity=quiet) as driver:
        for plan in outcome.plans:
            with driver.session(database=address.database) as session:
                summary = session.run(f"EXPLAIN {plan.statement.text}", dict(plan.parameters)).consume()
            steps = Counter(_steps(dict(summary.plan or {})))
            faults += [step for step in steps if any(scan in step for scan in SCANS)]
            finding = {step: count for step, count in steps.items() if "Seek" in step or "Scan" in step}
            lines.append(", ".join(f"{step} ×{count}" for step, count in sorted(finding.items())))
    return faults, lines


def _steps(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from _steps(child)


def _variable(name: str, value: Any, pick: Pick) -> Any:
    """The document's own value where it is a date, a code or a number; else one of the store."""
    labels = {prefix_of(node["id"]): label for label, node in pick.nodes.items()}
    if not isinstance(value, str) or (len(value) == CODE and value.isupper()):
        return value
    if prefix_of(value) in labels:
        return (pick.abroad if name == "to" else pick.nodes[labels[prefix_of(value)]])["id"]
    if value.startswith(OFFICE_SLUG):
        return pick.nodes["Office"]["key"]
    if value.endswith(DOMAIN_END):
        return pick.domain
    return pick.nodes["University"]["name"] if name == "any" else value


async def _picks(store: Store) -> list[Pick]:
    """A hub of each label, and a node in the middle."""
    found = {label: await _by_degree(store, label, degree) for label, degree in DEGREES.items()}
    home = {row["id"] for row in await store.rows(AT_HOME, {"home": "RU"}, deadline=PATIENCE)}
    ours = [row for row in found["University"] if row["id"] in home]
    abroad = [row for row in found["University"] if row["id"] not in home]
    picks = []
    place: Callable[[list[dict[str, Any]]], dict[str, Any]]
    for name, place in (("hub", lambda rows: rows[0]), ("middle", lambda rows: rows[len(rows) // 2])):
        nodes = {label: place(rows) for label, rows in found.items() if rows} | {"University": place(ours)}
        domains = await store.rows(DOMAIN, {"id": nodes["University"]["id"], "scheme": "DOMAIN"})
        picks.append(Pick(name, nodes, place(abroad), domains[0]["value"] if domains else ""))
    return picks


async def _by_degree(store: Store, label: str, degree: str) -> list[dict[str, Any]]:
    key = {"Office": "slug", "Event": "slug", "Person": "slug", "Agreement": "slug", "Country": "code"}.get(label, "id")
    text = BY_DEGREE.format(label=label, degree=degree, key=key)
    return await store.rows(text, {"least": 0}, deadline=PATIENCE)


if __name__ == "__main__":
    typer.run(main)
