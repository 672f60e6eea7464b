"""Agreements as columns: each ranking asks with whom an institution has one that is live."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from graph.history import IN_FORCE
from matching.model.contacts import NEVER, OPEN_END, UNKNOWN
from matching.model.facts import AgreementFacts
from matching.model.fields import NO_DAY, DayColumn
from matching.model.grouped import numbered
from matching.model.records import Table
from matching.model.sparse import Mask, Numbers, Rows, ranges, starts_of


class AgreementTable:
    """The known institutions that are parties of each agreement, and the times in which it is live."""

    def __init__(self, agreements: Table[AgreementFacts], row_of: Mapping[str, int]) -> None:
        """`row_of`: the rows of the institutions by their ids."""
        named, rows = agreements.texts_in("parties")
        parties = named.look_up(row_of, UNKNOWN)
        rows, parties = rows[parties != UNKNOWN].astype(np.int32), parties[parties != UNKNOWN].astype(np.int32)
        places = np.arange(len(rows))
        self._parties = numbered(rows, places, parties, len(agreements))
        self._of_party = numbered(parties, places, rows, len(row_of))
        self._times, self._since, self._until = _live_times(agreements)

    def partners(self, row: int, day: date) -> Rows:
        """The parties of the agreements of an institution that are live on a day, it among them; some come twice."""
        agreements, ordinal = self._of_party.of(row), day.toordinal()
        first, end = self._times[agreements], self._times[agreements + 1]
        times = ranges(first, end)
        is_live = (self._since[times] <= ordinal) & (ordinal < self._until[times])
        live = np.repeat(agreements, end - first)[is_live]
        starts = self._parties.starts
        return np.asarray(self._parties.items[ranges(starts[live], starts[live + 1])], dtype=np.int64)


def _live_times(agreements: Table[AgreementFacts]) -> tuple[Numbers, Numbers, Numbers]:
    """Where the times of each agreement begin among those of all, and their first days and ends."""
    owners, since, until = _times_in_force(agreements)
    first, last = _days(agreements, "valid_from"), _days(agreements, "valid_to")
    bound_from = np.where(first == NO_DAY, NEVER, first)  # one without a first day binds nobody
    bound_until = np.where(last == NO_DAY, OPEN_END, last + 1)
    since, until = np.maximum(since, bound_from[owners]), np.minimum(until, bound_until[owners])
    kept = since < until
    starts = starts_of(np.bincount(owners[kept], minlength=len(agreements)))
    return starts.astype(np.int32), since[kept].astype(np.int32), until[kept].astype(np.int32)


def _times_in_force(agreements: Table[AgreementFacts]) -> tuple[Rows, Rows, Rows]:
    """The agreements, the first days and the ends of the times in which each was in force, ordered by agreements.

    Before the first day of its history, and where it has none, an agreement has the status that it has now.
    """
    owners, begun, states = _history(agreements)
    everyone = np.arange(len(agreements))
    now = np.asarray([status == IN_FORCE for status in agreements.column("status")], dtype=np.bool_)
    owners = np.concatenate((everyone, owners))
    since = np.concatenate((np.full(len(everyone), NO_DAY), begun))
    in_force = np.concatenate((now, states))
    order = np.argsort(owners, kind="stable")
    owners, since, in_force = owners[order], since[order], in_force[order]
    is_last = np.append(owners[1:] != owners[:-1], True)[: len(owners)]
    until = np.where(is_last, OPEN_END, np.append(since[1:], OPEN_END)[: len(owners)])
    return owners[in_force], since[in_force], until[in_force]


def _history(agreements: Table[AgreementFacts]) -> tuple[Rows, Rows, Mask]:
    """The agreement of each state of all histories, the day on which it begins, and whether it is to be in force."""
    states, owners = agreements.texts_in("history", "states")
    begun, _ = agreements.texts_in("history", "since")
    days = np.asarray([date.fromisoformat(day).toordinal() for day in begun.known], dtype=np.int64)
    in_force = np.asarray([state == IN_FORCE for state in states.known], dtype=np.bool_)
    return owners, days[begun.codes], in_force[states.codes]


def _days(agreements: Table[AgreementFacts], field: str) -> Rows:
    column = agreements.column(field)
    assert isinstance(column, DayColumn)
    return column.numbers.astype(np.int64)
