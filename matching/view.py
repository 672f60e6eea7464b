"""Everything kept in memory, up to one change: the network, the names, and how nodes are called in sentences."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.changes.last import LastChange, read_last_change
from graph.store.store import Reader
from matching.memory import trim_heap
from matching.model.changes import Changes, changes_since
from matching.model.facts import UniversityFacts
from matching.model.network import Network
from matching.model.reading import Before, load_network
from matching.names.identifiers import IdentifierRecord
from matching.names.index import NameIndex
from matching.names.reading import IDENTIFIERS, NAMES, Renamed, read_identifiers, read_names, read_renamed
from matching.names.russian import Russian, russian_names
from matching.names.seats import GONE, Seat, Seats, place_key
from matching.names.table import NameRecord
from matching.snapshot import Kept
from matching.weights import Weights, read_weights


def seat_of(facts: UniversityFacts) -> Seat:
    """Where an institution is, as texts say it."""
    return Seat(facts.country, facts.region or "", frozenset(map(place_key, facts.place_names)))


@dataclass(slots=True)
class View:
    """The graph up to one change, in memory; itself never changed once made."""

    network: Network
    names: NameIndex
    weights: Weights = field(default_factory=read_weights)
    russian: Russian = field(default_factory=russian_names)  # names of institutions and offices in sentences
    _seats: Seats | None = None

    def seats(self) -> Seats:
        """Where institutions are, and which of them are no longer; made when it is first asked for."""
        if self._seats is None:
            universities = self.network.universities
            gone = [facts.id for facts in universities if facts.status in GONE]
            self._seats = Seats({facts.id: seat_of(facts) for facts in universities}, gone)
        return self._seats

    def label(self, node_id: str, language: str) -> str:
        """How a node is called in sentences of a language (`en`, `ru`); its id where it has no name."""
        own = self._in_russian(node_id) if language == "ru" else None
        return own or self._in_english(node_id) or node_id

    def _in_russian(self, node_id: str) -> str | None:
        found: str | None = self.russian.value_of(node_id, "name") or self.network.events.value_of(node_id, "name_ru")
        return found

    def _in_english(self, node_id: str) -> str | None:
        network = self.network
        row = network.row_of.get(node_id)
        if row is not None:
            return str(network.universities.column("name")[row])
        if office := network.offices.get(node_id):
            return office.name
        found: str | None = network.events.value_of(node_id, "name") or network.agreements.value_of(node_id, "title")
        return found


def kept_of(view: View) -> Kept:
    """What a snapshot of a view holds."""
    return Kept(view.network, view.names, view.russian, view.seats())


def view_of(kept: Kept, weights: Weights) -> View:
    """The view of a snapshot, which ranks by these weights."""
    return View(kept.network, kept.names, weights, kept.russian, kept.seats)


async def load_view(
    reader: Reader, weights: Weights, before: View | None = None, version: LastChange | None = None
) -> View:
    """Reads a view, which ranks by these weights; what has not changed is taken from the one before.

    `version`: up to which all can be read; where left out, nobody may write meanwhile.
    """
    version = version or await read_last_change(reader)
    changes = await changes_since(reader, before.network.last_change, version) if before else None
    older = Before(before.network, changes) if before and changes else None
    network = await load_network(reader, version, older)
    refreshed = await _refresh_names(reader, network, before, changes) if before and changes else None
    names, russian = refreshed or await _all_names(reader, network, before)
    await asyncio.to_thread(trim_heap)
    seats = before._seats if before and before.network.universities is network.universities else None
    return View(network, names, weights, russian, seats)


NameTables = tuple[NameIndex, Russian]
"""The index of all names, and those in Russian that serve best in sentences."""


async def _all_names(reader: Reader, network: Network, before: View | None) -> NameTables:
    records = await read_names(reader)
    identifiers = await read_identifiers(reader)
    make = before.names.rebuild if before else NameIndex
    names = await asyncio.to_thread(make, _filter_known(network, records), identifiers, _contact_counts(network))
    return names, russian_names(records)


async def _refresh_names(reader: Reader, network: Network, before: View, changes: Changes) -> NameTables | None:
    """The names before, with those that were touched; none where these are not known."""
    renamed = await read_renamed(reader, changes) if changes.touch(NAMES) else Renamed()
    if renamed is None:
        return None
    identifiers = await read_identifiers(reader) if changes.touch(IDENTIFIERS) else None
    names = await asyncio.to_thread(_rebuild_index, network, before.names, renamed, identifiers)
    return names, before.russian.replace(renamed.holders, russian_names(renamed.names))


def _rebuild_index(
    network: Network, before: NameIndex, renamed: Renamed, identifiers: list[IdentifierRecord] | None
) -> NameIndex:
    if not renamed.holders:
        return before.rebuild(None, identifiers, _contact_counts(network))
    kept = (each for each in before.records if each.university not in renamed.holders)
    return before.rebuild(_filter_known(network, [*kept, *renamed.names]), identifiers, _contact_counts(network))


def _filter_known(network: Network, records: Iterable[NameRecord]) -> list[NameRecord]:
    return [each for each in records if each.university in network.row_of]


def _contact_counts(network: Network) -> dict[str, float]:
    counts = network.contacts.counts().tolist()
    return dict(zip(network.ids, map(float, counts), strict=True))
