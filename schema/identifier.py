"""Identifiers of institutions."""

from enum import Enum

from schema.core.declare import by, described, enumeration, node, stored
from schema.core.scalars import Date


@enumeration
class IdentifierScheme(Enum):
    """Who gives the identifier."""

    ROR = described("ROR", "Research Organization Registry.")
    SCHAC = described("SCHAC", "Domain-like code of the European student card and EduGAIN (schacHomeOrganization).")
    ERASMUS = described("ERASMUS", "Erasmus institution code of the European Commission.")
    PIC = described("PIC", "Participant identification code of the European Commission.")
    OID = described("OID", "Organisation id of the European Commission.")
    WIKIDATA = described("WIKIDATA", "Item of Wikidata.")
    ISNI = described("ISNI", "International Standard Name Identifier.")
    WHED = described("WHED", "World Higher Education Database.")
    ETER = described("ETER", "European Tertiary Education Register.")
    OGRN = described("OGRN", "Main state registration number of Russia.")
    INN = described("INN", "Taxpayer number of Russia.")
    DOMAIN = described("DOMAIN", "Internet domain.")
    GRID = described("GRID", "Global Research Identifier Database, closed in 2021.")
    FUNDREF = described("FUNDREF", "Crossref Funder Registry.")
    LOCAL = described("LOCAL", "A number of the registry or of an office.")


@node(prefix="iden", keys=("key",), order=by("scheme", "value"))
class Identifier:
    """One identifier of an institution; unique among those in force."""

    scheme: IdentifierScheme = stored("Who gives it.")
    value: str = stored("The identifier as its scheme writes it.")
    key: str = stored("Scheme and folded value.", unique=True, hidden=True)
    since: Date | None = stored("First day on which it was in force, where known.")
    until: Date | None = stored("First day on which it was no longer in force; none: it still is.")
    origin: str = stored("Slug of the source that states it.")
