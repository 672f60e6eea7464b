"""The labels and relationship types that loads write, the values they allow, and the statements made from them.

The tables repeat docs/model.md; a test compares the two.
"""

from dataclasses import dataclass

MARKS = ("rorHash", "rowHash")
"""The hash of what a load wrote last, kept on the node: `rorHash` by the ROR import, `rowHash` by loads of CSV rows."""


@dataclass(frozen=True, slots=True)
class NodeTable:
    """A label: the prefix of its ids and which of its properties are dates."""

    prefix: str
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """A relationship type: the labels it runs between, its date properties.

    parallel  one pair of nodes may have several, of different dates; written anew with their owner, never merged
    """

    ends: tuple[tuple[str, str], ...]
    dates: tuple[str, ...] = ()
    parallel: bool = False


@dataclass(frozen=True, slots=True)
class Owned:
    """Nodes that live and die with their owner; `of_origin`: only those of the same source are compared."""

    owner: str
    type: str
    child: str
    of_origin: bool = False
    backwards: bool = False


SPAN = ("since", "until")
STATED = ("University", "Office", "Contact", "Person", "Event", "Agreement", "Intent")

NODES: dict[str, NodeTable] = {
    "Agreement": NodeTable("agrm", ("signed", "validFrom", "validTo")),
    "City": NodeTable("city"),
    "Contact": NodeTable("cont", ("since", "until", "lastActivity")),
    "Country": NodeTable("ctry"),
    "Event": NodeTable("evnt", ("starts", "ends")),
    "Identifier": NodeTable("iden", SPAN),
    "Intent": NodeTable("intn", SPAN),
    "Name": NodeTable("name", ("until",)),
    "Office": NodeTable("offi"),
    "OfficeStatus": NodeTable("ofst", SPAN),
    "Participation": NodeTable("part"),
    "Person": NodeTable("pers"),
    "Region": NodeTable("regn"),
    "Source": NodeTable("srce"),
    "University": NodeTable("univ", ("statusSince",)),
}

EDGES: dict[str, EdgeTable] = {
    "AIMS_AT": EdgeTable((("Intent", "Country"),)),
    "AT_EVENT": EdgeTable((("Participation", "Event"),)),
    "BETWEEN": EdgeTable((("Contact", "University"),)),
    "CHILD_OF": EdgeTable((("University", "University"),)),
    "COVERS": EdgeTable((("Office", "Country"),), SPAN, parallel=True),
    "FACILITATED_BY": EdgeTable((("Contact", "Office"),)),
    "HAS_INTENT": EdgeTable((("University", "Intent"),)),
    "HAS_PARTY": EdgeTable((("Agreement", "University"),)),
    "HAS_STATUS": EdgeTable((("Office", "OfficeStatus"),)),
    "HELD_BY": EdgeTable((("Contact", "Person"),)),
    "HELD_IN": EdgeTable((("Event", "City"),)),
    "HOSTED_BY": EdgeTable((("Event", "Office"),)),
    "HOUSED_IN": EdgeTable((("Office", "City"),)),
    "IDENTIFIED_BY": EdgeTable((("University", "Identifier"),)),
    "IN_COUNTRY": EdgeTable((("City", "Country"),)),
    "IN_REGION": EdgeTable((("City", "Region"),)),
    "LED_TO": EdgeTable((("Contact", "Agreement"),)),
    "LOCATED_IN": EdgeTable((("University", "City"),)),
    "NAMED": EdgeTable((("Office", "Name"), ("University", "Name"))),
    "OF_UNIVERSITY": EdgeTable((("Participation", "University"),)),
    "ORIGINATED_AT": EdgeTable((("Contact", "Event"),)),
    "PART_OF": EdgeTable((("Region", "Country"),)),
    "RELATED_TO": EdgeTable((("University", "University"),)),
    "SERVES_AT": EdgeTable((("Person", "Office"),), SPAN, parallel=True),
    "SIGNED_BY": EdgeTable((("Agreement", "Office"),)),
    "STATED_BY": EdgeTable(tuple((label, "Source") for label in STATED), ("checked",)),
    "SUCCEEDED_BY": EdgeTable((("University", "University"),)),
    "WORKS_AT": EdgeTable((("Person", "University"),), SPAN, parallel=True),
}

OWNED: tuple[Owned, ...] = (
    Owned("University", "NAMED", "Name", of_origin=True),
    Owned("University", "IDENTIFIED_BY", "Identifier", of_origin=True),
    Owned("Office", "NAMED", "Name", of_origin=True),
    Owned("Office", "HAS_STATUS", "OfficeStatus"),
    Owned("Event", "AT_EVENT", "Participation", backwards=True),
)

VALUES: dict[str, tuple[str, ...]] = {
    name: tuple(values.split())
    for name, values in {
        "University.kind": "HIGHER_EDUCATION RESEARCH_INSTITUTE MEDICAL_CENTRE OTHER",
        "University.status": "ACTIVE MERGED CLOSED WITHDRAWN",
        "University.studentBand": "UNDER_5K FROM_5K_TO_15K FROM_15K_TO_30K OVER_30K",
        "Name.kind": "OFFICIAL ENGLISH TRANSLITERATED ALIAS ACRONYM FORMER",
        "Identifier.scheme":
            "ROR SCHAC ERASMUS PIC OID WIKIDATA ISNI WHED ETER OGRN INN DOMAIN GRID FUNDREF LOCAL",
        "Office.kind": "HEADQUARTERS RUSSIAN_HOUSE REPRESENTATION PARTNER_HOUSE BRANCH",
        "OfficeStatus.status": "ACTIVE LIMITED SUSPENDED CLOSED",
        "Contact.stage": "LEAD INTRODUCED IN_TALKS DECLARED AGREED DORMANT LOST",
        "Contact.outcome": "AGREEMENT_SIGNED VISIT_HELD STUDENTS_EXCHANGED JOINT_PROJECT NO_RESULT",
        "Person.role": "INTERNATIONAL_OFFICER VICE_RECTOR DEAN PROFESSOR OFFICE_HEAD OFFICE_EXPERT",
        "Event.kind": "FAIR EXHIBITION OPEN_DAY PRESENTATION CONFERENCE ROUND_TABLE OLYMPIAD COURSE",
        "Agreement.kind": "AGENCY_COOPERATION FRAMEWORK EXCHANGE JOINT_PROGRAMME RESEARCH NETWORK ADDENDUM",
        "Agreement.status": "DRAFT IN_FORCE EXPIRED TERMINATED",
        "Intent.direction": "SEEKS OFFERS",
        "Intent.cooperationKind":
            "STUDENT_EXCHANGE STAFF_EXCHANGE JOINT_PROGRAMME RESEARCH LANGUAGE_COURSE STUDENT_RECRUITMENT "
            "SUMMER_SCHOOL",
        "Source.kind": "REGISTER WEBSITE OFFICE_REPORT DEMO",
    }.items()
}  # fmt: skip
