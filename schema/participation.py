"""Participations: what institutions do at events."""

from enum import Enum

from graph.privacy import Level, Privacy
from graph.vocabularies.forms import BOOTH
from schema.core.declare import by, extends, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Reported


@enumeration
class ParticipationRole(Enum):
    """What an institution does at an event."""

    ORGANISER = "It holds the event, alone or with the office."
    EXHIBITOR = "It shows itself at a booth."
    SPEAKER = "It gives a talk or leads a session."
    VISITOR = "It comes to see and to meet others."


@node(prefix="part", order=by("booth"), plural="participations", privacy=Privacy(Level.NETWORK, ("university",)))
class Participation(Reported):
    """The part of one institution in one event."""

    role: ParticipationRole | None = stored("What the institution does there, where that was reported.")
    booth: str | None = stored("Number of its booth, as the event's plan has it.", form=BOOTH)
    leads: int | None = stored("How many visitors left it their address, to hear more.", between=(0, 1_000_000))
    event = one("Event", "-[:AT_EVENT]->", "The event.", required=True)
    university = one("University", "-[:OF_UNIVERSITY]->", "The institution that takes part.", required=True)


@extends("Event")
class EventParticipation:
    """What leads from Event to here."""

    participations = many("Participation", "<-[:AT_EVENT]-", "Who takes part and as what, by booth.",
                          order=by("booth"), owned=True)  # fmt: skip


@extends("University")
class UniversityParticipation:
    """What leads from University to here."""

    participations = many("Participation", "<-[:OF_UNIVERSITY]-", "Its parts in events.")
