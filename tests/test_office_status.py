"""Statuses of offices through time, asked as a user would."""

import pytest

from graph.natural_keys import slug_id, status_id
from tests.conftest import Ask

STATUS = "query ($slug: String!, $day: Date) { office(slug: $slug) { status(asOf: $day) { status since until } } }"


@pytest.mark.parametrize(
    ("slug", "day", "status"),
    [
        ("russian-house-skopje", "2023-09-30", ("ACTIVE", "2012-09-01", "2023-10-01")),
        ("russian-house-skopje", "2023-10-01", ("SUSPENDED", "2023-10-01", None)),
        ("russian-house-damascus", "2024-12-09", ("ACTIVE", "2019-01-01", "2024-12-10")),
        ("russian-house-damascus", "2024-12-10", ("SUSPENDED", "2024-12-10", "2025-09-01")),
        ("russian-house-damascus", "2025-08-31", ("SUSPENDED", "2024-12-10", "2025-09-01")),
        ("russian-house-damascus", "2025-09-01", ("ACTIVE", "2025-09-01", None)),
        ("russian-house-baku", "2025-02-02", ("ACTIVE", "2009-06-01", "2025-02-03")),
        ("russian-house-baku", "2025-02-03", ("CLOSED", "2025-02-03", None)),
        ("russian-house-tashkent", "2021-01-15", ("LIMITED", "2020-04-01", "2021-09-01")),
    ],
)
async def test_status_holds_from_its_first_day_up_to_the_next_status(
    ask: Ask, slug: str, day: str, status: tuple[str, str, str | None]
) -> None:
    asked = await ask(STATUS, slug=slug, day=day)
    found = asked.data["office"]["status"]
    assert (found["status"], found["since"], found["until"]) == status


async def test_office_had_no_status_before_it_was_opened(ask: Ask) -> None:
    asked = await ask(STATUS, slug="russian-house-skopje", day="2012-08-31")
    assert asked.data == {"office": {"status": None}}


async def test_statuses_over_all_time_come_newest_first(ask: Ask) -> None:
    asked = await ask(
        """{ office(slug: "russian-house-branch-alexandria") {
          statuses(allTime: true) { status since until }
          then: statuses(asOf: "2020-03-15") { status }
          last: statuses(allTime: true, first: 1) { since }
          suspended: statuses(allTime: true, where: {status: {eq: SUSPENDED}, since: {gte: "2020-01-01"}}) { since }
        } }"""
    )
    assert asked.data["office"] == {
        "statuses": [
            {"status": "ACTIVE", "since": "2021-10-01", "until": None},
            {"status": "SUSPENDED", "since": "2020-03-15", "until": "2021-10-01"},
            {"status": "ACTIVE", "since": "2009-01-01", "until": "2020-03-15"},
        ],
        "then": [{"status": "SUSPENDED"}],
        "last": [{"since": "2021-10-01"}],
        "suspended": [{"since": "2020-03-15"}],
    }
    assert len(asked.statements) == 1


async def test_status_is_a_node_that_leads_back_to_its_office(ask: Ask) -> None:
    node = status_id(slug_id("offi", "russian-house-baku"), "2025-02-03")
    asked = await ask(
        "query ($id: ID!) { node(id: $id) { __typename id ... on OfficeStatus { status office { slug } } } }", id=node
    )
    assert asked.data["node"] == {
        "__typename": "OfficeStatus",
        "id": node,
        "status": "CLOSED",
        "office": {"slug": "russian-house-baku"},
    }
