"""Who can introduce one institution to another: short chains with their evidence.

The search meets in the middle: chains from the source and chains from the target, each half as long, joined
where they end at the same node. Its work is bounded by the caps below: within them it is complete, beyond
them it keeps the newest evidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from matching.contacts import UNKNOWN
from matching.facts import USABLE_OFFICE, Dated, EventFacts, PersonFacts
from matching.network import Network
from matching.sparse import Rows

MAX_LENGTH = 6  # steps; three from each end
STEPS_A_NODE = 100  # steps looked at from one node, newest evidence first
NODES_A_LAYER = 20  # nodes from which a layer is continued, newest evidence first
CHAINS_A_NODE = 3  # chains kept to one node in one layer
COMMON_PARTNERS = 100  # partners of both ends looked at
DIRECT_CONTACTS = 3  # parallel contacts of the same two institutions that a step names as evidence


class StepKind(StrEnum):
    """What a step rests on."""

    CONTACT = "CONTACT"  # a live contact between two institutions
    OFFICE = "OFFICE"  # an office brought about a live contact of the institution, or covers its country
    EVENT = "EVENT"  # both took part
    PERSON = "PERSON"  # a contact person works or worked at both
    CONSORTIUM = "CONSORTIUM"  # both are parties of a network agreement in force
    COMMON_PARTNER = "COMMON_PARTNER"  # one of the two contacts of a chain source – common partner – target


ANY_STEP = frozenset(StepKind)


@dataclass(frozen=True, slots=True)
class Step:
    """From one institution or office to the next."""

    from_id: str
    to_id: str
    kind: StepKind
    evidence: tuple[str, ...]
    since: date
    newest: date  # newest day, not after the day asked for, of which the evidence speaks

    @property
    def is_coverage(self) -> bool:
        """An office's step to an institution of which it only covers the country."""
        return self.kind is StepKind.OFFICE and self.evidence[0] in (self.from_id, self.to_id)

    def reversed(self) -> "Step":
        """The same step, walked the other way."""
        return replace(self, from_id=self.to_id, to_id=self.from_id)


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

    @property
    def freshness(self) -> tuple[int, ...]:
        """Ages of the evidence, the oldest first: a chain is as fresh as its oldest link."""
        return tuple(sorted(step.newest.toordinal() for step in self.steps))


