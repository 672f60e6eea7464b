"""How the executor reads the fields of the made types."""

from collections.abc import Callable
from typing import Any

import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType

from engine.document import Info
from engine.projection import TYPE_KEY
from engine.texts import check_texts


def attach(schema: strawberry.Schema, roots: dict[str, Callable[..., Any]]) -> None:
    """Sets how the executor reads fields: roots by their resolvers, everything below by response key."""
    for made in schema._schema.type_map.values():
        if isinstance(made, GraphQLObjectType) and not made.name.startswith("__"):
            made.is_type_of = None
            for name, each in made.fields.items():
                each.resolve = _unless_known(roots[name]) if made is schema._schema.query_type else _by_response_key
        elif isinstance(made, GraphQLInterfaceType | GraphQLUnionType):
            made.resolve_type = _type_of


def _unless_known(resolver: Callable[..., Any]) -> Callable[..., Any]:
    """The resolver of a root field, whose texts are checked.

    It is not asked again where its answer (or error) is known already.
    """

    def resolve(source: object, info: Info, **given: Any) -> Any:
        known = info.context.answers
        if known is not None:
            return known[info.path.key]
        check_texts(given, str(info.path.key))
        return resolver(source, info, **given)

    return resolve


def _by_response_key(source: dict[str, Any], info: Info, **_: object) -> Any:
    return source[info.path.key]  # type: ignore[index]


def _type_of(source: dict[str, Any], *_: object) -> str:
    return source[TYPE_KEY]  # type: ignore[no-any-return]
