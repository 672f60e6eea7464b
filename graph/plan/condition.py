"""Conditions: filters, valid time and keyset cursors as the text of a WHERE."""

from graph.model import DatedBy, Model, NodeType, Property, PropertyKind, Relationship, Sort
from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Has, Not, Operator, StateAt
from graph.plan.guard import Guard, Sight
from graph.plan.row import edge_column
from graph.plan.shape import LISTED, PageShape

ID = Property("id", PropertyKind.STRING, unique=True)

COMPARISONS = {
    Operator.EQ: "{field} = {value}",
    Operator.GT: "{field} > {value}",
    Operator.GTE: "{field} >= {value}",
    Operator.LT: "{field} < {value}",
    Operator.LTE: "{field} <= {value}",
    Operator.IN: "{field} IN {values}",
    Operator.NOT_IN: "NOT coalesce({field} IN {values}, false)",
    Operator.STARTS_WITH: "{field} STARTS WITH {value}",
    Operator.CONTAINS: "{field} CONTAINS {value}",
    Operator.EQ_IGNORE_CASE: "toLower({field}) = toLower({value})",
    Operator.STARTS_WITH_IGNORE_CASE: "toLower({field}) STARTS WITH toLower({value})",
    Operator.CONTAINS_IGNORE_CASE: "toLower({field}) CONTAINS toLower({value})",
    Operator.INCLUDES: "{value} IN {field}",
    Operator.INCLUDES_ANY: "[x IN coalesce({field}, []) WHERE x IN {value}] <> []",
    Operator.INCLUDES_UNDER: "[x IN coalesce({field}, []) WHERE x STARTS WITH {value}] <> []",
    Operator.IS_NULL: "{field} IS NULL",
    Operator.IS_NOT_NULL: "{field} IS NOT NULL",
}
"""A missing property makes a comparison null, which a WHERE takes as false; NOT_IN and Not hold then.

A missing list is made empty, so that Not holds. No `any(…)`: inside `coalesce(EXISTS { … }, false)` the embedded
store loses its variables.
"""

ANONYMOUS = "()"
"""A node of a pattern of which nothing is asked."""


def return_expression(name: str, stored: Property) -> str:
    """How a property leaves a statement: dates as text, everything else as it is."""
    return f"toString({name}.{stored.name})" if stored.kind is PropertyKind.DATE else f"{name}.{stored.name}"


def id_descends(order: tuple[Sort, ...]) -> bool:
    """The id follows the direction of the last key, so that one index can serve both."""
    return bool(order) and order[-1].descending


def leads_through(relationship: Relationship) -> bool:
    """Whether the edges of which the first counts lead to a node on the way, and not to the far one."""
    return relationship.first and ANONYMOUS in relationship.pattern.text


class NameAllocator:
    """Gives out the names of a statement: parameters in the order of the shape's values, and variables.

    `guard` guards the nodes that are named.
    """

    def __init__(self, guard: Guard, parameters: int = 0, variables: int = 0) -> None:
        """So many of both are taken."""
        self.guard = guard
        self._parameters = parameters
        self._variables = variables

    def parameter(self) -> str:
        self._parameters += 1
        return f"$p{self._parameters - 1}"

    def list_parameter(self) -> str:
        """The next parameter, which holds a list (`shape.list_parameter`)."""
        return f"{self.parameter()}.{LISTED}"

    def variable(self) -> int:
        """The number of the next node variable."""
        self._variables += 1
        return self._variables

    def copy(self) -> "NameAllocator":
        """Names that give out from here on what these will: for the same filter in another block."""
        return NameAllocator(self.guard, self._parameters, self._variables)


def property_of(node: NodeType, name: str) -> Property:
    """A property of the type; the id is one of every type."""
    return ID if name == "id" else node.properties[name]


def condition(model: Model, names: NameAllocator, node: NodeType, variable: str, part: Filter) -> str:
    """The filter as a condition on the node in `variable`."""
    match part:
        case Compare():
            return _compare(names, property_of(node, part.name), variable, part.operator)
        case StateAt():
            state = state_text(variable, property_of(node, part.name), names.parameter())
            return f"{'NOT ' if part.none else ''}coalesce({state} IN {names.parameter()}, false)"
        case Has():
            return _has(model, names, node, variable, part)
        case Not():
            return f"NOT coalesce({condition(model, names, node, variable, part.part)}, false)"
        case AllOf() | AnyOf():
            word, empty = (" AND ", "true") if isinstance(part, AllOf) else (" OR ", "false")
            pieces = [condition(model, names, node, variable, piece) for piece in part.parts]
            return f"({word.join(pieces)})" if pieces else empty


