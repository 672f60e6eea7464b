"""How values are spelled in messages for clients: as JSON has them, and not too long."""

import json
import sys
from typing import Any

from graphql import GraphQLDirective, GraphQLNamedType, GraphQLWrappingType

MAX_SPELLED = 240
"""Characters."""
MAX_ITEMS, MAX_LEVELS = 10, 2
"""Of lists and objects."""
LEFT_OUT = "…"
UNKNOWN = "nothing that JSON has"
PRINTED = (GraphQLDirective, GraphQLNamedType, GraphQLWrappingType)


def spell(value: object, most: int = MAX_SPELLED) -> str:
    """The value in JSON, cut to so many characters; parts of the schema by their names."""
    text = _spell(value, most, MAX_LEVELS)
    return text if len(text) <= most else f"{text[: most - 1]}{LEFT_OUT}"


def _spell(value: object, most: int, levels: int) -> str:
    if isinstance(value, str):
        text = json.dumps(value[: most + 1], ensure_ascii=False)
        return text.encode("utf-8", "backslashreplace").decode()
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, dict):
        return f"{{{_items(value, [_pair(*each, most, levels) for each in [*value.items()][:MAX_ITEMS]], levels)}}}"
    if isinstance(value, list | tuple):
        return f"[{_items(value, [_spell(each, most, levels - 1) for each in value[:MAX_ITEMS]], levels)}]"
    return str(value) if isinstance(value, PRINTED) else UNKNOWN


def _pair(name: object, value: object, most: int, levels: int) -> str:
    return f"{_spell(str(name), most, 0)}: {_spell(value, most, levels - 1)}"


def _items(whole: Any, spelled_items: list[str], levels: int) -> str:
    if levels <= 0 and whole:
        return LEFT_OUT
    return ", ".join(spelled_items + [LEFT_OUT] * (len(whole) > MAX_ITEMS))


def teach_graphql_core() -> None:
    """Makes graphql-core spell values so: it writes them as Python does, in messages that go to clients."""
    module: Any = sys.modules["graphql.pyutils.inspect"]  # whose name in the package is that of its function
    module.inspect_recursive = lambda value, _: spell(value)


teach_graphql_core()
