"""The columns of rows of a noun, as its declaration has them.

There is one for each property, in snake case, and one for each relationship by which the noun itself names others.
`name` and `nameRu` are `name_en` and `name_ru`; a city is named by its `geonames` id. Where relationships have a valid
time of their own, `since` and `until` give it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.load.batch import Value
from graph.load.record import Record
from graph.load.rows import InputRow, parse_code
from graph.model import DatedBy, NodeType, Property, PropertyKind, Relationship, snake_case

OF_EVERY_LOAD = frozenset({"demo", "version"})
"""Properties that loads set by themselves."""
SPAN = ("since", "until")


@dataclass(frozen=True, slots=True)
class PropertyColumn:
    """A column with the value of a property."""

    name: str
    property: Property

    def read(self, row: InputRow) -> Value:
        """The value that a row gives, None where it gives none. Raises RejectedError where it cannot be that."""
        if self.property.kind is PropertyKind.STRINGS:
            return self._several(row)
        if not self.property.nullable:
            row.text(self.name)
        elif row.optional_text(self.name) is None:
            return None
        return self._one(row)

    def _one(self, row: InputRow) -> Value:
        stored, name = self.property, self.name
        match stored.kind:
            case PropertyKind.DATE:
                return row.date(name)
            case PropertyKind.BOOLEAN:
                return row.optional_boolean(name)
            case PropertyKind.INTEGER:
                low, high = _limits(stored)
                return row.integer(name, int(low), int(high))
            case PropertyKind.FLOAT:
                return row.number(name, *_limits(stored))
        return self._text(row)

    def _text(self, row: InputRow) -> str:
        stored, name = self.property, self.name
        if stored.unique:
            return row.slug(name)
        if stored.values:
            return row.one_of(name, stored.values)
        if stored.vocabulary:
            return parse_code(name, row.text(name), stored.vocabulary)
        return row.text_of_form(name, stored.form) if stored.form else row.text(name)

    def _several(self, row: InputRow) -> list[str]:
        vocabulary = self.property.vocabulary
        if vocabulary is None:
            return row.items(self.name)
        if not self.property.nullable:
            row.text(self.name)
        return row.codes(self.name, vocabulary)


@dataclass(frozen=True, slots=True)
class RelationshipColumn:
    """A column that names the nodes at the far ends of a relationship, between `|` where there can be several."""

    name: str
    relationship: Relationship
    type: str
    """The type of the one hop of the relationship."""

    @property
    def leads_away(self) -> bool:
        """Whether the relationship is stored as leading away from the noun."""
        return self.relationship.pattern.leads_away

    def link(self, record: Record) -> None:
        """Adds what a row names to its record. Raises RejectedError where that are too few or too many."""
        row, asked = record.row, self.relationship
        if asked.required:
            row.text(self.name)
        properties: dict[str, Value] = {}
        if asked.dated is DatedBy.EDGE and row.optional_text(self.name):
            properties = {"since": row.date("since"), "until": row.optional_date("until")}
        ordered = any(each.name == "position" for each in asked.edge)
        record.link(
            self.name, self.type, asked.target, properties,
            reverse=not self.leads_away, single=not asked.many, ordered=ordered,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowColumns:
    """The columns of a noun."""

    properties: tuple[PropertyColumn, ...]
    relationships: tuple[RelationshipColumn, ...]

    @property
    def names(self) -> list[str]:
        """Their names, and those of the columns with the valid time of relationships."""
        names = [*(each.name for each in self.properties), *(each.name for each in self.relationships)]
        dated = any(each.relationship.dated is DatedBy.EDGE for each in self.relationships)
        return [*names, *(each for each in SPAN if each not in names)] if dated else names


def columns_of(node: NodeType, called: Mapping[str, str]) -> RowColumns:
    """The columns of a noun. `called`: what the columns of some properties and relationships are called instead.

    Raises ValueError where two of them have one name.
    """
    found = RowColumns(tuple(_properties(node, called)), tuple(_relationships(node, called)))
    twice = [name for name, count in Counter(found.names).items() if count > 1]
    if twice:
        raise ValueError(f"{node.name} has two columns {', '.join(twice)}; one can be called otherwise (CALLED)")
    return found


def _properties(node: NodeType, called: Mapping[str, str]) -> Iterator[PropertyColumn]:
    histories = [each.history for each in node.properties.values() if each.history]
    of_histories = {name for history in histories for name in (history.states, history.since)}
    for name, stored in node.properties.items():
        if name not in OF_EVERY_LOAD | of_histories:
            in_english = "_en" if f"{name}Ru" in node.properties else ""
            yield PropertyColumn(called.get(name) or f"{snake_case(name)}{in_english}", stored)


def _relationships(node: NodeType, called: Mapping[str, str]) -> Iterator[RelationshipColumn]:
    for name, relationship in node.relationships.items():
        hops = list(relationship.pattern.hops(node.name, relationship.target))
        if relationship.added or relationship.target == "Source" or len(hops) != 1:
            continue
        if relationship.pattern.leads_away or not relationship.many:
            of_city = "geonames" if relationship.target == "City" else ""
            yield RelationshipColumn(called.get(name) or of_city or snake_case(name), relationship, hops[0].type)


def _limits(stored: Property) -> tuple[float, float]:
    if stored.between is None:
        raise TypeError(f"{stored.name} is a number, and its declaration does not say between which it lies")
    return stored.between
