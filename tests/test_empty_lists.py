"""Empty lists: nothing fits them. The test walks the printed schema, so that no list can be forgotten."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_nullable_type,
    is_list_type,
)

from graph.natural_keys import university_id
from tests.conftest import Ask

SCHEMA = build_schema((Path(__file__).parent / "schema.graphql").read_text())
KFU = university_id("ROR", "https://ror.org/05256ym39")
MSU = university_id("ROR", "https://ror.org/010pmpe69")
HANOI = university_id("ROR", "https://ror.org/02jmfj006")

NOTHING_FITS = {
    "in", "includesAny", "anyOf", "via", "relations", "kinds", "types", "countries", "regions", "fields", "levels",
    "languages", "cooperationKinds", "codes", "kind", "entityType", "node",
}  # fmt: skip
OTHERWISE = {
    ("Comparisons", "notIn"): "every value is in none",
    ("Input", "universities"): "too few: INVALID (tests/write/test_contact.py)",
    ("Input", "people"): "nobody is linked",
    ("Field", "orderBy"): "the usual order",
    ("Field", "languages"): "the display name",
    ("Field", "ids"): "an empty answer",
    ("Field", "names"): "an empty answer",
    ("Field", "representations"): "an empty answer",
}
"""Where an empty list is something else, as its description says."""


def lists_of(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Whose they are and what they are called: every list that a client can send."""
    for each in schema.type_map.values():
        if each.name.startswith("__"):
            continue
        if isinstance(each, GraphQLInputObjectType):
            owner = next((end for end in ("Where", "Input") if each.name.endswith(end)), "Comparisons")
            yield from ((owner, name) for name, given in each.fields.items() if _is_list(given.type))
        if isinstance(each, GraphQLObjectType):
            for field in each.fields.values():
                yield from (("Field", name) for name, given in field.args.items() if _is_list(given.type))


def _is_list(kind: Any) -> bool:
    return is_list_type(get_nullable_type(kind))


def test_every_list_of_the_schema_has_a_meaning_when_it_is_empty() -> None:
    unknown = {each for each in lists_of(SCHEMA) if each not in OTHERWISE and each[1] not in NOTHING_FITS}
    assert unknown == set()


FITTING = {
    "contacts(where: {stage: {in: []}})": False,
    "contacts(where: {slug: {in: []}})": False,
    "contacts(where: {slug: {notIn: []}})": True,
    "contacts(where: {anyOf: []})": False,
    "contacts(where: {not: {anyOf: []}})": True,
    "contacts(where: {agreements: {some: {kind: {in: []}}}})": False,
    "intents(where: {fields: {includesAny: []}})": False,
    "events(where: {visitors: {in: []}})": False,
}


async def test_nothing_is_in_an_empty_list_and_everything_outside_it(ask: Ask) -> None:
    every = "all: contacts { totalCount }"
    asked = await ask(
        " ".join(["{", every, *(f"a{at}: {text} {{ totalCount }}" for at, text in enumerate(FITTING)), "}"])
    )
    assert asked.errors == []
    total, *found = (each["totalCount"] for each in asked.data.values())
    assert found == [total if fits else 0 for fits in FITTING.values()]


@pytest.mark.parametrize("name", ["countries", "fields", "levels", "languages", "cooperationKinds", "kinds"])
async def test_no_partner_fits_an_empty_list(ask: Ask, name: str) -> None:
    asked = await ask(
        f'{{ partnerMatches(university: "{KFU}", where: {{{name}: []}}) {{ totalCount nodes {{ id }} }} }}'
    )
    assert asked.data == {"partnerMatches": {"totalCount": 0, "nodes": []}}


@pytest.mark.parametrize("name", ["countries", "fields", "levels", "languages", "cooperationKinds", "kinds"])
async def test_no_intent_matches_an_empty_list(ask: Ask, name: str) -> None:
    asked = await ask(f'{{ matchingIntents(university: "{KFU}", where: {{{name}: []}}) {{ totalCount }} }}')
    assert asked.data == {"matchingIntents": {"totalCount": 0}}


@pytest.mark.parametrize("name", ["countries", "regions", "kinds"])
async def test_no_similar_institution_fits_an_empty_list(ask: Ask, name: str) -> None:
    asked = await ask(f'{{ similarInstitutions(university: "{KFU}", where: {{{name}: []}}) {{ totalCount }} }}')
    assert asked.data == {"similarInstitutions": {"totalCount": 0}}


@pytest.mark.parametrize("given", ["relations: []", "where: {types: []}", "where: {countries: []}"])
async def test_nothing_surrounds_a_node_where_an_empty_list_is_asked_for(ask: Ask, given: str) -> None:
    asked = await ask(
        f'{{ neighbourhood(of: "{KFU}", {given}) {{ total shown nodes {{ node {{ id }} }} edges {{ kind }} }} }}'
    )
    found = {"total": 1, "shown": 1, "nodes": [{"node": {"id": KFU}}], "edges": []}
    assert asked.data == {"neighbourhood": found}


@pytest.mark.parametrize("name", ["kind", "entityType", "node"])
async def test_no_change_fits_an_empty_list(ask: Ask, name: str) -> None:
    asked = await ask(
        f"{{ all: changes {{ nodes {{ kind }} }} changes(where: {{{name}: []}}) {{ nodes {{ kind }} }} }}"
    )
    assert asked.data["all"]["nodes"] != []
    assert asked.data["changes"] == {"nodes": []}


