"""What there is to ask for: ids, names and codes that a store really holds, drawn by a seed."""

import os
import random
import string
from dataclasses import dataclass

import neo4j

LETTERS = string.ascii_lowercase + "234567"
"""Of which ids are made, after their prefix."""
HOW_FAR = 6
"""Letters of an id that are drawn; 30 bits are enough to find one of a million."""

NEXT = """UNWIND $begins AS begin
CALL (begin) {{ MATCH (n:{label}) WHERE n.id > begin RETURN n.id AS id, n.name AS name ORDER BY n.id LIMIT 1 }}
RETURN DISTINCT id, name"""
SEATS = "MATCH (c:Country)<-[:IN_COUNTRY]-()<-[:LOCATED_IN]-() RETURN DISTINCT c.code AS code ORDER BY code"


@dataclass(frozen=True, slots=True)
class Place:
    """A node, as a place in the order of ids or of names."""

    id: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of one store."""

    universities: list[Place]
    contacts: list[Place]
    countries: list[str]


def draw(chance: random.Random, many: int) -> Keys:
    """Keys of the store of `NEO4J_*`. Ids are random, so those that follow random texts are a fair sample."""
    with driver() as opened, opened.session(default_access_mode=neo4j.READ_ACCESS) as session:

        def sample(label: str, prefix: str) -> list[Place]:
            begins = [prefix + "".join(chance.choices(LETTERS, k=HOW_FAR)) for _ in range(many)]
            found = [Place(row["id"], row["name"]) for row in session.run(NEXT.format(label=label), begins=begins)]
            return sorted(found, key=lambda place: place.id)

        codes = [row["code"] for row in session.run(SEATS)]
        return Keys(sample("University", "univ_"), sample("Contact", "cont_"), codes)


def driver() -> neo4j.Driver:
    """Of the store of `NEO4J_*`."""
    credentials = os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"]
    quiet = neo4j.NotificationMinimumSeverity.OFF
    return neo4j.GraphDatabase.driver(os.environ["NEO4J_URI"], auth=credentials, notifications_min_severity=quiet)
