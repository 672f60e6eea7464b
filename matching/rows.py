"""Rows of the statements → facts. Lists that a node lacks come as null and are read as empty."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from matching.facts import (
    AgreementFacts,
    ContactFacts,
    Dated,
    EventFacts,
    IntentFacts,
    OfficeFacts,
    PersonFacts,
    RelationFacts,
    UniversityFacts,
)

Row = dict[str, Any]


def day(text: str | None) -> date | None:
    """An ISO date, or none."""
    return date.fromisoformat(text) if text else None


def dated_by(rows: Iterable[Row], holder: str) -> dict[str, tuple[Dated, ...]]:
    """Dated values of each holder."""
    found: defaultdict[str, list[Dated]] = defaultdict(list)
    for row in rows:
        found[row[holder]].append(Dated(row["value"], day(row["since"]), day(row["until"])))
    return {key: tuple(values) for key, values in found.items()}


def university(row: Row) -> UniversityFacts:
    """A row of UNIVERSITIES."""
    return UniversityFacts(
        id=row["id"],
        name=row["name"] or "",
        country=row["country"] or "",
        region=row["region"],
        kind=row["kind"] or "OTHER",
        status=row["status"] or "",
        student_band=row["studentBand"],
        fields=tuple(row["fields"] or ()),
        latitude=row["latitude"],
        longitude=row["longitude"],
    )


def contact(row: Row) -> ContactFacts:
    """A row of CONTACTS."""
    return ContactFacts(
        row["id"],
        tuple(row["universities"]),
        row["stage"],
        day(row["since"]),
        day(row["until"]),
        day(row["lastActivity"]),
        row["outcome"],
        row["office"],
        row["event"],
        row["agreement"],
        tuple(row["persons"]),
    )


def office(row: Row, statuses: dict[str, tuple[Dated, ...]], coverage: dict[str, tuple[Dated, ...]]) -> OfficeFacts:
    """A row of OFFICES with its dated facts."""
    return OfficeFacts(
        id=row["id"],
        name=row["name"] or "",
        kind=row["kind"] or "",
        country=row["country"],
        statuses=statuses.get(row["id"], ()),
        coverage=coverage.get(row["id"], ()),
        latitude=row["latitude"],
        longitude=row["longitude"],
    )


def agreement(row: Row) -> AgreementFacts:
    """A row of AGREEMENTS; titles are kept of networks alone."""
    facts = AgreementFacts(
        row["id"],
        tuple(row["parties"]),
        row["kind"],
        row["status"],
        day(row["validFrom"]),
        day(row["validTo"]),
    )
    return replace(facts, title=row["title"] or "") if facts.is_network else facts


def event(row: Row) -> EventFacts:
    """A row of EVENTS. An event without a date never brings anybody together."""
    starts = day(row["starts"]) or date.max
    return EventFacts(row["id"], row["name"] or "", starts, row["country"], tuple(row["participants"]))


def intent(row: Row) -> IntentFacts:
    """A row of INTENTS."""
    return IntentFacts(
        id=row["id"],
        university=row["university"] or "",
        direction=row["direction"],
        cooperation_kind=row["cooperationKind"],
        since=day(row["since"]),
        until=day(row["until"]),
        fields=tuple(row["fields"] or ()),
        levels=tuple(row["levels"] or ()),
        languages=tuple(row["languages"] or ()),
        countries=tuple(row["countries"]),
    )


def person(row: Row, works: dict[str, tuple[Dated, ...]], serves: dict[str, tuple[Dated, ...]]) -> PersonFacts:
    """A row of PERSONS with its employments."""
    return PersonFacts(row["id"], row["role"] or "", works.get(row["id"], ()), serves.get(row["id"], ()))


def relations(rows: Iterable[Row], kind: str) -> list[RelationFacts]:
    """Rows of CHILDREN, SUCCESSORS or RELATIVES."""
    return [RelationFacts(row["source"], row["target"], kind) for row in rows]
