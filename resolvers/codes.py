"""Codes in arguments: those that do not exist are refused."""

from collections.abc import Callable, Iterable

from errors import Code, RegistryError
from graph.countries import is_country
from graph.load.rows import SUBDIVISION

MOST_SHOWN = 20
"""Characters of a bad value that an error repeats."""

Known = tuple[Callable[[str], object], str]
"""Whether a code exists, and what it should be, in words."""
COUNTRY: Known = (is_country, "a country code of ISO 3166-1 (two capital letters)")
REGION: Known = (SUBDIVISION.fullmatch, "a region code of ISO 3166-2")


def check_codes(codes: Iterable[str], known: Known, path: str) -> None:
    """Raises RegistryError (BAD_USER_INPUT) for the first code that does not exist."""
    exists, meant = known
    bad = next((code for code in codes if not exists(code)), None)
    if bad is not None:
        raise RegistryError(Code.BAD_USER_INPUT, f"holds {bad[:MOST_SHOWN]!r}, which is not {meant}.", field=path)
