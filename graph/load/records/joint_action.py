"""Joint actions of annual plans, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "joint_actions.csv"
COLUMNS = (
    "slug,plan,area,title_en,title_ru,due,completed,status,indicator,target,actual,responsible,"
    "evidence_events,evidence_agreements,evidence_contacts,evidence_flows"
)
MOST = 1_000_000
DONE, PLANNED = "DONE", "PLANNED"


def record_of(row: InputRow) -> Record:
    """The action of a row."""
    status = row.one_of("status", values_of("JointAction", "status"))
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "area": row.one_of("area", values_of("JointAction", "area")),
        "title": row.text("title_en"),
        "titleRu": row.optional("title_ru"),
        "due": row.date("due"),
        "completed": row.optional_date("completed"),
        "status": status,
        "indicator": row.text("indicator"),
        "target": row.count("target", 1, MOST),
        "actual": row.integer("actual", 0, MOST),
    }
    _fits(row, status)
    renews = ("PART_OF_PLAN", "RESPONSIBLE_IS", "EVIDENCED_BY")
    record = Record(row, Unit("JointAction", slug_id("jact", row.slug()), properties, renews=renews))
    record.link_one("plan", "PART_OF_PLAN", "AnnualPlan")
    record.link_at_most_one("responsible", "RESPONSIBLE_IS", "Person")
    record.link("evidence_events", "EVIDENCED_BY", "Event")
    record.link("evidence_agreements", "EVIDENCED_BY", "Agreement")
    record.link("evidence_contacts", "EVIDENCED_BY", "Contact")
    record.link("evidence_flows", "EVIDENCED_BY", "MobilityFlow")
    return record


def _fits(row: InputRow, status: str) -> None:
    """Checks that what is reported fits the status."""
    if status == DONE:
        for field in ("completed", "actual"):
            if not row.optional(field):
                raise RejectedError(field, f"is empty, and the status is {DONE}")
    elif row.optional("completed"):
        raise RejectedError("completed", f"is a day, and the status is {status}, not {DONE}")
    if status == PLANNED and row.integer("actual", 0, MOST):
        raise RejectedError("actual", f"is more than 0, and the status is {PLANNED}")
