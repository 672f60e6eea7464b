"""Contacts established between institutions."""

from enum import Enum

from access.principal import Scope
from graph.history import ENDED_STAGES
from graph.privacy import Level, Opening, Privacy
from graph.write.action import Lifecycle
from resolvers.contact import (
    agreed_needs_agreement,
    begins_by_today,
    closed_by_today,
    closing,
    live_at,
    reopening,
)
from schema.core.actions import action, giving, linking, moving
from schema.core.declare import VIA, by, extends, filtering, listed, many, node, one, state, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class ContactStage(Enum):
    """How far a contact has come."""

    LEAD = "One side has shown interest."
    INTRODUCED = "The sides have been introduced."
    IN_TALKS = "The sides are in talks."
    DECLARED = "The sides have declared that they will work together."
    AGREED = "An agreement came of it."
    DORMANT = "Nothing has happened for long."
    LOST = "It was broken off."


@enumeration
class ContactOutcome(Enum):
    """What has come of a contact."""

    AGREEMENT_SIGNED = "An agreement was signed."
    VISIT_HELD = "One side visited the other."
    STUDENTS_EXCHANGED = "Students were exchanged."
    JOINT_PROJECT = "A joint project was begun."
    NO_RESULT = "Nothing came of it."


@node(
    prefix="cont",
    keys=("slug",),
    order=by("-since"),
    plural="contacts",
    brief=("stage", "since"),
    privacy=Privacy(Level.OWNERS, ("parties", "office"), (Opening("stage", ("AGREED",), Level.NETWORK),)),
)
class Contact(Keyed):
    """An established contact between two or more institutions."""

    stage: ContactStage = state("How far it has come.", "stages", over=ENDED_STAGES)
    version: int = stored("How many changes it has had: what `expectedVersion` of an action is compared with.")
    since: Date = stored("First day of the contact.", indexed=True)
    until: Date | None = stored("First day on which it no longer held; none: it still does.")
    last_activity: Date | None = stored("Day of the last letter, call, visit or meeting.", indexed=True)
    outcome: ContactOutcome | None = stored("What has come of it so far.")
    live_at = filtering(Date, "Only contacts that hold on this date and are neither dormant nor lost on it.", live_at)
    parties = listed("University", "-[:BETWEEN]->", "The institutions between which it stands.", required=True)
    office = one("Office", "-[:FACILITATED_BY]->", "The office that brought it about.")
    event = one("Event", "-[:ORIGINATED_AT]->", "The event at which it began.")
    agreements = many("Agreement", "-[:LED_TO]->", "Agreements that came of it.")
    people = listed("Person", "-[:HELD_BY]->", "People who keep it.")


@extends("University")
class UniversityContact:
    """What leads from University to here."""

    contacts = many("Contact", "<-[:BETWEEN]-", "Contacts it is a party of, newest first.", order=by("-since"))
    partners = many(
        "University",
        "<-[:BETWEEN]-(via)-[:BETWEEN]->",
        "Institutions with which it has a live contact at `asOf`: one that holds, and is neither dormant nor lost.",
        dated=VIA,
        via="Contact",
        distinct=True,
    )


@extends("Office")
class OfficeContact:
    """What leads from Office to here."""

    contacts = many("Contact", "<-[:FACILITATED_BY]-", "Contacts the office brought about, newest first.",
                    order=by("-since"))  # fmt: skip


@extends("Event")
class EventContact:
    """What leads from Event to here."""

    contacts = many("Contact", "<-[:ORIGINATED_AT]-", "Contacts that began there.")


@extends("Person")
class PersonContact:
    """What leads from Person to here."""

    contacts = many("Contact", "<-[:HELD_BY]-", "Contacts the person keeps, newest first.", order=by("-since"))


@extends("Agreement")
class AgreementContact:
    """What leads from Agreement to here."""

    contacts = many("Contact", "<-[:LED_TO]-", "Contacts of which it came.")


LIVE = ("LEAD", "INTRODUCED", "IN_TALKS", "DECLARED", "AGREED")
ADVANCES = Lifecycle(
    "stage",
    {
        "LEAD": ("INTRODUCED", "IN_TALKS", "DORMANT"),
        "INTRODUCED": ("IN_TALKS", "DORMANT"),
        "IN_TALKS": ("DECLARED", "AGREED", "DORMANT"),
        "DECLARED": ("AGREED", "DORMANT"),
        "AGREED": ("DORMANT",),
    },
)
CLOSES = Lifecycle("stage", dict.fromkeys((*LIVE, "DORMANT"), ("LOST",)))
REOPENS = Lifecycle("stage", dict.fromkeys(ENDED_STAGES, ("IN_TALKS",)))
WHO = ("parties", "office")


@action("Contact", begins="LEAD", who=WHO, scope=Scope.WRITE_CONTACTS, rules=(begins_by_today,))
class ContactOpen:
    """Opens a contact between institutions, as a lead."""

    universities = linking("parties", "The institutions between which it stands.", least=2, most=10)
    office = linking("office", "The office that brings it about.")
    event = linking("event", "The event at which it began.")
    people = linking("people", "People who keep it.", most=10)
    since: Date = giving("First day of the contact.")


@action("Contact", moves=ADVANCES, who=WHO, scope=Scope.WRITE_CONTACTS, rules=(agreed_needs_agreement,))
class ContactAdvance:
    """Moves a contact to another stage: onwards, or to rest."""

    stage: ContactStage = moving("The stage to which it moves.")
    agreement = linking("agreements", "An agreement that came of it.")


@action("Contact", moves=CLOSES, who=WHO, scope=Scope.WRITE_CONTACTS, rules=(closed_by_today,), effect=closing)
class ContactClose:
    """Ends a contact: it is lost."""

    until: Date | None = giving("First day on which it no longer holds; today where it is left out.")
    outcome: ContactOutcome | None = giving("What has come of it.")


@action("Contact", moves=REOPENS, who=WHO, scope=Scope.WRITE_CONTACTS, effect=reopening)
class ContactReopen:
    """Takes up a contact that is dormant or lost: the sides are in talks again."""
