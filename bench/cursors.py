"""Cursors of places. Those of our server are opaque, so it is asked for them."""

import base64
import json
from collections.abc import Iterable
from itertools import islice

from bench.asking import ask
from bench.keys import Place

AT_ONCE = 100

QUESTION = """query Cursors($ids: [String!]!) {{
  found: {field}(first: 100, where: {{id: {{in: $ids}}}}, orderBy: {{field: {order}}}) {{
    edges {{ cursor node {{ id }} }}
  }}
}}"""


def write_cursor(place: Place, *, by_name: bool) -> str:
    """The cursor of the servers of this folder."""
    values = [place.name, place.id] if by_name else [place.id]
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode()


def our_cursors(url: str, field: str, order: str, places: Iterable[Place]) -> dict[str, str]:
    """Our server's cursors of places, by their ids."""
    left = iter(places)
    cursors: dict[str, str] = {}
    while ids := [place.id for place in islice(left, AT_ONCE)]:
        body = {"query": QUESTION.format(field=field, order=order), "variables": {"ids": ids}}
        cursors |= {edge["node"]["id"]: edge["cursor"] for edge in ask(url, body)["found"]["edges"]}
    return cursors


def read(text: str) -> list[str]:
    """The values of a cursor of the servers of this folder."""
    values: list[str] = json.loads(base64.urlsafe_b64decode(text))
    return values
