"""Joint actions: what annual plans promise, what was done, and what shows it."""

from enum import Enum

from graph.privacy import Level, Privacy
from resolvers.names import pick_title
from schema.core.declare import by, extends, listed, localized, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class JointActionArea(Enum):
    """Which of the five areas of the agreements with the agency it belongs to."""

    EDUCATION_AND_SCIENCE = "International cooperation in education and science."
    INSTITUTIONAL_PARTNERSHIP = "Partnerships between the communities of education and research."
    ACADEMIC_MOBILITY = "Mobility of students and teachers."
    POSITIVE_IMAGE = "A positive image of the country in the world."
    LANGUAGE_AND_CULTURE = "Language, culture, history and education among citizens of other countries."


@enumeration
class JointActionStatus(Enum):
    """Where a joint action stands."""

    PLANNED = "Not yet begun."
    RUNNING = "Begun and not yet finished."
    DONE = "Finished; `actual` says what was reached, be it less than the target."
    CANCELLED = "It will not be done."


@node(
    prefix="jact",
    keys=("slug",),
    order=by("due"),
    plural="jointActions",
    privacy=Privacy(Level.OWNERS, ("plan.university", "plan.office")),
)
class JointAction(Keyed):
    """One action of an annual plan: what is to be done, by when, what is counted, and what was reached."""

    area: JointActionArea = stored("Which of the five areas it belongs to.")
    title: str = localized("What is to be done, in English where no language is asked for.", pick_title)
    title_ru: str | None = stored("What is to be done, in Russian.")
    due: Date = stored("Day by which it should be done.", indexed=True)
    completed: Date | None = stored("Day on which it was done.")
    status: JointActionStatus = stored("Where it stands.")
    indicator: str = stored("What is counted, for example `students sent`.")
    target: int = stored("How many are planned.", between=(1, 1_000_000))
    actual: int | None = stored("How many were reached so far; none: nothing is reported.", between=(0, 1_000_000))
    plan = one("AnnualPlan", "-[:PART_OF_PLAN]->", "The plan that promises it.", required=True)
    responsible = one("Person", "-[:RESPONSIBLE_IS]->", "The contact person who answers for it.")
    evidence_events = listed("Event", "-[:EVIDENCED_BY]->", "Events that show what was done.", labelled=True)
    evidence_agreements = listed("Agreement", "-[:EVIDENCED_BY]->", "Agreements that show what was done.",
                                 labelled=True)  # fmt: skip
    evidence_contacts = listed("Contact", "-[:EVIDENCED_BY]->", "Contacts that show what was done.", labelled=True)
    evidence_flows = listed("MobilityFlow", "-[:EVIDENCED_BY]->", "Counts of people who went that show what was done.",
                            labelled=True)  # fmt: skip


@extends("AnnualPlan")
class AnnualPlanJointAction:
    """What leads from AnnualPlan to here."""

    actions = many("JointAction", "<-[:PART_OF_PLAN]-", "What it promises, by the day on which it is due.",
                   order=by("due"))  # fmt: skip


@extends("Event")
class EventJointAction:
    """What leads from Event to here."""

    evidence_of = many("JointAction", "<-[:EVIDENCED_BY]-", "Actions of annual plans that it shows to be done.",
                       order=by("due"))  # fmt: skip


@extends("Agreement")
class AgreementJointAction:
    """What leads from Agreement to here."""

    evidence_of = many("JointAction", "<-[:EVIDENCED_BY]-", "Actions of annual plans that it shows to be done.",
                       order=by("due"))  # fmt: skip


@extends("Contact")
class ContactJointAction:
    """What leads from Contact to here."""

    evidence_of = many("JointAction", "<-[:EVIDENCED_BY]-", "Actions of annual plans that it shows to be done.",
                       order=by("due"))  # fmt: skip


@extends("MobilityFlow")
class MobilityFlowJointAction:
    """What leads from MobilityFlow to here."""

    evidence_of = many("JointAction", "<-[:EVIDENCED_BY]-", "Actions of annual plans that it shows to be done.",
                       order=by("due"))  # fmt: skip
