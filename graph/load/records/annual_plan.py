"""Annual plans of universities with the agency, from CSV."""

from graph.declared import values_of
from graph.load import statements
from graph.load.batch import Value
from graph.load.parts import rows_of
from graph.load.record import Record, Refusals
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id, university_id
from graph.store.store import Store

FILE = "annual_plans.csv"
COLUMNS = "slug,year,status,university,office,agreement"
FIRST_YEAR, LAST_YEAR = 1990, 2100
KIND = "AGENCY_COOPERATION"
"""The kind of agreement under which plans are made."""


def record_of(row: InputRow) -> Record:
    """The plan of a row."""
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "year": row.count("year", FIRST_YEAR, LAST_YEAR),
        "status": row.one_of("status", values_of("AnnualPlan", "status")),
    }
    renews = ("PLAN_OF", "PLANNED_WITH", "PLANNED_UNDER")
    record = Record(row, Unit("AnnualPlan", slug_id("plan", row.slug()), properties, renews=renews))
    row.ror("university")
    record.link_one("university", "PLAN_OF", "University")
    record.link_one("office", "PLANNED_WITH", "Office")
    record.link_one("agreement", "PLANNED_UNDER", "Agreement")
    return record


async def verified(store: Store, records: list[Record]) -> Refusals:
    """The agreement must be one of the university with the agency."""
    ids = sorted({_agreement(record) for record in records})
    held = await rows_of(store, statements.read_nodes("Agreement"), ids)
    kinds = {row["id"]: row["properties"]["kind"] for row in held}
    parties = await rows_of(store, statements.read_edges("HAS_PARTY", "Agreement", "University"), ids)
    of_party = {(row["id"], row["target"]) for row in parties}
    refused: Refusals = {}
    for record in records:
        agreement, slug = _agreement(record), record.row.text("agreement")
        university = university_id("ROR", record.row.ror("university"))
        if kinds[agreement] != KIND:
            refused[record.row.line] = RejectedError("agreement", f"`{slug}` is {kinds[agreement]}, not {KIND}")
        elif (agreement, university) not in of_party:
            refused[record.row.line] = RejectedError("agreement", f"`{slug}` is not one of this university")
    return refused


def _agreement(record: Record) -> str:
    return slug_id("agrm", record.row.text("agreement"))
