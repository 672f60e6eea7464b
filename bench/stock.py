"""The stock way: Strawberry types, resolvers and data loaders over the same driver, on Strawberry's own view."""

import base64
import json
import os
from collections import defaultdict
from collections.abc import Callable
from enum import Enum
from typing import Any

import strawberry
import uvicorn
from neo4j import READ_ACCESS, AsyncDriver
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.types import Info

from bench.floor import connected

Rows = list[dict[str, Any]]
_driver: list[AsyncDriver] = []

UNIVERSITY = "u {.id, .name, .kind, .status, .founded, .website, .studentBand, statusSince: toString(u.statusSince)}"
LIVE = """t.since <= date($day) AND (t.until IS NULL OR t.until > date($day)) AND NOT t.stage IN ['DORMANT', 'LOST']"""
CONTACT = """{id: t.id, slug: t.slug, stage: t.stage, since: toString(t.since), until: toString(t.until),
    lastActivity: toString(t.lastActivity), outcome: t.outcome, demo: t.demo}"""


async def rows(statement: str, **parameters: Any) -> Rows:
    """All rows of a statement."""
    if not _driver:
        _driver.append(connected())
    async with _driver[0].session(
        database=os.environ.get("NEO4J_DATABASE"), default_access_mode=READ_ACCESS
    ) as session:
        return await (await session.run(statement, parameters)).data()


def loader(statement: str, *, many: bool = False, **parameters: Any) -> DataLoader[str, Any]:
    """Loads by id what a statement gives for `$ids`: rows of `key` and `value`."""

    async def load(ids: list[str]) -> list[Any]:
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for row in await rows(statement, ids=ids, **parameters):
            found[row["key"]].append(row["value"])
        return [found[each] if many else (found[each][0] if found[each] else None) for each in ids]

    return DataLoader(load)


@strawberry.type
class Country:
    code: str
    name: str


@strawberry.type
class City:
    id: strawberry.Private[str]
    name: str
    latitude: float | None
    longitude: float | None

    @strawberry.field
    async def country(self, info: Info) -> Country | None:
        found = await info.context["loaders"]["country"].load(self.id)
        return Country(**found) if found else None


@strawberry.type
class Name:
    value: str
    language: str


@strawberry.type
class Office:
    id: str
    name: str


@strawberry.type
class Contact:
    id: str
    slug: str
    stage: str
    since: str
    until: str | None
    last_activity: str | None
    outcome: str | None
    demo: bool | None

    @strawberry.field
    async def parties(self, info: Info) -> list["University"]:
        return [university(each) for each in await info.context["loaders"]["parties"].load(self.id)]

    @strawberry.field
    async def office(self, info: Info) -> Office | None:
        found = await info.context["loaders"]["office"].load(self.id)
        return Office(**found) if found else None


@strawberry.input
class ContactWhere:
    live_at: str


@strawberry.type
class Contacts:
    nodes: list[Contact]


@strawberry.federation.type(keys=["id"])
class University:
    id: str
    name: str
    kind: str
    status: str
    status_since: str | None
    founded: int | None
    website: str | None
    student_band: str | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> "University | None":
        found = await info.context["loaders"]["university"].load(id)
        return university(found) if found else None

    @strawberry.field
    async def city(self, info: Info) -> City | None:
        found = await info.context["loaders"]["city"].load(self.id)
        return City(**found) if found else None

    @strawberry.field
    async def names(self, info: Info, first: int = 20) -> list[Name]:
        return [Name(**each) for each in (await info.context["loaders"]["names"].load(self.id))[:first]]

    @strawberry.field
    async def contacts(self, info: Info, first: int = 20, where: ContactWhere | None = None) -> Contacts:
        loaders = info.context["loaders"]
        key = f"contacts {first} {where.live_at if where else ''}"
        if key not in loaders:
            condition = f"WHERE {LIVE}" if where else ""
            loaders[key] = loader(
                f"""UNWIND $ids AS id CALL (id) {{ MATCH (:University {{id: id}})<-[:BETWEEN]-(t:Contact) {condition}
                WITH t ORDER BY t.since DESC, t.id DESC LIMIT $first RETURN {CONTACT} AS value }}
                RETURN id AS key, value""",
                many=True,
                first=first,
                **({"day": where.live_at} if where else {}),
            )
        return Contacts(nodes=[contact(each) for each in await loaders[key].load(self.id)])


def university(row: dict[str, Any]) -> University:
    return University(
        id=row["id"], name=row["name"], kind=row["kind"], status=row["status"], status_since=row["statusSince"],
        founded=row["founded"], website=row["website"], student_band=row["studentBand"],
    )  # fmt: skip


