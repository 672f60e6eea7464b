"""Who asks over HTTP: with no key, with one, with one that opens nothing."""

import json
import logging
from collections.abc import AsyncIterator

import httpx
import pytest

from access.keys import create_key, revoke_key
from access.principal import Role, Scope
from graph.load.batch import Batch
from graph.natural_keys import university_id
from graph.store.store import Store
from settings import Settings
from tests.http.answering import NOBODY, RESPONSE_JSON, client, codes, post

MSU = university_id("ROR", "https://ror.org/010pmpe69")
VIEWER = "{ viewer { role name institutions { id } } }"
READ = frozenset((Scope.READ,))
KEY = "preg_" + "k" * 43


@pytest.fixture
async def keyed(store: Store) -> AsyncIterator[tuple[httpx.AsyncClient, str, str]]:
    """A client, a key of a partner, and the id of the key."""
    text, key = await create_key(store, "CRIS", Role.PARTNER, institutions=(MSU,), scopes=READ)
    async with client(store, Settings.model_construct()) as asker:
        yield asker, text, key.id


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


async def ask(asker: httpx.AsyncClient, headers: dict[str, str], query: str = VIEWER) -> httpx.Response:
    return await asker.post("/graphql", json={"query": query}, headers=headers)


async def test_three_right_answers_without_a_key_with_one_and_with_a_revoked_one(
    keyed: tuple[httpx.AsyncClient, str, str], store: Store
) -> None:
    asker, key, key_id = keyed
    anonymous, known = await ask(asker, {}), await ask(asker, bearer(key))
    assert anonymous.json()["data"]["viewer"] == {"role": "PUBLIC", "name": None, "institutions": []}
    assert known.json()["data"]["viewer"] == {"role": "PARTNER", "name": "CRIS", "institutions": []}
    await revoke_key(store, key_id)
    async with client(store, Settings.model_construct()) as other:  # another process, which has not seen it before
        refused = await ask(other, bearer(key))
    assert (refused.status_code, codes(refused)) == (401, ["UNAUTHENTICATED"])
    assert refused.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert refused.headers["cache-control"] == "no-store"
    error = refused.json()["errors"][0]
    assert error["message"] == "The key has been revoked."
    assert error["extensions"]["requestId"] == refused.headers["x-request-id"]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_scheme_is_written_in_any_case(keyed: tuple[httpx.AsyncClient, str, str], scheme: str) -> None:
    asker, key, _ = keyed
    answer = await ask(asker, {"authorization": f"{scheme} {key}"})
    assert answer.json()["data"]["viewer"]["role"] == "PARTNER"


WRONG = {
    "another scheme": "Basic cHJlZzpwYXNz",
    "no token": "Bearer",
    "a blank token": "Bearer  ",
    "no scheme": KEY,
    "two keys": f"Bearer {KEY}, Bearer {KEY}",
    "a cut key": f"Bearer {KEY[:-1]}",
    "a token of nobody": "Bearer aaaa.bbbb.cccc",
    "no text": "Bearer \xff\xfe",
}


@pytest.mark.parametrize("sent", WRONG.values(), ids=WRONG)
async def test_what_is_no_key_is_refused_before_the_store_is_asked(asker: httpx.AsyncClient, sent: str) -> None:
    headers = [(b"authorization", sent.encode("latin-1"))]
    answer = await asker.post("/graphql", json={"query": VIEWER}, headers=headers)
    assert (answer.status_code, codes(answer)) == (401, ["UNAUTHENTICATED"])
    assert KEY[:-1] not in answer.text


async def test_refused_key_is_refused_whatever_is_asked_and_however(asker: httpx.AsyncClient) -> None:
    wrong = bearer("nothing")
    got = await asker.get("/graphql", params={"query": VIEWER}, headers={**wrong, "accept": RESPONSE_JSON})
    head = await asker.head("/graphql", params={"query": VIEWER}, headers=wrong)
    body = await asker.post("/graphql", content=b"{", headers={**wrong, "content-type": "application/json"})
    assert [each.status_code for each in (got, head, body)] == [401, 401, 401]
    assert got.headers["content-type"].startswith(RESPONSE_JSON) and head.content == b""


