"""Academic years of both hemispheres: their order, and which of them run on a day."""

from datetime import date

import pytest

from graph.vocabularies.academic_year import earliest_running, is_academic_year, latest_running
from resolvers.expiring_agreements import academic_years
from tests.conftest import Ask


def test_years_sort_by_when_they_begin() -> None:
    years = ["2026/2027", "2025/2026", "2026/2026", "2025/2025", "2027/2027"]
    assert sorted(years) == ["2025/2025", "2025/2026", "2026/2026", "2026/2027", "2027/2027"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2026/2027", True), ("2026/2026", True), ("2026/2025", False), ("2026/2028", False), ("2026", False)],
)
def test_year_is_one_or_two_calendar_years(text: str, is_one: bool) -> None:
    assert is_academic_year(text) is is_one


@pytest.mark.parametrize(
    ("day", "earliest", "latest"),
    [
        (date(2026, 1, 1), "2025/2026", "2026/2026"),
        (date(2026, 8, 31), "2025/2026", "2026/2026"),
        (date(2026, 9, 1), "2026/2026", "2026/2027"),
        (date(2026, 12, 31), "2026/2026", "2026/2027"),
    ],
)
def test_two_years_run_on_every_day(day: date, earliest: str, latest: str) -> None:
    assert (earliest_running(day), latest_running(day)) == (earliest, latest)
    assert {earliest, latest} <= set(academic_years(day))


async def test_balance_of_exchange_takes_years_of_both_hemispheres(ask: Ask) -> None:
    asked = await ask(
        """query ($of: ID!) {
          a: balanceOfExchange(of: $of, from: "2026/2026", to: "2026/2026") { totals { sent } }
          b: balanceOfExchange(of: $of, from: "2026/2026", to: "2025/2026") { totals { sent } }
          c: balanceOfExchange(of: $of, from: "2026/2028", to: "2026/2028") { totals { sent } }
        }""",
        of="univ_xguoxdcu4gybh6ym",
    )
    told = {error["path"][0]: error["extensions"]["field"] for error in asked.errors}
    assert asked.data["a"] == {"totals": {"sent": 0}}
    assert told == {"b": "b.to", "c": "c.from"}


YEARS_OF_COUNTRIES = [
    ("RU", "2026-08-31", "2025/2026"), ("RU", "2026-09-01", "2026/2027"),
    ("DE", "2026-09-30", "2025/2026"), ("DE", "2026-10-01", "2026/2027"),
    ("IN", "2026-06-30", "2025/2026"), ("IN", "2026-07-01", "2026/2027"),
    ("AR", "2026-01-01", "2026/2026"), ("AR", "2026-12-31", "2026/2026"),
]  # fmt: skip


@pytest.mark.parametrize(("country", "day", "year"), YEARS_OF_COUNTRIES)
async def test_academic_year_begins_where_that_of_the_country_does(ask: Ask, country: str, day: str, year: str) -> None:
    asked = await ask(
        "query ($c: String!, $d: Date) { country(code: $c) { academicYear(asOf: $d) } }", c=country, d=day
    )
    assert (asked.data, asked.errors) == ({"country": {"academicYear": year}}, [])
