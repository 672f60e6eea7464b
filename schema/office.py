"""Offices: the agency's houses and representations abroad."""

from enum import Enum

from resolvers.any_name import ANY_NAME, any_name
from resolvers.names import pick_name
from resolvers.office import active_at
from schema.core.declare import EDGE, NODE, by, extends, filtering, listed, localized, many, node, one, sourced, stored
from schema.core.enumerations import enumeration
from schema.core.scalars import Date


@enumeration
class OfficeKind(Enum):
    """What kind of office it is."""

    HEADQUARTERS = "The agency's head office."
    RUSSIAN_HOUSE = "A Russian centre of science and culture."
    REPRESENTATION = "The agency's representation in an embassy."
    PARTNER_HOUSE = "A house kept by a partner of the agency."
    BRANCH = "A branch of a house in another city."


@node(prefix="offi", keys=("slug",), order=by("name"), plural="offices", brief=("name",))
class Office:
    """A house of science and culture, or a representation in an embassy, that helps institutions find partners."""

    slug: str = stored("Short name that stays the same, for example `russian-house-tashkent`.", unique=True)
    name: str = localized(
        "Name in the first of the languages asked for that exists.", pick_name, needs=("names",), indexed=True
    )
    kind: OfficeKind = stored("House, representation, branch, …")
    website: str | None = stored("Address of its website.")
    any_name = filtering(str, ANY_NAME, any_name)
    demo: bool | None = stored("True where the node was invented for the demo set.")
    active_at = filtering(Date, "Only offices whose status on this date is active.", active_at)
    names = listed("Name", "-[:NAMED]->", "Its names.", owned=True)
    status = one("OfficeStatus", "-[:HAS_STATUS]->", "Its status at `asOf`.", dated=NODE, order=by("-since"))
    statuses = listed(
        "OfficeStatus",
        "-[:HAS_STATUS]->",
        "Its statuses at `asOf`, or over all time.",
        dated=NODE,
        order=by("-since"),
        owned=True,
    )
    city = one("City", "-[:HOUSED_IN]->", "Where the office stands.")
    country = one("Country", "-[:HOUSED_IN]->()-[:IN_COUNTRY]->", "The country it stands in.")
    covers = many(
        "Country", "-[:COVERS]->", "Countries the office answers for at `asOf`.", dated=EDGE, order=by("name")
    )
    sources, provenance = sourced()


@extends("Country")
class CountryOffice:
    """What leads from Country to here."""

    offices = many(
        "Office", "<-[:COVERS]-", "Offices that answer for the country at `asOf`.", dated=EDGE, order=by("name")
    )


@extends("City")
class CityOffice:
    """What leads from City to here."""

    offices = many("Office", "<-[:HOUSED_IN]-", "Offices in the city.")
