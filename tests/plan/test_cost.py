"""What a question could cost is known before it runs."""

import pytest

from graph.plan.cost import most_nodes
from graph.plan.neighbourhood import walk_cost
from schema.query import assemble_schema
from settings import Settings
from tests.plan.asking import planned

MODEL = assemble_schema()[1].model
LIMIT = Settings.model_construct().max_nodes

COSTS = {
    "{ offices(first: 7) { nodes { id } } }": 7,
    "{ offices(last: 7) { nodes { id } } }": 7,
    "{ offices { nodes { id } } }": 20,
    "{ offices(first: 0) { nodes { city { id } } } }": 0,
    "{ offices(first: 7) { totalCount } }": 0,
    "{ offices(first: 7) { totalCount nodes { contacts(first: 9) { totalCount } } } }": 7,
    "{ offices(first: 7) { nodes { city { country { id } } } } }": 7 * (1 + 1 + 1),
    "{ offices(first: 7) { nodes { contacts(first: 3) { nodes { id } } } } }": 7 * (1 + 3),
    "{ offices(first: 7) { nodes { contacts(first: 3) { nodes { parties(first: 2) { id } } } } } }": 7 * (1 + 3 * 3),
    "{ offices(first: 7) { nodes { a: contacts(first: 3) { nodes { id } } contacts(first: 2) { nodes { id } } } } }": 7
    * (1 + 3 + 2),
    '{ offices(first: 7) { nodes { name(languages: ["ru"]) } } }': 7 * (1 + 1),
    '{ nodes(ids: ["offi_xxxxxxxxxxxxxxxx", "offi_yyyyyyyyyyyyyyyy", "univ_xxxxxxxxxxxxxxxx"]) { id } }': 3,
    '{ nodes(ids: ["offi_xxxxxxxxxxxxxxxx", "offi_xxxxxxxxxxxxxxxx"]) { ... on Office { city { id } } } }': 2,
    '{ office(slug: "x") { city { id } } }': 2,
    "{ universities(where: { partners: { some: { founded: { gt: 1 } } } }) { totalCount } }": 0,
    "{ universities(where: { partners: { some: { partners: { none: {} } } } }) { totalCount } }": 1_000,
    "{ universities(where: { not: { partners: { some: { partners: { some: { partners: { none: {} } } } } } } }) \
        { totalCount } }": 5_000,
    "{ universities(first: 7) { nodes { partners(where: { partners: { some: { partners: { none: {} } } } }) \
        { totalCount } } } }": 7 + 1_000,
}


@pytest.mark.parametrize("query", COSTS)
async def test_estimate_is_the_product_of_the_pages(query: str) -> None:
    found = await planned(query)
    assert [most_nodes(MODEL, roots) for roots in found.roots] == [COSTS[query]]


async def test_question_at_the_limit_runs_and_one_beyond_is_refused_with_its_estimate() -> None:
    each = 1 + 99 * (1 + 100)
    page = "{ nodes { contacts(first: 99) { nodes { parties(first: 100) { id } } } } }"
    most = LIMIT // each
    assert (await planned(f"{{ offices(first: {most}) {page} }}")).errors == []
    found = await planned(f"{{ offices(first: {most + 1}) {page} }}")
    (error,) = found.errors
    told = error["extensions"]
    assert (told["code"], told["estimate"], told["limit"]) == ("TOO_BIG", (most + 1) * each, LIMIT)
    assert f"{(most + 1) * each:,} nodes" in error["message"]
    assert found.plans == []


async def test_each_root_field_has_the_limit_to_itself() -> None:
    page = "offices(first: 1) { nodes { contacts(first: 99) { nodes { parties(first: 100) { id } } } } }"
    found = await planned(f"{{ a: {page} b: {page} }}")
    assert found.errors == []
    assert len(found.plans) == 2


async def test_walks_count_what_they_look_at_and_not_only_what_they_give() -> None:
    walks = " ".join(
        f'a{i}: neighbourhood(of: "univ_xxxxxxxxxxxxxxxx", depth: 3, limit: 600) {{ summary }}' for i in range(5)
    )
    found = await planned(f"{{ {walks} }}")
    assert [error["extensions"]["code"] for error in found.errors] == ["TOO_BIG"]
    assert found.errors[0]["extensions"]["estimate"] == 3 * (600 + walk_cost(3))


async def test_operation_over_the_limit_is_refused_as_a_whole_before_its_first_statement() -> None:
    page = "offices(first: 50) { nodes { contacts(first: 99) { nodes { id } } } }"
    each = 50 * (1 + 99)
    assert (await planned("{ " + " ".join(f"a{i}: {page}" for i in range(LIMIT // each)) + " }")).errors == []
    found = await planned("{ " + " ".join(f"a{i}: {page}" for i in range(LIMIT // each + 3)) + " }")
    (error,) = found.errors
    assert (error["extensions"]["code"], error["extensions"]["estimate"]) == ("TOO_BIG", LIMIT + each)
    assert (found.data, found.plans) == (None, [])


HEAVY = {
    "{ universities(first: 1) { totalCount } }": False,
    "{ universities(where: { partners: { some: { founded: { gt: 1 } } } }) { totalCount } }": False,
    "{ universities(where: { partners: { some: { partners: { none: {} } } } }) { totalCount } }": True,
    "{ offices(first: 99) { nodes { contacts(first: 99) { totalCount nodes { id } } } } }": True,
    '{ neighbourhood(of: "univ_xxxxxxxxxxxxxxxx", depth: 1) { summary } }': False,
    '{ neighbourhood(of: "univ_xxxxxxxxxxxxxxxx", depth: 2) { summary } }': True,
}


@pytest.mark.parametrize("query", HEAVY)
async def test_statement_that_keeps_the_store_busy_runs_in_a_lane(query: str) -> None:
    assert (await planned(query)).heavy == [HEAVY[query]]
