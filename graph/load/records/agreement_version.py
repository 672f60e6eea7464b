"""Versions of agreements, from CSV."""

import re
from collections.abc import Iterable

from graph.load import statements
from graph.load.batch import Value
from graph.load.parts import rows_of
from graph.load.record import Record, Refusals
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.load.versions import FIELDS
from graph.natural_keys import slug_id
from graph.store.store import Store

FILE = "agreement_versions.csv"
COLUMNS = "slug,agreement,number,recorded,content_hash,changed_fields,note"
SHA_256 = re.compile(r"[0-9a-f]{64}")
MAX_VERSIONS = 10_000

KnownVersions = dict[str, dict[int, tuple[str, str]]]
"""Agreement → number → id of the version, and the day on which it was recorded."""


def record_of(row: InputRow) -> Record:
    """The version of a row."""
    number, changed = row.count("number", 1, MAX_VERSIONS), row.items("changed_fields")
    for field in changed:
        if field not in FIELDS:
            raise RejectedError("changed_fields", f"`{field}` is not one of {', '.join(FIELDS)}")
    if number == 1 and changed:
        raise RejectedError("changed_fields", "names fields, and before version 1 there is nothing")
    if number > 1 and not changed:
        raise RejectedError("changed_fields", f"is empty, and this is version {number}")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "number": number,
        "recorded": row.date("recorded"),
        "contentHash": row.matching("content_hash", SHA_256, "a SHA-256 (64 hexadecimal digits, lower case)"),
        "changedFields": changed,
        "note": row.optional("note"),
    }
    record = Record(row, Unit("AgreementVersion", slug_id("agvr", row.slug()), properties, renews=("VERSION_OF",)))
    record.link_one("agreement", "VERSION_OF", "Agreement")
    return record


async def verified(store: Store, records: list[Record]) -> Refusals:
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
    row = record.row
    return slug_id("agrm", row.text("agreement")), row.count("number", 1, MAX_VERSIONS), row.date("recorded")
