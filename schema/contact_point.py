"""Contact points: the e-mail addresses and telephone numbers of contact persons."""

from enum import Enum

from graph.privacy import Level, Privacy
from schema.core.declare import by, extends, listed, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed


@enumeration
class ContactPointKind(Enum):
    """By what a person is reached."""

    EMAIL = "An e-mail address."
    PHONE = "A telephone number."


@node(
    prefix="cpnt",
    keys=("slug",),
    order=by("kind"),
    plural="contactPoints",
    privacy=Privacy(Level.OWNERS, ("person.university", "person.office")),
)
class ContactPoint(Keyed):
    """An e-mail address or a telephone number of a contact person."""

    kind: ContactPointKind = stored("By what the person is reached.")
    value: str = stored(
        "The address, its domain in lower case; or the number with its country code, as in E.164.", personal=True
    )
    person = one("Person", "-[:REACHES]->", "The person who is reached.", required=True)


@extends("Person")
class PersonContactPoint:
    """What leads from Person to here."""

    contact_points = listed("ContactPoint", "<-[:REACHES]-", "E-mail addresses and telephone numbers of the person.",
                            order=by("kind", "value"), owned=True)  # fmt: skip
