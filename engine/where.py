"""`where` and `orderBy` arguments → filters and orders of the plan."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from access.principal import Role
from access.sight import may_read
from engine.codes import canonical_code
from engine.constraints import MAX_VALUES, WhereVariables
from engine.document import plain_values
from engine.fields import Catalogue
from errors import Code, RegistryError
from graph.model import NodeType, Property, Relationship, Sort
from graph.plan.condition import property_of
from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Has, Not, Operator, StateAt, both

MAX_SORT_KEYS = 3
MAX_NESTED = 3
"""Relationships to many, one within the other: each multiplies what the store has to walk through."""
MAX_FILTER_PARTS = 100
"""Comparisons in one `where`; bounds the text of a statement."""
MAX_FILTER_LEVELS = 20
"""Filters one within the other in a `where`. Neo4j 5.26 was seen to run out of stack while it plans a condition of 100
levels on a server just started, of 160 on a warm one, and the connection hangs until the deadline."""

WHOLE_CODES = frozenset(("eq", "in", "notIn", "includes", "includesAny"))
"""Comparisons with codes as a whole; others may be with parts of them."""
OPERATORS = {operator.value: operator for operator in Operator}


def day_asked(arguments: Mapping[str, Any], today: str) -> date:
    """The date of `asOf`; today where it is left out."""
    return date.fromisoformat(arguments.get("asOf") or today)


def set_asked(arguments: Mapping[str, Any], name: str) -> frozenset[str] | None:
    """The set in an argument; None where it is left out. Nothing fits an empty one."""
    values = arguments.get(name)
    return None if values is None else frozenset(values)


def where_filter(
    catalogue: Catalogue,
    node: NodeType,
    where: Mapping[str, Any] | None,
    path: str,
    today: str,
    role: Role,
    variables: WhereVariables | None = None,
) -> Filter | None:
    """The filter of a `where` argument, which `path` names in errors. Raises RegistryError (BAD_USER_INPUT, FORBIDDEN).

    Relationships with valid time are looked at `today`, where they name no other day. Where `variables` are told, what
    comes from them and properties are compared with stands in the filter as Operand.
    """
    if not where:
        return None
    found = _Reader(catalogue, today, role, variables).every(node, where, path)
    if variables:
        variables.learn()
    return found


class _Reader:
    def __init__(self, catalogue: Catalogue, today: str, role: Role, variables: WhereVariables | None) -> None:
        self.catalogue = catalogue
        self.today = today
        self.role = role
        self.variables = variables
        self.parts = 0
        self.levels = 0
        self.nested = 0

    def every(self, node: NodeType, where: Mapping[str, Any], path: str) -> Filter | None:
        """All entries of one `where` joined."""
        self.levels += 1
        if self.levels > MAX_FILTER_LEVELS:
            reason = f"nests more than {MAX_FILTER_LEVELS} filters, one within the other."
            raise RegistryError(Code.TOO_BIG, reason, field=path, estimate=self.levels, limit=MAX_FILTER_LEVELS)
        joined = both(*(self.entry(node, name, value, f"{path}.{name}") for name, value in where.items()))
        self.levels -= 1
        return joined

    def entry(self, node: NodeType, name: str, value: Any, path: str) -> Filter | None:
        """One entry of a `where`: a property, a relationship, a word of logic or a filter of the noun's own."""
        self._count(path)
        if value is None:
            return None
        if name == "not":
            part = self.every(node, value, path)
            return Not(part or AllOf(()))
        if name == "anyOf":
            self._count(path, len(value))
            return AnyOf(tuple(self.every(node, each, f"{path}[{i}]") or AllOf(()) for i, each in enumerate(value)))
        own = self.catalogue.of_node(node).filters.get(name)
        if own:
            return _own_filter(own, value, path)
        relationship = node.relationships.get(name)
        if relationship is None:
            return self.property_filter(property_of(node, name), value, path)
        self.nested += relationship.many
        if self.nested > MAX_NESTED:
            reason = f"nests more than {MAX_NESTED} relationships to many, one within the other."
            raise RegistryError(Code.TOO_BIG, reason, field=path, estimate=self.nested, limit=MAX_NESTED)
        part = self.relationship_filter(relationship, value, path)
        self.nested -= relationship.many
        return part

    def property_filter(self, stored: Property, value: Any, path: str) -> Filter | None:
        """Comparisons of one property, or of a state as of a date where it names one."""
        check_readable(stored, self.role, path)
        if not (stored.history and isinstance(value, Mapping)):
            return self.comparisons(stored, value, path)
        if value.get("asOf"):
            return self.state(stored, value, path)
        return self.comparisons(stored, {word: each for word, each in value.items() if word != "asOf"}, path)

    def comparisons(self, stored: Property, value: Any, path: str) -> Filter | None:
        """Comparisons of one property."""
        if not isinstance(value, Mapping):
            return Compare(stored.name, Operator.EQ, value)
        return both(*(self.operator(stored, word, operand, f"{path}.{word}") for word, operand in value.items()))

    def state(self, stored: Property, value: Mapping[str, Any], path: str) -> Filter | None:
        """Comparisons of a state as of a date."""
        day = value["asOf"]
        words = {word: operand for word, operand in value.items() if word != "asOf"}
        if not words:
            raise RegistryError(Code.BAD_USER_INPUT, "needs a comparison beside `asOf`.", field=path)
        if "isNull" in words:
            raise RegistryError(
                Code.BAD_USER_INPUT, "goes without `asOf`: a state is never missing.", field=f"{path}.isNull"
            )
        asked = [self.operator(stored, word, operand, f"{path}.{word}", stays=True) for word, operand in words.items()]
        return both(*(state_at(each, day) for each in asked))

    def operator(self, stored: Property, word: str, operand: Any, path: str, *, stays: bool = False) -> Filter:
        """One comparison; what is compared with `stays` in the filter, or may vary with the variables."""
        if operand is None:
            told = "must be true or false." if word == "isNull" else "must not be null; ask with isNull instead."
            raise RegistryError(Code.BAD_USER_INPUT, told, field=path)
        if word == "isNull":
            return Compare(stored.name, Operator.IS_NULL if operand else Operator.IS_NOT_NULL)
        kept = partial(_normalize_operand, stored, word, path)
        value = self.variables.operand(path, operand, kept) if self.variables and not stays else kept(operand)
        return Compare(stored.name, OPERATORS[word], value)

    def relationship_filter(self, relationship: Relationship, value: Mapping[str, Any], path: str) -> Filter | None:
        """A relationship: a filter of the one node it leads to, or `some`, `none` and `atLeast` of many."""
        target = self.catalogue.model.types[relationship.target]
        as_of = self.today if relationship.dated else None
        if not relationship.many:
            return Has(relationship.name, self.every(target, value, path), as_of=as_of)
        if relationship.dated and value.get("asOf"):
            as_of = value["asOf"]
        over = relationship.over
        at_least = value.get("atLeast")
        some, none = value.get("some"), value.get("none")
        if at_least is not None and at_least < 1:
            raise RegistryError(
                Code.BAD_USER_INPUT, "must be 1 or more; ask for none with `none`.", field=f"{path}.atLeast"
            )
        if some is None and none is None and at_least is None:
            raise RegistryError(Code.BAD_USER_INPUT, "needs `some`, `none` or `atLeast`.", field=path)
        asked: list[Filter] = []
        if some is not None or at_least is not None:
            part = self.every(target, some or {}, f"{path}.some")
            asked.append(Has(relationship.name, part, at_least=at_least, as_of=as_of, over=over))
        if none is not None:
            asked.append(
                Has(relationship.name, self.every(target, none, f"{path}.none"), none=True, as_of=as_of, over=over)
            )
        return both(*asked)

    def _count(self, path: str, parts: int = 1) -> None:
        self.parts += parts
        if self.parts > MAX_FILTER_PARTS:
            reason = f"has more than {MAX_FILTER_PARTS} parts."
            raise RegistryError(Code.TOO_BIG, reason, field=path, estimate=self.parts, limit=MAX_FILTER_PARTS)


