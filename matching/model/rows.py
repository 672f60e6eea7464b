"""Rows of the statements → facts. Lists that a node lacks come as null and are read as empty."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from graph.history import History
from matching.model.facts import (
    AgreementFacts,
    Dated,
    EventFacts,
    IntentFacts,
    OfficeFacts,
    PersonFacts,
    RelationFacts,
    UniversityFacts,
)

GraphRow = dict[str, Any]
STAYS = ("works", "serves")  # of a person: at universities, at offices


def id_of(row: Any) -> str:
    """The id in a row of a page: its name or, of a contact, the first of a list."""
    return str(row["id"] if isinstance(row, dict) else row[0])


class TextPool(dict[str, str]):
    """Gives the first of equal texts: a hundred thousand facts then share one `EXCHANGE`, and ids."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text

    def shared(self, value: Any) -> Any:
        """The value, a row or what is in one, with shared texts."""
        if isinstance(value, str):
            return self[value]
        if isinstance(value, list):
            return [self.shared(each) for each in value]
        return {key: self.shared(each) for key, each in value.items()} if isinstance(value, dict) else value


@cache
def day(text: str | None) -> date | None:
    """An ISO date, or none; equal ones are one object, as there are a hundred thousand of ten thousand days."""
    return date.fromisoformat(text) if text else None


def dated_by(rows: Iterable[GraphRow], holder: str) -> dict[str, tuple[Dated, ...]]:
    """Dated values of each holder."""
    found: defaultdict[str, list[Dated]] = defaultdict(list)
    for row in rows:
        found[row[holder]].append(Dated(row["value"], day(row["since"]), day(row["until"])))
    return {key: tuple(values) for key, values in found.items()}


def university(row: GraphRow) -> UniversityFacts:
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
        place_names=tuple(filter(None, row["placeNames"] or ())),
    )


def office(
    row: GraphRow, statuses: dict[str, tuple[Dated, ...]], coverage: dict[str, tuple[Dated, ...]]
) -> OfficeFacts:
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


def agreement(row: GraphRow) -> AgreementFacts:
    """A row of AGREEMENTS; titles are kept of networks alone."""
    facts = AgreementFacts(
        row["id"],
        tuple(row["parties"]),
        row["kind"],
        row["status"],
        day(row["validFrom"]),
        day(row["validTo"]),
        history=history(row["statuses"], row["statusesSince"]),
    )
    return replace(facts, title=row["title"] or "") if facts.is_network else facts


def history(states: list[str] | None, since: list[str] | None) -> History | None:
    """The history of a state; none where the graph does not tell it. What stands in one list alone says nothing."""
    told = list(zip(states or (), since or (), strict=False))
    return History(*zip(*told, strict=True)) if told else None


def event(row: GraphRow) -> EventFacts:
    """A row of EVENTS. An event without a date never brings anybody together."""
    starts = day(row["starts"]) or date.max
    return EventFacts(
        row["id"], row["name"] or "", starts, row["country"], tuple(row["participants"]), row["nameRu"] or None
    )


def intent(row: GraphRow) -> IntentFacts:
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


def person(row: GraphRow) -> PersonFacts:
    """A row of PERSONS; its employments are lists of place, first day and end."""
    works, serves = ([Dated(place, day(since), day(until)) for place, since, until in row[key]] for key in STAYS)
    return PersonFacts(row["id"], row["role"] or "", tuple(works), tuple(serves))


def relations(rows: Iterable[GraphRow], kind: str) -> list[RelationFacts]:
    """Rows of CHILDREN, SUCCESSORS or RELATIVES."""
    return [RelationFacts(row["source"], row["target"], kind) for row in rows]
