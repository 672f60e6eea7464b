"""The statements of the floor, and how their values become answers.

Written for Neo4j alone, and measured against other ways of writing them, of a million contacts. Values come as lists
and get their names here: maps cost the driver a quarter more time and the store a tenth. What a node has few of is
gathered by a pattern comprehension and put in order here: a subquery that sorts costs the store up to a quarter more.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

Variables = dict[str, Any]
Row = list[Any]
Map = dict[str, Any]

SEATS = "[(u)-[e:LOCATED_IN]->()-[:IN_COUNTRY]->(c) | [e.position, c.code, c.name, c.id]]"
PARTY_SEATS = SEATS.replace("(u)", "(p)")
NAMES = "[(u)-[:NAMED]->(n) | [n.kind, n.language, n.value, n.id]]"
UNIVERSITY = f"""u.id, u.name, u.kind, u.status, toString(u.statusSince), u.founded, u.website, u.studentBand, u.fields,
  {SEATS}"""
AFTER_NAME = """MATCH (u:University)
WHERE u.name >= $name AND (u.name > $name OR u.id > $id)
WITH u ORDER BY u.name, u.id LIMIT $first"""

ONE = f"""MATCH (u:University {{id: $id}})
RETURN {UNIVERSITY}"""

PAGE = f"""{AFTER_NAME}
RETURN collect([u.id, u.name, u.kind, u.founded, {SEATS}, {NAMES}])"""

THREE = f"""{AFTER_NAME}
CALL (u) {{
  MATCH (u)<-[:BETWEEN]-(k)
  WHERE k.since <= date($day) AND (k.until IS NULL OR k.until > date($day)) AND NOT k.stage IN ['DORMANT', 'LOST']
  WITH k ORDER BY k.since DESC, k.id DESC LIMIT 10
  RETURN collect([k.id, toString(k.since), k.stage, [(k)-[:BETWEEN]->(p) | [p.name, p.id, {PARTY_SEATS}]]]) AS contacts
}}
RETURN collect([u.id, u.name, contacts])"""

FILTERED = """MATCH (:Country {code: $country})<-[:IN_COUNTRY]-()<-[:LOCATED_IN]-(u)
WHERE u.kind = 'HIGHER_EDUCATION' AND u.founded >= $since
WITH DISTINCT u ORDER BY u.founded DESC, u.id DESC
WITH collect(u) AS found
RETURN size(found), [u IN found[..20] | [u.id, u.name, u.founded, u.website, u.studentBand]]"""

ENTITIES = f"""UNWIND $ids AS id
MATCH (u:University {{id: id}})
RETURN collect([u.id, u.name, u.kind, u.founded, u.website, {SEATS}])"""

LEAVES1000 = f"""MATCH (u:University) WHERE u.id > $id
WITH u ORDER BY u.id LIMIT 100
RETURN collect([{UNIVERSITY}])"""

LEAVES10000 = f"""UNWIND $ids AS after
CALL (after) {{
  MATCH (k:Contact) WHERE k.id > after
  WITH k ORDER BY k.id LIMIT 100
  RETURN collect([
    k.id, k.slug, k.stage, toString(k.since), toString(k.until), toString(k.lastActivity), k.outcome, k.demo,
    [(k)-[:BETWEEN]->(u) | [{UNIVERSITY}]]
  ]) AS contacts
}}
RETURN collect(contacts)"""


@dataclass(frozen=True, slots=True)
class Question:
    """A statement of one record, or of none.

    parameters  of the statement, from the variables of the request
    answer      from the values of the record
    """

    statement: str
    parameters: Callable[[Variables], Variables]
    answer: Callable[[Row], Map]


def _place(text: str) -> list[str]:
    place: list[str] = orjson.loads(base64.urlsafe_b64decode(text))
    return place


def _after_name(variables: Variables, first: int) -> Variables:
    name, id = _place(variables["after"])
    return {"name": name, "id": id, "first": first}


def _seat(seats: list[Row]) -> Row | None:
    """The main one. Few institutions have several."""
    if len(seats) < 2:
        return seats[0] if seats else None
    return min(seats, key=lambda seat: (seat[0] is None, seat[0], seat[3]))


def _code(seats: list[Row]) -> Map | None:
    seat = _seat(seats)
    return {"code": seat[1]} if seat else None


def _country(seats: list[Row]) -> Map | None:
    seat = _seat(seats)
    return {"code": seat[1], "name": seat[2]} if seat else None


def _whole_country(seats: list[Row]) -> Map | None:
    seat = _seat(seats)
    return {"id": seat[3], "code": seat[1], "name": seat[2]} if seat else None


def _university(row: Row, country: Callable[[list[Row]], Map | None]) -> Map:
    id, name, kind, status, status_since, founded, website, band, fields, seats = row
    return {
        "id": id,
        "name": name,
        "kind": kind,
        "status": status,
        "statusSince": status_since,
        "founded": founded,
        "website": website,
        "studentBand": band,
        "fields": fields,
        "country": country(seats),
    }


def _page(values: Row) -> Map:
    nodes = [
        {
            "id": id,
            "name": name,
            "kind": kind,
            "founded": founded,
            "country": _country(seats),
            "names": [{"value": value, "language": tag, "kind": kind} for kind, tag, value, _ in sorted(names)[:20]],
        }
        for id, name, kind, founded, seats, names in values[0]
    ]
    return {"universities": {"nodes": nodes}}


def _three(values: Row) -> Map:
    nodes = [
        {
            "id": id,
            "name": name,
            "contacts": {
                "nodes": [
                    {
                        "id": contact,
                        "since": since,
                        "stage": stage,
                        "parties": [
                            {"id": party, "name": called, "country": _country(seats)}
                            for called, party, seats in sorted(parties)[:5]
                        ],
                    }
                    for contact, since, stage, parties in contacts
                ]
            },
        }
        for id, name, contacts in values[0]
    ]
    return {"universities": {"nodes": nodes}}


def _filtered(values: Row) -> Map:
    nodes = [
        {"id": id, "name": name, "founded": founded, "website": website, "studentBand": band}
        for id, name, founded, website, band in values[1]
    ]
    return {"universities": {"totalCount": values[0], "nodes": nodes}}


def _entities(values: Row) -> Map:
    found = [
        {"id": id, "name": name, "kind": kind, "founded": founded, "website": website, "country": _country(seats)}
        for id, name, kind, founded, website, seats in values[0]
    ]
    return {"_entities": found}


def _leaves1000(values: Row) -> Map:
    return {"universities": {"nodes": [_university(row, _code) for row in values[0]]}}


def _by_name(row: Row) -> tuple[str, str]:
    return row[1], row[0]


def _leaves10000(values: Row) -> Map:
    pages = [
        [
            {
                "id": id,
                "slug": slug,
                "stage": stage,
                "since": since,
                "until": until,
                "lastActivity": last,
                "outcome": outcome,
                "demo": demo,
                "parties": [_university(row, _whole_country) for row in sorted(parties, key=_by_name)[:5]],
            }
            for id, slug, stage, since, until, last, outcome, demo, parties in page
        ]
        for page in values[0]
    ]
    return {name: {"nodes": page} for name, page in zip("abc", pages, strict=True)}


QUESTIONS = {
    "One": Question(ONE, lambda asked: asked, lambda row: {"university": _university(row, _code) if row else None}),
    "Page": Question(PAGE, lambda asked: _after_name(asked, 50), _page),
    "Three": Question(THREE, lambda asked: _after_name(asked, 20) | {"day": asked["day"]}, _three),
    "Filtered": Question(FILTERED, lambda asked: asked, _filtered),
    "Entities": Question(ENTITIES, lambda asked: {"ids": [each["id"] for each in asked["representations"]]}, _entities),
    "Leaves1000": Question(LEAVES1000, lambda asked: {"id": _place(asked["after"])[0]}, _leaves1000),
    "Leaves10000": Question(
        LEAVES10000, lambda asked: {"ids": [_place(asked[name])[0] for name in "abc"]}, _leaves10000
    ),
}
