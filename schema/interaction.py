"""Interactions: letters, calls, visits and meetings by which contacts are kept."""

from enum import Enum

from graph.vocabularies.forms import WEB_ADDRESS
from schema.core.declare import by, described, enumeration, extends, listed, many, node, one, sourced, stored
from schema.core.scalars import Date


@enumeration
class InteractionKind(Enum):
    """How the sides of a contact had to do with each other."""

    LETTER = described("LETTER", "A letter or a message was sent.")
    CALL = described("CALL", "They talked by telephone or video.")
    VISIT = described("VISIT", "One side came to the other.")
    MEETING = described("MEETING", "They met at an event, at the office or elsewhere.")


@node(prefix="intr", keys=("slug",), order=by("-date"), plural="interactions")
class Interaction:
    """One letter, call, visit or meeting within a contact."""

    slug: str = stored("Key that stays the same, given by whoever reported it.", unique=True)
    kind: InteractionKind = stored("Letter, call, visit or meeting.")
    date: Date = stored("Day of it; of several days, the first.", indexed=True)
    note: str | None = stored("What it was about, in a line.")
    evidence: str | None = stored("Address of what shows it: minutes, a report, a page with news.", form=WEB_ADDRESS)
    demo: bool | None = stored("True where the interaction was invented for the demo set.")
    contact = one("Contact", "-[:WITHIN]->", "The contact it belongs to.", required=True)
    people = listed("Person", "-[:ATTENDED_BY]->", "Contact persons who took part.")
    office = one("Office", "-[:HELD_BY_OFFICE]->", "The office that took part or arranged it.")
    sources, provenance = sourced("Where the fact comes from.")


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
