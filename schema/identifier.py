"""Identifiers of institutions."""

from enum import Enum

from schema.core.declare import by, node, stored
from schema.core.enumerations import enumeration
from schema.core.scalars import Date


@enumeration
class IdentifierScheme(Enum):
    """Who gives the identifier."""

    ROR = "Research Organization Registry."
    SCHAC = "Domain-like code of the European student card and EduGAIN (schacHomeOrganization)."
    ERASMUS = "Erasmus institution code of the European Commission."
    PIC = "Participant identification code of the European Commission."
    OID = "Organisation id of the European Commission."
    WIKIDATA = "Item of Wikidata."
    ISNI = "International Standard Name Identifier."
    WHED = "World Higher Education Database."
    ETER = "European Tertiary Education Register."
    OGRN = "Main state registration number of Russia."
    INN = "Taxpayer number of Russia."
    DOMAIN = "Internet domain."
    GRID = "Global Research Identifier Database, closed in 2021."
    FUNDREF = "Crossref Funder Registry."
    LOCAL = "A number of the registry or of an office."


@node(prefix="iden", keys=("key",), order=by("scheme", "value"))
class Identifier:
    """One identifier of an institution; unique among those in force."""

    scheme: IdentifierScheme = stored("Who gives it.")
    value: str = stored("The identifier as its scheme writes it.")
    key: str = stored("How it is compared: its scheme and its folded value, `DOMAIN:kpfu.ru`.", unique=True)
    since: Date | None = stored("First day on which it was in force, where known.")
    until: Date | None = stored("First day on which it was no longer in force; none: it still is.")
    origin: str = stored("Slug of the source that states it.")
