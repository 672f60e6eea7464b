"""Identifiers of universities, asked as a user would."""

from typing import Any

import pytest

from graph.natural_keys import identifier_id
from tests.conftest import Ask

IDENTIFIERS = """query ($where: RegistryIdentifierWhere) {
  university(identifier: {scheme: ERASMUS, value: "TR ANKARA01"}) {
    identifiers(where: $where) { scheme value since until }
  }
}"""


async def test_identifiers_come_by_scheme_as_their_scheme_writes_them(ask: Ask) -> None:
    asked = await ask(IDENTIFIERS)
    assert [(each["scheme"], each["value"]) for each in asked.data["university"]["identifiers"]] == [
        ("DOMAIN", "ankara.edu.tr"),
        ("ERASMUS", "TR ANKARA01"),
        ("ISNI", "0000 0001 0940 9118"),
        ("ROR", "https://ror.org/01wntqw50"),
        ("WIKIDATA", "Q1060621"),
    ]
    assert {(each["since"], each["until"]) for each in asked.data["university"]["identifiers"]} == {(None, None)}


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ({"scheme": {"eq": "WIKIDATA"}}, ["Q1060621"]),
        ({"scheme": {"in": ["WIKIDATA", "ERASMUS", "OGRN"]}}, ["TR ANKARA01", "Q1060621"]),
        ({"scheme": {"notIn": ["ROR", "ISNI", "DOMAIN"]}, "origin": {"eq": "ror"}}, ["Q1060621"]),
        ({"key": {"eq": "DOMAIN:ankara.edu.tr"}}, ["ankara.edu.tr"]),
        ({"value": {"startsWith": "https://"}}, ["https://ror.org/01wntqw50"]),
        ({"since": {"isNull": False}}, []),
    ],
)
async def test_identifiers_are_filtered(ask: Ask, where: dict[str, Any], values: list[str]) -> None:
    asked = await ask(IDENTIFIERS, where=where)
    assert [each["value"] for each in asked.data["university"]["identifiers"]] == values


async def test_erasmus_code_is_found_whatever_its_blanks(ask: Ask) -> None:
    asked = await ask(
        """{
          a: university(identifier: {scheme: ERASMUS, value: "D  BERLIN01"}) { name }
          b: university(identifier: {scheme: ERASMUS, value: "d berlin01"}) { name }
          c: university(identifier: {value: "D   BERLIN01"}) { name }
        }"""
    )
    assert asked.data == {key: {"name": "Freie Universität Berlin"} for key in "abc"}


@pytest.mark.parametrize("value", ["DBERLIN01", "D_BERLIN01", "D-BERLIN01", "dberlin01", "ERASMUS:D_BERLIN01"])
async def test_erasmus_code_is_found_however_it_is_padded(ask: Ask, value: str) -> None:
    asked = await ask(
        """query ($value: String!) {
          a: university(identifier: {scheme: ERASMUS, value: $value}) { name }
          b: university(identifier: {value: $value}) { name }
          resolve(names: [$value]) { resolutions { university { name } } }
        }""",
        value=value,
    )
    berlin = {"name": "Freie Universität Berlin"}
    assert asked.data == {"a": berlin, "b": berlin, "resolve": {"resolutions": [{"university": berlin}]}}


@pytest.mark.parametrize("value", ["DBERLIN02", "D_BERLI01", "DK BERLIN01", "BERLIN01"])
async def test_another_erasmus_code_finds_nobody(ask: Ask, value: str) -> None:
    asked = await ask(
        """query ($value: String!) {
          a: university(identifier: {scheme: ERASMUS, value: $value}) { name }
          b: university(identifier: {value: $value}) { name }
        }""",
        value=value,
    )
    assert asked.data == {"a": None, "b": None}


async def test_universities_are_found_by_identifiers_in_a_filter(ask: Ask) -> None:
    asked = await ask(
        """{ universities(where: {identifiers: {some: {key: {in: ["DOMAIN:kai.ru", "ROR:02b7jh107", "ROR:0"]}}}}) {
          totalCount nodes { name }
        } }"""
    )
    assert asked.data["universities"] == {
        "totalCount": 2,
        "nodes": [
            {"name": "Innopolis University"},
            {"name": "Kazan State Technical University named after A. N. Tupolev"},
        ],
    }


async def test_university_found_by_two_of_its_identifiers_comes_once(ask: Ask) -> None:
    asked = await ask(
        """{ universities(where: {identifiers: {some: {key: {in: ["DOMAIN:kai.ru", "ROR:01b7wh712"]}}}}) {
          totalCount nodes { name }
        } }"""
    )
    assert asked.data["universities"] == {
        "totalCount": 1,
        "nodes": [{"name": "Kazan State Technical University named after A. N. Tupolev"}],
    }


async def test_russian_universities_without_an_erasmus_code_are_all_of_them(ask: Ask) -> None:
    asked = await ask(
        """query ($scheme: IdentifierScheme!) {
          universities(where: {country: {code: {eq: "RU"}}, identifiers: {none: {scheme: {eq: $scheme}}}}) {
            totalCount
          }
        }""",
        scheme="ERASMUS",
    )
    assert asked.data["universities"]["totalCount"] == 22


async def test_identifier_is_a_node_and_is_read_by_its_id(ask: Ask) -> None:
    node = identifier_id("DOMAIN", "KPFU.ru")
    asked = await ask("query ($id: ID!) { node(id: $id) { id ... on Identifier { scheme value } } }", id=node)
    assert asked.data["node"] == {"id": node, "scheme": "DOMAIN", "value": "kpfu.ru"}


FOREIGN = [
    "https://orcid.org/05256ym39",
    "https://evil.com#@kpfu.ru",
    "https://evil.com\\@kpfu.ru",
    "https://evil.com?u=@kpfu.ru",
    "no-such-https://ror.org/05256ym39",
    "https://evil.example/05256ym39",
    "https://ror.org/05256ym39?x=1",
]


@pytest.mark.parametrize("value", FOREIGN)
async def test_identifier_with_a_foreign_prefix_names_no_institution(ask: Ask, value: str) -> None:
    query = """query ($value: String!, $names: [String!]!) {
      schemed: university(identifier: {scheme: ROR, value: $value}) { id }
      bare: university(identifier: {value: $value}) { id }
      resolve(names: $names) { certainCount }
    }"""
    asked = await ask(query, value=value, names=[value])
    assert (asked.data, asked.errors) == ({"schemed": None, "bare": None, "resolve": {"certainCount": 0}}, [])


@pytest.mark.parametrize("value", ["ror:05256ym39", "05256ym39", "ror.org/05256YM39", "https://ror.org/05256ym39"])
async def test_identifier_is_found_alike_with_and_without_its_scheme(ask: Ask, value: str) -> None:
    query = """query ($value: String!, $names: [String!]!) {
      schemed: university(identifier: {scheme: ROR, value: $value}) { name }
      bare: university(identifier: {value: $value}) { name }
      resolve(names: $names) { resolutions { university { name } } }
      search(text: $value) { nodes { name } }
    }"""
    asked = await ask(query, value=value, names=[value])
    found = {"name": "Kazan Federal University"}
    assert asked.data == {
        "schemed": found,
        "bare": found,
        "resolve": {"resolutions": [{"university": found}]},
        "search": {"nodes": [found]},
    }
