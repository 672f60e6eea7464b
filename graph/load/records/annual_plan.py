"""What is special about rows of annual plans of universities with the agency."""

from graph.load import statements
from graph.load.parts import rows_of
from graph.load.record import Record, Refusals
from graph.load.report import RejectedError
from graph.store.store import Store

KIND = "AGENCY_COOPERATION"
"""The kind of agreement under which plans are made."""


async def verify(store: Store, records: list[Record]) -> Refusals:
    """The agreement must be one of the university with the agency."""
    ids = sorted({_agreement(record) for record in records})
    held = await rows_of(store, statements.read_nodes("Agreement"), ids)
    kinds = {row["id"]: row["properties"]["kind"] for row in held}
    parties = await rows_of(store, statements.read_edges("HAS_PARTY", "Agreement", "University"), ids)
    of_party = {(row["id"], row["target"]) for row in parties}
    refused: Refusals = {}
    for record in records:
        agreement, slug = _agreement(record), record.row.text("agreement")
        (university,) = record.targets("PLAN_OF")
        if kinds[agreement] != KIND:
            refused[record.row.line] = RejectedError("agreement", f"`{slug}` is {kinds[agreement]}, not {KIND}")
        elif (agreement, university) not in of_party:
            refused[record.row.line] = RejectedError("agreement", f"`{slug}` is not one of this university")
    return refused


def _agreement(record: Record) -> str:
    return record.targets("PLANNED_UNDER")[0]