def _compare(names: NameAllocator, stored: Property, variable: str, operator: Operator) -> str:
    field = f"{variable}.{stored.name}"
    if operator in (Operator.IS_NULL, Operator.IS_NOT_NULL):
        return COMPARISONS[operator].format(field=field)
    parameter = names.parameter()
    if stored.kind is PropertyKind.DATE:
        value, values = f"date({parameter})", f"[x IN {parameter} | date(x)]"
    else:
        value = values = parameter
    return COMPARISONS[operator].format(field=field, value=value, values=values)


def state_text(variable: str, stored: Property, day: str) -> str:
    """The state of a node on a day, which a parameter holds as an ISO date; the last one where no history is known."""
    history = stored.history
    assert history
    begun = f"size([day IN {variable}.{history.since} WHERE day <= {day}])"
    return f"coalesce(last({variable}.{history.states}[..{begun}]), {variable}.{stored.name})"


def _has(model: Model, names: NameAllocator, node: NodeType, variable: str, part: Has) -> str:
    relationship = node.relationships[part.relationship]
    far = RelatedNode(names, relationship, guarded=not part.unguarded)
    conditions = _far_conditions(model, names, variable, far, part)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    match = f"MATCH {far.pattern(variable)}{where}"
    if part.at_least is not None:
        return f"COUNT {{ {match} RETURN DISTINCT {far.node} }} >= {names.parameter()}"
    return f"{'NOT ' if part.none else ''}EXISTS {{ {match} }}"


def _far_conditions(model: Model, names: NameAllocator, variable: str, far: "RelatedNode", part: Has) -> list[str]:
    """What must hold at the far end of a relationship: that it is the first, valid time, and the filter of its node."""
    target = model.types[far.relationship.target]
    first = [is_first(far, variable)] if far.relationship.first else []
    dated = [valid_at(far, names)] if part.as_of is not None else []
    below = [] if part.part is None else [condition(model, names, target, far.node, part.part)]
    return first + dated + below


class RelatedNode:
    """The far end of a relationship in a statement: the names of its node, its last hop and its middle node."""

    def __init__(self, names: NameAllocator, relationship: Relationship, *, guarded: bool = True) -> None:
        """`guarded`: nodes that who asks may not see are not found, nor what they lead to."""
        number = names.variable()
        self.relationship = relationship
        self.node = f"n{number}"
        self._guard = names.guard if guarded else Guard(names.guard.model, Sight.ALL)
        self._middle = f"m{number}"
        on_edge = relationship.dated is DatedBy.EDGE or bool(relationship.edge)
        on_edge = on_edge or any(sort.on_edge for sort in relationship.order)
        self.edge = f"e{number}" if on_edge else ""
        self.via = f"v{number}" if relationship.dated is DatedBy.VIA else ""
        self.passed = f"s{number}" if leads_through(relationship) else self.node
        """Where the edge leads whose properties count."""

    @property
    def edge_columns(self) -> dict[str, str]:
        """The properties of the last hop that leave with the row: the name in it → its Cypher."""
        return {edge_column(each.name): return_expression(self.edge, each) for each in self.relationship.edge}

    @property
    def label(self) -> str:
        """The far node with the label that its relationship does not imply, guarded."""
        target = self.relationship.target
        text = f"{self.node}:{target}" if self.relationship.labelled else self.node
        return self._guard.node(text, target, self.node)

    def pattern(self, near: str) -> str:
        """The pattern from the near node."""
        return self._name_middle(self.relationship.pattern.between(near, self.label, self.edge, self._via_text))

    def reverse_pattern(self, near: str) -> str:
        """The pattern from the far node, which is bound, to the near one."""
        return self._name_middle(self.relationship.pattern.reverse(self.node, near, self.edge, self._via_text))

    @property
    def _via_text(self) -> str:
        return self._guard.node(self.via, self.relationship.middle, self.via) if self.via else ""

    def _name_middle(self, pattern: str) -> str:
        """The pattern with its node on the way named and guarded, as far as it must be."""
        if ANONYMOUS not in pattern:
            return pattern
        named = self.passed if self.passed != self.node else self._middle
        guarded = self._guard.node(named, self.relationship.middle, named)
        wanted = self.passed != self.node or guarded != named
        return pattern.replace(ANONYMOUS, f"({guarded})") if wanted else pattern

    @property
    def dated(self) -> str:
        """The variable that carries valid time."""
        at = self.relationship.dated
        return self.edge if at is DatedBy.EDGE else self.via if at is DatedBy.VIA else self.node

    def key(self, sort: Sort) -> str:
        """A sort key of the order in which the far nodes come."""
        return f"{self.edge if sort.on_edge else self.node}.{sort.name}"


