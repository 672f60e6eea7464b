"""Who may see what loads write: worked out from what the graph holds, whatever touched it."""

from typing import Any

import pytest

from graph.changes.statements import REGISTRY
from graph.declared import declared_model
from graph.load import visibility
from graph.load.batch import Batch
from graph.load.visibility import settle_all
from graph.model import PropertyKind
from graph.owner_paths import owner_paths
from graph.privacy import Level, Threshold
from graph.store.store import Store, Transaction
from graph.totals import kept_totals, wrong_totals

SEEN = "MATCH (n) WHERE n.id = $id RETURN n.seen AS seen, n.owners AS owners"


class Graph:
    """A graph that is written batch by batch, as loads write."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.batch = Batch()

    def node(self, label: str, id: str, **properties: Any) -> "Graph":
        self.batch.node(label, id, properties)
        return self

    def edge(self, type: str, source: str, target: str) -> "Graph":
        self.batch.edge(type, (label_of(source), source), (label_of(target), target))
        return self

    async def write(self) -> None:
        await self.batch.write(self.store)
        self.batch = Batch()

    async def read_seen(self, id: str) -> tuple[str, set[str]]:
        (row,) = await self.store.rows(SEEN, {"id": id})
        return row["seen"], set(row["owners"])


def label_of(id: str) -> str:
    node = declared_model().by_prefix(id.partition("_")[0])
    assert node
    return node.name


@pytest.fixture
def graph(store: Store) -> Graph:
    return Graph(store).node("University", "univ_a").node("University", "univ_b").node("Office", "offi_x")


def contact(graph: Graph, stage: str = "LEAD", **properties: Any) -> Graph:
    graph.node("Contact", "cont_1", stage=stage, since="2020-01-01", **properties)
    graph.edge("BETWEEN", "cont_1", "univ_a").edge("BETWEEN", "cont_1", "univ_b")
    return graph.edge("FACILITATED_BY", "cont_1", "offi_x")


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ({"stage": "LEAD"}, "OWNERS"),
        ({"stage": "DECLARED"}, "OWNERS"),
        ({"stage": "AGREED"}, "NETWORK"),
        ({"stage": "DORMANT"}, "OWNERS"),
        ({"stage": "DORMANT", "stages": ["IN_TALKS", "AGREED", "DORMANT"]}, "NETWORK"),
        ({"stage": "LEAD", "demo": True}, "PUBLIC"),
        ({"stage": "LEAD", "demo": False}, "OWNERS"),
        ({"stage": "AGREED", "shared": "OWNERS"}, "OWNERS"),
        ({"stage": "LEAD", "demo": True, "shared": "NETWORK"}, "NETWORK"),
    ],
)
async def test_contact_is_seen_by_its_parties_and_office_until_it_is_agreed(
    graph: Graph, properties: dict[str, Any], level: str
) -> None:
    await contact(graph, **properties).write()
    assert await graph.read_seen("cont_1") == (level, {"univ_a", "univ_b", "offi_x"})


@pytest.mark.parametrize(("status", "level"), [("DRAFT", "OWNERS"), ("IN_FORCE", "PUBLIC"), ("TERMINATED", "PUBLIC")])
async def test_agreement_is_published_once_it_is_in_force(graph: Graph, status: str, level: str) -> None:
    graph.node("Agreement", "agrm_1", title="T", status=status).edge("HAS_PARTY", "agrm_1", "univ_a")
    await graph.edge("SIGNED_BY", "agrm_1", "offi_x").write()
    assert await graph.read_seen("agrm_1") == (level, {"univ_a", "offi_x"})


@pytest.mark.parametrize(
    ("count", "properties", "level"),
    [
        (1, {}, "NETWORK"),
        (4, {}, "NETWORK"),
        (5, {}, "PUBLIC"),
        (900, {}, "PUBLIC"),
        (4, {"demo": True}, "PUBLIC"),
        (900, {"shared": "OWNERS"}, "OWNERS"),
    ],
)
async def test_flow_of_fewer_than_five_people_is_for_members(
    graph: Graph, count: int, properties: dict[str, Any], level: str
) -> None:
    graph.node("MobilityFlow", "mobi_1", count=count, **properties)
    await graph.edge("FLOWS_FROM", "mobi_1", "univ_a").edge("FLOWS_TO", "mobi_1", "univ_b").write()
    assert await graph.read_seen("mobi_1") == (level, {"univ_a", "univ_b"})


async def test_flow_is_published_when_it_grows_and_withdrawn_when_it_shrinks(graph: Graph) -> None:
    levels = []
    for count in (4, 5, 3):
        await graph.node("MobilityFlow", "mobi_1", count=count).edge("FLOWS_TO", "mobi_1", "univ_b").write()
        levels.append((await graph.read_seen("mobi_1"))[0])
    assert levels == ["NETWORK", "PUBLIC", "NETWORK"]


async def test_draft_that_was_in_force_once_stays_published(graph: Graph) -> None:
    await graph.node("Agreement", "agrm_1", title="T", status="DRAFT", statuses=["IN_FORCE", "DRAFT"]).write()
    assert await graph.read_seen("agrm_1") == ("PUBLIC", set())


async def test_interaction_belongs_to_those_of_its_contact_also_when_these_change_later(graph: Graph) -> None:
    await contact(graph).write()
    graph.node("Interaction", "intr_1", date="2020-02-02").edge("WITHIN", "intr_1", "cont_1")
    await graph.write()
    assert await graph.read_seen("intr_1") == ("OWNERS", {"univ_a", "univ_b", "offi_x"})
    graph.node("University", "univ_c").edge("BETWEEN", "cont_1", "univ_c")
    graph.batch.drop_edge("FACILITATED_BY", ("Contact", "cont_1"), ("Office", "offi_x"))
    await graph.write()
    assert (await graph.read_seen("cont_1"))[1] == {"univ_a", "univ_b", "univ_c"}
    assert (await graph.read_seen("intr_1"))[1] == {"univ_a", "univ_b", "univ_c"}


async def test_action_belongs_to_those_of_its_plan(graph: Graph) -> None:
    graph.node("AnnualPlan", "plan_1", year=2026, status="DRAFT").node("JointAction", "jact_1", status="PLANNED")
    graph.edge("PLAN_OF", "plan_1", "univ_a").edge("PLANNED_WITH", "plan_1", "offi_x")
    await graph.edge("PART_OF_PLAN", "jact_1", "plan_1").write()
    assert await graph.read_seen("jact_1") == await graph.read_seen("plan_1") == ("OWNERS", {"univ_a", "offi_x"})


async def test_of_what_is_for_offices_no_institution_is_an_owner(graph: Graph) -> None:
    await contact(graph, shared="OFFICE").write()
    assert await graph.read_seen("cont_1") == ("OFFICE", {"offi_x"})


async def test_contact_point_belongs_to_those_for_whom_its_person_works(graph: Graph) -> None:
    graph.node("Person", "pers_1", role="DEAN").edge("WORKS_AT", "pers_1", "univ_a")
    graph.node("ContactPoint", "cpnt_1", kind="EMAIL", value="dean@example.org")
    await graph.edge("REACHES", "cpnt_1", "pers_1").write()
    assert await graph.read_seen("cpnt_1") == ("OWNERS", {"univ_a"})
    graph.batch.drop_edge("WORKS_AT", ("Person", "pers_1"), ("University", "univ_a"))
    await graph.edge("WORKS_AT", "pers_1", "univ_b").edge("SERVES_AT", "pers_1", "offi_x").write()
    assert await graph.read_seen("cpnt_1") == ("OWNERS", {"univ_b", "offi_x"})


@pytest.mark.parametrize(
    ("shared", "level", "owners"),
    [(None, "OFFICE", {"offi_x", "offi_y"}), ("OWNERS", "OWNERS", {"univ_a", "univ_b", "offi_x", "offi_y"})],
)
async def test_note_on_a_contact_is_for_offices_until_it_is_shared_with_the_parties(
    graph: Graph, shared: str | None, level: str, owners: set[str]
) -> None:
    await contact(graph).write()
    graph.node("Office", "offi_y").node("Note", "note_1", text="T", date="2020-02-02", shared=shared)
    await graph.edge("ABOUT_CONTACT", "note_1", "cont_1").edge("KEPT_BY", "note_1", "offi_y").write()
    assert await graph.read_seen("note_1") == (level, owners)


async def test_every_node_of_the_demo_set_that_could_be_private_is_published_and_has_its_owners(
    demo_store: Store,
) -> None:
    for label in declared_model().private_types:
        text = f"MATCH (n:{label}) RETURN n.seen AS seen, count(n) AS count, sum(size(n.owners)) AS owners"
        (row,) = await demo_store.rows(text, {})
        assert row["seen"] == "PUBLIC" and row["count"] > 0, label
        assert row["owners"] >= row["count"], label


async def test_store_of_an_earlier_version_is_worked_out_once(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    await contact(graph, stage="AGREED").write()
    assert not await settle_all(graph.store, REGISTRY)

    async def forget(transaction: Transaction) -> None:
        await transaction.run("MATCH (n:Contact) REMOVE n.seen REMOVE n.owners")
        await transaction.run("MATCH (r:Registry) REMOVE r.visibilityRules")
        await transaction.run("MATCH (t:Total) DELETE t")

    await graph.store.write(forget)
    monkeypatch.setattr(visibility, "PAGE", 1)
    assert await settle_all(graph.store, REGISTRY)
    assert await graph.read_seen("cont_1") == ("NETWORK", {"univ_a", "univ_b", "offi_x"})
    assert await kept_totals(graph.store) and await wrong_totals(graph.store) == []
    assert not await settle_all(graph.store, REGISTRY)


async def test_empty_store_has_nothing_to_work_out(store: Store) -> None:
    assert not await settle_all(store, REGISTRY)


@pytest.mark.parametrize("label", declared_model().private_types)
def test_private_noun_says_how_its_owners_are_found(label: str) -> None:
    node = declared_model().types[label]
    paths = list(owner_paths(declared_model(), node))
    assert paths and {path.target for path in paths} <= {"University", "Office"}
    for opening in node.privacy.opens if node.privacy else ():
        stored = node.properties[opening.property]
        if isinstance(opening, Threshold):
            assert stored.kind is PropertyKind.INTEGER and not stored.nullable
        else:
            assert set(opening.values) <= set(stored.values)
        assert opening.level is not Level.OFFICE
