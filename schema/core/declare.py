"""The words in which a noun is declared: what it is, how it hangs in the graph, what may be asked of it.

    @node(prefix="offi")
    class Office:
        \"\"\"A house of science and culture …\"\"\"

        kind: OfficeKind = stored("House, representation, branch, …")
        city = one("City", "-[:HOUSED_IN]->", "Where the office stands.")

A declaration says nothing of how things are fetched. `schema/core/assembly.py` makes the GraphQL types of it.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

import strawberry

from graph.model import DatedBy, Sort
from graph.plan.filters import Filter
from graph.privacy import Privacy
from graph.vocabularies.forms import TextForm
from graph.vocabularies.vocabulary import Vocabulary
from resolvers.identifier import identifier_in_force

EDGE, VIA, NODE = DatedBy.EDGE, DatedBy.VIA, DatedBy.NODE


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a computed field."""

    name: str
    annotation: Any
    description: str
    default: Any = strawberry.UNSET
    deprecated: str | None = None
    """What to use instead."""


@dataclass(frozen=True, slots=True)
class StoredField:
    """A stored property; with `localize`, a field whose value depends on the languages asked for."""

    description: str
    unique: bool = False
    indexed: bool = False
    hidden: bool = False
    capitals: bool = False
    vocabulary: Vocabulary | None = None
    localize: Callable[..., Any] | None = None
    needs: tuple[str, ...] = ()
    between: tuple[float, float] | None = None
    form: TextForm | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class StateField:
    """A stored state that changes in time; `history` names its states, kept with their first days beside it.

    `over`: the states in which the thing has come to its end.
    """

    description: str
    history: str
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComputedField:
    """A value worked out from the node's properties and from the relationships it needs.

    `scheme`: the value is the node's identifier of that scheme and so a key of it.
    """

    description: str
    function: Callable[..., Any]
    needs: tuple[str, ...] = ()
    arguments: tuple[Argument, ...] = ()
    scheme: str = ""
    dated: bool = False
    """Whether the function also takes the day of the question, as `today`."""


@dataclass(frozen=True, slots=True)
class RelationField:
    """A relationship; `form` says how it is given: one node, a bounded list, a connection."""

    target: str
    pattern: str
    description: str
    form: str
    dated: DatedBy | None = None
    labelled: bool = False
    distinct: bool = False
    edge: tuple[str, ...] = ()
    order: tuple[Sort, ...] = ()
    via: str = ""
    owned: bool = False
    required: bool = False
    added: bool = False
    """Whether another noun adds it (`extends`)."""


@dataclass(frozen=True, slots=True)
class FilterField:
    """A filter of the noun's own, put in terms of the others by `expand`."""

    annotation: Any
    description: str
    expand: Callable[[Any], Filter]


@dataclass(frozen=True, slots=True)
class PartField:
    """A part of an answer, or a reference to nodes; `target` names the type, `Node` any node."""

    target: str
    description: str
    many: bool
    reference: bool
    optional: bool = False
    types: tuple[str, ...] = ()  # types that a `Node` can be


Declared = StoredField | StateField | ComputedField | RelationField | FilterField | PartField


@dataclass(slots=True)
class Declaration:
    """One declared type."""

    name: str
    description: str
    prefix: str
    keys: tuple[str, ...]
    order: tuple[Sort, ...]
    plural: str
    members: dict[str, Declared]
    annotations: dict[str, Any] = field(default_factory=dict)
    brief: tuple[str, ...] = ()
    privacy: Privacy | None = None


