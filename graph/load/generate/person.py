"""Persons: contact persons at universities, and the staff of offices."""

from dataclasses import dataclass

import numpy as np

from graph.load.batch import Value
from graph.load.generate.office import offices
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import NEVER, TODAY, YEAR, Ints, World, certain_day, day, draw_once, pick, slug, slug_id

A_UNIVERSITY = 1.5
MAX_A_UNIVERSITY = 40
AN_OFFICE = 4
LONGEST = 15 * YEAR
HAS_LEFT = 0.3
ROLES = {"INTERNATIONAL_OFFICER": 0.35, "PROFESSOR": 0.35, "DEAN": 0.2, "VICE_RECTOR": 0.1}
LANGUAGES = tuple(each.split("+") for each in "ru ru+en ru+en+fr ru+en+zh en en+ru ar+en es+en".split())
AT_HOME = 4
"""So many of the languages are those of persons at home."""


@dataclass(frozen=True, slots=True)
class Persons:
    """Persons by row: those of university u are `first[u]` up to `first[u + 1]`; then those of offices."""

    first: Ints
    university: Ints
    office: Ints
    since: Ints
    until: Ints
    role: Ints
    languages: Ints

    def one_of(self, rng: np.random.Generator, university: Ints) -> Ints:
        """A person of each of these universities, or NEVER."""
        low, high = self.first[university], self.first[university + 1]
        return np.where(high > low, low + (rng.random(len(university)) * (high - low)).astype(np.int64), NEVER)

    def there(self, person: Ints, at: Ints) -> Ints:
        """Those of them that work there on these days; NEVER for the others."""
        since, until = self.since[person], self.until[person]
        return np.where((person != NEVER) & (since <= at) & ((until == NEVER) | (at < until)), person, NEVER)


@draw_once
def persons(world: World) -> Persons:
    """Known institutions have more."""
    rng, made = world.rng("person"), universities(world)
    each = A_UNIVERSITY * np.sqrt(made.weight) / np.sqrt(made.weight).mean()
    counts = np.minimum(rng.poisson(each), MAX_A_UNIVERSITY)
    counts[int(np.argmax(made.weight))] += 1
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    at_offices = np.repeat(np.arange(len(offices(world).ids)), AN_OFFICE)
    university = np.concatenate([np.repeat(np.arange(len(counts)), counts), np.full(len(at_offices), NEVER)])
    office = np.concatenate([np.full(first[-1], NEVER), at_offices])
    size = len(university)
    since = TODAY - rng.integers(30, LONGEST, size)
    until = np.where(rng.random(size) < HAS_LEFT, since + ((TODAY - since) * rng.random(size)).astype(np.int64), NEVER)
    until[until == since] = NEVER
    head = np.zeros(size, dtype=np.int64)
    head[first[-1] :: AN_OFFICE] = 1
    languages = rng.integers(0, AT_HOME, size)
    abroad = (university != NEVER) & ~made.is_home[university]
    return Persons(
        first=first,
        university=university,
        office=office,
        since=np.where(office == NEVER, since, np.maximum(since, offices(world).opened[office])),
        until=np.where(office == NEVER, until, NEVER),
        role=np.where(office == NEVER, pick(rng, ROLES, size), len(ROLES) + 1 - head),
        languages=np.where(abroad, rng.integers(AT_HOME, len(LANGUAGES), size), languages),
    )


def person(world: World) -> Stream:
    """Each with where it works."""
    made = persons(world)
    roles = [*ROLES, "OFFICE_HEAD", "OFFICE_EXPERT"]

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            since, until = certain_day(int(made.since[row])), day(int(made.until[row]))
            key = slug("person", row)
            said: dict[str, Value] = {
                "slug": key,
                "role": roles[made.role[row]],
                "languages": LANGUAGES[made.languages[row]],
            }
            self = step.demo_node("Person", slug_id("pers", "person", row), said, since)
            span = {"since": since, "until": until}
            if made.office[row] == NEVER:
                university = universities(world).ids[made.university[row]]
                step.edge("WORKS_AT", self, ("University", university), span)
            else:
                step.edge("SERVES_AT", self, ("Office", offices(world).ids[made.office[row]]), span)

    return Stream("person", len(made.since), fill)
