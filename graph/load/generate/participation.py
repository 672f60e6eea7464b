"""Participations: institutions at events, those that met there among them."""

from dataclasses import dataclass

import numpy as np

from graph.load.generate.contact import abroad, at_home, contacts
from graph.load.generate.event import events
from graph.load.generate.office import offices
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import NEVER, TODAY, Ints, World, certain_day, draw_once, pick, slug_id
from graph.natural_keys import participation_id

FEWEST, MORE = 2, 6
"""From home; of `MORE` the mean."""
LOCAL = 0.5
"""Institutions of the place for each from home."""
ROLES = {"EXHIBITOR": 0.6, "VISITOR": 0.2, "SPEAKER": 0.15, "ORGANISER": 0.05}
THERE = 0.6
"""Of the contacts that began at an event, those whose parties are on its list."""


@dataclass(frozen=True, slots=True)
class Participations:
    """Pairs of event and university, sorted; `leads` is NEVER before the event."""

    event: Ints
    university: Ints
    role: Ints
    booth: Ints
    leads: Ints


@draw_once
def participations(world: World) -> Participations:
    """Who takes part is drawn by popularity."""
    rng, made, met = world.rng("participation"), events(world), contacts(world)
    ours = np.repeat(np.arange(len(made.office)), FEWEST + rng.poisson(MORE, len(made.office)))
    locals_of = ours[rng.random(len(ours)) < LOCAL]
    local = abroad(world).within(rng, offices(world).country[made.office[locals_of]])
    began = np.flatnonzero((met.event != NEVER) & (rng.random(len(met.event)) < THERE))
    event = np.concatenate([ours, locals_of, met.event[began], met.event[began]])
    who = np.concatenate([at_home(world).draw(rng, len(ours)), local, met.first[began], met.second[began]])
    pairs = np.unique((event * world.universities + who)[who != NEVER])
    event, who = np.divmod(pairs, world.universities)
    leads = rng.poisson(12, len(pairs))
    return Participations(
        event=event,
        university=who,
        role=pick(rng, ROLES, len(pairs)),
        booth=rng.integers(0, 4, len(pairs)),
        leads=np.where(made.ends[event] < TODAY, leads, NEVER),
    )


def participation(world: World) -> Stream:
    """Each with its event and its university."""
    made = participations(world)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            event = slug_id("evnt", "event", int(made.event[row]))
            university = universities(world).ids[made.university[row]]
            self = step.demo_node(
                "Participation",
                participation_id(event, university),
                {
                    "role": list(ROLES)[made.role[row]],
                    "booth": f"{'ABCD'[made.booth[row]]}{row % 90 + 10}" if made.booth[row] else None,
                    "leads": int(made.leads[row]) if made.leads[row] != NEVER else None,
                },
                certain_day(min(TODAY, int(events(world).ends[made.event[row]]))),
            )
            step.edge("AT_EVENT", self, ("Event", event))
            step.edge("OF_UNIVERSITY", self, ("University", university))

    return Stream("participation", len(made.event), fill)
