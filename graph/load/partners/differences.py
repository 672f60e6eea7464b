"""In which fields of the API rows differ from what the graph holds; the order of parties alone is no difference."""

from collections import defaultdict

from graph.declared import declared_model, edge_type_of
from graph.load import statements
from graph.load.export import plain_properties
from graph.load.histories import STATES
from graph.load.partners.nouns import PartnerNoun
from graph.load.parts import rows_of
from graph.load.units import Unit
from graph.store.store import Store

Far = dict[str, list[str]]
"""Id → ids at the far ends of its edges of one type."""


async def changed_fields(store: Store, noun: PartnerNoun, units: list[Unit]) -> dict[str, tuple[str, ...]]:
    """Of units that the graph has: id → names of the fields that would change."""
    found: dict[str, tuple[str, ...]] = {}
    ids = [unit.id for unit in units]
    rows = await rows_of(store, statements.read_nodes(noun.label), ids)
    held = {row["id"]: plain_properties(row["properties"]) for row in rows}
    edges = {edge_type: await _far(store, noun.label, edge_type, ids) for edge_type in noun.fields}
    taking_part = await _participants(store, noun.label, ids)
    for unit in units:
        properties = held.get(unit.id, {})
        fields = _without_following([name for name, value in unit.properties.items() if properties.get(name) != value])
        fields += [noun.fields[type] for type in unit.renews if _differ(unit, type, edges[type])]
        if unit.states and {each.id for each in unit.children} != set(taking_part.get(unit.id, ())):
            fields.append("participations")
        found[unit.id] = tuple(dict.fromkeys(fields))
    return found


def _differ(unit: Unit, edge_type: str, held: Far) -> bool:
    return {link.id for link in unit.links if link.type == edge_type} != set(held.get(unit.id, ()))


async def _far(store: Store, label: str, edge_type: str, ids: list[str]) -> Far:
    found: Far = defaultdict(list)
    for target in [target for source, target in edge_type_of(edge_type).ends if source == label]:
        for row in await rows_of(store, statements.read_edges(edge_type, label, target), ids):
            found[row["id"]].append(row["target"])
    return found


async def _participants(store: Store, label: str, ids: list[str]) -> Far:
    found: Far = defaultdict(list)
    for owned in declared_model().ownerships:
        if owned.owner == label and owned.backwards:
            text = statements.read_sources(owned.type, owned.child, label)
            for row in await rows_of(store, text, ids):
                found[row["id"]].append(row["source"])
    return found


def _without_following(fields: list[str]) -> list[str]:
    """A history is a difference of its own where its state is the same, as when another day becomes known."""
    for columns in STATES.values():
        if columns.states in fields or columns.since in fields:
            kept = [name for name in fields if name not in (columns.states, columns.since)]
            fields = kept if columns.state in kept else [*kept, columns.states]
    return fields
