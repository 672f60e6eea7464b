"""Agreements, asked as a user would."""

from pathlib import Path
from typing import Any

import pytest

from graph.load.demo import load_demo
from graph.load.records import record_kind
from graph.natural_keys import slug_id
from graph.store.store import Store
from tests.conftest import Ask
from tests.load.graphs import quiet
from tests.load.rows import check_rejected, load_rows

KIND = record_kind("Agreement")


async def test_agreement_is_found_by_its_slug_or_id_with_parties_in_their_order(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: agreement(slug: "demo-agreement-042") {
            id kind status signed validFrom validTo demo parties { name } office { slug }
            contacts { nodes { slug } } sources { slug }
          }
          b: agreement(id: $id) { title parties { name } office { slug kind } }
          c: agreement(slug: "demo-agreement-999") { id }
        }""",
        id=slug_id("agrm", "demo-agreement-014"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("agrm", "demo-agreement-042"),
            "kind": "NETWORK",
            "status": "IN_FORCE",
            "signed": "2026-03-16",
            "validFrom": "2026-04-01",
            "validTo": "2031-03-31",
            "demo": True,
            "parties": [
                {"name": "Kazan Federal University"},
                {"name": "Tashkent University of Information Technology"},
                {"name": "Samarkand State University named after Sharof Rashidov"},
            ],
            "office": None,
            "contacts": {"nodes": [{"slug": "demo-contact-135"}]},
            "sources": [{"slug": "demo"}],
        },
        "b": {
            "title": "Cooperation agreement with the agency: Peoples' Friendship University of Russia",
            "parties": [{"name": "Peoples' Friendship University of Russia"}],
            "office": {"slug": "agency-headquarters-moscow", "kind": "HEADQUARTERS"},
        },
        "c": None,
    }
    assert len(asked.statements) == 3


AGREEMENTS = """query ($where: RegistryAgreementWhere) {
  agreements(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


def slugs(asked_data: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-agreement-") for node in asked_data["agreements"]["nodes"]]


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"kind": {"in": ["RESEARCH", "NETWORK", "ADDENDUM"]}}, ["026", "030", "042", "047"]),
        ({"status": {"eq": "DRAFT"}}, ["045", "046"]),
        ({"status": {"notIn": ["IN_FORCE", "EXPIRED"]}}, ["002", "045", "046"]),
        ({"validFrom": {"isNull": True}}, ["045", "046"]),
        ({"validTo": {"gte": "2026-12-15", "lte": "2026-12-31"}}, ["005", "034"]),
        ({"signed": {"gt": "2026-03-16"}}, ["043", "044"]),
        ({"signed": {"eq": "2014-02-17"}}, ["001"]),
        ({"title": {"startsWith": "Network"}}, ["042"]),
        ({"office": {}}, ["014", "021", "024", "028", "033"]),
        ({"not": {"office": {}}, "contacts": {"none": {}}}, ["026", "035", "045", "046", "047"]),
        ({"parties": {"atLeast": 3}}, ["042", "047"]),
        (
            {"renewal": {"eq": "BY_CONSENT"}, "not": {"kind": {"eq": "AGENCY_COOPERATION"}}},
            ["007", "008", "041", "042", "044", "047"],
        ),
        ({"renewal": {"isNull": True}}, ["011", "013", "026", "045"]),
        (
            {"noticeMonths": {"eq": 6}, "liveAt": "2026-11-24", "validTo": {"lte": "2027-06-30"}},
            ["005", "015", "017", "019", "035"],
        ),
        ({"amends": {"status": {"eq": "IN_FORCE"}}}, ["026"]),
        ({"addenda": {"some": {}}}, ["001"]),
        ({"parties": {"some": {"country": {"code": {"in": ["AZ", "FR"]}}}}}, ["008", "011", "022"]),
        (
            {"contacts": {"some": {"event": {"kind": {"eq": "FAIR"}}}}, "validFrom": {"lt": "2026-09-01"}},
            ["039", "040"],
        ),
    ],
)
async def test_agreements_are_filtered(ask: Ask, where: dict[str, Any], numbers: list[str]) -> None:
    asked = await ask(AGREEMENTS, where=where)
    assert asked.errors == []
    assert slugs(asked.data) == numbers
    assert asked.data["agreements"]["totalCount"] == len(numbers)
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        # 009 begins on this day, 010 two days later; 002, 003 and 008 have ended since, but bound then.
        ("2018-01-30", ["001", "002", "003", "004", "005", "006", "007", "008", "009"]),
        # 002 was terminated after its last day, 2022-05-31; 008 ran out after 2023-08-31.
        ("2014-04-17", ["001"]),
        ("2014-04-18", ["001", "002"]),
        ("2031-01-01", ["042", "043", "044"]),
        ("2031-03-31", ["042", "043", "044"]),
        ("2031-04-01", ["043", "044"]),
        ("2014-02-28", []),
    ],
)
async def test_live_agreements_bind_from_their_first_to_their_last_day(ask: Ask, day: str, numbers: list[str]) -> None:
    asked = await ask(AGREEMENTS, where={"liveAt": day})
    assert slugs(asked.data) == numbers


