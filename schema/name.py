"""Names of institutions and offices."""

from enum import Enum

from schema.core.declare import by, node, stored
from schema.core.enumerations import enumeration
from schema.core.scalars import Date


@enumeration
class NameKind(Enum):
    """What kind of name it is."""

    OFFICIAL = "The name it gives itself."
    ENGLISH = "Its name in English."
    TRANSLITERATED = "Its official name in another script."
    ALIAS = "Another name in use."
    ACRONYM = "An abbreviation."
    FORMER = "A name that it no longer bears."


@node(prefix="name", order=by("kind", "language", "value"), brief=("value", "language", "kind"))
class Name:
    """One name of an institution or office, in one language and script."""

    value: str = stored("The name as it is written.")
    language: str = stored("BCP 47 tag of language and script, `und` where it is not known.")
    kind: NameKind = stored("What kind of name it is.")
    until: Date | None = stored("First day on which it was no longer borne; none: it still is.")
    key: str = stored("How it is compared: folded, without case, marks and punctuation.", indexed=True)
    origin: str = stored("Slug of the source that states it.")
