"""A commit of which nobody hears whether it was done: the command is done once, and its author is told so."""

import pytest

from graph.changes.last import read_last_change
from graph.store.store import Store
from settings import Settings
from tests.conftest import Server, asking
from tests.lines import line_to, through
from tests.write.test_contact import opened


@pytest.mark.parametrize("delivers", [True, False], ids=["answer lost", "commit lost"])
async def test_command_whose_commit_was_lost_is_done_once(
    server: Server, world: Store, settings: Settings, delivers: bool
) -> None:
    before = await read_last_change(world)
    line = line_to(server, delivers=delivers)
    async with through(line, server) as cut:
        payload = await opened(asking(cut, settings))
    assert line.cuts == 0
    assert payload["change"]["version"] == 1
    (contact,) = await world.rows("MATCH (n:Contact) RETURN n.id AS id, n.version AS version", {})
    assert contact == {"id": payload["contact"]["id"], "version": 1}
    assert await read_last_change(world) == before._replace(seq=before.seq + 1)
