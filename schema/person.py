"""Contact persons: role and languages. How to reach one is a node of its own (contact_point.py)."""

from enum import Enum

from graph.vocabularies.languages import LANGUAGES
from schema.core.declare import EDGE, by, extends, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Reported


@enumeration
class PersonRole(Enum):
    """What the person does."""

    INTERNATIONAL_OFFICER = "Works in the international office of an institution."
    VICE_RECTOR = "Vice-rector."
    DEAN = "Dean of a faculty."
    PROFESSOR = "Professor or lecturer."
    OFFICE_HEAD = "Head of an office of the agency."
    OFFICE_EXPERT = "Expert in an office of the agency."


@node(prefix="pers", keys=("slug",), order=by("role"), plural="people")
class Person(Reported):
    """A contact person, by role and languages; the registry gives no name."""

    slug: str | None = stored("Key given by whoever reported the person.", unique=True, hidden=True, personal=True)
    role: PersonRole = stored("What the person does.")
    languages: list[str] | None = stored("BCP 47 tags of the languages the person speaks.", vocabulary=LANGUAGES)
    university = one("University", "-[:WORKS_AT]->", "The institution the person works at, at `asOf`.", dated=EDGE)
    office = one("Office", "-[:SERVES_AT]->", "The office the person serves at, at `asOf`.", dated=EDGE)


@extends("University")
class UniversityPerson:
    """What leads from University to here."""

    people = many("Person", "<-[:WORKS_AT]-", "Contact persons who work there at `asOf`.", dated=EDGE)


@extends("Office")
class OfficePerson:
    """What leads from Office to here."""

    people = many("Person", "<-[:SERVES_AT]-", "People who serve there at `asOf`.", dated=EDGE)
