"""The floor: what a person would write by hand for just these questions, with nothing that a server needs besides.

An ASGI application without a framework: the operation's name picks a statement, which asks for nothing but the fields
of the answer and returns one record; the record is the answer. No limits, no log, no errors, no request id.
"""

import os
from typing import Any

import orjson
import uvicorn
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, NotificationMinimumSeverity, Query

from bench.workloads import DAY

SEAT = """CALL (u) {
  MATCH (u)-[at:LOCATED_IN]->(c:City) WITH c, at ORDER BY at.position, c.id LIMIT 1
  %s
}"""
COUNTRY = "MATCH (c)-[:IN_COUNTRY]->(k:Country)"
WITH_COUNTRY = SEAT % f"{COUNTRY} RETURN {{name: c.name, country: {{code: k.code, name: k.name}}}} AS city"
FIELDS = "id: u.id, name: u.name, kind: u.kind, status: u.status, founded: u.founded, website: u.website, \
studentBand: u.studentBand"
AFTER = "MATCH (u:University) WHERE u.id > $id WITH u ORDER BY u.id LIMIT"

STATEMENTS = {
    "one": f"""MATCH (u:University {{id: $id}})
{WITH_COUNTRY}
RETURN {{university: {{{FIELDS}, city: city}}}} AS data""",
    "page": f"""{AFTER} 50
{SEAT % f"{COUNTRY} RETURN {{country: {{code: k.code}}}} AS city"}
CALL (u) {{
  MATCH (u)-[:NAMED]->(n:Name) WITH n ORDER BY n.kind, n.language, n.value, n.id LIMIT 100
  RETURN collect({{value: n.value, language: n.language}}) AS names
}}
WITH u, city, names ORDER BY u.id
RETURN {{universities: {{nodes: collect({{id: u.id, name: u.name, city: city, names: names}})}}}} AS data""",
    "three": f"""{AFTER} 20
CALL (u) {{
  MATCH (u)<-[:BETWEEN]-(t:Contact)
  WHERE t.since <= date('{DAY}') AND (t.until IS NULL OR t.until > date('{DAY}')) AND NOT t.stage IN ['DORMANT', 'LOST']
  WITH t ORDER BY t.since DESC, t.id DESC LIMIT 10
  CALL (t) {{
    MATCH (t)-[:BETWEEN]->(p:University) WITH p ORDER BY p.id
    CALL (p) {{
      MATCH (p)-[at:LOCATED_IN]->(c:City) WITH c, at ORDER BY at.position, c.id LIMIT 1
      {COUNTRY} RETURN {{country: {{code: k.code}}}} AS city
    }}
    RETURN collect({{id: p.id, name: p.name, city: city}}) AS parties
  }}
  WITH t, parties ORDER BY t.since DESC, t.id DESC
  RETURN collect({{id: t.id, since: toString(t.since), stage: t.stage, parties: parties}}) AS contacts
}}
WITH u, contacts ORDER BY u.id
RETURN {{universities: {{nodes: collect({{id: u.id, name: u.name, contacts: {{nodes: contacts}}}})}}}} AS data""",
    "leaves1000": f"""{AFTER} 100
{SEAT % "RETURN {latitude: c.latitude, longitude: c.longitude} AS city"}
WITH u, city ORDER BY u.id
RETURN {{universities: {{nodes: collect({{{FIELDS}, statusSince: toString(u.statusSince), city: city}})}}}} AS data""",
    "leaves10000": f"""{AFTER} 100
CALL (u) {{
  MATCH (u)<-[:BETWEEN]-(t:Contact) WITH t ORDER BY t.since DESC, t.id DESC LIMIT 10
  CALL (t) {{ OPTIONAL MATCH (t)-[:FACILITATED_BY]->(o:Office)
    RETURN CASE WHEN o IS NULL THEN null ELSE {{id: o.id, name: o.name}} END AS office LIMIT 1 }}
  WITH t, office ORDER BY t.since DESC, t.id DESC
  RETURN collect({{id: t.id, slug: t.slug, stage: t.stage, since: toString(t.since), until: toString(t.until),
    lastActivity: toString(t.lastActivity), outcome: t.outcome, demo: t.demo, office: office}}) AS contacts
}}
WITH u, contacts ORDER BY u.id
RETURN {{universities: {{nodes: collect({{id: u.id, contacts: {{nodes: contacts}}}})}}}} AS data""",
    "entities": f"""UNWIND $keys AS key
MATCH (u:University {{id: key.id}})
{WITH_COUNTRY}
RETURN {{_entities: collect({{{FIELDS}, city: city}})}} AS data""",
    "filtered": """CALL () {
  MATCH (:Country {code: $country})<-[:IN_COUNTRY]-(:City)<-[:LOCATED_IN]-(u:University) WHERE u.founded >= $year
  WITH DISTINCT u ORDER BY u.name, u.id LIMIT 20
  RETURN collect({id: u.id, name: u.name, founded: u.founded, website: u.website}) AS nodes
}
CALL () {
  MATCH (:Country {code: $country})<-[:IN_COUNTRY]-(:City)<-[:LOCATED_IN]-(u:University) WHERE u.founded >= $year
  RETURN count(DISTINCT u) AS total
}
RETURN {universities: {totalCount: total, nodes: nodes}} AS data""",
}

QUERIES = {name: Query(text, timeout=15.0) for name, text in STATEMENTS.items()}
TYPE = (b"content-type", b"application/json")


class Floor:
    """The application."""

    def __init__(self) -> None:
        self.driver: AsyncDriver | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = b""
        while True:
            message = await receive()
            body += message["body"]
            if not message.get("more_body"):
                break
        asked = orjson.loads(body)
        if self.driver is None:
            self.driver = connected()
        async with self.driver.session(
            database=os.environ.get("NEO4J_DATABASE", "neo4j"), default_access_mode=READ_ACCESS
        ) as session:
            result = await session.run(QUERIES[asked["operationName"]], asked["variables"])
            record = await result.single(strict=True)
        content = orjson.dumps({"data": record.values()[0]})
        headers = [TYPE, (b"content-length", b"%d" % len(content))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})


def connected() -> AsyncDriver:
    """The driver with the settings of graph/store/store.py."""
    return AsyncGraphDatabase.driver(
        os.environ["NEO4J_URI"],
        auth=(os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"]),
        max_connection_pool_size=50,
        fetch_size=-1,
        telemetry_disabled=True,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    )


if __name__ == "__main__":
    uvicorn.run(
        Floor(), port=int(os.environ["PORT"]), loop="uvloop", http="httptools", lifespan="off", log_level="warning",
        access_log=False,
    )  # fmt: skip
