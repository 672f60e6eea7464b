"""Names of universities and offices, asked as a user would."""

from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type

from graph.natural_keys import name_id, slug_id
from schema.query import assemble_schema
from tests.conftest import Ask

NAMES = """query ($where: RegistryNameWhere, $first: Int! = 20) {
  university(identifier: {scheme: DOMAIN, value: "msu.ru"}) { names(where: $where, first: $first) { value } }
}"""


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ({"kind": {"eq": "ACRONYM"}}, ["MSU", "МГУ"]),
        ({"language": {"eq": "zh"}}, ["莫斯科国立大学"]),
        ({"language": {"startsWith": "ru-"}}, ["Moskovskiy gosudarstvennyy universitet imeni M.V. Lomonosova"]),
        ({"until": {"isNull": False}}, ["Imperial Moscow University", "Императорский Московский университет"]),
        ({"until": {"eq": "1918-01-01"}, "language": {"eq": "en"}}, ["Imperial Moscow University"]),
        ({"until": {"lt": "1918-01-01"}}, []),
        ({"kind": {"in": ["ENGLISH", "OFFICIAL"]}, "language": {"in": ["en"]}}, ["Lomonosov Moscow State University"]),
        ({"kind": {"notIn": ["ALIAS", "ACRONYM", "FORMER", "ENGLISH", "OFFICIAL"]}},
         ["Moskovskiy gosudarstvennyy universitet imeni M.V. Lomonosova"]),
        ({"key": {"eq": "msu"}}, ["MSU"]),
        ({"language": {"eq": "ru"}, "not": {"kind": {"in": ["ALIAS", "ACRONYM", "FORMER"]}}},
         ["Московский государственный университет имени М.В. Ломоносова"]),
    ],
)  # fmt: skip
async def test_names_are_filtered_by_language_kind_and_date(ask: Ask, where: dict[str, Any], values: list[str]) -> None:
    asked = await ask(NAMES, where=where)
    assert asked.errors == []
    assert [name["value"] for name in asked.data["university"]["names"]] == values


async def test_names_come_by_kind_then_language_then_value(ask: Ask) -> None:
    asked = await ask(
        '{ university(identifier: {scheme: DOMAIN, value: "tuit.uz"}) { names { kind language value until } } }'
    )
    names = asked.data["university"]["names"]
    assert [(name["kind"], name["language"], name["value"]) for name in names] == [
        ("ACRONYM", "en", "TUIT"),
        ("ACRONYM", "ru", "ТУИТ"),
        ("ALIAS", "ru", "Ташкентский Университет Информационных Технологий"),
        ("ENGLISH", "en", "Tashkent University of Information Technology"),
        ("FORMER", "en", "Tashkent Electro Technical Institute of Communication"),
        ("OFFICIAL", "uz", "Toshkent axborot texnologiyalari universiteti"),
    ]
    assert [name["until"] for name in names] == [None, None, None, None, "2002-01-01", None]


async def test_list_of_names_is_cut_at_first(ask: Ask) -> None:
    asked = await ask(NAMES, first=1)
    assert asked.data["university"]["names"] == [{"value": "MSU"}]
    asked = await ask(NAMES, first=0)
    assert asked.data["university"]["names"] == []


@pytest.mark.parametrize("first", [-1, 101])
async def test_size_of_a_list_is_bounded(ask: Ask, first: int) -> None:
    asked = await ask(NAMES, first=first)
    assert asked.codes == ["BAD_USER_INPUT"]
    assert asked.errors[0]["extensions"]["field"] == "university.names.first"


async def test_offices_have_names_in_english_and_russian(ask: Ask) -> None:
    asked = await ask(
        '{ office(slug: "russian-house-hanoi") { names { __typename value language kind } name(languages: ["ru"]) } }'
    )
    assert asked.data["office"] == {
        "name": "Русский дом в Ханое",
        "names": [
            {"__typename": "Name", "value": "Russian House in Hanoi", "language": "en", "kind": "ENGLISH"},
            {"__typename": "Name", "value": "Русский дом в Ханое", "language": "ru", "kind": "OFFICIAL"},
        ],
    }


async def test_name_is_a_node_and_is_read_by_its_id(ask: Ask) -> None:
    node = name_id(slug_id("offi", "russian-house-hanoi"), "Russian House in Hanoi", "en", "ENGLISH")
    asked = await ask("query ($id: ID!) { node(id: $id) { ... on Name { id value } } }", id=node)
    assert asked.data["node"] == {"id": node, "value": "Russian House in Hanoi"}


async def test_each_localized_name_has_a_plain_field_that_takes_no_argument(ask: Ask) -> None:
    query = assemble_schema()[0]._schema.query_type
    assert query
    plain = 0
    for name, made in query.fields.items():
        connection = get_named_type(made.type)
        if "orderBy" not in made.args or not isinstance(connection, GraphQLObjectType):
            continue
        node = get_named_type(connection.fields["nodes"].type)
        for own in ("name", "title"):
            if not (isinstance(node, GraphQLObjectType) and own in node.fields and node.fields[own].args):
                continue
            shown = f"display{own.title()}"
            assert not node.fields[shown].args
            asked = await ask(f"{{ {name}(first: 5) {{ nodes {{ {own} {shown} }} }} }}")
            assert asked.errors == [] and asked.data[name]["nodes"]
            assert all(each[own] == each[shown] for each in asked.data[name]["nodes"])
            plain += 1
    assert plain >= 10


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KAZAN FEDERAL", ["Kazan Federal University"]),
        ("приволжский", ["Kazan Federal University"]),
        ("loránd", ["Eötvös Loránd University"]),
        ("Eotvos  Lorand", ["Eötvös Loránd University"]),
        ("казанскии государственныи", []),
        ("Казанский государственный университет", ["Kazan Federal University"]),
        ("no such name", []),
    ],
)
async def test_institution_is_found_by_a_part_of_any_of_its_names(ask: Ask, text: str, found: list[str]) -> None:
    query = "query ($text: String!) { universities(where: {anyName: $text}) { nodes { name } } }"
    asked = await ask(query, text=text)
    assert [each["name"] for each in asked.data["universities"]["nodes"]] == found
    assert len(asked.statements) == 1


async def test_office_is_found_by_a_part_of_any_of_its_names(ask: Ask) -> None:
    asked = await ask('{ offices(where: {anyName: "РУССКИЙ ДОМ В МИНСКЕ"}) { nodes { slug } } }')
    assert asked.data == {"offices": {"nodes": [{"slug": "russian-house-minsk"}]}}


@pytest.mark.parametrize("text", ["", "  ", "!?"])
async def test_name_without_letters_is_refused(ask: Ask, text: str) -> None:
    asked = await ask("query ($text: String!) { universities(where: {anyName: $text}) { totalCount } }", text=text)
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [
        ("BAD_USER_INPUT", "universities.where.anyName")
    ]