def stored(
    description: str,
    *,
    unique: bool = False,
    indexed: bool = False,
    hidden: bool = False,
    capitals: bool = False,
    vocabulary: Vocabulary | None = None,
    between: tuple[float, float] | None = None,
    form: TextForm | None = None,
    personal: bool = False,
) -> Any:
    """A property of the node; its annotation says its type and whether it may be missing.

    `hidden`: kept for computed fields, and no field of its own; only administrators may filter and order by it.
    `capitals`: a code that is kept in capital letters and found by any.
    `vocabulary`: it is a code, or a list of codes, and has a field beside it with what they are called.
    `between`: the least and the greatest number that is taken in; `form`: the form that texts must have.
    `personal`: its values tell of a person, and are never kept in changes.
    """
    return StoredField(
        description, unique, indexed, hidden, capitals, vocabulary, between=between, form=form, personal=personal
    )


def state(description: str, history: str, over: tuple[str, ...] = ()) -> Any:
    """A stored state with its history: a field that takes `asOf`, and one called `history` that lists its states.

    Its annotation is an enumeration. `over`: the states in which the thing has come to its end.
    """
    return StateField(description, history, over)


def localized(
    description: str, function: Callable[..., Any], *, needs: tuple[str, ...] = (), indexed: bool = False
) -> Any:
    """A stored text that takes `languages`; `function(row, *needed, languages)` picks the text."""
    return StoredField(description, indexed=indexed, localize=function, needs=needs)


def computed(
    description: str,
    function: Callable[..., Any],
    *,
    needs: tuple[str, ...] = (),
    arguments: tuple[Argument, ...] = (),
    dated: bool = False,
) -> Any:
    """A value that `function(row, *needed, **arguments)` works out; its annotation says its type.

    `dated`: it also takes the day of the question, as `today`.
    """
    return ComputedField(description, function, needs, arguments, dated=dated)


def identified(scheme: str, description: str) -> Any:
    """The node's identifier of a scheme, worked out from its `identifiers`; names it to others (`_entities`)."""
    return ComputedField(description, partial(identifier_in_force, scheme), ("identifiers",), scheme=scheme, dated=True)


def _relation(form: str) -> Callable[..., Any]:
    def declare(
        target: str,
        pattern: str,
        description: str,
        *,
        dated: DatedBy | None = None,
        labelled: bool = False,
        distinct: bool = False,
        edge: tuple[str, ...] = (),
        order: tuple[Sort, ...] = (),
        via: str = "",
        owned: bool = False,
        required: bool = False,
    ) -> Any:
        edge = ("since", "until") if dated is EDGE and not edge else edge
        return RelationField(
            target, pattern, description, form, dated, labelled, distinct, edge, order, via, owned, required
        )

    return declare


one = _relation("one")
listed = _relation("listed")
many = _relation("many")


def sourced() -> tuple[Any, Any]:
    """`sources` and `provenance` of a noun: a short list, and a connection that says when each fact was checked."""
    dated = "Where its facts come from, and when each was checked."
    return (
        listed("Source", "-[:STATED_BY]->", "Where its facts come from."),
        many("Source", "-[:STATED_BY]->", dated, edge=("checked",), order=by("slug")),
    )


def filtering(annotation: Any, description: str, expand: Callable[[Any], Filter]) -> Any:
    """A filter that is more than a comparison, for example `activeAt`."""
    return FilterField(annotation, description, expand)


def part(target: str, description: str, *, optional: bool = False) -> Any:
    """A part of an answer."""
    return PartField(target, description, many=False, reference=False, optional=optional)


def parts(target: str, description: str) -> Any:
    """A list of parts of an answer; whoever works the answer out bounds it."""
    return PartField(target, description, many=True, reference=False)


def reference(target: str, description: str, *, optional: bool = False, types: tuple[str, ...] = ()) -> Any:
    """A node that an answer names by id; `types`: the types of which it can be, where it is any `Node`."""
    return PartField(target, description, many=False, reference=True, optional=optional, types=types)


def references(target: str, description: str, *, types: tuple[str, ...] = ()) -> Any:
    """Nodes that an answer names by their ids; `types` as above."""
    return PartField(target, description, many=True, reference=True, types=types)


