"""What `/metrics` tells: no name that a client gives, and one figure for each thing that happens."""

import re

import httpx
import pytest

from graph.store.store import Store
from settings import Settings
from tests.http.answering import NOBODY, client, post

UNIVERSITIES = "query Secret { universities(first: 2) { nodes { id } } }"


async def figures(asker: httpx.AsyncClient) -> dict[str, float]:
    answer = await asker.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


async def test_figures_tell_of_requests_answers_statements_and_plans(demo_store: Store, settings: Settings) -> None:
    async with client(demo_store, settings) as asker:
        for _ in range(3):
            await post(asker, UNIVERSITIES)
        await post(asker, "{ nothing }")
        found = await figures(asker)
    assert found['registry_requests_total{status="200"}'] == 4
    assert found["registry_request_seconds_count"] == 4
    assert found['registry_answers_total{by="stock"}'] == 1
    assert found['registry_answers_total{by="compiled"}'] == 2
    assert found["registry_store_seconds_count"] == 3
    assert found["registry_rows_total"] == 9  # one more than the page, to know whether there is more
    assert found['registry_plans_total{known="false"}'] == 1
    assert found['registry_plans_total{known="true"}'] == 2


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


@pytest.mark.parametrize("name", ["registry_requests", "registry_request_seconds", "registry_answers",
                                  "registry_store_seconds", "registry_rows", "registry_plans"])  # fmt: skip
async def test_each_figure_says_what_it_is(asker: httpx.AsyncClient, name: str) -> None:
    text = (await asker.get("/metrics")).text
    assert re.search(rf"^# HELP {name}(_total)? [A-Z].+\.$", text, re.MULTILINE)