async def test_key_cannot_be_known_while_the_store_is_away() -> None:
    store = Store.open(NOBODY)
    async with client(store, Settings.model_construct()) as asker:
        answer = await ask(asker, bearer(KEY))
    await store.close()
    assert (answer.status_code, codes(answer), answer.headers["retry-after"]) == (503, ["STORE_DOWN"], "2")


@pytest.mark.parametrize("name", ["access_token", "api_key", "Authorization"])
async def test_key_in_a_url_is_refused(asker: httpx.AsyncClient, name: str) -> None:
    answer = await asker.get("/graphql", params={"query": "{ __typename }", name: KEY})
    assert (answer.status_code, codes(answer)) == (400, ["BAD_REQUEST"])
    assert KEY not in answer.text


async def test_answer_of_somebody_is_kept_by_nobody_between(keyed: tuple[httpx.AsyncClient, str, str]) -> None:
    asker, key, _ = keyed
    params = {"query": VIEWER}
    own, anonymous = (
        await asker.get("/graphql", params=params, headers=bearer(key)),
        await asker.get("/graphql", params=params),
    )
    assert own.headers["cache-control"] == "private, no-cache"
    assert anonymous.headers["cache-control"] == "no-cache"
    assert own.headers["etag"] != anonymous.headers["etag"]
    for each in (own, anonymous):
        assert "authorization" in each.headers["vary"].split(", ")
    again = await asker.get("/graphql", params=params, headers={**bearer(key), "if-none-match": own.headers["etag"]})
    other = await asker.get("/graphql", params=params, headers={"if-none-match": own.headers["etag"]})
    assert (again.status_code, again.headers["cache-control"]) == (304, "private, no-cache")
    assert other.status_code == 200


async def test_key_without_the_scope_to_read_asks_nothing(store: Store) -> None:
    text, _ = await create_key(store, "writes", Role.OFFICER, scopes=frozenset((Scope.WRITE_CONTACTS,)))
    async with client(store, Settings.model_construct()) as asker:
        answer = await asker.post("/graphql", json={"query": VIEWER}, headers={**bearer(text), "accept": RESPONSE_JSON})
    assert (answer.status_code, codes(answer)) == (403, ["FORBIDDEN"])


async def test_log_names_the_key_by_its_id_alone(
    keyed: tuple[httpx.AsyncClient, str, str], caplog: pytest.LogCaptureFixture
) -> None:
    asker, key, key_id = keyed
    with caplog.at_level(logging.DEBUG):
        await ask(asker, bearer(key))
        await post(asker, VIEWER)
    lines = [each for each in caplog.records if each.message == "request completed"]
    assert [getattr(each, "principal", None) for each in lines] == [f"key:{key_id}", None]
    assert key not in json.dumps([each.__dict__ for each in caplog.records], default=str)


async def test_key_of_an_institution_reads_what_is_its_own_and_nothing_private_of_others(store: Store) -> None:
    batch = Batch()
    for name in ("a", "b", "c"):
        batch.node("University", f"univ_{name}", {"name": name, "kind": "OTHER", "status": "ACTIVE"})
    for number, (stage, parties) in enumerate([("LEAD", "ab"), ("LEAD", "bc"), ("AGREED", "bc")]):
        batch.node("Contact", f"cont_{number}", {"slug": f"c{number}", "stage": stage, "since": "2020-01-01"})
        for party in parties:
            batch.edge("BETWEEN", ("Contact", f"cont_{number}"), ("University", f"univ_{party}"))
    await batch.write(store)
    question = """{ contacts(orderBy: {field: ID}) { totalCount nodes { id } } node(id: "cont_1") { id }
                    university(id: "univ_b") { contacts { totalCount } } }"""
    expected = {"": ([], False), "univ_a": (["cont_0", "cont_2"], False), "univ_c": (["cont_1", "cont_2"], True)}
    async with client(store, Settings.model_construct()) as asker:
        for holder, (ids, sees_node) in expected.items():
            key = await create_key(store, holder, Role.PARTNER, institutions=(holder,), scopes=READ) if holder else None
            answer = await ask(asker, bearer(key[0]) if key else {}, question)
            data = answer.json()["data"]
            assert [each["id"] for each in data["contacts"]["nodes"]] == ids
            assert data["contacts"]["totalCount"] == data["university"]["contacts"]["totalCount"] == len(ids)
            assert (data["node"] is not None) is sees_node