def by(*names: str) -> tuple[Sort, ...]:
    """An order: names of properties, `-` before one that descends, `edge.` before one of the last hop."""
    return tuple(Sort(name.lstrip("-").removeprefix("edge."), name.startswith("-"), "edge." in name) for name in names)


@dataclass(frozen=True, slots=True)
class AnalysisField:
    """A root field that gives an answer."""

    name: str
    target: str
    description: str
    arguments: tuple[Argument, ...]
    resolver: Callable[..., Any]


NODES: list[Declaration] = []
ANSWERS: list[Declaration] = []
ANALYSES: list[AnalysisField] = []
EXTENSIONS: list[tuple[str, str, dict[str, Declared]]] = []
"""Fields that a noun adds to another one: (module of the noun, name of the other, fields)."""

Declaring = TypeVar("Declaring", bound=type)


def node(
    prefix: str,
    *,
    keys: tuple[str, ...] = (),
    order: tuple[Sort, ...] = (),
    plural: str = "",
    brief: tuple[str, ...] = (),
    privacy: Privacy | None = None,
) -> Callable[[Declaring], Declaring]:
    """Declares a type of node. `plural` names its root connection; without it, there is none.

    `brief` names the properties that lists show: where nothing else is asked, nothing else is read.
    `privacy` says who may see its nodes, where not all of them are published.
    """

    def declare(noun: Declaring) -> Declaring:
        NODES.append(replace(_declaration(noun, prefix, keys, order, plural, brief), privacy=privacy))
        return noun

    return declare


def extends(name: str) -> Callable[[Declaring], Declaring]:
    """Declares fields of another noun, in the file of the noun to which they lead: the way back from it.

    So a new noun is its own file and touches no other.
    """

    def declare(fields: Declaring) -> Declaring:
        EXTENSIONS.append((fields.__module__, name, {key: _mark_added(each) for key, each in _members(fields).items()}))
        return fields

    return declare


def _mark_added(member: Declared) -> Declared:
    return replace(member, added=True) if isinstance(member, RelationField) else member


def _members(noun: type) -> dict[str, Declared]:
    """The declared fields, those of the classes it builds on first."""
    return {
        name: member
        for each in reversed(noun.__mro__)
        for name, member in vars(each).items()
        if isinstance(member, Declared)
    }


def apply_extensions(declarations: list[Declaration]) -> list[Declaration]:
    """The declarations with what other nouns add to them, by name, in whatever order their modules were imported.

    Raises ValueError for a name that is taken or unknown.
    """
    ordered = sorted(declarations, key=lambda each: each.name)
    found = {each.name: replace(each, members=dict(each.members)) for each in ordered}
    for _, name, members in sorted(EXTENSIONS, key=lambda each: each[:2]):
        if name not in found or members.keys() & found[name].members.keys():
            raise ValueError(f"{name} cannot be extended by {', '.join(members)}")
        found[name].members.update(members)
    return list(found.values())


def answer(noun: Declaring) -> Declaring:
    """Declares a part of an answer: a type without a node behind it."""
    ANSWERS.append(_declaration(noun, "", (), (), "", ()))
    return noun


def analysis(
    name: str, target: str, description: str, arguments: tuple[Argument, ...], resolver: Callable[..., Any]
) -> None:
    """Declares a root field whose answer, of the type `target`, is worked out (engine/analysis.py)."""
    ANALYSES.append(AnalysisField(name, target, description, arguments, resolver))


def _declaration(
    noun: type, prefix: str, keys: tuple[str, ...], order: tuple[Sort, ...], plural: str, brief: tuple[str, ...]
) -> Declaration:
    members = _members(noun)
    annotations = {
        name: kind for each in reversed(noun.__mro__) for name, kind in inspect.get_annotations(each).items()
    }
    description = inspect.cleandoc(noun.__doc__ or "")
    return Declaration(noun.__name__, description, prefix, keys, order, plural, members, annotations, brief)
