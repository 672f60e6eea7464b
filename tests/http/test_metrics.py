"""What `/metrics` tells: no name that a client gives, and one figure for each thing that happens."""

import asyncio
import re
import time

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from graph.store.errors import StoreDownError
from graph.store.store import Store, Transaction
from settings import Settings
from tests.conftest import Server
from tests.docs.test_tables import rows as table_rows
from tests.http.answering import NOBODY, client, post

UNIVERSITIES = "query Secret { universities(first: 2) { nodes { id } } }"
SLOW = "UNWIND range(1, 3000) AS i UNWIND range(1, 3000) AS j WITH i, j WHERE i + j < 0 RETURN collect(i) AS none"
MEBI = 1024 * 1024


async def figures(asker: httpx.AsyncClient) -> dict[str, float]:
    answer = await asker.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


async def test_figures_tell_of_requests_answers_documents_plans_and_statements(
    demo_store: Store, settings: Settings
) -> None:
    async with client(demo_store, settings) as asker:
        for _ in range(3):
            await post(asker, UNIVERSITIES)
        await post(asker, "{ nothing }")
        await asker.post("/graphql", content=b"{")
        found = await figures(asker)
    assert found['registry_requests_total{operation="query",status="200"}'] == 3
    assert found['registry_requests_total{operation="none",status="200"}'] == 1
    assert found['registry_requests_total{operation="none",status="415"}'] == 1
    assert found["registry_request_seconds_count"] == 5
    assert found['registry_errors_total{code="GRAPHQL_VALIDATION_FAILED"}'] == 1
    assert found['registry_answers_total{by="stock"}'] == 1
    assert found['registry_answers_total{by="compiled"}'] == 2
    assert found['registry_documents_total{known="false"}'] == 2
    assert found['registry_documents_total{known="true"}'] == 2
    assert found['registry_store_seconds_count{call="question"}'] == 3
    assert 0 < found['registry_store_seconds_sum{call="question"}'] < 3
    assert found['registry_store_rows_total{call="question"}'] == 9  # one more than the page: is there a next one
    assert found['registry_plans_total{known="false"}'] == 2  # the statement of a new document, and that of one known
    assert 'registry_plans_total{known="true"}' not in found  # the third is asked by the plan that is kept


async def test_reads_of_the_read_model_and_writes_are_told_apart_from_questions(
    embedded_server: Server, settings: Settings
) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run("RETURN 1 AS one")

    store = embedded_server.open()
    async with client(store, settings) as asker:
        await store.rows("UNWIND range(1, 5) AS row RETURN row", {})
        await store.write(work)
        found = await figures(asker)
    await store.close()
    assert found['registry_store_rows_total{call="load"}'] == 5
    counts = [found[f'registry_store_seconds_count{{call="{call}"}}'] for call in ("question", "load", "write")]
    assert counts == [0, 1, 1]


async def test_faults_and_retries_of_the_store_are_counted_by_why(settings: Settings) -> None:
    async def work(transaction: Transaction) -> None:
        raise AssertionError("there is no store to open a transaction on")

    store = Store.open(NOBODY)
    async with client(store, settings) as asker:
        assert (await post(asker, UNIVERSITIES)).status_code == 503
        with pytest.raises(StoreDownError):
            await store.write(work)
        found = await figures(asker)
    await store.close()
    assert found['registry_requests_total{operation="query",status="503"}'] == 1
    assert found['registry_errors_total{code="STORE_DOWN"}'] == 1
    assert found['registry_store_faults_total{call="question",fault="down"}'] == 1
    assert found['registry_store_faults_total{call="write",fault="down"}'] == 1
    assert found["registry_store_retries_total"] == 4  # two of each


async def test_call_that_nobody_waits_for_any_more_is_counted_as_cancelled(
    embedded_server: Server, settings: Settings
) -> None:
    store = embedded_server.open()
    async with client(store, settings) as asker:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(store.read(SLOW, {}), 0.2)
        found = await figures(asker)
    await store.close()
    assert found['registry_store_faults_total{call="question",fault="cancelled"}'] == 1


async def test_memory_and_the_time_of_the_read_model_are_told(demo_store: Store, settings: Settings) -> None:
    async with client(demo_store, settings) as asker:
        assert (await figures(asker))["registry_read_model_last_build_timestamp_seconds"] == 0
        await post(asker, '{ search(text: "Lomonosov") { totalCount } }')
        found = await figures(asker)
    assert time.time() - 60 < found["registry_read_model_last_build_timestamp_seconds"] <= time.time()
    assert 0 < found["registry_read_model_last_build_duration_seconds"] < 60
    assert found["registry_read_model_bytes"] < found["registry_memory_bytes"]
    assert 50 * MEBI < found["registry_memory_bytes"] < 10_000 * MEBI


async def test_no_figure_has_a_name_that_a_client_gives(asker: httpx.AsyncClient) -> None:
    await post(asker, UNIVERSITIES)
    await asker.get("/nowhere/at/all")
    text = (await asker.get("/metrics")).text
    assert not re.search("Secret|nowhere", text)


async def test_metrics_can_be_turned_off() -> None:
    store = Store.open(NOBODY)
    async with client(store, Settings.model_construct(metrics=False)) as asker:
        assert (await asker.get("/metrics")).status_code == 404
    await store.close()


async def test_every_figure_says_what_it_is_and_is_in_the_table_of_the_docs(asker: httpx.AsyncClient) -> None:
    families = list(text_string_to_metric_families((await asker.get("/metrics")).text))
    told = {each.name: each for each in families if not each.name.endswith("_created")}
    assert all(re.fullmatch(r"[A-Z].+\.", each.documentation) for each in told.values())
    shown = {
        cells[0].strip("`").partition("{")[0].removesuffix("_total") for cells in table_rows("operation.md", "Metrics")
    }
    assert shown == told.keys()
