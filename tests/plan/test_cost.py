"""What a question could cost is known before it runs."""

import pytest

from graph.plan.cost import most_nodes
from settings import Settings
from tests.plan.asking import planned

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
    '{ nodes(ids: ["offi_x", "offi_y", "univ_x"]) { id } }': 3,
    '{ nodes(ids: ["offi_x", "offi_x"]) { ... on Office { city { id } } } }': 2,
    '{ office(slug: "x") { city { id } } }': 2,
}


@pytest.mark.parametrize("query", COSTS)
async def test_estimate_is_the_product_of_the_pages(query: str) -> None:
    found = await planned(query)
    assert [most_nodes(roots) for roots in found.roots] == [COSTS[query]]


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
