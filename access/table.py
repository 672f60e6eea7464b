"""What each role may read, find and order nodes by, as the table that reviewers of a change read (access/table.txt)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from access.principal import Role
from access.sight import SIGHTS
from graph.model import Model, NodeType
from graph.plan.guard import LEVELS, Sight
from graph.write.action import Action

LEGEND = """\
What each role may do with the fields of the types, written from the declarations by `make update`.

r  reads it
f  finds nodes by it: in `where`, and as a key
s  orders nodes by it
do does it, of a mutation

All of it with nodes that the role sees. Where a noun is not published as a whole, the lines above its fields say who
sees its nodes, and whose they are; `shared` of a node, where something sets it, stands above them."""


@dataclass(frozen=True, slots=True)
class FieldRights:
    """A field of a type: who may read it, filter by it and sort by it; `note` says what it is, or leads to."""

    type: str
    field: str
    read: frozenset[Role]
    filtered: frozenset[Role] = frozenset()
    sorted: frozenset[Role] = frozenset()
    note: str = ""


def render_table(model: Model, fields: Iterable[FieldRights], actions: Iterable[Action]) -> str:
    """The table as text: the legend, the roles, the actions, and each type with its fields, which stand together."""
    lines = [LEGEND, "", *_roles(), "", _columns([role.name for role in Role]).rstrip()]
    lines += ["", "Mutations, with the scope in the key, of nodes that one sees", *map(_action, actions)]
    for name, rows in groupby(fields, lambda each: each.type):
        lines += ["", *_privacy(name, model.types.get(name)), *map(_row, rows)]
    return "\n".join(lines) + "\n"


def _roles() -> Iterator[str]:
    """Which nodes of nouns that are not published as a whole each role sees."""
    for role in Role:
        sight = SIGHTS[role]
        levels = "all nodes" if sight is Sight.ALL else " and ".join(each.name for each in LEVELS[sight])
        yield f"{role.name} sees {levels}{', and what it owns' if sight is Sight.MEMBER else ''}."


def _privacy(name: str, node: NodeType | None) -> Iterator[str]:
    """Who sees the nodes of a noun that is not published as a whole, and who owns them."""
    if node is None or node.privacy is None:
        return
    yield f"# {name}: PUBLIC where it is demo"
    yield from (f"#   {each.level.name} where {each.reached()}" for each in node.privacy.opens)
    yield f"#   else {node.privacy.usual.name}; owned by {', '.join(node.privacy.owners)}"


def _row(field: FieldRights) -> str:
    return f"{_columns([_uses(field, role) for role in Role])}{field.type}.{field.field}  {field.note}".rstrip()


def _action(action: Action) -> str:
    """Who may do it: members to what is theirs, administrators to all."""
    marks = ["do" if role.is_member else "--" for role in Role]
    leads = "will lead" if action.opens else "leads"
    whose = f"{action.noun} that {leads} to theirs by {' or '.join(action.who)}; ADMIN: any; scope {action.scope}"
    return f"{_columns(marks)}{action.name}  {whose}"


def _uses(field: FieldRights, role: Role) -> str:
    """`rfs` for all three, a hyphen in the place of what the role may not."""
    marks = (("r", field.read), ("f", field.filtered), ("s", field.sorted))
    return "".join(mark if role in roles else "-" for mark, roles in marks)


def _columns(cells: Iterable[str]) -> str:
    """Cells below the names of the roles."""
    return "".join(f"{cell:<{len(role.name) + 2}}" for role, cell in zip(Role, cells, strict=True))
