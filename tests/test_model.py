"""What is worked out of the declarations is what docs/model says; statements hold no values. No store."""

import re

from graph.declared import declared_model, edge_type_of
from graph.load.statements import statements
from tests.model_pages import lines


def test_labels_and_prefixes_are_those_of_the_model() -> None:
    rows = [line.split("|") for line in lines("Nodes")]
    found = {row[1].strip(" `"): row[2].strip(" `") for row in rows}
    assert found == {label: table.prefix for label, table in declared_model().types.items()}


def test_relationship_types_are_those_of_the_model() -> None:
    pairs = re.findall(r"\((\w+)\)-\[:(\w+)\]->\((\w+)\)", "\n".join(lines("Relationships")))
    named = {(edge, source, target) for source, edge, target in pairs if source != "anything"}
    edges = declared_model().edges.items()
    ours = {(name, *ends) for name, edge in edges for ends in edge.ends if name != "STATED_BY"}
    assert ours == named
    assert "STATED_BY" in {edge for _, edge, _ in pairs}


def test_dated_relationships_are_those_of_the_model() -> None:
    for line in lines("Relationships"):
        edges, properties = re.findall(r"-\[:(\w+)\]->", line), line.split("|")[2]
        for edge in edges:
            assert edge_type_of(edge).dates == tuple(re.findall(r"`(since|until|checked)`", properties)), edge


def test_owned_nodes_hang_on_relationships_that_exist() -> None:
    for owned in declared_model().ownerships:
        ends = (owned.child, owned.owner) if owned.backwards else (owned.owner, owned.child)
        assert ends in edge_type_of(owned.type).ends


def test_statements_hold_no_values() -> None:
    for name, text in statements().items():
        assert not re.search(r"\d", text.replace("dataVersion, 0) + 1", "")), name
        assert not re.search(r'"', text), name
