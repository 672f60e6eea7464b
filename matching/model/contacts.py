"""The contacts as columns: a million of them are a few arrays, not a million objects."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain, zip_longest
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.history import ALWAYS, ENDED_STAGES
from matching.model.grouped import Grouped
from matching.model.sparse import Mask, Numbers, Rows, ranges, starts_of

Small = NDArray[np.int32]
NEVER = np.iinfo(np.int32).max  # a missing `since`: later than every day
OPEN_END = NEVER  # a missing `until`
UNKNOWN = -1  # a missing office, person or day of last activity
EPOCH = date(1970, 1, 1).toordinal()
ENDED = frozenset(ENDED_STAGES)


COLUMNS = ("identifiers", "since", "until", "activity", "office", "only_person", "sizes", "lapses")
"""Arrays of the table with one entry a contact."""
FLAT = ("parties", "lapsed", "resumed")
"""Arrays with several entries a contact, one contact after the other."""


class ContactRow(NamedTuple):
    """An established contact between two or more institutions, as CONTACTS gives it; days are ISO dates."""

    id: str
    universities: Sequence[str]
    stage: str
    since: str | None
    until: str | None = None
    last_activity: str | None = None
    office: str | None = None
    persons: Sequence[str] = ()
    stages: Sequence[str] | None = None
    stages_since: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Rows of the nodes that contacts may name, by their ids."""

    universities: Mapping[str, int]
    offices: Mapping[str, int]
    persons: Mapping[str, int]


@dataclass(frozen=True)
class ContactTable:
    """Contacts by row, ids ascending, with their parties in both directions. Days are ordinals."""

    identifiers: NDArray[np.bytes_]
    since: Small
    until: Small  # first day on which it no longer holds
    activity: Small  # day of the last activity, or UNKNOWN
    office: Small  # row of the office that brought it about, or UNKNOWN
    only_person: Small  # row of the person where one alone keeps it, else UNKNOWN
    sizes: Small  # number of parties
    lapses: Small  # number of times in which it was dormant or lost
    lapsed: Small  # first days of those times
    resumed: Small  # first days after them, or OPEN_END
    parties: Small  # rows of the universities of all contacts, one after the other, ascending in each
    width: int  # number of universities

    def __len__(self) -> int:
        return len(self.identifiers)

    def id_of(self, row: int) -> str:
        return bytes(self.identifiers[row]).decode()

    def since_of(self, row: int) -> date | None:
        """First day of a contact."""
        since = int(self.since[row])
        return None if since == NEVER else date.fromordinal(since)

    @cached_property
    def _starts(self) -> Small:
        return starts_of(self.sizes).astype(np.int32)

    @cached_property
    def _by_office(self) -> Grouped:
        """Rows by the office that brought them about, those of none first."""
        rows = np.argsort(self.office, kind="stable").astype(np.int32)
        return Grouped(starts_of(np.bincount(self.office - UNKNOWN)), rows)

    def prepare(self) -> None:
        _ = self._starts, self._by_office

    def of_office(self, office: int) -> Rows:
        """Rows of the contacts that an office brought about."""
        group, groups = office - UNKNOWN, len(self._by_office.starts) - 1
        return self._by_office.of(group) if group < groups else np.empty(0, dtype=np.int64)

    def last_day(self, before: date) -> date:
        """The last day, not after this one, on which a contact began; this one where there is none."""
        begun = self.since[self.since <= before.toordinal()]
        return date.fromordinal(int(begun.max())) if len(begun) else before

    def live(self, day: date) -> Mask:
        """Which contacts hold on the day."""
        ordinal = day.toordinal()
        live = np.asarray((self.since <= ordinal) & (ordinal < self.until))
        lapsed = (self.lapsed <= ordinal) & (ordinal < self.resumed)
        live[np.repeat(np.arange(len(self)), self.lapses)[lapsed]] = False
        return live

    def freshness(self, rows: Rows, day: date) -> Small:
        """The newest day, not after `day`, of which each contact gives evidence."""
        activity = self.activity[rows]
        return np.where(activity <= day.toordinal(), np.maximum(activity, self.since[rows]), self.since[rows])

    def parties_of(self, row: int) -> list[int]:
        """Rows of the institutions of a contact."""
        found: list[int] = self.parties[self._starts[row] : self._starts[row + 1]].tolist()
        return found

    def parties_in(self, contacts: Numbers) -> tuple[Rows, Small]:
        """The parties of some contacts: for each the place of its contact among them, and its row."""
        first, last = self._starts[contacts], self._starts[contacts + 1]
        return np.repeat(np.arange(len(contacts)), last - first), self.parties[ranges(first, last)]

    def meetings_in(self, contacts: Numbers) -> tuple[Rows, Rows, Rows]:
        """Who meets whom in some contacts, seen from each: the place of the contact among them, and the two rows."""
        sizes = self.sizes[contacts]
        found = [(np.empty(0, dtype=np.int64),) * 3]
        for size in np.unique(sizes).tolist():
            places = np.flatnonzero(sizes == size)
            parties = self.parties[self._starts[contacts[places], np.newaxis] + np.arange(size)].astype(np.int64)
            one, other = np.nonzero(~np.eye(size, dtype=np.bool_))
            found.append((np.repeat(places, len(one)), parties[:, one].ravel(), parties[:, other].ravel()))
        places, ones, others = (np.concatenate(part) for part in zip(*found, strict=True))
        return places, ones, others

    def renumber(self, universities: Small, offices: Small, persons: Small) -> "ContactTable":
        """The same contacts with other rows of the nodes: where each of the old rows is now. They keep their order."""

        def now(places: Small, rows: Small) -> Small:
            return np.append(places, UNKNOWN).astype(np.int32)[rows]  # UNKNOWN, the last, stays it

        return replace(
            self,
            parties=now(universities, self.parties),
            office=now(offices, self.office),
            only_person=now(persons, self.only_person),
            width=len(universities),
        )

    def take(self, rows: Rows) -> "ContactTable":
        """Some of the contacts, in this order."""
        columns: dict[str, Any] = {name: getattr(self, name)[rows] for name in COLUMNS}
        starts = starts_of(self.lapses)
        times = ranges(starts[rows], starts[rows + 1])
        columns |= {"lapsed": self.lapsed[times], "resumed": self.resumed[times], "parties": self.parties_in(rows)[1]}
        return replace(self, **columns)

    def counts(self) -> Rows:
        """Number of contacts of each institution."""
        return np.bincount(self.parties, minlength=self.width)


