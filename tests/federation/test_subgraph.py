"""The registry as a subgraph: what a gateway is told of it."""

import re

import pytest
from graphql import ObjectTypeDefinitionNode, parse, print_ast
from graphql.language import DirectiveNode

from schema.core.declare import NODES
from schema.query import assemble_schema
from tests.conftest import Ask

KEYS = {
    "University": ["id", "ror", "schac", "erasmus", "ogrn", "domain"],
    "Office": ["id", "slug"],
    "Country": ["id", "code"],
    "Region": ["id", "code"],
    "City": ["id", "geonamesId"],
    "Agreement": ["id", "slug"],
    "Contact": ["id", "slug"],
    "Event": ["id", "slug"],
    "Intent": ["id", "slug"],
    "Source": ["id", "slug"],
    "Person": ["id"],
    "Name": ["id"],
    "Identifier": ["id", "key"],
    "OfficeStatus": ["id"],
}
"""Of the nouns of today; a new one has its id and what is unique and can be read."""
NODE = re.compile(r"^nodes?\(", re.MULTILINE)


@pytest.fixture
async def sdl(ask: Ask) -> str:
    asked = await ask("{ _service { sdl } }")
    assert asked.errors == [] and asked.statements == []
    return str(asked.data["_service"]["sdl"])


def types(sdl: str) -> dict[str, ObjectTypeDefinitionNode]:
    return {each.name.value: each for each in parse(sdl).definitions if isinstance(each, ObjectTypeDefinitionNode)}


def written(directives: tuple[DirectiveNode, ...] | None) -> list[str]:
    return [print_ast(each) for each in directives or ()]


async def test_first_version_of_federation_2_is_declared_with_what_is_used(sdl: str) -> None:
    assert sdl.startswith(
        'extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])\n'
    )


async def test_every_noun_has_its_id_and_its_readable_unique_properties_as_keys(sdl: str) -> None:
    own = {name: written(made.directives) for name, made in types(sdl).items()}
    for name, keys in KEYS.items():
        assert own[name] == [f'@key(fields: "{key}")' for key in keys], name
    for declaration in NODES:
        assert own[declaration.name][0] == '@key(fields: "id")'


ROOTS = ("Query", "Mutation", "Subscription")


async def test_types_without_a_key_are_shareable_and_roots_are_neither(sdl: str) -> None:
    nouns = {declaration.name for declaration in NODES}
    for name, made in types(sdl).items():
        if name not in nouns:
            assert written(made.directives) == ([] if name in ROOTS else ["@shareable"]), name
    assert "PageInfo" in types(sdl) and "UniversityConnection" in types(sdl)


async def test_a_gateway_is_not_offered_what_only_gateways_ask(sdl: str) -> None:
    assert not [name for name in ("_Any", "_Entity", "_Service", "_entities", "_service") if f"{name}" in sdl]


async def test_apart_from_federation_it_is_the_contract(sdl: str) -> None:
    offered, contract = types(sdl), types(assemble_schema()[0].as_str())
    assert contract.keys() - offered.keys() == {"_Service"}
    for name, made in offered.items():
        fields = [print_ast(each) for each in made.fields or ()]
        agreed = [print_ast(each) for each in contract[name].fields or () if not each.name.value.startswith("_")]
        assert fields == (agreed if name != "Query" else [each for each in agreed if not NODE.search(each)]), name


async def test_node_and_nodes_are_left_to_the_partner_who_has_relay_too(sdl: str) -> None:
    assert not {"node", "nodes"} & {each.name.value for each in types(sdl)["Query"].fields or ()}
    assert {"node", "nodes"} <= {each.name.value for each in types(assemble_schema()[0].as_str())["Query"].fields or ()}


async def test_text_is_made_once(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    first = (await ask("{ _service { sdl } }")).data
    monkeypatch.setattr("schema.core.federation.subgraph", None)
    assert (await ask("{ _service { again: sdl } }")).data == {"_service": {"again": first["_service"]["sdl"]}}
