"""Any node by its id, and what a document may do: aliases, fragments, directives, variables, several roots."""

import pytest

from graph.natural_keys import country_id, slug_id, university_id
from tests.conftest import Ask

MSU = university_id("ROR", "https://ror.org/010pmpe69")
BAKU = slug_id("offi", "russian-house-baku")
LOST = slug_id("cont", "demo-contact-007")
UNKNOWN = "univ_aaaaaaaaaaaaaaaa"

NODES = """query ($ids: [ID!]!) { nodes(ids: $ids) {
  __typename id ... on University { name } ... on Office { kind } ... on Contact { stage } ... on Country { code }
} }"""


async def test_node_is_read_by_its_id_with_the_fragment_that_fits(ask: Ask) -> None:
    asked = await ask(
        "query ($id: ID!) { node(id: $id) { id __typename ... on Office { slug } ... on University { founded } } }",
        id=MSU,
    )
    assert asked.data == {"node": {"id": MSU, "__typename": "University", "founded": 1755}}
    assert len(asked.statements) == 1


async def test_nodes_of_several_types_come_in_the_order_asked_in_one_statement(ask: Ask) -> None:
    asked = await ask(NODES, ids=[BAKU, UNKNOWN, MSU, LOST, country_id("UZ"), BAKU])
    office = {"__typename": "Office", "id": BAKU, "kind": "RUSSIAN_HOUSE"}
    assert asked.data["nodes"] == [
        office,
        None,
        {"__typename": "University", "id": MSU, "name": "Lomonosov Moscow State University"},
        {"__typename": "Contact", "id": LOST, "stage": "LOST"},
        {"__typename": "Country", "id": country_id("UZ"), "code": "UZ"},
        office,
    ]
    assert asked.errors == []
    assert len(asked.statements) == 1


async def test_no_ids_give_no_nodes_and_no_statement(ask: Ask) -> None:
    asked = await ask(NODES, ids=[])
    assert (asked.data, asked.statements) == ({"nodes": []}, [])


async def test_unknown_id_of_a_known_kind_is_null(ask: Ask) -> None:
    asked = await ask("query ($id: ID!) { node(id: $id) { id } }", id=UNKNOWN)
    assert (asked.data, asked.errors) == ({"node": None}, [])


@pytest.mark.parametrize(
    "wrong",
    ["", "x", "nope_aaaaaaaaaaaaaaaa", "_", "UNIV_aaaaaaaaaaaaaaaa", "univ"],
)
async def test_id_that_is_none_of_ours_is_refused(ask: Ask, wrong: str) -> None:
    asked = await ask("query ($id: ID!) { node(id: $id) { id } }", id=wrong)
    assert asked.data == {"node": None}
    assert asked.codes == ["BAD_ID"]
    assert asked.errors[0]["extensions"]["field"] == "node.id"
    assert asked.errors[0]["message"] == "node.id is not the id of a node."


