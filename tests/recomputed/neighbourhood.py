"""What surrounds a node, in plain Python from the words of the contract; answers of `neighbourhood` are compared."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.model import Model, PropertyKind
from graph.plan.moments import moments_of
from graph.plan.steps import TraversalStep, declared_steps, steps_of
from tests.plan.oracle import Graph

RECORDS, PLACES, WIDE = {"Name", "Identifier", "Source"}, {"Country", "Region", "City"}, {"Country", "Region"}
A_YEAR, SEPTEMBER = 4, 9
Edge = tuple[str, str, str, str | None, str | None, str | None]
"""Kind, source, target, since, until, and the node that joins the two."""


@dataclass(frozen=True)
class Asked:
    """A question: `kinds` None where `relations` is left out."""

    of: str
    depth: int
    limit: int
    today: str
    kinds: frozenset[str] | None = None
    types: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None


@dataclass
class Found:
    """A node that is so far away."""

    day: str = ""
    ties: int = 0
    linked: bool = False
    rank: int = 10**9
    """The place of the first node that it hangs on."""


class Surroundings:
    """Answers questions over a graph."""

    def __init__(self, model: Model, graph: Graph) -> None:
        self.model, self.graph = model, graph
        self.steps = steps_of(declared_steps(model))
        self.links = {step.link.type: step for step in self.steps if step.link}
        self.dated = {
            pattern.split(":")[1].split("]")[0]
            for node in model.types.values()
            for each in node.relationships.values()
            if any(stored.name == "since" for stored in each.edge) and (pattern := each.pattern.text).count("[") == 1
        }
        self.at: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
        for edge in self._edges():
            self.at[edge[1]].append((edge[2], edge))
            self.at[edge[2]].append((edge[1], edge))

    def _edges(self) -> Iterator[Edge]:
        joined: dict[str, dict[str, str]] = defaultdict(dict)
        for edge in self.graph.edges:
            times = edge.properties if edge.type in self.dated else {}
            yield edge.type, edge.source, edge.target, times.get("since"), times.get("until"), None
            if self.graph.labels[edge.source] in self.links:
                joined[edge.source][edge.type] = edge.target
        for middle, ends in joined.items():
            step = self.links[self.graph.labels[middle]]
            assert step.link
            if {step.link.to_source, step.link.to_target} <= ends.keys():
                yield step.kind, ends[step.link.to_source], ends[step.link.to_target], None, None, middle

    def answer(self, asked: Asked) -> dict[str, Any]:
        """The nodes shown with depth, activity, ties and degree; the edges; how many there are in all."""
        levels = self._levels(asked)
        shown = self._chosen(asked, levels)
        near = set(shown)
        edges = {edge for id in shown for other, edge in self.at[id] if other in near and self._told(asked, edge)}
        nodes = []
        for depth, level in enumerate(levels):
            own = [id for id in level if id in near]
            for id in sorted(own, key=lambda id: self._place(level[id], id)):
                found = level[id]
                day = f"{found.day}-01-01" if len(found.day) == A_YEAR else found.day or None
                nodes.append((id, depth, day, found.ties, self._degree(asked, id)))
        return {"nodes": nodes, "edges": self._sorted(edges), "total": sum(map(len, levels))}

    def _sorted(self, edges: set[Edge]) -> list[Edge]:
        return sorted(edges, key=lambda edge: tuple(each or "" for each in edge))

    def _levels(self, asked: Asked) -> list[dict[str, Found]]:
        levels: list[dict[str, Found]] = [{asked.of: Found()}]
        seen = {asked.of}
        room, share = asked.limit - 1, 1
        steps = self._depth(asked)
        for distance in range(1, steps + 1):
            last = levels[-1]
            level: defaultdict[str, Found] = defaultdict(Found)
            ordered = sorted(last, key=lambda id: (not last[id].linked, *self._place(last[id], id)))
            first = set(ordered[:share]) if distance > 1 else {asked.of}
            ranks = {id: rank for rank, id in enumerate(ordered)}
            for id in last:
                for other, edge in self.at[id]:
                    if other in seen or not self._walked(asked, distance, edge) or not self._fits(asked, other, edge):
                        continue
                    found = level[other]
                    found.ties += 1
                    found.linked = found.linked or id in first
                    found.rank = min(found.rank, ranks[id])
                    found.day = self._own(asked, other) or max(found.day, last[id].day)
            seen |= level.keys()
            levels.append(dict(level))
            linked = sum(found.linked for found in level.values())
            share = min(linked, room // (steps - distance + 1))
            room -= share
        return levels

    def _depth(self, asked: Asked) -> int:
        """How many steps there can be at all, by the types: nothing is shared with steps that lead nowhere."""
        at = {self.graph.labels[asked.of]}
        for distance in range(1, asked.depth + 1):
            taken = [step for step in self.steps if step.touches(at) and self._allowed(asked, distance, step)]
            if not taken:
                return distance - 1
            at = {end for step in taken for end in step.other_ends(at)}
        return asked.depth

    def _chosen(self, asked: Asked, levels: list[dict[str, Found]]) -> list[str]:
        if sum(map(len, levels)) <= asked.limit:
            return [id for level in levels for id in level]
        linked = [sum(found.linked for found in level.values()) for level in levels]
        last = len(levels) - 1
        room = asked.limit - 1
        shares: dict[int, int] = {}
        for distance in range(1, last):
            shares[distance] = min(linked[distance], (room - sum(shares.values())) // (last - distance + 1))
        chosen: dict[int, int] = {}
        for distance in range(last, 0, -1):
            nearer = sum(share for each, share in shares.items() if each < distance)
            chosen[distance] = min(linked[distance], room - nearer - sum(chosen.values()))
        shown = [asked.of]
        left = room - sum(chosen.values())
        for distance, number in sorted(chosen.items()):
            level = levels[distance]
            order = sorted(level, key=lambda id: (not level[id].linked, *self._place(level[id], id)))
            shown += order[:number]
            if distance > 1:
                more = [id for id in order[linked[distance] :] if level[id].rank < chosen[distance - 1]][:left]
                shown += more
                left -= len(more)
        return shown

    def _place(self, found: Found, id: str) -> tuple[Any, ...]:
        """The newest activity first, then the most ties, then the id."""
        return tuple(-ord(sign) for sign in found.day.ljust(10, "\0")), -found.ties, id

    def _walked(self, asked: Asked, distance: int, edge: Edge) -> bool:
        ends = self.graph.labels[edge[1]], self.graph.labels[edge[2]]
        step = next(each for each in self.steps if (each.kind, each.source, each.target) == (edge[0], *ends))
        return self._allowed(asked, distance, step)

    def _allowed(self, asked: Asked, distance: int, step: TraversalStep) -> bool:
        if asked.kinds is not None:
            return step.kind in asked.kinds
        centre, ends = self.graph.labels[asked.of], {step.source, step.target}
        if step.link is None and step.source in self.links and step.source != centre:
            link = self.links[step.source].link
            if link and step.kind in (link.to_source, link.to_target):
                return False
        if distance == 1 and centre in ends:
            return not ends & (RECORDS - {centre})
        if distance == 2 and centre in WIDE and "City" in ends:
            return not ends & (RECORDS | WIDE)
        return not ends & (RECORDS | PLACES)

    def _fits(self, asked: Asked, id: str, edge: Edge) -> bool:
        if asked.types is not None and self.graph.labels[id] not in asked.types:
            return False
        return self._in_time(asked, edge) and self._touches(asked, id)

    def _in_time(self, asked: Asked, edge: Edge) -> bool:
        begins = asked.until is None or edge[3] is None or edge[3] < asked.until
        return begins and (asked.since is None or edge[4] is None or edge[4] > asked.since)

    def _told(self, asked: Asked, edge: Edge) -> bool:
        return (asked.kinds is None or edge[0] in asked.kinds) and self._in_time(asked, edge)

    def _touches(self, asked: Asked, id: str) -> bool:
        moments = moments_of(self.model.types[self.graph.labels[id]])
        if not moments:
            return True
        held = {name: self.graph.value(id, name) for name in (*moments.days, *moments.years, *moments.academic_years)}
        known = {name: value for name, value in held.items() if value is not None}
        if asked.until is not None:
            ends = {name: as_the(asked.until, value) for name, value in known.items()}
            if not any(
                value < ends[name] or (value == ends[name] and not is_day(value)) for name, value in known.items()
            ):
                return False
        if asked.since is None:
            return True
        open_ends = [name for name in ("until", "validTo") if name in held and "lastActivity" not in held]
        lasts = bool(open_ends) and held[open_ends[0]] is None and bool(known)
        begins = {name: as_the(asked.since, value) for name, value in known.items()}
        return lasts or any(
            value > begins[name] or (value == begins[name] and name != "until") for name, value in known.items()
        )

    def _own(self, asked: Asked, id: str) -> str:
        node = self.model.types[self.graph.labels[id]]
        moments = moments_of(node)
        horizon = asked.until or f"{asked.today}~"
        names = (*moments.days, *moments.years, *moments.academic_years)
        values = [str(value)[: A_YEAR if name in moments.academic_years else None] for name in names
                  if (value := self.graph.value(id, name)) is not None]  # fmt: skip
        assert all(
            node.properties[name].kind in (PropertyKind.DATE, PropertyKind.INTEGER, PropertyKind.STRING)
            for name in names
        )
        return max((value for value in values if value < horizon), default="")

    def _degree(self, asked: Asked, id: str) -> int:
        label = self.graph.labels[id]
        count = 0
        for other, (kind, *_, through) in self.at[id]:
            if asked.kinds is not None:
                count += kind in asked.kinds
            elif through is None:
                count += label in RECORDS or self.graph.labels[other] not in RECORDS
        return count


def is_day(value: object) -> bool:
    """Whether it is a day, and not a year or an academic year."""
    return isinstance(value, str) and "-" in value


def as_the(day: str, value: object) -> Any:
    """A day in the form of another value: a day, a year, or an academic year, which begins in September.

    The last day of a window is the one before its end; windows here end within a month, so both have one year.
    """
    year, month = int(day[:4]), int(day[5:7])
    if is_day(value):
        return day
    begun = year - (month < SEPTEMBER)
    return year if isinstance(value, int) else f"{begun}/{begun + 1}"
