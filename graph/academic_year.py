"""Academic years: texts like `2026/2027`, which sort and compare as the years do."""

import re
from datetime import date

FORM = re.compile(r"([0-9]{4})/([0-9]{4})")
FIRST_MONTH = 9
"""An academic year begins in September."""


def begun(day: date) -> int:
    """The year in which the academic year of a day began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def written(begins: int) -> str:
    """The academic year that begins in this year."""
    return f"{begins:04}/{begins + 1:04}"


def is_academic_year(text: str) -> bool:
    """Whether the text is two years of which the second follows the first."""
    found = FORM.fullmatch(text)
    return found is not None and int(found[2]) == int(found[1]) + 1
