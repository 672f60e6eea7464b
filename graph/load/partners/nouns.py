"""What partners may send, and what each column of it names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.declared import values_of
from graph.load.partners.vocabulary import COLUMNS
from graph.load.records import RecordKind, record_kind
from graph.load.sheets.columns import SheetColumns

RECOGNISED = ("University", "Office", "City")
"""Labels of which a cell may give a name; of others it gives a slug."""
DATES = ("signed", "valid_from", "valid_to", "since", "until", "last_activity", "starts", "ends")
NO_END = ("valid_to", "until")
"""Days that a file may call unlimited, which is none."""
WORDS = ("kind", "status", "stage", "outcome", "renewal", "mode")
"""Columns with a word of a list."""
NUMBERS = ("notice_months", "visitors", "geonames")
INSTITUTIONS = frozenset({"parties", "universities", "participants"})
STAND_INS = {
    "slug": "x",
    "title": "x",
    "name_en": "x",
    "since": "0001-01-01",
    "starts": "0001-01-01",
    "ends": "9999-12-31",
    "geonames": "1",
    "parties": "univ_aaaaaaaaaaaaaaaa|univ_bbbbbbbbbbbbbbbb",
    "universities": "univ_aaaaaaaaaaaaaaaa|univ_bbbbbbbbbbbbbbbb",
}
"""What a cell that must be there is taken for where it is wrong, so that the rest of its row is checked as well."""


@dataclass(frozen=True, slots=True)
class PartnerNoun:
    """One noun that can be sent.

    needed  columns that a file must have
    also    columns that it may have beside those of the registry's own files
    instead a needed column → one that may stand for it
    names   what the cells of a column name: a label
    fields  how the API calls what an edge leads to
    versioned  whether each change is kept as a version
    """

    label: str
    needed: tuple[str, ...]
    names: Mapping[str, str]
    fields: Mapping[str, str]
    also: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    versioned: bool = False

    @property
    def kind(self) -> RecordKind:
        """How its rows become nodes."""
        return record_kind(self.label)

    @property
    def columns(self) -> SheetColumns:
        """All columns that a file may have."""
        own = tuple(self.kind.columns.split(","))
        called = COLUMNS[self.label]
        return SheetColumns(self.needed, (*own, *self.also), called, self.instead, INSTITUTIONS, frozenset(DATES))

    @property
    def stand_ins(self) -> dict[str, str]:
        """What a wrong cell is taken for while the others are checked; where none is said, an empty one."""
        first = {column: values_of(self.label, column)[0] for column in WORDS if column in self.needed}
        return STAND_INS | first


NOUNS: dict[str, PartnerNoun] = {
    "contacts": PartnerNoun(
        "Contact",
        ("slug", "universities", "stage", "since"),
        {
            "universities": "University",
            "office": "Office",
            "event": "Event",
            "agreement": "Agreement",
            "persons": "Person",
        },
        {
            "BETWEEN": "parties",
            "FACILITATED_BY": "office",
            "ORIGINATED_AT": "event",
            "LED_TO": "agreements",
            "HELD_BY": "people",
        },
    ),
    "agreements": PartnerNoun(
        "Agreement",
        ("slug", "title", "kind", "status", "parties"),
        {"parties": "University", "office": "Office", "amends": "Agreement"},
        {"HAS_PARTY": "parties", "SIGNED_BY": "office", "AMENDS": "amends"},
        versioned=True,
    ),
    "events": PartnerNoun(
        "Event",
        ("slug", "name_en", "kind", "starts", "ends"),
        {"city": "City", "office": "Office", "participants": "University"},
        {"HELD_IN": "city", "HOSTED_BY": "office"},
        also=("city", "participants"),
        instead={"name_en": "name_ru", "ends": "starts"},
    ),
}
