"""States that change in time: what a thing was on a day, and its whole history."""

from itertools import zip_longest
from typing import Any

from engine.fields import NodeRow
from graph.history import ALWAYS, state_at


def state_of(name: str, history: str, row: NodeRow, asOf: str | None = None) -> str:  # as the schema has it
    """The state of a row on a day; the last one that is known where no day is given, or none before it."""
    last: str = row[name]
    return last if asOf is None else state_at(row[history] or (), row[f"{history}Since"] or (), asOf) or last


def states_of(name: str, history: str, row: NodeRow) -> list[dict[str, Any]]:
    """The states of a row, each with its first day and the day on which the next one began; oldest first."""
    states = row[history] or [row[name]]
    since = [None if day == ALWAYS else day for day in row[f"{history}Since"] or ()]
    since += [None] * (len(states) - len(since))
    spans = zip_longest(states, since, since[1:])
    return [{name: state, "since": first, "until": following} for state, first, following in spans]
