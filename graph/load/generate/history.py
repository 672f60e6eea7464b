"""Histories of states, which follow from what is drawn."""

from graph.history import continue_history
from graph.load.batch import Value
from graph.load.generate.world import TODAY, certain_day
from graph.load.histories import STATES


def add_history(label: str, properties: dict[str, Value], signed: str | None = None) -> None:
    """Adds to the properties of a thing the history of its state. `signed`: the first signature that came of it."""
    columns = STATES[label]
    columns.put(properties, continue_history(None, columns.told(properties, signed), certain_day(TODAY)))
