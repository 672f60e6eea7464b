"""A version for each agreement that an import makes or changes: what differs, and the hash of what it is now."""

from collections import defaultdict
from collections.abc import Mapping

from graph.load import statements
from graph.load.batch import Value
from graph.load.parts import rows_of
from graph.load.units import Child, Unit, UnitLink
from graph.load.versions import FIELDS, content_hash, facts_of
from graph.natural_keys import slug_id
from graph.store.store import Store

LABEL = "AgreementVersion"


async def add_versions(
    store: Store, agreements: list[Unit], changed: Mapping[str, tuple[str, ...]], source: str, today: str
) -> None:
    """Gives each agreement its next version; `changed`: id → fields that differ. None differs: no version.

    Of a new agreement none differs, and the store is asked nothing: a file may bring thousands.
    """
    latest = await _latest(store, [unit.id for unit in agreements if changed.get(unit.id)])
    for unit in agreements:
        fields = [name for name in FIELDS if name in changed.get(unit.id, ())]
        number = latest.get(unit.id, 0) + 1
        if fields or number == 1:
            _add(unit, number, fields if number > 1 else [], source, today)


def _add(unit: Unit, number: int, fields: list[str], source: str, today: str) -> None:
    slug = f"{unit.properties['slug']}-v{number}"
    id = slug_id("agvr", slug)
    properties: dict[str, Value] = {
        "slug": slug,
        "number": number,
        "recorded": today,
        "contentHash": content_hash(facts_of(unit)),
        "changedFields": fields,
    }
    unit.children.append(Child(LABEL, id, properties))
    unit.links.append(UnitLink("VERSION_OF", LABEL, id, reverse=True))
    checked: dict[str, Value] = {"checked": today}
    unit.links.append(UnitLink("STATED_BY", "Source", slug_id("srce", source), checked, source=(LABEL, id)))


async def _latest(store: Store, ids: list[str]) -> dict[str, int]:
    """The highest number that each agreement has."""
    found: defaultdict[str, int] = defaultdict(int)
    for row in await rows_of(store, statements.read_sources("VERSION_OF", LABEL, "Agreement"), ids):
        found[row["id"]] = max(found[row["id"]], row["properties"]["number"])
    return found