async def test_agreement_that_was_terminated_was_in_force_until_then(ask: Ask) -> None:
    asked = await ask("""{
      agreement(slug: "demo-agreement-002") {
        status
        before: status(asOf: "2014-04-03") first: status(asOf: "2014-04-04") last: status(asOf: "2022-05-31")
        after: status(asOf: "2022-06-01") history: statuses { of: status since until __typename }
      }
    }""")
    kind = "AgreementStatusInfo"
    assert asked.data["agreement"] == {
        "status": "TERMINATED",
        "before": "DRAFT",
        "first": "IN_FORCE",
        "last": "IN_FORCE",
        "after": "TERMINATED",
        "history": [
            {"of": "DRAFT", "since": None, "until": "2014-04-04", "__typename": kind},
            {"of": "IN_FORCE", "since": "2014-04-04", "until": "2022-06-01", "__typename": kind},
            {"of": "TERMINATED", "since": "2022-06-01", "until": None, "__typename": kind},
        ],
    }


@pytest.mark.parametrize(
    ("status", "numbers"),
    [
        ({"eq": "TERMINATED", "asOf": "2022-05-31"}, []),
        ({"eq": "TERMINATED", "asOf": "2022-06-01"}, ["002"]),
        ({"in": ["IN_FORCE"], "asOf": "2014-04-04"}, ["001", "002"]),
        ({"notIn": ["DRAFT"], "asOf": "2014-04-03"}, ["001"]),
    ],
)
async def test_agreements_are_found_by_the_status_they_had(
    ask: Ask, status: dict[str, Any], numbers: list[str]
) -> None:
    asked = await ask(AGREEMENTS, where={"status": status})
    assert slugs(asked.data) == numbers


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ({"asOf": "2020-01-01"}, "agreements.where.status needs a comparison beside `asOf`."),
        ({"isNull": True, "asOf": "2020-01-01"},
         "agreements.where.status.isNull goes without `asOf`: a state is never missing."),
    ],
)  # fmt: skip
async def test_status_of_a_day_needs_a_comparison(ask: Ask, status: dict[str, Any], reason: str) -> None:
    asked = await ask(AGREEMENTS, where={"status": status})
    assert asked.codes == ["BAD_USER_INPUT"]
    assert asked.errors[0]["message"] == reason


async def test_agreements_of_a_university_that_expire_in_half_a_year(ask: Ask) -> None:
    asked = await ask(
        """{ university(identifier: {scheme: DOMAIN, value: "msu.ru"}) { agreements(
          where: {liveAt: "2026-10-01", validTo: {lt: "2027-04-01"}}, orderBy: [{field: VALID_TO}, {field: SLUG}]
        ) { totalCount nodes { slug validTo } } } }"""
    )
    assert asked.data["university"]["agreements"] == {
        "totalCount": 4,
        "nodes": [
            {"slug": "demo-agreement-031", "validTo": "2027-01-31"},
            {"slug": "demo-agreement-006", "validTo": "2027-02-28"},
            {"slug": "demo-agreement-016", "validTo": "2027-02-28"},
            {"slug": "demo-agreement-017", "validTo": "2027-03-31"},
        ],
    }


