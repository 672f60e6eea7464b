"""Turns: long work one at a time, with rests between."""

import asyncio

import pytest

from engine.turns import RESTS, Turns

A_WHILE = 0.02


async def test_work_that_is_alone_does_not_wait() -> None:
    async with asyncio.timeout(0), Turns().turn():
        pass


async def test_next_work_waits_for_the_end_and_for_a_rest() -> None:
    turns, loop = Turns(), asyncio.get_running_loop()
    ended = 0.0

    async def first() -> None:
        nonlocal ended
        async with turns.turn():
            await asyncio.sleep(A_WHILE)
            ended = loop.time()

    async def second() -> float:
        async with turns.turn():
            return loop.time()

    _, begun = await asyncio.gather(first(), second())
    assert begun >= ended + RESTS * A_WHILE * 0.9


async def test_work_that_fails_ends_its_turn() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError):
        async with turns.turn():
            raise ZeroDivisionError
    async with asyncio.timeout(1), turns.turn():
        pass
