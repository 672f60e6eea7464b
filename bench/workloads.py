"""What the servers are asked, and how their answers are brought to one form.

Our server, the floor and the stock server are asked the same documents (`documents/ours`); the peer is asked for the
same facts in its own words (`documents/peer`). Where these differ in more than names:

* A page begins after a cursor with us. The peer's own cursors are offsets, which the store must walk; it is asked for
  what is greater than the place, in the form that lets the store use its index: the best that can be said to it.
* `country` is one node with us. The peer has had no relationship to one node since 7.0; there it is a field with a
  statement of its own, which was quicker than the way through its lists (`locations`, `countries`).
* Contacts that are live are asked for by three conditions on what they are now. Ours has `liveAt`, which also knows the
  stage that a contact had on the day; the peer has nothing like it.
* A filter by country takes two relationships at the peer, through the city.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.cursors import write_cursor
from bench.keys import Keys, Place

DOCUMENTS = Path(__file__).parent / "documents"
FIRST_DAY, DAYS = date(2018, 1, 1), 3_000
"""Days on which contacts are looked at."""
FOUNDED = (1800, 2000)
ENTITIES = 50

Answer = dict[str, Any]
Variables = dict[str, Any]
Cursors = Mapping[tuple[str, str], Mapping[str, str]]
"""Our server's cursors, by field and order, then by id."""


@dataclass(frozen=True, slots=True)
class After:
    """What comes after a node in the order of a field's page."""

    place: Place
    field: str
    order: str

    @property
    def by_name(self) -> bool:
        return self.order == "NAME"


@dataclass(frozen=True, slots=True)
class Workload:
    """One kind of question.

    ask     variables of one request; no two need be alike
    peers   the peer's data in the form of ours
    weight  its part of a hundred requests of `mix`
    """

    name: str
    ask: Callable[[random.Random, Keys], Variables]
    peers: Callable[[Answer], Answer]
    weight: int

    def body(self, server: str, variables: Variables, cursors: Cursors) -> dict[str, Any]:
        """The request to a server."""
        folder = "peer" if server == "peer" else "ours"
        return {
            "operationName": self.name.capitalize(),
            "query": (DOCUMENTS / folder / f"{self.name}.graphql").read_text(),
            "variables": _render_variables(server, variables, cursors),
        }

    def normal(self, server: str, data: Answer) -> Answer:
        """The answer in the one form."""
        return self.peers(data) if server == "peer" else data


def _render_variables(server: str, variables: Variables, cursors: Cursors) -> Variables:
    said: Variables = {}
    for name, value in variables.items():
        if not isinstance(value, After):
            said[name] = value
        elif server == "peer":
            said |= {name: value.place.id} | ({f"{name}Name": value.place.name} if value.by_name else {})
        elif server == "ours":
            said[name] = cursors[value.field, value.order][value.place.id]
        else:
            said[name] = write_cursor(value.place, by_name=value.by_name)
    return said


def requests(workload: str, chance: random.Random, keys: Keys, many: int) -> Iterator[tuple[Workload, Variables]]:
    """Requests of a workload, or of all of them by weight where it is `mix`."""
    weights = [each.weight for each in WORKLOADS.values()]
    for _ in range(many):
        kind = chance.choices([*WORKLOADS.values()], weights)[0] if workload == MIX else WORKLOADS[workload]
        yield kind, kind.ask(chance, keys)


def _university(chance: random.Random, keys: Keys, order: str = "NAME") -> After:
    return After(chance.choice(keys.universities), "universities", order)


def _contact(chance: random.Random, keys: Keys) -> After:
    return After(chance.choice(keys.contacts), "contacts", "ID")


def _one(chance: random.Random, keys: Keys) -> Variables:
    return {"id": chance.choice(keys.universities).id}


def _page(chance: random.Random, keys: Keys) -> Variables:
    return {"after": _university(chance, keys)}


def _three(chance: random.Random, keys: Keys) -> Variables:
    day = FIRST_DAY + timedelta(chance.randrange(DAYS))
    return {"after": _university(chance, keys), "day": day.isoformat()}


def _filtered(chance: random.Random, keys: Keys) -> Variables:
    return {"country": chance.choice(keys.countries), "since": chance.randint(*FOUNDED)}


def _entities(chance: random.Random, keys: Keys) -> Variables:
    asked = chance.sample(keys.universities, min(ENTITIES, len(keys.universities)))
    return {"representations": [{"__typename": "University", "id": place.id} for place in asked]}


def _leaves1000(chance: random.Random, keys: Keys) -> Variables:
    return {"after": _university(chance, keys, "ID")}


def _leaves10000(chance: random.Random, keys: Keys) -> Variables:
    return {name: _contact(chance, keys) for name in "abc"}


def _identity(data: Answer) -> Answer:
    return data


def _first(data: Answer) -> Answer:
    return {"university": next(iter(data["universities"]), None)}


def _nodes(data: Answer) -> Answer:
    return {name: {"nodes": nodes} for name, nodes in data.items()}


def _nodes_twice(data: Answer) -> Answer:
    nodes = [each | {"contacts": {"nodes": each["contacts"]}} for each in data["universities"]]
    return {"universities": {"nodes": nodes}}


def _edges(data: Answer) -> Answer:
    found = data["universitiesConnection"]
    return {"universities": {"totalCount": found["totalCount"], "nodes": [edge["node"] for edge in found["edges"]]}}


MIX = "mix"
WORKLOADS = {
    each.name: each
    for each in (
        Workload("one", _one, _first, 40),
        Workload("page", _page, _nodes, 20),
        Workload("three", _three, _nodes_twice, 10),
        Workload("filtered", _filtered, _edges, 10),
        Workload("entities", _entities, _identity, 10),
        Workload("leaves1000", _leaves1000, _nodes, 8),
        Workload("leaves10000", _leaves10000, _nodes, 2),
    )
}
NAMES = [*WORKLOADS, MIX]
