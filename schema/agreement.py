"""Agreements between institutions, or with the agency."""

from enum import Enum

from graph.privacy import Level, Opening, Privacy
from resolvers.agreement import live_at
from schema.core.declare import by, extends, filtering, listed, many, node, one, state, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class AgreementKind(Enum):
    """What kind of agreement it is."""

    AGENCY_COOPERATION = "Between the agency and a university."
    FRAMEWORK = "Framework agreement or memorandum of understanding."
    EXCHANGE = "Exchange of students or staff."
    JOINT_PROGRAMME = "A joint programme or double degree."
    RESEARCH = "Joint research."
    NETWORK = "A network or consortium."
    ADDENDUM = "An addition to another agreement."


@enumeration
class AgreementStatus(Enum):
    """Where an agreement stands."""

    DRAFT = "Not yet signed."
    IN_FORCE = "Signed and binding within its dates."
    EXPIRED = "Its time has run out."
    TERMINATED = "Ended before its time."


@enumeration
class AgreementRenewal(Enum):
    """What happens when its time runs out."""

    AUTOMATIC = "It goes on unless a party gives notice in time."
    BY_CONSENT = "It goes on if all parties say so."
    NONE = "It ends; who wants to go on must sign a new one."


@node(
    prefix="agrm",
    keys=("slug",),
    order=by("-validFrom"),
    plural="agreements",
    brief=("title",),
    privacy=Privacy(
        Level.OWNERS, ("parties", "office"), (Opening("status", ("IN_FORCE", "EXPIRED", "TERMINATED"), Level.PUBLIC),)
    ),
)
class Agreement(Keyed):
    """An agreement with its parties and dates."""

    title: str = stored("Its title.", indexed=True)
    kind: AgreementKind = stored("What kind of agreement it is.")
    status: AgreementStatus = state("Where it stands.", "statuses")
    signed: Date | None = stored("Day of the last signature.")
    valid_from: Date | None = stored("First day on which it binds.")
    valid_to: Date | None = stored("Last day on which it binds; none: without end.", indexed=True)
    renewal: AgreementRenewal | None = stored("What happens when its time runs out; none: not known.")
    notice_months: int | None = stored("How many months before its end a party must give notice.", between=(0, 120))
    live_at = filtering(Date, "Only agreements that are in force on this date and bind on it.", live_at)
    parties = listed(
        "University",
        "-[:HAS_PARTY]->",
        "Its parties in order.",
        edge=("position",),
        order=by("edge.position"),
        required=True,
    )
    office = one("Office", "-[:SIGNED_BY]->", "The office that signed for the agency, where it is a party.")
    amends = one("Agreement", "-[:AMENDS]->", "The agreement that it changes or adds to.")
    addenda = many("Agreement", "<-[:AMENDS]-", "Agreements that change it or add to it, newest first.",
                   order=by("-validFrom"))  # fmt: skip


@extends("University")
class UniversityAgreement:
    """What leads from University to here."""

    agreements = many("Agreement", "<-[:HAS_PARTY]-", "Agreements it is a party of, newest first.",
                      order=by("-validFrom"))  # fmt: skip


@extends("Office")
class OfficeAgreement:
    """What leads from Office to here."""

    agreements = many("Agreement", "<-[:SIGNED_BY]-", "Agreements it signed for the agency.")
