"""The floor: what a question costs when its one statement and its answer are written by hand, and nothing is general.

    python -m bench.floor PORT

No framework and no GraphQL library: uvicorn hands the body over, the operation's name picks a statement, the store
makes one record, orjson writes it. The driver is set as our server sets it. Cursors are those of `bench/cursors.py`.
"""

import base64
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import neo4j
import orjson
import uvicorn

from graph.store.store import CONNECT_SECONDS, POOL, READ_DEADLINE

Variables = dict[str, Any]
Answer = dict[str, Any]

COUNTRY_CODE = """head(COLLECT {
  MATCH (u)-[e:LOCATED_IN]->()-[:IN_COUNTRY]->(c) RETURN {code: c.code} ORDER BY e.position LIMIT 1
})"""
COUNTRY = """head(COLLECT {
  MATCH (u)-[e:LOCATED_IN]->()-[:IN_COUNTRY]->(c) RETURN {code: c.code, name: c.name} ORDER BY e.position LIMIT 1
})"""
COUNTRY_WHOLE = COUNTRY.replace("{code: c.code", "{id: c.id, code: c.code")
WHOLE = f"""{{
  id: u.id, name: u.name, kind: u.kind, status: u.status, statusSince: toString(u.statusSince), founded: u.founded,
  website: u.website, studentBand: u.studentBand, fields: u.fields, country: {COUNTRY_CODE}
}}"""
AFTER_NAME = """MATCH (u:University)
WHERE u.name >= $name AND (u.name > $name OR u.id > $id)
WITH u ORDER BY u.name, u.id LIMIT $first"""

ONE = f"MATCH (u:University {{id: $id}}) RETURN collect({WHOLE}) AS rows"
PAGE = f"""{AFTER_NAME}
CALL (u) {{
  MATCH (u)-[:NAMED]->(n) WITH n ORDER BY n.kind, n.language, n.value, n.id LIMIT 20
  RETURN collect({{value: n.value, language: n.language, kind: n.kind}}) AS names
}}
RETURN collect({{
  id: u.id, name: u.name, kind: u.kind, founded: u.founded, country: {COUNTRY}, names: names
}}) AS rows"""
THREE = f"""{AFTER_NAME}
CALL (u) {{
  MATCH (u)<-[:BETWEEN]-(k)
  WHERE k.since <= date($day) AND (k.until IS NULL OR k.until > date($day)) AND NOT k.stage IN ['DORMANT', 'LOST']
  WITH k ORDER BY k.since DESC, k.id DESC LIMIT 10
  CALL (k) {{
    MATCH (k)-[:BETWEEN]->(u) WITH u ORDER BY u.name, u.id LIMIT 5
    RETURN collect({{id: u.id, name: u.name, country: {COUNTRY}}}) AS parties
  }}
  RETURN collect({{id: k.id, since: toString(k.since), stage: k.stage, parties: parties}}) AS contacts
}}
RETURN collect({{id: u.id, name: u.name, contacts: {{nodes: contacts}}}}) AS rows"""
FILTERED = """MATCH (:Country {code: $country})<-[:IN_COUNTRY]-()<-[:LOCATED_IN]-(u)
WHERE u.kind = 'HIGHER_EDUCATION' AND u.founded >= $since
WITH DISTINCT u ORDER BY u.founded DESC, u.id DESC
RETURN count(u) AS total, collect({
  id: u.id, name: u.name, founded: u.founded, website: u.website, studentBand: u.studentBand
})[..20] AS rows"""
ENTITIES = f"""UNWIND $ids AS id
MATCH (u:University {{id: id}})
RETURN collect({{
  id: u.id, name: u.name, kind: u.kind, founded: u.founded, website: u.website, country: {COUNTRY}
}}) AS rows"""
LEAVES1000 = f"""MATCH (u:University) WHERE u.id > $id
WITH u ORDER BY u.id LIMIT 100
RETURN collect({WHOLE}) AS rows"""
LEAVES10000 = f"""UNWIND $ids AS after
CALL (after) {{
  MATCH (k:Contact) WHERE k.id > after
  WITH k ORDER BY k.id LIMIT 100
  CALL (k) {{
    MATCH (k)-[:BETWEEN]->(u) WITH u ORDER BY u.name, u.id LIMIT 5
    RETURN collect({{
      id: u.id, name: u.name, kind: u.kind, status: u.status, statusSince: toString(u.statusSince),
      founded: u.founded, website: u.website, studentBand: u.studentBand, fields: u.fields,
      country: {COUNTRY_WHOLE}
    }}) AS parties
  }}
  RETURN collect({{
    id: k.id, slug: k.slug, stage: k.stage, since: toString(k.since), until: toString(k.until),
    lastActivity: toString(k.lastActivity), outcome: k.outcome, demo: k.demo, parties: parties
  }}) AS nodes
}}
RETURN collect({{nodes: nodes}}) AS rows"""

Question = tuple[str, Callable[[Variables], Variables], Callable[[list[Any]], Answer]]
"""A statement, its parameters, and the answer that the values of its record make."""


def _place(text: str) -> list[str]:
    place: list[str] = orjson.loads(base64.urlsafe_b64decode(text))
    return place


def _after_name(variables: Variables, first: int) -> Variables:
    name, id = _place(variables["after"])
    return {"name": name, "id": id, "first": first}


def _nodes(values: list[Any]) -> Answer:
    return {"universities": {"nodes": values[0]}}


def _entities(variables: Variables) -> Variables:
    return {"ids": [each["id"] for each in variables["representations"]]}


QUESTIONS: dict[str, Question] = {
    "One": (ONE, lambda asked: asked, lambda values: {"university": values[0][0] if values[0] else None}),
    "Page": (PAGE, lambda asked: _after_name(asked, 50), _nodes),
    "Three": (THREE, lambda asked: _after_name(asked, 20) | {"day": asked["day"]}, _nodes),
    "Filtered": (
        FILTERED,
        lambda asked: asked,
        lambda values: {"universities": {"totalCount": values[0], "nodes": values[1]}},
    ),
    "Entities": (ENTITIES, _entities, lambda values: {"_entities": values[0]}),
    "Leaves1000": (LEAVES1000, lambda asked: {"id": _place(asked["after"])[0]}, _nodes),
    "Leaves10000": (
        LEAVES10000,
        lambda asked: {"ids": [_place(asked[name])[0] for name in "abc"]},
        lambda values: dict(zip("abc", values[0], strict=True)),
    ),
}

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

    async def _answer(self, body: dict[str, Any]) -> Answer:
        question = QUESTIONS.get(body.get("operationName", ""))
        if question is None:
            return {}
        statement, parameters, answer = question
        assert self._driver
        async with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            result = await session.run(neo4j.Query(statement, timeout=READ_DEADLINE), parameters(body["variables"]))
            record = await result.single(strict=True)
            return answer(record.values())

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
    uvicorn.run(Floor(), port=int(sys.argv[1]), loop="uvloop", http="httptools", access_log=False, log_level="warning")
