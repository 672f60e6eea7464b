"""The register of education (ROR) with the demo set's contacts, offices and intents, read as if it were the graph."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph import natural_keys
from graph.load.records import DEMO_FILES
from graph.load.report import RejectedError
from graph.load.ror_file import raw_records
from graph.load.ror_record import Institution, institution
from graph.load.ror_relations import stated_edges
from matching.model.contacts import ContactRow
from matching.model.facts import Dated, IntentFacts, OfficeFacts, RelationFacts, UniversityFacts
from matching.model.network import Network


def read_register(ror: Path, demo: Path = DEMO_FILES) -> Network:
    """The network of a ROR file and the demo set. What the demo set says of an institution comes first."""
    records = [*_records(ror)]
    known = {row["ror"]: row for row in _rows(demo / "universities.csv")}
    universities = [_facts(each, known.get(each.ror)) for each in records]
    here = {each.id for each in universities}
    edges = stated_edges(records)
    return Network(
        universities,
        [row for row in _contacts(demo) if here.issuperset(row.universities)],
        offices=_offices(demo),
        intents=_intents(demo),
        relations=[RelationFacts(a, b, kind) for kind, a, b in sorted(edges) if a in here and b in here],
    )


def _records(path: Path) -> Iterator[Institution]:
    for _, raw in raw_records(path):
        if isinstance(raw, RejectedError):
            continue
        try:
            yield institution(raw)
        except RejectedError:
            continue


def _id(ror: str) -> str:
    return natural_keys.university_id("ROR", ror)


def _facts(record: Institution, demo: dict[str, str] | None) -> UniversityFacts:
    place = record.places[0] if record.places else None
    demo = demo or {}
    return UniversityFacts(
        _id(record.ror),
        record.name,
        place.country if place else "",
        region=place.region if place else None,
        kind=demo.get("kind") or record.kind,
        status=record.status,
        student_band=demo.get("studentBand") or None,
        fields=tuple(filter(None, demo.get("fields", "").split("|"))),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def _contacts(demo: Path) -> Iterator[ContactRow]:
    for row in _rows(demo / "contacts.csv"):
        parties = tuple(_id(each) for each in row["universities"].split("|"))
        yield ContactRow(row["slug"], parties, row["stage"], row["since"] or None, row["until"] or None)


def _offices(demo: Path) -> Iterator[OfficeFacts]:
    for row in _rows(demo / "offices.csv"):
        yield OfficeFacts(
            row["slug"], row["name_en"], row["kind"], row["country"], _parse_dated(row["statuses"]),
            _parse_dated(row["covers"]), float(row["latitude"]), float(row["longitude"]),
        )  # fmt: skip


def _intents(demo: Path) -> Iterator[IntentFacts]:
    for row in _rows(demo / "intents.csv"):
        many = {
            name: tuple(filter(None, row[name].split("|"))) for name in ("fields", "levels", "languages", "countries")
        }
        yield IntentFacts(
            row["slug"], _id(row["university"]), row["direction"], row["cooperation_kind"],
            since=_day(row["since"]), until=_day(row["until"]), **many,
        )  # fmt: skip


def _parse_dated(text: str) -> tuple[Dated, ...]:
    """AM:2012-03-01:|GE:2019-01-01:2024-07-01."""
    parts = (each.split(":") for each in filter(None, text.split("|")))
    return tuple(Dated(value, _day(since), _day(until)) for value, since, until in parts)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]
