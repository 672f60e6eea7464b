"""Assistance requests, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "assistance_requests.csv"
COLUMNS = "slug,university,office,country,kind,status,subject,asked,due,answered,event,result"
EDGES = ("ASKED_BY", "ASKED_OF", "ASKED_ABOUT", "SERVED_BY")
ANSWERED = ("DONE", "DECLINED")


def record_of(row: InputRow) -> Record:
    """The request of a row."""
    row.order("asked", "due")
    row.order("asked", "answered")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "kind": row.one_of("kind", values_of("AssistanceRequest", "kind")),
        "status": row.one_of("status", values_of("AssistanceRequest", "status")),
        "subject": row.text("subject"),
        "asked": row.date("asked"),
        "due": row.optional_date("due"),
        "answered": row.optional_date("answered"),
        "result": row.optional("result"),
    }
    _check_answer(properties)
    record = Record(row, Unit("AssistanceRequest", slug_id("asst", row.slug()), properties, renews=EDGES))
    row.ror("university")
    record.link("university", "ASKED_BY", "University")
    row.slug("office")
    record.link("office", "ASKED_OF", "Office")
    row.country("country")
    record.link("country", "ASKED_ABOUT", "Country")
    if row.optional("event"):
        row.slug("event")
    record.link("event", "SERVED_BY", "Event")
    return record


def _check_answer(said: dict[str, Value]) -> None:
    """A request has a day of answer and a result when, and only when, it is done or declined."""
    status = said["status"]
    if status in ANSWERED and not said["answered"]:
        raise RejectedError("answered", f"is empty, and the status is {status}")
    if status not in ANSWERED:
        for field in ("answered", "result"):
            if said[field]:
                raise RejectedError(field, f"`{said[field]}` is given, and the status is {status}")
    if status == "DECLINED" and not said["result"]:
        raise RejectedError("result", "is empty; it says why the request is declined")
