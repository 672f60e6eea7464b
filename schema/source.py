"""Sources of facts."""

from enum import Enum

from schema.core.declare import by, node, stored
from schema.core.enumerations import enumeration


@enumeration
class SourceKind(Enum):
    """What kind of source it is."""

    REGISTER = "A public register."
    WEBSITE = "A website."
    OFFICE_REPORT = "A report of an office of the agency."
    PARTNER_REPORT = "A report of a university or another partner."
    DEMO = "Invented for the demo set, or written for it and not checked."


@node(prefix="srce", keys=("slug",), order=by("name"), plural="sources")
class Source:
    """Where facts come from."""

    slug: str = stored("Short name that stays the same.", unique=True)
    name: str = stored("Its name.")
    kind: SourceKind = stored("What kind of source it is.")
    url: str | None = stored("Its address.")
    licence: str | None = stored("The licence of what is taken from it.")
