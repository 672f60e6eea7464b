"""What becomes of a document, for people: selection, shape, statement, the store's plan, projection."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from access.principal import ADMINISTRATOR
from engine.operation import Operations, Request
from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Has, Not, StateAt
from graph.plan.plan import Plan
from graph.plan.selection import AnalysisRoot, IdsRoot, KeysRoot, NodeSelection, RelationSelection, Root
from graph.plan.shape import AnalysisShape, AnyRootShape, NodeShape, RelationShape, RootShape
from graph.store.store import Store
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Explanation:
    """The text, and whether the document could not be answered whole."""

    text: str
    failed: bool


async def explain_document(settings: Settings, store: Store, query: str, variables: dict[str, Any]) -> Explanation:
    """Runs the document and tells of every statement it needed, and of its errors."""
    seen: list[tuple[list[Root], Plan]] = []
    registry = registry_of(store, settings)
    registry.watch = lambda roots, plan: seen.append((roots, plan))
    operations = Operations(assemble_schema()[0], registry, settings, at_once=True)
    request = Request(query, variables, principal=ADMINISTRATOR)
    answer = await operations.run(request)
    parts = [await _statement(store, number, *each) for number, each in enumerate(seen, 1)]
    source = await operations.projection_of(request)
    parts += [f"── projection\n{source}"] if source else []
    errors = [f"error: {error['message']}" for error in answer.body.get("errors", ())]
    count = f"{len(seen)} statement{'' if len(seen) == 1 else 's'}"
    size = len(answer.content)
    return Explanation("\n".join([*parts, *errors, f"{count}; the answer has {size:,} bytes", ""]), bool(errors))


async def _statement(store: Store, number: int, roots: list[Root], plan: Plan) -> str:
    selection = [line for root in roots for line in _root(root)]
    shape = [line for each in plan.shapes for line in _root_shape(each)]
    parameters = [f"${name} = {json.dumps(value, ensure_ascii=False)}" for name, value in plan.parameters.items()]
    told = await store.explain(plan.statement.text, plan.parameters)
    sections = {
        "selection": selection,
        "shape": shape,
        "statement": plan.statement.text.splitlines(),
        "parameters": parameters,
        f"plan of the store ({store.dialect.name})": told.splitlines(),
    }
    return "\n".join(f"── {number} {name}\n" + "\n".join(lines) + "\n" for name, lines in sections.items())


def _root(root: Root) -> Iterator[str]:
    if isinstance(root, AnalysisRoot):
        given = ", ".join(f"{name} {json.dumps(value, ensure_ascii=False)}" for name, value in root.arguments.items())
        yield f"{root.table.name}: {given}"
        for column, node in root.nodes.items():
            yield f"{INDENT}{column} → {node.type.name}"
            yield from _relations(node, 2)
        return
    if isinstance(root, IdsRoot):
        yield f"{root.node.type.name} by {len(root.ids)} ids"
    elif isinstance(root, KeysRoot):
        yield f"{root.node.type.name} by {sum(map(len, root.keys.values()))} keys"
    else:
        yield f"{root.node.type.name}{_page(root)}{_where(root.where)}"
    yield from _relations(root.node, 1)


def _relations(node: NodeSelection, depth: int) -> Iterator[str]:
    for key, relation in node.relations.items():
        as_of = f" as of {relation.as_of}" if relation.as_of else ""
        name = relation.relationship.name
        alias = "" if key == name else f"{key}: "
        target = f"{relation.node.type.name}{_page(relation)}{as_of}{_where(relation.where)}"
        yield f"{INDENT * depth}{alias}{name} → {target}"
        yield from _relations(relation.node, depth + 1)


def _page(asked: RelationSelection | Any) -> str:
    page = asked.page
    parts = [] if page is None else [f"{'last' if page.backward else 'first'} {page.size}"]
    if page and page.cursor:
        parts.append("before a cursor" if page.backward else "after a cursor")
    parts += [f"by {', '.join(sort.name + (' desc' if sort.descending else '') for sort in asked.order)}"] * bool(
        asked.order
    )
    parts += ["with total"] * asked.total
    return f" ({'; '.join(parts)})" if parts else ""


def _where(part: Filter | None) -> str:
    return "" if part is None else f" where {_condition(part)}"


def _condition(part: Filter) -> str:
    match part:
        case Compare():
            value = "" if part.value is None else f" {json.dumps(part.value, ensure_ascii=False)}"
            return f"{part.name} {part.operator.value}{value}"
        case StateAt():
            return f"{part.name} on {part.as_of} {'none' if part.none else 'one'} of {', '.join(part.states)}"
        case Has():
            word = "no " if part.none else f"{part.at_least} or more " if part.at_least else ""
            inner = f" with {_condition(part.part)}" if part.part else ""
            return f"has {word}{part.relationship}{inner}"
        case Not():
            return f"not ({_condition(part.part)})"
        case AllOf() | AnyOf():
            return f"({(' and ' if isinstance(part, AllOf) else ' or ').join(map(_condition, part.parts))})"


def _root_shape(root: AnyRootShape) -> Iterator[str]:
    if isinstance(root, AnalysisShape):
        yield f"{root.table.name}{' (page)' if root.page else ''} given {', '.join(root.given)}"
        for column, node in root.nodes:
            yield f"{INDENT}{column} → {node.type}"
            yield from _shape(node, 1)
        return
    by = " by ids" if root.by_ids else " by keys" if root.ways else _marks(root)
    yield f"{root.node.type}{by}"
    yield from _shape(root.node)


def _shape(node: NodeShape, depth: int = 0) -> Iterator[str]:
    for slot, relation in enumerate(node.relations):
        yield f"{INDENT * (depth + 1)}[{slot}] {relation.name}{_marks(relation)} → {relation.node.type}"
        yield from _shape(relation.node, depth + 1)


def _marks(asked: RelationShape | RootShape) -> str:
    marks = {
        "page": asked.page is not None,
        "cursor": bool(asked.page and asked.page.cursor_nulls),
        "filter": asked.where is not None,
        "dated": isinstance(asked, RelationShape) and asked.dated,
        "total": asked.total,
    }
    told = [name for name, holds in marks.items() if holds]
    return f" ({', '.join(told)})" if told else ""
