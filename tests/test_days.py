"""Days at the ends of the calendar, in every argument and filter that takes a day."""

from datetime import date
from pathlib import Path

import pytest
from graphql import build_schema, get_named_type, is_non_null_type

from graph.days import shift_day
from graph.natural_keys import slug_id, university_id
from tests.conftest import Ask

KFU = university_id("ROR", "https://ror.org/05256ym39")
HANOI = university_id("ROR", "https://ror.org/02jmfj006")
MINSK = slug_id("offi", "russian-house-minsk")
ENDS = ("0001-01-01", "9999-12-31")
SCHEMA = build_schema((Path(__file__).parent / "schema.graphql").read_text())
assert SCHEMA.query_type
NEEDED = {
    "university": f'"{KFU}"', "to": f'"{HANOI}"', "from": f'"{KFU}"', "office": f'"{MINSK}"', "year": "2026",
}  # fmt: skip
"""What else the fields need, by the name of the argument."""


@pytest.mark.parametrize(
    ("day", "days", "there"),
    [
        (date(2024, 2, 28), 2, date(2024, 3, 1)),
        (date(2024, 3, 1), -1, date(2024, 2, 29)),
        (date.max, 1, date.max),
        (date.max, -1, date(9999, 12, 30)),
        (date(9999, 12, 1), 1_830, date.max),
        (date.min, -1, date.min),
        (date(1, 12, 1), -365, date.min),
    ],
)
def test_day_beyond_the_calendar_is_its_end(day: date, days: int, there: date) -> None:
    assert shift_day(day, days) == there


def _as_of() -> list[str]:
    """Every root field that takes `asOf`, with what else it needs."""
    asked = []
    for name, field in SCHEMA.query_type.fields.items():  # type: ignore[union-attr]
        if "asOf" in field.args:
            needed = [
                f"{each}: {NEEDED[each]}"
                for each, given in field.args.items()
                if each in NEEDED and (is_non_null_type(given.type) or "must be given" in (given.description or ""))
            ]
            asked.append(f"{name}({', '.join(['asOf: $day', *needed])}) {{ __typename }}")
    return asked


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize("field", _as_of())
async def test_question_as_of_an_end_of_the_calendar_is_answered(ask: Ask, field: str, day: str) -> None:
    asked = await ask(f"query ($day: Date!) {{ {field} }}", day=day)
    assert asked.errors == []


def _filters() -> list[str]:
    """Every filter that is a day, of the nouns that have a root field."""
    asked = []
    for name, field in SCHEMA.query_type.fields.items():  # type: ignore[union-attr]
        where = get_named_type(field.args["where"].type) if "where" in field.args else None
        if where and f"{name}(".startswith(name) and str(field.type).rstrip("!").endswith("Connection"):
            days = [key for key, each in where.fields.items() if str(each.type) == "Date"]
            asked += [f"{name}(where: {{{key}: $day}}) {{ totalCount }}" for key in days]
    return asked


@pytest.mark.parametrize("day", ENDS)
async def test_filter_by_an_end_of_the_calendar_is_answered(ask: Ask, day: str) -> None:
    fields = " ".join(f"a{number}: {field}" for number, field in enumerate(_filters()))
    asked = await ask(f"query ($day: Date!) {{ {fields} }}", day=day)
    assert asked.errors == []
    assert len(asked.data) > 3


@pytest.mark.parametrize("day", ENDS)
async def test_window_at_an_end_of_the_calendar_is_walked(ask: Ask, day: str) -> None:
    query = """query ($of: ID!, $day: Date!) {
      since: neighbourhood(of: $of, depth: 1, where: {since: $day}) { total }
      until: neighbourhood(of: $of, depth: 1, where: {until: $day}) { total }
    }"""
    asked = await ask(query, of=KFU, day=day)
    assert asked.errors == []


async def test_agreements_of_the_last_days_of_the_calendar_are_looked_for(ask: Ask) -> None:
    asked = await ask('{ expiringAgreements(asOf: "9999-12-31", days: 1830) { agreements { validTo } } }')
    assert (asked.data, asked.errors) == ({"expiringAgreements": {"agreements": []}}, [])


@pytest.mark.parametrize("year", ["٢٠٢٤/٢٠٢٥", "２０２４/２０２５", "२०२४/२०२५", "2024/2025\u0660"])
async def test_academic_year_in_other_digits_is_refused(ask: Ask, year: str) -> None:
    query = (
        "query ($of: ID!, $year: String!) { balanceOfExchange(of: $of, from: $year, to: $year) { totals { sent } } }"
    )
    asked = await ask(query, of=KFU, year=year)
    assert asked.codes == ["BAD_USER_INPUT"]


@pytest.mark.parametrize("day", ["٢٠٢٤-٠١-٠١", "２０２４-01-01", "2024-01-०१"])
async def test_day_in_other_digits_is_refused(ask: Ask, day: str) -> None:
    asked = await ask("query ($day: Date!) { contacts(where: {liveAt: $day}) { totalCount } }", day=day)
    assert asked.codes == ["BAD_USER_INPUT"]
