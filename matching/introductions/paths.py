"""Who can introduce one institution to another: short chains with their evidence.

The search meets in the middle: chains from the source and chains from the target, each half as long, joined
where they end at the same node. Its work is bounded by the caps below and by those of a node (`links.py`): within
them it is complete, beyond them it keeps the newest evidence.
"""

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import pairwise

from matching.introductions.bonds import Bonds
from matching.introductions.evidence import Evidence
from matching.introductions.links import Link, LinkFinder, LinkKind, Nodes
from matching.introductions.steps import ANY_STEP, Step, StepKind
from matching.model.network import Network

MAX_LENGTH = 6  # steps; three from each end
NODES_A_LAYER = 20  # nodes from which a layer is continued, newest evidence first
CHAINS_A_NODE = 3  # chains kept to one node in one layer


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of steps; its length is their number."""

    steps: tuple[Step, ...]

    @property
    def length(self) -> int:
        """Number of steps between institutions or offices."""
        return len(self.steps)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Ids along the chain, both ends included."""
        return (self.steps[0].from_id, *(step.to_id for step in self.steps))


Chain = tuple[Link, ...]
"""A path, or one half of it, as long as it is searched."""

Layer = dict[int, list[Chain]]
"""Chains of one length by the node at which they end."""

SearchState = tuple[list[int], tuple[int, ...], list[int]]
"""Where a chain stands among those of its length."""


class PathFinder:
    """Chains from one source on one day. What it found is kept, so that many targets cost little."""

    def __init__(self, network: Network, source: str, as_of: date, via: frozenset[StepKind] = ANY_STEP) -> None:
        bonds = Bonds(network, as_of)
        self._known = network.row_of
        self._source = source
        self._via = via
        self._nodes = Nodes(network)
        self._links = LinkFinder(network, bonds, as_of, via)
        self._evidence = Evidence(network, bonds, as_of)
        self._from_source: list[Layer] = []

    def paths(self, target: str, *, max_length: int = 4, limit: int) -> list[Path]:
        """Loopless chains to a target: shortest first, then without offices that work with limits, then the newest."""
        if self._source not in self._known or target not in self._known or target == self._source:
            return []
        source, end = self._nodes.number(self._source), self._nodes.number(target)
        found: dict[tuple[int, ...], Chain] = {}
        to_target: list[Layer] = []
        for length in range(1, min(max_length, MAX_LENGTH) + 1):
            for chain in sorted(self._chains_of_length(length, source, end, to_target), key=self._sort_key):
                nodes = _nodes(chain)
                if len(found) < limit and nodes not in found and self._is_sound(chain):
                    found[nodes] = chain
            if len(found) >= limit:
                break
        return [Path(tuple(map(self._evidence.step, chain))) for chain in found.values()]

    def _sort_key(self, chain: Chain) -> tuple[int, SearchState]:
        return self._links.limited_offices(_nodes(chain)), _newest_first(chain)

    def _chains_of_length(self, length: int, source: int, target: int, to_target: list[Layer]) -> Iterator[Chain]:
        """Chains of one length: each half is made longer when it is needed."""
        if length == 1:
            yield from ((link,) for link in self._links.between(source, target))
            return
        if length == 2:
            for first, second in self._links.over_common_partners(source, target):
                yield self._mark_common_partner(first, second)
        back = length // 2
        ahead = length - back
        while len(self._from_source) < ahead:
            self._from_source.append(self._next_layer(self._from_source, source))
        halves = self._from_source[ahead - 1]
        for node, ends in self._ends(target, back, halves, to_target).items():
            for one in halves.get(node, ()):
                for other in ends:
                    yield self._mark_common_partner(*one, *(link.reverse() for link in reversed(other)))

    def _ends(self, target: int, length: int, halves: Layer, to_target: list[Layer]) -> Layer:
        """Chains of a length from the target to where the halves from the source end."""
        if length == 1:
            return self._first_layer(target, halves)
        while halves and len(to_target) < length:
            to_target.append(self._next_layer(to_target, target))
        return to_target[length - 1] if halves else {}

    def _mark_common_partner(self, *links: Link) -> Chain:
        """The chain; two contacts alone are a common partner, if those were asked for."""
        if StepKind.COMMON_PARTNER in self._via and [link.kind for link in links] == [LinkKind.CONTACT] * 2:
            return tuple(link._replace(kind=LinkKind.COMMON_PARTNER) for link in links)
        return links

    def _is_sound(self, chain: Chain) -> bool:
        """Whether each link is a link of its own.

        No node twice, no evidence twice (a contact that an office brought about is one link, not two), and no
        office that merely covers the countries of both ends.
        """
        if len(set(_nodes(chain))) <= len(chain):
            return False
        evidence = [item for link in chain for item in self._evidence.of(link)]
        covers_both = any(one.kind == other.kind == LinkKind.COVERAGE for one, other in pairwise(chain))
        return len(set(evidence)) == len(evidence) and not covers_both

    def _first_layer(self, start: int, ends: Container[int] | None = None) -> Layer:
        """Single links from an end of the path, to all nodes or to some."""
        layer: defaultdict[int, list[Chain]] = defaultdict(list)
        for link in (*self._links.of(start), *self._links.by_coverage(start)):
            if (ends is None or link.target in ends) and len(layer[link.target]) < CHAINS_A_NODE:
                layer[link.target].append((link,))
        return layer

    def _next_layer(self, layers: list[Layer], start: int) -> Layer:
        """Chains one step longer, from the nodes of the last layer with the newest evidence."""
        if not layers:
            return self._first_layer(start)
        layer: defaultdict[int, list[Chain]] = defaultdict(list)
        for node, chains in nsmallest(NODES_A_LAYER, layers[-1].items(), key=lambda item: _newest_first(item[1][0])):
            passed = [(chain, frozenset(_nodes(chain))) for chain in chains]
            for link in self._links.of(node):
                kept = layer[link.target]
                for chain, nodes in passed:
                    if len(kept) < CHAINS_A_NODE and link.target not in nodes:
                        kept.append((*chain, link))
        return {node: chains for node, chains in layer.items() if chains}


def _nodes(chain: Chain) -> tuple[int, ...]:
    """Along the chain, both ends included."""
    return (chain[0].source, *[link.target for link in chain])


def _newest_first(chain: Chain) -> SearchState:
    """The newest first; a chain is as fresh as its oldest link. Of equally new ones nodes decide, then kinds."""
    return sorted([-link.newest for link in chain], reverse=True), _nodes(chain), [link.kind for link in chain]


def introduction_paths(
    network: Network,
    source: str,
    target: str,
    *,
    max_length: int = 4,
    as_of: date,
    via: frozenset[StepKind] = ANY_STEP,
    limit: int = 10,
) -> list[Path]:
    """Loopless chains on a day, as `PathFinder.paths` orders them."""
    return PathFinder(network, source, as_of, via).paths(target, max_length=max_length, limit=limit)
