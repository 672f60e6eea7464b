"""The clients that people use: those of docs/following.md, with graphql-ws and graphql-sse on Node.js, and curl."""

import asyncio
import json
import os
import shutil
import subprocess
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from access.keys import create_key, revoke_key
from access.principal import Role
from graph.store.store import Store
from process.application import application
from process.registry import registry_of
from settings import Settings
from tests.changes.test_changes import CONTACT, READ, A, write_contact
from tests.conftest import ROOT
from tests.http.wire import served
from tests.streams.talking import SECONDS, registry_over
from tests.streams.test_following import BRIEF, START

EXAMPLES = ROOT / "examples" / "following"
PROGRAMS = pytest.mark.parametrize("program", ["socket.mjs", "events.mjs"])
REFUSED = {"socket.mjs": 4403, "events.mjs": 401}


@pytest.fixture(scope="module")
def installed() -> None:
    """The clients, from the lock."""
    if not shutil.which("npm"):
        pytest.skip("Node.js is needed, with npm")
    if not (EXAMPLES / "node_modules" / ".package-lock.json").exists():
        ran = subprocess.run(["npm", "ci", "--loglevel=error", "--no-progress"], cwd=EXAMPLES, check=False)
        if ran.returncode:
            pytest.skip("npm could not install the clients")


@asynccontextmanager
async def running(*command: str, key: str = "", folder: Path = EXAMPLES) -> AsyncIterator[Process]:
    environment = os.environ | {"KEY": key}
    process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=environment, stdout=PIPE, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def read_told(process: Process) -> Any:
    assert process.stdout
    line = await asyncio.wait_for(process.stdout.readline(), SECONDS)
    assert line, await process.communicate()
    return json.loads(line)


async def complained(process: Process) -> str:
    assert process.stderr
    return (await asyncio.wait_for(process.stderr.readline(), SECONDS)).decode().strip()


@PROGRAMS
async def test_program_goes_on_where_it_was_cut_off(
    program: str, installed: None, store: Store, settings: Settings
) -> None:
    text, _ = await create_key(store, "follower", Role.PARTNER, institutions=[A], scopes=READ)
    await write_contact(store)
    app = application(settings, registry_of(store, settings))
    async with (
        served(app, settings) as (port, server),
        running("node", program, f"http://127.0.0.1:{port}", START, key=text) as client,
    ):
        seen = [(await read_told(client))["entityId"] for _ in range(4)]
        server._drop()
        await write_contact(store, stage="IN_TALKS")
        seen.append((await read_told(client))["entityId"])
        await write_contact(store, stage="AGREED")
        seen.append((await read_told(client))["entityId"])
    assert len(set(seen[:4])) == 4
    assert seen[4:] == [CONTACT, CONTACT]


@PROGRAMS
async def test_program_ends_when_its_key_does(program: str, installed: None, store: Store, settings: Settings) -> None:
    text, key = await create_key(store, "follower", Role.PARTNER, institutions=[A], scopes=READ)
    await write_contact(store)
    async with registry_over(store, settings) as port:
        address = f"http://127.0.0.1:{port}"
        async with running("node", program, address, START, key=text) as client:
            await read_told(client)
            await revoke_key(store, key.id)
            await write_contact(store, stage="IN_TALKS")
            assert await asyncio.wait_for(client.wait(), SECONDS) == 0
        async with running("node", program, address, START, key=text) as client:
            assert await complained(client) == str(REFUSED[program])


async def test_curl_prints_events_as_they_come(store: Store, settings: Settings) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is needed")
    body = json.dumps({"query": BRIEF, "variables": {"after": START}})
    headers = ["-H", "accept: text/event-stream", "-H", "content-type: application/json"]
    async with registry_over(store, settings) as port:
        url = f"http://127.0.0.1:{port}/graphql"
        async with running("curl", "-sN", "--compressed", url, *headers, "-d", body, folder=ROOT) as client:
            await write_contact(store, shared="PUBLIC")
            assert client.stdout
            lines = [await asyncio.wait_for(client.stdout.readline(), SECONDS) for _ in range(4)]
    assert [line[:6] for line in lines] == [b"id: Wy", b"event:", b"data: ", b"\n"]
