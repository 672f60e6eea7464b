"""The model of the graph, made from the declarations (graph/model.py)."""

import types
import typing
from dataclasses import replace
from enum import Enum
from typing import Any

from strawberry.utils.str_converters import to_camel_case

from graph.model import Model, NodeType, Pattern, Property, PropertyKind, Relationship, StateHistory
from schema.core.declare import Declaration, RelationField, StateField, StoredField
from schema.core.scalars import Date

KINDS: dict[Any, PropertyKind] = {
    str: PropertyKind.STRING,
    int: PropertyKind.INTEGER,
    float: PropertyKind.FLOAT,
    bool: PropertyKind.BOOLEAN,
    Date: PropertyKind.DATE,
    list[str]: PropertyKind.STRINGS,
}
EDGE_PROPERTIES = {
    "since": (PropertyKind.DATE, "First day on which this holds."),
    "until": (PropertyKind.DATE, "First day on which this no longer holds; none: it still does."),
    "position": (PropertyKind.INTEGER, "Place in the order, from 0."),
    "checked": (PropertyKind.DATE, "When the fact was last checked against the source."),
}


def optional(annotation: Any) -> tuple[Any, bool]:
    """An annotation without its `| None`, and whether it had one."""
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        inner = [each for each in typing.get_args(annotation) if each is not type(None)]
        return inner[0], True
    return annotation, False


def is_enumeration(annotation: Any) -> bool:
    """Whether it is an enumeration."""
    return isinstance(annotation, type) and issubclass(annotation, Enum)


def model_of(declarations: list[Declaration]) -> Model:
    """The model that these declarations make up, with what they add to one another (`apply_extensions`)."""
    model = Model({each.name: _node_type(each) for each in declarations})
    for declaration in declarations:
        relationships = model.types[declaration.name].relationships
        for name, member in declaration.members.items():
            if isinstance(member, RelationField):
                key = to_camel_case(name)
                relationships[key] = _relationship(model, declaration, key, member)
    _name_middles(model)
    return model


def _name_middles(model: Model) -> None:
    """Says of each relationship over a node on the way what that is: the type that both hops have at that end."""
    for node in model.types.values():
        for name, each in node.relationships.items():
            if len(each.pattern.types) > 1:
                (middle,) = _middles(model, node.name, each)
                node.relationships[name] = replace(each, middle=middle)


def _middles(model: Model, start: str, relationship: Relationship) -> set[str]:
    """The types that can stand on the way of a relationship of two hops."""
    first, second = (model.edges[each].ends for each in relationship.pattern.types)
    ahead, onward = relationship.pattern.leads_right
    after = {(right if ahead else left) for left, right in first if (left if ahead else right) == start}
    end = relationship.target
    return after & {(left if onward else right) for left, right in second if (right if onward else left) == end}


def _node_type(declaration: Declaration) -> NodeType:
    properties: dict[str, Property] = {}
    for name, member in declaration.members.items():
        key = to_camel_case(name)
        if isinstance(member, StoredField):
            properties[key] = _stored(declaration, key, name, member)
        elif isinstance(member, StateField):
            history = StateHistory(member.history, f"{member.history}Since", member.over)
            values = _values(declaration.annotations[name])
            properties[key] = Property(key, PropertyKind.STRING, history=history, values=values)
            for each in (history.states, history.since):
                properties[each] = Property(each, PropertyKind.STRINGS, nullable=True)
    brief = frozenset(declaration.brief)
    assert brief <= properties.keys(), f"{declaration.name} has no {', '.join(brief - properties.keys())}"
    return NodeType(
        declaration.name,
        declaration.prefix,
        properties,
        order=declaration.order,
        brief=brief,
        plural=declaration.plural,
        privacy=declaration.privacy,
    )


def _stored(declaration: Declaration, key: str, name: str, member: StoredField) -> Property:
    annotation, nullable = optional(declaration.annotations[name])
    values = _values(annotation)
    return Property(
        key,
        PropertyKind.STRING if values else KINDS[annotation],
        nullable,
        member.unique,
        member.indexed,
        member.capitals,
        member.hidden,
        member.vocabulary,
        values=values,
        between=member.between,
        form=member.form,
        personal=member.personal,
    )


def _values(annotation: Any) -> tuple[str, ...]:
    return tuple(annotation.__members__) if is_enumeration(annotation) else ()


def _relationship(model: Model, declaration: Declaration, name: str, member: RelationField) -> Relationship:
    edge = tuple(Property(each, EDGE_PROPERTIES[each][0], nullable=True) for each in member.edge)
    own = f"{declaration.name}{name[0].upper()}{name[1:]}Connection" if edge and member.form == "many" else ""
    middle = model.types[member.via].properties.values() if member.via else ()
    living = next((stored for stored in middle if stored.history), None)
    return Relationship(
        name, Pattern(member.pattern), member.target, member.form != "one", member.dated, member.labelled,
        member.distinct, edge, member.order, own, living, member.owned, member.required, member.added,
        short=member.form != "many",
    )  # fmt: skip
