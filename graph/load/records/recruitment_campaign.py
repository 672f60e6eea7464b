"""Campaigns for students abroad, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "recruitment_campaigns.csv"
COLUMNS = "slug,name,kind,university,country,office,quota,events,academic_year,since,until,applications,admitted"
EDGES = ("RECRUITS_FOR", "RECRUITS_IN", "LED_BY", "FILLS", "ADVERTISED_AT")
MAX_PEOPLE = 1_000_000


def record_of(row: InputRow) -> Record:
    """The campaign of a row."""
    row.order("since", "until")
    kind = row.one_of("kind", values_of("RecruitmentCampaign", "kind"))
    if kind == "CONTRACT" and row.optional("quota"):
        raise RejectedError("quota", "is not filled by a campaign for contract students")
    applications, admitted = (row.integer(name, 0, MAX_PEOPLE) for name in ("applications", "admitted"))
    if applications is not None and admitted is not None and admitted > applications:
        raise RejectedError("admitted", f"{admitted} is more than applications ({applications})")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "name": row.text("name"),
        "kind": kind,
        "academicYear": row.academic_year("academic_year"),
        "since": row.date("since"),
        "until": row.optional_date("until"),
        "applications": applications,
        "admitted": admitted,
    }
    record = Record(row, Unit("RecruitmentCampaign", slug_id("camp", row.slug()), properties, renews=EDGES))
    record.link_one("university", "RECRUITS_FOR", "University")
    record.link_one("country", "RECRUITS_IN", "Country")
    record.link_at_most_one("office", "LED_BY", "Office")
    record.link_at_most_one("quota", "FILLS", "Quota")
    record.link("events", "ADVERTISED_AT", "Event")
    return record
