"""Assistance requests, asked as a user would: what universities ask of offices, and what came of it."""

from pathlib import Path
from typing import Any

import pytest

from graph.load.demo import load_demo
from graph.load.records import record_kind
from graph.load.rows import InputRow
from graph.natural_keys import slug_id
from graph.store.store import Store
from tests.conftest import Ask
from tests.load.graphs import quiet
from tests.load.rows import check_rejected, load_rows

KIND = record_kind("AssistanceRequest")


async def test_request_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: assistanceRequest(slug: "demo-request-015") {
            id kind status subject asked due answered result demo
            university { name } office { slug } country { code } event { slug } sources { slug }
            provenance { nodes { slug } }
          }
          b: assistanceRequest(id: $id) { slug status due answered result event { slug } }
          c: assistanceRequest(slug: "demo-request-999") { id }
        }""",
        id=slug_id("asst", "demo-request-037"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("asst", "demo-request-015"),
            "kind": "LOGISTICS",
            "status": "DONE",
            "subject": "Hall for an open day during the fair",
            "asked": "2024-12-09",
            "due": "2025-03-01",
            "answered": "2025-01-20",
            "result": "Great hall booked for one day",
            "demo": True,
            "university": {"name": "South Ural State University"},
            "office": {"slug": "russian-house-tashkent"},
            "country": {"code": "UZ"},
            "event": {"slug": "demo-fair-tashkent-2025"},
            "sources": [{"slug": "demo"}],
            "provenance": {"nodes": [{"slug": "demo"}]},
        },
        "b": {
            "slug": "demo-request-037",
            "status": "OPEN",
            "due": None,
            "answered": None,
            "result": None,
            "event": None,
        },
        "c": None,
    }
    assert len(asked.statements) == 3


REQUESTS = """query ($where: RegistryAssistanceRequestWhere) {
  assistanceRequests(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


def numbers(connection: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-request-") for node in connection["nodes"]]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"status": {"in": ["OPEN", "IN_WORK"]}}, ["032", "033", "034", "035", "036", "037", "038"]),
        ({"status": {"eq": "DECLINED"}}, ["009", "013", "019", "028"]),
        ({"kind": {"eq": "EXPERT_ADVICE"}, "asked": {"gte": "2025-01-01"}}, ["017", "023", "027", "029", "034", "037"]),
        ({"due": {"isNull": True}}, ["037"]),
        ({"answered": {"gte": "2026-06-01"}}, ["027", "029", "030", "031"]),
        ({"event": {"kind": {"eq": "FAIR"}}, "status": {"eq": "DONE"}}, ["006", "007", "015", "016", "018"]),
        ({"country": {"code": {"in": ["TM", "LA", "KE", "JO"]}}}, ["013", "014", "019", "027"]),
        ({"office": {"slug": {"eq": "russian-house-hanoi"}}}, ["011", "012", "013", "038"]),
        ({"university": {"name": {"startsWith": "Kazan F"}}}, ["024", "025", "026", "033"]),
        ({"subject": {"startsWith": "Hall"}}, ["002", "015", "022", "030"]),
        ({"result": {"startsWith": "Great hall"}}, ["015", "025", "031"]),
    ],
)
async def test_requests_are_filtered(ask: Ask, where: dict[str, Any], found: list[str]) -> None:
    asked = await ask(REQUESTS, where=where)
    assert asked.errors == []
    assert numbers(asked.data["assistanceRequests"]) == found
    assert asked.data["assistanceRequests"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"openAt": "2023-02-05"}, []),
        ({"openAt": "2023-02-06"}, ["001"]),
        ({"openAt": "2023-02-26"}, ["001"]),
        ({"openAt": "2023-02-27"}, []),
        ({"openAt": "2025-02-05"}, ["017", "018"]),
        ({"openAt": "2026-11-24"}, ["032", "033", "034", "035", "036", "037", "038"]),
        # Due on the 10th, answered on the 12th.
        ({"lateAt": "2024-02-10"}, []),
        ({"lateAt": "2024-02-11"}, ["007"]),
        ({"lateAt": "2024-02-12"}, []),
        ({"lateAt": "2026-11-24"}, ["034", "036"]),
        ({"lateAt": "2026-11-24", "openAt": "2026-09-30"}, ["034"]),
    ],
)
async def test_requests_are_open_until_they_are_answered_and_late_after_they_were_due(
    ask: Ask, where: dict[str, Any], found: list[str]
) -> None:
    asked = await ask(REQUESTS, where=where)
    assert asked.errors == []
    assert numbers(asked.data["assistanceRequests"]) == found


