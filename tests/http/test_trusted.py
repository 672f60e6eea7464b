"""Trusted documents: by id from manifests of two kinds and from files; and what becomes of others in each mode."""

import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from engine import documents
from engine.operation import Operations
from graph.store.store import Store
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings, SettingsError
from tests.http.answering import NOBODY, client, codes
from tests.serving import command
from transport.trusted import trusted_documents

APOLLO, MAPPED, ALONE = ("{ a: __typename }", "{ b: __typename }", "{ c: __typename }\n")
OTHER = "{ other: __typename }"
HASH = hashlib.sha256(ALONE.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    operations = [{"id": "apollo-1", "name": "A", "type": "query", "body": APOLLO}]
    manifest = {"format": "apollo-persisted-query-manifest", "version": 1, "operations": operations}
    (tmp_path / "apollo.json").write_text(json.dumps(manifest))
    (tmp_path / "relay.json").write_text(json.dumps({"mapped-1": MAPPED}))
    (tmp_path / "alone.graphql").write_text(ALONE)
    return tmp_path


@asynccontextmanager
async def asking(folder: Path, mode: Any) -> AsyncIterator[httpx.AsyncClient]:
    store = Store.open(NOBODY)
    async with client(store, Settings.model_construct(trusted_documents=folder, trusted_mode=mode)) as made:
        yield made
    await store.close()


NAMES: dict[str, tuple[dict[str, Any], str]] = {
    "an id of Apollo's manifest": ({"documentId": "apollo-1"}, "a"),
    "an id of a plain map": ({"documentId": "mapped-1"}, "b"),
    "a hash": ({"documentId": f"sha256:{HASH}"}, "c"),
    "a hash in Apollo's words": ({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}}}, "c"),
}


@pytest.mark.parametrize("mode", ["prefer", "only"])
@pytest.mark.parametrize(("sent", "key"), NAMES.values(), ids=NAMES)
async def test_document_is_asked_for_by(folder: Path, mode: str, sent: dict[str, Any], key: str) -> None:
    async with asking(folder, mode) as asker:
        by_post = await asker.post("/graphql", json=sent)
        by_get = await asker.get(
            "/graphql", params={k: v if k == "documentId" else json.dumps(v) for k, v in sent.items()}
        )
    assert by_post.json()["data"] == by_get.json()["data"] == {key: "Query"}


async def test_other_documents_are_answered_where_trusted_ones_are_preferred(folder: Path) -> None:
    async with asking(folder, "prefer") as asker:
        assert codes(await asker.post("/graphql", json={"query": OTHER})) == []
        assert codes(await asker.post("/graphql", json={"documentId": "unknown"})) == ["DOCUMENT_NOT_FOUND"]


async def test_nothing_else_is_answered_where_only_trusted_ones_are(folder: Path) -> None:
    other = hashlib.sha256(OTHER.encode()).hexdigest()
    named = {"persistedQuery": {"version": 1, "sha256Hash": other}}
    async with asking(folder, "only") as asker:
        for sent in (
            {"query": OTHER},
            {"query": OTHER, "extensions": named},
            {"extensions": named},
            {"documentId": "x"},
        ):
            answer = await asker.post("/graphql", json=sent)
            assert (answer.status_code, codes(answer)) == (400, ["UNTRUSTED_DOCUMENT"])
        assert codes(await asker.post("/graphql", json={"query": APOLLO})) == []


async def test_directory_is_nothing_where_the_mode_is_off(folder: Path) -> None:
    async with asking(folder, "off") as asker:
        assert codes(await asker.post("/graphql", json={"documentId": "apollo-1"})) == ["DOCUMENT_NOT_FOUND"]
        assert codes(await asker.post("/graphql", json={"query": OTHER})) == []


async def test_trusted_document_is_ready_whatever_else_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "BYTES_KEPT", 1)
    async with asking(folder, "prefer") as asker:
        for number in range(3):
            await asker.post("/graphql", json={"query": f"{{ a{number}: __typename }}"})
        monkeypatch.setattr(documents, "parse", None)
        assert codes(await asker.post("/graphql", json={"documentId": "apollo-1"})) == []


WRONG = {
    "no JSON": ("a.json", "{", "is no manifest"),
    "a list": ("a.json", "[]", "is no manifest"),
    "an id without a text": ("a.json", '{"a": 5}', "no id with the text"),
    "operations that are none": (
        "a.json", '{"format": "apollo-persisted-query-manifest", "operations": [5]}', "`operations`",
    ),
    "a document that does not fit": ("a.json", '{"broken": "{ nothing }"}', "\"broken\" cannot be answered: Cannot"),
    "a document that is none": ("a.graphql", "{", "cannot be answered: Syntax Error"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "words"), WRONG.values(), ids=WRONG)
async def test_start_ends_with_the_name_of_what_is_wrong(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text)
    settings = Settings.model_construct(trusted_documents=tmp_path, trusted_mode="only")
    store = Store.open(NOBODY)
    operations = Operations(assemble_schema()[0], registry_of(store, settings), settings)
    with pytest.raises(SettingsError, match=words) as told:
        trusted_documents(settings).hold(operations)
    assert str(tmp_path / name) in str(told.value)
    await store.close()


def test_server_does_not_start_over_a_directory_that_is_not_there(tmp_path: Path) -> None:
    told = command(
        "serve", REGISTRY_TRUSTED_MODE="only", REGISTRY_TRUSTED_DOCUMENTS=str(tmp_path / "no"),
        REGISTRY_DATA_DIR=str(tmp_path / "data"), NEO4J_URI="bolt://127.0.0.1:1",
    )  # fmt: skip
    assert told.returncode == 2
    assert "REGISTRY_TRUSTED_DOCUMENTS" in told.stderr


@pytest.mark.parametrize("query", [[], {}, 5, True, [OTHER]])
async def test_query_that_is_no_text_is_refused_whether_or_not_others_are_answered(folder: Path, query: object) -> None:
    for mode in ("off", "prefer", "only"):
        async with asking(folder, mode) as asker:
            answer = await asker.post("/graphql", json={"query": query})
            assert (answer.status_code, codes(answer)) == (400, ["BAD_REQUEST"])
