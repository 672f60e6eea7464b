"""How many people went from where to where, from CSV: counts only."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "mobility_flows.csv"
COLUMNS = "slug,academic_year,kind,level,field,count,weight,sending,receiving,agreement,campaign"
EDGES = ("FLOWS_FROM", "FLOWS_TO", "FLOWS_UNDER", "FLOWS_THROUGH")
MAX_PEOPLE = 1_000_000
MIN_WEIGHT, MAX_WEIGHT = 0.01, 10
FULL_DEGREE = "FULL_DEGREE"
STAFF = ("STAFF_TEACHING", "STAFF_TRAINING")


def record_of(row: InputRow) -> Record:
    """The flow of a row."""
    kind = row.one_of("kind", values_of("MobilityFlow", "kind"))
    if kind in STAFF and row.optional("level"):
        raise RejectedError("level", "is said of students only")
    row.text("weight")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "academicYear": row.academic_year("academic_year"),
        "kind": kind,
        "level": row.level("level") if row.optional("level") else None,
        "field": row.isced_field("field") if row.optional("field") else None,
        "count": row.count("count", 1, MAX_PEOPLE),
        "weight": row.number("weight", MIN_WEIGHT, MAX_WEIGHT),
    }
    record = Record(row, Unit("MobilityFlow", slug_id("mobi", row.slug()), properties, renews=EDGES))
    _ends(record)
    record.link_at_most_one("agreement", "FLOWS_UNDER", "Agreement")
    record.link_at_most_one("campaign", "FLOWS_THROUGH", "RecruitmentCampaign")
    return record


def _ends(record: Record) -> None:
    row = record.row
    if row.optional("kind") != FULL_DEGREE:
        row.text("sending")
    if not row.optional("sending") and not row.optional("campaign"):
        raise RejectedError("sending", "is empty, and so is campaign")
    if row.ror("receiving") == row.optional("sending"):
        raise RejectedError("receiving", "is also the sending institution")
    record.link_at_most_one("sending", "FLOWS_FROM", "University")
    record.link_one("receiving", "FLOWS_TO", "University")
