"""What is special about rows of versions of agreements."""

from collections.abc import Iterable

from graph.load import statements
from graph.load.parts import rows_of
from graph.load.record import Record, Refusals
from graph.load.report import RejectedError
from graph.load.versions import FIELDS
from graph.store.store import Store

KnownVersions = dict[str, dict[int, tuple[str, str]]]
"""Agreement → number → id of the version, and the day on which it was recorded."""


def check(record: Record) -> None:
    """A version says which fields of the agreement have changed; the first says none."""
    number, changed = int(record.row.text("number")), record.row.items("changed_fields")
    for field in changed:
        if field not in FIELDS:
            raise RejectedError("changed_fields", f"`{field}` is not one of {', '.join(FIELDS)}")
    if number == 1 and changed:
        raise RejectedError("changed_fields", "names fields, and before version 1 there is nothing")
    if number > 1 and not changed:
        raise RejectedError("changed_fields", f"is empty, and this is version {number}")


async def verify(store: Store, records: list[Record]) -> Refusals:
    """Each version of an agreement has a number of its own, and a later one is not recorded before an earlier one."""
    known = await _in_graph(store, records)
    refused: Refusals = {}
    for record in sorted(records, key=lambda each: _place(each)[1]):
        agreement, number, recorded = _place(record)
        versions = known.setdefault(agreement, {})
        holder, _ = versions.setdefault(number, (record.unit.id, recorded))
        latest = max((day for each, (_, day) in versions.items() if each < number), default="")
        if holder != record.unit.id:
            refused[record.row.line] = RejectedError("number", f"{number} is that of another version of the agreement")
        elif latest > recorded:
            refused[record.row.line] = RejectedError("recorded", f"{recorded} is before an earlier version ({latest})")
    return refused


async def _in_graph(store: Store, records: Iterable[Record]) -> KnownVersions:
    """Versions of these agreements that the graph holds and these rows do not state anew."""
    anew = {record.unit.id for record in records}
    ids = sorted({_place(record)[0] for record in records})
    known: KnownVersions = {}
    text = statements.read_sources("VERSION_OF", "AgreementVersion", "Agreement")
    for row in await rows_of(store, text, ids):
        if row["source"] not in anew:
            version = row["properties"]
            known.setdefault(row["id"], {})[version["number"]] = row["source"], str(version["recorded"])
    return known


def _place(record: Record) -> tuple[str, int, str]:
    """Id of the agreement, number of the version, the day on which it was recorded."""
    return record.targets("VERSION_OF")[0], int(record.row.text("number")), record.row.date("recorded")