async def test_nobody_introduces_over_no_kind_of_step(ask: Ask) -> None:
    asked = await ask(f'{{ introductionPaths(from: "{KFU}", to: "{HANOI}", via: []) {{ length }} }}')
    assert (asked.data, asked.errors) == ({"introductionPaths": []}, [])


async def test_no_country_has_white_spots_where_none_is_asked_for(ask: Ask) -> None:
    asked = await ask("{ whiteSpots(countries: []) { totalCount } }")
    assert asked.data == {"whiteSpots": {"totalCount": 0}}


async def test_no_kind_of_flow_gives_no_balance(ask: Ask) -> None:
    years = 'from: "2023/2024", to: "2025/2026"'
    asked = await ask(
        f'{{ balanceOfExchange(university: "{MSU}", {years}, kinds: []) {{ totals {{ sent received }} }} }}'
    )
    assert asked.data == {"balanceOfExchange": {"totals": {"sent": 0, "received": 0}}}


async def test_no_languages_give_the_display_name_and_no_keys_the_usual_order(ask: Ask) -> None:
    asked = await ask(f'{{ university(id: "{KFU}") {{ name usual: name(languages: []) }} }}')
    assert asked.data["university"]["name"] == asked.data["university"]["usual"]
    asked = await ask("{ contacts { nodes { id } } usual: contacts(orderBy: []) { nodes { id } } }")
    assert asked.data["contacts"] == asked.data["usual"]


async def test_nothing_asked_for_by_list_is_nothing_answered(ask: Ask) -> None:
    asked = await ask(
        "{ nodes(ids: []) { id } resolve(names: []) { certainCount } _entities(representations: []) { __typename } }"
    )
    assert asked.data == {"nodes": [], "resolve": {"certainCount": 0}, "_entities": []}


async def test_null_is_as_left_out(ask: Ask) -> None:
    query = """query ($null: [String!]) {
      left: partnerMatches(university: "%s") { totalCount }
      null: partnerMatches(university: "%s", where: {countries: $null}) { totalCount }
      spots: whiteSpots { totalCount } nullSpots: whiteSpots(countries: $null) { totalCount }
      around: neighbourhood(of: "%s", depth: 1) { total }
      nullAround: neighbourhood(of: "%s", depth: 1, where: {countries: $null}) { total }
    }"""
    asked = await ask(query % (KFU, KFU, KFU, KFU), null=None)
    assert asked.errors == []
    for name, left in (("null", "left"), ("nullSpots", "spots"), ("nullAround", "around")):
        assert asked.data[name] == asked.data[left]
    asked = await ask(
        """query ($null: Date, $not: RegistryContactWhere, $any: [RegistryContactWhere!], $demo: Boolean) {
          left: contacts(where: {stage: {eq: AGREED}}) { totalCount }
          null: contacts(where: {
            stage: {eq: AGREED, asOf: $null}, liveAt: $null, not: $not, anyOf: $any, demo: $demo
          }) { totalCount }
        }"""
    )
    assert (asked.errors, asked.data["null"]) == ([], asked.data["left"])
    asked = await ask("{ contacts(where: {stage: {isNull: null}}) { totalCount } }")
    assert [each["message"] for each in asked.errors] == ["contacts.where.stage.isNull must be true or false."]


ALIKE = """query ($level: String!, $language: String!, $field: String!) {
  quotas(where: {level: {eq: $level}}) { totalCount }
  intents(where: {levels: {includesAny: [$level]}, languages: {includes: $language}}) { totalCount }
  people(where: {languages: {includes: $language}}) { totalCount }
  universities(where: {fields: {includes: $field}}) { totalCount }
}"""


async def test_code_in_a_filter_is_found_however_it_is_written_or_refused(ask: Ask) -> None:
    usual = await ask(ALIKE, level="EQF7", language="en", field="07")
    other = await ask(ALIKE, level="eqf7", language="ENG", field="07")
    assert (usual.errors, other.data) == ([], usual.data)
    assert usual.data["quotas"]["totalCount"] > 0 < usual.data["people"]["totalCount"]
    wrong = await ask(ALIKE, level="EQF9", language="qqq", field="9999")
    assert {each["extensions"]["code"] for each in wrong.errors} == {"BAD_USER_INPUT"}
    assert [each["extensions"]["field"] for each in wrong.errors] == [
        "quotas.where.level.eq",
        "intents.where.levels.includesAny",
        "people.where.languages.includes",
        "universities.where.fields.includes",
    ]


async def test_letters_of_other_scripts_are_no_country_code(ask: Ask) -> None:
    asked = await ask('{ country(code: "ın") { code } lower: country(code: "in") { code } }')
    assert asked.data == {"country": None, "lower": {"code": "IN"}}


@pytest.mark.parametrize("year", ["٢٠٢٤/٢٠٢٥", "x", "24/25", "2024-2025", "2024/2026", "2025/2024", "2024/2025 "])
async def test_condition_in_a_year_that_is_none_is_refused(ask: Ask, year: str) -> None:
    asked = await ask("query ($y: String!) { cooperationConditions(where: {inYear: $y}) { totalCount } }", y=year)
    (error,) = asked.errors
    assert (error["extensions"]["code"], error["extensions"]["field"]) == (
        "BAD_USER_INPUT",
        "cooperationConditions.where.inYear",
    )