def contact_table(rows: Iterable[Sequence[Any]], known: Known) -> ContactTable:
    """The table of some ContactRows, whose ids must ascend. Parties that are not known are left out."""
    columns = list(zip(*rows, strict=True)) or [()] * len(ContactRow._fields)
    ids, universities, last, since, until, activity, offices, persons, *history = columns
    sizes, parties = _parties(universities, known.universities)
    lapses, lapsed, resumed = _lapses(last, since, *history)
    return ContactTable(
        identifiers=np.array([each.encode() for each in ids], dtype=np.bytes_),
        since=_days(since, NEVER),
        until=_days(until, OPEN_END),
        activity=_days(activity, UNKNOWN),
        office=np.array([known.offices.get(office or "", UNKNOWN) for office in offices], dtype=np.int32),
        only_person=np.array(
            [known.persons.get(each[0], UNKNOWN) if len(each) == 1 else UNKNOWN for each in persons], dtype=np.int32
        ),
        sizes=sizes,
        lapses=lapses,
        lapsed=lapsed,
        resumed=resumed,
        parties=parties,
        width=len(known.universities),
    )


def concatenate_contacts(tables: Sequence[ContactTable]) -> ContactTable:
    """One table of several, one after the other; there must be one at least."""
    whole = {name: np.concatenate([getattr(table, name) for table in tables]) for name in (*COLUMNS, *FLAT)}
    return ContactTable(**whole, width=tables[0].width)


def replace_contacts(table: ContactTable, ids: Sequence[str], new: ContactTable) -> ContactTable:
    """The table without the contacts of some ids and with those of another; ids ascend in all of them."""
    gone = np.array([each.encode() for each in ids], dtype=np.bytes_)
    places = np.searchsorted(table.identifiers, gone)
    known = places < len(table)
    known[known] = table.identifiers[places[known]] == gone[known]
    rest = table.take(np.delete(np.arange(len(table)), places[known]))
    before = np.searchsorted(rest.identifiers, new.identifiers)
    order = np.insert(np.arange(len(rest)), before, len(rest) + np.arange(len(new)))
    return concatenate_contacts([rest, new]).take(order)


def _lapses(
    last: Sequence[str],
    begun: Sequence[str | None],
    stages: Sequence[Sequence[str] | None],
    since: Sequence[Sequence[str] | None],
) -> tuple[Small, Small, Small]:
    """How often each contact was dormant or lost, and all first days and ends of those times.

    The last stage holds where no history is told, and on the days of the contact before the first day that is told.
    """
    counts = np.zeros(len(last), dtype=np.int32)
    lapsed: list[str | None] = []
    resumed: list[str | None] = []
    for row, (stage, first, states, days) in enumerate(zip(last, begun, stages, since, strict=True)):
        if ENDED.isdisjoint(states or (stage,)):
            continue
        if not states or not days:
            found = _find_lapses((stage,), (ALWAYS,))
        elif first and first < days[0]:
            found = _find_lapses((stage, *states), (ALWAYS, *days))
        else:
            found = _find_lapses(states, days)
        counts[row] = len(found)
        lapsed += [first for first, _ in found]
        resumed += [following for _, following in found]
    return counts, _days(lapsed, NEVER), _days(resumed, OPEN_END)


def _find_lapses(states: Sequence[str], days: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """The times in which a contact was dormant or lost."""
    found: list[tuple[str | None, str | None]] = []
    for state, first, following in zip_longest(states, days, days[1:]):
        if state not in ENDED:
            continue
        if found and found[-1][1] == first:
            found[-1] = (found[-1][0], following)
        else:
            found.append((first, following))
    return found


def _days(texts: Sequence[str | None], missing: int) -> Small:
    days = np.array(texts, dtype="datetime64[D]")
    return np.where(np.isnat(days), missing, days.astype(np.int64) + EPOCH).astype(np.int32)


def _parties(universities: Sequence[Sequence[str]], rows: Mapping[str, int]) -> tuple[Small, Small]:
    """How many known parties each contact has, and their rows, each once and ascending."""
    named = np.array([len(each) for each in universities], dtype=np.int64)
    contact = np.repeat(np.arange(len(named)), named)
    party = np.array([rows.get(each, UNKNOWN) for each in chain.from_iterable(universities)], dtype=np.int64)
    is_known = party != UNKNOWN
    width = max(1, len(rows))
    contact, party = np.divmod(np.unique(contact[is_known] * width + party[is_known]), width)
    return np.bincount(contact, minlength=len(named)).astype(np.int32), party.astype(np.int32)
