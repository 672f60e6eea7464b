"""Cursors of connections: opaque texts that hold a place in an order."""

import base64
import zlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import orjson

from errors import Code, RegistryError
from graph.model import NodeType, PropertyKind, Relationship, Sort
from graph.plan.selection import Cursor, Page
from graph.plan.shape import cursor_at

MAX_ROWS = 100
DEFAULT_ROWS = 20
MAX_ORDERS = 256
"""Kept of those that were asked for."""
LARGEST = 2**63 - 1
"""No integer of the stores is larger; the driver refuses to send one."""

TYPES: dict[PropertyKind, type | tuple[type, ...]] = {
    PropertyKind.STRING: str,
    PropertyKind.INTEGER: int,
    PropertyKind.FLOAT: (int, float),
    PropertyKind.BOOLEAN: bool,
}


@lru_cache(maxsize=MAX_ORDERS)
def _fingerprint(order: tuple[Sort, ...]) -> int:
    return zlib.crc32(repr([(sort.name, sort.descending, sort.on_edge) for sort in order]).encode())


def write_opaque(content: bytes) -> str:
    """Bytes as an opaque text that fits into a URL."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def parse_opaque(text: str) -> bytes:
    """The bytes of an opaque text. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def check_size(size: int, path: str) -> None:
    """Raises RegistryError (BAD_USER_INPUT) for a page that is larger than may be, or smaller than none."""
    if not 0 <= size <= MAX_ROWS:
        raise RegistryError(Code.BAD_USER_INPUT, f"must be from 0 to {MAX_ROWS}.", field=path)


def write_cursor(order: tuple[Sort, ...], row: Mapping[str, Any]) -> str:
    """The cursor of a row in an order."""
    values = cursor_at(order, row).values
    return write_opaque(orjson.dumps([_fingerprint(order), *values]))


def parse_cursor(
    text: str, order: tuple[Sort, ...], node: NodeType, relationship: Relationship | None, path: str
) -> Cursor:
    """The place that a cursor holds. Raises RegistryError (BAD_CURSOR) unless it was written for this order."""
    try:
        fingerprint, *values = orjson.loads(parse_opaque(text))
    except (ValueError, TypeError):
        raise _bad(path) from None
    kinds = [*(_kind(sort, node, relationship) for sort in order), PropertyKind.STRING]
    fits = len(values) == len(kinds) and all(map(_fits, values, kinds))
    if fingerprint != _fingerprint(order) or not fits or values[-1] is None:
        raise _bad(path)
    return Cursor(tuple(values))


def _fits(value: object, kind: PropertyKind) -> bool:
    if value is None:
        return True
    if kind is PropertyKind.DATE:
        return isinstance(value, str) and is_date(value)
    if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
        return False
    return isinstance(value, TYPES[kind]) and not (isinstance(value, bool) and kind is not PropertyKind.BOOLEAN)


def is_date(text: str) -> bool:
    """Whether the text is a calendar date, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _bad(path: str) -> RegistryError:
    return RegistryError(Code.BAD_CURSOR, "is not a cursor that this field has given with this order.", field=path)


def _kind(sort: Sort, node: NodeType, relationship: Relationship | None) -> PropertyKind:
    if sort.on_edge and relationship:
        return next(each.kind for each in relationship.edge if each.name == sort.name)
    return PropertyKind.STRING if sort.name == "id" else node.properties[sort.name].kind


def not_beside(name: str, other: str, path: str) -> RegistryError:
    """The error of an argument that was given together with one it does not go with."""
    return RegistryError(Code.BAD_USER_INPUT, f"cannot be given together with `{other}`.", field=f"{path}.{name}")


def page_of(
    arguments: Mapping[str, Any],
    order: tuple[Sort, ...],
    node: NodeType,
    path: str,
    relationship: Relationship | None = None,
) -> Page:
    """The page that `first`/`after` or `last`/`before` ask for. Raises RegistryError (BAD_USER_INPUT, BAD_CURSOR)."""
    first, last = arguments.get("first"), arguments.get("last")
    after, before = arguments.get("after"), arguments.get("before")
    if last is not None and first is not None:
        raise not_beside("last", "first", path)
    backward = last is not None or (before is not None and first is None)
    if backward and after is not None:
        raise not_beside("after", "before" if last is None else "last", path)
    if not backward and before is not None:
        raise not_beside("before", "first", path)
    size = last if backward else first
    size = DEFAULT_ROWS if size is None else size
    name = "last" if backward else "first"
    check_size(size, f"{path}.{name}")
    text = before if backward else after
    name = "before" if backward else "after"
    return Page(
        size, None if text is None else parse_cursor(text, order, node, relationship, f"{path}.{name}"), backward
    )
