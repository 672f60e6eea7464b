"""The floor: what a question costs when its one statement and its answer are written by hand, and nothing is general.

    python -m bench.floor PORT

No framework and no GraphQL library: uvicorn hands the body over, the operation's name picks a statement, the store
makes one record, orjson writes it. The driver is set as our server sets it. Cursors are those of `bench/cursors.py`.
"""

import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import neo4j
import orjson
import uvicorn

from bench.floor_questions import QUESTIONS
from graph.store.connecting import CONNECT_SECONDS, READ_DEADLINE
from graph.store.store import POOL

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Floor:
    """The ASGI application."""

    def __init__(self) -> None:
        self._database = os.environ.get("NEO4J_DATABASE", "neo4j")
        self._driver: neo4j.AsyncDriver | None = None

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        answer = orjson.dumps({"data": await self._answer(orjson.loads(body))})
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _answer(self, body: dict[str, Any]) -> dict[str, Any]:
        question = QUESTIONS.get(body.get("operationName", ""))
        if question is None:
            return {}
        assert self._driver
        query = neo4j.Query(question.statement, timeout=READ_DEADLINE)
        async with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            record = await (await session.run(query, question.parameters(body["variables"]))).single()
            return question.answer(record.values() if record else [])

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._driver = neo4j.AsyncGraphDatabase.driver(
            os.environ["NEO4J_URI"],
            auth=(os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"]),
            max_connection_pool_size=POOL,
            connection_timeout=CONNECT_SECONDS,
            fetch_size=-1,
            telemetry_disabled=True,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        )
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._driver.close()
        await send({"type": "lifespan.shutdown.complete"})


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(Floor(), port=port, loop="uvloop", http="httptools", access_log=False, log_level="warning")
