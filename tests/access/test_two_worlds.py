"""Who may not see a fact is answered as if it were not there: the store holds all, the oracle only what may be seen."""

import asyncio
import os
import random
from collections.abc import Sequence

import pytest

from access.principal import Principal
from access.sight import acl, sight_of
from graph.plan.guard import ACL
from graph.plan.plan import Planner
from graph.plan.selection import NodeRoot
from graph.store.store import Store
from schema.query import assemble_schema
from settings import Settings
from tests.access.worlds import World, without, write_private
from tests.conftest import Server, asking
from tests.contract.cases import answer_of, generated
from tests.plan.oracle import Oracle
from tests.recomputed.test_neighbourhood import compare

MODEL = assemble_schema()[1].model
TYPES = sorted(MODEL.types)
SEEDS = (1, 2)
AT_ONCE, DEADLINE = 4, 60.0
"""Questions at once, as planning new ones keeps the cores of a store busy; and seconds that one may take then."""
WHOLE = bool(os.environ.get("REGISTRY_WORLDS"))
EACH = {"embedded": 4, "neo4j": 80}
"""Of so many questions one is asked, where not all are: Neo4j takes long to plan new ones."""


async def wrong_answers(
    store: Store, world: World, principals: Sequence[Principal], cases: dict[str, NodeRoot], planner: Planner
) -> list[str]:
    """Who is answered which cases otherwise than in the world without what it may not see.

    All are asked a case before the next one, so that a store plans the statement of those of one sight once.
    """
    oracles = [(who, Oracle(MODEL, without(world.graph, world.hidden_from(who)))) for who in principals]
    found, waiting = [], iter(cases.items())

    async def ask_one_after_the_other() -> None:
        for name, root in waiting:
            for who, oracle in oracles:
                plan = planner.plan([root], sight_of(who.role))
                record = await store.read(plan.statement.text, plan.parameters | {ACL: acl(who)}, deadline=DEADLINE)
                if answer_of(plan, root, record) != oracle.answer(root):
                    found.append(f"{who.role.name}: {name}")

    await asyncio.gather(*(ask_one_after_the_other() for _ in range(AT_ONCE)))
    return found


@pytest.mark.parametrize("seed", SEEDS if WHOLE else SEEDS[:1])
async def test_question_is_answered_as_in_the_world_without_what_may_not_be_seen(
    store: Store, server: Server, seed: int
) -> None:
    """`REGISTRY_WORLDS=1` asks all questions of two graphs on each store."""
    world, planner = await write_private(store, seed), Planner(MODEL)
    each = EACH["embedded" if server.embedded else "neo4j"]
    questions = {name: root for label in TYPES for name, root in generated(MODEL, world.graph, label).items()}
    if not WHOLE:
        chosen = random.Random(seed).sample(sorted(questions), len(questions) // each)
        questions = {name: questions[name] for name in chosen}
    principals = list(world.principals())
    assert len(principals) * len(questions) > 10_000 // (1 if WHOLE else each)
    assert await wrong_answers(store, world, principals, questions, planner) == []


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
@pytest.mark.parametrize("seed", SEEDS)
async def test_neighbourhood_is_that_of_the_world_without_what_may_not_be_seen(
    store: Store, settings: Settings, seed: int
) -> None:
    world = await write_private(store, seed)
    for who in world.principals():
        await compare(asking(store, settings, own=who), without(world.graph, world.hidden_from(who)))
