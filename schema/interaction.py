"""Interactions: letters, calls, visits and meetings by which contacts are kept."""

from enum import Enum

from access.principal import Scope
from graph.privacy import Level, Privacy
from graph.vocabularies.forms import WEB_ADDRESS
from graph.write.action import Making
from resolvers.contact import activity, happened_by_today
from schema.core.actions import action, giving, linking
from schema.core.declare import by, extends, listed, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class InteractionKind(Enum):
    """How the sides of a contact had to do with each other."""

    LETTER = "A letter or a message was sent."
    CALL = "They talked by telephone or video."
    VISIT = "One side came to the other."
    MEETING = "They met at an event, at the office or elsewhere."


@node(
    prefix="intr",
    keys=("slug",),
    order=by("-date"),
    plural="interactions",
    privacy=Privacy(Level.OWNERS, ("contact.parties", "contact.office", "office")),
)
class Interaction(Keyed):
    """One letter, call, visit or meeting within a contact."""

    kind: InteractionKind = stored("Letter, call, visit or meeting.")
    date: Date = stored("Day of it; of several days, the first.", indexed=True)
    note: str | None = stored("What it was about, in a line.")
    evidence: str | None = stored("Address of what shows it: minutes, a report, a page with news.", form=WEB_ADDRESS)
    contact = one("Contact", "-[:WITHIN]->", "The contact it belongs to.", required=True)
    people = listed("Person", "-[:ATTENDED_BY]->", "Contact persons who took part.")
    office = one("Office", "-[:HELD_BY_OFFICE]->", "The office that took part or arranged it.")


@extends("Contact")
class ContactInteraction:
    """What leads from Contact to here."""

    interactions = many("Interaction", "<-[:WITHIN]-", "Letters, calls, visits and meetings within it, newest first.",
                        order=by("-date"))  # fmt: skip


@extends("Person")
class PersonInteraction:
    """What leads from Person to here."""

    interactions = many("Interaction", "<-[:ATTENDED_BY]-", "What the person took part in, newest first.",
                        order=by("-date"))  # fmt: skip


@extends("Office")
class OfficeInteraction:
    """What leads from Office to here."""

    interactions = many("Interaction", "<-[:HELD_BY_OFFICE]-", "What it took part in or arranged, newest first.",
                        order=by("-date"))  # fmt: skip


@action(
    "Contact",
    makes=Making("Interaction", "contact"),
    who=("parties", "office"),
    scope=Scope.WRITE_CONTACTS,
    rules=(happened_by_today,),
    effect=activity,
)
class ContactLogInteraction:
    """Notes a letter, call, visit or meeting within a contact."""

    kind: InteractionKind = giving("Letter, call, visit or meeting.")
    date: Date = giving("Day of it; of several days, the first.")
    note: str | None = giving("What it was about, in a line.")
    evidence: str | None = giving("Address of what shows it: minutes, a report, a page with news.")
    people = linking("people", "Contact persons who took part.", most=20)
    office = linking("office", "The office that took part or arranged it.")
