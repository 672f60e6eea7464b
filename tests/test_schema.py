"""The contract: its printed text, its descriptions, and its values against those of the graph."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    is_specified_directive,
    is_specified_scalar_type,
)
from strawberry.utils.str_converters import to_camel_case

from schema.core.declare import NODES as NOUNS
from schema.query import assemble_schema, render_schema

SNAPSHOT = Path(__file__).parent / "schema.graphql"
SCHEMA = assemble_schema()[0]
CATALOGUE = assemble_schema()[1]


def own_types() -> Iterator[GraphQLNamedType]:
    for made in SCHEMA._schema.type_map.values():
        if not made.name.startswith("__") and not is_specified_scalar_type(made):
            yield made


def fields_of(made: GraphQLNamedType) -> Iterable[GraphQLField]:
    return made.fields.values() if isinstance(made, GraphQLObjectType | GraphQLInterfaceType) else ()


def descriptions() -> Iterator[tuple[str, str | None]]:
    for made in own_types():
        yield made.name, made.description
        if isinstance(made, GraphQLEnumType):
            for name, value in made.values.items():
                yield f"{made.name}.{name}", value.description
        if isinstance(made, GraphQLInputObjectType):
            for name, part in made.fields.items():
                yield f"{made.name}.{name}", part.description
        if isinstance(made, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in made.fields.items():
                yield f"{made.name}.{name}", field.description
                for each, argument in field.args.items():
                    yield f"{made.name}.{name}({each})", argument.description


def test_printed_schema_is_the_one_that_was_agreed(request: pytest.FixtureRequest) -> None:
    """A change of the contract is seen in review: `pytest tests/test_schema.py --update` writes it anew."""
    text = render_schema()
    if request.config.getoption("--update"):
        SNAPSHOT.write_text(text, "utf-8")
    assert text == SNAPSHOT.read_text("utf-8")


def test_everything_in_the_schema_is_described() -> None:
    assert [name for name, said in descriptions() if not (said or "").strip()] == []


def test_descriptions_are_sentences_without_double_blanks_or_wrong_articles() -> None:
    wrong = re.compile(r"  |\b[Aa] (?:Agreement|Event|Identifier|Intent|Office|integer|strings)\b")
    assert [name for name, said in descriptions() if wrong.search(said or "")] == []
    assert [name for name, said in descriptions() if said and said.rstrip("`")[-1] not in ".…"] == []


def test_schema_says_what_it_is_and_what_its_description_names_exists() -> None:
    query = SCHEMA._schema.query_type
    assert query and SCHEMA._schema.description
    named = set(re.findall(r"`(\w+)", SCHEMA._schema.description)) - {"asOf"}
    assert named <= set(query.fields)
    assert build_schema(render_schema()).description == SCHEMA._schema.description


def test_no_directive_of_our_own_goes_undescribed() -> None:
    own = [each for each in SCHEMA._schema.directives if not is_specified_directive(each)]
    assert [each.name for each in own if not each.description] == []


def test_types_that_only_arguments_take_have_names_that_no_other_subgraph_has() -> None:
    """Federation merges types of one name: those that fields give with an error or a union, these by intersection."""
    given = {get_named_type(field.type).name for made in own_types() for field in fields_of(made)}
    taken = {made.name for made in own_types() if isinstance(made, GraphQLInputObjectType | GraphQLEnumType)} - given
    mutations = SCHEMA._schema.mutation_type
    assert mutations
    of_mutations = {f"{name[0].upper()}{name[1:]}Input" for name in mutations.fields}
    assert [name for name in sorted(taken - of_mutations) if not name.startswith("Registry")] == []


def test_types_without_an_id_are_called_by_the_part_they_play() -> None:
    parts = ("Connection", "Edge", "Error", "Info", "PageInfo", "Payload", "Result", "Summary")
    without = {made.name for made in own_types() if isinstance(made, GraphQLObjectType) and "id" not in made.fields}
    assert {name for name in without if not name.endswith(parts)} == {"Query", "Mutation", "Subscription", "_Service"}


def test_node_is_implemented_by_every_noun_and_by_nothing_else() -> None:
    node = SCHEMA._schema.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    implementations = {each.name for each in SCHEMA._schema.get_implementations(node).objects}
    assert implementations == set(CATALOGUE.model.types)


def test_every_noun_with_a_plural_can_be_asked_for_as_a_connection_and_by_a_key() -> None:
    query = SCHEMA._schema.query_type
    assert query
    plural = [noun for noun in NOUNS if noun.plural]
    connections = {name for name, field in query.fields.items() if "Connection" in str(field.type)}
    assert connections >= {noun.plural for noun in plural}
    for noun in plural:
        arguments = set(query.fields[noun.name[0].lower() + noun.name[1:]].args)
        keys = {"identifier"} if noun.name == "University" else {to_camel_case(key) for key in noun.keys}
        assert arguments == {"id", *keys}, noun.name


def test_what_can_be_filtered_or_sorted_by_can_be_read_but_for_what_is_hidden() -> None:
    hidden = set()
    for noun in NOUNS:
        made, where = SCHEMA._schema.type_map[noun.name], SCHEMA._schema.type_map[f"Registry{noun.name}Where"]
        order = SCHEMA._schema.type_map.get(f"Registry{noun.name}OrderField")
        assert isinstance(made, GraphQLObjectType) and isinstance(where, GraphQLInputObjectType)
        stored = CATALOGUE.model.types[noun.name].properties
        sortable = {each.value for each in order.values.values()} if isinstance(order, GraphQLEnumType) else set()
        hidden |= {(noun.name, name) for name in ({*where.fields} & {*stored} | sortable) - {*made.fields}}
        assert {*where.fields} - {*made.fields} - {*stored} - {"not", "anyOf"} <= own_filters(noun.name)
    assert hidden == {("Person", "slug")}


def own_filters(noun: str) -> set[str]:
    """The filters that a noun declares beside its fields."""
    return {*CATALOGUE.types[noun].filters}
