"""Agreements and their parties, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit, UnitLink
from graph.natural_keys import slug_id

FILE = "agreements.csv"
COLUMNS = "slug,title,kind,status,signed,valid_from,valid_to,parties,office,amends,renewal,notice_months"
MIN_PARTIES = 2
"""An office that signs counts as one."""
MAX_MONTHS = 120


def record_of(row: InputRow) -> Record:
    """The agreement of a row; the order of its parties is kept."""
    row.order("valid_from", "valid_to")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "title": row.text("title"),
        "kind": row.one_of("kind", values_of("Agreement", "kind")),
        "status": row.one_of("status", values_of("Agreement", "status")),
        "signed": row.optional_date("signed"),
        "validFrom": row.optional_date("valid_from"),
        "validTo": row.optional_date("valid_to"),
        "renewal": row.optional_one_of("renewal", values_of("Agreement", "renewal")),
        "noticeMonths": row.integer("notice_months", 0, MAX_MONTHS),
    }
    unit = Unit("Agreement", slug_id("agrm", row.slug()), properties, renews=("HAS_PARTY", "SIGNED_BY", "AMENDS"))
    record = Record(row, unit)
    parties = row.rors("parties")
    for position, ror in enumerate(parties):
        id = record.refer("parties", "University", ror)
        unit.links.append(UnitLink("HAS_PARTY", "University", id, {"position": position}))
    if not parties:
        raise RejectedError("parties", "is empty")
    if record.link("office", "SIGNED_BY", "Office") + len(parties) < MIN_PARTIES:
        raise RejectedError("parties", "names one party only, and no office signs")
    record.link_at_most_one("amends", "AMENDS", "Agreement")
    if any(link.id == unit.id for link in unit.links):
        raise RejectedError("amends", "is the agreement itself")
    return record
