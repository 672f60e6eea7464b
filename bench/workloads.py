"""The questions that are measured: one document for each server, variables that differ from request to request.

`plain` brings the data of any server to one form: names of fields that differ, lists around one node, orders that were
not asked for. Two servers agree where their plain data are equal.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.plan.model import Sort
from resolvers.cursors import written

DAY = "2026-09-01"
"""On which contacts are live."""
LIVE = (
    f'since: {{ lte: "{DAY}" }}, OR: [{{ until: {{ eq: null }} }}, {{ until: {{ gt: "{DAY}" }} }}],'
    ' NOT: { stage: { in: ["DORMANT", "LOST"] } }'
)
"""For the peer: what our filter `liveAt` says."""

Variables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ground:
    """What variables are drawn from: ids of institutions with one seat, and codes of countries with many."""

    ids: list[str]
    countries: list[str]

    def after(self, numbers: random.Random) -> str:
        """An id that has at least a hundred behind it."""
        return numbers.choice(self.ids[:-200])


@dataclass(frozen=True, slots=True)
class Workload:
    """A question. Its operation has the workload's name, by which the floor knows what to run."""

    name: str
    ours: str
    peer: str
    variables: Callable[[Ground, random.Random], Variables]
    entities: bool = False


OURS = "universities(first: {}, after: $after, orderBy: [{{ field: ID }}])"
PEER = "universities(limit: {}, where: {{ id: {{ gt: $id }} }}, sort: [{{ id: ASC }}])"
"""A page of the institutions behind an id."""
NODE = "id name kind status founded website studentBand"
CITY = "name country { code name }"
CONTACT = "id slug stage since until lastActivity outcome demo"


def _one(ground: Ground, numbers: random.Random) -> Variables:
    return {"id": numbers.choice(ground.ids)}


def _after(ground: Ground, numbers: random.Random) -> Variables:
    """We page by cursors, the others by the id that the cursor holds."""
    found = ground.after(numbers)
    return {"id": found, "after": written((Sort("id"),), {"id": found})}


def _entities(ground: Ground, numbers: random.Random) -> Variables:
    return {"keys": [{"__typename": "University", "id": each} for each in numbers.sample(ground.ids, 50)]}


def _filtered(ground: Ground, numbers: random.Random) -> Variables:
    return {"country": numbers.choice(ground.countries), "year": numbers.randint(1900, 1990)}


WORKLOADS = (
    Workload(
        "one",
        f"query one($id: ID!) {{ university(id: $id) {{ {NODE} city {{ {CITY} }} }} }}",
        f"query one($id: String!) {{ universities(where: {{ id: {{ eq: $id }} }}) {{ {NODE} seats {{ {CITY} }} }} }}",
        _one,
    ),
    Workload(
        "page",
        f"query page($after: String!) {{ {OURS.format(50)} {{ nodes {{"
        " id name city { country { code } } names(first: 100) { value language } } } }",
        f"query page($id: String!) {{ {PEER.format(50)} {{"
        " id name seats { country { code } } names(limit: 100) { value language } } }",
        _after,
    ),
    Workload(
        "three",
        f"query three($after: String!) {{ {OURS.format(20)} {{ nodes {{ id name"
        f' contacts(first: 10, where: {{ liveAt: "{DAY}" }}) {{ nodes {{ id since stage'
        " parties { id name city { country { code } } } } } } } }",
        f"query three($id: String!) {{ {PEER.format(20)} {{ id name"
        f" contacts(limit: 10, sort: [{{ since: DESC }}, {{ id: DESC }}], where: {{ {LIVE} }}) {{ id since stage"
        " parties { id name seats { country { code } } } } } }",
        _after,
    ),
    Workload(
        "leaves1000",
        f"query leaves1000($after: String!) {{ {OURS.format(100)} {{ nodes {{"
        f" {NODE} statusSince city {{ latitude longitude }} }} }} }}",
        f"query leaves1000($id: String!) {{ {PEER.format(100)}"
        f" {{ {NODE} statusSince seats {{ latitude longitude }} }} }}",
        _after,
    ),
    Workload(
        "leaves10000",
        f"query leaves10000($after: String!) {{ {OURS.format(100)} {{ nodes {{ id"
        f" contacts(first: 10) {{ nodes {{ {CONTACT} office {{ id name }} }} }} }} }} }}",
        f"query leaves10000($id: String!) {{ {PEER.format(100)}"
        f" {{ id contacts(limit: 10, sort: [{{ since: DESC }}, {{ id: DESC }}]) {{ {CONTACT}"
        " office { id name } } } }",
        _after,
    ),
    Workload(
        "entities",
        f"query entities($keys: [_Any!]!) {{ _entities(representations: $keys) {{ ... on University {{ {NODE}"
        f" city {{ {CITY} }} }} }} }}",
        f"query entities($keys: [_Any!]!) {{ _entities(representations: $keys) {{ ... on University {{ {NODE}"
        f" seats {{ {CITY} }} }} }} }}",
        _entities,
        entities=True,
    ),
    Workload(
        "filtered",
        "query filtered($country: String!, $year: Int!) { universities(first: 20, orderBy: [{ field: NAME }],"
        " where: { city: { country: { code: { eq: $country } } }, founded: { gte: $year } })"
        " { totalCount nodes { id name founded website } } }",
        "query filtered($country: String!, $year: Int!) { universitiesConnection(first: 20, sort: [{ name: ASC },"
        " { id: ASC }], where: { seats: { some: { country: { some: { code: { eq: $country } } } } },"
        " founded: { gte: $year } }) { totalCount edges { node { id name founded website } } } }",
        _filtered,
    ),
)

MIX = {"one": 50, "page": 10, "three": 5, "leaves1000": 5, "leaves10000": 1, "entities": 9, "filtered": 20}
"""How many of a hundred requests ask each: mostly small ones, as clients and gateways do."""

UNORDERED = ("names", "parties")
"""Lists whose order the documents leave to the server."""
ONE_OF = {"seats": "city", "country": "country", "office": "office"}
"""Lists of the peer of which we give one, and its name with us."""


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf:
    """Several, where we give the first: an institution with several seats, in no order with the peer."""

    each: list[Any]

    def __eq__(self, other: object) -> bool:
        return other in self.each

    __hash__ = None  # type: ignore[assignment]


def plain(value: Any) -> Any:
    """Data in the form that all servers share."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, dict):
        return float(value) if isinstance(value, float) else value
    if "edges" in value:
        value = {**value, "nodes": [edge["node"] for edge in value["edges"]]}
        del value["edges"]
    if value.keys() == {"nodes"}:
        return plain(value["nodes"])
    made = {}
    for key, part in value.items():
        name, found = ONE_OF.get(key, key), plain(part)
        if key in ONE_OF and isinstance(found, list):
            found = AnyOf(found) if len(found) > 1 else found[0] if found else None
        if key in UNORDERED:
            found = sorted(found, key=lambda each: json.dumps(each, sort_keys=True))
        made[{"universitiesConnection": "universities"}.get(name, name)] = found
    return made


def comparable(data: dict[str, Any]) -> Any:
    """The data of an answer without the name of the root field; a list of one is that one."""
    (found,) = plain(data).values()
    return found[0] if isinstance(found, list) and len(found) == 1 else found
