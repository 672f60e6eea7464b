"""What the nouns declare is what docs/model says and what the migrations make."""

import re
from pathlib import Path

import pytest

from graph.model import DatedBy, NodeType, Relationship
from schema.query import assembled
from tests.model_pages import lines

ROOT = Path(__file__).parents[2]
TYPES = assembled()[1].model.types
MIGRATIONS = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "graph" / "migrations").glob("*.cypher")))

ARROW = re.compile(r"`\((\w+)\)-\[:(\w+)\]->\((\w+)\)`")
HOP = re.compile(r"(<?)-\[(?:edge)?:(\w+)\]-(>?)")
SPAN = {"since", "until"}

RELATIONSHIPS = [(node, each) for node in TYPES.values() for each in node.relationships.values()]


def arrows() -> dict[tuple[str, str, str], set[str]]:
    """(label, type, label) → properties, from the table of relationships."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for line in lines("Relationships"):
        for source, type, target in ARROW.findall(line):
            properties = set(re.findall(r"`(\w+)`", line.split("|")[2]))
            for label in TYPES if source == "anything" else [source]:
                found[label, type, target] = properties
    return found


def properties(label: str) -> dict[str, bool]:
    """Property → whether it may be missing, from the table of nodes."""
    row = next(line.split("|") for line in lines("Nodes") if line.startswith(f"| `{label}` |"))
    return {name: bool(mark) for name, mark in re.findall(r"`(\w+)`(\?)?", row[4])}


def ends(start: str, pattern: str) -> tuple[set[str], set[str]]:
    """The labels to which a pattern can lead, and those of the nodes in its middle."""
    at, middle = {start}, set[str]()
    for left, type, right in HOP.findall(pattern):
        middle = at
        along = {target for source, each, target in arrows() if each == type and source in at and not left}
        against = {source for source, each, target in arrows() if each == type and target in at and not right}
        at = along | against
    return at, middle


@pytest.mark.parametrize(("node", "relationship"), RELATIONSHIPS, ids=lambda each: each.name)
def test_relationship_runs_as_the_model_says(node: NodeType, relationship: Relationship) -> None:
    far, middle = ends(node.name, relationship.pattern.text)
    assert far == {relationship.target} or (relationship.labelled and relationship.target in far)
    last = HOP.findall(relationship.pattern.text)[-1][1]
    if relationship.dated is DatedBy.EDGE:
        assert all(has >= SPAN for (_, type, _), has in arrows().items() if type == last)
    if relationship.dated is DatedBy.VIA:
        assert all(properties(label).keys() >= SPAN for label in middle)
    if relationship.dated is DatedBy.NODE:
        assert properties(relationship.target).keys() >= SPAN


@pytest.mark.parametrize("label", TYPES)
def test_properties_are_those_of_the_model(label: str) -> None:
    said = properties(label)
    for stored in TYPES[label].properties.values():
        assert stored.name in said, stored.name
        assert stored.nullable or not said[stored.name], f"{stored.name} may be missing"


@pytest.mark.parametrize("label", TYPES)
def test_keys_and_indexes_are_made_by_a_migration(label: str) -> None:
    for stored in TYPES[label].properties.values():
        if stored.unique:
            assert f"FOR (n:{label}) REQUIRE n.{stored.name} IS UNIQUE" in MIGRATIONS
        if stored.indexed:
            assert f"FOR (n:{label}) ON (n.{stored.name})" in MIGRATIONS
    assert f"FOR (n:{label}) REQUIRE n.id IS UNIQUE" in MIGRATIONS
