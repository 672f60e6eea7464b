"""What each role may do with the fields of the schema: rows of access/table.txt."""

from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
)

from access.principal import Role
from access.sight import may_read
from access.table import FieldRights
from engine.fields import Catalogue, TypeFields
from graph.model import Property
from schema.core.enumerations import own_name

ANYBODY = frozenset(Role)
NOBODY = frozenset[Role]()
LOGIC = ("not", "anyOf")
PAGES = ("Connection", "Edge")
OF_EVERY_PAGE = {"edges", "nodes", "pageInfo", "totalCount", "cursor", "node"}
OWN_FILTER = "a filter of its own"


def field_rows(schema: GraphQLSchema, catalogue: Catalogue) -> Iterator[FieldRights]:
    """The fields of all types, but for what every page has: nouns first, then answers, and the root fields last."""
    objects = [each for each in schema.type_map.values() if isinstance(each, GraphQLObjectType) and each.name[0] != "_"]
    nouns = [each for each in objects if each.name in catalogue.model.types]
    answers = [each for each in objects if each not in nouns and each is not schema.query_type]
    for noun in sorted(nouns, key=lambda each: each.name):
        yield from _of_noun(schema, noun, catalogue.types[noun.name])
    for answer in (*sorted(answers, key=lambda each: each.name), schema.query_type):
        yield from _of_answer(answer)


def roles_that_read(stored: Property) -> frozenset[Role]:
    """The roles that may know a property."""
    return frozenset(role for role in Role if may_read(stored, role))


def _of_noun(schema: GraphQLSchema, noun: GraphQLObjectType, fields: TypeFields) -> Iterator[FieldRights]:
    where, order = (schema.type_map.get(own_name(f"{noun.name}{suffix}")) for suffix in ("Where", "OrderField"))
    assert fields.node and isinstance(where, GraphQLInputObjectType)
    sortable = {each.value for each in order.values.values()} if isinstance(order, GraphQLEnumType) else set()
    for name in dict.fromkeys((*noun.fields, *where.fields)):
        if name in LOGIC:
            continue
        stored, field = fields.node.properties.get(name), noun.fields.get(name)
        roles = roles_that_read(stored) if stored else ANYBODY
        note = _leads(field) if field else OWN_FILTER if name in fields.filters else "no field"
        yield FieldRights(
            noun.name,
            name,
            roles if field or stored else NOBODY,
            roles if name in where.fields else NOBODY,
            roles if name in sortable else NOBODY,
            note,
        )


def _of_answer(answer: GraphQLObjectType | None) -> Iterator[FieldRights]:
    assert answer
    for name, field in answer.fields.items():
        if answer.name != "PageInfo" and not (answer.name.endswith(PAGES) and name in OF_EVERY_PAGE):
            yield FieldRights(answer.name, name, ANYBODY, note=_leads(field))


def _leads(field: GraphQLField) -> str:
    """The type that a field leads to, where that has fields of its own."""
    target = get_named_type(field.type)
    return f"→ {target.name.removesuffix('Connection')}" if is_composite_type(target) else ""
