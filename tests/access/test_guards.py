"""Every guard is needed: each is left out in turn, and the two worlds must then differ.

A guard is a line of the planner that guards a node, and the type of the node that it guards.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from access.principal import Principal
from graph.plan.guard import Guard, Sight
from graph.plan.kept import Statements
from graph.plan.plan import Planner
from graph.plan.selection import (
    IdsRoot,
    KeysRoot,
    NodeRoot,
    NodeSelection,
    Page,
    PageRoot,
    RelationSelection,
)
from graph.store.store import Store
from resolvers.entities import key_lookups
from schema.query import assemble_schema
from settings import Settings
from tests.access.test_totals import who_owns, whole
from tests.access.test_two_worlds import MODEL, SEEDS, TYPES, wrong_answers
from tests.access.worlds import PRIVATE, World, without, write_private
from tests.conftest import Ask, Server, asking, emptied
from tests.contract.cases import generated
from tests.plan.oracle import Graph
from tests.recomputed.test_neighbourhood import compare

DAY, ALL = "2026-01-01", 100
QUESTIONS = 60
"""Neighbourhoods that are compared for each guard, until one differs."""
Site = tuple[str, str]
"""Where a guard is written, as function and line; and what it guards: a type, or several."""

BARE: dict[str, Callable[..., tuple[str, str]]] = {
    "node": lambda text, type_name, variable: (text, type_name),
    "total": lambda type_name: (f"MATCH (n0:{type_name})\nRETURN count(n0)", type_name),
    "own_node": lambda type_name, variable: (f"{variable}:{type_name}", type_name),
    "condition_of_some": lambda type_names, variable: ("", "|".join(type_names)),
    "condition_of_any": lambda type_names, variable: ("", "any"),
}
"""What writes guards: the text without one, and what it guards, by the arguments."""


@contextmanager
def guards(skipped: Site | None = None) -> Iterator[set[Site]]:
    """The guards that are written meanwhile, but for one that is left out."""
    written: set[Site] = set()
    with pytest.MonkeyPatch.context() as patch:
        for name in BARE:
            patch.setattr(Guard, name, _watched(getattr(Guard, name), name, written, skipped))
        yield written


def _watched(method: Callable[..., str], name: str, written: set[Site], skipped: Site | None) -> Callable[..., str]:
    def watched(self: Guard, first: object, *others: str) -> str:
        text = method(self, first, *others)
        bare, guarded = BARE[name](first, *others)
        if text == bare:
            return text
        code = sys._getframe(1)
        site = f"{code.f_globals['__name__']} {code.f_code.co_qualname}:{code.f_lineno}", guarded
        written.add(site)
        return bare if site == skipped else text

    return watched


def every_node(graph: Graph, type_name: str) -> dict[str, NodeRoot]:
    """All nodes of a type: by their ids, by all keys, and with all that each relationship leads to."""
    node, ids = MODEL.types[type_name], graph.of(type_name)
    ways = [way for way in key_lookups(assemble_schema()[1].of_node(node).keys) if not way.relationship]
    keys = {way: tuple(filter(None, (graph.value(id, way.property) for id in ids))) for way in ways}
    found: dict[str, NodeRoot] = {
        f"{type_name}: every id": IdsRoot(NodeSelection(node), tuple(ids)),
        f"{type_name}: every key": KeysRoot(NodeSelection(node), keys, DAY),
    }
    for name, each in node.relationships.items():
        target, order = MODEL.types[each.target], each.order or MODEL.types[each.target].order
        page = Page(ALL) if each.many else None
        asked = RelationSelection(each, NodeSelection(target), order=order, page=page, total=each.many)
        found[f"{type_name}: every {name}"] = PageRoot(NodeSelection(node, {name: asked}), Page(ALL))
    return found


def guards_of(cases: dict[str, NodeRoot], sight: Sight = Sight.PUBLIC) -> dict[Site, list[str]]:
    """The guards that the statements of cases have, and the names of the cases that have each."""
    found: dict[Site, list[str]] = {}
    with guards() as written:
        for name, root in cases.items():
            written.clear()
            Planner(MODEL).plan([root], sight)  # which keeps no statement of the case before
            for site in written:
                found.setdefault(site, []).append(name)
    return found


async def is_caught(store: Store, world: World, who: Principal, cases: dict[str, NodeRoot], site: Site) -> bool:
    """Whether some case is answered otherwise than in the world without what may not be seen."""
    with guards(site):
        planner = Planner(MODEL)
        for name, root in cases.items():
            if await wrong_answers(store, world, [who], {name: root}, planner):
                return True
    return False


async def caught_in(store: Store, seed: int, wanted: set[Site] | None) -> tuple[set[Site], set[Site]]:
    """The guards that statements of a world have, as far as they are wanted, and those of them that it needs."""
    world = await write_private(store, seed)
    who = next(world.principals())
    cases = {name: root for each in TYPES for name, root in every_node(world.graph, each).items()}
    cases |= {name: root for each in TYPES for name, root in generated(MODEL, world.graph, each).items()}
    known = guards_of(cases)
    sites = set(known) if wanted is None else wanted
    caught = set()
    for site in sorted(sites):
        if await is_caught(store, world, who, {name: cases[name] for name in known.get(site, ())}, site):
            caught.add(site)
    return sites, caught


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
async def test_no_guard_of_the_planner_can_be_left_out(server: Server) -> None:
    left, caught = None, set[Site]()
    for seed in SEEDS:
        store = await emptied(server)
        server.holds = "something"
        sites, found = await caught_in(store, seed, left)
        await store.close()
        caught |= found
        left = sites - found
        if not left:
            break
    print(f"\n{len(caught)} guards caught", *map(": ".join, sorted(caught)), sep="\n")  # noqa: T201  # the list of mutants
    assert left == set()
    assert {guarded for _, guarded in caught} == set(PRIVATE)


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
async def test_no_guard_of_a_members_total_can_be_left_out(server: Server) -> None:
    cases: dict[str, NodeRoot] = {each: whole(each) for each in PRIVATE}
    sites = {site for site in guards_of(cases, Sight.MEMBER) if "whole_total" in site[0]}
    assert len(sites) == 2 * len(PRIVATE)  # what is kept, and their own
    caught = set[Site]()
    for seed in SEEDS:
        store = await emptied(server)
        server.holds = "something"
        world = await write_private(store, seed)
        who = who_owns(world, "univ")  # to whom much leads that belongs to offices alone
        for site in sorted(sites - caught):
            if await is_caught(store, world, who, {site[1]: cases[site[1]]}, site):
                caught.add(site)
        await store.close()
    assert sites - caught == set()


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
async def test_no_guard_of_a_neighbourhood_can_be_left_out(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Statements, "of", lambda self, shape: (self._write(shape), False))  # none is kept
    world = await write_private(store, 1)
    who = next(world.principals())
    pruned = without(world.graph, world.hidden_from(who))
    with guards() as written:
        await compare(asking(store, settings, own=who), pruned, QUESTIONS)
        await check_centres(asking(store, settings, own=who), world, who)
    walked = sorted(site for site in written if "neighbourhood" in site[0])
    assert len(walked) > 3
    survived = []
    for site in walked:
        with guards(site):
            try:
                await check_centres(asking(store, settings, own=who), world, who, each=False)
                await compare(asking(store, settings, own=who), pruned, QUESTIONS)
            except AssertionError:
                continue
            survived.append(site)
    assert "\n".join(map(": ".join, survived)) == ""


async def check_centres(ask: Ask, world: World, who: Principal, *, each: bool = True) -> None:
    """Around a node that may not be seen there is nothing, as around one that does not exist.

    `each`: around each of them; otherwise around one of each type, which tells of a guard as well, and sooner.
    """
    hidden = sorted(world.hidden_from(who))
    one_of_each = {world.graph.labels[id]: id for id in hidden}
    for id in hidden if each else one_of_each.values():
        asked = await ask("query ($of: ID!) { neighbourhood(of: $of) { total } }", of=id)
        assert (asked.codes, asked.data) == (["NOT_FOUND"], {"neighbourhood": None}), id
