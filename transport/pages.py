"""The pages for people, what they load, and the small answers beside GraphQL."""

import json
import mimetypes
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from engine.context import Views
from engine.faults import RETRY_SOON, error_body
from errors import Code
from graph.migrations import migration_status
from graph.store.errors import StoreError
from graph.store.store import Store
from transport.fields import Fields
from transport.queries import examples
from transport.reply import Reply

HERE = Path(__file__).parent.parent
DIST = HERE / "web" / "dist"
OK = 200
NOT_BUILT = (
    b"<!doctype html><html lang=en><title>Partner registry</title>"
    b"<p>The pages are not built: run <code>make web</code>."
    b"<p>The API answers POST requests at <a href=graphql>/graphql</a>.</html>"
)

PAGE_HEADERS = {
    "content-security-policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
}
FILE_HEADERS = {"x-content-type-options": "nosniff"}
FILE_NAME = re.compile(r"\w[\w.-]*", re.ASCII)
ROBOTS = b"User-agent: *\nDisallow: /\n"
"""Each question that a crawler makes up costs as much as any other."""


@dataclass(frozen=True, slots=True)
class Given:
    """A route that gives what it makes of the request's path, compressed and only where it has changed."""

    make: Callable[[Mapping[str, str]], Reply]
    """Of the parameters in the path. Raises HTTPException."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers GET and HEAD."""
        reply = self.make(scope["path_params"])
        await reply.send(send, Fields(scope["headers"]), bodiless=scope["method"] == "HEAD")


class Files:
    """The files of a folder, each read and compressed once, until it changes."""

    def __init__(self, folder: Path, headers: dict[str, str], vary: str = "accept-encoding") -> None:
        self._folder = folder
        self._headers = headers
        self._vary = vary
        self._replies: dict[str, tuple[int, Reply]] = {}

    def reply(self, name: str) -> Reply | None:
        """A file; None where there is none of this name."""
        path = self._folder / name
        if not FILE_NAME.fullmatch(name) or not path.is_file():
            return None
        changed = path.stat().st_mtime_ns
        known = self._replies.get(name)
        if known is None or known[0] != changed:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            reply = Reply(OK, path.read_bytes(), kind, self._headers, vary=self._vary, kept=True)
            known = self._replies[name] = (changed, reply)
        return known[1]

    def asset(self, path: Mapping[str, str]) -> Reply:
        """The file that a path names. Raises HTTPException (404)."""
        reply = self.reply(path.get("name", ICON))
        if reply is None:
            raise HTTPException(404)
        return reply


ICON = "icon.svg"
ASSETS = Files(DIST / "assets", FILE_HEADERS)
PAGES = Files(DIST, PAGE_HEADERS, vary="accept, accept-encoding")


def page(name: str) -> Reply:
    """A built page, or how to build it."""
    return PAGES.reply(name) or Reply(OK, NOT_BUILT, "text/html", PAGE_HEADERS)


def index(_: Mapping[str, str]) -> Reply:
    """The page for people at `/`."""
    return page("index.html")


async def healthz(_: Request) -> Response:
    """Whether this process answers."""
    return JSONResponse({"status": "ok"})


def fixed_route(content: bytes, media_type: str) -> Given:
    """A route that always gives the same."""
    reply = Reply(OK, content, media_type, kept=True)
    return Given(lambda _: reply)


def examples_json() -> Given:
    """The example questions of docs/queries, for the page at `/`."""
    return fixed_route(
        json.dumps([each.card() for each in examples()], ensure_ascii=False).encode(), "application/json"
    )


def schema_graphql(text: str) -> Given:
    """The route that gives the schema, which is this text."""
    return fixed_route(text.encode(), "text/plain")


@dataclass(frozen=True, slots=True)
class Readiness:
    """The route that tells whether questions can be answered now."""

    store: Store
    views: Views

    async def answer(self, request: Request) -> Response:
        """200 where questions can be answered, else 503 with the reason.

        They can where the store answers, its migrations are those of this version, and there is a read model.
        """
        try:
            await self.store.ping()
            found = await migration_status(self.store)
        except StoreError:
            return self._not_ready(request, Code.STORE_DOWN, Code.STORE_DOWN.meaning)
        if not found.ready:
            return self._not_ready(request, Code.STORE_DOWN, found.words())
        trouble = self.views.trouble
        if self.views.made is None and trouble:
            return self._not_ready(request, Code.NOT_READY, trouble)
        return JSONResponse({"status": "ready", "older": trouble} if trouble else {"status": "ready"})

    def _not_ready(self, request: Request, code: Code, reason: str) -> Response:
        request.state.told.codes = (code.name,)
        body = error_body(code, reason, request.state.request_id)
        return JSONResponse(body, code.status, RETRY_SOON)
