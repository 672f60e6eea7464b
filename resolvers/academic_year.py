"""Academic years in arguments, and those of countries."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from errors import Code, RegistryError
from graph.vocabularies.academic_year import is_academic_year, running_year


def check_academic_year(text: str, path: str = "") -> None:
    """Raises RegistryError (BAD_USER_INPUT) unless the text is an academic year: `2026/2027` or `2026/2026`."""
    if not is_academic_year(text):
        raise RegistryError(
            Code.BAD_USER_INPUT,
            "must be an academic year, written as `2026/2027` or `2026/2026`.",
            field=path,
        )


def running_in(row: Mapping[str, Any], asOf: str | None = None, *, today: str) -> str:  # as the schema has it
    """The academic year that runs in a country on a day, or else today."""
    return running_year(row["code"], date.fromisoformat(asOf or today))
