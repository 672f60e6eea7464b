"""The pages for people, what they load, and the small answers beside GraphQL."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import strawberry
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response

from errors import Code
from graph.migrations import standing
from graph.store.faults import StoreFault
from graph.store.store import Store
from transport.faults import whole
from transport.queries import examples

HERE = Path(__file__).parent.parent
DIST = HERE / "web" / "dist"
NOT_BUILT = (
    "<!doctype html><html lang=en><title>Partner registry</title><p>The pages are not built: run <code>make web</code>."
    "<p>The API answers POST requests at <a href=graphql>/graphql</a>.</html>"
)

PAGE_HEADERS = {
    "content-security-policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-cache",
}

Endpoint = Callable[[Request], Awaitable[Response]]


def page(name: str) -> Response:
    """A built page, or how to build it."""
    path = DIST / name
    if not path.is_file():
        return HTMLResponse(NOT_BUILT, headers=PAGE_HEADERS)
    return FileResponse(path, media_type="text/html", headers=PAGE_HEADERS)


async def index(_: Request) -> Response:
    """The page for people at `/`."""
    return page("index.html")


async def healthz(_: Request) -> Response:
    """Whether this process answers."""
    return JSONResponse({"status": "ok"})


@cache
def _examples() -> bytes:
    return json.dumps([each.card() for each in examples()], ensure_ascii=False).encode()


async def examples_json(_: Request) -> Response:
    """The example questions of docs/queries, for the page at `/`."""
    return Response(_examples(), media_type="application/json")


def schema_graphql(schema: strawberry.Schema) -> Endpoint:
    """The route that gives the schema as text."""
    text = schema.as_str()

    async def answer(_: Request) -> Response:
        return PlainTextResponse(text)

    return answer


@dataclass(frozen=True, slots=True)
class Readiness:
    """The route that tells whether questions can be answered now."""

    store: Store

    async def answer(self, request: Request) -> Response:
        """200 where the store answers and its migrations are those of this version; else 503 with the reason."""
        try:
            await self.store.ping()
            found = await standing(self.store)
        except StoreFault:
            return self._not_ready(request, Code.STORE_DOWN.meaning)
        return JSONResponse({"status": "ready"}) if found.ready else self._not_ready(request, found.words())

    def _not_ready(self, request: Request, reason: str) -> Response:
        request.state.told.codes = (Code.STORE_DOWN.name,)
        body = whole(Code.STORE_DOWN, reason, request.state.request_id)
        return JSONResponse(body, Code.STORE_DOWN.status, {"retry-after": "2"})
