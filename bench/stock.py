"""The stock server: types, resolvers and data loaders of Strawberry, as its documentation teaches them.

    python -m bench.stock PORT

One statement for each level of a question, by a loader where the level has many parents; Strawberry's own ASGI view
under uvicorn, with a driver set as our server sets it. Cursors are those of `bench/cursors.py`.
"""

import sys
from datetime import date
from enum import Enum
from typing import Any, Self

import strawberry
import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.federation import Schema
from strawberry.federation import type as entity

from bench import cursors
from bench.stock_store import Loaders, Row, Store, day_of

Context = dict[str, Loaders]
Info = strawberry.Info[Context, None]


@strawberry.enum
class UniversityKind(Enum):
    HIGHER_EDUCATION = "HIGHER_EDUCATION"
    RESEARCH_INSTITUTE = "RESEARCH_INSTITUTE"
    MEDICAL_CENTRE = "MEDICAL_CENTRE"
    OTHER = "OTHER"


@strawberry.enum
class OrderField(Enum):
    ID = "id"
    NAME = "name"
    FOUNDED = "founded"


@strawberry.enum
class Direction(Enum):
    ASC = "ASC"
    DESC = "DESC"


@strawberry.input
class Order:
    field: OrderField = OrderField.NAME
    direction: Direction = Direction.ASC


@strawberry.input
class Equal:
    eq: str


@strawberry.input
class KindEqual:
    eq: UniversityKind


@strawberry.input
class AtLeast:
    gte: int


@strawberry.input
class CountryWhere:
    code: Equal


@strawberry.input
class UniversityWhere:
    country: CountryWhere
    kind: KindEqual
    founded: AtLeast


@strawberry.input
class ContactWhere:
    live_at: date


@strawberry.type
class Country:
    id: strawberry.ID
    code: str
    name: str


@strawberry.type
class Name:
    value: str
    language: str
    kind: str


@strawberry.type
class ContactConnection:
    nodes: list["Contact"]


@entity(keys=["id"])
class University:
    id: strawberry.ID
    name: str
    kind: UniversityKind
    status: str
    status_since: date | None
    founded: int | None
    website: str | None
    student_band: str | None
    fields: list[str] | None

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls(
            id=row["id"],
            name=row["name"],
            kind=UniversityKind(row["kind"]),
            status=row["status"],
            status_since=day_of(row.get("statusSince")),
            founded=row.get("founded"),
            website=row.get("website"),
            student_band=row.get("studentBand"),
            fields=row.get("fields"),
        )

    @classmethod
    async def resolve_reference(cls, info: Info, id: strawberry.ID) -> Self:
        return cls.of((await info.context["loaders"].universities.load(id))[0])

    @strawberry.field
    async def country(self, info: Info) -> Country | None:
        found = await info.context["loaders"].countries.load(self.id)
        return Country(id=found[0]["id"], code=found[0]["code"], name=found[0]["name"]) if found else None

    @strawberry.field
    async def names(self, info: Info, first: int = 20) -> list[Name]:
        found = await info.context["loaders"].names.load(self.id)
        return [Name(value=row["value"], language=row["language"], kind=row["kind"]) for row in found[:first]]

    @strawberry.field
    async def contacts(self, info: Info, where: ContactWhere, first: int = 20) -> ContactConnection:
        found = await info.context["loaders"].contacts(where.live_at, first).load(self.id)
        return ContactConnection(nodes=[Contact.of(row) for row in found])


@strawberry.type
class Contact:
    id: strawberry.ID
    slug: str
    stage: str
    since: date
    until: date | None
    last_activity: date | None
    outcome: str | None
    demo: bool | None

    @classmethod
    def of(cls, row: Row) -> Self:
        since = day_of(row["since"])
        assert since
        return cls(
            id=row["id"],
            slug=row["slug"],
            stage=row["stage"],
            since=since,
            until=day_of(row.get("until")),
            last_activity=day_of(row.get("lastActivity")),
            outcome=row.get("outcome"),
            demo=row.get("demo"),
        )

    @strawberry.field
    async def parties(self, info: Info, first: int = 20) -> list[University]:
        return [University.of(row) for row in (await info.context["loaders"].parties.load(self.id))[:first]]


@strawberry.type
class UniversityConnection:
    matching: strawberry.Private[str]
    page: strawberry.Private[str]
    parameters: strawberry.Private[dict[str, Any]]

    @strawberry.field
    async def nodes(self, info: Info) -> list[University]:
        store = info.context["loaders"].store
        return [University.of(row["n"]) for row in await store.rows(f"{self.matching}\n{self.page}", **self.parameters)]

    @strawberry.field
    async def total_count(self, info: Info) -> int:
        store = info.context["loaders"].store
        rows = await store.rows(f"{self.matching}\nRETURN count(DISTINCT n) AS total", **self.parameters)
        return int(rows[0]["total"])


@strawberry.type
class Query:
    @strawberry.field
    async def university(self, info: Info, id: strawberry.ID) -> University | None:
        found = await info.context["loaders"].universities.load(id)
        return University.of(found[0]) if found else None

    @strawberry.field
    def universities(
        self,
        first: int = 20,
        after: str | None = None,
        where: UniversityWhere | None = None,
        order_by: Order | None = None,
    ) -> UniversityConnection:
        order = order_by or Order()
        parameters: dict[str, Any] = {"first": first}
        matching = "MATCH (n:University)"
        if where:
            matching = """MATCH (:Country {code: $code})<-[:IN_COUNTRY]-()<-[:LOCATED_IN]-(n)
WHERE n.kind = $kind AND n.founded >= $founded"""
            parameters |= {
                "code": where.country.code.eq,
                "kind": where.kind.eq.value,
                "founded": where.founded.gte,
            }
        if after and order.field is OrderField.ID:
            matching += " WHERE n.id > $id"
            parameters["id"] = cursors.read(after)[0]
        elif after:
            matching += " WHERE n.name >= $name AND (n.name > $name OR n.id > $id)"
            parameters["name"], parameters["id"] = cursors.read(after)
        way, key = order.direction.value, order.field.value
        page = f"WITH DISTINCT n ORDER BY n.{key} {way}, n.id {way} LIMIT $first RETURN n"
        return UniversityConnection(matching=matching, page=page, parameters=parameters)

    @strawberry.field
    async def contacts(
        self, info: Info, first: int = 20, after: str | None = None, order_by: Order | None = None
    ) -> ContactConnection:
        """In the order of ids, the only one that is asked for."""
        statement = "MATCH (n:Contact) WHERE n.id > $id RETURN n ORDER BY n.id LIMIT $first"
        place = cursors.read(after)[0] if after else ""
        rows = await info.context["loaders"].store.rows(statement, id=place, first=first)
        return ContactConnection(nodes=[Contact.of(row["n"]) for row in rows])


class Stock(GraphQL[Context, None]):
    """The view; each request has loaders of its own."""

    store: Store | None = None

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        self.store = self.store or Store()
        return {"loaders": Loaders(self.store)}


if __name__ == "__main__":
    schema = Schema(Query, types=[University], extensions=[ParserCache, ValidationCache])
    uvicorn.run(Stock(schema), port=int(sys.argv[1]), access_log=False, log_level="warning", lifespan="off")
