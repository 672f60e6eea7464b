"""Clients that write over HTTP: each sends a command again, under the same key, until it is acknowledged."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from graph.changes.change import change_of
from graph.load.batch import Batch
from graph.store.store import Store

UNIVERSITIES = tuple(f"univ_{letter * 16}" for letter in "abcde")
PAYLOADS = {
    "contactOpen": "contact { id } change { entityId version kind } userErrors { code message field }",
    "contactLogInteraction": (
        "contact { id } interaction { id } change { version kind }"
        " userErrors { code message field currentVersion changedFields }"
    ),
    "contactAdvance": "change { version } userErrors { code currentVersion changedFields }",
}
PAUSE = 0.05
"""Seconds before a command is sent again."""
PATIENCE = 120.0
"""Seconds in which a registry whose store or server was killed must acknowledge something again."""
OPENED = 0.4
"""Of the commands, how many open a contact; the others log an interaction of one."""


def mutation(name: str) -> str:
    """The text of a mutation."""
    given = f"$input: {name[0].upper()}{name[1:]}Input!"
    return f"mutation({given}) {{ {name}(input: $input) {{ {PAYLOADS[name]} }} }}"


async def write_universities(store: Store) -> None:
    """Institutions between which contacts can be opened."""
    batch = Batch()
    for id in UNIVERSITIES:
        batch.node("University", id, {"name": id[-3:], "kind": "UNIVERSITY", "status": "ACTIVE"})
    await batch.write(store)


@dataclass
class Writers:
    """Clients of one registry. `acknowledged` has of each command its name, the contact and the version it made."""

    address: str
    key: str
    acknowledged: list[tuple[str, str, int]] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    """Why commands were sent again."""
    stopping: bool = False

    async def run(self, many: int) -> None:
        """Writes until told to stop; then all that was sent is acknowledged."""
        headers = {"authorization": f"Bearer {self.key}"}
        async with httpx.AsyncClient(base_url=self.address, headers=headers, timeout=40) as client:
            await asyncio.gather(*(self._write(client, random.Random(number)) for number in range(many)))

    async def until_more(self, many: int, running: asyncio.Task[None]) -> None:
        """Returns when so many more have been acknowledged."""
        known = len(self.acknowledged)
        async with asyncio.timeout(PATIENCE):
            while len(self.acknowledged) < known + many:
                if running.done():
                    await running
                await asyncio.sleep(0.01)

    async def _write(self, client: httpx.AsyncClient, chance: random.Random) -> None:
        while not self.stopping:
            if not self.contacts or chance.random() < OPENED:
                ends = chance.sample(UNIVERSITIES[1:], 1)
                name, given = "contactOpen", {"universities": [UNIVERSITIES[0], *ends], "since": "2026-01-01"}
            else:
                id = chance.choice(self.contacts)
                name, given = "contactLogInteraction", {"id": id, "kind": "CALL", "date": "2026-02-01"}
            await self._until_acknowledged(client, name, given | {"idempotencyKey": uuid4().hex})

    async def _until_acknowledged(self, client: httpx.AsyncClient, name: str, given: dict[str, Any]) -> None:
        while True:
            payload = await self._send(client, name, given)
            if payload is not None:
                assert payload["userErrors"] == [], payload
                break
            await asyncio.sleep(PAUSE)
        change = payload["change"]
        contact = given.get("id") or change["entityId"]
        self.acknowledged.append((name, contact, change["version"]))
        if name == "contactOpen":
            self.contacts.append(contact)

    async def _send(self, client: httpx.AsyncClient, name: str, given: dict[str, Any]) -> dict[str, Any] | None:
        """The answer to a command; None where nobody said what has become of it."""
        sent = {"query": mutation(name), "variables": {"input": given}}
        try:
            body = (await client.post("/graphql", json=sent)).json()
        except (httpx.HTTPError, ValueError) as lost:
            self.troubles[type(lost).__name__] += 1
            return None
        payload: dict[str, Any] | None = (body.get("data") or {}).get(name)
        for error in body.get("errors", ()):
            self.troubles[error["extensions"]["code"]] += 1
        return payload


@dataclass(frozen=True)
class Kept:
    """What a store holds of writes."""

    contacts: int
    interactions: int
    requests: int
    seqs: list[int]
    last: int
    made: Counter[tuple[str, int]]
    broken: list[str]
    """Changes whose hash is not that of what they tell, or that do not follow the one before them."""

    @classmethod
    async def of(cls, store: Store) -> "Kept":
        """Read from a store that nobody writes to."""
        counts = {
            label: (await store.rows(f"MATCH (n:{label}) RETURN count(n) AS found", {}))[0]["found"]
            for label in ("Contact", "Interaction", "Request")
        }
        last = (await store.rows("MATCH (r:Registry) RETURN r.seq AS seq", {}))[0]["seq"]
        rows = await store.rows("MATCH (c:Change) RETURN properties(c) AS change ORDER BY c.seq", {})
        heads = {
            row["id"]: (row["version"], row["head"])
            for row in await store.rows("MATCH (n:Contact) RETURN n.id AS id, n.version AS version, n.head AS head", {})
        }
        broken: list[str] = []
        before: dict[str, tuple[int, str]] = {}
        for row in (each["change"] for each in rows):
            version, hash = before.get(row["entity"], (0, ""))
            followed = (row["version"], row["prev"]) == (version + 1, hash)
            if not followed or change_of(row).hash != row["hash"]:
                broken.append(row["key"])
            before[row["entity"]] = row["version"], row["hash"]
        broken += [id for id, head in heads.items() if before.get(id) != head]
        made = Counter((row["change"]["entity"], row["change"]["version"]) for row in rows)
        seqs = [row["change"]["seq"] for row in rows]
        return cls(counts["Contact"], counts["Interaction"], counts["Request"], seqs, last, made, broken)
