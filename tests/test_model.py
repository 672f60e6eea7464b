"""The model that is worked out of the declarations: types of relationships, what lives with what, what is indexed."""

import re
from pathlib import Path

import pytest

from graph.declared import declared_model, edge_type_of, node_type_of, values_of
from graph.load.statements import statements
from graph.migrations.making import lacking_statements, make_migrations
from graph.model import (
    DatedBy,
    EdgeType,
    Hop,
    Model,
    NodeType,
    Ownership,
    Pattern,
    Property,
    PropertyKind,
    Relationship,
)
from graph.privacy import Level, Privacy
from matching.names.reading import NAMED

MODEL = declared_model()
HOP = re.compile(r"(<?)-\[(?:edge)?:(\w+)\]-(>?)")
SPAN = {"since", "until"}
RELATIONSHIPS = [(node, each) for node in MODEL.types.values() for each in node.relationships.values()]


@pytest.mark.parametrize(
    ("name", "ends", "dates", "parallel"),
    [
        ("HAS_PARTY", [("Agreement", "University")], (), False),
        ("COVERS", [("Office", "Country")], ("since", "until"), True),
        ("NAMED", [("Office", "Name"), ("University", "Name")], (), False),
        ("HAS_INTENT", [("University", "Intent")], (), False),
        ("OF_UNIVERSITY", [("Participation", "University")], (), False),
        ("RELATED_TO", [("University", "University")], (), False),
    ],
)
def test_relationship_types_are_worked_out_of_patterns(
    name: str, ends: list[tuple[str, str]], dates: tuple[str, ...], parallel: bool
) -> None:
    assert edge_type_of(name) == EdgeType(tuple(ends), dates, parallel)


def test_sources_tell_when_they_were_checked() -> None:
    stated = edge_type_of("STATED_BY")
    assert stated.dates == ("checked",)
    assert {label for label, _ in stated.ends} >= {"University", "Contact", "Quota"}


def test_what_lives_and_dies_with_its_owner_is_declared() -> None:
    assert set(MODEL.ownerships) == {
        Ownership("University", "NAMED", "Name", of_origin=True, backwards=False),
        Ownership("Office", "NAMED", "Name", of_origin=True, backwards=False),
        Ownership("University", "IDENTIFIED_BY", "Identifier", of_origin=True, backwards=False),
        Ownership("Office", "HAS_STATUS", "OfficeStatus", of_origin=False, backwards=False),
        Ownership("Person", "REACHES", "ContactPoint", of_origin=False, backwards=True),
        Ownership("Event", "AT_EVENT", "Participation", of_origin=False, backwards=True),
    }


def test_read_model_knows_all_that_have_names() -> None:
    assert set(NAMED) == {source for source, _ in edge_type_of("NAMED").ends}


def test_values_and_days_are_those_of_the_declaration() -> None:
    assert values_of("OfficeStatus", "status") == ("ACTIVE", "LIMITED", "SUSPENDED", "CLOSED")
    assert node_type_of("Event").dates == ("starts", "ends")


def test_hops_at_a_node_of_any_label_are_left_out() -> None:
    both = Pattern("<-[:AT_EVENT]-(via:Participation)-[edge:OF_UNIVERSITY]->")
    assert list(both.hops("Event", "University")) == [
        Hop("AT_EVENT", ("Participation", "Event"), counts=False),
        Hop("OF_UNIVERSITY", ("Participation", "University"), counts=True),
    ]
    assert list(Pattern("-[:LOCATED_IN]->()-[:IN_COUNTRY]->").hops("University", "Country")) == []


def ends(start: str, pattern: str) -> tuple[set[str], set[str]]:
    """The labels to which a pattern can lead, and those of the nodes in its middle."""
    at, middle = {start}, set[str]()
    for left, type, right in HOP.findall(pattern):
        middle, known = at, edge_type_of(type).ends
        along = {target for source, target in known if source in at and not left}
        against = {source for source, target in known if target in at and not right}
        at = along | against
    return at, middle


@pytest.mark.parametrize(("node", "relationship"), RELATIONSHIPS, ids=lambda each: each.name)
def test_relationship_leads_where_it_says(node: NodeType, relationship: Relationship) -> None:
    """Also through nodes whose label the pattern does not name."""
    far, middle = ends(node.name, relationship.pattern.text)
    assert far == {relationship.target} or (relationship.labelled and relationship.target in far)
    if relationship.dated is DatedBy.EDGE:
        assert set(edge_type_of(HOP.findall(relationship.pattern.text)[-1][1]).dates) >= SPAN
    if relationship.dated is DatedBy.VIA:
        assert all(node_type_of(label).properties.keys() >= SPAN for label in middle)
    if relationship.dated is DatedBy.NODE:
        assert node_type_of(relationship.target).properties.keys() >= SPAN


@pytest.mark.parametrize("label", MODEL.types)
def test_keys_and_indexes_are_made_by_a_migration(label: str) -> None:
    """Where this fails, `python server.py migrate --make` writes what is lacking."""
    assert lacking_statements(node_type_of(label)) == []


def test_migrations_are_made_of_declarations_once(tmp_path: Path) -> None:
    properties = {
        "slug": Property("slug", PropertyKind.STRING, unique=True),
        "deskCount": Property("deskCount", PropertyKind.INTEGER, indexed=True),
        "note": Property("note", PropertyKind.STRING),
    }
    model = Model({"OpticsLab": NodeType("OpticsLab", "labo", properties)})
    (tmp_path / "0001_first.cypher").write_text("CREATE INDEX a IF NOT EXISTS FOR (n:A) ON (n.a);\n")
    (made,) = make_migrations(model, tmp_path)
    assert made.name == "0002_optics_lab.cypher"
    assert made.read_text("utf-8").splitlines() == [
        "CREATE CONSTRAINT optics_lab_id IF NOT EXISTS FOR (n:OpticsLab) REQUIRE n.id IS UNIQUE;",
        "CREATE CONSTRAINT optics_lab_slug IF NOT EXISTS FOR (n:OpticsLab) REQUIRE n.slug IS UNIQUE;",
        "CREATE INDEX optics_lab_desk_count IF NOT EXISTS FOR (n:OpticsLab) ON (n.deskCount);",
    ]
    assert make_migrations(model, tmp_path) == []
    properties["deskCount"] = Property("deskCount", PropertyKind.INTEGER, unique=True)
    (made,) = make_migrations(model, tmp_path)
    assert made.read_text("utf-8").splitlines() == [
        "DROP INDEX optics_lab_desk_count IF EXISTS;",
        "CREATE CONSTRAINT optics_lab_desk_count IF NOT EXISTS FOR (n:OpticsLab) REQUIRE n.deskCount IS UNIQUE;",
    ]


def test_level_of_a_private_type_has_an_index(tmp_path: Path) -> None:
    privacy = Privacy(Level.NETWORK, ())
    lacking = lacking_statements(NodeType("OpticsLab", "labo", {}, privacy=privacy), tmp_path)
    assert lacking[1:] == ["CREATE INDEX optics_lab_seen IF NOT EXISTS FOR (n:OpticsLab) ON (n.seen)"]


def test_statements_of_loads_hold_no_values() -> None:
    for name, text in statements().items():
        assert not re.search(r"\d", text), name
        assert not re.search(r'"', text), name
