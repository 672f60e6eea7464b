"""Changes: from the arguments of `changes` and `changed` to what was written, as far as who asks may see it."""

from collections.abc import Mapping
from typing import Any

import orjson

from access.sight import acl
from engine.answers import fill_answers
from engine.context import Context
from engine.cursors import DEFAULT_ROWS, check_size, parse_opaque, write_opaque
from engine.document import Info, plain_values
from engine.fields import Catalogue
from engine.projection import Answer
from errors import Code, RegistryError
from graph.changes.change import AFTER, BEFORE, Change
from graph.changes.pages import ChangesPage, ChangesWhere, read_changes
from graph.store.clock import iso_instant

WHERE_NAMES = {"node": "entity", "entityType": "entity_type", "kind": "kind"}


async def changes_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `changes`."""
    context: Context = info.context
    path, given = str(info.path.key), plain_values(given)
    size = DEFAULT_ROWS if given.get("first") is None else given["first"]
    check_size(size, f"{path}.first")
    lineage, after = parse_change_cursor(given["after"], f"{path}.after") if given.get("after") else ("", 0)
    page = await read_page(context, after, size, changes_where(given))
    check_lineage(lineage, page, f"{path}.after")
    return (await fill_answers(info, "ChangesResult", [_result(context, page, after)]))[0]


async def read_page(context: Context, after: int, size: int, where: ChangesWhere) -> ChangesPage:
    """The first changes after a number that who asks may see. Raises StoreError."""
    registry = context.registry
    last, mine = await registry.feed.look(), acl(context.principal)
    return await read_changes(
        registry.store, last, context.sight, mine, after, size, where, deadline=registry.read_deadline
    )


def changes_where(given: Mapping[str, Any]) -> ChangesWhere:
    """Which changes the argument `where` asks for."""
    where = given.get("where") or {}
    named = {name: tuple(where[key]) for key, name in WHERE_NAMES.items() if where.get(key) is not None}
    return ChangesWhere(**named)


def write_change_cursor(lineage: str, seq: int) -> str:
    """The place after the change with a number."""
    return write_opaque(orjson.dumps([lineage, seq]))


def parse_change_cursor(text: str, path: str) -> tuple[str, int]:
    """Lineage and number of a cursor. Raises RegistryError (BAD_CURSOR)."""
    try:
        lineage, seq = orjson.loads(parse_opaque(text))
    except (ValueError, TypeError):
        lineage, seq = None, None
    if not isinstance(lineage, str) or type(seq) is not int or seq < 0:
        raise RegistryError(Code.BAD_CURSOR, "is not a cursor of changes.", field=path)
    return lineage, seq


def check_lineage(lineage: str, page: ChangesPage, path: str) -> None:
    """Raises RegistryError (CURSOR_GONE) where a cursor is of another graph than a page."""
    if lineage and lineage != page.lineage:
        raise RegistryError(Code.CURSOR_GONE, "is a cursor of a graph that is no longer there.", field=path)


def _result(context: Context, page: ChangesPage, after: int) -> dict[str, Any]:
    nodes = [change_value(context, page.lineage, seq, change) for seq, change in page.changes]
    return {
        "nodes": nodes,
        "pageInfo": {
            "hasNextPage": not page.is_last,
            "hasPreviousPage": after > 0,
            "startCursor": nodes[0]["cursor"] if nodes else None,
            "endCursor": write_change_cursor(page.lineage, page.reached),
        },
    }


def change_value(context: Context, lineage: str, seq: int, change: Change) -> dict[str, Any]:
    """A change as who asks is told of it."""
    return {
        "cursor": write_change_cursor(lineage, seq),
        "kind": change.kind,
        "at": iso_instant(change.at),
        "entityType": change.entity_type or None,
        "entityId": change.entity or None,
        "node": change.entity or None,
        "version": change.version,
        "actor": (change.actor or None) if context.principal.role.is_member else None,
        "origin": change.origin or None,
        "batch": change.batch or None,
        "fields": _changed_fields(context.registry.catalogue, change),
        "hash": change.hash,
    }


def _changed_fields(catalogue: Catalogue, change: Change) -> list[dict[str, Any]]:
    """The fields that differ: what is no field of the entity is told to nobody."""
    told = catalogue.types[change.entity_type].fields if change.entity_type in catalogue.types else {}
    return [
        {"name": name, BEFORE: _as_json(sides, BEFORE), AFTER: _as_json(sides, AFTER)}
        for name, sides in sorted(change.diff.items())
        if name in told
    ]


def _as_json(sides: Mapping[str, Any], side: str) -> str | None:
    return orjson.dumps(sides[side]).decode() if side in sides else None