def is_first(far: RelatedNode, near: str) -> str:
    """The condition that no other edge of the near node comes before the one that is followed."""
    other, beyond_it = f"f{far.edge}", f"f{far.passed}"
    equal = f"{beyond_it}.id < {far.passed}.id"
    for sort in reversed(far.relationship.order):
        ours, theirs = f"{far.edge}.{sort.name}", f"{other}.{sort.name}"
        before = f"{theirs} < {ours} OR ({theirs} IS NOT NULL AND {ours} IS NULL)"
        same = f"({theirs} = {ours} OR ({theirs} IS NULL AND {ours} IS NULL))"
        equal = f"({before} OR ({same} AND {equal}))"
    return f"NOT EXISTS {{ MATCH {far.relationship.pattern.beside(near, beyond_it, other)} WHERE {equal} }}"


def valid_at(far: RelatedNode, names: NameAllocator) -> str:
    """Valid time is half open, and a fact without `since` is not active at any date (docs/model.md).

    A middle node with a state joins nothing once that is over.
    """
    name, parameter = far.dated, names.parameter()
    at = f"date({parameter})"
    held = f"{name}.since <= {at} AND ({name}.until IS NULL OR {name}.until > {at})"
    if not far.relationship.living:
        return held
    state = state_text(name, far.relationship.living, parameter)
    return f"{held} AND NOT coalesce({state} IN {names.parameter()}, false)"


def order_by(keys: list[str], descending: list[bool], backward: bool) -> str:
    """The text after ORDER BY; a page that runs backward is ordered the other way round. A key counts once."""
    turned: dict[str, bool] = {}
    for key, down in zip(keys, descending, strict=True):
        turned.setdefault(key, down != backward)
    return ", ".join(f"{key} DESC" if down else key for key, down in turned.items())


def keyset_condition(
    names: NameAllocator, keys: list[str], sorts: list[Property], descending: list[bool], page: PageShape
) -> str:
    """The condition that a node stands beyond the page's cursor. Nulls stand last, descending first.

    For keys a, id: a beyond, or a equal and the id beyond. Where a is never null this is written as "a beyond or equal,
    and: a beyond, or the id beyond", so that the store seeks the cursor in an index and reads on from there.
    """
    nulls = page.cursor_nulls
    if nulls is None:
        return ""
    values = [
        "" if null else _cast_parameter(names.parameter(), each.kind) for null, each in zip(nulls, sorts, strict=True)
    ]
    turned = [way != page.backward for way in descending]
    parts = [*zip(keys, values, turned, (each.nullable for each in sorts), strict=True)]
    # The id may be a key of the order; keys that follow it decide nothing.
    return _beyond(parts[: keys.index(keys[-1]) + 1])


def _beyond(keys: list[tuple[str, str, bool, bool]]) -> str:
    (key, value, down, nullable), *others = keys
    past = _past(key, value, down, nullable)
    if not others:
        return past
    rest = _beyond(others)
    if value and not nullable:
        return f"{key} {'<=' if down else '>='} {value} AND ({past} OR {rest})"
    equal = f"{key} = {value}" if value else f"{key} IS NULL"
    return f"({past} OR {equal} AND {rest})" if past else f"{equal} AND {rest}"


def _past(key: str, value: str, down: bool, nullable: bool) -> str:
    if not value:
        return f"{key} IS NOT NULL" if down else ""
    if down:
        return f"{key} < {value}"
    return f"({key} > {value} OR {key} IS NULL)" if nullable else f"{key} > {value}"


def _cast_parameter(parameter: str, kind: PropertyKind) -> str:
    return f"date({parameter})" if kind is PropertyKind.DATE else parameter
