"""The history of a state that changes in time: which states a thing had, each from its first day.

It is kept on the thing as two lists of one length, oldest first. Where a source knows only the last state, what was
before follows from the thing's dates, by the rules of this module; docs/model.md tells them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ALWAYS, NOT_KNOWN = date.min.isoformat(), date.max.isoformat()
"""First days: of a state that nothing preceded, and of one of which no day is known."""
DORMANT_AFTER = timedelta(days=365)
"""After so long without activity a contact that is reported as dormant has become so."""
ENDED_STAGES = ("DORMANT", "LOST")
"""Stages of a contact that is not live."""
EARLY_STAGES = ("LEAD", "INTRODUCED", "IN_TALKS")
"""Stages that need no evidence but the contact itself."""
IN_FORCE = "IN_FORCE"


@dataclass(frozen=True, slots=True)
class History:
    """States, oldest first, and the first day of each as an ISO date; both lists have one length."""

    states: tuple[str, ...]
    since: tuple[str, ...]

    def at(self, day: str) -> str | None:
        """The state on an ISO date; None before the first one."""
        return state_at(self.states, self.since, day)


def state_at(states: Sequence[str], since: Sequence[str], day: str) -> str | None:
    """The last state that began by an ISO date; None where none had."""
    begun = sum(first <= day for first in since)
    return states[:begun][-1] if states[:begun] else None


def contact_stages(
    stage: str, since: str, *, until: str | None = None, last_activity: str | None = None, signed: str | None = None
) -> History:
    """The stages of a contact of which the last one is known. `signed`: the first signature that came of it.

    It was in talks from its first day, unless it never came further than that; agreed from the signature; declared, or
    agreed without a signature that is known, from the last activity; dormant a year after that; lost from its end.
    """
    last_sign = max(since, last_activity or since)
    told = [(since, stage if stage in EARLY_STAGES else "IN_TALKS")]
    if signed and stage in ("AGREED", *ENDED_STAGES):
        told.append((signed, "AGREED"))
    if stage == "DORMANT":
        told.append((_later(last_sign, DORMANT_AFTER), stage))
    elif stage == "LOST":
        told.append((until or _later(last_sign, timedelta(days=1)), stage))
    elif told[-1][1] != stage:
        told.append((last_sign, stage))
    return _in_order(told)


def agreement_statuses(
    status: str, *, signed: str | None = None, valid_from: str | None = None, valid_to: str | None = None
) -> History:
    """The statuses of an agreement of which the last one is known.

    It was a draft until it was signed or bound, whichever came first, and ended on the day after the last that bound.
    """
    if status == "DRAFT":
        return History(("DRAFT",), (ALWAYS,))
    begun = min((day for day in (signed, valid_from) if day), default=ALWAYS)
    told = [(ALWAYS, "DRAFT"), (begun, IN_FORCE)]
    if status != IN_FORCE:
        told.append((_later(valid_to, timedelta(days=1)) if valid_to else NOT_KNOWN, status))
    return _in_order(told)


def continue_history(held: History | None, told: History, today: str) -> History:
    """The history that is told now, after the one that is held; nothing in it lies after `today`.

    A state that is new follows what is held, from the day that the thing's dates give or, where that is no later than
    what is held, from today. Other dates of the same states are corrections.
    """
    told = _in_order([(min(day, today), state) for state, day in zip(told.states, told.since, strict=True)])
    if not held or not held.states or held.states == told.states:
        return told
    if held.states[-1] == told.states[-1]:
        return held
    day = told.since[-1] if told.since[-1] > held.since[-1] else max(today, held.since[-1])
    return _in_order([*zip(held.since, held.states, strict=True), (day, told.states[-1])])


def _in_order(told: list[tuple[str, str]]) -> History:
    """A state begins no earlier than the one before it; of several that begin on one day the last one counts."""
    kept: list[tuple[str, str]] = []
    for day, state in told:
        first = max(day, kept[-1][0]) if kept else day
        if kept and first == kept[-1][0]:
            kept.pop()
        if not kept or kept[-1][1] != state:
            kept.append((first, state))
    return History(tuple(state for _, state in kept), tuple(day for day, _ in kept))


def _later(day: str, by: timedelta) -> str:
    """A day so much later; the last of the calendar at most."""
    at = date.fromisoformat(day)
    return (at + by).isoformat() if by <= date.max - at else NOT_KNOWN
