"""Commands that arrive at once: which are done together, what one that fails costs others, and who stops waiting."""

import asyncio
import dataclasses
import logging
from uuid import uuid4

import pytest

from graph.changes.last import read_last_change
from graph.ids import random_id
from graph.store.calls import CallKind, StoreCall
from graph.store.errors import StoreStatementError
from graph.store.store import Store, Transaction
from graph.write.action import Command
from graph.write.declared import declared_actions
from graph.write.group import MOST, CommandGroups, QueuedCommand, take_group
from graph.write.outcome import Author, RefusedError, Written
from tests.write.test_contact import A, B, C, world

__all__ = ["world"]

AUTHOR = Author("token:a", "", frozenset((A,)), frozenset(("PUBLIC", "NETWORK")), is_admin=False)
ACTIONS = {each.name: each for each in declared_actions()}
GONE = "univ_zzzzzzzzzzzzzzzz"
MANY = 32


def opening(*universities: str, **given: object) -> Command:
    """A command that opens a contact."""
    action = ACTIONS["contactOpen"]
    return Command(
        action,
        AUTHOR,
        "2026-02-01",
        "request",
        random_id("cont"),
        uuid4().hex,
        given or {"since": "2026-01-01"},
        {link.name: () for link in action.links} | {"universities": universities or (A, B)},
    )


def closing(subject: str) -> Command:
    """A command that closes a contact."""
    return Command(ACTIONS["contactClose"], AUTHOR, "2026-02-01", "request", subject, uuid4().hex, to="LOST")


class Transactions:
    """Counts those that have ended."""

    count = 0

    def on_call_end(self, ran: StoreCall) -> None:
        self.count += ran.kind is CallKind.WRITE

    def on_retry(self) -> None:
        """A call is tried again."""


def groups_of(store: Store) -> CommandGroups:
    return CommandGroups(store, lambda _: None)


async def perform(groups: CommandGroups, commands: list[Command]) -> list[Written | BaseException]:
    return await asyncio.gather(*map(groups.perform, commands), return_exceptions=True)


async def check_cancelled(waiting: list[asyncio.Task[Written]]) -> None:
    for each in waiting:
        with pytest.raises(asyncio.CancelledError):
            await each


async def contacts(store: Store) -> set[str]:
    return {row["id"] for row in await store.rows("MATCH (n:Contact) RETURN n.id AS id", {})}


async def requests(store: Store) -> int:
    (row,) = await store.rows("MATCH (q:Request) RETURN count(q) AS found", {})
    return int(row["found"])


async def grouped(*commands: Command) -> list[list[int]]:
    """The groups in which commands are taken, by their places."""
    waiting = [QueuedCommand(each) for each in commands]
    places = {each: place for place, each in enumerate(waiting)}
    found = []
    while waiting:
        found.append([places[each] for each in take_group(waiting)])
    return found


async def test_commands_about_other_nodes_are_done_together() -> None:
    assert await grouped(*(opening() for _ in range(MOST + 2))) == [[*range(MOST)], [MOST, MOST + 1]]


async def test_commands_about_one_node_are_done_one_after_the_other() -> None:
    one, other = "cont_aaaaaaaaaaaaaaaa", "cont_bbbbbbbbbbbbbbbb"
    assert await grouped(closing(one), closing(one), closing(other), closing(one)) == [[0, 2], [1], [3]]


async def test_command_that_is_sent_twice_at_once_is_not_done_twice_together() -> None:
    sent = opening()
    assert await grouped(sent, dataclasses.replace(sent, subject=random_id("cont")), opening()) == [[0, 2], [1]]


async def test_command_that_links_what_another_writes_is_done_apart() -> None:
    first = opening()
    linking = opening(A, first.subject)
    assert await grouped(first, linking) == [[0], [1]]
    assert await grouped(linking, first) == [[0], [1]]


async def test_commands_that_arrive_at_once_share_a_transaction(world: Store) -> None:
    world.watches.append(counted := Transactions())
    before = (await read_last_change(world)).seq
    commands = [opening(A, (B, C)[place % 2]) for place in range(MANY)]
    found = await perform(groups_of(world), commands)
    assert counted.count == 1
    assert [each.subject for each in found if isinstance(each, Written)] == [each.subject for each in commands]
    assert [each.seq for each in found if isinstance(each, Written)] == [*range(before + 1, before + MANY + 1)]
    linked = "MATCH (n:Contact)-[:BETWEEN]->(o) RETURN n.id AS id, o.id AS party ORDER BY party"
    parties: dict[str, list[str]] = {}
    for row in await world.rows(linked, {}):
        parties.setdefault(row["id"], []).append(row["party"])
    assert parties == {each.subject: list(each.links["universities"]) for each in commands}


async def test_refused_commands_cost_the_others_nothing_and_leave_no_trace(world: Store) -> None:
    before = (await read_last_change(world)).seq
    good, bad = [opening() for _ in range(6)], [opening(A, GONE) for _ in range(3)]
    found = await perform(groups_of(world), [*good[:3], *bad, *good[3:]])
    assert [type(each) for each in found] == [Written] * 3 + [RefusedError] * 3 + [Written] * 3
    assert await contacts(world) == {each.subject for each in good}
    assert await requests(world) == len(good)
    assert (await read_last_change(world)).seq == before + len(good)


async def test_command_that_the_store_refuses_is_told_so_and_the_others_are_done(world: Store) -> None:
    impossible = opening(since="2026-01-01", outcome={"no": "property"})
    good = [opening() for _ in range(3)]
    found = await perform(groups_of(world), [good[0], impossible, *good[1:]])
    assert [type(each) for each in found] == [Written, StoreStatementError, Written, Written]
    assert await contacts(world) == {each.subject for each in good}
    assert await requests(world) == len(good)


async def test_commands_are_done_though_nobody_waits_for_them(world: Store) -> None:
    groups = groups_of(world)
    waiting = [asyncio.create_task(groups.perform(opening())) for _ in range(3)]
    await asyncio.sleep(0)
    for each in waiting:
        each.cancel()
    await check_cancelled(waiting)
    await groups.settle(30)
    assert len(await contacts(world)) == len(waiting)


async def test_commands_that_are_late_are_cancelled_and_leave_nothing_behind(world: Store) -> None:
    groups, held, release = groups_of(world), asyncio.Event(), asyncio.Event()

    async def hold(transaction: Transaction) -> None:
        await transaction.run("MATCH (n:University {id: $id}) SET n.lock = 'held'", {"id": A})
        held.set()
        await release.wait()

    holding = asyncio.create_task(world.write(hold))
    await held.wait()
    waiting = [asyncio.create_task(groups.perform(opening())) for _ in range(3)]
    await asyncio.sleep(0.1)
    await groups.settle(0.1)
    await check_cancelled(waiting)
    release.set()
    await holding
    assert await contacts(world) == set()
    assert await requests(world) == 0


async def test_defect_of_a_command_for_which_nobody_waits_is_told_to_the_log_and_a_refusal_is_not(
    world: Store, caplog: pytest.LogCaptureFixture
) -> None:
    groups = groups_of(world)
    for command in (opening(A, GONE), opening(since="2026-01-01", outcome=object())):
        waiting = asyncio.create_task(groups.perform(command))
        await asyncio.sleep(0)
        waiting.cancel()
        await groups.settle(30)
    assert [(each.levelno, each.message) for each in caplog.records] == [(logging.ERROR, "write failed")]
    assert await contacts(world) == set()
