"""Who can introduce one institution to another: short chains with their evidence.

The search meets in the middle: chains from the source and chains from the target, each half as long, joined
where they end at the same node. Its work is bounded by the caps below and by STEPS_A_NODE: within them it is
complete, beyond them it keeps the newest evidence.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import NamedTuple

from matching.model.network import Network
from matching.steps import ANY_STEP, Link, Step, StepFinder, StepKind, is_coverage

MAX_LENGTH = 6  # steps; three from each end
NODES_A_LAYER = 20  # nodes from which a layer is continued, newest evidence first
CHAINS_A_NODE = 3  # chains kept to one node in one layer
COMMON_PARTNERS = 100  # partners of both ends looked at


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


class Chain(NamedTuple):
    """A path, or one half of it, as long as it is searched."""

    nodes: tuple[str, ...]
    links: tuple[Link, ...]


Layer = dict[str, list[Chain]]
"""Chains of one length by the node at which they end."""


class PathFinder:
    """Chains from one source on one day. What it found is kept, so that many targets cost little."""

    def __init__(self, network: Network, source: str, as_of: date, via: frozenset[StepKind] = ANY_STEP) -> None:
        self._network = network
        self._source = source
        self._via = via
        self._moment = network.at(as_of)
        self._steps = StepFinder(network, as_of, via)
        self._from_source: list[Layer] = []

    def paths(self, target: str, *, max_length: int = 4, limit: int) -> list[Path]:
        """Loopless chains to a target: shortest first, then without offices that work with limits, then the newest."""
        known = self._network.row_of
        if self._source not in known or target not in known or target == self._source:
            return []
        found: dict[tuple[str, ...], Chain] = {}
        to_target: list[Layer] = []
        for length in range(1, min(max_length, MAX_LENGTH) + 1):
            for chain in sorted(self._of_length(length, target, to_target), key=self._best_first):
                found.setdefault(chain.nodes, chain)
            if len(found) >= limit:
                break
        return [Path(tuple(map(self._steps.told, chain.links))) for chain in [*found.values()][:limit]]

    def _best_first(self, chain: Chain) -> tuple[int, tuple[list[int], tuple[str, ...]]]:
        return self._steps.limited_offices(chain.nodes), _newest_first(chain)

    def _of_length(self, length: int, target: str, to_target: list[Layer]) -> Iterator[Chain]:
        """Chains of one length: each half is made longer when it is needed."""
        if length == 1:
            yield from (_chain(link) for link in self._steps.between(self._source, target))
            return
        if length == 2:
            yield from self._over_common_partners(target)
        back = length // 2
        ahead = length - back
        while len(self._from_source) < ahead:
            self._from_source.append(self._next_layer(self._from_source, self._source))
        halves = self._from_source[ahead - 1]
        while halves and len(to_target) < back:
            to_target.append(self._next_layer(to_target, target))
        ends = to_target[back - 1] if halves else {}
        for node in halves.keys() & ends.keys():
            for first in halves[node]:
                for second in ends[node]:
                    yield from self._sound(*first.links, *(link.reversed() for link in reversed(second.links)))

    def _over_common_partners(self, target: str) -> Iterator[Chain]:
        """Chains of two contacts over partners of both, those with the fewest partners first: they say most."""
        rows = self._network.row_of
        both = self._moment.common_partners(rows[self._source], rows[target])[:COMMON_PARTNERS]
        for partner in both.tolist():
            middle = self._network.universities[partner].id
            for first in self._steps.by_contact(self._source, middle):
                for second in self._steps.by_contact(middle, target):
                    yield from self._sound(first, second)

    def _sound(self, *links: Link) -> Iterator[Chain]:
        """The chain with the kinds that were asked for, if each link is one of its own.

        Two contacts alone are a common partner.
        """
        contacts = sum(link.kind is StepKind.CONTACT for link in links)
        if contacts == len(links) == 2 and StepKind.COMMON_PARTNER in self._via:
            links = tuple(link._replace(kind=StepKind.COMMON_PARTNER) for link in links)
        elif contacts and StepKind.CONTACT not in self._via:
            return
        chain = _chain(*links)
        if _is_sound(chain):
            yield chain

    def _next_layer(self, layers: list[Layer], start: str) -> Layer:
        """Chains one step longer, from the nodes of the last layer with the newest evidence."""
        layer: defaultdict[str, list[Chain]] = defaultdict(list)
        if not layers:
            for link in (*self._steps.of(start), *self._steps.by_coverage(start)):
                if len(layer[link.to_id]) < CHAINS_A_NODE:
                    layer[link.to_id].append(_chain(link))
            return dict(layer)
        for node, chains in nsmallest(NODES_A_LAYER, layers[-1].items(), key=lambda item: _newest_first(item[1][0])):
            for link in self._steps.of(node):
                kept = layer[link.to_id]
                for chain in chains:
                    if len(kept) < CHAINS_A_NODE and link.to_id not in chain.nodes:
                        kept.append(Chain((*chain.nodes, link.to_id), (*chain.links, link)))
        return {node: chains for node, chains in layer.items() if chains}


def _chain(*links: Link) -> Chain:
    return Chain((links[0].from_id, *(link.to_id for link in links)), links)


def _newest_first(chain: Chain) -> tuple[list[int], tuple[str, ...]]:
    """The newest first; a chain is as fresh as its oldest link."""
    return sorted([-link.newest for link in chain.links], reverse=True), chain.nodes


def _is_sound(chain: Chain) -> bool:
    """Whether each link is a link of its own.

    No node twice, no evidence twice (a contact that an office brought about is one link, not two), and no
    office that merely covers the countries of both ends.
    """
    evidence = [item for link in chain.links for item in link.evidence]
    covered = sum(map(is_coverage, chain.links))
    return len(set(chain.nodes)) == len(chain.nodes) and len(set(evidence)) == len(evidence) and covered <= 1


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
