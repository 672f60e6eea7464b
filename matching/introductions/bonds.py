"""What binds institutions and offices besides contacts and events: persons who worked at both, and consortia."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from matching.model.facts import USABLE_OFFICE, Dated, PersonFacts
from matching.model.network import Network


class Bond(NamedTuple):
    """To whom, by what node, from which day on and until when it is known to hold (ordinals)."""

    other: str
    evidence: str
    since: int
    newest: int


class Bonds:
    """The bonds on one day."""

    def __init__(self, network: Network, day: date) -> None:
        self._network = network
        self._day = day

    @cached_property
    def usable_offices(self) -> dict[str, str]:
        """The status of each office that can help."""
        by_status = ((id, office.status(self._day)) for id, office in self._network.offices.items())
        return {id: status.value for id, status in by_status if status and status.value in USABLE_OFFICE}

    def by_consortium(self, node: str) -> Iterator[Bond]:
        """One to each other party, by the youngest consortium of both; it is evidence of its first day."""
        newest: dict[str, Bond] = {}
        live = [each for each in self._network.networks_of.get(node, ()) if each.is_live(self._day)]
        for consortium in sorted(live, key=lambda each: (each.valid_from or date.min, each.id), reverse=True):
            since = (consortium.valid_from or date.min).toordinal()
            for other in consortium.parties:
                if other != node and other not in newest and other in self._network.row_of:
                    newest[other] = Bond(other, consortium.id, since, since)
        return iter(newest.values())

    def by_person(self, node: str) -> Iterator[Bond]:
        """One for each person of the node and each other place where that person works or worked, newest first.

        It is the same seen from the other place, and so is the order of those that bind the same two.
        """
        return iter(sorted(self._of_persons(node), key=lambda bond: -bond.newest))

    def _of_persons(self, node: str) -> Iterator[Bond]:
        for person in self._network.persons_of.get(node, ()):
            stays: defaultdict[str, list[Dated]] = defaultdict(list)
            for stay in self._stays(person):
                if stay.since and stay.since <= self._day:
                    stays[stay.value].append(stay)
            here = stays.pop(node, [])
            if here:
                yield from (self._by(person, other, here, there) for other, there in stays.items())

    def _by(self, person: PersonFacts, other: str, here: list[Dated], there: list[Dated]) -> Bond:
        """It holds from the first day on which both places are known, and speaks of the last day at either."""
        since = max(min(stay.since or date.min for stay in stays) for stays in (here, there))
        last = min(max(map(self._last_day, stays)) for stays in (here, there))
        return Bond(other, person.id, since.toordinal(), max(since, last).toordinal())

    def _last_day(self, stay: Dated) -> date:
        """The last day, not after the day asked for, on which somebody was there."""
        return self._day if stay.until is None else min(stay.until, self._day)

    def _stays(self, person: PersonFacts) -> Iterable[Dated]:
        universities = (stay for stay in person.works_at if stay.value in self._network.row_of)
        return (*universities, *(stay for stay in person.serves_at if stay.value in self.usable_offices))