async def test_id_that_is_none_of_ours_leaves_the_other_nodes_answered(ask: Ask) -> None:
    asked = await ask(NODES, ids=[MSU, "nothing", UNKNOWN, "univ_", BAKU])
    assert [each and each["id"] for each in asked.data["nodes"]] == [MSU, None, None, None, BAKU]
    assert [(error["path"], error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [
        (["nodes", 1], "BAD_ID", "nodes.ids.1"),
        (["nodes", 3], "BAD_ID", "nodes.ids.3"),
    ]
    assert len(asked.statements) == 1


WRONG_FORM = [
    "univ_",
    "univ_ﬁaaaaaaaaaaaaaaa",
    "univ_short",
    f"{MSU}a",
    "univ_0000000000000000",
    MSU.upper(),
    f"{MSU} ",
]


@pytest.mark.parametrize("wrong", WRONG_FORM)
async def test_id_of_a_known_kind_in_no_form_of_ours_is_refused(ask: Ask, wrong: str) -> None:
    asked = await ask("query ($id: ID!) { node(id: $id) { id } university(id: $id) { id } }", id=wrong)
    assert asked.data == {"node": None, "university": None}
    assert sorted((error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors) == [
        ("BAD_ID", "node.id"),
        ("BAD_ID", "university.id"),
    ]


async def test_more_than_a_hundred_ids_at_once_are_refused(ask: Ask) -> None:
    asked = await ask(NODES, ids=[MSU] * 101)
    assert asked.codes == ["BAD_USER_INPUT"]
    assert asked.errors[0]["message"] == "nodes.ids takes at most 100 ids."
    asked = await ask(NODES, ids=[MSU] * 100)
    assert len(asked.data["nodes"]) == 100


async def test_error_names_the_alias_under_which_the_field_was_asked(ask: Ask) -> None:
    asked = await ask('{ mine: node(id: "x") { id } }')
    assert asked.errors[0]["path"] == ["mine"]
    assert asked.errors[0]["extensions"]["field"] == "mine.id"


async def test_one_bad_root_field_does_not_take_the_others_with_it(ask: Ask) -> None:
    asked = await ask(
        'query ($id: ID!) { good: node(id: $id) { id } bad: node(id: "x") { id } worse: office { id } }', id=MSU
    )
    assert asked.data == {"good": {"id": MSU}, "bad": None, "worse": None}
    assert sorted(asked.codes) == ["BAD_ID", "BAD_USER_INPUT"]
    assert len(asked.statements) == 1


async def test_each_root_field_is_one_statement(ask: Ask) -> None:
    asked = await ask("{ offices { totalCount } events { totalCount nodes { slug } } }")
    assert asked.data["offices"] == {"totalCount": 25}
    assert asked.data["events"]["totalCount"] == 12
    assert len(asked.statements) == 2


async def test_fragments_are_merged_with_the_fields_beside_them(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          node(id: $id) { ...Thing ... on University { city { name } ...Place ... on Node { same: id } } }
        }
        fragment Thing on Node { id ... on Office { slug } ... on University { name city { geonamesId } } }
        fragment Place on University { city { country { code } } again: city { name(languages: ["ru"]) } }""",
        id=MSU,
    )
    assert asked.data["node"] == {
        "id": MSU,
        "same": MSU,
        "name": "Lomonosov Moscow State University",
        "city": {"name": "Moscow", "geonamesId": 524901, "country": {"code": "RU"}},
        "again": {"name": "Москва"},
    }
    assert len(asked.statements) == 1


async def test_skip_and_include_leave_fields_out_of_answer_and_statement(ask: Ask) -> None:
    query = """query ($id: ID!, $city: Boolean!, $short: Boolean!) { node(id: $id) { id ... on University {
      city @include(if: $city) { name } ... @skip(if: $short) { founded region { code } } ...Names @include(if: false)
    } } } fragment Names on University { names { value } }"""
    asked = await ask(query, id=MSU, city=False, short=True)
    assert asked.data == {"node": {"id": MSU}}
    assert "LOCATED_IN" not in asked.statements[0] and "NAMED" not in asked.statements[0]
    asked = await ask(query, id=MSU, city=True, short=False)
    assert asked.data == {
        "node": {"id": MSU, "city": {"name": "Moscow"}, "founded": 1755, "region": {"code": "RU-MOW"}}
    }


async def test_root_field_that_is_skipped_asks_the_store_nothing(ask: Ask) -> None:
    asked = await ask("{ __typename offices @skip(if: true) { totalCount } }")
    assert asked.data == {"__typename": "Query"}
    assert asked.statements == []


async def test_every_type_says_its_name_at_every_level(ask: Ask) -> None:
    asked = await ask(
        """{ __typename office(slug: "russian-house-baku") {
          __typename status(asOf: "2025-01-01") { __typename } statuses(allTime: true, first: 1) { __typename }
          covers(asOf: "2025-01-01") {
            __typename edges { __typename node { __typename } } nodes { __typename } pageInfo { __typename }
          }
          contacts(first: 1) { __typename edges { __typename node { __typename parties { __typename } } } }
        } }"""
    )
    university = {"__typename": "University"}
    contact = {"__typename": "Contact", "parties": [university, university]}
    assert asked.data == {
        "__typename": "Query",
        "office": {
            "__typename": "Office",
            "status": {"__typename": "OfficeStatus"},
            "statuses": [{"__typename": "OfficeStatus"}],
            "covers": {
                "__typename": "OfficeCoversConnection",
                "edges": [{"__typename": "OfficeCoversEdge", "node": {"__typename": "Country"}}],
                "nodes": [{"__typename": "Country"}],
                "pageInfo": {"__typename": "PageInfo"},
            },
            "contacts": {
                "__typename": "ContactConnection",
                "edges": [{"__typename": "ContactEdge", "node": contact}],
            },
        },
    }


async def test_variables_have_defaults_and_may_be_null(ask: Ask) -> None:
    query = """query ($first: Int = 2, $where: RegistryOfficeWhere, $languages: [String!] = ["ru"]) {
      offices(first: $first, where: $where) { nodes { name(languages: $languages) } }
    }"""
    asked = await ask(query)
    assert len(asked.data["offices"]["nodes"]) == 2
    asked = await ask(query, first=None, where={"slug": {"eq": "russian-house-baku"}}, languages=None)
    assert asked.data["offices"]["nodes"] == [{"name": "Russian House in Baku"}]
    asked = await ask(query, where={"slug": {"eq": "russian-house-baku"}})
    assert asked.data["offices"]["nodes"] == [{"name": "Русский дом в Баку"}]


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("query ($id: ID!) { node(id: $id) { id } }", {}, "BAD_USER_INPUT"),
        ("query ($first: Int) { offices(first: $first) { totalCount } }", {"first": "many"}, "BAD_USER_INPUT"),
        (
            "query ($w: RegistryOfficeWhere) { offices(where: $w) { totalCount } }",
            {"w": {"colour": 1}},
            "BAD_USER_INPUT",
        ),
        ("{ node(id: 1.5) { id } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ offices { colour } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ offices(where: {colour: 1}) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ offices { totalCount }", {}, "GRAPHQL_PARSE_FAILED"),
        ("query A { __typename } query B { __typename }", {}, "OPERATION_RESOLUTION_FAILURE"),
    ],
)
async def test_document_or_variables_that_do_not_fit_are_refused_by_code(
    ask: Ask, query: str, variables: dict[str, object], code: str
) -> None:
    asked = await ask(query, **variables)
    assert set(asked.codes) == {code}
    assert asked.statements == []


async def test_ids_are_the_same_on_every_store_and_after_every_load(ask: Ask) -> None:
    asked = await ask('{ university(identifier: {scheme: DOMAIN, value: "msu.ru"}) { id country { id } } }')
    assert asked.data["university"] == {"id": MSU, "country": {"id": country_id("RU")}}