def contact(row: dict[str, Any]) -> Contact:
    return Contact(
        id=row["id"], slug=row["slug"], stage=row["stage"], since=row["since"], until=row["until"],
        last_activity=row["lastActivity"], outcome=row["outcome"], demo=row["demo"],
    )  # fmt: skip


LOADERS: dict[str, Callable[[], DataLoader[str, Any]]] = {
    "university": lambda: loader(
        f"MATCH (u:University) WHERE u.id IN $ids RETURN u.id AS key, {UNIVERSITY} AS value"
    ),
    "city": lambda: loader(
        """MATCH (u:University)-[at:LOCATED_IN]->(c:City) WHERE u.id IN $ids WITH u, c ORDER BY at.position, c.id
        RETURN u.id AS key, c {.id, .name, .latitude, .longitude} AS value"""
    ),
    "country": lambda: loader(
        """MATCH (c:City)-[:IN_COUNTRY]->(k:Country) WHERE c.id IN $ids
        RETURN c.id AS key, k {.code, .name} AS value"""
    ),
    "names": lambda: loader(
        """MATCH (u:University)-[:NAMED]->(n:Name) WHERE u.id IN $ids
        RETURN u.id AS key, n {.value, .language} AS value""",
        many=True,
    ),
    "parties": lambda: loader(
        f"""MATCH (t:Contact)-[:BETWEEN]->(u:University) WHERE t.id IN $ids
        RETURN t.id AS key, {UNIVERSITY} AS value""",
        many=True,
    ),
    "office": lambda: loader(
        "MATCH (t:Contact)-[:FACILITATED_BY]->(o:Office) WHERE t.id IN $ids RETURN t.id AS key, o {.id, .name} AS value"
    ),
}  # fmt: skip


@strawberry.input
class Text:
    eq: str | None = None


@strawberry.input
class Number:
    gte: int | None = None


@strawberry.input
class CountryWhere:
    code: Text


@strawberry.input
class CityWhere:
    country: CountryWhere


@strawberry.input
class UniversityWhere:
    city: CityWhere | None = None
    founded: Number | None = None


@strawberry.enum
class OrderField(Enum):
    NAME = "name"
    ID = "id"


@strawberry.input
class Order:
    field: OrderField


@strawberry.type
class Universities:
    where: strawberry.Private[UniversityWhere]
    first: strawberry.Private[int]
    after: strawberry.Private[str]

    @strawberry.field
    async def nodes(self) -> list[University]:
        found = await rows(f"{self._match()} WITH DISTINCT u ORDER BY {self._order()} LIMIT $first \
            RETURN {UNIVERSITY} AS u", first=self.first, **self._values())  # fmt: skip
        return [university(each["u"]) for each in found]

    @strawberry.field
    async def total_count(self) -> int:
        return int((await rows(f"{self._match()} RETURN count(DISTINCT u) AS n", **self._values()))[0]["n"])

    def _match(self) -> str:
        if self.where.city:
            return """MATCH (:Country {code: $country})<-[:IN_COUNTRY]-(:City)<-[:LOCATED_IN]-(u:University)
                WHERE u.founded >= $year"""
        return "MATCH (u:University) WHERE u.id > $after"

    def _order(self) -> str:
        return "u.name, u.id" if self.where.city else "u.id"

    def _values(self) -> dict[str, Any]:
        if self.where.city and self.where.founded:
            return {"country": self.where.city.country.code.eq, "year": self.where.founded.gte}
        return {"after": self.after}


@strawberry.type
class Query:
    @strawberry.field
    async def university(self, info: Info, id: strawberry.ID) -> University | None:
        return await University.resolve_reference(info, str(id))

    @strawberry.field
    async def universities(
        self,
        where: UniversityWhere | None = None,
        first: int = 20,
        after: str | None = None,
        order_by: list[Order] | None = None,
    ) -> Universities:
        last = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))[-1] if after else ""
        return Universities(where=where or UniversityWhere(), first=first, after=last)


class View(GraphQL[Any, Any]):
    """Strawberry's view, with loaders of each request."""

    async def get_context(self, request: Any, response: Any) -> dict[str, Any]:
        return {"loaders": {name: make() for name, make in LOADERS.items()}}


if __name__ == "__main__":
    schema = strawberry.federation.Schema(query=Query, types=[University])
    uvicorn.run(
        View(schema, graphql_ide=None), port=int(os.environ["PORT"]), loop="uvloop", http="httptools", lifespan="off",
        log_level="warning", access_log=False,
    )  # fmt: skip
