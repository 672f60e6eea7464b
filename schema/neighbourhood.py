"""Neighbourhoods: what surrounds a node. Kinds of relationships and of nodes are read from the nouns' declarations."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from graph.model import HOP
from graph.plan.steps import DeclaredStep, TraversalStep, constant_case, steps_of
from resolvers.neighbourhood import FARTHEST, MAX_COUNTRIES, MAX_NODES, neighbourhood_field, summary
from schema.core.assembly import Assembly
from schema.core.declare import Argument, Declaration, RelationField, answer, computed, parts, reference, stored
from schema.core.enumerations import own_name
from schema.core.fields import field
from schema.core.inputs import input_type
from schema.core.scalars import Date
from schema.introduction import LANGUAGE
from schema.nouns import DECLARED

NODES_SHOWN = 300
STEPS_WALKED = 2


def _relations(nodes: list[Declaration]) -> Iterator[tuple[str, RelationField]]:
    for noun in nodes:
        for member in noun.members.values():
            if isinstance(member, RelationField):
                yield noun.name, member


def _declared_steps(nodes: list[Declaration]) -> Iterator[DeclaredStep]:
    for noun, member in _relations(nodes):
        yield noun, member.pattern, member.target, member.form != "one"


def _descriptions(nodes: list[Declaration]) -> dict[str, str]:
    """Kind → its description: the types it joins, and what the first declaration of it there says."""
    said: dict[tuple[str, str, str], str] = {}
    for backwards in (False, True):
        for noun, member in _relations(nodes):
            hop = HOP.fullmatch(member.pattern)
            if hop and bool(hop["left"]) is backwards:
                ends = (member.target, noun) if backwards else (noun, member.target)
                said.setdefault((hop["type"], *ends), member.description)
    joined: defaultdict[str, defaultdict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for (kind, source, target), text in said.items():
        joined[kind][target, text].append(source)
    return {
        kind: " ".join(f"{', '.join(sources)} → {target}: {text}" for (target, text), sources in each.items())
        for kind, each in joined.items()
    }


def _describe_link(step: TraversalStep, nodes: list[Declaration]) -> str:
    noun = next(each for each in nodes if step.link and each.name == step.link.type)
    return f"Between {step.source} and {step.target}, over one {noun.name}: {_first_line(noun)}"


def _first_line(noun: Declaration) -> str:
    return noun.description.partition("\n")[0]


def _enumeration(name: str, description: str, members: dict[str, tuple[str, str]]) -> type[Enum]:
    """An enumeration: name → (value, description)."""
    values = {key: strawberry.enum_value(value, description=said) for key, (value, said) in members.items()}
    made: Any = Enum(name, values)  # type: ignore[misc]
    kind: type[Enum] = strawberry.enum(made, description=description)
    return kind


def _kinds(nodes: list[Declaration]) -> type[Enum]:
    said = _descriptions(nodes)
    members = {}
    for step in steps_of(_declared_steps(nodes)):
        members[step.kind] = (step.kind, _describe_link(step, nodes) if step.link else said[step.kind])
    return _enumeration("RelationshipKind", "A kind of relationship between nodes.", members)


RelationshipKind = _kinds(DECLARED)
NodeKind = _enumeration(
    own_name("NodeKind"),
    "A type of node.",
    {constant_case(noun.name): (noun.name, _first_line(noun)) for noun in sorted(DECLARED, key=lambda noun: noun.name)},
)


@answer
class NeighbourhoodNodeInfo:
    """A node of a neighbourhood."""

    node = reference("Node", "The node.")
    depth: int = stored("How many steps it is away from the centre.")
    activity: Date | None = stored(
        "The newest day of which it speaks, or where it has no dates, of what leads to it; no later day than the "
        "window's end, or today. None where nothing has a date. Where only a year is known, its first day."
    )
    ties: int = stored("By how many of the relationships walked it hangs on nodes one step nearer, shown or not.")
    degree: int | None = stored(
        "How many relationships it has in all, shown or not and whatever their time: how much lies behind it. Of the "
        "kinds that `relations` names; where it is left out, of all but those to its names, identifiers and sources, "
        "as many as lead away from it where it is the centre. The depth and the demands do not change it."
    )


@answer
class NeighbourhoodEdge:
    """A relationship between two nodes of a neighbourhood, as the graph has it."""

    source: strawberry.ID = stored("The id of the node from which it leads.")
    target: strawberry.ID = stored("The id of the node to which it leads.")
    kind: RelationshipKind = stored("What kind it is.")  # type: ignore[valid-type]  # made of the declarations
    since: Date | None = stored("First day on which it holds, where it has a time of its own.")
    until: Date | None = stored("First day on which it no longer holds; none: it still does, or has no time.")
    through: strawberry.ID | None = stored("The id of the node that joins the two, where one is walked over.")


@answer
class NeighbourhoodResult:
    """What surrounds a node, as far as it is shown: nodes and the relationships between them."""

    centre = reference("Node", "The node in the middle.")
    nodes = parts(
        "NeighbourhoodNodeInfo",
        "The nodes shown, the centre first: nearer ones first, then the newest activity, the most ties, the id.",
    )
    edges = parts(
        "NeighbourhoodEdge",
        "All relationships between nodes shown, of the kinds that `relations` names; where it is left out, of every "
        "kind. With a window, those that have a time of their own only where it touches the window. In the order of "
        "kind, source and target.",
    )
    shown: int = stored("How many nodes are shown, the centre counted.")
    total: int = stored("How many nodes there are within the depth, the centre counted.")
    total_is_exact: bool = stored("False: the search was cut short, and there are at least `total`.")
    summary: str = computed("How much is shown, as `showing 300 of 4,120`.", summary, arguments=(LANGUAGE,))


SAID = """What surrounds a node: all within some steps of it, bounded, with a way from the centre to every node shown.