def _normalize_operand(stored: Property, word: str, path: str, sent: Any) -> Any:
    """What is compared with, as the property keeps it.

    Raises RegistryError (BAD_USER_INPUT) for a code of nothing, and for too many values.
    """
    operand = plain_values(sent)
    if isinstance(operand, list) and len(operand) > MAX_VALUES:
        raise RegistryError(Code.BAD_USER_INPUT, f"has more than {MAX_VALUES} values.", field=path)
    if stored.vocabulary is None or word not in WHOLE_CODES:
        return stored.normalize(operand)
    if isinstance(operand, list):
        return [canonical_code(each, stored.vocabulary, path) for each in operand]
    return canonical_code(operand, stored.vocabulary, path)


def state_at(comparison: Filter, day: str) -> Filter:
    """A comparison of a state as it was on a day."""
    assert isinstance(comparison, Compare)
    several = comparison.operator in (Operator.IN, Operator.NOT_IN)
    states = comparison.value if several else [comparison.value]
    return StateAt(comparison.name, day, tuple(states), none=comparison.operator is Operator.NOT_IN)  # type: ignore[arg-type]


def _own_filter(own: Callable[[Any], Filter], value: Any, path: str) -> Filter:
    """A filter of the noun's own; what it finds wrong with its value lies at the path."""
    try:
        return own(value)
    except RegistryError as error:
        error.field = f"{path}.{error.field}" if error.field else path
        raise


def check_readable(stored: Property, role: Role, path: str) -> None:
    """Raises RegistryError (FORBIDDEN) where a role may not read a property, and so not find or order nodes by it."""
    if not may_read(stored, role):
        raise RegistryError(Code.FORBIDDEN, "names a property that you may not read.", field=path)


def order_of(node: NodeType, order_by: list[Mapping[str, Any]] | None, role: Role, path: str) -> tuple[Sort, ...]:
    """The order of an `orderBy` argument.

    Raises RegistryError: BAD_USER_INPUT for too many or repeated keys, FORBIDDEN for one that the role may not read.
    """
    if not order_by:
        return node.order
    if len(order_by) > MAX_SORT_KEYS:
        raise RegistryError(Code.BAD_USER_INPUT, f"takes at most {MAX_SORT_KEYS} keys.", field=path)
    keys = tuple(Sort(each["field"], descending=each["direction"] == "DESC") for each in order_by)
    if len({key.name for key in keys}) < len(keys):
        raise RegistryError(Code.BAD_USER_INPUT, "names a field twice.", field=path)
    for place, key in enumerate(keys):
        check_readable(property_of(node, key.name), role, f"{path}[{place}].field")
    return keys