async def test_latest_requests_come_first(ask: Ask) -> None:
    asked = await ask("{ assistanceRequests(first: 3) { totalCount nodes { asked } } }")
    assert asked.data["assistanceRequests"] == {
        "totalCount": 38,
        "nodes": [{"asked": "2026-11-16"}, {"asked": "2026-11-09"}, {"asked": "2026-10-26"}],
    }


async def test_university_and_office_have_their_requests_latest_first(ask: Ask) -> None:
    asked = await ask(
        """{
          university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) {
            assistanceRequests { totalCount nodes { slug } }
          }
          office(slug: "russian-house-tashkent") {
            assistanceRequests(where: {kind: {eq: LOGISTICS}}) { totalCount nodes { slug } }
          }
        }"""
    )
    for name, found in {"university": ["033", "026", "025", "024"], "office": ["025", "018", "015"]}.items():
        connection = asked.data[name]["assistanceRequests"]
        assert (numbers(connection), connection["totalCount"]) == (found, len(found))
    assert len(asked.statements) == 2


GOOD = {
    "slug": "r-1", "university": "https://ror.org/05256ym39", "office": "russian-house-tashkent", "country": "UZ",
    "kind": "LOGISTICS", "status": "DONE", "subject": "A hall", "asked": "2026-01-01", "due": "2026-02-01",
    "answered": "2026-01-15", "event": "", "result": "Booked",
}  # fmt: skip
OPEN = {"status": "OPEN", "answered": "", "result": ""}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": "R 1"}, "slug", "is not a slug"),
        ({"university": ""}, "university", "is empty"),
        ({"university": "kpfu.ru"}, "university", "is not a ROR id"),
        ({"office": ""}, "office", "is empty"),
        ({"country": "Uzbekistan"}, "country", "is not a country code"),
        ({"kind": "MONEY"}, "kind", "`MONEY` is not one of EXPERT_ADVICE"),
        ({"status": "LATE"}, "status", "is not one of OPEN, IN_WORK"),
        ({"subject": ""}, "subject", "is empty"),
        ({"asked": ""}, "asked", "is empty"),
        ({"due": "2025-12-31"}, "due", "is before asked"),
        ({"answered": "2025-12-31"}, "answered", "is before asked"),
        ({"answered": ""}, "answered", "is empty, and the status is DONE"),
        ({"status": "DECLINED", "result": ""}, "result", "it says why the request is declined"),
        ({"status": "OPEN"}, "answered", "`2026-01-15` is given, and the status is OPEN"),
        (OPEN | {"status": "IN_WORK", "result": "Booked"}, "result", "`Booked` is given, and the status is IN_WORK"),
        ({"event": "e-1|e-2"}, "event", "names more than one Event"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    KIND.parse(InputRow(2, GOOD | OPEN | {"due": "", "event": "e-1"}))
    check_rejected(KIND, GOOD, change, field, words)


async def test_request_that_names_something_unknown_is_rejected(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    rows = [GOOD | {"country": "NR"}, GOOD | {"slug": "r-2", "event": "no-event"}, GOOD | {"slug": "r-3"}]
    report = await load_rows(store, tmp_path, KIND, rows)
    assert (report.created, report.updated) == (1, 0)
    assert [(each.line, each.field, each.reason) for each in report.rejected] == [
        (2, "country", "`NR` is no Country of the registry"),
        (3, "event", "`no-event` is no Event of the registry"),
    ]
