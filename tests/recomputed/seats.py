"""Main seats, in plain Python from the descriptions of the fields; fields and filters are compared."""

from collections import defaultdict
from typing import Any

from tests.conftest import Ask
from tests.plan.oracle import Graph

MOST = 6
"""Seats told of one institution."""
PLACES = {"city": ("name", "name"), "country": ("code", "code"), "region": ("code", "code")}
"""What leads from an institution to the place, by what it is told and filtered."""
FIELDS = """query ($after: String) {
  universities(first: 100, after: $after) {
    nodes { id city { id name } country { id code } region { id code } locations(first: 6) { id }
      ror schac erasmus ogrn domain }
    pageInfo { hasNextPage endCursor }
  }
}"""
FILTERED = """query ($where: RegistryUniversityWhere!, $after: String) {
  universities(where: $where, first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
}"""


async def paged(ask: Ask, text: str, **variables: Any) -> list[dict[str, Any]]:
    """All institutions that a question gives, page by page."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        asked = await ask(text, after=after, **variables)
        assert asked.errors == [], (variables, asked.errors)
        page = asked.data["universities"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return found


def seats(graph: Graph, university: str) -> list[str]:
    """Its cities: by position, those of none last; of equals the one with the smaller id first."""
    edges = [edge for edge in graph.at("LOCATED_IN", university) if edge.source == university]

    def place(edge: Any) -> tuple[bool, int, str]:
        position = edge.properties.get("position")
        return position is None, position or 0, edge.target

    return [edge.target for edge in sorted(edges, key=place)]


def places(graph: Graph, university: str) -> dict[str, str | None]:
    """The city, country and region of the main seat."""
    city = next(iter(seats(graph, university)), None)

    def beyond(type: str) -> str | None:
        return min((edge.target for edge in graph.at(type, city or "") if edge.source == city), default=None)

    return {"city": city, "country": beyond("IN_COUNTRY"), "region": beyond("IN_REGION")}


async def check_seats(ask: Ask, graph: Graph, *, filters: int) -> int:
    """Every field, and so many filters of each kind. Gives how many values were compared."""
    told = await paged(ask, FIELDS)
    assert sorted(each["id"] for each in told) == sorted(graph.of("University"))
    compared = 0
    by: dict[str, defaultdict[str, set[str]]] = {name: defaultdict(set) for name in PLACES}
    for each in told:
        university = each["id"]
        assert [city["id"] for city in each["locations"]] == seats(graph, university)[:MOST], university
        for name, place in places(graph, university).items():
            assert (each[name] and each[name]["id"]) == place, (university, name)
            compared += 1
            if place:
                by[name][graph.value(place, PLACES[name][0])].add(university)
    for name, held in by.items():
        for value, universities in sorted(held.items(), key=lambda each: (-len(each[1]), each[0]))[:filters]:
            found = await paged(ask, FILTERED, where={name: {PLACES[name][1]: {"eq": value}}})
            assert {each["id"] for each in found} == universities, (name, value)
            compared += 1
    return compared
