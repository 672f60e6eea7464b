"""Academic years: texts that sort and compare by when the years begin.

`2026/2027` begins in the one year and ends in the next, as in most countries; `2026/2026` lies within a calendar year,
as in most of the southern hemisphere. So `2025/2026` comes before `2026/2026`, and that before `2026/2027`.
"""

import re
from datetime import date

FORM = re.compile(r"([0-9]{4})/([0-9]{4})")
FIRST_MONTH = 9
"""An academic year of two calendar years begins in September; one of a single calendar year begins with it."""


def begun(day: date) -> int:
    """The year in which the academic year of a day began, of those that begin in September."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def written(begins: int) -> str:
    """The academic year that begins in September of this year."""
    return f"{begins:04}/{begins + 1:04}"


def within(year: int) -> str:
    """The academic year that lies within this calendar year."""
    return f"{year:04}/{year:04}"


def earliest_running(day: date) -> str:
    """Of the academic years that run on a day, the one that began first."""
    return min(written(begun(day)), within(day.year))


def latest_running(day: date) -> str:
    """Of the academic years that run on a day, the one that began last."""
    return max(written(begun(day)), within(day.year))


def is_academic_year(text: str) -> bool:
    """Whether the text is twice the same year, or two years of which the second follows the first."""
    found = FORM.fullmatch(text)
    return found is not None and int(found[2]) - int(found[1]) in (0, 1)
