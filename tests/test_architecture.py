"""The layout of the house: imports run one way, without a circle, and files stay small (docs/architecture.md)."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OUTSIDE = {"tests", "bench", "scripts", "web", "docs", "data", "examples"}

ON_THE_GROUND = {"errors", "settings", "version"}
BELOW = {
    "errors": set(),
    "settings": {"version"},
    "logs": {"settings"},
    "version": set(),
    "graph": {"version"},
    "matching": {"graph"},
    "access": {"graph", "errors"},
    "engine": {"matching", "access", "graph", "errors", "settings"},
    "resolvers": {"version", "engine", "matching", "access", "graph", "errors"},
    "schema": {"resolvers", "engine", "matching", "access", "graph", "errors"},
    "transport": {"engine", "matching", "access", "graph", "errors", "settings", "logs"},
    "process": {"transport", "schema", "resolvers", "engine", "matching", "access", "graph"} | ON_THE_GROUND,
}
"""What each part may import. All else (server, worker, commands, running, terminal, explain) is above these."""

FOREIGN = {
    "graph": {"graphql", "strawberry", "starlette", "uvicorn", "pydantic", "pydantic_settings", "typer"},
    "matching": {"graphql", "strawberry", "starlette", "uvicorn", "pydantic", "pydantic_settings", "typer", "neo4j"},
    "access": {"graphql", "strawberry", "starlette", "uvicorn"},
    "engine": {"starlette", "uvicorn", "neo4j", "typer"},
    "resolvers": {"starlette", "uvicorn", "neo4j", "typer"},
    "schema": {"starlette", "uvicorn", "neo4j", "typer"},
}
"""Packages that a part must not know."""
DRIVER = "neo4j"
KNOW_THE_DRIVER = {
    "graph.store.connecting",
    "graph.store.causes",
    "graph.store.store",
    "graph.store.embedded",
    "graph.store.values",
}
"""Modules that may import the driver: the store alone."""

MAX_LINES = 400


@cache
def modules() -> dict[str, Path]:
    """The modules of the product by name."""
    found = {}
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if not parts[0].startswith(".") and parts[0] not in OUTSIDE:
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports(module: str) -> frozenset[str]:
    """All that a module imports, wherever in its text: modules of ours by their full name, others as written."""
    found: set[str] = set()
    for statement in ast.walk(ast.parse(modules()[module].read_text("utf-8"))):
        if isinstance(statement, ast.Import):
            found |= {each.name for each in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            assert statement.level == 0 and statement.module, f"{module} imports by a relative name"
            names = {f"{statement.module}.{each.name}" for each in statement.names}
            found |= (names & modules().keys()) or {statement.module}
    return frozenset(found)


def ours(module: str) -> set[str]:
    """The modules of ours that a module imports."""
    return set(imports(module)) & modules().keys() - {module}


def part(module: str) -> str:
    """The package, or the module at the root, that a module belongs to."""
    return module.partition(".")[0]


def circles() -> Iterator[list[str]]:
    """Chains of imports that come back to where they began."""
    done: set[str] = set()

    def follow(module: str, chain: list[str]) -> Iterator[list[str]]:
        if module in chain:
            yield [*chain[chain.index(module) :], module]
        elif module not in done:
            for below in sorted(ours(module)):
                yield from follow(below, [*chain, module])
            done.add(module)

    for module in sorted(modules()):
        yield from follow(module, [])


def test_modules_are_found() -> None:
    assert {"server", "settings", "graph.plan.plan", "matching.model.network", "schema.office"} <= modules().keys()
    assert "graph.plan.selection" in imports("graph.plan.plan")


@pytest.mark.parametrize("below", BELOW)
def test_no_import_runs_back(below: str) -> None:
    back = [
        f"{module} imports {other}"
        for module in modules()
        if part(module) == below
        for other in ours(module)
        if part(other) not in BELOW[below] | {below}
    ]
    assert back == []


def test_nothing_but_the_server_and_the_tests_start_the_server() -> None:
    assert [module for module in modules() if "server" in ours(module)] == []


def test_transport_knows_neither_the_commands_nor_the_server() -> None:
    top = {"server", "worker", "commands", "running", "terminal", "explain"}
    assert [module for module in modules() if part(module) == "transport" and ours(module) & top] == []


def test_worker_imports_nothing_that_only_commands_need() -> None:
    reached, left = {"worker"}, ["worker"]
    while left:
        new = ours(left.pop()) - reached
        reached |= new
        left += new
    assert not reached & {"server", "commands", "explain", "graph.load.demo", "graph.load.generate.network"}
    assert [module for module in reached if "openpyxl" in map(part, imports(module))] == []


def test_modules_do_not_import_in_circles() -> None:
    assert list(circles()) == []


@pytest.mark.parametrize("inner", FOREIGN)
def test_part_does_not_know_what_is_above_it(inner: str) -> None:
    known = [
        f"{module} imports {other}"
        for module in modules()
        if part(module) == inner
        for other in imports(module)
        if part(other) in FOREIGN[inner]
    ]
    assert known == []


def test_driver_is_known_to_the_store_alone() -> None:
    knowing = {module for module in modules() if DRIVER in {part(other) for other in imports(module)}}
    assert knowing == KNOW_THE_DRIVER


def test_which_store_runs_is_known_to_the_seam_and_to_whoever_starts_it() -> None:
    seam = {"graph.store.dialect", "graph.store.embedded", "graph.store.embedded_command"}
    knowing = {module for module in modules() if ours(module) & seam} - seam
    assert knowing <= {"graph.store.store", "serving", "running", "process.keeper", "process.workers", "worker"}


def test_files_stay_small() -> None:
    lengths = {module: len(path.read_text("utf-8").splitlines()) for module, path in modules().items()}
    assert {module: lines for module, lines in lengths.items() if lines > MAX_LINES} == {}


def test_bounds_are_called_max_and_min_as_the_settings_call_them() -> None:
    bound = re.compile(r"^_?(MOST|LEAST|FEWEST)_", re.MULTILINE)
    assert [module for module, path in modules().items() if bound.search(path.read_text("utf-8"))] == []


def test_each_name_of_a_class_or_an_alias_means_one_thing() -> None:
    """In the modules of the product; what is private to a module, and variables of types, do not count."""
    meant: defaultdict[str, list[str]] = defaultdict(list)
    for module, path in modules().items():
        for statement in ast.parse(path.read_text("utf-8")).body:
            if name := _named(statement):
                meant[name].append(module)
    several = {name: sorted(known) for name, known in meant.items() if len(known) > 1 and not name.startswith("_")}
    assert several == {"OfficeBasis": ["matching.offices", "schema.partner_match"]}  # the enum, and the schema's


def _named(statement: ast.stmt) -> str | None:
    """The name that a statement gives to a class or to a type."""
    if isinstance(statement, ast.ClassDef):
        return statement.name
    if not (isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)):
        return None
    name, value = statement.targets[0].id, statement.value
    is_variable = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"
    return None if is_variable or name.isupper() or not name[0].isupper() else name
