"""Writes that are under way, without a store: who waits for them, and who is told what went wrong."""

import asyncio
import logging

import pytest

from engine.writes import Writes
from graph.store.errors import StoreBusyError


async def abandoned(writes: Writes, fault: Exception) -> None:
    """A write that fails when nobody waits for it any more."""
    going = asyncio.Event()

    async def work() -> None:
        await going.wait()
        raise fault

    waiting = asyncio.create_task(writes.run(work()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    going.set()
    await writes.settle(1)


async def test_write_goes_on_when_nobody_waits_for_it() -> None:
    writes, done = Writes(), []

    async def work() -> None:
        await asyncio.sleep(0.05)
        done.append(True)

    waiting = asyncio.create_task(writes.run(work()))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await writes.settle(1)
    assert done == [True]


async def test_write_that_is_late_is_cancelled() -> None:
    writes = Writes()
    waiting = asyncio.create_task(writes.run(asyncio.sleep(60)))
    await asyncio.sleep(0.01)
    await writes.settle(0.01)
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_defect_of_an_abandoned_write_is_told_and_a_fault_of_the_store_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    writes = Writes()
    await abandoned(writes, StoreBusyError())
    assert caplog.records == []
    await abandoned(writes, ZeroDivisionError())
    assert [(each.levelno, each.message) for each in caplog.records] == [(logging.ERROR, "write failed")]


async def test_result_and_error_come_to_who_waits() -> None:
    async def fail() -> None:
        raise StoreBusyError

    writes = Writes()
    assert await writes.run(asyncio.sleep(0, "done")) == "done"
    with pytest.raises(StoreBusyError):
        await writes.run(fail())
