"""What partners may send, and what each column of it names."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.load.records import KINDS, RecordKind

RECOGNISED = ("University", "Office", "City")
"""Labels of which a cell may give a name; of others it gives a slug."""
DATES = ("signed", "valid_from", "valid_to", "since", "until", "last_activity", "starts", "ends")
WORDS = ("kind", "status", "stage", "outcome", "renewal")
"""Columns with a word of a list, in which case does not count."""


@dataclass(frozen=True, slots=True)
class PartnerNoun:
    """One noun that can be sent.

    needed  columns that a file must have
    also    columns that it may have beside those of the registry's own files
    names   what the cells of a column name: a label
    fields  how the API calls what an edge leads to
    versioned  whether each change is kept as a version
    """

    label: str
    needed: tuple[str, ...]
    names: Mapping[str, str]
    fields: Mapping[str, str]
    also: tuple[str, ...] = ()
    versioned: bool = False

    @property
    def kind(self) -> RecordKind:
        """How its rows become nodes."""
        return next(kind for kind in KINDS if kind.label == self.label)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that a file may have."""
        return tuple(dict.fromkeys((*self.kind.columns.split(","), *self.also)))


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
    ),
}
