"""Notes: what the staff of offices remark on contacts, institutions and people."""

from graph.privacy import Level, Privacy
from schema.core.declare import by, extends, many, node, one, stored
from schema.core.reported import Keyed
from schema.core.scalars import Date


@node(
    prefix="note",
    keys=("slug",),
    order=by("-date"),
    plural="notes",
    privacy=Privacy(Level.OFFICE, ("office", "contact.office", "contact.parties")),
)
class Note(Keyed):
    """An internal note of an office on a contact, an institution or a person."""

    text: str = stored("What is noted.", personal=True)
    date: Date = stored("Day on which it was written.", indexed=True)
    contact = one("Contact", "-[:ABOUT_CONTACT]->", "The contact it is about.")
    university = one("University", "-[:ABOUT_UNIVERSITY]->", "The institution it is about.")
    person = one("Person", "-[:ABOUT_PERSON]->", "The person it is about.")
    author = one("Person", "-[:WRITTEN_BY]->", "The person who wrote it.")
    office = one("Office", "-[:KEPT_BY]->", "The office whose staff wrote it.", required=True)


@extends("Contact")
class ContactNote:
    """What leads from Contact to here."""

    notes = many("Note", "<-[:ABOUT_CONTACT]-", "Internal notes of offices on it, newest first.", order=by("-date"))


@extends("University")
class UniversityNote:
    """What leads from University to here."""

    notes = many("Note", "<-[:ABOUT_UNIVERSITY]-", "Internal notes of offices on it, newest first.",
                 order=by("-date"))  # fmt: skip


@extends("Person")
class PersonNote:
    """What leads from Person to here."""

    notes = many("Note", "<-[:ABOUT_PERSON]-", "Internal notes of offices on the person, newest first.",
                 order=by("-date"))  # fmt: skip


@extends("Office")
class OfficeNote:
    """What leads from Office to here."""

    notes = many("Note", "<-[:KEPT_BY]-", "Internal notes of its staff, newest first.", order=by("-date"))
