"""Bookings of venues for events; two of a venue never overlap."""

from dataclasses import dataclass

import numpy as np

from graph.load.batch import Value
from graph.load.generate.event import events
from graph.load.generate.participation import participations
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.venue import AN_OFFICE
from graph.load.generate.world import NEVER, TODAY, Ints, World, certain_day, draw_once, slug, slug_id

BOOKED = 0.85
"""Of events, as far as a venue is free."""
BY_UNIVERSITY = 0.5


@dataclass(frozen=True, slots=True)
class Bookings:
    """Bookings by row, half open."""

    event: Ints
    venue: Ints
    university: Ints


@draw_once
def bookings(world: World) -> Bookings:
    """Event by event in the order of time, the first venue of the office that is free; none: no booking."""
    rng, made = world.rng("booking"), events(world)
    wanted = rng.random(len(made.office)) < BOOKED
    first_choice = rng.integers(0, AN_OFFICE, len(made.office)).tolist()
    free_from: dict[int, int] = {}
    found = []
    for event in np.lexsort((made.starts, made.office)).tolist():
        starts, ends = int(made.starts[event]), int(made.ends[event])
        own = range(int(made.office[event]) * AN_OFFICE, (int(made.office[event]) + 1) * AN_OFFICE)
        order = [*own[first_choice[event] :], *own[: first_choice[event]]]
        venue = next((each for each in order if free_from.get(each, 0) <= starts), NEVER)
        if wanted[event] and venue != NEVER:
            free_from[venue] = ends + 1
            found.append((event, venue))
    pairs = np.asarray(found, dtype=np.int64).reshape(-1, 2)
    return Bookings(pairs[:, 0], pairs[:, 1], _bookers(world, rng, pairs[:, 0]))


def _bookers(world: World, rng: np.random.Generator, event: Ints) -> Ints:
    """A participant, where not the office itself books."""
    there = participations(world)
    place = np.searchsorted(there.event, event)
    has_any = (place < len(there.event)) & (there.event[np.minimum(place, len(there.event) - 1)] == event)
    who = there.university[np.minimum(place, len(there.event) - 1)]
    return np.where(has_any & (rng.random(len(event)) < BY_UNIVERSITY), who, NEVER)


def booking(world: World) -> Stream:
    """Each from the event's first day to the day after its last."""
    made, held = bookings(world), events(world)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            event = int(made.event[row])
            since, until = certain_day(int(held.starts[event])), certain_day(int(held.ends[event]) + 1)
            said: dict[str, Value] = {"slug": slug("booking", row), "since": since, "until": until}
            checked = certain_day(min(TODAY, int(held.starts[event])))
            self = step.demo_node("Booking", slug_id("book", "booking", row), said, checked)
            step.edge("BOOKS", self, ("Venue", slug_id("venu", "venue", int(made.venue[row]))))
            step.edge("BOOKED_FOR", self, ("Event", slug_id("evnt", "event", event)))
            if made.university[row] != NEVER:
                step.edge("BOOKED_BY", self, ("University", universities(world).ids[made.university[row]]))

    return Stream("booking", len(made.event), fill)
