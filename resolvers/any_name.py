"""Filters by any name of a thing, whatever its letter case, accents and punctuation."""

from errors import Code, RegistryError
from graph.folding import fold
from graph.plan.filters import Compare, Filter, Has, Operator

ANY_NAME = (
    "Only those one of whose names, of today or of the past, holds this text; letter case, accents and punctuation do "
    "not count."
)


def any_name(text: str) -> Filter:
    """One of the names holds the text. Raises RegistryError (BAD_USER_INPUT) for a text without letters."""
    folded = fold(text)
    if not folded:
        raise RegistryError(Code.BAD_USER_INPUT, "must have a letter or a digit.")
    return Has("names", Compare("key", Operator.CONTAINS, folded))
