"""The total of all nodes of a type is the number of those that who asks may see."""

from dataclasses import replace

import pytest

from access.principal import Principal, Role
from access.sight import acl, sight_of
from graph.declared import declared_model
from graph.plan.filters import AllOf, Compare, Operator
from graph.plan.guard import ACL, Sight
from graph.plan.plan import Planner
from graph.plan.selection import NodeSelection, Page, PageRoot
from graph.store.store import Store
from tests.access.worlds import PRIVATE, READ, World, read_world, write_private
from tests.conftest import ADMIN

MODEL = declared_model()


def whole(type_name: str) -> PageRoot:
    """The total of a type and nothing else."""
    return PageRoot(NodeSelection(MODEL.types[type_name]), Page(1), rows=False, total=True)


async def totals_of(store: Store, who: Principal, type_names: tuple[str, ...] = PRIVATE) -> dict[str, int | None]:
    """The totals of types, asked in one question."""
    plan = Planner(MODEL).plan([whole(each) for each in type_names], sight_of(who.role))
    found = plan.rows_of(await store.read(plan.statement.text, plan.parameters | {ACL: acl(who)}))
    return dict(zip(type_names, (each.total for each in found), strict=True))


def who_owns(world: World, *prefixes: str) -> Principal:
    """An officer of all institutions or offices, or both: many ways lead from what it owns to one node."""
    owners = sorted(set().union(*world.owners.values()))
    institutions = tuple(each for each in owners if each.startswith("univ") and "univ" in prefixes)
    offices = tuple(each for each in owners if each.startswith("offi") and "offi" in prefixes)
    return Principal(Role.OFFICER, "key:all", institutions=institutions, offices=offices, scopes=READ)


async def test_total_counts_what_may_be_seen_once(store: Store) -> None:
    world = await write_private(store, seed=1)
    for who in [*world.principals(), who_owns(world, "univ", "offi"), who_owns(world, "univ"), ADMIN]:
        hidden = world.hidden_from(who)
        expected = {each: len([id for id in world.graph.of(each) if id not in hidden]) for each in PRIVATE}
        assert await totals_of(store, who) == expected, who
        single = PRIVATE[:1]
        assert await totals_of(store, who, single) == {PRIVATE[0]: expected[PRIVATE[0]]}, who


async def test_node_without_a_level_counts_for_administrators_alone(store: Store) -> None:
    world = await write_private(store, seed=1)
    members = [*world.principals(), who_owns(world, "univ", "offi"), who_owns(world, "univ")]
    before = [await totals_of(store, who, ("Contact",)) for who in [*members, ADMIN]]
    published = next(id for id in world.graph.of("Contact") if world.seen[id] == "PUBLIC")
    await read_world(store, world.graph, unknown=[published])
    after = [await totals_of(store, who, ("Contact",)) for who in [*members, ADMIN]]
    lost = [(old["Contact"] or 0) - (new["Contact"] or 0) for old, new in zip(before, after, strict=True)]
    assert lost == [1] * len(members) + [0]


def test_total_of_a_member_starts_from_levels_and_from_owners() -> None:
    assert (
        Planner(MODEL).plan([whole("Contact")], Sight.MEMBER).statement.text
        == """\
CALL () {
  UNWIND $acl.levels AS level
  MATCH (t0:Total {level: level})
  RETURN sum(t0.Contact) AS open
}
CALL () {
  CALL () {
    UNWIND $acl.mine AS mine
    MATCH (o0:University {id: mine})<-[:BETWEEN]-(n0:Contact WHERE any(owner IN n0.owners WHERE owner IN $acl.mine))
    WHERE NOT coalesce(n0.seen IN $acl.levels, false)
    RETURN n0
    UNION ALL
    UNWIND $acl.mine AS mine
    MATCH (o0:Office {id: mine})<-[:FACILITATED_BY]-(n0:Contact WHERE any(owner IN n0.owners WHERE owner IN $acl.mine))
    WHERE NOT coalesce(n0.seen IN $acl.levels, false)
    RETURN n0
  }
  RETURN count(DISTINCT n0) AS own
}
RETURN open + own AS total0"""
    )


@pytest.mark.parametrize("type_name", PRIVATE)
def test_total_of_who_sees_everything_is_left_to_the_store(type_name: str) -> None:
    text = Planner(MODEL).plan([whole(type_name)], Sight.ALL).statement.text
    assert text == f"MATCH (n0:{type_name})\nRETURN count(n0) AS total0"


def test_total_that_a_filter_narrows_is_counted_among_what_it_finds() -> None:
    root = replace(whole("Contact"), where=Compare("stage", Operator.EQ, "LEAD"))
    text = Planner(MODEL).plan([root], Sight.PUBLIC).statement.text
    assert text == "MATCH (n0:Contact WHERE n0.seen = $acl.public)\nWHERE n0.stage = $p0\nRETURN count(n0) AS total0"


def test_filter_that_says_nothing_narrows_nothing() -> None:
    texts = {
        Planner(MODEL).plan([replace(whole("Contact"), where=each)], Sight.PUBLIC).statement.text
        for each in (None, AllOf(()))
    }
    assert texts == {"UNWIND [$acl.public] AS level\nMATCH (t0:Total {level: level})\nRETURN sum(t0.Contact) AS total0"}
