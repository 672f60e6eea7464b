"""Academic years: texts that sort and compare by when the years begin.

`2026/2027` begins in the one year and ends in the next, as in most countries; `2026/2026` lies within a calendar year,
as in most of the southern hemisphere. So `2025/2026` comes before `2026/2026`, and that before `2026/2027`.

`academic_years.csv` has the countries whose universities usually begin in another month than September; those whose
year lies within a calendar year have no month.
"""

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

FORM = re.compile(r"([0-9]{4})/([0-9]{4})")
FIRST_MONTH = 9
"""An academic year of two calendar years begins in September; one of a single calendar year begins with it."""


@cache
def first_months() -> dict[str, int | None]:
    """The month in which the year begins, by country, where it is not September; None: it lies in a calendar year."""
    with Path(__file__).with_name("academic_years.csv").open(encoding="utf-8", newline="") as file:
        months = ((row["country"], row["first_month"]) for row in csv.DictReader(file))
        return {country: int(month) if month else None for country, month in months}


def running_year(country: str, day: date) -> str:
    """The academic year that runs on a day at most universities of a country (ISO 3166-1 alpha-2)."""
    month = first_months().get(country, FIRST_MONTH)
    return within(day.year) if month is None else academic_year_from(start_year(day, month))


def start_year(day: date, first_month: int = FIRST_MONTH) -> int:
    """The year in which the academic year of a day began, of those that begin in a month, or else in September."""
    return day.year if day.month >= first_month else day.year - 1


def academic_year_from(begins: int) -> str:
    """The academic year that begins in September of this year."""
    return f"{begins:04}/{begins + 1:04}"


def within(year: int) -> str:
    """The academic year that lies within this calendar year."""
    return f"{year:04}/{year:04}"


def earliest_running(day: date) -> str:
    """Of the academic years that run on a day, the one that began first."""
    return min(academic_year_from(start_year(day)), within(day.year))


def latest_running(day: date) -> str:
    """Of the academic years that run on a day, the one that began last."""
    return max(academic_year_from(start_year(day)), within(day.year))


def is_academic_year(text: str) -> bool:
    """Whether the text is twice the same year, or two years of which the second follows the first."""
    found = FORM.fullmatch(text)
    return found is not None and int(found[2]) - int(found[1]) in (0, 1)