async def test_newest_agreements_come_first_and_drafts_without_dates_before_them(ask: Ask) -> None:
    asked = await ask("{ agreements(first: 4) { nodes { validFrom status } } }")
    nodes = asked.data["agreements"]["nodes"]
    assert [node["validFrom"] for node in nodes] == [None, None, "2026-09-01", "2026-09-01"]
    assert [node["status"] for node in nodes[:2]] == ["DRAFT", "DRAFT"]


@pytest.mark.parametrize("size", [1, 5])
async def test_pages_by_date_go_through_drafts_and_days_with_several_agreements(ask: Ask, size: int) -> None:
    query = """query ($first: Int, $after: String, $last: Int, $before: String) {
      agreements(where: {anyOf: [{validFrom: {gte: "2026-01-01"}}, {validFrom: {isNull: true}}]},
                 first: $first, after: $after, last: $last, before: $before) {
        nodes { slug } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } totalCount
      }
    }"""
    whole = [node["slug"] for node in (await ask(query, first=100)).data["agreements"]["nodes"]]
    assert {slug[-3:] for slug in whole} == {"040", "041", "042", "043", "044", "045", "046"}
    forward: list[str] = []
    backward: list[str] = []
    after, more = None, True
    while more:
        page = (await ask(query, first=size, after=after)).data["agreements"]
        forward += [node["slug"] for node in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert page["totalCount"] == 7
    before, more = None, True
    while more:
        page = (await ask(query, last=size, before=before)).data["agreements"]
        backward = [node["slug"] for node in page["nodes"]] + backward
        before, more = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    assert forward == whole
    assert backward == whole


async def test_addendum_names_its_agreement_and_the_agreement_its_addenda(ask: Ask) -> None:
    asked = await ask(
        """{
          a: agreement(slug: "demo-agreement-026") { kind renewal noticeMonths amends { slug renewal noticeMonths } }
          b: agreement(slug: "demo-agreement-001") { amends { slug } addenda { totalCount nodes { slug } } }
        }"""
    )
    assert asked.data == {
        "a": {
            "kind": "ADDENDUM",
            "renewal": None,
            "noticeMonths": None,
            "amends": {"slug": "demo-agreement-001", "renewal": "AUTOMATIC", "noticeMonths": 6},
        },
        "b": {"amends": None, "addenda": {"totalCount": 1, "nodes": [{"slug": "demo-agreement-026"}]}},
    }
    assert len(asked.statements) == 2


GOOD = {
    "slug": "a-1", "title": "A", "kind": "FRAMEWORK", "status": "IN_FORCE", "signed": "", "valid_from": "",
    "valid_to": "", "parties": "https://ror.org/05256ym39|https://ror.org/010pmpe69", "office": "", "amends": "",
    "renewal": "AUTOMATIC", "notice_months": "6",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"renewal": "YEARLY"}, "renewal", "`YEARLY` is not one of AUTOMATIC, BY_CONSENT, NONE"),
        ({"notice_months": "half a year"}, "notice_months", "is not a whole number from 0 to 120"),
        ({"amends": "a-0|a-2"}, "amends", "names more than one Agreement"),
        ({"amends": "a-1"}, "amends", "is the agreement itself"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    check_rejected(KIND, GOOD, change, field, words)


async def test_addendum_may_stand_before_its_agreement_in_a_file(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    rows = [GOOD | {"slug": "a-2", "amends": "a-1"}, GOOD, GOOD | {"slug": "a-3", "amends": "no-agreement"}]
    report = await load_rows(store, tmp_path, KIND, rows)
    assert (report.created, report.updated) == (2, 0)
    assert [(each.line, each.field, each.reason) for each in report.rejected] == [
        (4, "amends", "`no-agreement` is no Agreement of the registry")
    ]
    text = "MATCH (:Agreement {slug: $slug})<-[:AMENDS]-(a) RETURN a.slug AS slug"
    assert await store.rows(text, {"slug": "a-1"}) == [{"slug": "a-2"}]
