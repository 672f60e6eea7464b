"""Flows of fewer than five people: what members are told, and nothing of it to others, by whatever question."""

from typing import Any

import pytest

from access.principal import ANONYMOUS, Principal, Role
from graph.load.batch import Batch
from graph.natural_keys import slug_id
from graph.store.store import Store
from settings import Settings
from tests.access.worlds import READ
from tests.conftest import Ask, asking

MEMBER = Principal(Role.PARTNER, "key:member", scopes=READ)
COUNTS = {"a": 1, "b": 4, "c": 5, "d": 12}
PUBLISHED = {"c": 5, "d": 12}


@pytest.fixture
async def answered(store: Store, settings: Settings) -> Ask:
    """Asks a store with two institutions, an agreement of theirs in force, and four flows under it."""
    batch = Batch()
    for id in ("univ_a", "univ_b"):
        batch.node("University", id, {"kind": "UNIVERSITY"})
    batch.node("Agreement", "agrm_1", {"slug": "it", "title": "T", "kind": "EXCHANGE", "status": "IN_FORCE"})
    for slug, count in COUNTS.items():
        flow: dict[str, Any] = {
            "slug": slug,
            "academicYear": "2025/2026",
            "kind": "STUDENT_STUDIES",
            "count": count,
            "weight": 1.0,
        }
        id = slug_id("mobi", slug)
        batch.node("MobilityFlow", id, flow)
        batch.edge("FLOWS_FROM", ("MobilityFlow", id), ("University", "univ_a"))
        batch.edge("FLOWS_TO", ("MobilityFlow", id), ("University", "univ_b"))
        batch.edge("FLOWS_UNDER", ("MobilityFlow", id), ("Agreement", "agrm_1"))
    await batch.write(store)
    return asking(store, settings)


ORACLES = [
    ("mobilityFlows(orderBy: [{field: COUNT}]) { totalCount nodes { slug count } }", "whole"),
    ("mobilityFlows(where: {count: {lt: 5}}) { totalCount nodes { slug count } }", "small"),
    ("mobilityFlows(where: {not: {count: {gte: 5}}}, orderBy: [{field: COUNT, direction: DESC}], last: 9) "
     "{ totalCount nodes { slug count } }", "small"),
    ("node(id: \"univ_a\") { ... on University { "
     "found: outgoingFlows(orderBy: [{field: COUNT}]) { totalCount nodes { slug count } } } }", "whole"),
    ("agreement(slug: \"it\") { found: mobilityFlows(where: {count: {lt: 5}}) { totalCount nodes { slug count } } }",
     "small"),
]  # fmt: skip
SMALL = {slug: count for slug, count in COUNTS.items() if slug not in PUBLISHED}


@pytest.mark.parametrize(("question", "kind"), ORACLES)
async def test_small_flows_are_found_by_members_alone(answered: Ask, question: str, kind: str) -> None:
    told = COUNTS if kind == "whole" else SMALL
    assert flows(await ask_data(answered, question, MEMBER)) == told
    assert flows(await ask_data(answered, question, ANONYMOUS)) == {
        slug: told[slug] for slug in told if slug in PUBLISHED
    }


@pytest.mark.parametrize(
    "question",
    [
        "agreements(where: {mobilityFlows: {some: {count: {lt: 5}}}}) { totalCount }",
        "agreements(where: {mobilityFlows: {some: {}, atLeast: 3}}) { totalCount }",
        "universities(where: {incomingFlows: {some: {count: {in: [1, 4]}}}}) { totalCount }",
    ],
)
async def test_small_flows_decide_no_filter_of_others(answered: Ask, question: str) -> None:
    assert (await ask_data(answered, question, MEMBER))["totalCount"] == 1
    assert (await ask_data(answered, question, ANONYMOUS))["totalCount"] == 0


async def test_small_flows_are_in_no_sum_that_is_told_to_everybody(answered: Ask) -> None:
    question = """balanceOfExchange(of: "univ_a", from: "2020/2021", to: "2030/2031") {
      totals { sent weightedSent } partners { sent flows { slug } } }"""
    for who, counts in ((MEMBER, COUNTS), (ANONYMOUS, PUBLISHED)):
        found = await ask_data(answered, question, who)
        total = sum(counts.values())
        assert found["totals"] == {"sent": total, "weightedSent": float(total)}
        assert [(row["sent"], {flow["slug"] for flow in row["flows"]}) for row in found["partners"]] == [
            (total, set(counts))
        ]


async def test_small_flow_is_no_more_there_by_its_key_or_id_than_one_that_does_not_exist(answered: Ask) -> None:
    for slug, by_all, by_members in (("b", None, {"count": 4}), ("c", {"count": 5}, {"count": 5}), ("z", None, None)):
        by_id = f'node(id: "{slug_id("mobi", slug)}") {{ ... on MobilityFlow {{ count }} }}'
        for question in (f'mobilityFlow(slug: "{slug}") {{ count }}', by_id):
            assert await ask_data(answered, question, MEMBER) == by_members
            assert await ask_data(answered, question, ANONYMOUS) == by_all


async def ask_data(ask: Ask, question: str, who: Principal) -> Any:
    """The value of the one field that is asked for."""
    found = await ask(f"{{ it: {question} }}", who)
    assert found.errors == []
    return found.data["it"]


def flows(found: Any) -> dict[str, int]:
    """The flows of a connection, which has as many as it says."""
    page = found.get("found", found)
    assert page["totalCount"] == len(page["nodes"])
    return {flow["slug"]: flow["count"] for flow in page["nodes"]}
