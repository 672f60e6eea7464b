"""Academic years in arguments."""

from errors import Code, RegistryError
from graph.vocabularies.academic_year import is_academic_year


def check_academic_year(text: str, path: str = "") -> None:
    """Raises RegistryError (BAD_USER_INPUT) unless the text is an academic year: `2026/2027` or `2026/2026`."""
    if not is_academic_year(text):
        raise RegistryError(
            Code.BAD_USER_INPUT,
            "must be an academic year, written as `2026/2027` or `2026/2026`.",
            field=path,
        )
