"""Writes the migrations that nouns lack: constraints and indexes follow from their declarations."""

from collections.abc import Iterator
from pathlib import Path

from graph.migrations import FOLDER, migrations
from graph.model import Model, NodeType, snake_case


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
    """The statements that a noun needs and that no migration has."""
    had = {statement for migration in migrations(folder) for statement in migration.statements}
    return [statement for statement in _needed(node) if statement not in had]


def _needed(node: NodeType) -> Iterator[str]:
    yield _constraint(node, "id")
    for stored in node.properties.values():
        if stored.unique:
            yield _constraint(node, stored.name)
        elif stored.indexed:
            name = f"{snake_case(node.name)}_{snake_case(stored.name)}"
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{node.name}) ON (n.{stored.name})"


def _constraint(node: NodeType, key: str) -> str:
    name = f"{snake_case(node.name)}_{snake_case(key)}"
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node.name}) REQUIRE n.{key} IS UNIQUE"
