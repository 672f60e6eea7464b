"""Texts in arguments: how long they may be, told before anything is made of them.

Folding a text costs time by its length, and some letters become eighteen.
"""

from collections.abc import Mapping
from typing import Any

from errors import Code, RegistryError

MAX_TEXT = 500
"""Characters; no name and no identifier is nearly so long."""
MAX_CURSOR = 5_000
"""Characters: a cursor holds the values that its node is ordered by."""
CURSORS = ("after", "before")
READ_BY_PLACE = ("representations", "ids")
"""Of `_entities` and `nodes`, which tell of each at its place what is wrong with it."""


def check_texts(given: Mapping[str, Any], path: str) -> None:
    """Raises RegistryError (BAD_USER_INPUT) for a text that is too long in the arguments of the field at `path`."""
    for name, value in given.items():
        if name not in READ_BY_PLACE:
            _check(value, f"{path}.{name}", MAX_CURSOR if name in CURSORS else MAX_TEXT)


def _check(value: Any, path: str, most: int) -> None:
    if isinstance(value, str):
        if len(value) > most:
            told = f"has {len(value):,} characters; {most:,} are the most."
            raise RegistryError(Code.BAD_USER_INPUT, told, field=path, limit=most)
    elif isinstance(value, dict):
        for name, each in value.items():
            _check(each, f"{path}.{name}", most)
    elif isinstance(value, list):
        for place, each in enumerate(value):
            if not isinstance(each, str) or len(each) > most:
                _check(each, f"{path}.{place}", most)
