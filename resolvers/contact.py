"""Contacts: what their declaration cannot say."""

from collections.abc import Mapping
from typing import Any

from graph.history import ENDED_STAGES
from graph.plan.filters import AllOf, Filter, StateAt
from graph.write.action import Command, rule
from graph.write.outcome import Facts, UserError
from resolvers.periods import holds_at

AGREED = "AGREED"
AHEAD = "lies in the future."


def live_at(day: str) -> Filter:
    """It holds on the day, and is neither dormant nor lost on it."""
    return AllOf((holds_at(day), StateAt("stage", day, ENDED_STAGES, none=True)))


@rule("AGREEMENT_MISSING", "It can only be agreed where an agreement has come of it.")
def agreed_needs_agreement(facts: Facts, command: Command, today: str) -> UserError | None:
    """A contact is agreed where it has led to an agreement, or is led to one now."""
    if command.to == AGREED and not (facts.links["agreements"] or command.links["agreement"]):
        told = "No agreement has come of it yet: name the one that has."
        return UserError("AGREEMENT_MISSING", told, "agreement")
    return None


@rule("DAY_AHEAD", "A day lies in the future.")
def begins_by_today(facts: Facts, command: Command, today: str) -> UserError | None:
    """A contact begins today at the latest."""
    return _by_today("since", command, today)


@rule("DAY_AHEAD", "A day lies in the future.")
def happened_by_today(facts: Facts, command: Command, today: str) -> UserError | None:
    """What is noted has happened."""
    return _by_today("date", command, today)


@rule("DAY_IMPOSSIBLE", "The last day lies in the future, or before the first one.")
def closed_by_today(facts: Facts, command: Command, today: str) -> UserError | None:
    """A contact ends after it began, and today at the latest."""
    until = command.values.get("until")
    if until is not None and not facts.properties["since"] <= until <= today:
        told = f"must lie between {facts.properties['since']}, when it began, and today."
        return UserError("DAY_IMPOSSIBLE", told, "until")
    return None


def closing(facts: Facts, command: Command, today: str) -> Mapping[str, Any]:
    """A contact ends today where no day is given."""
    return {"until": command.values.get("until") or max(today, facts.properties["since"])}


def reopening(facts: Facts, command: Command, today: str) -> Mapping[str, Any]:
    """A contact that is taken up has no last day."""
    return {"until": None}


def activity(facts: Facts, command: Command, today: str) -> Mapping[str, Any]:
    """The last activity of a contact is the newest day of what is noted."""
    return {"lastActivity": max(command.values["date"], facts.properties.get("lastActivity") or "")}


def _by_today(name: str, command: Command, today: str) -> UserError | None:
    return UserError("DAY_AHEAD", AHEAD, name) if command.values[name] > today else None
