"""Days of the calendar, which begins on 0001-01-01 and ends on 9999-12-31."""

from datetime import UTC, date, datetime


def utc_today() -> date:
    """The day that it is now, in UTC. Questions have theirs from their context (engine/context.py)."""
    return datetime.now(UTC).date()


def shift_day(day: date, days: int) -> date:
    """The day so many days later, or earlier where they are negative; the calendar's end where it would lie beyond."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
