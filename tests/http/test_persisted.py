"""Automatic persisted queries: the hash first, the text where it is not known, then the hash alone."""

import hashlib
import json
from typing import Any

import httpx
import pytest

from tests.http.answering import codes
from transport import persisted
from transport.persisted import PersistedQueries

TEXT = "query Kind { __typename }"
HASH = hashlib.sha256(TEXT.encode()).hexdigest()


def named(digest: Any = HASH, version: Any = 1) -> dict[str, Any]:
    """What the client says of its document."""
    return {"persistedQuery": {"version": version, "sha256Hash": digest}}


async def test_document_is_known_by_its_hash_once_its_text_was_sent(asker: httpx.AsyncClient) -> None:
    first = await asker.post("/graphql", json={"extensions": named()})
    assert (first.status_code, codes(first)) == (200, ["PERSISTED_QUERY_NOT_FOUND"])
    assert first.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    told = await asker.post("/graphql", json={"query": TEXT, "extensions": named()})
    by_hash = await asker.post("/graphql", json={"extensions": named()})
    assert told.json() == by_hash.json()
    assert told.json()["data"] == {"__typename": "Query"}


async def test_hash_alone_goes_by_get_and_is_answered_with_a_tag(asker: httpx.AsyncClient) -> None:
    asked = {"params": {"extensions": json.dumps(named())}}
    first = await asker.get("/graphql", **asked)  # type: ignore[arg-type]
    assert codes(first) == ["PERSISTED_QUERY_NOT_FOUND"]
    assert first.headers["cache-control"] == "no-store"
    await asker.post("/graphql", json={"query": TEXT, "extensions": named()})
    answer = await asker.get("/graphql", **asked)  # type: ignore[arg-type]
    assert answer.json()["data"] == {"__typename": "Query"}
    assert answer.headers["etag"]


@pytest.mark.parametrize(
    "said",
    [
        named(version=2),
        named(version=None),
        named(5),
        named(None),
        {"persistedQuery": "hash"},
        {"persistedQuery": []},
        named(hashlib.sha256(b"other").hexdigest()),
    ],
    ids=json.dumps,
)
async def test_wrong_words_of_a_hash_are_refused_and_nothing_is_kept(
    asker: httpx.AsyncClient, said: dict[str, Any]
) -> None:
    answer = await asker.post("/graphql", json={"query": TEXT, "extensions": said})
    assert (answer.status_code, codes(answer)) == (400, ["BAD_REQUEST"])
    after = await asker.post("/graphql", json={"extensions": named()})
    assert codes(after) == ["PERSISTED_QUERY_NOT_FOUND"]


async def test_other_extensions_mean_nothing(asker: httpx.AsyncClient) -> None:
    answer = await asker.post("/graphql", json={"query": TEXT, "extensions": {"other": 1, "persistedQuery": None}})
    assert answer.json()["data"] == {"__typename": "Query"}


def test_least_recently_asked_for_goes_first_and_a_long_text_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persisted, "BYTES_KEPT", len("{ one }{ three }"))
    monkeypatch.setattr(persisted, "LONGEST_KEPT", 9)
    kept = PersistedQueries()

    def known(text: str) -> bool:
        return text.encode() in kept._texts.values()

    for text in ("{ one }", "{ two }"):
        kept.text_of(text, named(hashlib.sha256(text.encode()).hexdigest()))
    kept.text_of(None, named(hashlib.sha256(b"{ one }").hexdigest()))
    for text in ("{ three }", "{ a longer one }"):
        assert kept.text_of(text, named(hashlib.sha256(text.encode()).hexdigest())) == text
    assert [known(text) for text in ("{ one }", "{ two }", "{ three }", "{ a longer one }")] == [
        True,
        False,
        True,
        False,
    ]
