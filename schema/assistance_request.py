"""Assistance requests: what universities ask of offices."""

from enum import Enum

from graph.privacy import Level, Privacy
from resolvers.assistance_request import late_at, open_at
from schema.core.declare import by, extends, filtering, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class AssistanceKind(Enum):
    """What kind of help is asked for."""

    EXPERT_ADVICE = "An opinion on how to work with partners in the country."
    INFORMATION = "To learn of fairs, partners and rules, or to have the public there told of the university."
    LOGISTICS = "A venue, a booth, interpreters, or help to meet partners in person."


@enumeration
class AssistanceStatus(Enum):
    """How far an assistance request has come."""

    OPEN = "Nobody has begun with it."
    IN_WORK = "The office works on it."
    DONE = "The office has given the help."
    DECLINED = "The office cannot help; `result` says why."


@node(
    prefix="asst",
    keys=("slug",),
    order=by("-asked"),
    plural="assistanceRequests",
    privacy=Privacy(Level.OWNERS, ("university", "office")),
)
class AssistanceRequest(Keyed):
    """A request of a university to an office, and what came of it."""

    kind: AssistanceKind = stored("What kind of help is asked for.")
    status: AssistanceStatus = stored("How far it has come.")
    subject: str = stored("What is asked for, in a line.")
    asked: Date = stored("Day on which it was asked.", indexed=True)
    due: Date | None = stored("Day by which the answer is needed.")
    answered: Date | None = stored("Day on which help was given or declined.")
    result: str | None = stored("What came of it, in a line.")
    open_at = filtering(Date, "Only requests asked on or before this date and not answered by its end.", open_at)
    late_at = filtering(Date, "Only requests open on this date whose answer was due before it.", late_at)
    university = one("University", "-[:ASKED_BY]->", "The university that asks.", required=True)
    office = one("Office", "-[:ASKED_OF]->", "The office that is asked.", required=True)
    country = one("Country", "-[:ASKED_ABOUT]->", "The country in which help is needed.", required=True)
    event = one("Event", "-[:SERVED_BY]->", "The event that serves the request.")


@extends("University")
class UniversityAssistanceRequest:
    """What leads from University to here."""

    assistance_requests = many("AssistanceRequest", "<-[:ASKED_BY]-", "What it asked of offices, latest first.",
                               order=by("-asked"))  # fmt: skip


@extends("Office")
class OfficeAssistanceRequest:
    """What leads from Office to here."""

    assistance_requests = many("AssistanceRequest", "<-[:ASKED_OF]-", "What universities asked of it, latest first.",
                               order=by("-asked"))  # fmt: skip
