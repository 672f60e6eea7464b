"""Statuses of offices."""

from enum import Enum

from schema.core.declare import by, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.scalars import Date


@enumeration
class OfficeStatusKind(Enum):
    """How far an office works."""

    ACTIVE = "It works in full."
    LIMITED = "It works, but not in full."
    SUSPENDED = "It does not work for the time being."
    CLOSED = "It was closed."


@node(prefix="ofst", order=by("-since"))
class OfficeStatus:
    """A status that an office had from one day to another."""

    status: OfficeStatusKind = stored("How far the office worked.")
    since: Date = stored("First day of the status.")
    until: Date | None = stored("First day on which it had the status no longer; none: it still has.")
    office = one("Office", "<-[:HAS_STATUS]-", "The office.")
