"""Agreements that another source, or another row, has told as well: the same parties, kind and days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.load import statements
from graph.load.export import plain_properties
from graph.load.parts import rows_of
from graph.load.units import Unit
from graph.store.store import Store

DAYS = ("signed", "validFrom", "validTo")
AgreementKey = tuple[str, tuple[object, ...], frozenset[str]]
"""Kind, days and parties."""


async def twins(store: Store, agreements: Sequence[Unit]) -> Mapping[str, list[str]]:
    """Id of an agreement → slugs of others that tell the same. One without any day is told from no other."""
    told = {unit.id: found for unit in agreements if (found := _agreement_key(unit))}
    slugs = {unit.id: str(unit.properties["slug"]) for unit in agreements}
    same: defaultdict[AgreementKey, dict[str, str]] = defaultdict(dict)
    for id, facts in told.items():
        same[facts][id] = slugs[id]
    for id, slug, facts in await _read_held(store, told):
        if facts in same and id not in slugs:
            same[facts][id] = slug
    return {id: sorted(slug for other, slug in same[facts].items() if other != id) for id, facts in told.items()}


def _agreement_key(unit: Unit) -> AgreementKey | None:
    days = tuple(unit.properties.get(name) for name in DAYS)
    parties = frozenset(link.id for link in unit.links if link.type == "HAS_PARTY")
    return (str(unit.properties["kind"]), days, parties) if any(days) else None


async def _read_held(store: Store, told: Mapping[str, AgreementKey]) -> list[tuple[str, str, AgreementKey]]:
    """Those of the graph that have the kind and the days of one of these, and a party of it: id, slug and facts."""
    wanted = {(kind, days) for kind, days, _ in told.values()}
    parties = sorted({min(parties) for _, _, parties in told.values() if parties})
    found: dict[str, tuple[str, str, tuple[object, ...]]] = {}
    for row in await rows_of(store, statements.read_sources("HAS_PARTY", "Agreement", "University"), parties):
        held = plain_properties(row["properties"])
        facts = (str(held["kind"]), tuple(held.get(name) for name in DAYS))
        if facts in wanted:
            found[row["source"]] = (str(held["slug"]), *facts)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for row in await rows_of(store, statements.READ_PARTIES, sorted(found)):
        others[row["id"]].add(row["target"])
    return [(id, slug, (kind, days, frozenset(others[id]))) for id, (slug, kind, days) in found.items()]
