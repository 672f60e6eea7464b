"""The statement of a neighbourhood: one Cypher text for a shape of question (neighbourhood.py says how it chooses).

`near0` holds the centre, `near1` what is one step away, and so on, each with lists of the same length: `day1` (the
newest day of which a node, or where it has none what leads to it, speaks) and `ties1` (relationships to nearer nodes).
Every number in it is a parameter, as all values are.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import HOP, Model, NodeType, Pattern, Relationship
from graph.plan.condition import NameAllocator, RelatedNode, is_first
from graph.plan.guard import Guard, Sight
from graph.plan.moments import moments_of, newest_day, touches
from graph.plan.shape import NodeShape
from graph.plan.statement import Statement, node_rows
from graph.plan.steps import RECORDS, Counted, TraversalLink, TraversalStep

CONSTANTS = {"zero": 0, "one": 1, "none": "", "slash": "/", "yes": True}
"""Parameters that are the same in every question."""
INDENT = "  "
IN_COUNTRIES = "k.code IN $countries"


@dataclass(frozen=True, slots=True)
class NeighbourhoodShape:
    """What decides the text.

    levels    the steps walked at each distance
    between   the steps that are told where they join nodes shown
    counted   what a degree counts, where it is asked for
    asked     what is asked of nodes, and whether of the centre alone
    """

    sight: Sight
    type: str
    levels: tuple[tuple[TraversalStep, ...], ...]
    between: tuple[TraversalStep, ...]
    counted: Counted | None
    types: bool
    countries: bool
    since: bool
    until: bool
    asked: tuple[tuple[NodeShape, bool], ...]


def statement_of(model: Model, shape: NeighbourhoodShape) -> Statement:
    """The whole statement."""
    return Statement("\n".join(_Writer(model, shape).lines()))


class _Writer:
    def __init__(self, model: Model, shape: NeighbourhoodShape) -> None:
        self.model = model
        self.shape = shape
        self.guard = Guard(model, shape.sight)
        self.names = NameAllocator(self.guard)
        self.depth = len(shape.levels)
        self.distances = range(1, self.depth + 1)

    def lines(self) -> list[str]:
        """The text, a line each."""
        centre = [
            f"MATCH ({self.guard.node(f'n:{self.shape.type} {{id: $of}}', self.shape.type, 'n')})",
            "RETURN collect(n) AS near0, collect($none) AS day0, collect($zero) AS ties0",
        ]
        return [
            *_call("", centre),
            *(line for distance in self.distances for line in [*self._level(distance), *self._share(distance)]),
            *self._choice(),
            *self._between(),
            *self._degrees(),
            *self._asked_rows(),
            self._return_line(),
        ]

    def _level(self, distance: int) -> list[str]:
        """What is so many steps away and not nearer, in order; `linked` of it hang on nodes that will be chosen."""
        before = distance - 1
        steps, at = self.shape.levels[before], self._types_at(before)
        carried = ", ".join([*(f"near{each}" for each in range(distance)), f"day{before}"])
        known = [f"UNWIND {' + '.join(f'near{each}' for each in range(distance))} AS b",
                 "RETURN b, $zero AS step, $none AS day, $zero AS rank"]  # fmt: skip
        branches = [known, *self._branches(before, steps, at)]
        found = [line for branch in branches for line in ["UNION ALL", *branch]][1:]
        chosen = f"share{before}" if before else "$one"
        kept = f"b, {chosen}" if before else "b"
        body = [
            *_call(carried, found),
            f"WITH {kept}, min(step) AS fresh, max(day) AS day, sum(step) AS ties, min(rank) AS rank",
            f"WITH b, fresh, day, ties, rank, CASE WHEN rank < {chosen} THEN $zero ELSE $one END AS loose",
            "ORDER BY loose, day DESC, ties DESC, b.id",
            f"RETURN collect(CASE WHEN fresh = $one THEN b END) AS near{distance},",
            f"  collect(CASE WHEN fresh = $one THEN day END) AS day{distance},",
            f"  collect(CASE WHEN fresh = $one THEN ties END) AS ties{distance},",
            f"  sum(ties) AS seen{distance},",
            *([f"  collect(CASE WHEN fresh = $one THEN rank END) AS rank{distance},"] if before else []),
            f"  sum(CASE WHEN fresh = $one AND loose = $zero THEN $one ELSE $zero END) AS linked{distance}",
        ]
        return _call(carried + (f", {chosen}" if before else ""), body)

    def _branches(self, before: int, steps: tuple[TraversalStep, ...], at: set[str]) -> list[list[str]]:
        """The relationships that lead on, as branches of a union: direct ones, and each link."""
        direct = [step for step in steps if step.link is None]
        branches = []
        if direct:
            kinds = "|".join(sorted({step.kind for step in direct}))
            branches.append(self._branch(before, f"(a)-[r:{kinds}]-(b)", direct, at))
        for step in steps:
            if step.link:
                branches += [self._branch(before, pattern, [step], at) for pattern in self._ways(step.link, step, at)]
        return branches

    def _branch(self, before: int, pattern: str, steps: list[TraversalStep], at: set[str]) -> list[str]:
        ends = sorted({end for step in steps for end in step.other_ends(at)})
        seen = self.guard.condition_of_any(ends, "b")
        demands = [*self._edge_in_time(steps), *self._of_types(), *self._in_countries(ends), *([seen] if seen else [])]
        timely = self._in_time(ends)
        return [
            f"UNWIND range($zero, size(near{before}) - $one) AS rank",
            f"WITH near{before}[rank] AS a, day{before}[rank] AS before, rank LIMIT $frontier{before}",
            f"MATCH {pattern}",
            *([f"WHERE {' AND '.join(demands)}"] if demands else []),
            *([f"WITH b, rank, before, {timely} AS timely", "WHERE timely"] if timely else []),
            f"WITH b, rank, before, {self._day(ends)} AS own LIMIT $most{before + 1}",
            "RETURN b, $one AS step, CASE WHEN own = $none THEN before ELSE own END AS day, rank",
        ]

    def _types_at(self, distance: int) -> set[str]:
        at = {self.shape.type}
        for steps in self.shape.levels[:distance]:
            at = {end for step in steps for end in step.other_ends(at)}
        return at

    def _in_time(self, ends: list[str]) -> str:
        """Whether the node has no time or falls into the window; "" where there is no window.

        A CASE, because Neo4j takes seconds to plan the same as ANDs and ORs in a WHERE.
        """
        cases = []
        for end in ends:
            condition = touches(moments_of(self.model.types[end]), "b", self.shape.since, self.shape.until)
            cases += [f"WHEN b:{end} THEN {condition}"] * bool(condition)
        return f"CASE {' '.join(cases)} ELSE $yes END" if cases else ""

    def _edge_in_time(self, steps: Iterable[TraversalStep]) -> list[str]:
        if not {step.kind for step in steps} & self._dated_kinds():
            return []
        since = ["(r.until IS NULL OR r.until > date($since))"] * self.shape.since
        return since + ["(r.since IS NULL OR r.since < date($until))"] * self.shape.until

    def _dated_kinds(self) -> set[str]:
        """The relationship types that have a time of their own."""
        found = set()
        for node in self.model.types.values():
            for each in node.relationships.values():
                hop = HOP.fullmatch(each.pattern.text)
                if hop and any(stored.name == "since" for stored in each.edge):
                    found.add(hop["type"])
        return found

    def _of_types(self) -> list[str]:
        return ["head(labels(b)) IN $types"] * self.shape.types

    def _in_countries(self, ends: list[str]) -> list[str]:
        if not self.shape.countries:
            return []
        demands = []
        for end in ends:
            condition = _in_country(self.model, self.model.types[end])
            if condition:
                demands.append(f"(NOT b:{end} OR {condition})" if len(ends) > 1 else condition)
        return demands

    def _day(self, ends: list[str]) -> str:
        """The newest day of the node itself, by its type; `$none` where it has none."""
        cases = []
        for end in ends:
            moments = moments_of(self.model.types[end])
            if moments:
                cases.append(f"WHEN b:{end} THEN {newest_day(moments, 'b')}")
        return f"CASE {' '.join(cases)} ELSE $none END" if cases else "$none"

    def _share(self, distance: int) -> list[str]:
        """How many of a distance are chosen before the further ones are known: an equal part of what is left."""
        if distance == self.depth:
            return []
        left = " - ".join(["$room", *(f"share{each}" for each in range(1, distance))])
        part = f"({left}) / $parts{distance}"
        return [f"WITH *, {_least(f'linked{distance}', part)} AS share{distance}"]

    def _choice(self) -> list[str]:
        """How many of each distance are chosen: all where all fit, else the last first, the nearer ones of the rest."""
        fits = f"{' + '.join(['$zero', *(f'size(near{each})' for each in self.distances)])} <= $room"
        lines = [f"WITH *, {fits} AS fits"] if self.depth else []
        for distance in reversed(self.distances):
            shares = [f"share{each}" for each in range(1, distance)]
            chosen = [f"chosen{each}" for each in range(distance + 1, self.depth + 1)]
            left = _least(f"linked{distance}", " - ".join(["$room", *shares, *chosen]))
            lines.append(f"WITH *, CASE WHEN fits THEN size(near{distance}) ELSE {left} END AS chosen{distance}")
        lines += [self._fill(distance) for distance in self.distances[1:]]
        return [*lines, f"WITH *, {self._join_lists('near')} AS shown"]

    def _fill(self, distance: int) -> str:
        """Where room is left, the places of those that hang on nodes which were chosen after the shares were known."""
        chosen = [f"chosen{each}" for each in self.distances]
        filled = [f"size(more{each})" for each in range(2, distance)]
        left = " - ".join(["$room", *chosen, *filled])
        loose = f"range(linked{distance}, size(near{distance}) - $one)"
        hanging = f"[i IN {loose} WHERE rank{distance}[i] < chosen{distance - 1}]"
        return f"WITH *, CASE WHEN fits THEN [] ELSE {hanging}[$zero..{left}] END AS more{distance}"

    def _join_lists(self, name: str) -> str:
        """The lists of all distances as one, as far as they are chosen."""
        lists = [f"{name}0"]
        for each in self.distances:
            lists.append(f"{name}{each}[$zero..chosen{each}]")
            lists += [f"[i IN more{each} | {name}{each}[i]]"] * (each > 1)
        return " + ".join(lists)

    def _number(self, distance: int) -> str:
        """How many of a distance are listed."""
        return f"chosen{distance}" + f" + size(more{distance})" * (distance > 1)

    def _between(self) -> list[str]:
        """All relationships that lead from chosen nodes, of the steps that are told.

        Whether they lead to a chosen node is seen by who reads the record: the stores compare a node with every node
        of a list, one by one.
        """
        direct = [step for step in self.shape.between if step.link is None]
        branches = []
        if direct:
            demands = self._edge_in_time(direct)
            branches.append([
                "UNWIND shown AS x",
                f"MATCH (x)-[r:{'|'.join(sorted({step.kind for step in direct}))}]->(y)",
                *([f"WHERE {' AND '.join(demands)}"] if demands else []),
                "RETURN collect([type(r), x.id, y.id, toString(r.since), toString(r.until), null]) AS edges0",
            ])  # fmt: skip
        for step in sorted((step for step in self.shape.between if step.link), key=lambda step: step.kind):
            assert step.link
            branches.append([
                "UNWIND shown AS x",
                f"MATCH {self._way(step.link, 'x', 'm', 'y')}",
                f"RETURN collect([head(labels(m)), x.id, y.id, null, null, m.id]) AS edges{len(branches)}",
            ])  # fmt: skip
        edges = " + ".join(f"edges{number}" for number in range(len(branches))) or "[]"
        return [*(line for branch in branches for line in _call("shown", branch)), f"WITH *, {edges} AS edges"]

    def _degrees(self) -> list[str]:
        """How many relationships each chosen node has, whatever the time."""
        if self.shape.counted is None:
            return ["WITH *, [] AS degrees"]
        count = self._degree(self.shape.counted)
        told = "{id: x.id, degree: degree}"
        body = ["UNWIND shown AS x", f"WITH x, {count} AS degree", f"RETURN collect({told}) AS degrees"]
        return _call("shown", body)

    def _degree(self, counted: Counted) -> str:
        """The degree of `x`. Only the centre can be a name, an identifier or a source where no kinds are named."""
        counts = [f"COUNT {{ (x)-[:{'|'.join(counted.own)}]-({self._counted_node()}) }}"] if counted.own else []
        counts += [f"COUNT {{ (x)<-[:{'|'.join(counted.joining)}]-({self._counted_node()}) }}"] * bool(counted.joining)
        degree, centre = " + ".join(counts) or "$zero", self.shape.type
        if centre not in RECORDS or not counted.records:
            return degree
        records = f"COUNT {{ (x)-[:{'|'.join(counted.records)}]-({self._counted_node()}) }}"
        return f"CASE WHEN x:{centre} THEN {records} ELSE {degree} END"

    def _counted_node(self) -> str:
        """A node of any type at the other end of what a degree counts."""
        seen = self.guard.condition_of_any(self.model.types, "d")
        return f"d WHERE {seen}" if seen else ""

    def _ways(self, link: TraversalLink, step: TraversalStep, at: set[str]) -> list[str]:
        """The patterns over a link from the ends that have been reached."""
        ahead = [self._way(link, "a", "m", "b")] if step.source in at else []
        return ahead + ([self._way(link, "b", "m", "a")] if step.target in at else [])

    def _way(self, link: TraversalLink, near: str, middle: str, far: str) -> str:
        named = self.guard.node(f"{middle}:{link.type}", link.type, middle)
        return f"({near})<-[:{link.to_source}]-({named})-[:{link.to_target}]->({far})"

    def _asked_rows(self) -> list[str]:
        """The rows of what is asked of the chosen nodes."""
        lines = []
        for number, (asked, of_centre) in enumerate(self.shape.asked):
            body = [
                f"UNWIND {'near0' if of_centre else 'shown'} AS n0",
                f"WITH n0 WHERE n0:{asked.type}",
                *node_rows(self.model, self.names, asked, "n0", f"rows{number}"),
            ]
            lines += _call("near0" if of_centre else "shown", body)
        return lines

    def _return_line(self) -> str:
        everything = (0, *self.distances)
        return "RETURN " + ", ".join([
            "[x IN shown | x.id] AS ids",
            "[x IN shown | head(labels(x))] AS types",
            f"{self._join_lists('day')} AS days",
            f"{self._join_lists('ties')} AS ties",
            f"[{', '.join(['size(near0)', *map(self._number, self.distances)])}] AS chosen",
            f"[{', '.join(f'size(near{each})' for each in everything)}] AS sizes",
            f"[{', '.join(['$zero', *(f'seen{each}' for each in self.distances)])}] AS seen",
            "edges",
            "degrees",
            *(f"rows{number}" for number in range(len(self.shape.asked))),
        ])  # fmt: skip


def _call(carried: str, body: Iterable[str]) -> list[str]:
    return [f"CALL ({carried}) {{", *(INDENT + line for line in body), "}"]


def _least(one: str, other: str) -> str:
    return f"CASE WHEN {one} < {other} THEN {one} ELSE {other} END"


def _in_country(model: Model, node: NodeType) -> str:
    """The condition that a thing lies in one of the countries: itself, its city, or an institution it is about."""
    if node.name == "Country":
        return IN_COUNTRIES.replace("k", "b", 1)
    found = [
        f"EXISTS {{ MATCH {way} WHERE {' AND '.join([*demands, IN_COUNTRIES])} }}"
        for way, *demands in _places(model, node)
    ]
    return f"({' OR '.join(found)})" if found else ""


def _places(model: Model, node: NodeType) -> list[tuple[str, ...]]:
    """The ways to the country `k` of a thing `b`, each with what it must fulfil; none where that cannot be said."""
    own, city = node.relationships.get("country"), node.relationships.get("city")
    if own:
        return [_way_along(model, own, "b")]
    if city:
        onwards = model.types[city.target].relationships["country"].pattern.text
        return [(Pattern(f"{city.pattern.text}(){onwards}").between("b", "k"),)]
    country = model.types["University"].relationships["country"]
    parties = [
        each.pattern.text
        for each in node.relationships.values()
        if each.target == "University" and not each.dated and HOP.fullmatch(each.pattern.text)
    ]
    way, *demands = _way_along(model, country, "u")
    return [(f"{Pattern(party).between('b', 'u')}, {way}", *demands) for party in dict.fromkeys(parties)]


def _way_along(model: Model, country: Relationship, near: str) -> tuple[str, ...]:
    far = RelatedNode(NameAllocator(Guard(model, Sight.ALL), variables=-1), country)
    way = far.pattern(near).removesuffix(f"({far.label})") + "(k)"
    return (way, is_first(far, near)) if country.first else (way,)
