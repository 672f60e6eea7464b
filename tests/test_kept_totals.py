"""Totals that are kept are the number of what is there, whatever writes, and however many at once."""

import asyncio
import random
from typing import Any

import pytest

from graph.load.batch import Batch
from graph.store.store import Store, Transaction
from graph.totals import kept_totals, recount_totals, wrong_totals
from settings import Settings
from tests.access.worlds import LEVELS, PRIVATE
from tests.conftest import asking
from tests.plan.graphs import random_graph, write
from tests.write.test_contact import AGREEMENT, A, B, act, codes, opened, world

__all__ = ["world"]
EVENT, BATCHES = "evnt_aaaaaaaaaaaaaaaa", 8


async def read_right_totals(store: Store) -> dict[str, int]:
    """The totals that are kept and not zero; they must be right."""
    assert await wrong_totals(store) == []
    return {f"{noun} {level}": count for (noun, level), count in (await kept_totals(store)).items()}


def contact(batch: Batch, id: str, **properties: Any) -> Batch:
    batch.node("Contact", id, {"slug": id, "since": "2020-01-01", "stage": "LEAD", **properties})
    for each in (A, B):
        batch.edge("BETWEEN", ("Contact", id), ("University", each))
    return batch


async def test_loads_count_what_they_publish_and_withdraw(world: Store) -> None:
    before = await read_right_totals(world)
    steps: list[tuple[dict[str, Any], dict[str, int]]] = [
        ({}, {}),
        ({"stage": "AGREED"}, {"Contact NETWORK": 1}),
        ({"stage": "AGREED"}, {"Contact NETWORK": 1}),
        ({"demo": True}, {"Contact PUBLIC": 1}),
        ({"shared": "OFFICE"}, {}),
        ({"shared": "NETWORK"}, {"Contact NETWORK": 1}),
    ]
    for properties, expected in steps:
        await contact(Batch(), "cont_aaaaaaaaaaaaaaaa", **properties).write(world)
        assert await read_right_totals(world) == before | expected, properties


async def test_nodes_that_a_load_takes_away_are_counted_no_more(world: Store) -> None:
    before, ids = await read_right_totals(world), [f"part_{letter * 16}" for letter in "abc"]
    batch = Batch()
    batch.node("Event", EVENT, {"slug": "fair", "name": "Fair", "kind": "FAIR"})
    for id in ids:
        batch.node("Participation", id, {})
        batch.edge("AT_EVENT", ("Participation", id), ("Event", EVENT))
    await batch.write(world)
    assert await read_right_totals(world) == before | {"Participation NETWORK": 3}
    batch = Batch()
    batch.prune(("Event", EVENT), "Participation", ids[:1])
    await batch.write(world)
    assert await read_right_totals(world) == before | {"Participation NETWORK": 1}


async def test_loads_that_write_at_once_lose_no_count(world: Store) -> None:
    before = await read_right_totals(world)
    batches = [contact(Batch(), f"cont_{number:016d}", stage="AGREED") for number in range(BATCHES)]
    for each in batches:
        contact(each, "cont_aaaaaaaaaaaaaaaa", stage="AGREED")
    await asyncio.gather(*(each.write(world) for each in batches))
    assert await read_right_totals(world) == before | {"Contact NETWORK": BATCHES + 1}


async def test_actions_count_what_they_open_to_others(world: Store, settings: Settings) -> None:
    ask, before = asking(world, settings), await read_right_totals(world)
    contacts = [(await opened(ask))["contact"]["id"] for _ in range(BATCHES)]
    for id in contacts:
        await act(ask, "contactAdvance", id=id, expectedVersion=1, stage="IN_TALKS")
    assert await read_right_totals(world) == before
    refused = await act(ask, "contactAdvance", id=contacts[0], expectedVersion=9, stage="AGREED", agreement=AGREEMENT)
    assert codes(refused) and await read_right_totals(world) == before
    told = await asyncio.gather(
        *(act(ask, "contactAdvance", id=id, expectedVersion=2, stage="AGREED", agreement=AGREEMENT) for id in contacts)
    )
    assert [each["userErrors"] for each in told] == [[]] * BATCHES
    assert await read_right_totals(world) == before | {"Contact NETWORK": BATCHES}
    await act(ask, "contactLogInteraction", id=contacts[0], kind="LETTER", date="2026-02-02")
    await act(ask, "contactClose", id=contacts[0], expectedVersion=4, outcome="NO_RESULT")
    assert await read_right_totals(world) == before | {"Contact NETWORK": BATCHES - 1}  # it was agreed for no whole day


@pytest.mark.parametrize("seed", [1, 2])
async def test_any_graph_that_is_written_twice_is_counted_once(store: Store, seed: int) -> None:
    graph, chance = random_graph(seed), random.Random(seed)
    for _ in range(2):
        for id, label in graph.labels.items():
            if label in PRIVATE:
                graph.properties[id]["shared"] = chance.choice(LEVELS).name
        await write(graph, store)
        assert await read_right_totals(store)


async def test_what_was_altered_by_hand_is_counted_anew(world: Store) -> None:
    before = await read_right_totals(world)
    await contact(Batch(), "cont_aaaaaaaaaaaaaaaa", stage="AGREED").write(world)

    async def alter(transaction: Transaction) -> None:
        await transaction.run("MATCH (n:Contact) DETACH DELETE n")

    await world.write(alter)
    assert await wrong_totals(world) == [("Contact", "NETWORK")]
    await world.write(recount_totals)
    assert await read_right_totals(world) == before
