"""`kill -9` of the store and of the server while clients write: what was acknowledged is there, and once."""

import asyncio
import os
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from access.keys import create_key
from access.principal import Role, Scope
from tests.conftest import Server, emptied
from tests.write.homes import Home
from tests.write.writers import PATIENCE, UNIVERSITIES, Kept, Writers, write_universities

ROUNDS = int(os.environ.get("REGISTRY_KILLS") or 0)
ROUNDS_EMBEDDED, ROUNDS_OF_NEO4J = ROUNDS or 2, ROUNDS or 1
"""Neo4j takes half a minute to start again."""
KILLS = ((True, True), (True, False), (False, True))
"""Whether the store is killed, and whether the server is: in turns."""
WRITERS = 8
BETWEEN = 16
"""Commands that are acknowledged, at least, between two kills."""
LONGEST = 0.5
"""Seconds after these, at most."""


async def test_kills_of_the_embedded_store_and_of_its_server(tmp_path: Path) -> None:
    await _kill_again_and_again(Home(tmp_path), ROUNDS_EMBEDDED)


@pytest.mark.last
async def test_kills_of_neo4j_and_of_the_server(tmp_path: Path, neo4j_server: Server) -> None:
    if os.environ.get("NEO4J_TEST_URI"):
        pytest.skip("Neo4j of NEO4J_TEST_URI is not ours to kill")
    await (await emptied(neo4j_server)).close()
    neo4j_server.holds = "something"
    await _kill_again_and_again(Home(tmp_path, neo4j_server), ROUNDS_OF_NEO4J)


async def _kill_again_and_again(home: Home, rounds: int) -> None:
    await asyncio.to_thread(home.start)
    try:
        store = home.open()
        await write_universities(store)
        key, _ = await create_key(
            store,
            "writers",
            Role.PARTNER,
            institutions=UNIVERSITIES[:1],
            scopes=frozenset((Scope.READ, Scope.WRITE_CONTACTS)),
        )
        await store.close()
        writers = Writers(home.address, key)
        writing = asyncio.create_task(writers.run(WRITERS))
        for number in range(rounds):
            await writers.until_more(BETWEEN, writing)
            await asyncio.sleep(random.uniform(0, LONGEST))
            await asyncio.to_thread(_kill, home, *KILLS[number % len(KILLS)])
        await writers.until_more(BETWEEN, writing)
        writers.stopping = True
        await asyncio.wait_for(writing, PATIENCE)
        store = home.open()
        kept = await Kept.of(store)
        await store.close()
    finally:
        await asyncio.to_thread(home.stop)
    sys.stdout.write(
        f"{rounds} kills: {len(writers.acknowledged)} acknowledged, {len(kept.seqs)} changes, {writers.troubles}\n"
    )
    _compare(writers, kept)


def _kill(home: Home, store: bool, server: bool) -> None:
    """Kills, and starts again what does not do so by itself."""
    if store:
        home.kill_store()
    if server:
        home.kill_server()
    if store:
        home.restart_store()
    if server:
        home.start()


def _compare(writers: Writers, kept: Kept) -> None:
    names = Counter(name for name, _, _ in writers.acknowledged)
    told = {(contact, version) for _, contact, version in writers.acknowledged}
    assert told - kept.made.keys() == set(), "acknowledged and lost"
    assert len(told) == len(writers.acknowledged), "two commands were told the same change"
    assert (kept.contacts, kept.interactions) == (names["contactOpen"], names["contactLogInteraction"])
    assert kept.requests == len(writers.acknowledged)
    assert set(kept.made.values()) == {1}
    assert kept.seqs == [*range(1, kept.last + 1)]
    assert kept.broken == []
