"""The contacts as columns: a million of them are ten arrays, not a million objects."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import numpy as np

from matching.facts import NOT_LIVE_STAGES, ContactFacts
from matching.sparse import Mask, Matrix, Rows, from_parts

NEVER = np.iinfo(np.int64).max  # a missing `since`: later than every day
OPEN_END = NEVER  # a missing `until`
UNKNOWN = -1  # a missing office, event or day of last activity


class ContactTable:
    """Contacts by row, with their parties in both directions. Filled once by `extend`, then only read."""

    def __init__(self, university_rows: Mapping[str, int], office_rows: Mapping[str, int]) -> None:
        self._university_rows = university_rows
        self._office_rows = office_rows
        self._universities = list(university_rows)
        self._offices = list(office_rows)
        self.ids: list[str] = []
        self._stages: list[str] = []
        self._outcomes: list[str | None] = []
        self._events: list[str | None] = []
        self._agreements: dict[int, str] = {}
        self._persons: dict[int, tuple[str, ...]] = {}
        self._since: list[int] = []
        self._until: list[int] = []
        self._activity: list[int] = []
        self._office: list[int] = []
        self._parties: list[int] = []
        self._starts: list[int] = [0]

    def extend(self, contacts: Iterable[ContactFacts]) -> None:
        """Adds contacts. Parties that the network does not know are left out."""
        for contact in contacts:
            row = len(self.ids)
            self.ids.append(contact.id)
            self._stages.append(contact.stage)
            self._outcomes.append(contact.outcome)
            self._events.append(contact.event)
            self._since.append(contact.since.toordinal() if contact.since else NEVER)
            self._until.append(contact.until.toordinal() if contact.until else OPEN_END)
            self._activity.append(contact.last_activity.toordinal() if contact.last_activity else UNKNOWN)
            self._office.append(self._office_rows.get(contact.office or "", UNKNOWN))
            rows = self._university_rows
            self._parties.extend(sorted({rows[party] for party in contact.universities if party in rows}))
            self._starts.append(len(self._parties))
            if contact.agreement:
                self._agreements[row] = contact.agreement
            if contact.persons:
                self._persons[row] = contact.persons

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def since(self) -> Rows:
        """First day, as an ordinal."""
        return np.asarray(self._since, dtype=np.int64)

    @cached_property
    def until(self) -> Rows:
        """First day on which it no longer holds."""
        return np.asarray(self._until, dtype=np.int64)

    @cached_property
    def activity(self) -> Rows:
        """Day of the last activity, or UNKNOWN."""
        return np.asarray(self._activity, dtype=np.int64)

    @cached_property
    def office(self) -> Rows:
        """Row of the office that brought it about, or UNKNOWN."""
        return np.asarray(self._office, dtype=np.int64)

    @cached_property
    def only_person(self) -> tuple[Rows, list[str]]:
        """Of each contact that one person alone keeps a number, else UNKNOWN; and the ids that the numbers mean."""
        alone = {row: persons[0] for row, persons in self._persons.items() if len(persons) == 1}
        ids = sorted(set(alone.values()))
        numbers = {person: number for number, person in enumerate(ids)}
        codes = np.full(len(self.ids), UNKNOWN, dtype=np.int64)
        codes[list(alone)] = [numbers[person] for person in alone.values()]
        return codes, ids

    @cached_property
    def has_live_stage(self) -> Mask:
        """Neither dormant nor lost."""
        return np.asarray([stage not in NOT_LIVE_STAGES for stage in self._stages], dtype=np.bool_)

    @cached_property
    def incidence(self) -> Matrix:
        """Contacts × universities."""
        starts = np.asarray(self._starts, dtype=np.int64)
        parties = np.asarray(self._parties, dtype=np.int64)
        return from_parts(starts, parties, len(self._university_rows))

    @cached_property
    def by_university(self) -> Matrix:
        """Universities × contacts."""
        return self.incidence.T.tocsr()

    @cached_property
    def _by_office(self) -> tuple[Rows, Rows]:
        order = np.argsort(self.office, kind="stable").astype(np.int64)
        return order, self.office[order]

    def of_office(self, office: str) -> Rows:
        """Rows of the contacts that an office brought about."""
        order, offices = self._by_office
        row = self._office_rows.get(office, UNKNOWN)
        if row == UNKNOWN:
            return np.empty(0, dtype=np.int64)
        low, high = np.searchsorted(offices, [row, row + 1])
        return order[low:high]

    def office_of(self, row: int) -> str | None:
        """Id of the office that brought a contact about."""
        office = int(self.office[row])
        return None if office == UNKNOWN else self._offices[office]

    def live(self, day: date) -> Mask:
        """Which contacts hold on the day."""
        ordinal = day.toordinal()
        return np.asarray(self.has_live_stage & (self.since <= ordinal) & (ordinal < self.until))

    def freshness(self, rows: Rows, day: date) -> Rows:
        """The newest day, not after `day`, of which each contact gives evidence."""
        activity = self.activity[rows]
        return np.where(activity <= day.toordinal(), np.maximum(activity, self.since[rows]), self.since[rows])

    def parties(self, row: int) -> tuple[str, ...]:
        """Ids of the institutions of a contact."""
        return tuple(self._universities[party] for party in self._parties[self._starts[row] : self._starts[row + 1]])

    def facts(self, row: int) -> ContactFacts:
        """One contact as a record."""
        until, activity = int(self.until[row]), int(self.activity[row])
        return ContactFacts(
            id=self.ids[row],
            universities=self.parties(row),
            stage=self._stages[row],
            since=None if self.since[row] == NEVER else date.fromordinal(int(self.since[row])),
            until=None if until == OPEN_END else date.fromordinal(until),
            last_activity=None if activity == UNKNOWN else date.fromordinal(activity),
            outcome=self._outcomes[row],
            office=self.office_of(row),
            event=self._events[row],
            agreement=self._agreements.get(row),
            persons=self._persons.get(row, ()),
        )
