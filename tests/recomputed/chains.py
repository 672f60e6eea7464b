"""Who can introduce whom, in plain Python from docs/matching.md; answers of `introductionPaths` are compared."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from tests.past.referee import ALWAYS, Facts, Referee, holds
from tests.plan.oracle import Graph

KINDS = ("CONSORTIUM", "CONTACT", "EVENT", "OFFICE", "COVERAGE", "PERSON", "COMMON_PARTNER")
"""In the order of chains that are equally new; COVERAGE is told as OFFICE."""
USABLE = ("ACTIVE", "LIMITED")
STEPS, NODES, CHAINS, PERSONS, NAMED = 100, 20, 3, 2, 3
"""Bounds: steps of a node, nodes of a layer, chains to a node, persons of the same two, contacts as evidence."""


class Day(Referee):
    """The facts of a day, with the histories that the export tells."""

    def stage(self, contact: str) -> str:
        """The last one that had begun; the one that is told without a day where none had."""
        own = self.graph.properties[contact]
        begun = [state for state, since in zip(own.get("stages", ()), own.get("stagesSince", ()), strict=True)
                 if since <= self.day]  # fmt: skip
        return str(begun[-1] if begun else own["stage"])

    def status(self, agreement: str) -> str:
        """As the stage of a contact."""
        own = self.graph.properties[agreement]
        begun = [state for state, since in zip(own.get("statuses", ()), own.get("statusesSince", ()), strict=True)
                 if since <= self.day]  # fmt: skip
        return str(begun[-1] if begun else own["status"])


class Link(NamedTuple):
    """A step, with the newest day of which its evidence speaks."""

    source: str
    target: str
    kind: str
    evidence: tuple[str, ...]
    since: str
    newest: str

    def reversed(self) -> "Link":
        """Walked the other way."""
        return self._replace(source=self.target, target=self.source)


Chain = tuple[Link, ...]
Layer = dict[str, list[Chain]]


class Chains:
    """Answers questions about one day."""

    def __init__(self, graph: Graph, day: str) -> None:
        self.graph, self.day = graph, day
        self.facts = Day(graph, day)
        self.institutions = set(graph.of("University"))
        statuses = {office: self.facts.office_status(office) for office in graph.of("Office")}
        self.offices = {office: status for office, status in statuses.items() if status in USABLE}
        self.links: dict[str, list[Link]] = defaultdict(list)
        for link in (*self._contacts(), *self._events(), *self._persons(), *self._consortia()):
            self.links[link.source].append(link)
            self.links[link.target].append(link.reversed())

    def told(self, source: str, target: str, via: frozenset[str], longest: int, first: int) -> list[Chain]:
        """The chains in their order."""
        found: dict[tuple[str, ...], Chain] = {}
        for length in range(1, longest + 1):
            for chain in sorted(self._of_length(length, source, target, via), key=self._place):
                nodes = passed(chain)
                if len(found) < first and nodes not in found and is_sound(chain):
                    found[nodes] = chain
        return list(found.values())

    def _of_length(self, length: int, source: str, target: str, via: frozenset[str]) -> Iterator[Chain]:
        if length == 1:
            yield from ((link,) for link in self.links[source] if link.target == target and link.kind in via)
            return
        if length == 2 and "COMMON_PARTNER" in via:
            for one in self.links[source]:
                for other in self.links[target]:
                    if one.kind == other.kind == "CONTACT" and one.target == other.target:
                        yield tuple(link._replace(kind="COMMON_PARTNER") for link in (one, other.reversed()))
        ahead = self._layers(source, via, length - length // 2)
        back = self._layers(target, via, length // 2)
        for node in ahead.keys() & back.keys():
            for start in ahead[node]:
                for end in back[node]:
                    chain = (*start, *(link.reversed() for link in reversed(end)))
                    contacts = length == 2 and all(link.kind == "CONTACT" for link in chain)
                    if not (contacts and "COMMON_PARTNER" in via):
                        yield chain

    @cache  # noqa: B019 - one of a few that a test makes
    def _layers(self, start: str, via: frozenset[str], length: int) -> Layer:
        """Chains of a length from an end of the path, by the nodes to which they lead."""
        layer: Layer = defaultdict(list)
        if length == 1:
            own = self._newest(start, via)
            covered = [link for link in self._coverage(start) if "OFFICE" in via]
            for link in (*own, *covered):
                layer[link.target].append((link,))
        else:
            last = self._layers(start, via, length - 1)
            newest = sorted(last, key=lambda node: age(last[node][0]))
            for node in newest[:NODES]:
                for link in self._newest(node, via):
                    fitting = [chain for chain in last[node] if link.target not in passed(chain)]
                    layer[link.target] += [(*chain, link) for chain in fitting]
        return {node: chains[:CHAINS] for node, chains in layer.items() if chains}

    def _newest(self, node: str, via: frozenset[str]) -> list[Link]:
        own = [link for link in self.links[node] if link.kind in via]
        return sorted(own, key=lambda link: (ahead(link.newest), *order_of(link.target), KINDS.index(link.kind)))[
            :STEPS
        ]

    def _place(self, chain: Chain) -> tuple[object, ...]:
        limited = sum(self.offices.get(node) == "LIMITED" for node in passed(chain))
        return limited, *age(chain)

    # Links

    def _fresh(self, contact: str) -> str:
        own = self.graph.properties[contact]
        activity = own.get("lastActivity", "")
        return max(own["since"], activity) if activity <= self.day else str(own["since"])

    def _contacts(self) -> Iterator[Link]:
        pairs: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for contact in self.facts.live_contacts():
            parties = sorted(set(self.facts.ends("BETWEEN", contact)))
            for one, other in combinations(parties, 2):
                pairs[one, other, "CONTACT"].append(contact)
            for office in sorted(self.facts.ends("FACILITATED_BY", contact))[:1]:
                for party in parties if office in self.offices else ():
                    pairs[party, office, "OFFICE"].append(contact)
        for (one, other, kind), contacts in pairs.items():
            newest = sorted(contacts, key=lambda each: (ahead(self._fresh(each)), each))
            since = min(self.graph.properties[each]["since"] for each in contacts)
            yield Link(one, other, kind, tuple(newest[:NAMED]), since, self._fresh(newest[0]))

    def _events(self) -> Iterator[Link]:
        met: dict[tuple[str, str], tuple[str, str]] = {}
        for event, own in self.facts.facts("Event"):
            if own.get("starts", ALWAYS) > self.day:
                continue
            parts = self.facts.ends("AT_EVENT", event, into=True)
            parties = sorted({end for part in parts for end in self.facts.ends("OF_UNIVERSITY", part)})
            for pair in combinations(parties, 2):
                met[pair] = max(met.get(pair, ("", "")), (own["starts"], event))
        for (one, other), (day, event) in met.items():
            yield Link(one, other, "EVENT", (event,), day, day)

    def _consortia(self) -> Iterator[Link]:
        bound: dict[tuple[str, str], tuple[str, str]] = {}
        for agreement in self.facts.live_agreements():
            own = self.graph.properties[agreement]
            parties = sorted(set(self.facts.ends("HAS_PARTY", agreement)))
            for pair in combinations(parties, 2) if own["kind"] == "NETWORK" else ():
                bound[pair] = max(bound.get(pair, ("", "")), (own["validFrom"], agreement))
        for (one, other), (day, agreement) in bound.items():
            yield Link(one, other, "CONSORTIUM", (agreement,), day, day)

    def _persons(self) -> Iterator[Link]:
        binding: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for person in self.graph.of("Person"):
            stays: dict[str, list[Facts]] = defaultdict(list)
            for edge in (*self.facts.edges("WORKS_AT", person), *self.facts.edges("SERVES_AT", person)):
                known = edge.target in self.institutions or edge.target in self.offices
                if known and edge.properties.get("since", ALWAYS) <= self.day:
                    stays[edge.target].append(edge.properties)
            for one, other in combinations(sorted(stays), 2):
                both = stays[one], stays[other]
                since = max(min(stay["since"] for stay in there) for there in both)
                last = min(max(min(stay.get("until", ALWAYS), self.day) for stay in there) for there in both)
                binding[one, other].append(Link(one, other, "PERSON", (person,), since, max(since, last)))
        for links in binding.values():
            yield from sorted(links, key=lambda link: (ahead(link.newest), link.evidence))[:PERSONS]

    def _coverage(self, end: str) -> Iterator[Link]:
        country = self.facts.country(end)
        for office in sorted(self.offices, key=lambda each: (self.offices[each] or "", each)):
            edges = [edge for edge in self.facts.edges("COVERS", office) if holds(edge.properties, self.day)]
            own = [edge.properties for edge in edges if self.graph.value(edge.target, "code") == country]
            if own:
                since = min(each["since"] for each in own)
                yield Link(end, office, "COVERAGE", (office,), since, since)


def passed(chain: Chain) -> tuple[str, ...]:
    """Its nodes, both ends included."""
    return (chain[0].source, *(link.target for link in chain))


def is_sound(chain: Chain) -> bool:
    """No node twice, no evidence twice, and no office between two ends of which it only covers the countries."""
    nodes, evidence = passed(chain), [each for link in chain for each in link.evidence]
    covers = any(one.kind == other.kind == "COVERAGE" for one, other in pairwise(chain))
    return len(set(nodes)) == len(nodes) and len(set(evidence)) == len(evidence) and not covers


def ahead(day: str) -> tuple[int, ...]:
    """Sorts days, the newest first."""
    return tuple(-int(part) for part in day.split("-"))


def order_of(node: str) -> tuple[bool, str]:
    """Offices before institutions, each by id."""
    return node.startswith("univ"), node


def age(chain: Chain) -> tuple[object, ...]:
    """Sorts chains of one length: oldest step first compared, the newest of them first; then nodes, then kinds."""
    oldest = sorted((ahead(link.newest) for link in chain), reverse=True)
    kinds = [KINDS.index(link.kind) for link in chain]
    return oldest, [order_of(node) for node in passed(chain)], kinds
