"""The list of hostile requests by URL: none hangs, none gets 500 or more, each gets the answer that is due."""

import asyncio

from bench.hostile_http import REQUESTS, try_all
from tests.http.wire import registry


async def test_every_hostile_request_gets_the_answer_that_is_due() -> None:
    assert max(status for each in REQUESTS.values() for status in each.due) < 500
    async with registry() as port:
        found = await asyncio.to_thread(lambda: {name: why for name, why, _ in try_all("127.0.0.1", port) if why})
    assert found == {}
