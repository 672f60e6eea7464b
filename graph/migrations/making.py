"""Writes the migrations that nouns lack: constraints and indexes follow from their declarations."""

from collections.abc import Iterator
from pathlib import Path

from graph.migrations import FOLDER, migrations
from graph.model import Model, NodeType, snake_case
from graph.privacy import SEEN


def make_migrations(model: Model, folder: Path = FOLDER) -> list[Path]:
    """Writes one file for each noun that lacks something, and gives them; nothing is written where none does."""
    made = []
    for node in model.types.values():
        lacking = lacking_statements(node, folder)
        if lacking:
            number = len(migrations(folder)) + 1
            path = folder / f"{number:04d}_{snake_case(node.name)}.cypher"
            path.write_text("".join(f"{statement};\n" for statement in lacking), "utf-8")
            made.append(path)
    return made


def lacking_statements(node: NodeType, folder: Path = FOLDER) -> list[str]:
    """The statements that a noun needs and that no migration has: its keys, then its indexes."""
    had = {statement for migration in migrations(folder) for statement in migration.statements}
    return [*_lacking(node, had)]


def _lacking(node: NodeType, had: set[str]) -> Iterator[str]:
    keys = ["id", *(stored.name for stored in node.properties.values() if stored.unique)]
    for key in keys:
        if _constraint(node, key) not in had:
            if _index(node, key) in had:  # a store refuses a constraint beside an index of the same property
                yield f"DROP INDEX {_name(node, key)} IF EXISTS"
            yield _constraint(node, key)
    indexed = [stored.name for stored in node.properties.values() if stored.indexed and not stored.unique]
    for key in [*indexed, *([SEEN] if node.privacy else [])]:
        if _index(node, key) not in had:
            yield _index(node, key)


def _name(node: NodeType, key: str) -> str:
    return f"{snake_case(node.name)}_{snake_case(key)}"


def _index(node: NodeType, key: str) -> str:
    return f"CREATE INDEX {_name(node, key)} IF NOT EXISTS FOR (n:{node.name}) ON (n.{key})"


def _constraint(node: NodeType, key: str) -> str:
    return f"CREATE CONSTRAINT {_name(node, key)} IF NOT EXISTS FOR (n:{node.name}) REQUIRE n.{key} IS UNIQUE"
