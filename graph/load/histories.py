"""The histories of states that loads write: what is told now, after what the graph holds already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.history import History, agreement_statuses, contact_stages, continue_history
from graph.load import statements
from graph.load.parts import rows_of
from graph.load.units import Unit
from graph.store.store import Store

HistoryFacts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StateColumns:
    """The properties of a state that has a history, and how that follows from the other facts of a thing."""

    state: str
    states: str
    since: str
    told: Callable[[HistoryFacts, str | None], History]
    """From the properties of a thing and the first signature that came of it."""

    def of(self, properties: HistoryFacts) -> History | None:
        """The history that properties hold."""
        states = properties.get(self.states)
        return History(tuple(states), tuple(properties[self.since])) if states else None

    def put(self, properties: dict[str, Any], history: History) -> None:
        """Writes a history into properties."""
        properties[self.states], properties[self.since] = list(history.states), list(history.since)


def _of_contact(facts: HistoryFacts, signed: str | None) -> History:
    return contact_stages(
        facts["stage"],
        facts["since"],
        until=facts.get("until"),
        last_activity=facts.get("lastActivity"),
        signed=signed,
    )


def _of_agreement(facts: HistoryFacts, _: str | None) -> History:
    return agreement_statuses(
        facts["status"],
        signed=facts.get("signed"),
        valid_from=facts.get("validFrom"),
        valid_to=facts.get("validTo"),
    )


STATES = {
    "Contact": StateColumns("stage", "stages", "stagesSince", _of_contact),
    "Agreement": StateColumns("status", "statuses", "statusesSince", _of_agreement),
}
"""By label."""


async def add_histories(store: Store, units: Iterable[Unit], today: str) -> None:
    """Gives units of one label the histories of their states; those of other labels stay as they are.

    What the graph holds is continued: a state that is new begins when the unit's dates say, or today.
    """
    units = [unit for unit in units if unit.label in STATES]
    if not units:
        return
    columns = STATES[units[0].label]
    held = await _properties(store, units[0].label, [unit.id for unit in units])
    came_of = {link.id for unit in units for link in unit.links if link.type == "LED_TO"}
    agreements = await _properties(store, "Agreement", sorted(came_of))
    for unit in units:
        linked = [agreements.get(link.id, {}).get("signed") for link in unit.links if link.type == "LED_TO"]
        told = columns.told(unit.properties, min((str(day) for day in linked if day), default=None))
        columns.put(unit.properties, continue_history(columns.of(held.get(unit.id, {})), told, today))


async def _properties(store: Store, label: str, ids: list[str]) -> dict[str, HistoryFacts]:
    return {row["id"]: row["properties"] for row in await rows_of(store, statements.read_nodes(label), ids)}
