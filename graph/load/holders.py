"""An identifier names one institution: what another one holds already is not attached."""

from collections.abc import Set

from graph.load import statements
from graph.load.report import ImportReport
from graph.load.units import Settle, Unit
from graph.store.store import Store

MOVABLE = "ror"
"""Origin of identifiers that move to another institution when their source says so."""


def drop_held(store: Store, report: ImportReport, known: Set[str] = frozenset()) -> Settle:
    """Leaves out, and notes, identifiers that another institution of the graph holds.

    One that ROR gave to an institution in `known` moves over instead: a newer dump gives it to this one.
    """

    async def settle(part: list[Unit]) -> None:
        wanted = [str(child.properties["key"]) for unit in part for child in unit.children if _is_identifier(child.id)]
        rows = await store.rows(statements.IDENTIFIER_HOLDERS, {"keys": wanted})
        held = {row["id"]: row for row in rows}
        for unit in part:
            for child in [child for child in unit.children if child.id in held]:
                row = held[child.id]
                if row["holder"] == unit.id:
                    continue
                if row["holder"] in known and row["origin"] == MOVABLE:
                    unit.takes.append(child.id)
                    continue
                unit.children.remove(child)
                unit.links = [link for link in unit.links if link.id != child.id]
                report.notes.append(f"{row['key']} is held by {row['holder']}; not attached to {unit.id}")

    return settle


def _is_identifier(id: str) -> bool:
    return id.startswith("iden_")
