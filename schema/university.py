"""Universities: institutions of higher education and research, Russian and foreign."""

from enum import Enum

from graph.vocabularies.fields import FIELDS
from resolvers.any_name import ANY_NAME, any_name
from resolvers.names import pick_name
from schema.core.declare import by, extends, filtering, identified, listed, localized, many, node, one, sourced, stored
from schema.core.enumerations import enumeration
from schema.core.scalars import Date


@enumeration
class UniversityKind(Enum):
    """What kind of institution it is."""

    HIGHER_EDUCATION = "A university, institute, academy or college."
    RESEARCH_INSTITUTE = "An institution of research without students of its own."
    MEDICAL_CENTRE = "A hospital or clinic that teaches."
    OTHER = "Any other institution."


@enumeration
class UniversityStatus(Enum):
    """Whether the institution exists."""

    ACTIVE = "It works."
    MERGED = "It became a part of another; see its successors."
    CLOSED = "It was closed."
    WITHDRAWN = "Its record was withdrawn by the register that had it."


@enumeration
class StudentBand(Enum):
    """How many students it has, roughly."""

    UNDER_5K = "Fewer than 5,000."
    FROM_5K_TO_15K = "5,000 to 15,000."
    FROM_15K_TO_30K = "15,000 to 30,000."
    OVER_30K = "More than 30,000."


SEAT = "Its main seat: the first by position, of equals the one with the smaller id of the city."


@node(prefix="univ", order=by("name"), plural="universities", brief=("name",))
class University:
    """An institution of higher education or research, Russian or foreign."""

    name: str = localized(
        "Name in the first of the languages asked for that exists; the display name where none does, or none is asked "
        "for. Of several in one language: official, English, transliterated, alias, then the first by value; former "
        "names and acronyms are never it.",
        pick_name,
        needs=("names",),
        indexed=True,
    )
    kind: UniversityKind = stored("What kind of institution it is.")
    status: UniversityStatus = stored("Whether it exists.")
    status_since: Date | None = stored("Since when it has had this status, where known.")
    founded: int | None = stored("Year of its foundation.")
    website: str | None = stored("Address of its website.")
    student_band: StudentBand | None = stored("How many students it has, roughly.")
    fields: list[str] | None = stored(
        "Fields it is strong in: ISCED-F 2013 codes of 2, 3 or 4 digits.", vocabulary=FIELDS
    )
    ror: str | None = identified("ROR", "Its id in the Research Organization Registry, in force today.")
    schac: str | None = identified("SCHAC", "Its schacHomeOrganization, in force today.")
    erasmus: str | None = identified("ERASMUS", "Its Erasmus institution code, in force today.")
    ogrn: str | None = identified("OGRN", "Its main state registration number of Russia, in force today.")
    domain: str | None = identified("DOMAIN", "Its internet domain, in force today.")
    any_name = filtering(str, ANY_NAME, any_name)
    demo: bool | None = stored("True where the node was invented for the demo set.")
    names = listed("Name", "-[:NAMED]->", "Its names, in all languages and scripts, former ones too.", owned=True)
    identifiers = listed("Identifier", "-[:IDENTIFIED_BY]->", "Its identifiers.", owned=True)
    city = one("City", "-[:LOCATED_IN]->", SEAT, edge=("position",), order=by("edge.position"))
    locations = listed("City", "-[:LOCATED_IN]->", "All its seats, the main one first.", edge=("position",),
                       order=by("edge.position"))  # fmt: skip
    country = one(
        "Country",
        "-[edge:LOCATED_IN]->()-[:IN_COUNTRY]->",
        "The country of its main seat.",
        edge=("position",),
        order=by("edge.position"),
    )
    region = one(
        "Region",
        "-[edge:LOCATED_IN]->()-[:IN_REGION]->",
        "The region of its main seat, where known.",
        edge=("position",),
        order=by("edge.position"),
    )
    parents = listed("University", "-[:CHILD_OF]->", "Institutions it is a part of.")
    children = many("University", "<-[:CHILD_OF]-", "Institutions that are a part of it.")
    successors = listed("University", "-[:SUCCEEDED_BY]->", "Institutions that took its place.")
    predecessors = listed("University", "<-[:SUCCEEDED_BY]-", "Institutions whose place it took.")
    related = listed("University", "-[:RELATED_TO]-", "Institutions related in another way.")
    sources, provenance = sourced()


@extends("Country")
class CountryUniversity:
    """What leads from Country to here."""

    universities = many(
        "University", "<-[:IN_COUNTRY]-()<-[:LOCATED_IN]-", "Institutions with a seat in the country.", distinct=True
    )


@extends("City")
class CityUniversity:
    """What leads from City to here."""

    universities = many("University", "<-[:LOCATED_IN]-", "Institutions with a seat in the city.")
