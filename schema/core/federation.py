"""Federation 2: the registry as a subgraph, whose types others extend.

Every node is an entity with the keys `id`, each unique property that can be read, and each identifier declared with
`identified`. Types without a key are values, which another subgraph may give too.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, NewType, TypeVar, Union

import strawberry
from graphql import (
    ConstDirectiveNode,
    DefinitionNode,
    GraphQLSchema,
    Node,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    SchemaDefinitionNode,
    parse,
    print_ast,
    print_schema,
)
from strawberry.utils.str_converters import to_camel_case

from engine.document import Document, Info
from engine.fields import Catalogue, EntityKey
from graph.model import PropertyKind
from resolvers.entities import entities_field
from schema.core.assembly import Assembly
from schema.core.declare import Argument, ComputedField, Declaration, StoredField
from schema.core.fields import DeclaredRoot, field

LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])'
"""The first version of Federation 2 has both."""
OF_FEDERATION = ("_Any", "_Entity", "_Service", "_entities", "_service")
"""Types and fields by which a gateway asks; no part of what it offers."""
OF_ONE_GRAPH = ("node", "nodes")
"""Relay's root fields. Every subgraph with Relay has them, none finds the nodes of another by them, and composers
refuse two. Nodes of the registry are found by their own fields, and by `_entities`."""

Named = TypeVar("Named", bound=Node)
AnyScalar = NewType("AnyScalar", object)

ANY = strawberry.scalar(
    name="_Any",
    description="What a gateway knows of an entity: an object with its `__typename` and the fields of a key.",
    serialize=lambda value: value,
    parse_value=lambda value: value,
)


@strawberry.type(name="_Service", description="The registry as a subgraph.")
class Service:
    """What a gateway is made of."""

    sdl: str = strawberry.field(description="The schema with the directives of Federation 2.")


def federation_roots(assembly: Assembly) -> list[DeclaredRoot]:
    """The root fields for gateways; the catalogue learns the keys of its types."""
    for declaration in assembly.nodes:
        assembly.catalogue.types[declaration.name].keys = keys_of(assembly, declaration)
    entities = tuple(assembly.types[declaration.name] for declaration in assembly.nodes)
    entity: Any = Annotated[Union[entities], strawberry.union("_Entity", description="A type that has keys.")]  # noqa: UP007
    representations = Argument(
        "representations", list[AnyScalar], "What is known of each: its type and one of its keys."
    )
    said = "For gateways: entities by their keys, in the order asked; null where no node has them."
    keys = keys_by_type(assembly.catalogue)
    return [
        ("service_", field(Service, "For gateways: what the registry offers.", name="_service"), _service(keys)),
        ("entities_", field(list[entity | None], said, (representations,), "_entities"), entities_field),
    ]


def keys_by_type(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The fields that are keys of each type that has any."""
    return {name: tuple(fields.keys) for name, fields in catalogue.types.items() if fields.keys}


def keys_of(assembly: Assembly, declaration: Declaration) -> dict[str, EntityKey]:
    """The keys of a noun by their fields."""
    properties = assembly.catalogue.model.types[declaration.name].properties
    keys = {"id": EntityKey(PropertyKind.STRING)}
    for name, member in declaration.members.items():
        key = to_camel_case(name)
        if isinstance(member, StoredField) and member.unique and not member.hidden:
            keys[key] = EntityKey(properties[key].kind)
        elif isinstance(member, ComputedField) and member.scheme:
            keys[key] = EntityKey(PropertyKind.STRING, member.scheme)
    return keys


def _service(keys: Mapping[str, tuple[str, ...]]) -> Callable[..., Any]:
    @cache
    def text(schema: GraphQLSchema) -> str:
        return subgraph(schema, keys)

    async def resolve(_: object, info: Info, **__: object) -> dict[str, str]:
        asked = Document.of(info).below(info.field_nodes, "_Service")
        return dict.fromkeys(asked, text(info.schema))

    return resolve


def subgraph(schema: GraphQLSchema, keys: Mapping[str, tuple[str, ...]]) -> str:
    """The schema as a subgraph: its types with their directives, without what only gateways ask."""
    contract = parse(print_schema(schema)).definitions
    types = tuple(each for each in contract if not isinstance(each, SchemaDefinitionNode))
    definitions = _without(OF_FEDERATION, types)
    return "\n\n".join([LINK, *(print_ast(_rewrite_definition(each, keys)) for each in definitions)]) + "\n"


def _rewrite_definition(definition: DefinitionNode, keys: Mapping[str, tuple[str, ...]]) -> DefinitionNode:
    if not isinstance(definition, ObjectTypeDefinitionNode):
        return definition
    if definition.name.value in ("Mutation", "Subscription"):
        return definition
    if definition.name.value == "Query":
        return replace(definition, fields=_without(OF_FEDERATION + OF_ONE_GRAPH, definition.fields or ()))
    own = keys.get(definition.name.value, ())
    text = " ".join(f'@key(fields: "{key}")' for key in own) or "@shareable"
    return replace(definition, directives=_directives(text))


def _directives(text: str) -> tuple[ConstDirectiveNode, ...]:
    (definition,) = parse(f"scalar Any {text}").definitions
    assert isinstance(definition, ScalarTypeDefinitionNode)
    return definition.directives or ()


def _without(names: tuple[str, ...], nodes: tuple[Named, ...]) -> tuple[Named, ...]:
    return tuple(each for each in nodes if each.name.value not in names)  # type: ignore[attr-defined]
