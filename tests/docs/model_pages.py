"""The pages of docs/model: a noun in words and, below a line, its declaration, which `--update` writes."""

import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path

from strawberry.utils.str_converters import to_camel_case

from graph.declared import node_type_of
from graph.model import NodeType, Property, PropertyKind, Relationship, snake_case
from graph.write.action import RULE_CODES, Action
from graph.write.declared import declared_actions, moves_of
from schema.core.actions import ACTIONS
from schema.core.declare import Declaration, RelationField, StateField, StoredField
from schema.core.model import is_enumeration, optional
from schema.nouns import DECLARED

FOLDER = Path(__file__).parents[2] / "docs" / "model"
LINE = "<!-- What follows is written from the declaration by `make update`. -->"
HOLDS = {
    PropertyKind.STRING: "text",
    PropertyKind.INTEGER: "whole number",
    PropertyKind.FLOAT: "number",
    PropertyKind.BOOLEAN: "true or false",
    PropertyKind.DATE: "date",
    PropertyKind.STRINGS: "list of texts",
}


def page_of(declaration: Declaration) -> Path:
    """Where the page of a noun lies."""
    return FOLDER / f"{snake_case(declaration.name)}.md"


def render_tables(declaration: Declaration) -> str:
    """What stands below the line."""
    node = node_type_of(declaration.name)
    lines = [
        "## Node",
        "",
        f"Label `{node.name}`, ids `{node.prefix}_…`.",
        "",
        *_table(("property", "holds", "meaning"), _properties(declaration, node)),
    ]
    for name, kind in _enumerations(declaration):
        lines += ["", f"## Values of {name}", "", *_table(("value", "meaning"), _values(kind))]
    if node.name in {each.noun for each in declared_actions()}:
        lines += ["", *_actions(node)]
    if relationships := list(_relationships(declaration, node)):
        lines += ["", "## Relationships", "", *_table(("name", "pattern", "properties", "meaning"), relationships)]
    return "\n".join(lines) + "\n"


def render_page(declaration: Declaration) -> str:
    """The page; above the line it keeps what it has there, or says what the declaration says of the noun."""
    page = page_of(declaration)
    said = f"# {declaration.name}\n\n{declaration.description}\n\n"
    above = page.read_text("utf-8").partition(LINE)[0] if page.exists() else said
    return f"{above}{LINE}\n\n{render_tables(declaration)}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *(f"| {' | '.join(row)} |" for row in rows)]


def _properties(declaration: Declaration, node: NodeType) -> Iterator[tuple[str, ...]]:
    for name, member in declaration.members.items():
        key = to_camel_case(name)
        if isinstance(member, StoredField | StateField):
            yield f"`{key}`", _holds(node.properties[key]), member.description
        if isinstance(member, StateField):
            yield f"`{member.history}`", "list of texts; may be missing", f"The states of `{key}` so far, oldest first."
            yield f"`{member.history}Since`", "list of texts; may be missing", "The first day of each of them."


def _holds(stored: Property) -> str:
    parts = [f"list of codes, each {stored.vocabulary.meant}" if stored.vocabulary else HOLDS[stored.kind]]
    if stored.vocabulary and stored.kind is PropertyKind.STRING:
        parts = [stored.vocabulary.meant]
    if stored.values:
        parts = ["one of the values below"]
    if stored.form:
        parts = [stored.form.meant]
    if stored.between:
        parts.append(" to ".join(f"{each:,g}" if each % 1 else f"{int(each):,}" for each in stored.between))
    parts += ["unique"] * stored.unique + ["indexed"] * stored.indexed
    return ", ".join(parts) + "; may be missing" * stored.nullable


def _enumerations(declaration: Declaration) -> Iterator[tuple[str, type[Enum]]]:
    for name, member in declaration.members.items():
        if isinstance(member, StoredField | StateField):
            kind, _ = optional(declaration.annotations[name])
            if is_enumeration(kind):
                yield f"`{to_camel_case(name)}`", kind


def _values(kind: type[Enum]) -> Iterator[tuple[str, ...]]:
    definition = kind.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        yield f"`{value.name}`", str(value.description)


def _relationships(declaration: Declaration, node: NodeType) -> Iterator[tuple[str, ...]]:
    for name, member in declaration.members.items():
        if isinstance(member, RelationField) and not member.added:
            relationship = node.relationships[to_camel_case(name)]
            pattern = relationship.pattern.text
            yield (
                f"`{relationship.name}`",
                f"`({node.name}){pattern}({relationship.target})`",
                ", ".join(f"`{each.name}`" for each in relationship.edge),
                f"{member.description}{_more(relationship)}",
            )


def _actions(node: NodeType) -> Iterator[str]:
    """What can be done to it: the states and the ways between them as a diagram, then a table."""
    own = [each for each in declared_actions() if each.noun == node.name]
    moves = moves_of(own, node.name)
    if moves:
        yield from ("## States", "", "```mermaid", "stateDiagram-v2")
        for state, targets in moves.items():
            yield from (f"    {state or '[*]'} --> {to}: {', '.join(names)}" for to, names in targets.items())
        yield from ("```", "")
    yield from ("## Actions", "")
    described = {each.action.name: each.described for each in ACTIONS}
    rows = (_action(each, described[each.name]) for each in own)
    yield from _table(("mutation", "what it does", "who may", "what is wrong otherwise"), rows)


def _action(action: Action, described: str) -> tuple[str, ...]:
    codes = ", ".join(f"`{RULE_CODES[each][0]}`" for each in action.rules)
    whose = " and ".join(f"`{each}`" for each in action.who)
    return f"`{action.name}`", described.partition("\n")[0], f"its {whose}, with `{action.scope}`", codes


def _more(relationship: Relationship) -> str:
    return " They live and die with it." * relationship.owned + " Must be named." * relationship.required


if __name__ == "__main__":
    sys.stdout.write(render_page(next(each for each in DECLARED if each.name == sys.argv[1])))
