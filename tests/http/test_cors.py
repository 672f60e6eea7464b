"""Pages of other origins: who may ask, and what they may read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from graph.store.store import Store
from settings import Settings, SettingsError, from_environment
from tests.http.answering import NOBODY, client, codes

OURS, OTHER = "https://partners.example.edu", "https://evil.example"
WANTED = "content-type, apollo-require-preflight, x-apollo-operation-name, x-request-id, apollographql-client-name"
READABLE = {"x-request-id", "etag", "retry-after", "www-authenticate"}


@asynccontextmanager
async def asking(origins: str | None) -> AsyncIterator[httpx.AsyncClient]:
    store = Store.open(NOBODY)
    async with client(store, Settings.model_construct(cors_origins=origins)) as made:
        yield made
    await store.close()


async def preflight(
    asker: httpx.AsyncClient, origin: str, method: str = "POST", wanted: str = WANTED
) -> httpx.Response:
    asked = {"origin": origin, "access-control-request-method": method, "access-control-request-headers": wanted}
    return await asker.options("/graphql", headers=asked)


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("origins", [f"{OURS}, http://localhost:3000", "*"])
async def test_page_of_an_allowed_origin_may_send_what_clients_send(origins: str, method: str) -> None:
    async with asking(origins) as asker:
        answer = await preflight(asker, OURS, method)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == ("*" if origins == "*" else OURS)
    assert method in answer.headers["access-control-allow-methods"].split(", ")
    assert answer.headers["access-control-allow-headers"] == WANTED
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["x-request-id"]


@pytest.mark.parametrize(("origins", "status"), [(OURS, 200), ("*", 400)])
async def test_page_may_say_who_asks_where_its_origin_is_named(origins: str, status: int) -> None:
    async with asking(origins) as asker:
        answer = await preflight(asker, OURS, wanted="content-type, Authorization")
    assert answer.status_code == status
    assert (codes(answer) if status == 400 else []) == (["BAD_REQUEST"] if status == 400 else [])


async def test_page_can_read_why_its_key_is_refused() -> None:
    async with asking(OURS) as asker:
        headers = {"origin": OURS, "authorization": "Bearer nothing"}
        answer = await asker.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert (answer.status_code, codes(answer)) == (401, ["UNAUTHENTICATED"])
    assert answer.headers["access-control-allow-origin"] == OURS
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'


async def test_page_of_another_origin_is_refused_in_json() -> None:
    async with asking(OURS) as asker:
        for answer in (await preflight(asker, OTHER), await preflight(asker, OURS, "DELETE")):
            assert (answer.status_code, codes(answer)) == (400, ["BAD_REQUEST"])
            assert answer.json()["errors"][0]["extensions"]["requestId"] == answer.headers["x-request-id"]
            assert "origin" in answer.headers["vary"].lower()
        assert "access-control-allow-origin" not in (await preflight(asker, OTHER)).headers


ASKED = {
    "an answer": ("POST", "/graphql", '{"query":"{ __typename }"}', 200),
    "a page": ("GET", "/schema.graphql", None, 200),
    "no such path": ("GET", "/nothing", None, 404),
    "no JSON": ("POST", "/graphql", "{", 400),
    "too long": ("POST", "/graphql", " " * 2_000_000, 413),
    "a store that is down": ("POST", "/graphql", '{"query":"{ countries { totalCount } }"}', 503),
    "a registry that is not ready": ("GET", "/readyz", None, 503),
}


@pytest.mark.parametrize(("method", "path", "body", "status"), ASKED.values(), ids=ASKED)
async def test_page_can_read_every_answer_and_its_request_id(
    method: str, path: str, body: str | None, status: int
) -> None:
    asked = {"content": body, "headers": {"origin": OURS, "content-type": "application/json"}}
    async with asking(OURS) as asker:
        answer = await asker.request(method, path, **asked)  # type: ignore[arg-type]
        foreign = await asker.request(method, path, **asked | {"headers": asked["headers"] | {"origin": OTHER}})  # type: ignore[arg-type, operator]
        plain = await asker.request(method, path, **asked | {"headers": {"content-type": "application/json"}})  # type: ignore[arg-type]
    assert {answer.status_code, foreign.status_code, plain.status_code} == {status}
    assert answer.headers["access-control-allow-origin"] == OURS
    assert {each.strip() for each in answer.headers["access-control-expose-headers"].split(",")} == READABLE
    for each in (answer, foreign, plain):
        assert "Origin" in each.headers["vary"].split(", ")
        assert "access-control-allow-credentials" not in each.headers
    assert "access-control-allow-origin" not in foreign.headers


async def test_defect_of_ours_can_be_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("transport.graphql.GraphQLEndpoint.__call__", broken)
    async with asking(OURS) as asker:
        answer = await asker.post("/graphql", json={}, headers={"origin": OURS})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (500, OURS)


async def test_without_the_setting_no_other_origin_may_ask() -> None:
    async with asking(None) as asker:
        assert codes(await preflight(asker, OURS)) == ["METHOD_NOT_ALLOWED"]
        answer = await asker.post("/graphql", json={"query": "{ __typename }"}, headers={"origin": OURS})
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "wrong", ["partners.example.edu", "https://a.example/", "https://*.example", "*, https://a.example"]
)
def test_origin_that_is_none_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("REGISTRY_CORS_ORIGINS", wrong)
    with pytest.raises(SettingsError, match="REGISTRY_CORS_ORIGINS: should be like https://"):
        from_environment()