class PathFinder:
    """Chains from one source on one day. What it found is kept, so that many targets cost little."""

    def __init__(self, network: Network, source: str, as_of: date, via: frozenset[StepKind] = ANY_STEP) -> None:
        self._network = network
        self._source = source
        self._day = as_of
        self._via = via
        self._moment = network.at(as_of)
        self._steps: dict[str, list[Step]] = {}
        self._from_source: list[dict[str, list[Path]]] = []

    def paths(self, target: str, *, max_length: int = 4, limit: int) -> list[Path]:
        """Loopless chains to a target: shortest first, then the newest evidence."""
        known = self._network.row_of
        if self._source not in known or target not in known or target == self._source:
            return []
        found: dict[tuple[str, ...], Path] = {}
        to_target: list[dict[str, list[Path]]] = []
        for length in range(1, min(max_length, MAX_LENGTH) + 1):
            chains = self._of_length(length, target, to_target)
            for path in sorted(chains, key=_newest_first):
                found.setdefault(path.nodes, path)
            if len(found) >= limit:
                break
        return list(found.values())[:limit]

    def _of_length(self, length: int, target: str, to_target: list[dict[str, list[Path]]]) -> Iterator[Path]:
        """Chains of one length: each half is made longer when it is needed."""
        if length == 1:
            yield from (Path((step,)) for step in self._direct(target))
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
                    path = self._allowed((*first.steps, *(step.reversed() for step in reversed(second.steps))))
                    if path and _is_sound(path):
                        yield path

    def _direct(self, target: str) -> Iterator[Step]:
        """All steps between source and target, whatever the caps."""
        if StepKind.CONTACT in self._via:
            yield from self._contact_step(self._source, target)
        if StepKind.EVENT in self._via:
            yield from self._event_step(self._source, target)
        if StepKind.PERSON in self._via:
            yield from (step for step in self._by_person(self._source) if step.to_id == target)
        if StepKind.CONSORTIUM in self._via:
            yield from (step for step in self._by_consortium(self._source) if step.to_id == target)

    def _over_common_partners(self, target: str) -> Iterator[Path]:
        """Chains of two contacts over partners of both, those with the fewest partners first: they say most."""
        moment, rows = self._moment, self._network.row_of
        for partner in moment.common_partners(rows[self._source], rows[target])[:COMMON_PARTNERS]:
            middle = self._network.universities[partner].id
            for first in self._contact_step(self._source, middle):
                for second in self._contact_step(middle, target):
                    path = self._allowed((first, second))
                    if path and _is_sound(path):
                        yield path

    def _contact_step(self, node: str, other: str) -> Iterator[Step]:
        rows = self._network.row_of
        contacts = self._moment.contacts_between(rows[node], rows[other])
        if len(contacts):
            yield from self._steps_over(node, StepKind.CONTACT, contacts, {other: list(range(len(contacts)))})

    def _allowed(self, steps: tuple[Step, ...]) -> Path | None:
        """The chain with the kinds that were asked for; two contacts alone are a common partner."""
        if not any(step.kind is StepKind.CONTACT for step in steps):
            return Path(steps)
        if StepKind.COMMON_PARTNER in self._via and [step.kind for step in steps] == [StepKind.CONTACT] * 2:
            return Path(tuple(replace(step, kind=StepKind.COMMON_PARTNER) for step in steps))
        return Path(steps) if StepKind.CONTACT in self._via else None

    def _next_layer(self, layers: list[dict[str, list[Path]]], start: str) -> dict[str, list[Path]]:
        """Chains one step longer, from the nodes of the last layer with the newest evidence."""
        layer: defaultdict[str, list[Path]] = defaultdict(list)
        if not layers:
            for step in (*self._steps_from(start), *self._coverage(start)):
                if len(layer[step.to_id]) < CHAINS_A_NODE:
                    layer[step.to_id].append(Path((step,)))
            return dict(layer)
        last = sorted(layers[-1].items(), key=lambda item: _newest_first(item[1][0]))[:NODES_A_LAYER]
        for node, chains in last:
            for step in self._steps_from(node):
                for chain in chains:
                    if step.to_id not in chain.nodes and len(layer[step.to_id]) < CHAINS_A_NODE:
                        layer[step.to_id].append(Path((*chain.steps, step)))
        return {node: chains for node, chains in layer.items() if chains}

    def _steps_from(self, node: str) -> list[Step]:
        """Steps from a node, newest evidence first; one a neighbour and kind."""
        if node not in self._steps:
            is_office = node in self._network.offices
            steps = self._from_office(node) if is_office else self._from_university(node)
            newest = sorted(steps, key=lambda step: (-step.newest.toordinal(), step.to_id, step.kind))
            self._steps[node] = newest[:STEPS_A_NODE]
        return self._steps[node]

    def _from_university(self, node: str) -> Iterator[Step]:
        contacts = self._moment.contacts_of(self._network.row_of[node])[:STEPS_A_NODE]
        if self._via & {StepKind.CONTACT, StepKind.COMMON_PARTNER}:
            yield from self._steps_by(node, contacts, StepKind.CONTACT)
        if StepKind.OFFICE in self._via:
            yield from self._by_office(node, contacts)
        if StepKind.EVENT in self._via:
            yield from self._by_event(node)
        if StepKind.PERSON in self._via:
            yield from self._by_person(node)
        if StepKind.CONSORTIUM in self._via:
            yield from self._by_consortium(node)

    def _from_office(self, node: str) -> Iterator[Step]:
        if not self._is_usable(node):
            return
        if StepKind.OFFICE in self._via:
            contacts = self._moment.newest_first(self._network.contacts_of_office(node))[:STEPS_A_NODE]
            yield from self._steps_by(node, contacts, StepKind.OFFICE)
        if StepKind.PERSON in self._via:
            yield from self._by_person(node)

    def _steps_by(self, node: str, contacts: Rows, kind: StepKind) -> Iterator[Step]:
        """One step to each party of some contacts, newest first; parallel contacts make one step."""
        by_party: defaultdict[str, list[int]] = defaultdict(list)
        for place, contact in enumerate(contacts.tolist()):
            for party in self._network.parties(contact):
                if party != node:
                    by_party[party].append(place)
        yield from self._steps_over(node, kind, contacts, by_party)

    def _by_office(self, node: str, contacts: Rows) -> Iterator[Step]:
        by_row: defaultdict[int, list[int]] = defaultdict(list)
        for place, row in enumerate(self._network.contacts.office[contacts].tolist()):
            if row != UNKNOWN:
                by_row[row].append(place)
        named = ((self._network.office_ids[row], places) for row, places in by_row.items())
        by_office = {office: places for office, places in named if self._is_usable(office)}
        yield from self._steps_over(node, StepKind.OFFICE, contacts, by_office)

    def _steps_over(self, node: str, kind: StepKind, contacts: Rows, others: Mapping[str, list[int]]) -> Iterator[Step]:
        """A step to each of the others, by its places in a list of contacts, newest first."""
        table = self._network.contacts
        since, newest = table.since[contacts].tolist(), table.freshness(contacts, self._day).tolist()
        for other, places in others.items():
            ids = tuple(table.id_of(int(contacts[place])) for place in places[:DIRECT_CONTACTS])
            first = date.fromordinal(min(since[place] for place in places))
            yield Step(node, other, kind, ids, first, date.fromordinal(newest[places[0]]))

    def _event_step(self, node: str, other: str) -> Iterator[Step]:
        """The newest event in which both took part."""
        of_other = {event.id for event in self._network.events_of.get(other, ())}
        newest = next((event for event in self._events(node) if event.id in of_other), None)
        if newest:
            yield _met_at(node, other, newest)

    def _by_event(self, node: str) -> Iterator[Step]:
        """One step to each other participant, by the newest event of both; none older than the caps let through."""
        newest: dict[str, Step] = {}
        for _, on_a_day in groupby(self._events(node), key=lambda event: event.starts):
            if len(newest) >= STEPS_A_NODE:
                break
            for event in on_a_day:
                for other in event.participants:
                    if other != node and other not in newest and other in self._network.row_of:
                        newest[other] = _met_at(node, other, event)
        return iter(newest.values())

    def _events(self, node: str) -> Iterator[EventFacts]:
        """Events until the day in which a node took part, newest first."""
        return (event for event in self._network.events_of.get(node, ()) if event.starts <= self._day)

    def _by_consortium(self, node: str) -> Iterator[Step]:
        """One step to each other party, by the youngest consortium of both; it is evidence of its first day."""
        newest: dict[str, Step] = {}
        live = [each for each in self._network.networks_of.get(node, ()) if each.is_live(self._day)]
        for consortium in sorted(live, key=lambda each: (each.valid_from or date.min, each.id), reverse=True):
            since = consortium.valid_from or date.min
            for other in consortium.parties:
                if other != node and other not in newest and other in self._network.row_of:
                    newest[other] = Step(node, other, StepKind.CONSORTIUM, (consortium.id,), since, since)
        return iter(newest.values())

    def _by_person(self, node: str) -> Iterator[Step]:
        for person in self._network.persons_of.get(node, ()):
            stays = [stay for stay in self._stays(person) if stay.since and stay.since <= self._day]
            here = [stay for stay in stays if stay.value == node]
            for there in stays:
                if here and there.value != node:
                    yield self._person_step(node, there, here, person)

    def _person_step(self, node: str, there: Dated, here: list[Dated], person: PersonFacts) -> Step:
        since = max(there.since or date.min, min(stay.since or date.min for stay in here))
        last = min(self._last_day(there), max(self._last_day(stay) for stay in here))
        return Step(node, there.value, StepKind.PERSON, (person.id,), since, max(since, last))

    def _last_day(self, stay: Dated) -> date:
        """The last day, not after the day asked for, on which somebody was there."""
        return self._day if stay.until is None else min(stay.until, self._day)

    def _stays(self, person: PersonFacts) -> Iterable[Dated]:
        universities = (stay for stay in person.works_at if stay.value in self._network.row_of)
        return (*universities, *(stay for stay in person.serves_at if self._is_usable(stay.value)))

    def _coverage(self, node: str) -> Iterator[Step]:
        """Steps between an end of the chain and the offices that cover its country."""
        if StepKind.OFFICE not in self._via:
            return
        country = self._network.universities[self._network.row_of[node]].country
        for office in self._network.offices.values():
            cover = office.covers(country, self._day)
            if cover and cover.since and self._is_usable(office.id):
                yield Step(node, office.id, StepKind.OFFICE, (office.id,), cover.since, cover.since)

    def _is_usable(self, office: str) -> bool:
        facts = self._network.offices.get(office)
        status = facts.status(self._day) if facts else None
        return status is not None and status.value in USABLE_OFFICE


def _met_at(node: str, other: str, event: EventFacts) -> Step:
    return Step(node, other, StepKind.EVENT, (event.id,), event.starts, event.starts)


def _newest_first(path: Path) -> tuple[tuple[int, ...], tuple[str, ...]]:
    return tuple(-day for day in path.freshness), path.nodes


def _is_sound(path: Path) -> bool:
    """Whether each link is a link of its own.

    No node twice, no evidence twice (a contact that an office brought about is one link, not two), and no
    office that merely covers the countries of both ends.
    """
    evidence = [item for step in path.steps for item in step.evidence]
    covered = sum(step.is_coverage for step in path.steps)
    return len(set(path.nodes)) == len(path.nodes) and len(set(evidence)) == len(evidence) and covered <= 1


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
    """Loopless chains on a day: shortest first, the newest evidence first within a length."""
    return PathFinder(network, source, as_of, via).paths(target, max_length=max_length, limit=limit)