Relationships are walked in both directions. Where `relations` names kinds, those and no others are walked. Where it is
left out, all that hangs on the centre is one step away, but for names, identifiers and sources, which are left out; and
places, which join everything with everything, are shown next to the centre and not walked through. Only from a country
or region does the second step also walk between cities and what stands in them. A type that only joins two others, as
Participation does, is then walked over in the same step and not shown, but as the centre or next to its source.

Where there is more than `limit`, each number of steps has an equal share of it; what one does not need goes to the
next, the rest to the nearer ones, and what is left then to those that hang on these. In each, what hangs on nodes
that are shown comes first, then the newest activity, the most ties, and the id."""


def neighbourhood_root(assembly: Assembly) -> tuple[str, StrawberryField, Callable[..., Any]]:
    """The root field."""
    where = input_type(
        "NeighbourhoodWhere",
        "What nodes must fulfil to be entered; the centre need not. Whatever is left out demands nothing; nothing "
        "fits an empty list.",
        {
            "since": (
                Date,
                "Only facts that touch the time from this day: contacts by their first day and last activity, events, "
                "agreements from signature to end, and so on; what has no time of its own is let in.",
            ),
            "until": (Date, "Only facts that touch the time before this day."),
            "types": (
                list[NodeKind],  # type: ignore[valid-type]
                "Only nodes of these types; those on the way to them must be named too.",
            ),
            "countries": (
                list[str],
                f"Only what lies in one of these countries (ISO 3166-1 alpha-2, {MAX_COUNTRIES} at most): itself, by "
                "its city, or by an institution that it is about; what lies nowhere is let in.",
            ),
        },
    )
    kinds = list[RelationshipKind]  # type: ignore[valid-type]
    arguments = (
        Argument("of", strawberry.ID, "The node in the middle: any id."),
        Argument("depth", int, f"How many steps away at most, 1 to {FARTHEST}.", STEPS_WALKED),
        Argument(
            "relations",
            kinds | None,
            "Only these kinds, so none where the list is empty; the usual ones where left out.",
            None,
        ),
        Argument("where", where | None, "What nodes must fulfil.", None),
        Argument("limit", int, f"How many nodes at most, the centre counted, 1 to {MAX_NODES:,}.", NODES_SHOWN),
    )
    made = field(assembly.types["NeighbourhoodResult"] | None, SAID, arguments)
    return "neighbourhood", made, neighbourhood_field(assembly.catalogue.model)
