"""How the executor reads the fields of the made types."""

from collections.abc import Callable
from typing import Any

import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType

from engine.document import Info
from engine.projection import TYPE_KEY
from engine.texts import check_texts

Roots = dict[str, Callable[..., Any]]
"""Resolvers of root fields, by name."""


def attach(schema: strawberry.Schema, queries: Roots, mutations: Roots, told: Roots, events: Roots) -> None:
    """Sets how the executor reads fields: roots by their resolvers, everything below by response key.

    Of subscriptions, `events` give what happens, and the resolvers in `told` what is asked of it.
    """
    own = schema._schema
    roots = {own.query_type: queries, own.mutation_type: mutations, own.subscription_type: told}
    assert own.subscription_type
    for name, event in own.subscription_type.fields.items():
        event.subscribe = _checked(events[name])
    for made in own.type_map.values():
        if isinstance(made, GraphQLObjectType) and not made.name.startswith("__"):
            made.is_type_of = None
            for name, each in made.fields.items():
                each.resolve = _unless_known(roots[made][name]) if made in roots else _by_response_key
        elif isinstance(made, GraphQLInterfaceType | GraphQLUnionType):
            made.resolve_type = _type_of


def _checked(source: Callable[..., Any]) -> Callable[..., Any]:
    """What gives the events of a subscription, with its texts checked."""

    def subscribe(root: object, info: Info, **given: Any) -> Any:
        check_texts(given, str(info.path.key))
        return source(root, info, **given)

    return subscribe


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
