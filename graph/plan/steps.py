"""The steps of the graph: which kinds of relationship join which types, read from the declarations.

A *kind* is a relationship type. A type that does nothing but join two others (Participation: an event and an
institution) is a kind too, a *link*: it is walked over in one step, and named for the type.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model import HOP, Model

PLACES = frozenset({"Country", "Region", "City"})
RECORDS = frozenset({"Name", "Identifier", "Source"})
HUBS = PLACES | RECORDS
"""Types that join everything with everything, or say only how something is called: not walked through unasked."""
WIDE_PLACES = frozenset({"Country", "Region"})
"""Places where things do not stand themselves, but in their cities."""
WHERE_THINGS_STAND = "City"
CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")

DeclaredStep = tuple[str, str, str, bool]
"""A declared relationship: its type, its pattern, the type it leads to, whether to many."""


@dataclass(frozen=True, slots=True)
class TraversalLink:
    """A type that joins two others, and the relationship types to the two."""

    type: str
    to_source: str
    to_target: str


@dataclass(frozen=True, slots=True)
class TraversalStep:
    """One kind of relationship between two types, in the direction in which the store has it."""

    kind: str
    source: str
    target: str
    link: TraversalLink | None = None

    def touches(self, types: Iterable[str]) -> bool:
        """Whether one of these types is at an end."""
        return self.source in types or self.target in types

    def other_ends(self, types: Iterable[str]) -> set[str]:
        """Where it leads from these types."""
        ahead = {self.target} if self.source in types else set()
        return ahead | ({self.source} if self.target in types else set())


def declared_steps(model: Model) -> Iterator[DeclaredStep]:
    """The relationships of a model, as `steps_of` takes them."""
    for node in model.types.values():
        for each in node.relationships.values():
            yield node.name, each.pattern.text, each.target, each.many


def steps_of(relationships: Iterable[DeclaredStep]) -> tuple[TraversalStep, ...]:
    """All steps, each once, ordered by kind."""
    hops = list(_hops(relationships))
    found = {step for _, step, _ in hops} | set(_links(hops))
    return tuple(sorted(found, key=lambda step: (step.kind, step.source, step.target)))


def _hops(relationships: Iterable[DeclaredStep]) -> Iterator[tuple[str, TraversalStep, bool]]:
    """The relationships of one hop: the type that declares it, the step, whether it leads to many.

    Those of several hops are short cuts over nodes that have relationships of one hop themselves.
    """
    for type_name, pattern, target, many in relationships:
        hop = HOP.fullmatch(pattern)
        if hop:
            ends = (target, type_name) if hop["left"] else (type_name, target)
            yield type_name, TraversalStep(hop["type"], *ends), many


def _links(hops: list[tuple[str, TraversalStep, bool]]) -> Iterator[TraversalStep]:
    """A type is a link where its only relationships, but for its sources, lead from it to one node each of two."""
    own: defaultdict[str, dict[TraversalStep, bool]] = defaultdict(dict)
    for type_name, step, many in hops:
        if not step.touches(RECORDS):
            own[type_name][step] = many
            own[step.target if step.source == type_name else step.source].setdefault(step, many)
    for type_name, steps in own.items():
        if len(steps) == 2 and not any(many or step.source != type_name for step, many in steps.items()):
            one, other = sorted(steps, key=lambda step: step.kind)
            yield TraversalStep(
                constant_case(type_name), one.target, other.target, TraversalLink(type_name, one.kind, other.kind)
            )


def constant_case(type_name: str) -> str:
    """OfficeStatus → OFFICE_STATUS."""
    return CAPITAL.sub("_", type_name).upper()


def walks(
    steps: tuple[TraversalStep, ...], centre: str, depth: int, kinds: frozenset[str] | None
) -> list[tuple[TraversalStep, ...]]:
    """The steps that are taken at each distance from a centre; fewer than `depth` where nothing goes on.

    Where kinds are named, those and no others. Else:
    * names, identifiers and sources are left out;
    * places are shown next to the centre, and not walked through;
    * from a country or region, the second step also goes between cities and what stands in them;
    * whatever the centre is, all that hangs on it is next to it.
    """
    at, found = {centre}, []
    parts = _parts_of_links(steps, centre)
    for distance in range(1, depth + 1):
        allowed = [step for step in steps if _is_allowed(step, step in parts, centre, distance, kinds)]
        taken = tuple(step for step in allowed if step.touches(at))
        if not taken:
            break
        found.append(taken)
        at = {end for step in taken for end in step.other_ends(at)}
    return found


def _is_allowed(
    step: TraversalStep, is_part_of_link: bool, centre: str, distance: int, kinds: frozenset[str] | None
) -> bool:
    if kinds is not None:
        return step.kind in kinds
    if distance == 1 and step.touches({centre}):
        return not (step.touches(RECORDS - {centre}) or is_part_of_link)
    if distance == 2 and centre in WIDE_PLACES and step.touches({WHERE_THINGS_STAND}):
        return not step.touches(HUBS - {WHERE_THINGS_STAND})
    return not step.touches(HUBS) and not is_part_of_link


def _parts_of_links(steps: tuple[TraversalStep, ...], centre: str) -> frozenset[TraversalStep]:
    """The steps to and from links. A link is walked over as one step, but for one that is the centre."""
    links = [step.link for step in steps if step.link and step.link.type != centre]
    parts = {(link.type, kind) for link in links for kind in (link.to_source, link.to_target)}
    return frozenset(step for step in steps if (step.source, step.kind) in parts)


def between(
    steps: tuple[TraversalStep, ...], shown: Iterable[str], kinds: frozenset[str] | None
) -> tuple[TraversalStep, ...]:
    """The steps that can join two nodes of the types shown: of the kinds named, else of every kind."""
    types = set(shown)
    asked = (step for step in steps if kinds is None or step.kind in kinds)
    return tuple(step for step in asked if step.source in types and step.target in types)


@dataclass(frozen=True, slots=True)
class Counted:
    """The relationship types whose number is a node's degree.

    own      counted in both directions
    records  counted in their place at names, identifiers and sources
    joining  those from a link; they count at the two nodes that it joins
    """

    own: tuple[str, ...]
    records: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()


def counted_kinds(steps: tuple[TraversalStep, ...], kinds: frozenset[str] | None) -> Counted:
    """What a degree counts, which no centre and no depth changes.

    The kinds named. Else what the node's own neighbourhood would walk in its first step: every kind but those to names,
    identifiers and sources, and at these nothing else. A link counts once: by its part at the node.
    """
    direct = [step for step in steps if step.link is None]
    if kinds is None:
        to_records = {step.kind for step in direct if step.touches(RECORDS)}
        own = {step.kind for step in direct} - to_records
        return Counted(tuple(sorted(own)), tuple(sorted(to_records)))
    own = {step.kind for step in direct if step.kind in kinds}
    links = [step.link for step in steps if step.link and step.kind in kinds]
    joining = {kind for link in links for kind in (link.to_source, link.to_target)}
    return Counted(tuple(sorted(own)), (), tuple(sorted(joining)))
